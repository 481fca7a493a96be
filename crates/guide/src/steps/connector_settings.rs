//! 3.3 Connector settings.

use super::draw::{act, act_note, boxes, buttons, caution, choice, field, fixed, line, page, paste};
use crate::facts::{AppFacts, Facts};
use crate::look::{Draft, Look, reach, time, words};
use crate::model::{Drawing, DrawnRow, Page, Place, Step, ValueKind, Witness};

pub(super) fn step() -> Step {
    Step {
        id: "connector-settings",
        number: "3.3",
        title: "Connector settings",
        why: "This tells Okta where ConfigCat listens and what it may send there. Nothing changes for anyone in ConfigCat yet.",
        place: Place::Okta,
        page: page(Page::OktaProvisioning, "Open Provisioning in Okta"),
        instructions: vec![
            act("Open the tab `Provisioning`, choose `Integration`, then `Edit`."),
            paste("Into `SCIM connector base URL` paste", ValueKind::ScimUrl, ""),
            paste("`Unique identifier field for users`", ValueKind::UniqueIdentifier, ""),
            act_note(
                "Tick `Push New Users` `Push Profile Updates` `Push Groups`",
                "Leave both boxes that begin with `Import` empty.",
            ),
            act("`Authentication Mode`: `HTTP Header`"),
            paste(
                "Into `Authorization` paste the token",
                ValueKind::ScimToken,
                "Okta writes “Bearer” itself. Paste the token alone.",
            ),
            act_note(
                "Choose `Test Connector Configuration`, then `Save`.",
                "If the test fails, Catflap’s place `Connection` says why.",
            ),
        ],
        cautions: vec![
            caution(
                "The token alone.",
                "With “Bearer” or a blank pasted along, the header is wrong and ConfigCat answers 401.",
            ),
            caution(
                "Imports stay off.",
                "They would bring ConfigCat’s accounts into Okta. People come from Okta here, never the other way.",
            ),
            caution("The URL as ConfigCat shows it.", "No `/Users` behind it, and no slash at its end."),
        ],
        drawing: Some(Drawing {
            title: "SCIM Connection",
            product: "Okta",
            rows: vec![
                line("SCIM version", "2.0"),
                field("scim-connector-base-url", "SCIM connector base URL", ValueKind::ScimUrl, true),
                field("unique-identifier", "Unique identifier field for users", ValueKind::UniqueIdentifier, true),
                boxes(
                    "Supported provisioning actions",
                    vec![
                        choice("import-users", "Import New Users and Profile Updates", false, false),
                        choice("push-new-users", "Push New Users", true, true),
                        choice("push-profile-updates", "Push Profile Updates", true, true),
                        choice("push-groups", "Push Groups", true, true),
                        choice("import-groups", "Import Groups", false, false),
                    ],
                ),
                fixed("authentication-mode", "Authentication Mode", "HTTP Header", true),
                DrawnRow::Field {
                    id: "authorization",
                    label: "Authorization",
                    prefix: "Bearer",
                    value: Some(ValueKind::ScimToken),
                    text: "",
                    mark: true,
                },
                buttons(&[("Test Connector Configuration", true)]),
                buttons(&[("Save", true), ("Cancel", false)]),
            ],
        }),
        proven_by: vec![Witness::Okta],
        proof_note: "Okta tells which actions are ticked; for an application of this kind it does not show the URL, the identifier or the token.",
        optional: false,
    }
}

/// The boxes that have to be ticked: id, label, Okta's feature, what is lost without it.
const PUSHES: [(&str, &str, &str, &str); 3] = [
    ("push-new-users", "Push New Users", "PUSH_NEW_USERS", "Nobody new reaches ConfigCat."),
    (
        "push-profile-updates",
        "Push Profile Updates",
        "PUSH_PROFILE_UPDATES",
        "A changed name or address never reaches ConfigCat.",
    ),
    (
        "push-groups",
        "Push Groups",
        "GROUP_PUSH",
        "Groups will never reach ConfigCat, so nobody can get permissions through them.",
    ),
];

