//! The errors that the field reports most, each as it reaches an administrator: in the list of tasks, in a mail, in the
//! System Log, in capitals, with names of their own inside, and cut off.

use super::explain;

/// Row of what goes wrong in the field, cause, and the error as Okta words it; `{user}`, `{group}` and `{app}` are names.
const FIELD: &[(u8, &str, &str)] = &[
    (
        1,
        "token-refused",
        "Automatic provisioning of user {user} to app {app} failed: Error while verifying if user {user} exists: Unauthorized",
    ),
    (
        1,
        "token-refused",
        "Automatic profile push of user {user} to app {app} failed: Error while trying to push profile update for {user}: Unauthorized. Errors reported by remote server: null",
    ),
    (
        2,
        "bearer-typed-twice",
        "Error authenticating: Unauthorized. Errors reported by remote server: 401 Invalid Authorization header",
    ),
    (
        3,
        "connect-timed-out",
        "Error authenticating: Connect to scim.example.com:443 [scim.example.com/203.0.113.7] failed: Connect timed out",
    ),
    (
        3,
        "connect-timed-out",
        "Automatic provisioning of user {user} to app {app} failed: Error while verifying if user {user} exists: Connect to scim.example.com:443 failed: connect timed out",
    ),
    (4, "no-results", "No results for users returned"),
    (5, "url-not-found", "Error authenticating: Not Found. Errors reported by remote server: null"),
    (
        5,
        "url-not-found",
        "Automatic provisioning of user {user} to app {app} failed: Error while verifying if user {user} exists: Not Found",
    ),
    (
        6,
        "certificate-not-trusted",
        "Error authenticating: sun.security.validator.ValidatorException: PKIX path building failed: unable to find valid certification path to requested target",
    ),
    (
        6,
        "certificate-expired",
        "Error authenticating: java.security.cert.CertificateExpiredException: NotAfter: Tue May 05 12:00:00 UTC 2026",
    ),
    (
        7,
        "error-body-not-scim",
        "Automatic provisioning of user {user} to app {app} failed: Errors reported by remote server: null",
    ),
    (
        8,
        "empty-user",
        "Automatic provisioning of user {user} to app {app} failed: Error while creating user {user}: Create new user returned empty user",
    ),
    (9, "sync-failed-without-reason", "Sync user in external application, {user} (AppUser): FAILURE, reason: null"),
    (10, "people-missing", "Import from {app} in Okta shows only 100 of 312 users"),
    (
        11,
        "already-exists",
        "Automatic provisioning of user {user} to app {app} failed: Error while creating user {user}: Conflict. Errors reported by remote server: User already exists",
    ),
    (
        12,
        "twins",
        "Automatic provisioning of user {user} to app {app} failed: Errors reported by remote server: userName must be lowercase",
    ),
    (
        17,
        "value-refused",
        "Automatic provisioning of user {user} to app {app} failed: Error while creating user {user}: Bad Request. Errors reported by remote server: Request is unparsable, syntactically incorrect, or violates schema",
    ),
    (
        17,
        "value-refused",
        "Automatic profile push of user {user} to app {app} failed: Errors reported by remote server: name.familyName is required",
    ),
    (
        18,
        "active-refused",
        "Automatic reactivation of user {user} to app {app} failed: Error while reactivating user {user}: Bad Request. Errors reported by remote server: Invalid value",
    ),
    (
        18,
        "active-refused",
        "Automatic deactivation of user {user} in app {app} failed: Internal Server Error. Errors reported by remote server: null",
    ),
    (
        24,
        "group-push-refused",
        "Unable to update Group Push mapping target App group {group}: Error while updating user group membership for group {group} Not Implemented. Errors reported by remote server: patch-REPLACE-operation not supported for group.members",
    ),
    (
        24,
        "group-gone",
        "Unable to update Group Push mapping target App group {group}: Error while updating user group {group}: Not Found. Errors reported by remote server: Group 4711 not found",
    ),
    (
        25,
        "group-exists",
        "Unable to update Group Push mapping target App group {group}: Error while creating user group {group}: Conflict. Errors reported by remote server: Resource [GROUP]: with displayName {group} already exists",
    ),
    (
        27,
        "group-too-large",
        "Unable to update Group Push mapping target App group {group}: Error while updating user group membership for group {group}: Read timed out",
    ),
];

