//! Big organizations.

use std::collections::HashSet;

use catflap_sandbox::Options;

use crate::support::Practice;

#[tokio::test]
async fn ten_thousand_people_are_ready_and_listed() {
    let practice = Practice::start(Options { users: 10_000, groups: 60, ready: true, ..Options::default() }).await;
    let mut seen = HashSet::new();
    let mut start = 1;
    loop {
        let page = practice.scim("GET", &format!("/Users?startIndex={start}&count=1000"), None).await.body;
        assert_eq!(page["totalResults"], 10_000);
        let users = page["Resources"].as_array().unwrap();
        if users.is_empty() {
            break;
        }
        start += users.len();
        seen.extend(users.iter().map(|user| user["userName"].as_str().unwrap().to_owned()));
    }
    assert_eq!(seen.len(), 10_000);
    let groups = practice.scim("GET", "/Groups?excludedAttributes=members", None).await.body;
    assert_eq!(groups["totalResults"], 56, "60 groups, 4 of which are for assigning");
    assert!(practice.members_of("ConfigCat%20Developers").await.unwrap() > 3_000);
}
