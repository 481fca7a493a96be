//! The token: where it comes from, what it is cleaned of, and that it never comes back.

use catflap_sandbox::{Fault, Side, When};

use crate::server::{Answer, Server};
use crate::shell::{Practice, TOKEN, command, ended, run, with_input, with_token};

#[tokio::test(flavor = "multi_thread")]
async fn standard_input_is_as_good_as_the_environment() {
    let practice = Practice::ready().await;
    let args = ["pull", "--url", &practice.url, "--token-stdin"];
    let set = practice.run("pull", &[]).await.with(0);
    for end in ["", "\n", "\r\n"] {
        let piped = with_input(&args, format!("{}{end}", practice.token).as_bytes(), &practice.token).await.with(0);
        assert_eq!((piped.err.as_str(), &piped.out), ("", &set.out), "the end of a line is nothing to speak of");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_along_with_the_token_is_cleaned_and_said_without_the_token() {
    let practice = Practice::ready().await;
    let (args, token) = (["check", "--url", &practice.url, "--token-stdin"], &practice.token);
    let (begin, rest) = token.split_at(9);
    for (pasted, says) in [
        (format!("Authorization: Bearer {token}\r\n"), "“Bearer” before it was removed"),
        (format!("\"{token}\"\n"), "Quotes"),
        (format!("{begin}\n{rest}\n"), "Line breaks were removed."),
        (format!("\u{feff}{token}"), "Invisible characters"),
    ] {
        let piped = with_input(&args, pasted.as_bytes(), token).await.with(0);
        assert!(piped.err.contains(says), "{says}: {}", piped.err);
        assert!(!piped.out.contains(" removed"), "results alone on standard output: {}", piped.out);
        let mut command = command(&[&args[..3], &["--token-env", "SCIM_TOKEN"]].concat());
        let child = command.env("SCIM_TOKEN", &pasted).spawn().unwrap();
        let set = ended(child, token).await.with(0);
        assert!(set.err.contains(says), "{says}: {}", set.err);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_token_is_refused() {
    let args = ["pull", "--url", "http://127.0.0.1:9", "--token-stdin"];
    for nothing in
        [&b""[..], b" \n", b"Bearer ", b"\xff\xfe\x00", b"two words of it", "tökén".as_bytes(), b"https://x.co/v2"]
    {
        with_input(&args, nothing, "\0none").await.problem(2, "secret-unusable");
    }
    let endless = vec![b'a'; 200_000];
    with_input(&args, &endless, "aaaaaaaaaaaa").await.problem(2, "secret-unusable");
    run(&args[..3]).await.problem(2, "secret-unusable");
    let with_env = ["pull", "--url", "http://127.0.0.1:9", "--token-env", "CATFLAP_TOKEN"];
    run(&with_env).await.problem(2, "secret-unusable");
    ended(command(&with_env).env("CATFLAP_TOKEN", "").spawn().unwrap(), "\0none").await.problem(2, "secret-unusable");
}

#[cfg(unix)]
#[tokio::test]
async fn a_variable_that_is_no_text_is_refused() {
    use std::os::unix::ffi::OsStrExt as _;
    let bytes = std::ffi::OsStr::from_bytes(b"marker-secret\xff\xfe");
    let mut command = command(&["check", "--url", "http://127.0.0.1:9", "--token-env", "CATFLAP_TOKEN"]);
    let child = command.env("CATFLAP_TOKEN", bytes).spawn().unwrap();
    ended(child, "marker-secret").await.problem(2, "secret-unusable");
}

/// Every way in which practice can fail, in both commands: `shell::ended` searches all that is written.
#[tokio::test(flavor = "multi_thread")]
async fn no_failure_tells_the_token() {
    let practice = Practice::ready().await;
    let token = practice.token.as_str();
    let refused = |status: u16| Fault::Status { status, body: format!("{{\"detail\":\"{token} is unknown\"}}") };
    let answer = |body: String| Fault::Status { status: 200, body };
    let faults = [
        refused(401),
        refused(403),
        refused(404),
        refused(409),
        Fault::Status { status: 418, body: token.to_owned() },
        answer(format!("[\"{token}\"]")),
        answer(format!("{{\"Resources\":[{{\"{token}\":\"{token}\"}}]}}")),
        Fault::Drop,
        Fault::Html,
        Fault::EmptyBody,
        Fault::NumbersAsText,
        Fault::AnyToken,
    ];
    for fault in faults {
        practice.sandbox.faults().always(When::any(Side::Scim), fault.clone());
        // JSON holds the whole evidence, JUnit every sentence of the text.
        let (json, junit, pulled) = tokio::join!(
            practice.run("check", &["--format", "json"]),
            practice.run("check", &["--format", "junit"]),
            practice.run("pull", &[]),
        );
        practice.sandbox.faults().clear();
        assert_eq!(json.code, junit.code, "{fault:?}: a format decides nothing");
        assert!(matches!(json.code, 0 | 1), "{fault:?}: {json:?}");
        crate::check::cases(&junit.out);
        json.json();
        match pulled.code {
            0 => drop(pulled.json()),
            3 => assert!(pulled.out.is_empty() && pulled.err.contains('['), "{pulled:?}"),
            _ => panic!("{fault:?}: {pulled:?}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_sends_the_token_back_everywhere_does_not_get_it_printed() {
    let server = Server::start(|asked| {
        let sent = asked.header("authorization").unwrap_or("none").to_owned();
        Answer::new(400, "text/html", format!("<p>{sent}</p><a href='?t={sent}'>"))
            .with("X-Echo", &sent)
            .with("Set-Cookie", &sent)
    })
    .await;
    let elsewhere = Server::start(|_| Answer::new(200, "text/plain", "")).await;
    let to = elsewhere.base.clone();
    let moved = Server::start(move |asked| {
        let sent = asked.header("authorization").unwrap_or("none").replace(' ', "%20");
        Answer::new(302, "text/plain", "").with("Location", &format!("{to}/v2?token={sent}"))
    })
    .await;
    for base in [&server.base, &moved.base] {
        // The URL itself can hold the token, when both were pasted into one field.
        for url in [base.clone(), format!("{base}/{TOKEN}")] {
            for format in ["text", "json"] {
                with_token(&["check", "--url", &url, "--format", format], TOKEN).await.with(1);
            }
            let ended = with_token(&["pull", "--url", &url], TOKEN).await.with(3);
            assert!(ended.out.is_empty(), "{ended:?}");
        }
    }
    assert!(elsewhere.asked().is_empty(), "a redirect is not followed");
}
