//! Practice servers on loopback: a ConfigCat, and an Okta that really pushes SCIM.
//!
//! [`Sandbox::start`] opens two listeners on 127.0.0.1 with ports of the system's choice. One answers as ConfigCat does
//! (SCIM 2.0 after RFC 7643 and 7644, and the Public Management API), the other as Okta's management API. What an
//! administrator does by hand in either product is an act ([`OktaAction`], [`ConfigCatAction`]); what follows from it is
//! pushed over real HTTP, as Okta does for a custom app. Nothing here ever speaks to another host.
//!
//! The sandbox shares no code with the clients that are tried on it: it writes and reads JSON by itself.

mod act_configcat;
mod act_okta;
mod configcat;
mod core;
mod directory;
mod error;
pub mod faults;
mod filter;
mod filter_match;
mod http;
mod ids;
mod mistakes;
mod names;
mod okta;
pub mod panel;
mod ready;
mod save;
mod seed;
mod servers;
mod view;
mod world;

use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

pub use crate::core::SeenRequest;
pub use directory::DirectoryAct;
pub use error::Error;
pub use faults::{Fault, Faults, Pushes, Side, When};
pub use mistakes::Mistake;
pub use okta::limits::OktaLimit;
pub use panel::{ActOutcome, ConfigCatAction, OktaAction, OktaRights, PracticeView};

use crate::core::{Core, Secrets};
use crate::okta::wire::Wire;
use crate::world::Origins;

/// Tells the time. A test passes its own.
pub type Clock = Arc<dyn Fn() -> jiff::Timestamp + Send + Sync>;

/// What a sandbox starts with.
#[derive(Clone)]
pub struct Options {
    /// People of the practice org; at least 12. 10,000 and more are fine.
    pub users: usize,
    /// Groups of the practice org; at least 2. The first eight have a part in the story, more are teams for pushing.
    pub groups: usize,
    /// Start with the whole guide done and everyone synced. Above 300 people the sync goes through the same code without
    /// HTTP in between.
    pub ready: bool,
    /// Leave out what real organizations have and findings are about: the suspended person, the one of an unverified
    /// domain, accounts that provisioning does not manage, people without an account.
    pub tidy: bool,
    /// Decides every id and membership. Secrets are always fresh.
    pub seed: u64,
    /// A world that [`Sandbox::save`] gave; `users`, `groups`, `ready` and `seed` then say nothing.
    pub world: Option<serde_json::Value>,
    /// The time that both products go by.
    pub clock: Clock,
    /// Time between two provisioning jobs.
    pub push_pause: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            users: 40,
            groups: 8,
            ready: false,
            tidy: false,
            seed: 1,
            world: None,
            clock: Arc::new(jiff::Timestamp::now),
            push_pause: Duration::from_millis(3),
        }
    }
}

/// Where the practice servers answer and with what, for `practice --json`. Holds secrets: it has no readable `Debug`.
#[derive(Clone, Serialize)]
pub struct Endpoints {
    /// ConfigCat's SCIM URL.
    pub scim_url: String,
    /// Its bearer token.
    pub scim_token: String,
    /// URL of the Okta org.
    pub okta_org: String,
    /// Its API token (`SSWS`).
    pub okta_token: String,
    /// Okta's id of the application; none until it is created.
    pub okta_app_id: Option<String>,
    /// Base URL of ConfigCat's Public Management API.
    pub configcat_api: String,
    /// Its user name (HTTP Basic).
    pub configcat_user: String,
    /// Its password.
    pub configcat_password: String,
}

impl std::fmt::Debug for Endpoints {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Endpoints")
            .field("scim_url", &self.scim_url)
            .field("okta_org", &self.okta_org)
            .field("okta_app_id", &self.okta_app_id)
            .finish_non_exhaustive()
    }
}

/// Running practice servers. Dropping it without [`Sandbox::stop`] stops them too.
pub struct Sandbox {
    core: Arc<Core>,
    tasks: Vec<JoinHandle<()>>,
}