/// Names that are words of errors themselves, or hold what errors hold.
const NAMES: [(&str, &str, &str); 4] = [
    ("ada@example.com", "Cat Owners", "ConfigCat"),
    ("Anne-Marie O’Brien, M.Sc.", "R&D (Berlin): Core", "ConfigCat (Acme, Inc.)"),
    ("žofie.novák@example.com", "開発チーム", "ConfigCat – SCIM 2.0"),
    ("grace_hopper+test@mail.example.co.uk", "All \"Admins\" & Owners", "Feature flags: ConfigCat"),
];

/// Errors that are told in a sentence of the administrator, not by Okta: they come in no event.
const TOLD: [&str; 2] = ["people-missing", "sync-failed-without-reason"];

fn named(text: &str, (user, group, app): (&str, &str, &str)) -> String {
    text.replace("{user}", user).replace("{group}", group).replace("{app}", app)
}

/// Says of each error, changed by `change`, whether it is still recognised.
fn all_are_recognised(of: impl Fn(&str) -> bool, change: impl Fn(&str) -> String) {
    let mut wrong = Vec::new();
    for (row, cause, text) in FIELD.iter().filter(|(_, cause, _)| of(cause)) {
        for names in NAMES {
            let changed = change(&named(text, names));
            let found = explain(&changed);
            if found.cause.as_deref() != Some(*cause) {
                wrong.push(format!("{row} {cause}, not {:?} by {:?}: {changed}", found.cause, found.recognised_by));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn every(_: &str) -> bool {
    true
}

#[test]
fn whatever_the_names_are() {
    all_are_recognised(every, str::to_owned);
    all_are_recognised(every, str::to_uppercase);
    all_are_recognised(every, str::to_lowercase);
}

#[test]
fn the_names_are_kept() {
    // What stands behind a colon can't be told from what Okta writes behind it.
    for names in NAMES.iter().filter(|(_, group, _)| !group.contains(':')) {
        for (row, _, text) in FIELD {
            let found = explain(&named(text, *names)).names;
            let told =
                |place: &str, name: &str, kept: &[String]| !text.contains(place) || kept.iter().any(|one| one == name);
            let user = names.0;
            let as_person = !text.contains("Sync user");
            assert!(!as_person || told("{user}", user, &found.people), "{row} {user}: {found:?}");
            assert!(told("{group}", names.1, &found.groups), "{row} {}: {found:?}", names.1);
            let app = names.2;
            assert!(
                text.contains("Import")
                    || told("{app} failed", app, &found.app.clone().into_iter().collect::<Vec<_>>()),
                "{row} {app}: {found:?}"
            );
        }
    }
}

#[test]
fn in_the_list_of_tasks_beside_others() {
    all_are_recognised(every, |text| {
        format!("Application assignments encountered errors\n\nConfigCat\t{text}\tAug 12, 2026 2:02:11 PM\n")
    });
    all_are_recognised(every, |text| {
        format!(
            "Task;User;Application;Date\n1;\"Ada\";\"ConfigCat\";\"{text}\";2026-08-12\n2;\"Bob\";\"ConfigCat\";\"{text}\";2026-08-12\n"
        )
    });
    all_are_recognised(every, |text| format!("- [ ] {text}\n- [ ] {text}\n[Retry Selected] [Mark complete]"));
}

#[test]
fn in_a_mail_broken_into_lines() {
    all_are_recognised(every, |text| {
        let broken =
            text.split(' ').collect::<Vec<_>>().chunks(7).map(|line| line.join(" ")).collect::<Vec<_>>().join("\r\n> ");
        format!(
            "From: Okta <noreply@okta.com>\r\nSubject: Fwd: A task needs your attention\r\n\r\nHi Grace,\r\n\r\nan application \
             assignment has failed:\r\n\r\n> {broken}\r\n\r\nView tasks: https://acme-admin.okta.com/admin/tasks\r\n\r\n\
             This is an automatically generated message from Okta. Replies are not monitored or answered.\r\n"
        )
    });
    all_are_recognised(every, |text| format!("<p>Hello,</p><div><b>{text}</b></div><p>Thanks</p>"));
}

fn event(text: &str) -> String {
    serde_json::json!({
        "actor": {"id": "00u1", "type": "SystemPrincipal", "alternateId": "system@okta.com", "displayName": "Okta System", "detailEntry": null},
        "client": {"userAgent": null, "ipAddress": null, "device": "Unknown"},
        "authenticationContext": {"credentialType": null, "externalSessionId": "trs1", "authenticationStep": 0},
        "displayMessage": "Push user to external application",
        "eventType": "application.provision.user.push",
        "outcome": {"result": "FAILURE", "reason": text},
        "published": "2026-08-12T14:02:11.121Z",
        "severity": "WARN",
        "debugContext": {"debugData": {"appname": "configcat_1", "requestUri": "/api/v1/groups"}},
        "legacyEventType": "app.user_management.push_profile_failure",
        "target": [
            {"id": "0ua1", "type": "AppUser", "alternateId": "ada@example.com", "displayName": "Ada Lovelace", "detailEntry": null},
            {"id": "0oa1", "type": "AppInstance", "alternateId": "ConfigCat", "displayName": "ConfigCat", "detailEntry": null}
        ]
    })
    .to_string()
}

#[test]
fn as_the_reason_of_a_system_log_event() {
    let in_events = |cause: &str| !TOLD.contains(&cause);
    all_are_recognised(in_events, event);
    all_are_recognised(in_events, |text| format!("[{},\n{}]", event("User already known"), event(text)));
    all_are_recognised(in_events, |text| format!("{}\n{}", event(text), event(text)));
    let names = explain(&event("Error while verifying if user bob@example.com exists: Unauthorized")).names;
    assert_eq!(
        names.people,
        ["Ada Lovelace", "ada@example.com", "bob@example.com"],
        "whom it is about, and not who did it"
    );
    assert_eq!((names.app.as_deref(), names.status), (Some("ConfigCat"), Some(401)));
}

#[test]
fn cut_off_behind_what_tells() {
    for (text, cause) in [
        (
            "…visioning of user Ada to app ConfigCat failed: Error while verifying if user ada@example.com exists: Unauthor…",
            "token-refused",
        ),
        ("Error authenticating: Forbidd...", "token-forbidden"),
        ("…ting: Connect to scim.example.com:443 failed: Connect timed out (Conn…", "connect-timed-out"),
        (
            "…ror while creating user ada@example.com: Conflict. Errors reported by remote server: User alrea…",
            "already-exists",
        ),
        (
            "Unable to update Group Push mapping target App group Cats: Error while creating user group Cats: Confl…",
            "group-exists",
        ),
        ("Unable to update Group Push mapping target App gr…", "group-push-refused"),
        ("Error authenticating: sun.security.validator.ValidatorException: PKIX path buil…", "certificate-not-trusted"),
        ("…Errors reported by remote server: Request is unparsable, syntac…", "value-refused"),
        ("Automatic reactivation of user Ada to app ConfigCat failed: Error while reactivating us…", "active-refused"),
    ] {
        let found = explain(text);
        assert_eq!(found.cause.as_deref(), Some(cause), "{text}: {:?}", found.recognised_by);
    }
}

#[test]
fn what_is_near_and_not_known_is_said_to_be_near_only() {
    for (text, near) in [
        (
            "The user could not be matched: no matching user for the person was found out there",
            "matching-user-not-found",
        ),
        ("Our proxy says that a group push was seen", "group-push-refused"),
        ("The certificate looks odd to Okta", "certificate-not-trusted"),
    ] {
        let found = explain(text);
        if found.known {
            assert_eq!(found.cause.as_deref(), Some(near), "{text}");
        } else {
            assert!(found.others.iter().all(|other| !other.in_text), "{text}");
            assert!(found.others.iter().any(|other| other.cause == near), "{text}: {:?}", found.others);
        }
    }
}
