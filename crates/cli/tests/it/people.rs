//! `catflap-cli people` and `catflap-cli review`.

use catflap_sandbox::panel::OktaAction;
use catflap_sandbox::{Endpoints, Fault, Mistake, Options, Sandbox, Side, When};
use serde_json::{Value, json};

use crate::pull::odd;
use crate::server::Server;
use crate::shell::{Ended, TOKEN, command, ended, file, run};

/// A variable for each secret.
const NAMES: [&str; 4] = ["SCIM_TOKEN", "OKTA_TOKEN", "CONFIGCAT_API_USER", "CONFIGCAT_API_PASS"];

async fn org(tidy: bool) -> Sandbox {
    Sandbox::start(Options { ready: true, tidy, ..Options::default() }).await.unwrap()
}

/// Runs with these at hand, and holds what it wrote to naming none of the secrets.
async fn with(at: &Endpoints, what: &str, args: &[&str]) -> Ended {
    let mut command = command(&[&[what, "--scim-url", &at.scim_url, "--scim-token-env", NAMES[0]], args].concat());
    let secrets = [&at.scim_token, &at.okta_token, &at.configcat_user, &at.configcat_password];
    for (name, secret) in NAMES.into_iter().zip(secrets) {
        command.env(name, secret);
    }
    let ended = ended(command.spawn().unwrap(), &at.scim_token).await;
    for secret in [&at.okta_token, &at.configcat_password] {
        assert!(!ended.out.contains(secret.as_str()) && !ended.err.contains(secret.as_str()), "{ended:?}");
    }
    for place in ["Settings", "under Connection", "`"] {
        assert!(!ended.out.contains(place), "{place} is a word of the window: {ended:?}");
    }
    ended
}

/// Runs with all three connections.
async fn people(sandbox: &Sandbox, more: &[&str]) -> Ended {
    let at = sandbox.endpoints();
    let okta = ["--org", &at.okta_org, "--token-env", NAMES[1]];
    let configcat = ["--configcat", "--configcat-url", &at.configcat_api];
    with(&at, "people", &[&okta[..], &configcat, more].concat()).await
}

fn states(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|row| row["state"].as_str().unwrap()).collect()
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

