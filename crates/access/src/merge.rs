//! The rule by which a person's groups become permissions (`ConfigCat`'s documentation, "User Provisioning (SCIM)").
//!
//! Organization Admin if any of the groups carries it; Billing Manager if any carries it. With Organization Admin, product
//! permissions are skipped. Otherwise, per product, the permission group of the first listed group that names the product.

use std::collections::{BTreeSet, HashMap};

use crate::error::PlanError;
use crate::model::{Access, Grant, Note, Overridden, Person, Plan};
use crate::names::fold;

/// Marks "no group of the person names this product".
const NOBODY: u32 = u32::MAX;

/// A synced user as [`Planner::compute_all`] borrows it, so that 100,000 of them need no copy.
pub trait Memberships {
    /// SCIM `userName`.
    fn user_name(&self) -> &str;
    /// SCIM `active`.
    fn is_active(&self) -> bool;
    /// Display names of the person's synced groups, in any order, doubles allowed.
    fn group_names(&self) -> impl Iterator<Item = &str>;
}

impl Memberships for Person {
    fn user_name(&self) -> &str {
        &self.user_name
    }

    fn is_active(&self) -> bool {
        self.active
    }

    fn group_names(&self) -> impl Iterator<Item = &str> {
        self.groups.iter().map(String::as_str)
    }
}

impl<M: Memberships> Memberships for &M {
    fn user_name(&self) -> &str {
        (**self).user_name()
    }

    fn is_active(&self) -> bool {
        (**self).is_active()
    }

    fn group_names(&self) -> impl Iterator<Item = &str> {
        (**self).group_names()
    }
}

#[derive(Debug)]
struct Rule {
    organization_admin: bool,
    billing_manager: bool,
    /// (index into `products`, index into `permission_groups`)
    permissions: Vec<(u32, u32)>,
}

/// A [`Plan`] compiled: names are looked up once, then only indices are compared.
#[derive(Debug)]
pub struct Planner {
    plan: Plan,
    by_name: HashMap<String, u32>,
    by_fold: HashMap<String, u32>,
    products: Vec<String>,
    permission_groups: Vec<String>,
    rules: Vec<Rule>,
}

impl Planner {
    /// Compiles a plan.
    ///
    /// # Errors
    /// What [`Plan::check`] finds.
    pub fn new(plan: Plan) -> Result<Self, PlanError> {
        plan.check()?;
        let products: Vec<String> = plan.products().into_iter().map(str::to_owned).collect();
        let permission_groups: Vec<String> = plan
            .groups
            .iter()
            .flat_map(|group| group.permissions.values().cloned())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let rules = plan
            .groups
            .iter()
            .map(|group| Rule {
                organization_admin: group.organization_admin,
                billing_manager: group.billing_manager,
                permissions: group
                    .permissions
                    .iter()
                    .map(|(product, permission)| (place(&products, product), place(&permission_groups, permission)))
                    .collect(),
            })
            .collect();
        let mut by_name = HashMap::with_capacity(plan.groups.len());
        let mut by_fold = HashMap::with_capacity(plan.groups.len());
        for (at, group) in (0u32..).zip(&plan.groups) {
            by_name.insert(group.name.clone(), at);
            by_fold.entry(fold(&group.name)).or_insert(at);
        }
        Ok(Self { plan, by_name, by_fold, products, permission_groups, rules })
    }

    /// The plan as it was given.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The products that the plan mentions, sorted; the order of a table's columns.
    pub fn products(&self) -> &[String] {
        &self.products
    }

    /// The group of the plan whose name differs from `name` by capitals or spaces only.
    pub fn near_miss(&self, name: &str) -> Option<&str> {
        if self.by_name.contains_key(name) {
            return None;
        }
        self.by_fold.get(&fold(name)).map(|&at| self.group_name(at))
    }

    /// What one person gets, with reasons.
    pub fn compute(&self, person: &impl Memberships) -> Access {
        let mut groups = Vec::new();
        self.resolve(person, &mut groups);
        self.explain(person, &groups)
    }

