//! The application without its window.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};
use std::time::Duration;

use catflap_guide::TxtLookup;
use catflap_http::{Client, Policy, Secret, Waiting};
use catflap_inventory::Inventory;
use catflap_sandbox::Sandbox;
use catflap_store::{
    Keychain, KeychainError, KeychainKind, NewActivity, PROBE_LIMIT, SessionKeychain, Store, StoreError, Which,
    open_keychain,
};
use jiff::Timestamp;
use serde_json::Value;
use tokio::sync::{Notify, broadcast};
use uuid::Uuid;

use crate::act::access;
use crate::host::{Clock, Desktop};
use crate::jobs::Jobs;
use crate::live;
use crate::profile::Profile;
use crate::wire::{Event, JobRef, KeychainState, Problem, ProfileKind, Settings};
use crate::{commands, problems};

/// The shortest wait that is told, in milliseconds.
const LEAST_TOLD_MS: u64 = 1_000;

/// Where the database is.
#[derive(Debug, Clone)]
pub enum Place {
    /// In the platform's data folder, or where `CATFLAP_DATA_DIR` points.
    Default,
    /// In this folder.
    Folder(PathBuf),
    /// In memory, gone afterwards; secrets are kept for this run only. For the shell.
    Memory,
}

/// How the practice servers are filled when practice begins.
#[derive(Debug, Clone, Copy, Default)]
pub struct PracticeSize {
    /// People in the practice Okta; none takes about 40.
    pub users: Option<usize>,
    /// Groups in the practice Okta; none takes 8.
    pub groups: Option<usize>,
    /// With the whole guide done and everyone synced.
    pub ready: bool,
    /// Without what real organizations have and findings are about.
    pub tidy: bool,
}

/// What an application is opened with.
pub struct Options {
    /// Where the database is.
    pub place: Place,
    /// The desktop around it.
    pub desktop: Arc<dyn Desktop>,
    /// Tells the time.
    pub clock: Clock,
    /// How the practice servers are filled when practice begins.
    pub practice: PracticeSize,
    /// Asked for the TXT records of a real profile's domains; none asks nobody. Practice has its own.
    pub dns: Option<Arc<dyn TxtLookup>>,
}

/// The application: commands in, events out. Cheap to clone.
#[derive(Clone)]
pub struct App(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub store: Store,
    /// Where the database is; none for one in memory.
    pub folder: Option<PathBuf>,
    pub keychain: Arc<dyn Keychain>,
    pub keychain_state: KeychainState,
    /// Practice secrets are worth nothing outside of the run that made them.
    pub practice_secrets: Arc<dyn Keychain>,
    pub desktop: Arc<dyn Desktop>,
    pub clock: Clock,
    pub jobs: Jobs,
    pub practice_size: PracticeSize,
    pub dns: Option<Arc<dyn TxtLookup>>,
    pub practice: tokio::sync::Mutex<Option<Arc<Sandbox>>>,
    /// One look at all connections at a time: focus, practice and a click can ask for it at once.
    pub looking: tokio::sync::Mutex<()>,
    /// Told when settings change and when a profile opens or closes: the turn of the next reading by itself may be another.
    pub turned: Arc<Notify>,
    events: broadcast::Sender<Event>,
    open: RwLock<Option<Arc<Profile>>>,
    client: Mutex<Option<(Settings, Client)>>,
    /// For a database in memory: the journal must outlive it.
    lasting_journal: OnceLock<Store>,
}

impl App {
    /// Opens the database and finds the keychain. May wait some seconds for a keychain that does not answer: not for an
    /// async thread.
    ///
    /// # Errors
    /// When the database can't be opened or was written by a newer Catflap.
    pub fn open(options: Options) -> Result<Self, Problem> {
        let folder = match options.place {
            Place::Default => Some(data_folder()?),
            Place::Folder(folder) => Some(folder),
            Place::Memory => None,
        };
        let store = match &folder {
            Some(folder) => Store::open(folder),
            None => Store::in_memory(),
        };
        let store = store.map_err(|error| problems::store(&error))?;
        let keychain: Arc<dyn Keychain> = match folder {
            Some(_) => open_keychain(PROBE_LIMIT).into(),
            None => Arc::new(SessionKeychain::default()),
        };
        let keychain_state = keychain_state(&keychain.state());
        Ok(Self(Arc::new(Inner {
            store,
            folder,
            keychain_state,
            keychain,
            practice_secrets: Arc::new(SessionKeychain::default()),
            desktop: options.desktop,
            clock: options.clock,
            jobs: Jobs::default(),
            practice_size: options.practice,
            dns: options.dns,
            practice: tokio::sync::Mutex::new(None),
            looking: tokio::sync::Mutex::new(()),
            turned: Arc::default(),
            events: broadcast::channel(4096).0,
            open: RwLock::new(None),
            client: Mutex::new(None),
            lasting_journal: OnceLock::new(),
        })))
    }

