//! The throwaway names, and the rule by which Catflap knows its own.

/// A throwaway person's login begins with this; Catflap deletes nobody whose login lacks it.
const PERSON: &str = "catflap-trip-";
/// A throwaway group's name begins with this.
const GROUP: &str = "Catflap trip ";
/// The description of a throwaway group.
pub(super) const NOTE: &str = "Made by Catflap for a round trip, which deletes it at its end.";

pub(super) fn login(run_id: &str, domain: &str) -> String {
    format!("{PERSON}{run_id}@{domain}")
}

pub(super) fn group(run_id: &str) -> String {
    format!("{GROUP}{run_id}")
}

/// What is added to a name, so that the change is seen to arrive.
pub(super) fn mark(run_id: &str) -> String {
    format!("(Catflap {run_id})")
}

/// A name with the mark.
pub(super) fn changed(name: &str, run_id: &str) -> String {
    format!("{} {}", name.trim(), mark(run_id)).trim().to_owned()
}

/// Whether a login or user name is one that a trip gave.
pub(super) fn is_throwaway_person(login: &str) -> bool {
    let local = login.split('@').next().unwrap_or_default().to_lowercase();
    local.len() > PERSON.len() && local.starts_with(PERSON)
}

/// Whether a group's name is one that a trip gave.
pub(super) fn is_throwaway_group(name: &str) -> bool {
    name.len() > GROUP.len() && name.to_lowercase().starts_with(&GROUP.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_throwaway_names_are_catflaps_own() {
        assert!(is_throwaway_person(&login("7f3a", "whisker.co")));
        assert!(is_throwaway_person("Catflap-Trip-7f3a"), "a template may cut the domain, a server change the case");
        assert!(is_throwaway_group(&group("7f3a")));
        for other in ["", "ada@whisker.co", "catflap-trip-@whisker.co", "x-catflap-trip-7f3a@whisker.co"] {
            assert!(!is_throwaway_person(other), "{other}");
        }
        for other in ["", "Developers", "Catflap trip ", "My Catflap trip 7f3a"] {
            assert!(!is_throwaway_group(other), "{other}");
        }
    }
}
