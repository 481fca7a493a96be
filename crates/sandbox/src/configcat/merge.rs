//! How the permissions of a user's groups become one (ConfigCat's documentation, "User Provisioning (SCIM) overview").

use super::state::Rule;

/// Merges the rules of a user's groups, given in priority order (first wins).
///
/// The organization roles add up. With Organization Admin the product permissions are skipped, since the role grants
/// everything. Otherwise each product takes the permission group of the first group that has one for it.
pub(crate) fn merge<'a>(rules: impl IntoIterator<Item = &'a Rule>) -> Rule {
    let mut merged = Rule::default();
    for rule in rules {
        merged.organization_admin |= rule.organization_admin;
        merged.billing_manager |= rule.billing_manager;
        for (product, group) in &rule.permissions {
            merged.permissions.entry(product.clone()).or_insert(*group);
        }
    }
    if merged.organization_admin {
        merged.permissions.clear();
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(organization_admin: bool, billing_manager: bool, permissions: &[(&str, u64)]) -> Rule {
        let permissions = permissions.iter().map(|(product, group)| ((*product).to_owned(), *group)).collect();
        Rule { organization_admin, billing_manager, permissions }
    }

    #[test]
    fn the_three_people_of_the_guide_get_what_the_guide_says() {
        let (developers, readers) = (3, 1);
        let owners = rule(true, true, &[]);
        let billing = rule(false, true, &[]);
        let developer = rule(false, false, &[("a", developers), ("b", developers)]);
        let reader = rule(false, false, &[("a", readers), ("b", readers)]);

        assert_eq!(merge([&owners, &reader]), rule(true, true, &[]), "John");
        assert_eq!(merge([&billing, &reader]), rule(false, true, &[("a", readers), ("b", readers)]), "Jane");
        assert_eq!(merge([&developer, &reader]), rule(false, false, &[("a", developers), ("b", developers)]), "Peter");
        assert_eq!(merge([]), Rule::default());
    }
}
