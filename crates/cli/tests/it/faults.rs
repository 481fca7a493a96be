//! Typical rows of the fault table, through the real binary: what it ends with, what it says, and what it never says.

use catflap_faults::{Server, TOKEN, row};

use crate::shell::{Ended, file, with_token};

/// Checks the server of a row, as it is run from a shell, in this format.
async fn check(id: &str, format: &str, more: &[&str]) -> Ended {
    let server = Server::start(&row(id)).await;
    let folder = tempfile::tempdir().unwrap();
    let authority = server.authority.as_ref().map(|pem| file(folder.path(), "ca.pem", pem));
    let mut args = vec!["check", "--url", &server.url, "--format", format];
    args.extend(more);
    if let Some(path) = &authority {
        args.extend(["--ca-file", path]);
    }
    with_token(&args, TOKEN).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_misbehaves_is_named_in_every_format_and_the_token_in_none() {
    for (id, title) in [
        ("refused", "The connection is refused"),
        ("tls-expired", "The certificate has expired"),
        ("login-page", "A web page answers, not SCIM"),
        ("any-token", "Let in with a wrong token"),
        ("huge-body", "The answer is too large"),
        ("echo", "The URL points elsewhere"),
    ] {
        for format in ["text", "json", "junit"] {
            let ended = check(id, format, &[]).await.with(1);
            assert!(ended.out.contains(title), "{id} as {format}: {ended:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_that_is_only_said_fails_the_rehearsal() {
    let rehearse = ["--rehearse", "--rehearsal-domain", "whisker.example"];
    let ended = check("put-stores-nothing", "text", &rehearse).await.with(1);
    assert!(ended.out.contains("200, but the person stays active"), "{ended:?}");
    check("healthy", "text", &rehearse).await.with(0);
}
