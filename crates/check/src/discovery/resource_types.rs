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
    let answer = if has("User") && has("Group") {
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
    }
}