    /// What everybody gets. The table holds indices; [`AccessTable::access`] gives one person's reasons.
    pub fn compute_all<M: Memberships>(&self, people: impl IntoIterator<Item = M>) -> AccessTable {
        let width = self.products.len();
        let mut table = AccessTable { width, ..AccessTable::default() };
        table.starts.push(0);
        let mut groups = Vec::new();
        for person in people {
            self.resolve(&person, &mut groups);
            let mut flags = if person.is_active() { ACTIVE } else { 0 };
            for &group in &groups {
                let rule = &self.rules[group as usize];
                flags |= if rule.organization_admin { ADMIN } else { 0 };
                flags |= if rule.billing_manager { BILLING } else { 0 };
            }
            let row = table.winners.len();
            table.winners.resize(row + width, NOBODY);
            if flags & ADMIN == 0 {
                for &group in &groups {
                    for &(product, _) in &self.rules[group as usize].permissions {
                        let winner = &mut table.winners[row + product as usize];
                        // groups come in priority order, so the first one stays
                        if *winner == NOBODY {
                            *winner = group;
                            flags |= SOMETHING;
                        }
                    }
                }
            }
            table.flags.push(flags);
            table.members.extend_from_slice(&groups);
            table.starts.push(table.members.len());
        }
        table
    }

    pub(crate) fn group_name(&self, group: u32) -> &str {
        &self.plan.groups[group as usize].name
    }

    pub(crate) fn permission_of(&self, group: u32, product: u32) -> Option<u32> {
        let permissions = &self.rules[group as usize].permissions;
        permissions.binary_search_by_key(&product, |&(product, _)| product).ok().map(|at| permissions[at].1)
    }

    pub(crate) fn permissions_of(&self, group: u32) -> &[(u32, u32)] {
        &self.rules[group as usize].permissions
    }

    pub(crate) fn contains(&self, group: &str) -> bool {
        self.by_name.contains_key(group)
    }

    /// The person's groups as places in the plan: in priority order, each once.
    fn resolve(&self, person: &impl Memberships, groups: &mut Vec<u32>) {
        groups.clear();
        groups.extend(person.group_names().filter_map(|name| self.by_name.get(name)));
        groups.sort_unstable();
        groups.dedup();
    }

    fn explain(&self, person: &impl Memberships, groups: &[u32]) -> Access {
        let named = |carries: fn(&Rule) -> bool| -> Vec<String> {
            groups
                .iter()
                .filter(|&&group| carries(&self.rules[group as usize]))
                .map(|&group| self.group_name(group).to_owned())
                .collect()
        };
        let admin_from = named(|rule| rule.organization_admin);
        let billing_from = named(|rule| rule.billing_manager);
        let mut access = Access {
            user_name: person.user_name().to_owned(),
            active: person.is_active(),
            organization_admin: !admin_from.is_empty(),
            billing_manager: !billing_from.is_empty(),
            admin_from,
            billing_from,
            permissions: Vec::new(),
            notes: Vec::new(),
        };
        if !access.active {
            access.notes.push(Note::Inactive);
        }
        let named_products: BTreeSet<u32> =
            groups.iter().flat_map(|&group| self.permissions_of(group).iter().map(|&(product, _)| product)).collect();
        if access.organization_admin {
            if !named_products.is_empty() {
                let products = named_products.iter().map(|&at| self.products[at as usize].clone()).collect();
                access.notes.push(Note::SkippedByOrganizationAdmin { products });
            }
        } else {
            access.permissions = named_products.iter().filter_map(|&product| self.grant(product, groups)).collect();
        }
        if access.is_nothing() {
            access.notes.push(Note::NoPermission { in_no_group: person.group_names().next().is_none() });
        }
        let absent: BTreeSet<&str> = person.group_names().filter(|name| !self.contains(name)).collect();
        for group in absent {
            access.notes.push(match self.near_miss(group) {
                Some(plan_group) => Note::NearMiss { group: group.to_owned(), plan_group: plan_group.to_owned() },
                None => Note::GroupNotInPlan { group: group.to_owned() },
            });
        }
        access
    }

