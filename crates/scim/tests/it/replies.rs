use catflap_http::DecodeError;
use catflap_scim::{ClientError, Group, User};

use crate::server::{Answer, Server};
use crate::{TOKEN, client};

async fn serving(status: u16, reply: &'static str) -> Server {
    Server::start(move |_| Answer::new(status, "application/scim+json", reply)).await
}

#[tokio::test]
async fn the_rfcs_users_are_read() {
    let minimal =
        client(&serving(200, include_str!("../replies/user_minimal.json")).await).user("x").await.unwrap().value;
    assert_eq!((minimal.user_name.as_str(), minimal.active, minimal.email()), ("bjensen@example.com", None, None));
    assert_eq!(minimal.meta.unwrap().created.as_deref(), Some("2010-01-23T04:56:22Z"));

    let full = client(&serving(200, include_str!("../replies/user_full.json")).await).user("x").await.unwrap();
    let user: &User = &full.value;
    assert_eq!(user.external_id.as_deref(), Some("701984"));
    assert_eq!((user.email(), user.active, user.groups.len()), (Some("bjensen@example.com"), Some(true), 2));
    assert_eq!(user.name.as_ref().unwrap().family_name.as_deref(), Some("Jensen"));
    assert!(!full.exchange.response_body.unwrap().contains("t1meMa"), "a password is never shown");
}

#[tokio::test]
async fn the_rfcs_group_and_configuration_are_read() {
    let group: Group =
        client(&serving(200, include_str!("../replies/group.json")).await).group("x").await.unwrap().value;
    assert_eq!((group.display_name.as_str(), group.members.len()), ("Tour Guides", 2));
    assert_eq!(group.members[1].display.as_deref(), Some("Mandy Pepperidge"));
    let config = client(&serving(200, include_str!("../replies/service_provider_config.json")).await)
        .service_provider_config()
        .await
        .unwrap()
        .value;
    let filter = config.filter.unwrap();
    assert_eq!((filter.supported, filter.max_results), (Some(true), Some(200)));
}

#[tokio::test]
async fn a_page_and_nobody_are_read() {
    let page =
        client(&serving(200, include_str!("../replies/users_page.json")).await).users_page(1, 2).await.unwrap().value;
    assert_eq!((page.total_results, page.start_index, page.items_per_page), (Some(2), Some(1), Some(2)));
    assert_eq!(page.resources[1].active, Some(false));
    let nobody = client(&serving(200, include_str!("../replies/nobody.json")).await)
        .find_users("userName", "x")
        .await
        .unwrap()
        .value;
    assert_eq!((nobody.total_results, nobody.resources.len()), (Some(0), 0));
}

#[tokio::test]
async fn a_sloppy_page_is_read_all_the_same() {
    let page =
        client(&serving(200, include_str!("../replies/users_sloppy.json")).await).users_page(1, 2).await.unwrap().value;
    assert_eq!(page.total_results, Some(2));
    let ada = &page.resources[0];
    assert_eq!((ada.id.as_str(), ada.active, ada.external_id.as_deref()), ("17", Some(true), Some("4711")));
}

#[tokio::test]
async fn a_wrong_shape_is_named_by_its_place() {
    let error =
        client(&serving(200, include_str!("../replies/users_wrong.json")).await).users_page(1, 2).await.unwrap_err();
    let ClientError::Unreadable { error: DecodeError::Shape { path, .. }, exchange } = error else {
        panic!("{error:?}")
    };
    assert_eq!(path, "Resources[1].emails");
    assert_eq!(exchange.status, Some(200));
}

#[tokio::test]
async fn refusals_are_told_apart_with_the_servers_own_words() {
    let error =
        client(&serving(404, include_str!("../replies/error_not_found.json")).await).user("x").await.unwrap_err();
    let ClientError::NotFound(refusal) = &error else { panic!("{error:?}") };
    assert_eq!(refusal.detail.as_deref(), Some("Resource 2819c223-7f76-453a-919d-413861904646 not found"));

    let error = client(&serving(409, include_str!("../replies/error_conflict.json")).await)
        .create(&User::new("x"))
        .await
        .unwrap_err();
    let ClientError::Conflict(refusal) = &error else { panic!("{error:?}") };
    assert_eq!(refusal.scim_type.as_deref(), Some("uniqueness"));

    for (status, check) in [
        (401, (|e| matches!(e, ClientError::Unauthorized(_))) as fn(&ClientError) -> bool),
        (403, |e| matches!(e, ClientError::Forbidden(_))),
        (302, |e| matches!(e, ClientError::Redirected { .. })),
        (500, |e| matches!(e, ClientError::Refused(_))),
    ] {
        let error = client(&serving(status, "<html>no</html>").await).users_page(1, 2).await.unwrap_err();
        assert!(check(&error), "{status}: {error:?}");
        assert_eq!(error.status(), Some(status));
    }
    let page = client(&serving(200, "<!doctype html>").await).users_page(1, 2).await.unwrap_err();
    assert!(matches!(page, ClientError::Unreadable { error: DecodeError::Html, .. }));
}

#[tokio::test]
async fn a_token_that_the_server_quotes_is_in_no_error() {
    let server = Server::start(|asked| {
        let echo = asked.header("authorization").unwrap();
        Answer::scim(403, &serde_json::json!({"schemas": [], "detail": format!("no: {echo}"), "scimType": echo}))
    })
    .await;
    let error = client(&server).users_page(1, 2).await.unwrap_err();
    let written = format!("{error} {error:?}");
    assert!(written.contains("no: Bearer ••••3f9a"), "{written}");
    assert!(!written.contains(TOKEN), "{written}");
}

#[tokio::test]
async fn a_creation_without_a_body_is_told() {
    let error = client(&serving(201, "").await).create(&User::new("x")).await.unwrap_err();
    assert!(matches!(error, ClientError::Unreadable { error: DecodeError::Empty, .. }));
}
