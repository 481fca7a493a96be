//! An application on a folder of its own, with a desktop that remembers what it was asked.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use catflap_app::wire::{Event, Problem};
use catflap_app::{App, Clock, Desktop, OpenedFile, Options, Place, PracticeSize, system_clock};
use catflap_http::Secret;
use futures::FutureExt as _;
use futures::future::BoxFuture;
use serde_json::{Value, json};

#[derive(Default)]
pub struct Remembered {
    pub opened: Vec<String>,
    pub copied: Vec<String>,
    /// Title and body of each notification.
    pub notified: Vec<(String, String)>,
    /// Name and content of each file that was saved.
    pub saved: Vec<(String, Vec<u8>)>,
    /// The question where a file is to go, or which to open, is closed without an answer.
    pub declines: bool,
    /// What is chosen to be opened.
    pub to_open: Option<OpenedFile>,
    pub printed: usize,
}

#[derive(Clone, Default)]
pub struct FakeDesktop(pub Arc<Mutex<Remembered>>);

impl Desktop for FakeDesktop {
    fn open_url(&self, url: &str) -> Result<(), Problem> {
        self.0.lock().unwrap().opened.push(url.to_owned());
        Ok(())
    }

    fn copy_text(&self, text: &str) -> Result<(), Problem> {
        self.0.lock().unwrap().copied.push(text.to_owned());
        Ok(())
    }

    fn copy_secret(&self, secret: &Secret, _seconds: u32) -> Result<(), Problem> {
        self.0.lock().unwrap().copied.push(secret.expose().to_owned());
        Ok(())
    }

    fn notify<'a>(&'a self, title: &'a str, body: &'a str) -> BoxFuture<'a, Result<(), Problem>> {
        self.0.lock().unwrap().notified.push((title.to_owned(), body.to_owned()));
        futures::future::ready(Ok(())).boxed()
    }

    fn save_file<'a>(&'a self, name: &'a str, bytes: &'a [u8]) -> BoxFuture<'a, Result<Option<PathBuf>, Problem>> {
        let mut remembered = self.0.lock().unwrap();
        let path = (!remembered.declines).then(|| {
            remembered.saved.push((name.to_owned(), bytes.to_vec()));
            Path::new("/home/ana").join(name)
        });
        futures::future::ready(Ok(path)).boxed()
    }

    fn open_file(&self) -> BoxFuture<'_, Result<Option<OpenedFile>, Problem>> {
        let remembered = self.0.lock().unwrap();
        futures::future::ready(Ok(remembered.to_open.clone().filter(|_| !remembered.declines))).boxed()
    }

    fn print(&self) -> Result<(), Problem> {
        self.0.lock().unwrap().printed += 1;
        Ok(())
    }
}

pub struct Bench {
    pub app: App,
    pub desktop: FakeDesktop,
}

/// An application whose database is in `folder`.
pub fn open_in(folder: &Path, practice: PracticeSize) -> Bench {
    open_by(folder, practice, system_clock())
}

/// The same, by a clock of the test's own.
pub fn open_by(folder: &Path, practice: PracticeSize, clock: Clock) -> Bench {
    let desktop = FakeDesktop::default();
    let app = App::open(Options {
        place: Place::Folder(folder.to_path_buf()),
        desktop: Arc::new(desktop.clone()),
        clock,
        practice,
        dns: None,
    })
    .unwrap();
    Bench { app, desktop }
}

/// Practice with the whole guide done, in a folder that goes with the test.
pub async fn ready() -> (tempfile::TempDir, Bench) {
    let folder = tempfile::tempdir().unwrap();
    let bench = open_in(folder.path(), PracticeSize { ready: true, ..PracticeSize::default() });
    bench.call("practice_open", json!({})).await;
    (folder, bench)
}

/// The same, and everybody was read.
pub async fn read() -> (tempfile::TempDir, Bench) {
    let (folder, bench) = ready().await;
    bench.pull().await;
    (folder, bench)
}

/// An application that leaves nothing behind.
pub fn open() -> Bench {
    let desktop = FakeDesktop::default();
    let app = App::open(Options {
        place: Place::Memory,
        desktop: Arc::new(desktop.clone()),
        clock: system_clock(),
        practice: PracticeSize::default(),
        dns: None,
    })
    .unwrap();
    Bench { app, desktop }
}

