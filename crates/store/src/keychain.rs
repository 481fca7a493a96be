//! Where secrets are kept: the operating system's keychain, or memory where there is none.

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use catflap_http::Secret;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use crate::error::KeychainError;
use crate::table::connection::Which;

/// The name under which the keychain lists our entries.
pub const SERVICE: &str = "Catflap";

/// How long [`open_keychain`] lets a keychain take at start-up.
pub const PROBE_LIMIT: Duration = Duration::from_secs(4);

/// How long a later call may take: somebody may have to type a password to unlock the keychain.
const CALL_LIMIT: Duration = Duration::from_secs(60);

/// Where secrets go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeychainKind {
    /// Into the operating system's keychain.
    System,
    /// Into memory, until the program ends.
    Session,
}

/// What to tell about the keychain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeychainState {
    /// Where secrets go.
    pub kind: KeychainKind,
    /// What the platform calls its keychain.
    pub name: String,
    /// Why secrets are kept for this run only, and what to do; `None` with the system's keychain.
    pub reason: Option<String>,
}

/// Keeps the secret of each connection of each profile. Calls block; none of them hangs.
pub trait Keychain: Send + Sync + fmt::Debug {
    /// Keeps a secret in place of the one before.
    fn set(&self, profile: Uuid, which: Which, secret: &Secret) -> Result<(), KeychainError>;

    /// The secret; `None` when there is none.
    fn get(&self, profile: Uuid, which: Which) -> Result<Option<Secret>, KeychainError>;

    /// Forgets the secret; nothing happens when there is none.
    fn delete(&self, profile: Uuid, which: Which) -> Result<(), KeychainError>;

    /// What to tell about it.
    fn state(&self) -> KeychainState;
}

/// The entry's account name.
fn account(profile: Uuid, which: Which) -> String {
    format!("{profile}/{}", which.as_str())
}

/// Opens the system's keychain if it really keeps what it is given, else memory with the reason.
///
/// It writes, reads and deletes a throwaway entry and waits at most `limit` for that, so that an absent or locked keychain
/// does not hold up the start. It starts a thread of its own and can be called from anywhere, but it blocks.
pub fn open_keychain(limit: Duration) -> Box<dyn Keychain> {
    match SystemKeychain::probe(limit) {
        Ok(system) => Box::new(system),
        Err(error) => Box::new(SessionKeychain::new(Some(reason(&error)))),
    }
}

fn reason(error: &KeychainError) -> String {
    let what = match error {
        KeychainError::TimedOut { .. } => format!("The {} gave no answer", platform_name()),
        KeychainError::Refused { .. } => format!("The {} refused to keep an entry", platform_name()),
        _ => format!("There is no {} here", platform_name()),
    };
    let remedy = if cfg!(target_os = "linux") {
        "Start and unlock a keyring (GNOME Keyring, KWallet or KeePassXC), then start Catflap again."
    } else {
        "Unlock it, then start Catflap again."
    };
    format!("{what}, so secrets are kept for this run only and have to be entered again next time. {remedy}")
}

fn platform_name() -> &'static str {
    if cfg!(target_os = "macos") {
        "Keychain"
    } else if cfg!(target_os = "windows") {
        "Credential Manager"
    } else {
        "Secret Service"
    }
}

/// Memory: secrets are gone when the program ends.
#[derive(Debug, Default)]
pub struct SessionKeychain {
    secrets: Mutex<HashMap<String, Secret>>,
    reason: Option<String>,
}

impl SessionKeychain {
    /// An empty one; `reason` says why it stands in for the system's, and is `None` where it is meant so (practice).
    pub fn new(reason: Option<String>) -> Self {
        Self { secrets: Mutex::default(), reason }
    }
}

impl Keychain for SessionKeychain {
    fn set(&self, profile: Uuid, which: Which, secret: &Secret) -> Result<(), KeychainError> {
        let mut secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        secrets.insert(account(profile, which), secret.clone());
        Ok(())
    }

    fn get(&self, profile: Uuid, which: Which) -> Result<Option<Secret>, KeychainError> {
        let secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(secrets.get(&account(profile, which)).cloned())
    }

