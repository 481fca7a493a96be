//! The throwaway names, and the rule by which Catflap knows its own.

use serde_json::Value;

use super::ResourceKind;

/// A person's marker begins with this; Catflap deletes nobody whose name lacks it.
const PERSON: &str = "catflap-rehearsal-";
/// A group's marker begins with this.
const GROUP: &str = "Catflap rehearsal ";

/// The names of one run.
#[derive(Debug, Clone)]
pub(super) struct Names {
    pub run_id: String,
    pub first: String,
    pub second: String,
    pub group: String,
}

impl Names {
    pub fn new(domain: &str, run_id: &str) -> Self {
        Self {
            run_id: run_id.to_owned(),
            first: format!("{PERSON}{run_id}@{domain}"),
            second: format!("{PERSON}{run_id}-2@{domain}"),
            group: format!("{GROUP}{run_id}"),
        }
    }

    /// What the group is called for a while.
    pub fn renamed_group(&self) -> String {
        renamed(&self.group)
    }
}

fn renamed(group: &str) -> String {
    format!("{group} renamed")
}

/// Every name that a resource of this name may have had.
pub(super) fn aliases(kind: ResourceKind, name: &str) -> Vec<String> {
    match kind {
        ResourceKind::User => vec![name.to_owned()],
        ResourceKind::Group => vec![name.to_owned(), renamed(name)],
    }
}

/// What marks the resources of the rehearsal that made `name`, in small letters; none when it is no throwaway name.
fn marker(kind: ResourceKind, name: &str) -> Option<String> {
    let (marker, begins) = match kind {
        ResourceKind::User => (name.split('@').next().unwrap_or_default(), PERSON),
        ResourceKind::Group => (name, GROUP),
    };
    let (marker, begins) = (marker.to_lowercase(), begins.to_lowercase());
    (marker.len() > begins.len() && marker.starts_with(&begins)).then_some(marker)
}

/// Whether this is a name that a rehearsal gave.
pub(super) fn is_throwaway(kind: ResourceKind, name: &str) -> bool {
    marker(kind, name).is_some()
}

/// Whether a resource carries the mark of the rehearsal that made `name`: in its name, its external id or an address.
/// Only such a resource is ever deleted.
pub(super) fn is_ours(kind: ResourceKind, name: &str, resource: &Value) -> bool {
    let Some(mark) = marker(kind, name) else { return false };
    let carries = |value: &Value| value.as_str().is_some_and(|text| text.to_lowercase().contains(&mark));
    let addresses = resource["emails"].as_array().into_iter().flatten().map(|email| &email["value"]);
    ["userName", "displayName", "externalId"].iter().map(|name| &resource[*name]).chain(addresses).any(carries)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_are_marked_as_catflaps() {
        let names = Names::new("whisker.co", "7f3a");
        assert_eq!(names.first, "catflap-rehearsal-7f3a@whisker.co");
        assert_eq!(names.second, "catflap-rehearsal-7f3a-2@whisker.co");
        assert_eq!(names.group, "Catflap rehearsal 7f3a");
    }

    #[test]
    fn nobody_else_is_ever_ours() {
        let user = |name: &str| json!({"id": "1", "userName": name, "displayName": "Ada"});
        let ours = |name: &str, resource: &Value| is_ours(ResourceKind::User, name, resource);
        let name = "catflap-rehearsal-7f3a@whisker.co";
        assert!(ours(name, &user("Catflap-Rehearsal-7F3A@whisker.co")), "a server may change the case");
        assert!(ours(name, &json!({"userName": "x", "externalId": "catflap-rehearsal-7f3a"})));
        assert!(!ours(name, &user("ada@whisker.co")));
        assert!(!ours(name, &user("catflap-rehearsal-9999@whisker.co")), "another run's");
        for broken in ["", "@", "ada@whisker.co", "catflap-rehearsal-@whisker.co"] {
            assert!(
                !ours(broken, &user("ada@whisker.co")),
                "a journal that was tampered with deletes nobody: {broken}"
            );
            assert!(!ours(broken, &user("catflap-rehearsal-7f3a@whisker.co")), "{broken}");
        }
        let group = json!({"displayName": "Catflap rehearsal 7f3a renamed", "members": [{"display": "Ada"}]});
        assert!(is_ours(ResourceKind::Group, "Catflap rehearsal 7f3a", &group));
        assert!(!is_ours(ResourceKind::Group, "Developers", &json!({"displayName": "Developers"})));
    }
}
