//! The PATCH forms that apps of Okta's catalogue send. What fails here is a note.

use std::collections::BTreeSet;

use catflap_http::Method;
use catflap_scim::schema;
use serde_json::{Value, json};

use super::judge::{Aim, weigh};
use super::line::End;
use super::stage::Stage;
use super::stored::{About, Circle, Expected, Person};
use crate::Verdict;
use crate::answer::Answer;

pub(super) async fn deactivate(stage: &mut Stage<'_>) -> Result<Answer, End> {
    let operation = json!({"op": "replace", "value": {"active": false}});
    set_active(stage, false, operation, "inactive").await
}

pub(super) async fn reactivate(stage: &mut Stage<'_>) -> Result<Answer, End> {
    let operation = json!({"op": "replace", "path": "active", "value": true});
    set_active(stage, true, operation, "active").await
}

async fn set_active(stage: &mut Stage<'_>, active: bool, operation: Value, done: &str) -> Result<Answer, End> {
    let id = stage.first.clone().unwrap_or_default();
    let next = Person { active, about: About::Active, ..stage.person.clone() };
    send(stage, "Users", &id, operation, &next, done).await
}

pub(super) async fn add_member(stage: &mut Stage<'_>) -> Result<Answer, End> {
    let Some(new) = stage.people().into_iter().find(|id| !stage.members.contains(id)) else {
        return Ok(nothing_to("add", "both people are members already"));
    };
    let operation = json!({"op": "add", "path": "members", "value": [stage.member(&new)]});
    let mut members = stage.members.clone();
    members.insert(new);
    set_members(stage, members, operation, "member stored").await
}

pub(super) async fn remove_member(stage: &mut Stage<'_>) -> Result<Answer, End> {
    let Some(old) = stage.members.iter().next().cloned() else {
        return Ok(nothing_to("remove", "the group has no member"));
    };
    let path = format!("members[{}]", catflap_scim::filter::eq("value", &old));
    let mut members = stage.members.clone();
    members.remove(&old);
    set_members(stage, members, json!({"op": "remove", "path": path}), "member gone").await
}

pub(super) async fn replace_members(stage: &mut Stage<'_>) -> Result<Answer, End> {
    let people = stage.people();
    let values: Vec<Value> = people.iter().map(|id| stage.member(id)).collect();
    let operation = json!({"op": "replace", "path": "members", "value": values});
    set_members(stage, people.into_iter().collect(), operation, "both members stored").await
}

async fn set_members(
    stage: &mut Stage<'_>,
    members: BTreeSet<String>,
    operation: Value,
    done: &str,
) -> Result<Answer, End> {
    let id = stage.group.clone().unwrap_or_default();
    let expected = Circle { name: stage.group_name.clone(), members: Some(members) };
    send(stage, "Groups", &id, operation, &expected, done).await
}

pub(super) async fn rename(stage: &mut Stage<'_>) -> Result<Answer, End> {
    let id = stage.group.clone().unwrap_or_default();
    let (first, second) = (stage.names.group.clone(), stage.names.renamed_group());
    let name = if stage.group_name == first { second } else { first };
    let operation = json!({"op": "replace", "value": {"id": id, "displayName": name}});
    let members = Some(stage.members.clone());
    send(stage, "Groups", &id, operation, &Circle { name, members }, "new name stored").await
}

async fn send(
    stage: &mut Stage<'_>,
    endpoint: &str,
    id: &str,
    operation: Value,
    expected: &dyn Expected,
    done: &str,
) -> Result<Answer, End> {
    let body = json!({"schemas": [schema::PATCH_OP], "Operations": [operation]});
    let reply = stage.line.send(Method::PATCH, &[endpoint, id], &[], Some(&body)).await?;
    let sent = format!("PATCH /{endpoint}/{{id}}");
    let aim = Aim { expected, id, sent: &sent, statuses: &[200, 204], body: false, done, missing: Verdict::Warn };
    weigh(stage, &reply, &aim).await
}

fn nothing_to(act: &str, because: &str) -> Answer {
    Answer::skip("Nothing to change", "not asked").saw(format!("Not asked: there is nothing to {act}, {because}."))
}
