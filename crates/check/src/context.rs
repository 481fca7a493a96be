//! What the checks of one run share.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use catflap_http::{Credential, Exchange, HttpError, Mask, Reply, Secret, Url, probe};
use catflap_scim::Client;
use catflap_scim::paste::{UrlShape, url_shape};
use jiff::Timestamp;
use serde_json::Value;
use tokio::net::TcpStream;
use tokio::sync::{OnceCell, Semaphore};

/// Requests of one run at a time. The check of a large directory is 32, and the second half asks with what the first half
/// learned: with so many at a time it takes two answers' time, with one fewer it would take three (tests/it/rounds.rs). A
/// server that takes fewer connections at a time than that lets the rest wait: `answer-times` asks again alone before it
/// says that an answer is slow.
const AT_ONCE: usize = 16;

/// Who asks. The same question of two askers is two questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Asker {
    /// Okta, with the token.
    Okta,
    /// Okta a second time, to see whether the answer stays the same.
    OktaAgain,
    /// Somebody without a token.
    Nobody,
    /// Somebody with a token that nobody gave out.
    Impostor,
}

/// An answer that may still be on its way: who asks the same meanwhile waits for the same answer.
type Shared = Arc<OnceCell<Result<Reply, HttpError>>>;

/// A question of this run and its answer.
struct Kept {
    path: Vec<String>,
    query: Vec<(String, String)>,
    answer: Shared,
}

impl Kept {
    fn new(path: &[&str], query: &[(&str, &str)]) -> Self {
        Self {
            path: path.iter().map(|&part| part.to_owned()).collect(),
            query: query.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect(),
            answer: Shared::default(),
        }
    }

    fn exchange(&self) -> Option<&Exchange> {
        Some(&self.answer.get()?.as_ref().ok()?.exchange)
    }
}

/// One run's endpoint, clients and what earlier checks learned.
pub(crate) struct Context {
    pub url: Url,
    pub token: Secret,
    pub http: catflap_http::Client,
    pub scim: Client,
    /// Takes the token out of what checks say, wherever they have it from.
    pub mask: Mask,
    pub now: Timestamp,
    /// Makes the stranger, the unknown id and the wrong token of this run.
    pub nonce: String,
    /// `host:port` of the proxy that requests go through.
    pub proxy: Option<String>,
    learned: Mutex<Learned>,
    /// By asker and address.
    answers: Mutex<HashMap<(Asker, Url), Kept>>,
    turns: Semaphore,
}

/// What one check learned for the next.
#[derive(Default)]
pub(crate) struct Learned {
    pub resolved: Option<probe::Resolved>,
    pub stream: Option<TcpStream>,
    pub tcp_ms: Option<u64>,
    pub tls_ms: Option<u64>,
    /// A user who exists.
    pub known: Option<Known>,
    /// A group that exists.
    pub group: Option<KnownGroup>,
    /// How many groups the first page lists.
    pub groups: usize,
    /// The ids of those whom the groups of the first page list as members, each once, in order.
    pub members: Vec<String>,
}

/// A user who exists.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub id: String,
    pub user_name: String,
    pub email: Option<String>,
}

/// A group that exists.
#[derive(Debug, Clone)]
pub(crate) struct KnownGroup {
    pub id: String,
    pub name: String,
}

impl Known {
    /// Reads a user of a list; none without id and name, which others complain about.
    pub fn of(user: &Value) -> Option<Self> {
        let text = |value: Option<&Value>| Some(value?.as_str().filter(|text| !text.is_empty())?.to_owned());
        let emails = user.get("emails").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let primary = emails.iter().find(|email| email.get("primary").and_then(Value::as_bool) == Some(true));
        Some(Self {
            id: text(user.get("id"))?,
            user_name: text(user.get("userName"))?,
            email: primary.or(emails.first()).and_then(|email| text(email.get("value"))),
        })
    }
}

impl KnownGroup {
    /// Reads a group of a list; none without id and name.
    pub fn of(group: &Value) -> Option<Self> {
        let text = |name: &str| Some(group.get(name)?.as_str().filter(|text| !text.is_empty())?.to_owned());
        Some(Self { id: text("id")?, name: text("displayName")? })
    }
}

impl Context {
    pub fn new(url: Url, token: Secret, http: catflap_http::Client, now: Timestamp) -> Self {
        let scim = Client::new(url.clone(), token.clone(), http.clone());
        let mask = Mask::new([token.clone()]);
        let proxy = probe::proxy_for(&http, &url);
        let nonce = format!("{:012x}", now.as_nanosecond().unsigned_abs() & 0xffff_ffff_ffff);
        let (learned, answers) = Default::default();
        Self { url, token, http, scim, mask, now, nonce, proxy, learned, answers, turns: Semaphore::new(AT_ONCE) }
    }

    pub fn learn<T>(&self, with: impl FnOnce(&mut Learned) -> T) -> T {
        with(&mut self.learned.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub fn known(&self) -> Option<Known> {
        self.learn(|learned| learned.known.clone())
    }

    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    pub fn port(&self) -> u16 {
        self.url.port_or_known_default().unwrap_or(443)
    }

    /// Whether this is ConfigCat's own endpoint, so that what only ConfigCat wants is asked of it.
    pub fn is_configcat(&self) -> bool {
        matches!(url_shape(&self.url), UrlShape::ConfigCat | UrlShape::ConfigCatCut)
    }

    /// Asks an endpoint with the token, as Okta does, and gives back whatever comes.
    pub async fn get(&self, path: &[&str], query: &[(&str, &str)]) -> Result<Reply, HttpError> {
        self.ask(Asker::Okta, path, query).await
    }

    /// Asks an endpoint, each question once in a run: who asks what was asked before gets the same answer.
    pub async fn ask(&self, asker: Asker, path: &[&str], query: &[(&str, &str)]) -> Result<Reply, HttpError> {
        let client = self.client_of(asker);
        let shared = {
            let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
            let kept = answers.entry((asker, client.address(path, query))).or_insert_with(|| Kept::new(path, query));
            Shared::clone(&kept.answer)
        };
        shared.get_or_init(|| self.in_turn(client.get(path, query))).await.clone()
    }

    fn client_of(&self, asker: Asker) -> Client {
        self.scim.with_credential(match asker {
            Asker::Okta | Asker::OktaAgain => Credential::Bearer(self.token.clone()),
            Asker::Nobody => Credential::None,
            Asker::Impostor => Credential::Bearer(Secret::new(format!("catflap-made-this-up-{}", self.nonce))),
        })
    }

    /// Asks once more, by itself, what took longest so far; none when nothing was answered.
    pub async fn slowest_again(&self) -> Option<Result<Reply, HttpError>> {
        let (asker, path, query) = {
            let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
            let answered =
                answers.iter().filter_map(|((asker, _), kept)| Some((kept.exchange()?.total_ms, *asker, kept)));
            let (_, asker, kept) = answered.max_by_key(|(took, ..)| *took)?;
            (asker, kept.path.clone(), kept.query.clone())
        };
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        let query: Vec<(&str, &str)> = query.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        Some(self.client_of(asker).get(&path, &query).await)
    }

    /// Waits until few enough others are under way.
    pub async fn in_turn<T>(&self, asking: impl Future<Output = T>) -> T {
        let _turn = self.turns.acquire().await;
        asking.await
    }

    /// What was asked and answered so far.
    pub fn answered(&self) -> Vec<Exchange> {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.values().filter_map(Kept::exchange).cloned().collect()
    }
}
