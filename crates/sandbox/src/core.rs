//! What both servers, the pusher and the Rust API share.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, watch};

use crate::Clock;
use crate::faults::{Faults, Side};
use crate::okta::limits::{Limits, OktaLimit};
use crate::okta::oauth::OAuth;
use crate::okta::wire::Wire;
use crate::world::World;

/// The one shared value of a sandbox.
pub(crate) struct Core {
    world: Mutex<World>,
    secrets: Mutex<Secrets>,
    changes: watch::Sender<u64>,
    /// Wakes the queue worker.
    pub work: Notify,
    /// Turns true when the sandbox stops.
    pub stopped: watch::Sender<bool>,
    pub clock: Clock,
    pub faults: Faults,
    seen: Mutex<VecDeque<SeenRequest>>,
    pub push_pause: Duration,
    pub wire: Wire,
    rates: Mutex<HashMap<&'static str, (i64, u64)>>,
    okta_limits: Mutex<Limits>,
}

/// The secrets of this run: never in the world, never in a file.
pub(crate) struct Secrets {
    pub scim_token: String,
    pub okta_token: String,
    pub configcat_user: String,
    pub configcat_password: String,
    /// What was typed into `Authorization`, by application.
    pub authorization: HashMap<String, String>,
    /// Keys and tokens of the org's service apps.
    pub oauth: OAuth,
}

/// A request that one of the practice servers got. No header but the user agent is kept, and no body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenRequest {
    /// The interface that got it.
    pub side: Side,
    /// HTTP method.
    pub method: String,
    /// Path and query, decoded; of SCIM what follows the SCIM URL.
    pub target: String,
    /// `User-Agent`.
    pub user_agent: String,
    /// Status of the answer; 0 when none was sent.
    pub status: u16,
}

/// What is left of a rate limit.
pub(crate) struct Rate {
    pub limit: u64,
    pub remaining: u64,
    /// Seconds since 1970 at which the limit starts anew.
    pub reset: i64,
    pub exceeded: bool,
    /// Seconds from now until then.
    pub wait: i64,
}

const SEEN_KEPT: usize = 2000;

impl Core {
    pub fn new(world: World, secrets: Secrets, clock: Clock, push_pause: Duration, wire: Wire) -> Arc<Self> {
        Arc::new(Self {
            world: Mutex::new(world),
            secrets: Mutex::new(secrets),
            changes: watch::Sender::new(0),
            work: Notify::new(),
            stopped: watch::Sender::new(false),
            clock,
            faults: Faults::default(),
            seen: Mutex::new(VecDeque::new()),
            push_pause,
            wire,
            rates: Mutex::new(HashMap::new()),
            okta_limits: Mutex::default(),
        })
    }

    /// Locks the world and tells it the time.
    pub fn world(&self) -> MutexGuard<'_, World> {
        let mut world = self.world.lock().unwrap_or_else(PoisonError::into_inner);
        world.now = (self.clock)();
        world
    }

    /// Changes the world, tells those who watch, and wakes the worker.
    pub fn change<R>(&self, act: impl FnOnce(&mut World) -> R) -> R {
        let result = act(&mut self.world());
        self.changes.send_modify(|count| *count += 1);
        self.work.notify_one();
        result
    }

    pub fn secrets(&self) -> MutexGuard<'_, Secrets> {
        self.secrets.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn watch(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    pub fn note(&self, request: SeenRequest) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() == SEEN_KEPT {
            seen.pop_front();
        }
        seen.push_back(request);
    }

    pub fn seen(&self) -> Vec<SeenRequest> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    /// Counts a request to the practice Okta against the budget of its group of endpoints.
    pub fn okta_rate(&self, limit: OktaLimit) -> Rate {
        let per_minute = self.okta_limits.lock().unwrap_or_else(PoisonError::into_inner).of(limit);
        self.rate(limit.name(), per_minute)
    }

    pub fn set_okta_limit(&self, limit: OktaLimit, per_minute: u64) {
        self.okta_limits.lock().unwrap_or_else(PoisonError::into_inner).set(limit, per_minute);
    }

    /// Counts a request against a limit per minute of the sandbox's clock.
    pub fn rate(&self, bucket: &'static str, limit: u64) -> Rate {
        let now = (self.clock)().as_second();
        let minute = now.div_euclid(60);
        let mut rates = self.rates.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = rates.entry(bucket).or_insert((minute, 0));
        if entry.0 != minute {
            *entry = (minute, 0);
        }
        entry.1 += 1;
        let reset = (minute + 1) * 60;
        Rate { limit, remaining: limit.saturating_sub(entry.1), reset, exceeded: entry.1 > limit, wait: reset - now }
    }
}
