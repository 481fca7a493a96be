//! What the rows of one rehearsal share.

use std::collections::BTreeSet;

use catflap_http::{Fault, Method, Reply, Secret};
use serde_json::{Value, json};

use super::line::{End, Line};
use super::names::Names;
use super::part::Prop;
use super::stored::{About, Person, members_of};
use super::take_back::{Removal, remove};
use super::{Entry, Intent, Journal, ResourceKind};

/// What is known about how a resource came to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Birth {
    /// The request to create it has no answer (yet): it may come into being later than it is looked for.
    Unanswered,
    /// It was refused, or never sent.
    Refused,
    /// It was answered as created.
    Created,
}

/// Something that may have been written.
#[derive(Debug)]
pub(super) struct Made {
    pub entry: Entry,
    pub birth: Birth,
    /// What became of it, once that was tried.
    pub removal: Option<Removal>,
}

pub(super) struct Stage<'a> {
    pub line: Line<'a>,
    pub journal: &'a dyn Journal,
    /// As it stands in the journal.
    pub url: String,
    pub host: String,
    pub names: Names,
    pub password: Secret,
    /// An answer that takes longer is worth a warning, in milliseconds.
    pub slow_ms: u64,
    /// The first person as last sent.
    pub person: Person,
    pub first: Option<String>,
    pub second: Option<String>,
    pub group: Option<String>,
    /// The group's name as last seen.
    pub group_name: String,
    /// The group's members as last seen.
    pub members: BTreeSet<String>,
    /// Whether this server shows members of any group at all; none while nobody looked.
    pub members_shown: Option<bool>,
    pub made: Vec<Made>,
}

impl<'a> Stage<'a> {
    pub fn new(line: Line<'a>, journal: &'a dyn Journal, url: String, host: String, names: Names) -> Self {
        let person = Person {
            user_name: names.first.clone(),
            family_name: format!("Rehearsal {}", names.run_id),
            external_id: names.first.split('@').next().unwrap_or_default().to_owned(),
            active: true,
            about: About::Everything,
        };
        Self {
            line,
            journal,
            url,
            host,
            password: Secret::new(String::new()),
            slow_ms: u64::MAX,
            person,
            first: None,
            second: None,
            group: None,
            group_name: names.group.clone(),
            members: BTreeSet::new(),
            members_shown: None,
            made: Vec::new(),
            names,
        }
    }

    pub fn id(&self, prop: Prop) -> Option<&String> {
        match prop {
            Prop::First => self.first.as_ref(),
            Prop::Second => self.second.as_ref(),
            Prop::Group => self.group.as_ref(),
        }
    }

    /// Ids of both people, as far as there are any.
    pub fn people(&self) -> Vec<String> {
        self.first.iter().chain(self.second.iter()).cloned().collect()
    }

    /// Creates a resource: first in the journal, then by POST. The number is its place in `made`.
    pub async fn post(&mut self, kind: ResourceKind, name: &str, body: &Value) -> Result<(usize, Reply), End> {
        self.not_cancelled()?;
        let intent = Intent { url: self.url.clone(), kind, name: name.to_owned() };
        let id = self.journal.intend(&intent).map_err(End::Journal)?;
        let number = self.made.len();
        self.made.push(Made { entry: Entry { id, intent, scim_id: None }, birth: Birth::Unanswered, removal: None });
        match self.line.send(Method::POST, &[kind.endpoint()], &[], Some(body)).await {
            Ok(reply) => {
                self.made[number].birth = match reply.status {
                    200..=299 => Birth::Created,
                    // A gateway's answer says nothing about what stands behind it.
                    502 | 504 => Birth::Unanswered,
                    _ => Birth::Refused,
                };
                Ok((number, reply))
            }
            Err(end) => {
                if never_carried_out(&end) {
                    self.made[number].birth = Birth::Refused;
                }
                Err(end)
            }
        }
    }

