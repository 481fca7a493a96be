//! What was pasted. A token that can't be one is checked against a right server, which must never see it.

use catflap_check::Verdict::{Fail, Note, Warn};

use crate::directory::BASE;
use crate::row::{CHECK, PASTE, Row};

const fn token(id: &'static str, does: &'static str, token: &'static str) -> Row {
    Row { id, does, token, finds: &[("paste-shape", Fail)], ..CHECK }
}

const fn url(id: &'static str, does: &'static str, at: fn(u16) -> String) -> Row {
    Row { id, does, at: Some(at), finds: &[("paste", Fail)], ..PASTE }
}

pub(super) const ROWS: &[Row] = &[
    url("paste-dashboard", "the address of a page of ConfigCat’s dashboard as SCIM URL", |_| {
        "https://app.configcat.com/organization/authentication".to_owned()
    }),
    url("paste-public-api", "the address of ConfigCat’s Public Management API as SCIM URL", |_| {
        "https://api.configcat.com/v1/me".to_owned()
    }),
    url("paste-okta", "an address of Okta as SCIM URL", |_| "https://whisker-admin.okta.com/admin".to_owned()),
    url("paste-http", "the SCIM URL with http instead of https", |_| {
        "http://scim-api.configcat.com/v2/08d920f2-1c1a-4d6c-8d2b-5f7a5f0c9a11".to_owned()
    }),
    Row {
        token: "https://scim-api.configcat.com/v2/08d920f2-1c1a-4d6c-8d2b-5f7a5f0c9a11",
        ..url("paste-url-as-token", "the SCIM URL into the field for the token", |_| {
            "https://scim-api.configcat.com/v2/08d920f2-1c1a-4d6c-8d2b-5f7a5f0c9a11".to_owned()
        })
    },
    Row {
        finds: &[("paste", Note)],
        ..url("paste-users", "the SCIM URL with /Users behind it", |_| {
            "https://scim-api.configcat.com/v2/08d920f2-1c1a-4d6c-8d2b-5f7a5f0c9a11/Users".to_owned()
        })
    },
    token(
        "paste-okta-token",
        "an Okta API token instead of the SCIM token",
        "00aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789_-AB",
    ),
    token(
        "paste-sdk-key",
        "an SDK key instead of the SCIM token",
        "configcat-sdk-1/abcdefghijklmnopqrstuv/abcdefghijklmnopqrstuv",
    ),
    token("paste-bearer", "the token with “Bearer” before it", "Bearer marker+faulty/token=b81d~7c05-3f9a"),
    token("paste-line-break", "the token with a line break inside", "marker+faulty/token\n=b81d~7c05-3f9a"),
    token("paste-blank", "two tokens with a blank between them", "marker+faulty/token =b81d~7c05-3f9a"),
    Row {
        finds: &[("token-accepted", Fail), ("paste-shape", Warn)],
        ..token("paste-cut", "the token as a page shows it shortened", "marker+faulty/tok...")
    },
    Row {
        at: Some(|port| format!("http://127.0.0.1:{port}{BASE}/Users")),
        finds: &[("token-accepted", Fail), ("paste-shape", Warn)],
        ..token("paste-users-checked", "the SCIM URL with /Users behind it, and checks it all the same", crate::TOKEN)
    },
];
