//! Plays a row: its server, the tester, and everything that was said.

use std::sync::Mutex;

use catflap_check::rehearsal::{self, Entry, EntryId, Intent, Journal, JournalError, Rehearsal, Settings};
use catflap_check::{Finding, Report, Target, Verdict, junit, junit_with_rehearsal, markdown};
use catflap_http::{Client, Secret, Url};
use catflap_scim::paste::{clean_token, clean_url};
use tokio_util::sync::CancellationToken;

use crate::row::{Asks, Row};
use crate::stage::Server;
use crate::wire::Asked;

/// What one check, or one row of the rehearsal, said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Its id.
    pub id: String,
    /// Its verdict.
    pub verdict: Verdict,
    /// What an administrator reads first.
    pub title: String,
    /// The right column.
    pub summary: String,
    /// What was seen.
    pub saw: String,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub todo: String,
}

/// A row that was played.
#[derive(Debug)]
pub struct Played {
    /// Everything that was said, in order.
    pub said: Vec<Said>,
    /// Every form in which it is written anywhere: JSON, Markdown, `JUnit`, debug output, errors.
    pub written: Vec<String>,
    /// What was wrong about how the server was asked.
    pub manners: Vec<String>,
    /// How often somebody followed a redirect to another origin.
    pub strays: usize,
    /// Whether the server's own script broke, which is no finding.
    pub broke: bool,
    /// Whether the row's own token was sent to the server.
    pub token_sent: bool,
    /// The server's URL, which changes from run to run.
    pub url: String,
    /// The other origin, likewise.
    pub elsewhere: String,
    /// How long it took, in milliseconds.
    pub ms: u128,
}

/// Plays a row to its end.
pub async fn play(row: &Row) -> Played {
    let began = std::time::Instant::now();
    let server = Server::start(row).await;
    let (said, written) = match row.asks {
        Asks::Check => check(row, &server).await,
        Asks::Rehearsal => rehearse(row, &server).await,
        Asks::Paste => paste(row, &server.url),
    };
    let seen = server.seen();
    let sent = |asked: &Asked| asked.header("authorization").is_some_and(|sent| sent.contains(row.token));
    Played {
        said,
        written,
        manners: seen.iter().filter_map(bad_manners).collect(),
        strays: server.strays(),
        broke: server.broke(),
        token_sent: seen.iter().any(sent),
        url: server.url.clone(),
        elsewhere: server.elsewhere.clone(),
        ms: began.elapsed().as_millis(),
    }
}

/// What holds for every request, whatever it asks.
fn bad_manners(asked: &Asked) -> Option<String> {
    let agent = asked.header("user-agent").unwrap_or_default();
    if asked.method == "TLS" || (agent.starts_with("Catflap/") && asked.header("cookie").is_none()) {
        return None;
    }
    Some(format!("{} {} was asked by {agent:?}, or with a cookie", asked.method, asked.target))
}

fn target(row: &Row, server: &Server) -> Target {
    let policy = match &server.authority {
        Some(pem) => row.policy().with_ca_pem(pem.as_bytes()).expect("a certificate"),
        None => row.policy(),
    };
    Target {
        url: Url::parse(&server.url).expect("a URL"),
        token: Secret::new(row.token.to_owned()),
        policy,
        now: row.now(),
    }
}

async fn check(row: &Row, server: &Server) -> (Vec<Said>, Vec<String>) {
    let target = target(row, server);
    let events = Mutex::new(Vec::new());
    let hear = |event| events.lock().expect("no panic").push(event);
    let client = Client::new(target.policy.clone()).expect("a client");
    let report = catflap_check::run_by(client.clone(), target.clone(), hear, CancellationToken::new()).await;
    let said: Vec<Said> = report.findings.iter().map(Said::from).collect();
    let mut written = vec![
        serde_json::to_string(&report).expect("JSON"),
        format!("{report:?}"),
        markdown(&report),
        junit(&report),
        format!("{:?}", events.into_inner().expect("no panic")),
        format!("{target:?}"),
    ];
    // What can't be the token is sent nowhere.
    if report.findings.iter().all(|finding| finding.id != "paste-shape" || finding.verdict != Verdict::Fail) {
        written.extend(errors(&target, client).await);
    }
    (said, written)
}

/// How the clients themselves tell what goes wrong.
async fn errors(target: &Target, client: Client) -> Vec<String> {
    let scim = catflap_scim::Client::new(target.url.clone(), target.token.clone(), client);
    let (page, user) = futures::join!(scim.users_page(1, 2), scim.user("person-01"));
    let mut written = vec![format!("{page:?}"), format!("{user:?}"), format!("{scim:?}")];
    written.extend(page.err().map(|error| error.to_string()));
    written.extend(user.err().map(|error| error.to_string()));
    written
}

