//! Sending for the rehearsal: every exchange is kept, reads end when cancelled, a write that is under way is waited for.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use catflap_http::{Exchange, Fault, HttpError, Method, Reply};
use catflap_scim::{Client, schema};
use serde_json::Value;
use tokio_util::sync::CancellationToken;

use super::names::aliases;
use super::{JournalError, RehearsalEvent, ResourceKind};
use crate::answer::Answer;

/// How long a write that is under way is waited for after cancelling: its answer tells the id of what it made.
const GRACE: Duration = Duration::from_secs(5);
/// The longest wait for a rate limit, all waits of one request together.
const LONGEST_WAIT: Duration = Duration::from_secs(90);
/// Waited after 429 when the server does not say how long.
const PAUSE: Duration = Duration::from_secs(2);

/// Why a row can't be finished.
#[derive(Debug)]
pub(super) enum End {
    /// Cancelled. `sent` tells whether a write was under way whose answer did not come.
    Cancelled { sent: bool },
    /// No usable answer came.
    Fault(Box<HttpError>),
    /// What is to be created can't be written down first.
    Journal(JournalError),
    /// It would make no sense, or do harm, to go on.
    Stop(Box<Answer>),
}

/// What a look-up by name gave.
#[derive(Debug)]
pub(super) enum LookUp {
    /// Nobody.
    Nobody,
    /// Somebody: those of exactly this name, and how many of other names.
    Found { exact: Vec<Value>, others: usize },
    /// 2xx, but no list.
    NoList,
    /// Any other answer.
    Refused,
}

pub(super) struct Line<'a> {
    pub scim: Client,
    pub cancel: CancellationToken,
    pub second_look: Duration,
    /// The row that is being worked on.
    pub row: &'static str,
    pub sink: &'a (dyn Fn(RehearsalEvent) + Send + Sync),
    log: Mutex<Vec<Exchange>>,
}

impl<'a> Line<'a> {
    pub fn new(scim: Client, sink: &'a (dyn Fn(RehearsalEvent) + Send + Sync), cancel: CancellationToken) -> Self {
        Self { scim, cancel, second_look: Duration::ZERO, row: "", sink, log: Mutex::default() }
    }