    fn delete(&self, profile: Uuid, which: Which) -> Result<(), KeychainError> {
        self.secrets.lock().unwrap_or_else(PoisonError::into_inner).remove(&account(profile, which));
        Ok(())
    }

    fn state(&self) -> KeychainState {
        KeychainState { kind: KeychainKind::Session, name: "memory".to_owned(), reason: self.reason.clone() }
    }
}

/// How many probes this process has made.
static PROBES: AtomicU64 = AtomicU64::new(0);

type Job = Box<dyn FnOnce() + Send>;

/// macOS Keychain, Windows Credential Manager, or the Secret Service elsewhere.
///
/// All calls are made on one thread of its own: the Secret Service's client must not run inside an async runtime, and a
/// call that waits for somebody to unlock the keychain can be given up without giving up the caller.
pub struct SystemKeychain {
    jobs: Mutex<mpsc::Sender<Job>>,
    limit: Duration,
}

impl fmt::Debug for SystemKeychain {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SystemKeychain").finish_non_exhaustive()
    }
}

impl SystemKeychain {
    /// The system's keychain, if it keeps a throwaway entry within `limit`.
    ///
    /// # Errors
    /// What the keychain said, or [`KeychainError::TimedOut`].
    pub fn probe(limit: Duration) -> Result<Self, KeychainError> {
        let (jobs, queue) = mpsc::channel::<Job>();
        std::thread::Builder::new()
            .name("keychain".to_owned())
            .spawn(move || queue.into_iter().for_each(|job| job()))
            .map_err(|error| KeychainError::Unavailable { detail: error.to_string() })?;
        let keychain = Self { jobs: Mutex::new(jobs), limit: CALL_LIMIT };
        keychain.run(limit, || {
            // two that probe at once must not take each other's entry away
            let nth = PROBES.fetch_add(1, Ordering::Relaxed);
            let entry = entry(&format!("probe-{}-{nth}", std::process::id()))?;
            let kept = b"a throwaway entry";
            entry.set_secret(kept).map_err(translate)?;
            let read = entry.get_secret().map_err(translate);
            entry.delete_credential().map_err(translate)?;
            if read? == kept { Ok(()) } else { Err(KeychainError::Foreign) }
        })?;
        Ok(keychain)
    }

    fn run<T: Send + 'static>(
        &self,
        limit: Duration,
        work: impl FnOnce() -> Result<T, KeychainError> + Send + 'static,
    ) -> Result<T, KeychainError> {
        let (reply, answer) = mpsc::channel();
        let job: Job = Box::new(move || drop(reply.send(work())));
        let gone = || KeychainError::Unavailable { detail: "its thread has ended".to_owned() };
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner).send(job).map_err(|_| gone())?;
        match answer.recv_timeout(limit) {
            Ok(result) => result,
            Err(RecvTimeoutError::Timeout) => Err(KeychainError::TimedOut { seconds: limit.as_secs() }),
            Err(RecvTimeoutError::Disconnected) => Err(gone()),
        }
    }
}

impl Keychain for SystemKeychain {
    fn set(&self, profile: Uuid, which: Which, secret: &Secret) -> Result<(), KeychainError> {
        let secret = secret.clone();
        // as bytes: Windows would double a password's size, and its entries hold 2,560 bytes
        self.run(self.limit, move || {
            entry(&account(profile, which))?.set_secret(secret.expose().as_bytes()).map_err(translate)
        })
    }

    fn get(&self, profile: Uuid, which: Which) -> Result<Option<Secret>, KeychainError> {
        self.run(self.limit, move || match entry(&account(profile, which))?.get_secret() {
            Ok(bytes) => String::from_utf8(bytes).map(Secret::new).map(Some).map_err(|_| KeychainError::Foreign),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(error) => Err(translate(error)),
        })
    }

    fn delete(&self, profile: Uuid, which: Which) -> Result<(), KeychainError> {
        self.run(self.limit, move || match entry(&account(profile, which))?.delete_credential() {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(error) => Err(translate(error)),
        })
    }

    fn state(&self) -> KeychainState {
        KeychainState { kind: KeychainKind::System, name: platform_name().to_owned(), reason: None }
    }
}

