//! Taking back one thing: found by id and by name, deleted when it is Catflap's own, and looked for again.

use std::collections::BTreeSet;

use catflap_http::Method;
use serde_json::Value;

use super::line::{End, Line};
use super::names::{is_ours, is_throwaway};
use super::{Entry, Fate, ResourceKind};

/// What became of it.
#[derive(Debug, Clone)]
pub(super) struct Removal {
    pub fate: Fate,
    /// Whether anything of that name or id was there to be taken back.
    pub found: bool,
    /// Status of the DELETE, when one was sent.
    pub deleted: Option<u16>,
    pub saw: String,
    /// No answer came: asking on makes no sense.
    pub lost: bool,
}

impl Removal {
    pub fn is_gone(&self) -> bool {
        self.fate == Fate::Gone
    }

    pub fn doubt(&mut self, saw: &str) {
        self.fate = Fate::Unsure;
        saw.clone_into(&mut self.saw);
    }

    /// Not even tried.
    pub fn not_tried(saw: &str) -> Self {
        Self { fate: Fate::Unsure, found: false, deleted: None, saw: saw.to_owned(), lost: false }
    }
}

/// Takes back what an entry of the journal names.
pub(super) async fn remove(line: &Line<'_>, entry: &Entry) -> Removal {
    match try_remove(line, entry).await {
        Ok(removal) => removal,
        Err(end) => {
            let cause = match end {
                End::Fault(error) => error.fault.to_string(),
                End::Cancelled { .. } => "cancelled".to_owned(),
                End::Journal(error) => error.to_string(),
                End::Stop(answer) => answer.title,
            };
            Removal {
                lost: true,
                ..Removal::not_tried(&format!("It could not be taken back: {cause}. The journal keeps it."))
            }
        }
    }
}

async fn try_remove(line: &Line<'_>, entry: &Entry) -> Result<Removal, End> {
    let (kind, name) = (entry.intent.kind, entry.intent.name.as_str());
    if !is_throwaway(kind, name) {
        return Ok(Removal::not_tried("Its name is none that a rehearsal gives: Catflap does not touch it."));
    }
    let by_name = line.ids_by_name(kind, name).await?;
    let named: BTreeSet<String> = by_name.iter().flatten().cloned().collect();
    let all: BTreeSet<String> = named.iter().cloned().chain(entry.scim_id.clone()).collect();

    let mut removal = Removal { found: false, ..Removal::not_tried("") };
    let mut stranger = false;
    let mut watched = Vec::new();
    for id in all {
        let reply = line.read(kind, &id).await?;
        if matches!(reply.status, 404 | 410) && !named.contains(&id) {
            continue;
        }
        let resource: Option<Value> = reply.json().ok();
        let ours = resource.as_ref().is_some_and(|resource| is_ours(kind, name, resource));
        if reply.is_success() && !ours && !named.contains(&id) {
            stranger = true;
            continue;
        }
        watched.push(id.clone());
        if ours || named.contains(&id) {
            removal.found = true;
            let answer = line.send(Method::DELETE, &[kind.endpoint(), &id], &[], None).await?;
            removal.deleted = Some(answer.status);
            if !answer.is_success() && !matches!(answer.status, 404 | 410) {
                rest(line, kind, &id, resource).await?;
            }
        }
    }
    let mut left = look_again(line, entry, &watched).await?;
    if left != Some(0) && removal.deleted.is_some() {
        line.pause(line.second_look).await?;
        left = look_again(line, entry, &watched).await?;
    }
    (removal.fate, removal.saw) = match (left, stranger) {
        (Some(0), false) => (Fate::Gone, "Looked up by name and by id: not there.".to_owned()),
        (Some(0), true) => (
            Fate::Unsure,
            "Under its id the service provider shows somebody else, whom Catflap did not touch. By name it is not there."
                .to_owned(),
        ),
        (Some(_), _) => (
            Fate::Left,
            match removal.deleted {
                Some(status) => format!("DELETE was answered {status}, and it is still there."),
                None => "It is still there.".to_owned(),
            },
        ),
        (None, _) => (Fate::Unsure, "The look-ups say too little to know whether it is there.".to_owned()),
    };
    Ok(removal)
}

/// A person who can't be deleted is at least set inactive. Whatever is answered, the look-ups afterwards decide.
async fn rest(line: &Line<'_>, kind: ResourceKind, id: &str, resource: Option<Value>) -> Result<(), End> {
    if let (ResourceKind::User, Some(Value::Object(mut body))) = (kind, resource) {
        body.remove("password");
        body.insert("active".into(), false.into());
        line.send(Method::PUT, &[kind.endpoint(), id], &[], Some(&Value::Object(body))).await?;
    }
    Ok(())
}

/// How many are still there by name or by one of these ids; none when it can't be known.
async fn look_again(line: &Line<'_>, entry: &Entry, ids: &[String]) -> Result<Option<usize>, End> {
    let (kind, name) = (entry.intent.kind, entry.intent.name.as_str());
    let Some(named) = line.ids_by_name(kind, name).await? else { return Ok(None) };
    let mut left: BTreeSet<String> = named.into_iter().collect();
    for id in ids {
        let reply = line.read(kind, id).await?;
        match reply.status {
            200..=299 if reply.json().is_ok_and(|resource: Value| is_ours(kind, name, &resource)) => {
                left.insert(id.clone());
            }
            404 | 410 | 200..=299 => {}
            _ => return Ok(None),
        }
    }
    Ok(Some(left.len()))
}