async fn rehearse(row: &Row, server: &Server) -> (Vec<Said>, Vec<String>) {
    let target = target(row, server);
    let settings = Settings {
        second_look: std::time::Duration::from_millis(20),
        ..Settings::new("whisker.example", true, "7f3a")
    };
    let books = Books::default();
    let events = Mutex::new(Vec::new());
    let hear = |event| events.lock().expect("no panic").push(event);
    let held =
        rehearsal::run(target.clone(), settings, &books, hear, CancellationToken::new()).await.expect("a client");
    let back = rehearsal::take_back(target, books.open().expect("a journal"), &books).await.expect("a client");
    let said = held.rows.iter().map(Said::from).collect();
    let written = vec![
        serde_json::to_string(&held).expect("JSON"),
        format!("{held:?}"),
        rehearsal::markdown(&held),
        junit_with_rehearsal(&nothing(&held), &held),
        format!("{:?}", events.into_inner().expect("no panic")),
        format!("{back:?}"),
    ];
    (said, written)
}

/// A report without findings, for the rehearsal to be written beside.
fn nothing(held: &Rehearsal) -> Report {
    Report {
        url: held.url.clone(),
        started_at: held.started_at.clone(),
        duration_ms: 0,
        verdict: Verdict::Pass,
        headline: String::new(),
        advice: String::new(),
        findings: Vec::new(),
        waterfall: None,
        token_hint: held.token_hint.clone(),
        cancelled: false,
    }
}

/// What the window and the shell say before anything is sent.
fn paste(row: &Row, url: &str) -> (Vec<Said>, Vec<String>) {
    let (url, token) = (clean_url(url), clean_token(&Secret::new(row.token.to_owned())));
    let written = vec![format!("{url:?} {token:?}")];
    let problems = url.problem.into_iter().chain(token.problem);
    let said = problems.map(|problem| Said {
        id: "paste".to_owned(),
        verdict: Verdict::Fail,
        title: problem.to_string(),
        summary: String::new(),
        saw: "Nothing was sent.".to_owned(),
        why: "Nothing can be asked with it.".to_owned(),
        todo: problem.remedy().to_owned(),
    });
    let cleaned = url.cleaned.iter().chain(&token.cleaned).map(|cleaned| Said {
        id: "paste".to_owned(),
        verdict: Verdict::Note,
        title: cleaned.sentence.clone(),
        summary: String::new(),
        saw: String::new(),
        why: String::new(),
        todo: String::new(),
    });
    (said.chain(cleaned).collect(), written)
}

impl From<&Finding> for Said {
    fn from(finding: &Finding) -> Self {
        Self {
            id: finding.id.clone(),
            verdict: finding.verdict,
            title: finding.title.clone(),
            summary: finding.summary.clone(),
            saw: finding.saw.clone(),
            why: finding.why.clone(),
            todo: finding.todo.clone(),
        }
    }
}

impl From<&rehearsal::Row> for Said {
    fn from(row: &rehearsal::Row) -> Self {
        Self {
            id: row.id.clone(),
            verdict: row.verdict,
            title: format!("{}: {}", row.title, row.got),
            summary: row.got.clone(),
            saw: row.saw.clone(),
            why: row.why.clone(),
            todo: row.todo.clone(),
        }
    }
}

/// A journal in memory.
#[derive(Default)]
struct Books {
    entries: Mutex<Vec<(Entry, bool)>>,
}

impl Books {
    fn with<T>(&self, entry: EntryId, change: impl FnOnce(&mut (Entry, bool)) -> T) -> Result<T, JournalError> {
        let mut entries = self.entries.lock().expect("no panic");
        let found = entries.iter_mut().find(|(known, _)| known.id == entry);
        found.map(change).ok_or_else(|| JournalError { detail: "there is no such entry".to_owned() })
    }
}

impl Journal for Books {
    fn intend(&self, intent: &Intent) -> Result<EntryId, JournalError> {
        let mut entries = self.entries.lock().expect("no panic");
        let id = EntryId(i64::try_from(entries.len()).expect("few"));
        entries.push((Entry { id, intent: intent.clone(), scim_id: None }, true));
        Ok(id)
    }

    fn created(&self, entry: EntryId, scim_id: &str) -> Result<(), JournalError> {
        self.with(entry, |(entry, _)| entry.scim_id = Some(scim_id.to_owned()))
    }

    fn removed(&self, entry: EntryId) -> Result<(), JournalError> {
        self.with(entry, |(_, open)| *open = false)
    }

    fn open(&self) -> Result<Vec<Entry>, JournalError> {
        let entries = self.entries.lock().expect("no panic");
        Ok(entries.iter().filter(|(_, open)| *open).map(|(entry, _)| entry.clone()).collect())
    }
}

/// The row of that id, for other crates' tests.
pub fn row(id: &str) -> Row {
    crate::table().into_iter().flat_map(|theme| theme.rows).find(|row| row.id == id).cloned().expect("a row of that id")
}