    /// Carries out a command of the [table](crate::commands): its request and its reply as JSON.
    ///
    /// # Errors
    /// A [`Problem`], for a person.
    pub async fn call(&self, name: &str, request: Value) -> Result<Value, Problem> {
        commands::dispatch(self, name, request).await
    }

    /// What was read last of the open profile's people and groups, and a sentence for each thing that could not be read.
    /// As it is, for the shell: 10,000 people take a while to become JSON and be read back.
    ///
    /// # Errors
    /// When no profile is open, or what was kept can't be read.
    pub fn last_read(&self) -> Result<(Arc<Inventory>, Vec<String>), Problem> {
        let pulled = access::pulled(self, &*self.profile()?)?;
        Ok((Arc::clone(&pulled.inventory), pulled.unread.clone()))
    }

    /// What happens from now on. A slow listener loses the oldest events.
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.0.events.subscribe()
    }

    /// Tells every listener. Hosts tell of their own events too, e.g. [`Event::WindowFocused`].
    pub fn tell(&self, event: Event) {
        // Nobody listening is no failure.
        let _ = self.0.events.send(event);
    }

    /// Opens what the administrator left open, or practice where it was asked for. Without either, the first screen
    /// offers both ways in. From here on people are read again by themselves, when the settings ask for it.
    ///
    /// # Errors
    /// When the practice servers can't start, or what was kept can't be read.
    pub async fn begin(&self, practice: bool) -> Result<(), Problem> {
        live::begin(self);
        if practice {
            crate::act::practice::open(self, crate::wire::Nothing {}).await.map(drop)
        } else {
            crate::act::session::reopen(self).await
        }
    }

    /// Ends what runs: jobs are cancelled, the practice servers stop and their world is kept.
    pub async fn close(&self) {
        self.0.jobs.cancel_all();
        crate::act::practice::stop(self).await;
    }

    pub(crate) fn now(&self) -> Timestamp {
        (self.0.clock)()
    }

    pub(crate) fn now_text(&self) -> String {
        text_of(self.now())
    }

    pub(crate) fn profile(&self) -> Result<Arc<Profile>, Problem> {
        self.opened().ok_or_else(Problem::no_profile)
    }

    pub(crate) fn opened(&self) -> Option<Arc<Profile>> {
        self.0.open.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn set_open(&self, profile: Option<Arc<Profile>>) {
        self.0.jobs.cancel_all();
        *self.0.open.write().unwrap_or_else(PoisonError::into_inner) = profile;
        self.0.turned.notify_one();
    }

    /// Whether `profile` is still the one that is open: a job that ends late must not speak for another.
    pub(crate) fn is_open(&self, profile: &Profile) -> bool {
        self.opened().is_some_and(|open| open.id == profile.id)
    }

    pub(crate) fn store<T>(&self, act: impl FnOnce(&Store) -> Result<T, StoreError>) -> Result<T, Problem> {
        act(&self.0.store).map_err(|error| problems::store(&error))
    }

    /// The database with the rehearsal's journal. What was written to a service provider has to be found at the next
    /// start, so the shell, whose own database is in memory, keeps it where the window does.
    pub(crate) fn journal(&self) -> Result<&Store, Problem> {
        if self.is_lasting() {
            return Ok(&self.0.store);
        }
        if let Some(journal) = self.0.lasting_journal.get() {
            return Ok(journal);
        }
        let journal = Store::open(&data_folder()?).map_err(|error| problems::store(&error))?;
        Ok(self.0.lasting_journal.get_or_init(|| journal))
    }

    /// Whether the database outlives this run.
    pub(crate) fn is_lasting(&self) -> bool {
        self.0.folder.is_some()
    }

    /// A line for the activity list. Losing one is no reason to fail what it tells of.
    pub(crate) fn note(&self, profile: &Profile, kind: &str, text: &str) {
        let _ = self.0.store.add_activity(profile.id, NewActivity { at: self.now(), kind, text });
    }

    pub(crate) fn settings(&self) -> Result<Settings, Problem> {
        Ok(self.store(|store| store.setting(None, "settings"))?.unwrap_or_default())
    }

    /// The HTTP client that the settings ask for.
    pub(crate) fn client(&self) -> Result<Client, Problem> {
        let settings = self.settings()?;
        let mut kept = self.0.client.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, client)) = &*kept
            && *of == settings
        {
            return Ok(client.clone());
        }
        let client = Client::new(policy(&settings)?).map_err(|error| problems::policy(&error))?;
        *kept = Some((settings, client.clone()));
        Ok(client)
    }

    /// The same client, which tells every listener when it has to wait for a connection.
    pub(crate) fn client_telling(&self, which: Which, job: Option<JobRef>) -> Result<Client, Problem> {
        let app = self.clone();
        Ok(self.client()?.with_waiting(move |waiting| app.tell_waiting(which, job, waiting)))
    }

    /// Tells every listener of a wait. Shorter ones are over before anybody has read of them.
    pub(crate) fn tell_waiting(&self, which: Which, job: Option<JobRef>, waiting: &Waiting) {
        if waiting.wait_ms >= LEAST_TOLD_MS {
            let until = self.now() + Duration::from_millis(waiting.wait_ms);
            self.tell(Event::Waiting {
                job: job.map(|job| job.job),
                why: problems::waiting(which, waiting),
                wait_ms: waiting.wait_ms,
                until: until.to_string(),
            });
        }
    }

    fn keychain_of(&self, kind: ProfileKind) -> Arc<dyn Keychain> {
        match kind {
            ProfileKind::Real => Arc::clone(&self.0.keychain),
            ProfileKind::Practice => Arc::clone(&self.0.practice_secrets),
        }
    }

    pub(crate) async fn secret(&self, profile: &Profile, which: Which) -> Result<Option<Secret>, Problem> {
        let (keychain, id) = (self.keychain_of(profile.kind), profile.id);
        on_keychain(move || keychain.get(id, which)).await
    }

    pub(crate) async fn keep_secret(&self, profile: &Profile, which: Which, secret: Secret) -> Result<(), Problem> {
        let (keychain, id) = (self.keychain_of(profile.kind), profile.id);
        on_keychain(move || keychain.set(id, which, &secret)).await
    }

    pub(crate) async fn forget_secret(&self, kind: ProfileKind, id: Uuid, which: Which) -> Result<(), Problem> {
        let keychain = self.keychain_of(kind);
        on_keychain(move || keychain.delete(id, which)).await
    }

    pub(crate) fn keeps_secrets(&self, profile: &Profile) -> bool {
        profile.kind == ProfileKind::Real && self.0.keychain_state.lasting
    }
}