#[tokio::test(flavor = "multi_thread")]
async fn an_org_in_order_is_in_sync_and_the_json_is_as_promised() {
    let sandbox = org(true).await;
    let text = people(&sandbox, &[]).await.with(0);
    assert!(text.out.starts_with("All 40 are in sync."), "{}", text.out);
    assert_eq!(text.err, "", "no progress where nobody looks");
    let all = people(&sandbox, &["--all", "--format", "json"]).await.with(0).json();
    assert_eq!(keys(&all), ["advice", "counts", "groups", "people", "read_at", "unread", "verdict"]);
    assert_eq!((all["counts"]["all"].as_u64(), all["unread"].as_array().map(Vec::len)), (Some(40), Some(0)));
    let rows = all["people"].as_array().unwrap();
    assert_eq!(rows.len(), 40);
    assert_eq!(
        keys(&rows[0]),
        [
            "configcat",
            "email",
            "ghost",
            "groups",
            "key",
            "member_id",
            "name",
            "okta",
            "okta_id",
            "reason",
            "state",
            "synced",
            "user_id",
            "user_name"
        ]
    );
    assert_eq!(
        keys(&all["groups"][0]),
        ["extra", "gives", "id", "key", "missing", "name", "okta_members_read", "people", "reason", "state"]
    );
    assert!(states(&all["groups"]).iter().all(|state| *state == "in_sync"), "{:#}", all["groups"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ghost_is_named_with_its_cause_and_fails_the_run() {
    let sandbox = org(false).await;
    let text = people(&sandbox, &[]).await.with(1).out;
    let ghosts = text.split("\nStill active here\n").nth(1).unwrap_or_else(|| panic!("{text}"));
    assert!(ghosts.lines().nth(1).unwrap().contains("Suspended in Okta, still active here"), "{text}");
    assert!(!text.contains("\nIn sync\n"), "only what needs a look: {text}");
    let found = people(&sandbox, &["--state", "ghost", "--format", "json"]).await.with(1).json();
    assert!(!found["people"].as_array().unwrap().is_empty());
    assert!(states(&found["people"]).iter().all(|state| *state == "ghost"));
    assert_eq!(found["people"][0]["ghost"], "suspended_only");
    // The same org is well as far as only notes are asked for.
    let notes = people(&sandbox, &["--state", "not-managed,no_permission", "--format", "json"]).await.with(0).json();
    assert!(states(&notes["people"]).iter().all(|state| *state == "not_managed"), "{notes:#}");
}

#[tokio::test(flavor = "multi_thread")]
async fn members_that_differ_are_named_with_a_reason() {
    let sandbox = org(true).await;
    let seeded = sandbox.okta(OktaAction::SeedMistake { mistake: Mistake::PushGroupMissingMember }).await;
    assert!(seeded.ok, "{seeded:?}");
    let text = people(&sandbox, &[]).await.with(1).out;
    let groups = text.split("\nGroups\n").nth(1).unwrap_or_else(|| panic!("{text}"));
    assert!(groups.contains("Differs") && groups.contains("    missing here  "), "{text}");
    let found = people(&sandbox, &["--format", "json"]).await.with(1).json();
    let missing = &found["groups"][0]["missing"][0];
    assert_eq!(keys(missing), ["cause", "name", "okta_id", "reason", "user_id"]);
    assert_eq!(missing["cause"], "not_arrived");
}

#[tokio::test(flavor = "multi_thread")]
async fn with_scim_alone_nobody_is_called_fine() {
    let sandbox = org(false).await;
    let at = sandbox.endpoints();
    let text = with(&at, "people", &[]).await.with(0).out;
    assert!(text.contains("can’t be seen without Okta’s side") && text.contains("  Synced\n"), "{text}");
    let all = with(&at, "people", &["--all", "--format", "json"]).await.with(0).json();
    assert!(states(&all["people"]).iter().all(|state| matches!(*state, "unknown" | "inactive")), "{all:#}");
    assert!(
        all["people"].as_array().unwrap().iter().all(|one| one["okta"] == "unseen" && one["configcat"] == "unseen")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_okta_or_configcat_refuse_is_said_and_the_rest_is_printed() {
    let sandbox = org(true).await;
    let refusal = json!({"errorCode": "E0000011", "errorSummary": "Invalid token provided", "errorCauses": []});
    sandbox.faults().always(When::any(Side::Okta), Fault::Status { status: 401, body: refusal.to_string() });
    let app = sandbox.endpoints().okta_app_id.unwrap();
    let refused = people(&sandbox, &["--all", "--app", &app]).await.with(3);
    let unseen = refused.out.split("\nNot seen\n").nth(1).unwrap_or_else(|| panic!("{refused:?}"));
    assert!(
        unseen.contains("Okta does not accept the API token.") && unseen.contains("to this command."),
        "{refused:?}"
    );
    assert!(refused.out.matches('@').count() >= 40, "everybody is printed: {refused:?}");
    let csv = people(&sandbox, &["--all", "--app", &app, "--format", "csv"]).await.with(3);
    assert_eq!(csv.out.lines().count(), 41);
    assert!(csv.err.contains("Okta’s side can’t be seen"), "{csv:?}");
    sandbox.faults().clear();
    sandbox.faults().always(When::any(Side::Management), Fault::Status { status: 403, body: "{}".into() });
    let refused = people(&sandbox, &["--format", "json"]).await.with(3).json();
    assert!(refused["unread"][0].as_str().unwrap().contains("ConfigCat’s members can’t be seen"), "{refused:#}");
    sandbox.faults().clear();
    // Without SCIM there is nobody to speak of.
    sandbox.faults().always(When::any(Side::Scim), Fault::Status { status: 401, body: "{}".into() });
    people(&sandbox, &[]).await.problem(3, "credential-refused");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_that_is_not_there_is_said_with_the_option_that_names_it() {
    let sandbox = org(true).await;
    let ended = people(&sandbox, &["--app", "0oaNobody"]).await.with(3);
    assert!(ended.out.contains("--app"), "{ended:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn why_answers_for_one_person_link_by_link() {
    let sandbox = org(false).await;
    let all = people(&sandbox, &["--all", "--format", "json"]).await.json();
    let of = |state: &str| {
        let is = |person: &Value| {
            person["state"] == state && !person["member_id"].is_null() && person["groups"] != json!([])
        };
        let found = all["people"].as_array().unwrap().iter().find(|person| is(person));
        found.unwrap_or_else(|| panic!("{all:#}"))["email"].as_str().unwrap().to_owned()
    };
    let well = people(&sandbox, &["--why", &of("in_sync")]).await.with(0).out;
    let links: Vec<&str> = well.lines().filter(|line| line.starts_with("  ok  ")).collect();
    assert!(well.contains(" gets in. ") && links.len() == 7, "{well}");
    let ghost = people(&sandbox, &["--why", &of("ghost")]).await.with(1).out;
    assert!(ghost.contains("  FAIL  Okta user") && ghost.contains("is suspended in Okta."), "{ghost}");
    let json = people(&sandbox, &["--why", &of("ghost"), "--format", "json"]).await.with(1).json();
    assert_eq!(keys(&json), ["nobody", "outside", "people", "total", "unread"]);
    assert_eq!(json["people"][0]["chain"]["links"].as_array().unwrap().len(), 7);
    assert_eq!(json["people"][0]["chain"]["broken"], "okta_user");
    let nobody = people(&sandbox, &["--why", "nobody at all"]).await.with(1).out;
    assert!(!nobody.trim().is_empty() && !nobody.contains("ok  "), "{nobody}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_tells_who_would_get_nothing() {
    let sandbox = org(true).await;
    let folder = tempfile::tempdir().unwrap();
    let plan = json!({"groups": [{"name": "ConfigCat Readers", "permissions": {"WhiskerShop": "Readers"}}]});
    let plan = file(folder.path(), "plan.json", plan.to_string());
    let found = people(&sandbox, &["--plan", &plan, "--format", "json"]).await.with(0).json();
    assert!(states(&found["people"]).contains(&"no_permission"), "{found:#}");
    let wrong = file(folder.path(), "wrong.json", "{\"groups\":[{\"name\":\" \"}]}");
    people(&sandbox, &["--plan", &wrong]).await.problem(2, "input-unreadable");
}

#[tokio::test(flavor = "multi_thread")]
async fn odd_names_reach_no_spreadsheet_as_formulas_and_no_terminal_as_commands() {
    let server = Server::start(odd).await;
    let url = format!("{}/v2", server.base);
    let people = |format: &'static str| {
        let mut command =
            command(&["people", "--scim-url", &url, "--scim-token-env", NAMES[0], "--all", "--format", format]);
        ended(command.env(NAMES[0], TOKEN).spawn().unwrap(), TOKEN)
    };
    let csv = people("csv").await.with(0).out;
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 6);
    assert!(rows.iter().all(|row| row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@']))), "{csv}");
    let text = people("text").await.with(0).out;
    assert!(text.contains("two\u{fffd}lines") && text.contains("Zoë 猫 🐈"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_access_review_is_written_to_a_file_or_printed() {
    let sandbox = org(false).await;
    let folder = tempfile::tempdir().unwrap();
    let at = sandbox.endpoints();
    let plan = json!({"groups": [{"name": "ConfigCat Readers", "permissions": {"WhiskerShop": "Readers"}}]});
    let plan = file(folder.path(), "plan.json", plan.to_string());
    let review = async |more: &[&str]| {
        let sides =
            ["--org", &at.okta_org, "--token-env", NAMES[1], "--configcat", "--configcat-url", &at.configcat_api];
        with(&at, "review", &[&sides[..], &["--plan", &plan], more].concat()).await
    };
    let out = folder.path().join("review.html");
    let ended = review(&["--out", out.to_str().unwrap()]).await.with(0);
    assert_eq!(ended.out, "");
    let html = std::fs::read_to_string(out).unwrap();
    assert!(html.contains("WhiskerShop / Readers") && html.contains('@'), "{html}");
    for secret in [&at.scim_token, &at.okta_token, &at.configcat_password] {
        assert!(!html.contains(secret.as_str()));
    }
    let csv = review(&["--format", "csv", "--search", "ashworth"]).await.with(0).out;
    assert!(csv.trim_end().lines().count() >= 2, "{csv}");
    assert!(csv.lines().skip(1).all(|line| line.to_lowercase().contains("ashworth")), "{csv}");
    review(&["--out", "/nowhere/at/all.html"]).await.problem(3, "file-failed");
}

#[tokio::test]
async fn wrong_options_are_told_before_anything_is_asked() {
    let scim = ["people", "--scim-url", "http://127.0.0.1:9/v2", "--scim-token-env", "CATFLAP_TEST_TOKEN"];
    for (more, says) in [
        (&["--state", "asleep"][..], "a state is one of failed, ghost"),
        (&["--token-env", "PATH"], "--org"),
        (&["--app", "0oa1"], "--org"),
        (&["--configcat-url", "https://x.co"], "--configcat"),
        (&["--why", "ana", "--all"], "--all"),
        (&["--why", "ana", "--format", "csv"], "--format json with --why"),
        (&["--client-id", "0oa1", "--org", "acme.okta.com"], "--key-env"),
    ] {
        let ended = run(&[&scim[..], more].concat()).await.with(2);
        assert!(ended.out.is_empty() && ended.err.contains(says), "{says}: {ended:?}");
    }
    for (more, says) in [
        (&[][..], "--scim-token-env names is not set"),
        (&["--org", "acme.okta.com"], "No credential for Okta was given."),
        (&["--configcat"], "--configcat-user-env names is not set"),
        (&["--configcat", "--configcat-user-env", "CATFLAP_TEST_TOKEN", "--configcat-url", "http://x.co"], "password"),
    ] {
        let mut command = command(&[&scim[..], more].concat());
        if !more.is_empty() {
            command.env("CATFLAP_TEST_TOKEN", TOKEN);
        }
        for name in &NAMES[1..] {
            command.env_remove(name);
        }
        let ended = ended(command.spawn().unwrap(), TOKEN).await.problem(2, "secret-unusable");
        assert!(ended.err.contains(says), "{says}: {ended:?}");
    }
    let plain = ["--configcat", "--configcat-url", "http://api.example.com"];
    let mut command = command(&[&scim[..], &plain].concat());
    for name in ["CATFLAP_TEST_TOKEN", NAMES[2], NAMES[3]] {
        command.env(name, TOKEN);
    }
    ended(command.spawn().unwrap(), TOKEN).await.problem(2, "url-unusable");
}
