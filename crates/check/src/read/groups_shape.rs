//! Do groups have what Okta and ConfigCat need?

use std::collections::HashSet;

use serde_json::Value;

use super::users_shape::gather;
use super::weigh;
use crate::Level;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::{Context, KnownGroup};
use crate::list_shape::{self, Flaw, kind};
use crate::words;

pub(crate) const CHECK: Check = Check {
    id: "groups-shape",
    level: Level::Read,
    title: "Shape of groups",
    question: "Does every group have the attributes that Okta and ConfigCat need?",
    needs: &["token-accepted"],
    ask: asks!(ask),
};

const WHY: &str =
    "Okta links a pushed group by its id and finds it by displayName. ConfigCat gives permissions by these groups.";

async fn ask(context: &Context) -> Answer {
    let reply = match context.get(&["Groups"], &[("startIndex", "1"), ("count", "100")]).await {
        Ok(reply) => reply,
        Err(error) => return words::no_answer(&error, context.host()),
    };
    if reply.status == 404 {
        return Answer::fail("There are no groups at this endpoint", "404")
            .saw("Users can be asked for, but /Groups was answered 404.")
            .why(WHY)
            .todo(words::TELL_VENDOR)
            .exchange(reply.exchange);
    }
    if reply.status != 200 {
        return words::unexpected(&reply, "The list of groups");
    }
    if let Some(cause) = list_shape::no_list(&reply) {
        return Answer::fail("The list of groups can’t be read", "200, no list")
            .saw(format!("/Groups was answered 200, but {cause}."))
            .why(WHY)
            .todo(words::TELL_VENDOR)
            .exchange(reply.exchange);
    }
    let groups = list_shape::items(&reply);
    context.learn(|learned| {
        learned.group = groups.iter().find_map(KnownGroup::of);
        learned.groups = groups.len();
        learned.members = members_of(&groups);
    });
    let total = list_shape::total(&reply);
    if groups.is_empty() {
        return Answer::pass("No group is pushed yet", "0 groups")
            .saw("The list of groups is empty.")
            .why("Groups appear here once they are pushed in Okta, under Push Groups.")
            .fact("groups", 0)
            .fact(words::SAME_ANSWER, "okta-connector-test")
            .exchange(reply.exchange);
    }
    let found = gather(groups.iter().map(flaws));
    let looked_at = words::count(groups.len(), "group", "groups");
    let answer = weigh(&found, ("Shape of groups", looked_at.clone()), "Groups lack what Okta needs");
    let answer = if found.is_empty() {
        answer.saw(format!("{looked_at} looked at; each has an id and a displayName in the right form."))
    } else {
        answer
    };
    let answer = answer.why(WHY).fact("groups looked at", groups.len()).fact(words::SAME_ANSWER, "okta-connector-test");
    let answer = if let Some(total) = total { answer.fact("groups", total) } else { answer };
    let mut answer = if answer.blocks { answer.todo(words::TELL_VENDOR) } else { answer }.exchange(reply.exchange);
    // A group that lacks something may stand beside one that can be looked for.
    answer.blocks = false;
    answer
}

/// The ids of everybody listed as a member of one of these, each once.
fn members_of(groups: &[Value]) -> Vec<String> {
    let mut seen = HashSet::new();
    let members = groups.iter().filter_map(|group| group.get("members")?.as_array()).flatten();
    // A group may be a member of another one (RFC 7643 section 4.2): it is no user.
    let users = members.filter(|member| member.get("type").and_then(Value::as_str) != Some("Group"));
    users
        .filter_map(|member| member.get("value")?.as_str().filter(|id| !id.is_empty()))
        .filter(|id| seen.insert(*id))
        .map(str::to_owned)
        .collect()
}

/// What is wrong with one group.
fn flaws(group: &Value) -> Vec<Flaw> {
    let mut found = Vec::new();
    match group.get("id") {
        Some(Value::String(id)) if !id.is_empty() => {}
        Some(Value::String(_)) | None => found.push(Flaw::fail("No id")),
        Some(other) => found.push(Flaw::fail(format!("An id that is {} instead of a text", kind(other)))),
    }
    match group.get("displayName").and_then(Value::as_str) {
        Some(name) if !name.is_empty() => {}
        _ => found.push(Flaw::fail("No displayName")),
    }
    match group.get("members") {
        None | Some(Value::Null) => {}
        Some(Value::Array(members)) => {
            if members.iter().any(|member| member.get("value").and_then(Value::as_str).is_none_or(str::is_empty)) {
                found.push(Flaw::fail("A member without the id of a user"));
            }
        }
        Some(other) => found.push(Flaw::fail(format!("Members that are {} instead of a list", kind(other)))),
    }
    if !group.get("schemas").is_some_and(Value::is_array) {
        found.push(Flaw::note("No schemas"));
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Verdict;

    fn weight(group: &Value) -> Verdict {
        list_shape::worst(&flaws(group))
    }

    #[test]
    fn a_group_needs_id_and_name_and_members_that_are_users() {
        assert_eq!(weight(&json!({"schemas": [], "id": "g", "displayName": "All", "members": null})), Verdict::Pass);
        assert_eq!(
            weight(&json!({"schemas": [], "id": "g", "displayName": "All", "members": [{"value": "1"}]})),
            Verdict::Pass
        );
        assert_eq!(weight(&json!({"schemas": [], "id": "g", "displayName": ""})), Verdict::Fail);
        assert_eq!(weight(&json!({"schemas": [], "displayName": "All"})), Verdict::Fail);
        assert_eq!(
            weight(&json!({"schemas": [], "id": "g", "displayName": "All", "members": [{"display": "Ada"}]})),
            Verdict::Fail
        );
        assert_eq!(weight(&json!({"id": "g", "displayName": "All"})), Verdict::Note);
    }
}