    fn grant(&self, product: u32, groups: &[u32]) -> Option<Grant> {
        let mut naming =
            groups.iter().filter_map(|&group| self.permission_of(group, product).map(|permission| (group, permission)));
        let (winner, decided) = naming.next()?;
        Some(Grant {
            product: self.products[product as usize].clone(),
            permission_group: self.permission_groups[decided as usize].clone(),
            from_group: self.group_name(winner).to_owned(),
            overrode: naming
                .filter(|&(_, permission)| permission != decided)
                .map(|(group, permission)| Overridden {
                    permission_group: self.permission_groups[permission as usize].clone(),
                    from_group: self.group_name(group).to_owned(),
                })
                .collect(),
        })
    }
}

/// The place of a name that is known to be there.
fn place(sorted: &[String], name: &str) -> u32 {
    let at = sorted.partition_point(|entry| entry.as_str() < name);
    u32::try_from(at).unwrap_or(NOBODY)
}

const ACTIVE: u8 = 1;
const ADMIN: u8 = 2;
const BILLING: u8 = 4;
/// At least one product permission.
const SOMETHING: u8 = 8;

/// Everybody's computed access as indices: a row a person, in the order they were given.
#[derive(Debug, Clone, Default)]
pub struct AccessTable {
    flags: Vec<u8>,
    /// People × products: the group that decides, or [`NOBODY`].
    winners: Vec<u32>,
    width: usize,
    /// Everybody's groups in the plan, one after the other; person i has `members[starts[i]..starts[i + 1]]`.
    members: Vec<u32>,
    starts: Vec<usize>,
}

impl AccessTable {
    /// How many people the table has.
    pub fn len(&self) -> usize {
        self.flags.len()
    }

    /// Whether the table has nobody.
    pub fn is_empty(&self) -> bool {
        self.flags.is_empty()
    }

    /// Whether person `at` is SCIM-active.
    pub fn is_active(&self, at: usize) -> bool {
        self.flags[at] & ACTIVE != 0
    }

    /// Whether person `at` becomes Organization Admin.
    pub fn is_organization_admin(&self, at: usize) -> bool {
        self.flags[at] & ADMIN != 0
    }

    /// Whether person `at` becomes Billing Manager.
    pub fn is_billing_manager(&self, at: usize) -> bool {
        self.flags[at] & BILLING != 0
    }

    /// Whether the plan gives person `at` neither a role nor a permission.
    pub fn is_nothing(&self, at: usize) -> bool {
        self.flags[at] & (ADMIN | BILLING | SOMETHING) == 0
    }

    /// Person `at` with reasons; `person` and `planner` are the ones the table was computed with.
    pub fn access(&self, planner: &Planner, at: usize, person: &impl Memberships) -> Access {
        planner.explain(person, self.groups(at))
    }

