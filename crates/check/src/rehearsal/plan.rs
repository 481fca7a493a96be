//! What will be written, before anything is.

use super::names::Names;
use super::part::{PARTS, Prop};
use super::{PlannedWrite, ResourceKind};

/// What a person should know before a rehearsal.
pub const CAUTION: &str = "If “Provision future users automatically” is on in ConfigCat, the throwaway people may get accounts and mails for the minute they exist. Switch it off meanwhile, or use a domain whose mail nobody reads.";

/// Every write of a rehearsal in the order in which they are sent, with what it is done to and how it is taken back.
/// A row is left out at run time when what it needs was not created; nothing is ever added, but for the taking back.
pub fn plan(domain: &str, run_id: &str) -> Vec<PlannedWrite> {
    let names = Names::new(domain, run_id);
    let of = |prop: Prop| match prop {
        Prop::First => (ResourceKind::User, names.first.clone()),
        Prop::Second => (ResourceKind::User, names.second.clone()),
        Prop::Group => (ResourceKind::Group, names.group.clone()),
    };
    let mut planned = Vec::new();
    for part in &PARTS {
        for write in part.writes {
            let (kind, name) = of(write.on);
            let creates = write.request.starts_with("POST");
            planned.push(PlannedWrite {
                row: part.id.to_owned(),
                title: part.title.to_owned(),
                request: write.request.to_owned(),
                taken_back: taken_back(kind, part.id, write.request),
                kind,
                name,
                creates,
            });
        }
    }
    planned
}

fn taken_back(kind: ResourceKind, row: &str, request: &str) -> String {
    let endpoint = kind.endpoint();
    if request.starts_with("DELETE") {
        return "This takes back. Afterwards it is looked up by name and by id.".to_owned();
    }
    if row == "create-person-again" {
        return format!("Must be refused. A twin that comes of it is deleted: DELETE /{endpoint}/{{id}}.");
    }
    match kind {
        ResourceKind::User => {
            format!("Deleted with the person: DELETE /{endpoint}/{{id}}. If that is refused, set inactive by PUT.")
        }
        ResourceKind::Group => format!("Deleted with the group: DELETE /{endpoint}/{{id}}."),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn three_resources_are_created_and_the_same_three_deleted() {
        let plan = plan("whisker.co", "7f3a");
        let of = |verb: &str| -> HashSet<String> {
            plan.iter().filter(|write| write.request.starts_with(verb)).map(|write| write.name.clone()).collect()
        };
        assert_eq!(of("POST").len(), 3);
        assert_eq!(of("POST"), of("DELETE"));
        assert!(plan.iter().all(|write| write.creates == write.request.starts_with("POST")));
        assert!(plan.iter().all(|write| of("POST").contains(&write.name)), "nothing else is written to");
    }

    #[test]
    fn every_row_has_an_id_of_its_own_and_words() {
        let mut ids = HashSet::new();
        for part in &PARTS {
            assert!(ids.insert(part.id), "{}", part.id);
            assert!(part.id.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", part.id);
            assert!(part.why.ends_with('.') && !part.needs.is_empty(), "{}", part.id);
            assert_eq!(part.catalogue, part.sends.starts_with("PATCH"), "{}", part.id);
        }
    }
}