    /// Takes what was exchanged since it was last taken.
    pub fn take_log(&self) -> Vec<Exchange> {
        std::mem::take(&mut *self.log.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn note(&self, exchange: Exchange) {
        self.log.lock().unwrap_or_else(PoisonError::into_inner).push(exchange);
    }

    /// Asks, whatever the answer. After 429 a POST or PATCH is sent again as late as the server asks: a 429 says that it
    /// was not carried out. (The other methods are repeated by the client.)
    pub async fn send(
        &self,
        method: Method,
        path: &[&str],
        query: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Result<Reply, End> {
        let mut waited = Duration::ZERO;
        loop {
            if self.cancel.is_cancelled() {
                return Err(End::Cancelled { sent: false });
            }
            let error = match self.send_once(&method, path, query, body.cloned()).await? {
                Ok(reply) => {
                    self.note(reply.exchange.clone());
                    return Ok(reply);
                }
                Err(error) => error,
            };
            self.note((*error.exchange).clone());
            let Fault::RateLimited { retry_after } = error.fault else { return Err(End::Fault(Box::new(error))) };
            let wait = retry_after.map_or(PAUSE, Duration::from_secs);
            if method.is_idempotent() || waited + wait > LONGEST_WAIT {
                return Err(End::Fault(Box::new(error)));
            }
            // A limit that names no time at all is not asked for ever.
            waited += wait.max(Duration::from_secs(1));
            (self.sink)(RehearsalEvent::Waiting { id: self.row.to_owned(), seconds: wait.as_secs() });
            self.pause(wait).await?;
        }
    }

    async fn send_once(
        &self,
        method: &Method,
        path: &[&str],
        query: &[(&str, &str)],
        body: Option<Value>,
    ) -> Result<Result<Reply, HttpError>, End> {
        let asking = self.scim.ask(method.clone(), path, query, body);
        tokio::pin!(asking);
        tokio::select! {
            biased;
            outcome = &mut asking => return Ok(outcome),
            () = self.cancel.cancelled() => {}
        }
        if *method == Method::GET {
            return Err(End::Cancelled { sent: false });
        }
        tokio::time::timeout(GRACE, asking).await.map_err(|_| End::Cancelled { sent: true })
    }

    /// Waits, unless it is cancelled.
    pub async fn pause(&self, time: Duration) -> Result<(), End> {
        tokio::select! {
            biased;
            () = self.cancel.cancelled() => Err(End::Cancelled { sent: false }),
            () = tokio::time::sleep(time) => Ok(()),
        }
    }

    /// `GET /Users/{id}` or `/Groups/{id}`.
    pub async fn read(&self, kind: ResourceKind, id: &str) -> Result<Reply, End> {
        self.send(Method::GET, &[kind.endpoint(), id], &[], None).await
    }

    /// Looks up by name as Okta does.
    pub async fn look_up(&self, kind: ResourceKind, name: &str) -> Result<(LookUp, Reply), End> {
        let filter = catflap_scim::filter::eq(kind.name_attribute(), name);
        let query = [("filter", filter.as_str()), ("startIndex", "1"), ("count", "100")];
        let reply = self.send(Method::GET, &[kind.endpoint()], &query, None).await?;
        Ok((looked_up(kind, name, &reply), reply))
    }

    /// Ids of everything that has this name or one of its aliases; none when it can't be known. Where the look-up is no
    /// proof, because its filter is ignored or refused, the whole list is read.
    pub async fn ids_by_name(&self, kind: ResourceKind, name: &str) -> Result<Option<Vec<String>>, End> {
        let mut ids = Vec::new();
        for name in aliases(kind, name) {
            match self.look_up(kind, &name).await?.0 {
                LookUp::Nobody => {}
                LookUp::Found { exact, others: 0 } => ids.extend(exact.iter().filter_map(id_of)),
                LookUp::Found { .. } | LookUp::NoList | LookUp::Refused => return self.listed(kind, &name).await,
            }
        }
        Ok(Some(ids))
    }

    async fn listed(&self, kind: ResourceKind, name: &str) -> Result<Option<Vec<String>>, End> {
        let aliases = aliases(kind, name);
        let named = |text: &str| aliases.iter().any(|alias| alias.eq_ignore_ascii_case(text));
        let cancelled = || End::Cancelled { sent: false };
        let found = match kind {
            ResourceKind::User => self.scim.all_users(&self.cancel, |_| {}).await.map(|listing| {
                let whole = listing.oddities.is_empty();
                let hits: Vec<String> =
                    listing.items.into_iter().filter(|user| named(&user.user_name)).map(|user| user.id).collect();
                (whole, hits)
            }),
            ResourceKind::Group => self.scim.all_groups(&self.cancel, |_| {}).await.map(|listing| {
                let whole = listing.oddities.is_empty();
                let hits: Vec<String> = listing
                    .items
                    .into_iter()
                    .filter(|group| named(&group.display_name))
                    .map(|group| group.id)
                    .collect();
                (whole, hits)
            }),
        };
        match found {
            // A list that does not add up proves nobody's absence.
            Ok((whole, hits)) => Ok((whole || !hits.is_empty()).then_some(hits)),
            Err(catflap_scim::ClientError::Cancelled) => Err(cancelled()),
            Err(catflap_scim::ClientError::Http(error)) => Err(End::Fault(Box::new(error))),
            Err(_) => Ok(None),
        }
    }
}

fn looked_up(kind: ResourceKind, name: &str, reply: &Reply) -> LookUp {
    let body: Option<Value> = reply.json().ok();
    if reply.status == 404 {
        let speaks = |body: &Value| {
            body["schemas"].as_array().is_some_and(|all| all.iter().any(|schema| schema == schema::ERROR))
        };
        return if body.as_ref().is_some_and(speaks) { LookUp::Nobody } else { LookUp::Refused };
    }
    if !reply.is_success() {
        return LookUp::Refused;
    }
    let Some(body) = body.filter(|body| body.get("totalResults").is_some() || body["Resources"].is_array()) else {
        return LookUp::NoList;
    };
    let resources = body["Resources"].as_array().cloned().unwrap_or_default();
    if resources.is_empty() {
        return LookUp::Nobody;
    }
    let (exact, others): (Vec<Value>, Vec<Value>) = resources.into_iter().partition(|resource| {
        resource[kind.name_attribute()].as_str().is_some_and(|found| found.eq_ignore_ascii_case(name))
    });
    LookUp::Found { exact, others: others.len() }
}

/// The id of a resource; a number is written out.
pub(super) fn id_of(resource: &Value) -> Option<String> {
    match &resource["id"] {
        Value::String(id) if !id.is_empty() => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}