fn data_folder() -> Result<PathBuf, Problem> {
    let moved = std::env::var_os("CATFLAP_DATA_DIR");
    catflap_store::data_dir(moved.as_deref()).map_err(|error| problems::store(&error))
}

/// RFC 3339 to the second: what people read and what is kept.
pub(crate) fn text_of(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

pub(crate) fn policy(settings: &Settings) -> Result<Policy, Problem> {
    let policy = Policy::default().with_timeout(Duration::from_secs(u64::from(settings.timeout_seconds.clamp(1, 300))));
    match settings.ca_file.trim() {
        "" => Ok(policy),
        file => policy.with_ca_file(std::path::Path::new(file)).map_err(|error| problems::policy(&error)),
    }
}

/// A keychain may ask its owner to unlock it: never on an async thread.
async fn on_keychain<T: Send + 'static>(
    act: impl FnOnce() -> Result<T, KeychainError> + Send + 'static,
) -> Result<T, Problem> {
    match tokio::task::spawn_blocking(act).await {
        Ok(done) => done.map_err(|error| problems::keychain(&error)),
        Err(_) => Err(problems::keychain(&KeychainError::Unavailable { detail: "its library failed".to_owned() })),
    }
}

fn keychain_state(state: &catflap_store::KeychainState) -> KeychainState {
    let lasting = state.kind == KeychainKind::System;
    let message = match &state.reason {
        Some(reason) => reason.clone(),
        None if lasting => format!("Secrets are kept in the {} of this computer and nowhere else.", state.name),
        None => "Secrets are kept for this run only.".to_owned(),
    };
    KeychainState { lasting, message }
}
