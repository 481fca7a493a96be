//! 4.4 Push groups are active.

use std::collections::{HashMap, HashSet};

use catflap_inventory::Inventory;

use super::draw::{act_note, caution, page};
use crate::facts::{AppFacts, Facts, PushedGroup};
use crate::look::words::{self, address};
use crate::look::{Draft, Look, reach};
use crate::model::{Drawing, DrawnRow, Page, Place, Step, Witness};

pub(super) fn step() -> Step {
    Step {
        id: "push-status",
        number: "4.4",
        title: "Every push group is active",
        why: "A group that is not `Active` stays as it was in ConfigCat: people who join it get nothing, people who leave it keep everything.",
        place: Place::Okta,
        page: page(Page::OktaPushGroups, "Open Push Groups in Okta"),
        instructions: vec![
            act_note(
                "On the tab `Push Groups` look at `Push Status` of each group: it has to read `Active`.",
                "`Pushing` is on its way; look again in a minute.",
            ),
            act_note(
                "Where it reads `Error`, read Okta’s words, then choose `Push Now` from the menu of that row.",
                "If the error stays: unlink the group, leave it in ConfigCat, and push it again.",
            ),
        ],
        cautions: vec![caution(
            "Do not delete groups in ConfigCat.",
            "Okta does not notice, goes on writing to the old one and fails. Unlink the group in Okta instead.",
        )],
        drawing: Some(Drawing {
            title: "Push Groups",
            product: "Okta",
            rows: vec![DrawnRow::Table {
                head: vec!["Group in Okta", "Group in app", "Push Status"],
                rows: vec![
                    vec!["ConfigCat Developers", "ConfigCat Developers", "Active"],
                    vec!["ConfigCat Readers", "ConfigCat Readers", "Active"],
                ],
            }],
        }),
        proven_by: vec![Witness::Okta, Witness::Scim],
        proof_note: "Okta tells each group’s status and its last error; with SCIM beside it, Catflap compares the members on both sides.",
        optional: false,
    }
}

/// Proven by each mapping's status, and by the members on both sides where SCIM can be read.
pub(super) fn look(facts: &Facts) -> Look {
    let app = reach::app(facts)?;
    let pushed = app.pushed.as_ref().map_err(|no| reach::refused(facts, Witness::Okta, "The push groups", &no.why))?;
    let mut draft = Draft::new(facts).saw(Witness::Okta);
    if pushed.is_empty() {
        draft.missing("push-status", "Push Status", "no group is pushed");
        return Ok(draft.not_yet("No group is pushed yet", "Step 4.3 comes first."));
    }
    for group in pushed {
        status(&mut draft, group);
    }
    if !app.has("GROUP_PUSH") {
        // Told where the box is: without it nothing is sent, and comparing would only say the same again.
        draft.missing("members-in-configcat", "Members in ConfigCat", "GROUP_PUSH is missing, so no group is sent");
        if draft.is_wrong() {
            return Ok(draft.failing());
        }
        return Ok(
            draft.not_yet("Okta sends no group", "Tick `Push Groups` in the connector settings first: step 3.3.")
        );
    }
    match facts.inventory() {
        Some(inventory) => {
            draft.add_witness(Witness::Scim);
            let sides = Sides::new(app, inventory);
            let assigned = app.groups.as_deref().unwrap_or_default();
            for group in pushed.iter().filter(|group| group.status == "ACTIVE" && !has_error(group)) {
                if assigned.iter().any(|assigned| assigned.id == group.group_id) {
                    draft.warn(
                        &format!("members-{}", group.group_id),
                        &group.name,
                        "not compared: it is assigned too, so Okta does not keep its members in step",
                    );
                } else {
                    sides.compare(&mut draft, group);
                }
            }
        }
        None => draft.blind("members-in-configcat", "Members in ConfigCat", "the SCIM endpoint can’t be read"),
    }
    Ok(draft.settle(if pushed.len() == 1 {
        "The push group is active".to_owned()
    } else {
        format!("All {} push groups are active", pushed.len())
    }))
}

fn has_error(group: &PushedGroup) -> bool {
    group.error_summary.as_deref().is_some_and(|error| !error.trim().is_empty())
}