    /// Keeps the id of what was created.
    pub fn born(&mut self, number: usize, id: &str) -> Result<(), End> {
        let made = &mut self.made[number];
        made.birth = Birth::Created;
        made.entry.scim_id = Some(id.to_owned());
        self.journal.created(made.entry.id, id).map_err(End::Journal)
    }

    /// Takes back what was made under this number. Nobody cancels that half way.
    pub async fn take_back(&mut self, number: usize) -> Removal {
        let made = &mut self.made[number];
        let cancel = std::mem::take(&mut self.line.cancel);
        let mut removal = remove(&self.line, &made.entry).await;
        self.line.cancel = cancel;
        if let Some(before) = &made.removal {
            removal.found |= before.found;
            // What was proven gone stays so when the network goes.
            if removal.lost && before.is_gone() {
                removal = Removal { lost: true, ..before.clone() };
            }
        }
        let never_seen = !removal.found && made.entry.scim_id.is_none();
        if removal.is_gone() && never_seen && made.birth == Birth::Unanswered {
            removal.doubt("The request to create it was not answered. Looked up by name afterwards it was not there, but it may come later: the journal keeps it, to be looked up again.");
        }
        made.removal = Some(removal.clone());
        removal
    }

    /// Before a row that begins with something else than a request.
    pub fn not_cancelled(&self) -> Result<(), End> {
        if self.line.cancel.is_cancelled() { Err(End::Cancelled { sent: false }) } else { Ok(()) }
    }

    /// Forgets the newest creation: it was refused, and the look-up shows that nothing came of it.
    pub fn never_made(&mut self) -> Result<(), End> {
        match self.made.pop() {
            Some(made) => self.journal.removed(made.entry.id).map_err(End::Journal),
            None => Ok(()),
        }
    }

    /// Closes the entry of what is proven gone; false when the journal can't be written.
    pub fn close(&mut self, number: usize) -> bool {
        let made = &self.made[number];
        made.removal.as_ref().is_some_and(Removal::is_gone) && self.journal.removed(made.entry.id).is_ok()
    }

    /// Remembers the group as it was last read.
    pub fn saw_group(&mut self, group: &Value) {
        self.members = members_of(group);
        if group["members"].is_array() {
            self.members_shown = Some(true);
        }
        if let Some(name) = group["displayName"].as_str()
            && [&self.names.group, &self.names.renamed_group()].contains(&&name.to_owned())
        {
            name.clone_into(&mut self.group_name);
        }
    }

    /// Whether this server shows members of any group: of the throwaway one at any time, or of one in the list.
    pub async fn shows_members(&mut self) -> Result<bool, End> {
        if let Some(shown) = self.members_shown {
            return Ok(shown);
        }
        let query = [("startIndex", "1"), ("count", "100")];
        let reply = self.line.send(Method::GET, &[ResourceKind::Group.endpoint()], &query, None).await?;
        let list: Value = reply.json().unwrap_or_default();
        let shown = list["Resources"].as_array().is_some_and(|all| all.iter().any(|group| group["members"].is_array()));
        self.members_shown = Some(shown);
        Ok(shown)
    }

    /// A member as Okta writes one.
    pub fn member(&self, id: &str) -> Value {
        let display = if self.second.as_deref() == Some(id) { &self.names.second } else { &self.names.first };
        json!({"value": id, "display": display})
    }
}

/// Whether a request certainly did nothing at the service provider.
fn never_carried_out(end: &End) -> bool {
    match end {
        End::Cancelled { sent } => !sent,
        End::Fault(error) => matches!(
            error.fault,
            Fault::NotHttps
                | Fault::Unsendable { .. }
                | Fault::Dns { .. }
                | Fault::Refused
                | Fault::Unreachable
                | Fault::ConnectTimeout { .. }
                | Fault::Tls { .. }
                | Fault::RateLimited { .. }
        ),
        End::Journal(_) | End::Stop(_) => true,
    }
}
