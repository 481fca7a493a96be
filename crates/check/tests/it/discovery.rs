use catflap_check::Verdict;
use catflap_scim::schema;
use serde_json::json;

use crate::server::Answer;
use crate::{find, off, provider, twisted};

const CHECKS: [&str; 3] = ["service-provider-config", "resource-types", "schemas"];
const ENDPOINTS: [&str; 3] = ["/ServiceProviderConfig", "/ResourceTypes", "/Schemas"];

fn is_discovery(path: &str) -> bool {
    ENDPOINTS.iter().any(|endpoint| path.ends_with(endpoint))
}

#[tokio::test]
async fn discovery_that_is_not_there_is_a_note_whatever_comes_instead() {
    for answer in [
        provider::error(404, "none"),
        provider::error(401, "no"),
        Answer::new(501, "text/plain", ""),
        Answer::new(200, "text/html", "<html></html>"),
        Answer::new(200, "application/json", "{"),
        Answer::Close,
    ] {
        let shown = format!("{answer:?}");
        let report =
            twisted(move |asked| (provider::authorized(asked) && is_discovery(asked.path())).then(|| answer.clone()))
                .await;
        assert_eq!(off(&report), CHECKS.map(|id| (id, Verdict::Note)), "{shown}");
        assert_eq!(report.verdict, Verdict::Pass, "Okta does without");
    }
}

#[tokio::test]
async fn half_of_discovery_is_a_note() {
    let report = twisted(|asked| match asked.path() {
        "/scim/v2/ResourceTypes" => Some(Answer::scim(200, &json!([{"name": "User"}]))),
        "/scim/v2/Schemas" => Some(Answer::scim(200, &json!({"Resources": [{"id": schema::USER}]}))),
        "/scim/v2/ServiceProviderConfig" => Some(Answer::scim(200, &json!({"filter": {"supported": false}}))),
        _ => None,
    })
    .await;
    assert_eq!(off(&report), CHECKS.map(|id| (id, Verdict::Note)));
    assert_eq!(find(&report, "resource-types").facts["announced"], "User");
}

#[tokio::test]
async fn what_is_announced_is_held_against_what_answers() {
    let announces = |body: serde_json::Value, refuses: &'static str| {
        twisted(move |asked| {
            if !provider::authorized(asked) {
                return None;
            }
            if asked.path().ends_with("/ServiceProviderConfig") {
                return Some(Answer::scim(200, &body));
            }
            (!refuses.is_empty() && asked.query(refuses).is_some()).then(|| provider::error(501, "not here"))
        })
    };
    let said = |report: &catflap_check::Report| {
        let finding = find(report, "service-provider-config");
        (finding.verdict, finding.saw.clone())
    };
    let modest = announces(json!({"filter": {"supported": false}, "patch": {"supported": true}}), "").await;
    let (verdict, saw) = said(&modest);
    assert!(verdict == Verdict::Note && saw.contains("filter is announced as not supported, but works"), "{saw}");
    let boasting = announces(json!({"filter": {"supported": true}, "sort": {"supported": true}}), "sortBy").await;
    let (verdict, saw) = said(&boasting);
    assert!(verdict == Verdict::Note && saw.contains("sort is announced, but does not work"), "{saw}");
    assert_eq!(boasting.verdict, Verdict::Pass, "Okta does without");
    let schemes = |kind: &str| json!({"filter": {"supported": true}, "authenticationSchemes": [{"type": kind}]});
    let basic = announces(schemes("httpbasic"), "").await;
    assert!(said(&basic).1.contains("only httpbasic is announced"));
    let right = announces(schemes("oauthbearertoken"), "").await;
    assert_eq!(off(&right), []);
    assert_eq!(find(&right, "service-provider-config").facts["authentication schemes"], "oauthbearertoken");
}
