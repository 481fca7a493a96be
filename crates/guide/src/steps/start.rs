//! 5.4 Start provisioning.

use std::collections::HashMap;

use super::draw::{act_note, buttons, caution, page};
use crate::facts::{Facts, MemberFacts, PlannedPerson};
use crate::look::words::{self, address};
use crate::look::{Draft, Look, act, reach};
use crate::model::{Drawing, DrawnRow, Page, Place, Step, Witness};

pub(super) fn step() -> Step {
    Step {
        id: "start",
        number: "5.4",
        title: "Start provisioning",
        why: "Up to here nothing has changed for anyone in ConfigCat. From here on, Okta’s groups decide what people may do.",
        place: Place::ConfigCat,
        page: page(Page::ConfigCatUsers, "Open users in ConfigCat"),
        instructions: vec![
            act_note(
                "Start with one person: choose start in that person’s row and let them sign in.",
                "A colleague whose permissions you know is a good first one. You are not.",
            ),
            act_note("Then choose `START FOR ALL USERS`.", "People with an unverified e-mail domain are left out."),
        ],
        cautions: vec![
            caution(
                "Permissions set by hand end here.",
                "Once started, a person’s permissions follow the groups alone and can’t be changed by hand.",
            ),
            caution(
                "Check your own row first.",
                "If your groups do not carry `Organization Admin`, you lose it with the start.",
            ),
        ],
        drawing: Some(Drawing {
            title: "Start and stop provisioning for Identity Provider users",
            product: "ConfigCat",
            rows: vec![
                buttons(&[("REFRESH DATA", false), ("START FOR ALL USERS", true), ("STOP", false)]),
                DrawnRow::Table {
                    head: vec!["User", "Account", "Status"],
                    rows: vec![vec!["jane@your-company.com", "yes", "active"]],
                },
            ],
        }),
        proven_by: vec![Witness::ConfigCat],
        proof_note: "The audit log shows who started provisioning and when; beside your plan, the members’ permissions show whether it took effect.",
        optional: false,
    }
}

/// Proven by the audit log, and by members who carry what the plan gives.
pub(super) fn look(facts: &Facts) -> Look {
    let configcat = reach::configcat(facts)?;
    let log = reach::audit(facts)?;
    let mut draft = Draft::new(facts).saw(Witness::ConfigCat);
    let (id, title) = ("started", "Provisioning was started");
    let Some(start) = act::last(log, &["syncUserProvisioningEnabled"]) else {
        return Ok(act::not_in_log(draft, log, id, title));
    };
    draft.ok(id, title, act::evidence(start));
    if let Some(stop) = act::last(log, &["syncUserProvisioningDisabled"]) {
        draft.warn("stopped", "Provisioning was stopped for somebody", act::evidence(stop));
    }
    let started = format!("Provisioning was started {}", act::when_and_who(start));
    let people = facts.plan.as_ref().map(|plan| plan.people.as_slice()).unwrap_or_default();
    let carried = ("carried", "Members carry what the plan gives");
    let members = match &configcat.members {
        Ok(members) if !people.is_empty() => &members.people,
        Ok(_) => {
            draft.blind(carried.0, carried.1, "there is no plan to compare with");
            return Ok(draft.proven_but(started, act::ACT_ONLY));
        }
        Err(no) => {
            draft.blind(carried.0, carried.1, no.why.as_str());
            return Ok(draft.proven_but(started, act::ACT_ONLY));
        }
    };
    let by_address: HashMap<String, &MemberFacts> =
        members.iter().map(|member| (address(&member.email), member)).collect();
    let (mut same, mut other, mut no_account) = (0, vec![], vec![]);
    for person in people {
        match by_address.get(&address(&person.user_name)) {
            None => no_account.push(person.user_name.as_str()),
            Some(member) if carries(member, person) => same += 1,
            Some(_) => other.push(person.user_name.as_str()),
        }
    }
    if !no_account.is_empty() {
        draft.warn("no-account", "Have no account yet", words::names(no_account.iter().copied()));
    }
    if other.is_empty() {
        draft.ok(carried.0, carried.1, words::count(same, "member", "members"));
        return Ok(draft.proven_but(
            format!("{started}, and {} what the plan gives", words::count(same, "member carries", "members carry")),
            "Who of them is started, no API tells one by one.",
        ));
    }
    let names = words::names(other.iter().copied());
    if act::plan_is_ahead(facts, log) {
        draft.missing(carried.0, carried.1, format!("the plan is newer than ConfigCat’s rules; differ: {names}"));
        return Ok(draft.not_yet(
            format!("{started}, by rules older than your plan"),
            "Bring the plan over first: steps 5.1 and 5.2.",
        ));
    }
    // Starting one by one is a good way: while most people differ, the start is under way rather than gone wrong.
    if same < other.len() {
        draft.missing(carried.0, carried.1, format!("{same} do; not yet: {names}"));
        return Ok(draft.not_yet(
            format!("{} of {} members carry what the plan gives", same, same + other.len()),
            "Start the others when you are ready: one by one, or with `START FOR ALL USERS`.",
        ));
    }
    draft.bad(
        carried,
        names.clone(),
        format!("{} other permissions than the plan gives", words::count(other.len(), "member has", "members have")),
        format!("{names}. Either they are not started, or ConfigCat’s rules differ from the plan: compare the groups’ permissions and the priority in ConfigCat."),
    );
    Ok(draft.failing())
}

/// Whether the member may do today just what the plan gives.
fn carries(member: &MemberFacts, person: &PlannedPerson) -> bool {
    member.organization_admin == person.organization_admin
        && member.billing_manager == person.billing_manager
        && (person.organization_admin || member.permissions == person.permissions)
}