    /// What person `at` gets, by names: roles, then product and permission group in the order of products. Equal for two
    /// plans exactly when both give the person the same.
    pub(crate) fn given<'a>(&self, planner: &'a Planner, at: usize) -> (u8, Vec<(&'a str, &'a str)>) {
        let permissions = self.winners(at).filter_map(|(product, group)| {
            let permission = planner.permission_of(group, product)?;
            Some((planner.products[product as usize].as_str(), planner.permission_groups[permission as usize].as_str()))
        });
        (self.flags[at] & (ADMIN | BILLING), permissions.collect())
    }

    pub(crate) fn groups(&self, at: usize) -> &[u32] {
        &self.members[self.starts[at]..self.starts[at + 1]]
    }

    /// (product, deciding group) of person `at`.
    pub(crate) fn winners(&self, at: usize) -> impl Iterator<Item = (u32, u32)> {
        (0u32..)
            .zip(&self.winners[at * self.width..(at + 1) * self.width])
            .filter(|&(_, &group)| group != NOBODY)
            .map(|(product, &group)| (product, group))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PlanGroup;

    fn person(user_name: &str, groups: &[&str]) -> Person {
        Person { user_name: user_name.into(), active: true, groups: groups.iter().map(ToString::to_string).collect() }
    }

    fn group(name: &str, admin: bool, billing: bool, permissions: &[(&str, &str)]) -> PlanGroup {
        PlanGroup {
            name: name.into(),
            organization_admin: admin,
            billing_manager: billing,
            permissions: permissions.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect(),
        }
    }

    fn example() -> Planner {
        Planner::new(Plan {
            groups: vec![
                group("Owners", true, true, &[]),
                group("Billing Managers", false, true, &[]),
                group("Developers", false, false, &[("A", "Developers"), ("B", "Developers")]),
                group("Product owners", false, false, &[("B", "Product owners")]),
                group("Readers", false, false, &[("A", "Readers"), ("B", "Readers")]),
            ],
        })
        .unwrap()
    }

    fn permissions(access: &Access) -> Vec<(&str, &str, &str)> {
        access
            .permissions
            .iter()
            .map(|grant| (grant.product.as_str(), grant.permission_group.as_str(), grant.from_group.as_str()))
            .collect()
    }

    #[test]
    fn john_of_the_guide_becomes_organization_admin_and_billing_manager() {
        let john = example().compute(&person("john", &["Owners", "Readers"]));
        assert!(john.organization_admin && john.billing_manager);
        assert_eq!(permissions(&john), []);
        assert_eq!(john.admin_from, ["Owners"]);
        assert_eq!(john.notes, [Note::SkippedByOrganizationAdmin { products: vec!["A".into(), "B".into()] }]);
        assert_eq!(john.to_words(), "Organization Admin and Billing Manager");
    }

    #[test]
    fn jane_of_the_guide_becomes_billing_manager_and_reader() {
        let jane = example().compute(&person("jane", &["Readers", "Billing Managers"]));
        assert!(!jane.organization_admin && jane.billing_manager);
        assert_eq!(permissions(&jane), [("A", "Readers", "Readers"), ("B", "Readers", "Readers")]);
        assert_eq!(jane.billing_from, ["Billing Managers"]);
        assert_eq!(jane.notes, []);
    }

    #[test]
    fn peter_of_the_guide_becomes_developer_because_developers_are_listed_before_readers() {
        let peter = example().compute(&person("peter", &["Readers", "Developers"]));
        assert_eq!(permissions(&peter), [("A", "Developers", "Developers"), ("B", "Developers", "Developers")]);
        assert_eq!(
            peter.permissions[0].overrode,
            [Overridden { permission_group: "Readers".into(), from_group: "Readers".into() }]
        );
    }

    #[test]
    fn a_group_that_differs_by_capitals_gives_nothing_and_is_told() {
        let access = example().compute(&person("ana", &["readers ", "Cooks"]));
        assert!(access.is_nothing());
        assert_eq!(
            access.notes,
            [
                Note::NoPermission { in_no_group: false },
                Note::GroupNotInPlan { group: "Cooks".into() },
                Note::NearMiss { group: "readers ".into(), plan_group: "Readers".into() },
            ]
        );
    }

    #[test]
    fn a_person_in_no_group_is_told_apart() {
        let mut nobody = person("ana", &[]);
        nobody.active = false;
        assert_eq!(example().compute(&nobody).notes, [Note::Inactive, Note::NoPermission { in_no_group: true }]);
    }

    #[test]
    fn the_table_says_the_same_as_one_by_one() {
        let planner = example();
        let people =
            [person("a", &["Readers", "Owners"]), person("b", &["Product owners", "Readers"]), person("c", &[])];
        let table = planner.compute_all(&people);
        for (at, someone) in people.iter().enumerate() {
            let access = planner.compute(someone);
            assert_eq!(table.access(&planner, at, someone), access);
            assert_eq!(table.is_organization_admin(at), access.organization_admin);
            assert_eq!(table.is_nothing(at), access.is_nothing());
            assert_eq!(table.winners(at).count(), access.permissions.len());
        }
    }
}
