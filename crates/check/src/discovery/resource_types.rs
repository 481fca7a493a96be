//! Which kinds of resources are there? (RFC 7643 section 6)

use serde_json::Value;

use super::{OKTA, discover, resources};
use crate::Level;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::Context;

pub(crate) const CHECK: Check = Check {
    id: "resource-types",
    level: Level::Discovery,
    title: "Resource types",
    question: "Does the endpoint announce users and groups?",
    needs: &["token-accepted"],
    ask: asks!(ask),
};

async fn ask(context: &Context) -> Answer {
    discover(context, "ResourceTypes", "Resource types", judge).await
}

fn judge(body: &Value) -> Answer {
    let names: Vec<&str> = resources(body).iter().filter_map(|kind| kind.get("name")?.as_str()).collect();
    let has = |name: &str| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    // Okta asks /Users and /Groups, whatever else is announced.
    let elsewhere: Vec<String> = resources(body)
        .iter()
        .filter_map(|kind| {
            let (name, endpoint) = (kind.get("name")?.as_str()?, kind.get("endpoint")?.as_str()?);
            let usual = match name {
                "User" => "Users",
                "Group" => "Groups",
                _ => return None,
            };
            let last = endpoint.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
            (last != usual).then(|| format!("{name} at {endpoint}"))
        })
        .collect();
    let answer = if !elsewhere.is_empty() {
        Answer::note("Announced at another address", "another; Okta does without")
            .saw(format!("/ResourceTypes announces {}, while Okta asks /Users and /Groups.", elsewhere.join(" and ")))
    } else if has("User") && has("Group") {
        Answer::pass("Resource types", "users and groups").saw("The endpoint announces users and groups.")
    } else {
        Answer::note("Users or groups are not announced", "incomplete; Okta does without").saw(format!(
            "/ResourceTypes names {}.",
            if names.is_empty() { "nothing".to_owned() } else { names.join(", ") }
        ))
    };
    answer.why(OKTA).fact("announced", names.join(", "))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Verdict;

    #[test]
    fn users_and_groups_are_looked_for_in_a_list_and_in_a_bare_array() {
        let both = json!([{"name": "User"}, {"name": "Group"}]);
        assert_eq!(judge(&both).verdict, Verdict::Pass);
        assert_eq!(judge(&json!({"Resources": both})).verdict, Verdict::Pass);
        assert_eq!(judge(&json!({"Resources": [{"name": "User"}]})).verdict, Verdict::Note);
        let at = |users: &str| json!([{"name": "User", "endpoint": users}, {"name": "Group", "endpoint": "/Groups"}]);
        assert_eq!(judge(&at("https://scim.example.com/v2/Users")).verdict, Verdict::Pass);
        assert_eq!(judge(&at("/People")).title, "Announced at another address");
    }
}