/// Proven by the application's features. URL, identifier and token are compared only where Okta tells them.
pub(super) fn look(facts: &Facts) -> Look {
    let app = reach::app(facts)?;
    let mut draft = Draft::new(facts).saw(Witness::Okta);
    if !app.provisioning_is_on() {
        draft.missing("scim-provisioning", "SCIM provisioning is on", "SCIM_PROVISIONING is missing");
        return Ok(draft.not_yet("SCIM provisioning is not on", "The tab `Provisioning` comes with step 3.1."));
    }
    draft.ok("scim-provisioning", "SCIM provisioning is on", "app feature SCIM_PROVISIONING");
    if PUSHES.iter().all(|(_, _, feature, _)| !app.has(feature)) {
        for (id, label, feature, _) in PUSHES {
            draft.missing(id, label, format!("{feature} is missing"));
        }
        return Ok(draft.not_yet(
            "No provisioning action is ticked yet",
            "Fill in the form as it is drawn here, test it and save.",
        ));
    }
    for (id, label, feature, loss) in PUSHES {
        if app.has(feature) {
            draft.ok(id, label, feature);
        } else {
            draft.bad(
                (id, label),
                format!("{feature} is missing"),
                format!("{label} is not ticked"),
                format!("{loss} Tick `{label}` and save; Catflap looks again by itself."),
            );
        }
    }
    imports(&mut draft, app);
    url(&mut draft, facts, app);
    draft.blind("unique-identifier", "Unique identifier field for users", "Okta does not let this be read");
    hidden(&mut draft, app);
    Ok(draft.settle("All three push actions are ticked, and no import"))
}

fn imports(draft: &mut Draft<'_>, app: &AppFacts) {
    let label = "Import New Users and Profile Updates";
    let on: Vec<&str> =
        ["IMPORT_NEW_USERS", "IMPORT_PROFILE_UPDATES"].into_iter().filter(|feature| app.has(feature)).collect();
    if on.is_empty() {
        draft.ok("import-users", label, "not ticked: no import of users among the features");
    } else {
        draft.bad(
            ("import-users", label),
            words::names(on.iter().copied()),
            format!("{label} is ticked"),
            format!("It would bring ConfigCat’s accounts into Okta. Untick `{label}` and save."),
        );
    }
    draft.blind("import-groups", "Import Groups", "Okta names no feature for this box");
}

fn url(draft: &mut Draft<'_>, facts: &Facts, app: &AppFacts) {
    let (id, label) = ("scim-connector-base-url", "SCIM connector base URL");
    let set = match &app.connector {
        Ok(connector) => connector.base_url.as_deref().map(str::trim).filter(|url| !url.is_empty()),
        Err(no) => return draft.blind(id, label, no.why.as_str()),
    };
    let Some(set) = set else {
        return draft.blind(id, label, "Okta does not show it for an application of this kind");
    };
    let wanted = facts.values.scim_url.as_deref().or(facts.scim.as_ref().map(|seen| seen.facts.url.as_str()));
    match wanted {
        None => draft.blind(id, label, format!("{set}, not compared: the SCIM URL is not known here")),
        Some(wanted) if wanted.trim().trim_end_matches('/') == set.trim_end_matches('/') => draft.ok(id, label, set),
        Some(wanted) => draft.bad(
            (id, label),
            format!("{set}, where ConfigCat says {wanted}"),
            format!("{label} is not ConfigCat’s SCIM URL"),
            format!("Paste the SCIM URL into `{label}`, test and save."),
        ),
    }
}

/// Authentication mode and token, as far as the connection tells.
fn hidden(draft: &mut Draft<'_>, app: &AppFacts) {
    let scheme = app.connector.as_ref().map_or("", |connector| connector.auth_scheme.as_str());
    match scheme {
        "OAUTH2" => draft.bad(
            ("authentication-mode", "Authentication Mode"),
            "OAuth 2",
            "Authentication Mode is OAuth 2",
            "ConfigCat takes a token. Set `Authentication Mode` to `HTTP Header` and paste the token into `Authorization`.",
        ),
        "TOKEN" => draft.ok("authentication-mode", "Authentication Mode", "a token, says Okta"),
        _ => draft.blind("authentication-mode", "Authentication Mode", "Okta does not let this be read"),
    }
    let linked = app.people.as_deref().unwrap_or_default().iter().filter(|person| person.external_id.is_some()).count();
    let evidence = if linked == 0 {
        "Okta never shows it".to_owned()
    } else {
        format!("Okta never shows it; {} came through with it", words::count(linked, "person", "people"))
    };
    if let Some(refused) = refused(app) {
        return draft.bad(
            ("authorization", "Authorization"),
            refused,
            "ConfigCat refuses the token that Okta sends",
            "Copy the token from ConfigCat’s page; `REGENERATE` there ends the one before. Paste it into `Authorization` without “Bearer”, test and save. What failed meanwhile stays failed: open `Dashboard`, then `Tasks`, and choose `Retry Selected`.",
        );
    }
    draft.blind("authorization", "Authorization", evidence);
}

/// What the System Log says of refused pushes that nothing cured since.
fn refused(app: &AppFacts) -> Option<String> {
    let refused: Vec<_> =
        app.failures.as_deref().unwrap_or_default().iter().filter(|failure| failure.is_unauthorized()).collect();
    let last = refused.last()?;
    let whom = words::count(refused.len(), "person", "people");
    Some(format!("“{}” on {}, for {whom}", last.logged.reason, time::words(&last.logged.at)))
}