fn entry(account: &str) -> Result<keyring::Entry, KeychainError> {
    keyring::Entry::new(SERVICE, account).map_err(|error| match (error, keyring::Entry::store_status()) {
        // the crate keeps the real reason of a failed start apart
        (keyring::Error::NoDefaultStore, Err(reason)) => KeychainError::Unavailable { detail: reason.to_string() },
        (error, _) => translate(error),
    })
}

/// Takes over what may be told. The crate's errors can hold the bytes of an entry: those stay behind.
fn translate(error: keyring::Error) -> KeychainError {
    match error {
        keyring::Error::NoStorageAccess(source) => KeychainError::Refused { detail: source.to_string() },
        keyring::Error::PlatformFailure(source) => KeychainError::Unavailable { detail: source.to_string() },
        keyring::Error::NoDefaultStore => KeychainError::Unavailable { detail: "none was found".to_owned() },
        keyring::Error::NotSupportedByStore(detail) | keyring::Error::Invalid(_, detail) => {
            KeychainError::Refused { detail }
        }
        keyring::Error::TooLong(_, limit) => KeychainError::TooLong { limit },
        keyring::Error::NoEntry => KeychainError::Refused { detail: "the entry was not kept".to_owned() },
        _ => KeychainError::Foreign,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARKER: &str = "marker-secret-5d1e-3f9a";

    fn keeps_and_forgets(keychain: &dyn Keychain) {
        let (one, two) = (Uuid::from_u128(0xCA7), Uuid::from_u128(0xF1A9));
        for profile in [one, two] {
            for which in Which::ALL {
                keychain.delete(profile, which).unwrap();
            }
        }
        assert!(keychain.get(one, Which::Scim).unwrap().is_none());
        keychain.set(one, Which::Scim, &Secret::new("older".into())).unwrap();
        keychain.set(one, Which::Scim, &Secret::new(MARKER.into())).unwrap();
        keychain.set(one, Which::Okta, &Secret::new("other ✓".into())).unwrap();
        let read = |profile, which| keychain.get(profile, which).unwrap().map(|secret| secret.expose().to_owned());
        assert_eq!(read(one, Which::Scim).as_deref(), Some(MARKER));
        assert_eq!(read(one, Which::Okta).as_deref(), Some("other ✓"));
        assert_eq!(read(two, Which::Scim), None);
        assert!(!format!("{keychain:?}").contains("marker"));
        keychain.delete(one, Which::Scim).unwrap();
        keychain.delete(one, Which::Scim).unwrap();
        keychain.delete(one, Which::Okta).unwrap();
        assert_eq!(read(one, Which::Scim), None);
    }

    #[test]
    fn memory_keeps_and_forgets() {
        let keychain = SessionKeychain::new(None);
        keeps_and_forgets(&keychain);
        assert_eq!(keychain.state().kind, KeychainKind::Session);
    }

    #[test]
    fn the_systems_keychain_keeps_and_forgets_where_there_is_one() {
        match SystemKeychain::probe(PROBE_LIMIT) {
            Ok(keychain) => keeps_and_forgets(&keychain),
            Err(error) => {
                assert!(std::env::var_os("CATFLAP_TEST_KEYCHAIN").is_none(), "a keychain was promised: {error}");
                eprintln!("skipped: {error}");
            }
        }
    }

    #[test]
    fn what_opens_is_the_systems_or_says_why_not() {
        let state = open_keychain(PROBE_LIMIT).state();
        assert_eq!(state.reason.is_none(), state.kind == KeychainKind::System, "{state:?}");
    }

    #[test]
    fn a_keychain_that_gives_no_answer_is_given_up() {
        let (jobs, _never_served) = mpsc::channel();
        let keychain = SystemKeychain { jobs: Mutex::new(jobs), limit: Duration::from_millis(1) };
        let error = keychain.get(Uuid::from_u128(1), Which::Scim).unwrap_err();
        assert_eq!(error, KeychainError::TimedOut { seconds: 0 });
        let words = reason(&error);
        assert!(words.contains("gave no answer") && words.contains("this run only"), "{words}");
    }

    #[test]
    fn an_error_takes_no_bytes_of_an_entry_along() {
        let error = translate(keyring::Error::BadEncoding(MARKER.as_bytes().to_vec()));
        assert_eq!(error, KeychainError::Foreign);
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("marker") && !shown.contains("109"), "{shown}");
    }
}
