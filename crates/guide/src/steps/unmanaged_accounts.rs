//! 5.6 Accounts outside provisioning.

use std::collections::HashSet;

use super::draw::{act, act_note, caution, page};
use crate::facts::Facts;
use crate::look::words::{self, address};
use crate::look::{Draft, Look, reach};
use crate::model::{Drawing, DrawnRow, Page, Place, Step, Witness};

pub(super) fn step() -> Step {
    Step {
        id: "unmanaged-accounts",
        number: "5.6",
        title: "Review accounts outside provisioning",
        why: "Accounts from before, or invited by hand, do not follow Okta. When their owner leaves the company, nothing happens to them.",
        place: Place::ConfigCat,
        page: page(Page::ConfigCatMembers, "Open Members in ConfigCat"),
        instructions: vec![
            act("Go through the members whom no synced user stands for. Catflap names them below."),
            act_note(
                "For each one: assign the person in Okta, remove the account under `Members & Roles`, or keep it knowingly.",
                "One administrator who does not depend on Okta is worth keeping. Then tick this step.",
            ),
        ],
        cautions: vec![caution(
            "The same person, another address.",
            "An account under an old or private address looks like a stranger. Provisioning makes a second account beside it.",
        )],
        drawing: Some(Drawing {
            title: "Members & Roles",
            product: "ConfigCat",
            rows: vec![DrawnRow::Table {
                head: vec!["Member", "Managed by"],
                rows: vec![vec!["jane@your-company.com", "provisioning"], vec!["old-hand@elsewhere.com", "nobody"]],
            }],
        }),
        proven_by: vec![Witness::Scim, Witness::ConfigCat],
        proof_note: "ConfigCat’s members are compared with the synced users by e-mail address; both connections are needed for it.",
        optional: false,
    }
}

/// Proven when every member is a synced user. Others are no mistake: somebody decides about each, then ticks the step.
pub(super) fn look(facts: &Facts) -> Look {
    let members = reach::configcat(facts)?
        .members
        .as_ref()
        .map_err(|no| reach::refused(facts, Witness::ConfigCat, "The list of members", &no.why))?;
    let inventory = reach::inventory(facts)?;
    let mut draft = Draft::new(facts).saw(Witness::Scim).saw(Witness::ConfigCat);
    if inventory.users.is_empty() {
        draft.missing("managed", "Synced users", "none");
        return Ok(draft.not_yet("Nobody is synced yet", "Come back when people have arrived."));
    }
    let synced: HashSet<String> = inventory
        .users
        .iter()
        .flat_map(|user| [Some(user.user_name.as_str()), user.email.as_deref()])
        .flatten()
        .map(address)
        .collect();
    let mut unmanaged: Vec<&str> = members
        .people
        .iter()
        .map(|member| member.email.as_str())
        .filter(|email| !synced.contains(&address(email)))
        .collect();
    unmanaged.sort_unstable();
    let total = words::count(members.people.len(), "member", "members");
    if unmanaged.is_empty() {
        draft.ok("managed", "Members with a synced user", total.clone());
        return Ok(draft.proven(format!("All {total} are synced from Okta")));
    }
    let names = words::names(unmanaged.iter().copied());
    draft.warn("managed", "Members without a synced user", names.clone());
    Ok(draft.not_yet(
        format!("{} not managed by provisioning", words::count(unmanaged.len(), "account is", "accounts are")),
        format!("{names}. Assign, remove or knowingly keep each one, then tick the step."),
    ))
}
