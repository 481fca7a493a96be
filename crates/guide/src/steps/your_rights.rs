//! 0.1 Rights in both products.

use super::draw::{act, act_note, caution, page};
use crate::facts::Facts;
use crate::look::words::address;
use crate::look::{Draft, Look, reach};
use crate::model::{Drawing, DrawnRow, Page, Place, Step, Witness};

pub(super) fn step() -> Step {
    Step {
        id: "your-rights",
        number: "0.1",
        title: "Your rights in both places",
        why: "The set-up changes sign-in and access for the whole organization. ConfigCat lets only an `Organization Admin` do that, \
              and Okta only someone who may administer applications.",
        place: Place::Both,
        page: page(Page::ConfigCatMembers, "Open Members in ConfigCat"),
        instructions: vec![
            act("In Okta, see that you reach the admin console and that `Applications` stands in its menu."),
            act_note(
                "In ConfigCat, open `Members & Roles` and find yourself.",
                "Your role has to read `Organization Admin`. If it does not, ask someone who has it to give it to you.",
            ),
        ],
        cautions: vec![caution(
            "Keep one way in that does not depend on Okta.",
            "Until the last step is proven, leave at least one `Organization Admin` who can still sign in with a password.",
        )],
        drawing: Some(Drawing {
            title: "Members & Roles",
            product: "ConfigCat",
            rows: vec![DrawnRow::Table {
                head: vec!["Member", "Role"],
                rows: vec![vec!["you", "Organization Admin"], vec!["a colleague", "Billing Manager"]],
            }],
        }),
        proven_by: vec![Witness::ConfigCat],
        proof_note: "ConfigCat’s member list shows whether you are among its administrators; what Okta lets you change shows \
                     only when you change it.",
        optional: false,
    }
}

/// Proven by the member list; what Okta lets the administrator change can't be asked.
pub(super) fn look(facts: &Facts) -> Look {
    let mut draft = Draft::new(facts);
    if let Some(okta) = &facts.okta {
        let who = okta.facts.who.as_deref().unwrap_or("this credential");
        draft.add_witness(Witness::Okta);
        draft.blind(
            "okta-rights",
            "Rights in Okta",
            format!("connected as {who}; what it may change shows only when it does"),
        );
    }
    let configcat = reach::configcat(facts)?;
    draft.add_witness(Witness::ConfigCat);
    let me = configcat
        .me
        .as_ref()
        .map_err(|no| reach::refused(facts, Witness::ConfigCat, "Whose credential this is", &no.why))?;
    let members = configcat
        .members
        .as_ref()
        .map_err(|no| reach::refused(facts, Witness::ConfigCat, "The list of members", &no.why))?;
    let organization = configcat.organization.as_ref().map_or("the organization", |organization| &organization.name);
    let point = ("configcat-rights", "Organization Admin in ConfigCat");
    match members.people.iter().find(|member| address(&member.email) == address(me)) {
        Some(member) if member.organization_admin => {
            draft.ok(point.0, point.1, format!("{me} is among the administrators of {organization}"));
        }
        Some(_) => draft.bad(
            point,
            format!("{me} is a member of {organization}, without that role"),
            "You are not Organization Admin in ConfigCat",
            "Ask an `Organization Admin` to give you that role under `Members & Roles`.",
        ),
        None => draft.bad(
            point,
            format!("{me} is not among the members of {organization}"),
            format!("You are not a member of {organization}"),
            "The credential belongs to another account, or another organization is looked at. Check both under `Settings`.",
        ),
    }
    Ok(draft.settle(format!("You are Organization Admin of {organization}")))
}
