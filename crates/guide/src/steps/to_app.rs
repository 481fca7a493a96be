//! 3.4 To App.

use super::draw::{act, act_note, boxes, buttons, caution, choice, page};
use crate::facts::{AppFacts, Facts, ToAppFacts};
use crate::look::{Draft, Look, reach};
use crate::model::{Drawing, Page, Place, Step, Witness};

pub(super) fn step() -> Step {
    Step {
        id: "to-app",
        number: "3.4",
        title: "To App: create, update, deactivate",
        why: "The connector may do these things; here Okta is told to do them. They decide what happens when someone joins, changes their name or leaves.",
        place: Place::Okta,
        page: page(Page::OktaProvisioning, "Open Provisioning in Okta"),
        instructions: vec![
            act("On the tab `Provisioning` choose `To App`, then `Edit`."),
            act_note("Tick `Create Users` `Update User Attributes` `Deactivate Users`", "Leave `Sync Password` empty."),
            act("Choose `Save`."),
        ],
        cautions: vec![
            caution(
                "Without Deactivate Users, leavers stay.",
                "Somebody who leaves the company or the group keeps an active account in ConfigCat, and nobody is told.",
            ),
            caution(
                "Suspending is not deactivating.",
                "When you suspend a person in Okta, Okta sends nothing. Deactivate them, or take the assignment away.",
            ),
            caution(
                "Without Create Users, new people fail.",
                "Okta then looks for the account, does not make it, and reports `Matching user not found`.",
            ),
        ],
        drawing: Some(Drawing {
            title: "Provisioning to App",
            product: "Okta",
            rows: vec![
                boxes(
                    "",
                    vec![
                        choice("create-users", "Create Users", true, true),
                        choice("update-user-attributes", "Update User Attributes", true, true),
                        choice("deactivate-users", "Deactivate Users", true, true),
                        choice("sync-password", "Sync Password", false, false),
                    ],
                ),
                buttons(&[("Save", true), ("Cancel", false)]),
            ],
        }),
        proven_by: vec![Witness::Okta],
        proof_note: "Okta tells each of the four boxes, where it lets its provisioning settings be read; else its list of features tells two of them.",
        optional: false,
    }
}

/// One box: id, label, feature that stands for it, whether it has to be ticked, what goes wrong else.
struct ToAppBox {
    id: &'static str,
    label: &'static str,
    feature: &'static str,
    wanted: bool,
    harm: &'static str,
    told: fn(&ToAppFacts) -> Option<bool>,
}

const BOXES: [ToAppBox; 4] = [
    ToAppBox {
        id: "create-users",
        label: "Create Users",
        feature: "PUSH_NEW_USERS",
        wanted: true,
        harm: "Okta reports “Matching user not found” for everyone who has no account yet.",
        told: |told| told.create,
    },
    ToAppBox {
        id: "update-user-attributes",
        label: "Update User Attributes",
        feature: "PUSH_PROFILE_UPDATES",
        wanted: true,
        harm: "A renamed person keeps the old name and address in ConfigCat.",
        told: |told| told.update,
    },
    ToAppBox {
        id: "deactivate-users",
        label: "Deactivate Users",
        feature: "PUSH_USER_DEACTIVATION",
        wanted: true,
        harm: "People who leave keep an active account in ConfigCat.",
        told: |told| told.deactivate,
    },
    ToAppBox {
        id: "sync-password",
        label: "Sync Password",
        feature: "PUSH_PASSWORD_UPDATES",
        wanted: false,
        harm: "Passwords would be sent to ConfigCat, which has no use for them.",
        told: |told| told.password,
    },
];

/// Proven box by box. Okta's provisioning settings speak first; where they can't be read, the list of features does.
pub(super) fn look(facts: &Facts) -> Look {
    let app = reach::app(facts)?;
    let mut draft = Draft::new(facts).saw(Witness::Okta);
    if !app.provisioning_is_on() {
        draft.missing("scim-provisioning", "SCIM provisioning is on", "SCIM_PROVISIONING is missing");
        return Ok(draft.not_yet("SCIM provisioning is not on", "The tab `Provisioning` comes with step 3.1."));
    }
    if !BOXES.iter().any(|each| each.is_on(app).0 == Some(true)) {
        for each in BOXES.iter().filter(|each| each.wanted) {
            draft.missing(each.id, each.label, each.is_on(app).1);
        }
        return Ok(draft.not_yet(
            "None of the boxes is ticked yet",
            "Choose `To App`, then `Edit`, tick them as drawn here and save.",
        ));
    }
    for each in &BOXES {
        let (on, evidence) = each.is_on(app);
        match on {
            None => draft.blind(each.id, each.label, evidence),
            Some(on) if on == each.wanted => draft.ok(each.id, each.label, evidence),
            Some(on) => draft.bad(
                (each.id, each.label),
                evidence,
                format!("{} is {}ticked", each.label, if on { "" } else { "not " }),
                format!(
                    "{} {} `{}` under `To App` and save.",
                    each.harm,
                    if on { "Untick" } else { "Tick" },
                    each.label
                ),
            ),
        }
    }
    Ok(draft.settle("Okta creates, updates and deactivates people in ConfigCat"))
}

impl ToAppBox {
    /// Whether the box is ticked, none when Okta does not tell, with what was read.
    fn is_on(&self, app: &AppFacts) -> (Option<bool>, String) {
        if let Some(on) = app.to_app.as_ref().ok().and_then(self.told) {
            return (Some(on), if on { "ENABLED" } else { "DISABLED" }.to_owned());
        }
        if app.has(self.feature) {
            return (Some(true), self.feature.to_owned());
        }
        // Create and update share their feature with the connector's own boxes, where its absence is told already.
        if matches!(self.feature, "PUSH_NEW_USERS" | "PUSH_PROFILE_UPDATES") {
            let why = app.to_app.as_ref().err().map_or("Okta does not tell", |no| no.why.as_str());
            return (None, why.to_owned());
        }
        (Some(false), format!("{} is missing", self.feature))
    }
}