impl Sandbox {
    /// Opens the ports, makes or reads the world, and serves. With `ready` it returns once everyone is synced.
    ///
    /// # Errors
    /// No port, no TLS or certificate, or a kept world that can't be read.
    pub async fn start(options: Options) -> Result<Self, Error> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let configcat = TcpListener::bind(address).await.map_err(Error::Listen)?;
        let okta = TcpListener::bind(address).await.map_err(Error::Listen)?;
        let origin = |listener: &TcpListener| match listener.local_addr() {
            Ok(address) => Ok(format!("http://{address}")),
            Err(error) => Err(Error::Listen(error)),
        };
        let origins = Origins { configcat: origin(&configcat)?, okta: origin(&okta)? };
        let mut secrets = Secrets {
            scim_token: secret("scim"),
            okta_token: secret("00"),
            configcat_user: secret("user"),
            configcat_password: secret("pw"),
            authorization: HashMap::new(),
            oauth: okta::oauth::OAuth::default(),
        };
        let now = (options.clock)();
        let fresh = options.world.is_none();
        let world = match options.world {
            Some(kept) => save::load(kept, origins, &mut secrets)?,
            None => world::World { origins, ..seed::world(&options, now)? },
        };
        let core = Core::new(world, secrets, options.clock, options.push_pause, Wire::new()?);
        let mut tasks = vec![
            http::serve(core.clone(), configcat, servers::ConfigCatServer),
            http::serve(core.clone(), okta, servers::OktaServer),
        ];
        let direct = options.users > ready::BY_HTTP;
        let ready = fresh && options.ready;
        if ready && direct {
            ready::walk(&core, true).await?;
        }
        tasks.push(tokio::spawn(okta::push::work(core.clone())));
        let sandbox = Self { core, tasks };
        if ready && !direct {
            ready::walk(&sandbox.core, false).await?;
        }
        Ok(sandbox)
    }

    /// Where the servers answer and with which credentials, now: the token changes when it is generated anew.
    pub fn endpoints(&self) -> Endpoints {
        let (scim_url, origins, okta_app_id) = {
            let world = self.core.world();
            (world.scim_base(), world.origins.clone(), world.okta.current())
        };
        let secrets = self.core.secrets();
        Endpoints {
            scim_url,
            scim_token: secrets.scim_token.clone(),
            okta_org: origins.okta,
            okta_token: secrets.okta_token.clone(),
            okta_app_id,
            configcat_api: origins.configcat,
            configcat_user: secrets.configcat_user.clone(),
            configcat_password: secrets.configcat_password.clone(),
        }
    }

    /// Both products as an administrator sees them now.
    pub fn view(&self) -> PracticeView {
        view::view(&self.core.world(), &self.core.secrets())
    }

    /// Does something in the practice Okta. What it queues is pushed afterwards: see [`Sandbox::settled`].
    pub async fn okta(&self, action: OktaAction) -> ActOutcome {
        act_okta::act(&self.core, action).await
    }

    /// Does something on ConfigCat's page.
    pub async fn configcat(&self, action: ConfigCatAction) -> ActOutcome {
        act_configcat::act(&self.core, action).await
    }

    /// Puts one mistake into a finished practice org, by the acts and pushes that make it in reality; done when they are.
    /// Start with [`Options::ready`], and with [`Options::tidy`] to have no other finding.
    pub async fn mistake(&self, mistake: Mistake) -> ActOutcome {
        mistakes::seed(&self.core, mistake).await
    }

    /// The private key of a service app that was generated here (PKCS #8, PEM), to be shown or copied once.
    pub fn service_app_key(&self, client_id: &str) -> Option<String> {
        self.core.secrets().oauth.private_key(client_id)
    }

    /// Sets a budget of the practice Okta, in requests a minute.
    pub fn set_okta_limit(&self, limit: OktaLimit, per_minute: u64) {
        self.core.set_okta_limit(limit, per_minute);
    }

    /// Changes people and groups under Okta's Directory; false when the person or group does not exist.
    pub fn directory(&self, act: &DirectoryAct) -> bool {
        self.core.change(|world| world.directory(act))
    }

    /// A counter that ticks on every change of either product.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.core.watch()
    }

    /// Waits until no provisioning job waits or is under way.
    pub async fn settled(&self) {
        ready::settled(&self.core).await;
    }

    /// The world, to be kept in a file: no secret and no port is in it.
    pub fn save(&self) -> serde_json::Value {
        save::save(&self.core.world(), &self.core.secrets())
    }

    /// Faults to plan.
    pub fn faults(&self) -> Faults {
        self.core.faults.clone()
    }

    /// The newest 2,000 requests that the servers got, oldest first.
    pub fn seen(&self) -> Vec<SeenRequest> {
        self.core.seen()
    }

    /// Stops serving and pushing, and waits for both to end. Open requests are cut off after a moment.
    pub async fn stop(mut self) {
        self.core.stopped.send_replace(true);
        for mut task in std::mem::take(&mut self.tasks) {
            if tokio::time::timeout(Duration::from_secs(2), &mut task).await.is_err() {
                task.abort();
            }
        }
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.core.stopped.send_replace(true);
    }
}

/// A fresh secret; the prefix only tells a reader what it opens.
fn secret(prefix: &str) -> String {
    format!("{prefix}{}{:08x}", uuid::Uuid::new_v4().simple(), rand::random::<u32>())
}
