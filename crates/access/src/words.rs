//! Phrases that several rules share.

/// “name”.
pub(crate) fn quoted(name: &str) -> String {
    format!("“{name}”")
}

/// "A", "A and B", "A, B and C".
pub(crate) fn and_list<'a>(items: impl IntoIterator<Item = &'a str>) -> String {
    let items: Vec<&str> = items.into_iter().collect();
    match items.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// "1 person", "12 people".
pub(crate) fn people(count: usize) -> String {
    if count == 1 { "1 person".to_owned() } else { format!("{count} people") }
}

/// Roles and permissions in one phrase; one permission group in several products is said once ("Readers in 2 products").
pub(crate) fn access_phrase<'a>(
    organization_admin: bool,
    billing_manager: bool,
    permissions: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> String {
    let mut parts = Vec::new();
    if organization_admin {
        parts.push("Organization Admin".to_owned());
    }
    if billing_manager {
        parts.push("Billing Manager".to_owned());
    }
    if !organization_admin {
        let permissions: Vec<(&str, &str)> = permissions.into_iter().collect();
        match permissions.as_slice() {
            [(_, first), _, ..] if permissions.iter().all(|(_, group)| group == first) => {
                parts.push(format!("{first} in {} products", permissions.len()));
            }
            _ => parts.extend(permissions.iter().map(|(product, group)| format!("{product} / {group}"))),
        }
    }
    if parts.is_empty() { "nothing".to_owned() } else { and_list(parts.iter().map(String::as_str)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn access_is_said_as_short_as_it_can_be() {
        assert_eq!(access_phrase(false, false, []), "nothing");
        assert_eq!(access_phrase(true, true, [("A", "Readers")]), "Organization Admin and Billing Manager");
        assert_eq!(access_phrase(false, false, [("A", "Readers"), ("B", "Readers")]), "Readers in 2 products");
        assert_eq!(
            access_phrase(false, true, [("A", "Admins"), ("B", "Readers")]),
            "Billing Manager, A / Admins and B / Readers"
        );
    }
}