fn status(draft: &mut Draft<'_>, group: &PushedGroup) {
    let id = format!("status-{}", group.group_id);
    let name = group.name.as_str();
    let words = group.error_summary.as_deref().map(str::trim).filter(|error| !error.is_empty());
    match (group.status.as_str(), words) {
        ("ACTIVE", None) => draft.ok(&id, name, "ACTIVE"),
        ("INACTIVE", None) => draft.bad(
            (&id, name),
            "INACTIVE",
            format!("“{name}” is not active"),
            format!("Changes of its members are not sent. Under `Push Groups`, activate group push for “{name}”."),
        ),
        (status, words) => draft.bad(
            (&id, name),
            words.map_or_else(|| status.to_owned(), |words| format!("{status}: {words}")),
            format!("Pushing “{name}” failed"),
            format!(
                "{} Choose `Push Now` in the row of “{name}”. If it fails again, unlink the group, leave it in ConfigCat, and push it again.",
                words.map_or_else(|| "Okta gives no reason.".to_owned(), |words| format!("Okta says: “{words}”."))
            ),
        ),
    }
}

/// Both sides, ready for looking people up.
struct Sides<'a> {
    inventory: &'a Inventory,
    /// Okta's id of an assigned person → SCIM id.
    scim_id: HashMap<&'a str, &'a str>,
    /// SCIM id → name, of those who are active.
    active: HashMap<&'a str, &'a str>,
}

impl<'a> Sides<'a> {
    fn new(app: &'a AppFacts, inventory: &'a Inventory) -> Self {
        let by_id: HashSet<&str> = inventory.users.iter().map(|user| user.id.as_str()).collect();
        let scim_id = app
            .people
            .as_deref()
            .unwrap_or_default()
            .iter()
            .filter_map(|person| Some((person.id.as_str(), by_id.get(person.external_id.as_deref()?).copied()?)))
            .collect();
        let active =
            inventory.users.iter().filter(|user| user.active).map(|user| (user.id.as_str(), user.name())).collect();
        Self { inventory, scim_id, active }
    }

    /// The group in ConfigCat has the members that Okta can push: assigned, and known to ConfigCat. Who is missing
    /// altogether is named where people are assigned and where they arrive.
    fn compare(&self, draft: &mut Draft<'_>, group: &PushedGroup) {
        let id = format!("members-{}", group.group_id);
        let name = group.name.as_str();
        let Some(synced) = self.inventory.groups.iter().find(|synced| address(&synced.display_name) == address(name))
        else {
            return draft.bad(
                (&id, name),
                "not among the groups in ConfigCat",
                format!("“{name}” has not arrived in ConfigCat"),
                format!("Choose `Push Now` in the row of “{name}”. If it was deleted in ConfigCat, unlink it in Okta and push it again."),
            );
        };
        let Ok(members) = &group.members else {
            return draft.blind(&id, name, "arrived; the members can’t be compared");
        };
        let expected: HashSet<&str> =
            members.iter().filter_map(|member| self.scim_id.get(member.id.as_str()).copied()).collect();
        let assigned: HashSet<&str> = self.scim_id.values().copied().collect();
        let there: HashSet<&str> = synced.members.iter().map(String::as_str).collect();
        let mut missing: Vec<&str> =
            expected.difference(&there).filter_map(|id| self.active.get(id).copied()).collect();
        // Only people whom Okta still sends can be told to be wrong here; leavers show where people arrive.
        let mut stale: Vec<&str> = there
            .difference(&expected)
            .filter(|id| assigned.contains(*id))
            .filter_map(|id| self.active.get(id).copied())
            .collect();
        missing.sort_unstable();
        stale.sort_unstable();
        if missing.is_empty() && stale.is_empty() {
            return draft.ok(&id, name, words::count(there.len(), "member in ConfigCat", "members in ConfigCat"));
        }
        let mut parts = Vec::new();
        if !missing.is_empty() {
            parts.push(format!("missing: {}", words::names(missing.iter().copied())));
        }
        if !stale.is_empty() {
            parts.push(format!("still there: {}", words::names(stale.iter().copied())));
        }
        let evidence = parts.join("; ");
        draft.bad(
            (&id, name),
            evidence.clone(),
            format!("“{name}” has other members in ConfigCat than in Okta"),
            format!("In ConfigCat’s group, {evidence}. Choose `Push Now` in the row of “{name}”; while Okta is still pushing, look again in a minute."),
        );
    }
}
