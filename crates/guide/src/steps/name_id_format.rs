//! 2.3 Name ID format.

use super::draw::{act, act_note, buttons, caution, field, fixed, page, paste};
use crate::facts::{AppFacts, Facts};
use crate::look::words::{self, address};
use crate::look::{Draft, Look, reach};
use crate::model::{Drawing, Page, Place, Step, ValueKind, Witness};

pub(super) fn step() -> Step {
    Step {
        id: "name-id-format",
        number: "2.3",
        title: "Name ID format",
        why: "ConfigCat knows people by their e-mail address. Sign-in and provisioning have to name each person by the same one.",
        place: Place::Okta,
        page: page(Page::OktaGeneral, "Open SAML Settings in Okta"),
        instructions: vec![
            paste("Set `Name ID format` to", ValueKind::NameIdFormat, ""),
            act_note(
                "Look at `Application username`: what it gives has to be the person’s e-mail address.",
                "`Email` always is. `Okta username` is, where your people sign in to Okta with their e-mail address.",
            ),
            act("Choose `Next`."),
        ],
        cautions: vec![
            caution(
                "Two names for one person lock that person out.",
                "When provisioning sends one name and sign-in another, the account is made and nobody gets into it.",
            ),
            caution(
                "A renamed person can keep the old name.",
                "Set `Update application username on` to `Create and update`; with `Create only` a new address never arrives.",
            ),
        ],
        drawing: Some(Drawing {
            title: "SAML Settings",
            product: "Okta",
            rows: vec![
                field("name-id-format", "Name ID format", ValueKind::NameIdFormat, true),
                fixed("application-username", "Application username", "Email", false),
                fixed("update-username-on", "Update application username on", "Create and update", false),
                buttons(&[("Previous", false), ("Next", true)]),
            ],
        }),
        proven_by: vec![Witness::Okta],
        proof_note: "Okta tells the format and the rule for the user name; whether each person’s login is an e-mail address shows when people are assigned.",
        optional: false,
    }
}

const EMAIL_ADDRESS: &str = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";
/// The default: sign-in names people by the application user name, as provisioning does.
const BY_USER_NAME: &str = "${user.userName}";

/// Proven by format and rules; the people who are assigned show what the rules give.
pub(super) fn look(facts: &Facts) -> Look {
    let app = reach::app(facts)?;
    let mut draft = Draft::new(facts).saw(Witness::Okta);
    let format = app.saml.name_id_format.as_str();
    if format == EMAIL_ADDRESS {
        draft.ok("name-id-format", "Name ID format", "EmailAddress");
    } else {
        let short = format.rsplit(':').next().filter(|short| !short.is_empty()).unwrap_or("not set");
        draft.bad(
            ("name-id-format", "Name ID format"),
            short,
            format!("Name ID format is {short}, not EmailAddress"),
            "In Okta, edit the SAML settings, set `Name ID format` to `EmailAddress` and save.",
        );
    }
    user_name(&mut draft, app);
    name_id(&mut draft, app);
    Ok(draft.settle("People are named by their e-mail address"))
}

