//! The rows about the group.

use std::collections::BTreeSet;

use catflap_http::Method;
use catflap_scim::schema;
use serde_json::{Value, json};

use super::ResourceKind;
use super::judge::{Aim, deleted, weigh};
use super::line::{End, LookUp};
use super::people::{found_id, lacking, nobody_yet};
use super::stage::Stage;
use super::stored::Circle;
use crate::Verdict;
use crate::answer::Answer;

pub(super) async fn look_up(stage: &mut Stage<'_>) -> Result<Answer, End> {
    let name = stage.names.group.clone();
    nobody_yet(stage, ResourceKind::Group, &name).await
}

pub(super) async fn create(stage: &mut Stage<'_>) -> Result<Answer, End> {
    let name = stage.names.group.clone();
    let body = json!({"schemas": [schema::GROUP], "displayName": name, "members": []});
    let (number, reply) = stage.post(ResourceKind::Group, &name, &body).await?;
    let id = match found_id(stage, number, ResourceKind::Group, &name, &reply).await? {
        Ok(id) => id,
        Err(answer) => return Ok(answer),
    };
    stage.group = Some(id.clone());
    if let Some(answer) = lacking(ResourceKind::Group, &reply) {
        return Ok(answer);
    }
    let expected = Circle { name, members: Some(BTreeSet::new()) };
    let aim = Aim {
        expected: &expected,
        id: &id,
        sent: "POST /Groups",
        statuses: &[201],
        body: true,
        done: "stored",
        missing: Verdict::Fail,
    };
    weigh(stage, &reply, &aim).await
}

pub(super) async fn add_one(stage: &mut Stage<'_>) -> Result<Answer, End> {
    let members = stage.first.iter().cloned().collect();
    put(stage, members, "member stored").await
}

pub(super) async fn add_another(stage: &mut Stage<'_>) -> Result<Answer, End> {
    let members = stage.people();
    put(stage, members, "both members stored").await
}

pub(super) async fn empty(stage: &mut Stage<'_>) -> Result<Answer, End> {
    put(stage, Vec::new(), "no member stored").await
}

pub(super) async fn add_several(stage: &mut Stage<'_>) -> Result<Answer, End> {
    let members = stage.people();
    put(stage, members, "both members stored").await
}

pub(super) async fn same_again(stage: &mut Stage<'_>) -> Result<Answer, End> {
    let members = stage.people();
    put(stage, members, "each member once").await
}

pub(super) async fn remove_one(stage: &mut Stage<'_>) -> Result<Answer, End> {
    let members = stage.second.iter().cloned().collect();
    put(stage, members, "the other stays").await
}

pub(super) async fn rename(stage: &mut Stage<'_>) -> Result<Answer, End> {
    let (old, new) = (stage.group_name.clone(), stage.names.renamed_group());
    let people: BTreeSet<String> = stage.people().into_iter().collect();
    // Members that were not kept before are not this row's failure.
    let members = (stage.members == people).then(|| people.clone());
    let answer = send(stage, &new, &people, &Circle { name: new.clone(), members }, "new name stored").await?;
    if answer.verdict == Verdict::Pass
        && let (LookUp::Found { exact, .. }, _) = stage.line.look_up(ResourceKind::Group, &old).await?
        && !exact.is_empty()
    {
        return Ok(Answer::warn("The old name is still found", "200, found by both names")
            .saw("The new name is stored, but the look-up by the old name still finds the group.")
            .todo(super::judge::VENDOR));
    }
    Ok(answer)
}

async fn put(stage: &mut Stage<'_>, members: Vec<String>, done: &str) -> Result<Answer, End> {
    let members: BTreeSet<String> = members.into_iter().collect();
    let name = stage.group_name.clone();
    send(stage, &name, &members, &Circle { name: name.clone(), members: Some(members.clone()) }, done).await
}

async fn send(
    stage: &mut Stage<'_>,
    name: &str,
    members: &BTreeSet<String>,
    expected: &Circle,
    done: &str,
) -> Result<Answer, End> {
    let id = stage.group.clone().unwrap_or_default();
    let members: Vec<Value> = members.iter().map(|member| stage.member(member)).collect();
    let body = json!({"schemas": [schema::GROUP], "id": id, "displayName": name, "members": members});
    let reply = stage.line.send(Method::PUT, &["Groups", &id], &[], Some(&body)).await?;
    let aim =
        Aim { expected, id: &id, sent: "PUT /Groups/{id}", statuses: &[200], body: true, done, missing: Verdict::Fail };
    weigh(stage, &reply, &aim).await
}

pub(super) async fn delete(stage: &mut Stage<'_>) -> Result<Answer, End> {
    stage.not_cancelled()?;
    let groups: Vec<usize> =
        (0..stage.made.len()).filter(|&number| stage.made[number].entry.intent.kind == ResourceKind::Group).collect();
    let mut answer = Answer::skip("Delete the group", "not asked");
    for number in groups {
        answer = deleted(&stage.take_back(number).await, "DELETE /Groups/{id}");
    }
    Ok(answer)
}