impl Bench {
    /// A command that must work.
    pub async fn call(&self, name: &str, request: Value) -> Value {
        match self.app.call(name, request).await {
            Ok(reply) => reply,
            Err(problem) => panic!("{name}: {problem:?}"),
        }
    }

    /// A command that must fail.
    pub async fn fail(&self, name: &str, request: Value) -> Problem {
        match self.app.call(name, request).await {
            Ok(reply) => panic!("{name} worked: {reply}"),
            Err(problem) => problem,
        }
    }

    /// An act in the practice Okta.
    pub async fn okta(&self, action: Value) -> Value {
        self.call("practice_okta", json!({"action": action})).await
    }

    /// An act in the practice ConfigCat.
    pub async fn configcat(&self, action: Value) -> Value {
        self.call("practice_configcat", json!({"action": action})).await
    }

    /// Starts a job and waits for the event that ends it.
    pub async fn job(&self, start: &str) -> Event {
        let mut events = self.app.events();
        self.call(start, json!({})).await;
        let ended = async {
            loop {
                let event = events.recv().await.unwrap();
                if matches!(event, Event::CheckEnded { .. } | Event::PullEnded { .. }) {
                    return event;
                }
            }
        };
        tokio::time::timeout(Duration::from_secs(60), ended).await.expect("the job ends")
    }

    /// Reads people and groups to the end.
    pub async fn pull(&self) {
        match self.job("pull_start").await {
            Event::PullEnded { problem: None, cancelled: false, .. } => {}
            other => panic!("{other:?}"),
        }
    }

    /// Puts a mistake into the finished practice org.
    pub async fn mistake(&self, mistake: &str) {
        let done = self.okta(json!({"kind": "seed_mistake", "mistake": mistake})).await;
        assert_eq!(done["outcome"]["ok"], true, "{done}");
    }

    /// Reads, and gives the one person whom a search finds then.
    pub async fn read_one(&self, search: &str) -> Value {
        self.pull().await;
        self.one(search).await
    }

    /// The one person whom a search finds.
    pub async fn one(&self, search: &str) -> Value {
        let page = self.call("people", everybody(search)).await;
        assert_eq!(page["total"], 1, "{page}");
        page["rows"][0].clone()
    }

    /// The card of the one group whom a search finds.
    pub async fn group_card(&self, search: &str) -> Value {
        let page = self.call("groups", json!({"search": search, "offset": 0, "limit": 10})).await;
        assert_eq!(page["total"], 1, "{page}");
        self.call("group", json!({"key": page["rows"][0]["key"]})).await
    }

    /// Waits until the practice Okta has pushed everything.
    pub async fn pushed(&self) -> Value {
        for _ in 0..600 {
            let view = self.call("practice_view", json!({})).await;
            if view["okta"]["waiting"] == 0 {
                return view;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the queue of the practice Okta does not empty");
    }

    /// How the steps stand after a look at all connections.
    pub async fn look(&self) -> Value {
        self.call("guide_verify", json!({})).await
    }
}

/// Asks for everybody whom a search finds.
pub fn everybody(search: &str) -> Value {
    json!({
        "search": search, "filter": {"kind": "all"}, "group": null, "sort": "name", "descending": false, "offset": 0,
        "limit": 500,
    })
}

/// The status of one step.
pub fn status<'a>(progress: &'a Value, step: &str) -> &'a str {
    state(progress, step)["status"].as_str().unwrap()
}

/// The state of one step.
pub fn state<'a>(progress: &'a Value, step: &str) -> &'a Value {
    progress["steps"]
        .as_array()
        .unwrap()
        .iter()
        .find(|state| state["id"] == step)
        .unwrap_or_else(|| panic!("no step {step}"))
}

/// The id of a group of the practice Okta.
pub fn group(view: &Value, name: &str) -> String {
    let groups = view["okta"]["groups"].as_array().unwrap();
    let row = groups.iter().find(|row| row["name"] == name).unwrap_or_else(|| panic!("no group {name} in {groups:?}"));
    row["id"].as_str().unwrap().to_owned()
}
