//! 3.1 SCIM provisioning is on.

use super::draw::{act, act_note, boxes, buttons, caution, choice, line, page};
use crate::facts::{AppFacts, Facts};
use crate::look::{Draft, Look, reach, time};
use crate::model::{Drawing, Page, Place, Step, Witness};

pub(super) fn step() -> Step {
    Step {
        id: "enable-scim",
        number: "3.1",
        title: "Enable SCIM provisioning",
        why: "Signing in and being synced are two things. This box gives the application the tab `Provisioning`, where syncing is set up.",
        place: Place::Okta,
        page: page(Page::OktaGeneral, "Open General in Okta"),
        instructions: vec![
            act("Open the tab `General` of the application and choose `Edit` at `App Settings`."),
            act("Tick `Enable SCIM provisioning`."),
            act_note("Choose `Save`.", "The tab `Provisioning` appears."),
        ],
        cautions: vec![
            caution(
                "It can only be ticked by hand.",
                "Okta’s API takes the setting and ignores it, so no tool can do this step for you.",
            ),
            caution(
                "Scripts can switch it off again.",
                "A tool that writes the whole application (Terraform’s app resource does) can untick it and lose the connector’s settings. \
                 Keep such tools away from this application; Catflap never writes it.",
            ),
        ],
        drawing: Some(Drawing {
            title: "App Settings",
            product: "Okta",
            rows: vec![
                line("App name", "ConfigCat"),
                boxes("Provisioning", vec![choice("enable-scim-provisioning", "Enable SCIM provisioning", true, true)]),
                buttons(&[("Save", true), ("Cancel", false)]),
            ],
        }),
        proven_by: vec![Witness::Okta],
        proof_note: "Okta lists the application’s features; `SCIM_PROVISIONING` among them is this box.",
        optional: false,
    }
}

/// Proven by the application's features. Failing only where there is a trace that it was on before.
pub(super) fn look(facts: &Facts) -> Look {
    let app = reach::app(facts)?;
    let mut draft = Draft::new(facts).saw(Witness::Okta);
    let (id, title) = ("enable-scim-provisioning", "Enable SCIM provisioning");
    if app.has("SCIM_PROVISIONING") {
        draft.ok(id, title, "app feature SCIM_PROVISIONING");
        return Ok(draft.proven("SCIM provisioning is on"));
    }
    if app.provisioning_is_on() {
        draft.warn(id, title, "SCIM_PROVISIONING is not listed, but actions that need it are");
        return Ok(draft.proven("SCIM provisioning is on"));
    }
    if let Some(trace) = trace(facts, app) {
        draft.bad(
            (id, title),
            format!("SCIM_PROVISIONING is missing; {trace}"),
            "SCIM provisioning was on and is off now",
            "Tick `Enable SCIM provisioning` again, save, and go through the connector settings anew: they may be lost. \
             A tool that writes the whole application, such as Terraform’s app resource, is the usual cause; keep it away from this application.",
        );
        return Ok(draft.failing());
    }
    draft.missing(id, title, "SCIM_PROVISIONING is missing");
    Ok(draft.not_yet(
        "SCIM provisioning is not on yet",
        "Open `General`, choose `Edit` at `App Settings`, tick `Enable SCIM provisioning` and save.",
    ))
}

/// What shows that provisioning was on at some time.
fn trace(facts: &Facts, app: &AppFacts) -> Option<String> {
    if let Some(at) = &facts.values.provisioning_seen_at {
        return Some(format!("it was there {}", time::words(at)));
    }
    let linked = app.people.as_deref().unwrap_or_default().iter().filter(|person| person.external_id.is_some()).count();
    if linked > 0 {
        return Some(format!("{linked} people hold an id that ConfigCat gave them"));
    }
    let pushed = app.pushed.as_deref().unwrap_or_default().len();
    (pushed > 0).then(|| format!("{pushed} groups are set to be pushed"))
}