/// What provisioning calls people.
fn user_name(draft: &mut Draft<'_>, app: &AppFacts) {
    let point = ("application-username", "Application username");
    let template =
        if app.user_name_template.is_empty() { "Okta does not tell the rule" } else { &app.user_name_template };
    let people = app.people.as_deref().unwrap_or_default();
    let no_address: Vec<&str> =
        people.iter().map(|person| person.user_name.as_str()).filter(|name| !name.contains('@')).collect();
    let other: Vec<&str> = people
        .iter()
        .filter(|person| person.email.as_deref().is_some_and(|email| address(email) != address(&person.user_name)))
        .map(|person| person.user_name.as_str())
        .collect();
    if !no_address.is_empty() || template.contains("substringBefore") {
        let who = if no_address.is_empty() {
            template.to_owned()
        } else {
            format!("{template}: {}", words::names(no_address.iter().copied()))
        };
        draft.bad(
            point,
            who,
            "The application username is not an e-mail address",
            format!("ConfigCat knows people by their e-mail address. {BY_EMAIL}"),
        );
    } else if !other.is_empty() {
        let names = words::names(other.iter().copied());
        let evidence = format!("{template}; it differs from the e-mail address of {names}");
        if app.saml.name_id_template.contains("email") || app.user_name_on_create_only {
            // Told where the cause is: in what sign-in sends, or in when the name is set.
            draft.warn(point.0, point.1, evidence);
        } else {
            draft.bad(
                point,
                evidence,
                format!(
                    "The application username of {} is not the e-mail address",
                    words::count(other.len(), "person", "people")
                ),
                format!(
                    "ConfigCat knows people by their e-mail address; these have another name there: {names}. {BY_EMAIL}"
                ),
            );
        }
    } else if let Some(login) = logins(app) {
        draft.bad(
            point,
            format!("{template}; as login they have {login}"),
            "Application username is the Okta login, which is not everyone’s e-mail address",
            format!("With the next update ConfigCat would know them by another name: {login}. {BY_EMAIL}"),
        );
    } else {
        draft.ok(point.0, point.1, template);
    }
    on_create_only(draft, app, &other);
}

const BY_EMAIL: &str = "On the tab `Sign On`, set `Application username format` to `Email`, save, then choose `Update Now`; it updates everyone who is assigned.";

/// Logins that are not their owners' e-mail addresses, where the user name is the login.
fn logins(app: &AppFacts) -> Option<String> {
    let people = app.people.as_deref().unwrap_or_default().iter();
    let apart: Vec<&str> = people
        .filter_map(|person| Some((person.login.as_deref()?, person.email.as_deref()?)))
        .filter(|(login, email)| address(login) != address(email))
        .map(|(login, _)| login)
        .collect();
    (!apart.is_empty()).then(|| words::names(apart))
}

/// Whether a changed address follows to people who are assigned already.
fn on_create_only(draft: &mut Draft<'_>, app: &AppFacts, other: &[&str]) {
    let point = ("update-username-on", "Update application username on");
    if !app.user_name_on_create_only {
        return;
    }
    if other.is_empty() || app.saml.name_id_template.contains("email") {
        draft.warn(point.0, point.1, "Create only: a new e-mail address never arrives");
        return;
    }
    let names = words::names(other.iter().copied());
    draft.bad(
        point,
        format!("Create only; names that are old by now: {names}"),
        format!("{} an old user name", words::count(other.len(), "renamed person keeps", "renamed people keep")),
        format!("{names}. On the tab `Sign On`, set `Update application username on` to `Create and update`, save, then choose `Update Now`; it updates everyone who is assigned."),
    );
}

/// What sign-in calls people: it has to be the same.
fn name_id(draft: &mut Draft<'_>, app: &AppFacts) {
    let point = ("name-id-value", "Sign-in and provisioning name people alike");
    let template = app.saml.name_id_template.trim();
    if template.is_empty() || template == BY_USER_NAME {
        draft.ok(point.0, point.1, "both use the application username");
        return;
    }
    let by_email = template.contains("email");
    let apart: Vec<&str> = app
        .people
        .as_deref()
        .unwrap_or_default()
        .iter()
        .filter(|person| {
            by_email && person.email.as_deref().is_some_and(|email| address(email) != address(&person.user_name))
        })
        .map(|person| person.user_name.as_str())
        .collect();
    let evidence = format!("sign-in sends {template}, provisioning {}", app.user_name_template);
    if !apart.is_empty() {
        draft.bad(
            point,
            format!("{evidence}; they differ for {}", words::names(apart.iter().copied())),
            "Sign-in and provisioning name people differently",
            "These people get an account that they can’t sign in to. Let `Application username` be `Email` in both places and choose `Update Now`.",
        );
    } else if by_email && app.user_name_template.contains("email") {
        draft.ok(point.0, point.1, evidence);
    } else {
        draft.warn(point.0, point.1, evidence);
    }
}
