//! Which attributes are there? (RFC 7643 section 7)

use catflap_scim::schema;
use serde_json::Value;

use super::{OKTA, discover, resources};
use crate::Level;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::Context;
use crate::words;

pub(crate) const CHECK: Check = Check {
    id: "schemas",
    level: Level::Discovery,
    title: "Schemas",
    question: "Does the endpoint describe the attributes of users and groups?",
    needs: &["token-accepted"],
    ask: asks!(ask),
};

async fn ask(context: &Context) -> Answer {
    discover(context, "Schemas", "Schemas", judge).await
}

fn judge(body: &Value) -> Answer {
    let ids: Vec<&str> = resources(body).iter().filter_map(|schema| schema.get("id")?.as_str()).collect();
    let answer = if ids.contains(&schema::USER) && ids.contains(&schema::GROUP) {
        Answer::pass("Schemas", words::count(ids.len(), "schema", "schemas"))
            .saw("The endpoint describes users and groups.")
    } else {
        Answer::note("Users or groups are not described", "incomplete; Okta does without")
            .saw("/Schemas does not hold the schemas of users and groups.")
    };
    answer.why(OKTA).fact("schemas", ids.join(", "))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Verdict;

    #[test]
    fn the_schemas_of_users_and_groups_are_looked_for() {
        let both = json!({"Resources": [{"id": schema::USER}, {"id": schema::GROUP}]});
        assert_eq!(judge(&both).verdict, Verdict::Pass);
        assert_eq!(judge(&json!({"Resources": [{"id": schema::USER}]})).verdict, Verdict::Note);
    }
}
