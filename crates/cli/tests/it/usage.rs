//! The command line itself: help, wrong usage, what is never repeated.

use crate::shell::{Practice, run};

const COMMANDS: [&str; 9] = ["check", "pull", "people", "review", "access", "diff", "practice", "explain", "guide"];

#[tokio::test]
async fn every_help_has_an_example_and_the_exit_codes() {
    for args in
        [&["--help"][..], &["-h"]].into_iter().map(<[&str]>::to_vec).chain(COMMANDS.map(|name| vec![name, "--help"]))
    {
        let ended = run(&args).await.with(0);
        assert!(ended.out.contains("Exit codes:") && ended.out.contains("Example"), "{ended:?}");
        assert!(ended.out.lines().all(|line| line.chars().count() <= 120), "{}", ended.out);
        assert_eq!(ended.err, "");
    }
    let version = run(&["--version"]).await.with(0).out;
    assert_eq!(version.trim(), concat!("catflap-cli ", env!("CARGO_PKG_VERSION")));
}

#[tokio::test]
async fn wrong_usage_ends_with_2_and_prints_no_result() {
    for args in [
        &[][..],
        &["chekc"],
        &["check"],
        &["check", "--url", "http://127.0.0.1:9"],
        &["check", "--url", "http://127.0.0.1:9", "--token-env", "A", "--token-stdin"],
        &["check", "--url", "http://127.0.0.1:9", "--token-env", "A", "--timeout", "0"],
        &["check", "--url", "http://127.0.0.1:9", "--token-env", "A", "--timeout", "soon"],
        &["check", "--url", "http://127.0.0.1:9", "--token-env", "A", "--format", "xml"],
        &["check", "--url", "http://127.0.0.1:9", "--token-env", "CATFLAP_NOT_SET"],
        &["pull", "--url", "http://127.0.0.1:9", "--token-env", "A", "--format", "junit"],
        &["access", "--inventory", "a.json"],
        &["access", "--inventory", "a.json", "--plan", "p.json", "--diff"],
        &["access", "--inventory", "a.json", "--plan", "p.json", "--you", "ana@x.co"],
        &["people", "--scim-url", "http://127.0.0.1:9"],
        &["diff", "a.json"],
        &["practice", "--users", "many"],
        &["practice", "--users", "-1"],
        &["guide", "--format", "pdf"],
    ] {
        let ended = run(args).await.with(2);
        assert_eq!(ended.out, "", "{args:?}");
        assert!(!ended.err.is_empty());
    }
}

#[tokio::test]
async fn a_token_on_the_command_line_is_refused_and_not_repeated() {
    const TOKEN: &str = "eyJhbGciOi-marker_secret";
    for args in [
        &["check", "--url", "http://127.0.0.1:9", "--token", TOKEN][..],
        &["check", "--url", "http://127.0.0.1:9", &format!("--token={TOKEN}")],
        &["check", "--url", "http://127.0.0.1:9", &format!("--Token={TOKEN}")],
        &["check", "--url", "http://127.0.0.1:9", TOKEN],
        &["check", TOKEN],
        &[TOKEN],
        &["check", "--url", "http://127.0.0.1:9", "-t", TOKEN],
        &["check", "--url", "http://127.0.0.1:9", &format!("-{TOKEN}")],
        &["check", "--url", "http://127.0.0.1:9", "--token-env", TOKEN],
        &["check", "--url", "http://127.0.0.1:9", "--token-env", &TOKEN.replace('-', "_")],
        &["check", "--url", "http://127.0.0.1:9", "--timeout", TOKEN],
        &["check", "--url", TOKEN, "--token-env", "PATH"],
        &["check", "--format", TOKEN],
        &["practice", "--users", TOKEN],
    ] {
        let ended = run(args).await.with(2);
        let written = format!("{}{}", ended.out, ended.err);
        assert!(!written.contains("marker") && !written.contains("eyJhbGci"), "{args:?}: {written}");
    }
    let ended = run(&["check", "--url", "http://127.0.0.1:9", "--token", TOKEN]).await;
    assert!(ended.err.contains("never an argument") && ended.err.contains("--token-stdin"), "{}", ended.err);
    assert!(!ended.err.contains("similar argument"), "no tip that has the token written elsewhere: {}", ended.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_url_that_cannot_be_used_is_refused_before_anything_is_asked() {
    for url in [
        "",
        "not a url",
        "ftp://example.com/v2",
        "http://scim-api.configcat.com/v2/x",
        "https://app.configcat.com/organization/authentication",
        "https://acme.okta.com",
    ] {
        for what in ["check", "pull"] {
            let ended = crate::shell::with_token(&[what, "--url", url], crate::shell::TOKEN).await;
            ended.problem(2, "url-unusable");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_cleaned_is_said_beside_the_result() {
    let practice = Practice::ready().await;
    let pasted = format!(" {}/Users/ ", practice.url);
    let report =
        crate::shell::with_token(&["check", "--url", &pasted, "--format", "json"], &practice.token).await.with(0);
    assert_eq!(report.json()["url"], practice.url);
    for part in ["/Users at its end was removed", "Spaces around it were removed", "slash at its end"] {
        assert!(report.err.contains(part), "{part}: {}", report.err);
    }
    let hidden = practice.url.replace("http://", "http://someone:hunter2hunter2@");
    let ended = crate::shell::with_token(&["pull", "--url", &hidden], &practice.token).await.with(0);
    assert!(
        !ended.err.contains("hunter2") && ended.err.contains("password inside the URL was removed"),
        "{}",
        ended.err
    );
}
