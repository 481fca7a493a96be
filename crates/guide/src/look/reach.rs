//! Getting at what a verifier needs, or ending its look with what would let it see.

use catflap_inventory::Inventory;

use super::{Draft, words};
use crate::facts::{AppChoice, AppFacts, AuditLog, ConfigCatFacts, Facts, ScimFacts};
use crate::model::{Proof, Witness};

const CONNECT_OKTA: &str = "Connect Okta (a read-only credential is enough) and Catflap sees this by itself. Until then, tick the step when it is done.";
const CONNECT_CONFIGCAT: &str = "Connect ConfigCat’s Public Management API and Catflap sees this by itself. Until then, tick the step when it is done.";
const CONNECT_SCIM: &str = "Enter SCIM URL and token under `Connection`, and Catflap sees this by itself.";
const OR_TICK: &str = "Until it can be read, tick the step when it is done.";

/// A part was asked for and not given.
#[expect(clippy::unnecessary_box_returns, reason = "it goes where `Look` wants an early end")]
pub(crate) fn refused(facts: &Facts, witness: Witness, what: &str, why: &str) -> Box<Proof> {
    Box::new(Draft::new(facts).saw(witness).unseen(format!("{what} could not be read"), format!("{why} {OR_TICK}")))
}

/// The application in Okta.
pub(crate) fn app(facts: &Facts) -> Result<&AppFacts, Box<Proof>> {
    let Some(okta) = &facts.okta else {
        return Err(Box::new(Draft::new(facts).unseen("Okta is not connected", CONNECT_OKTA)));
    };
    match &okta.facts.choice {
        Err(unreadable) => Err(refused(facts, Witness::Okta, "The application in Okta", &unreadable.why)),
        Ok(AppChoice::One { app, .. }) => Ok(app),
        Ok(AppChoice::None) => Err(Box::new(Draft::new(facts).saw(Witness::Okta).not_yet(
            "No application in Okta looks like ConfigCat",
            "Create it in stage 1. If there is one under another name, choose it under `Settings`.",
        ))),
        Ok(AppChoice::Several(apps)) => {
            let mut draft = Draft::new(facts).saw(Witness::Okta);
            for app in apps {
                draft.warn(&format!("app-{}", app.id), &app.label, format!("{}, id {}", app.status, app.id));
            }
            Err(Box::new(draft.unseen(
                format!("{} in Okta look like ConfigCat", words::count(apps.len(), "application", "applications")),
                format!(
                    "They are {}. Choose the right one under `Settings`.",
                    words::names(apps.iter().map(|app| app.label.as_str()))
                ),
            )))
        }
    }
}

/// What ConfigCat's Public Management API said.
pub(crate) fn configcat(facts: &Facts) -> Result<&ConfigCatFacts, Box<Proof>> {
    facts
        .configcat
        .as_ref()
        .map(|seen| &seen.facts)
        .ok_or_else(|| Box::new(Draft::new(facts).unseen("ConfigCat’s API is not connected", CONNECT_CONFIGCAT)))
}

/// ConfigCat's audit log.
pub(crate) fn audit(facts: &Facts) -> Result<&AuditLog, Box<Proof>> {
    configcat(facts)?
        .audit
        .as_ref()
        .map_err(|unreadable| refused(facts, Witness::ConfigCat, "ConfigCat’s audit log", &unreadable.why))
}

/// What the SCIM endpoint answered.
pub(crate) fn scim(facts: &Facts) -> Result<&ScimFacts, Box<Proof>> {
    facts
        .scim
        .as_ref()
        .map(|seen| &seen.facts)
        .ok_or_else(|| Box::new(Draft::new(facts).unseen("The SCIM endpoint is not connected", CONNECT_SCIM)))
}

/// Synced users and groups.
pub(crate) fn inventory(facts: &Facts) -> Result<&Inventory, Box<Proof>> {
    scim(facts)?
        .inventory
        .as_ref()
        .map_err(|unreadable| refused(facts, Witness::Scim, "The list of synced users and groups", &unreadable.why))
}
