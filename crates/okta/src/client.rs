//! One org and who speaks to it.

use std::sync::Arc;
use std::time::Duration;

use catflap_http::{Client, Credential, Method, Reply, Request, WaitReason, Waiting};
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde_json::Value;
use url::Url;

use crate::api::{Apps, Groups, Logs, Mappings, Org, Users};
use crate::budget::{Budget, Care, group_of};
use crate::error::OktaError;
use crate::oauth::{Need, Scopes, ServiceApp, Session};
use crate::org_url::OrgUrl;
use crate::page::Pages;

/// A client for one org. Cloning is cheap. Dropping the future of a call cancels it.
#[derive(Debug, Clone)]
pub struct Okta {
    http: Client,
    org: OrgUrl,
    access: Access,
    budget: Arc<Budget>,
    care: Care,
    watch: Watch,
}

/// Sees each wait that the budget makes.
#[derive(Clone, Default)]
struct Watch(Option<Arc<Seen>>);

type Seen = dyn Fn(&Waiting) + Send + Sync;

impl std::fmt::Debug for Watch {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Watch")
    }
}

/// Who asks.
#[derive(Debug, Clone)]
pub(crate) enum Access {
    /// By a token that stays as it is.
    Token(Credential),
    /// By access tokens that are fetched.
    ServiceApp(Arc<Session>),
}

impl Okta {
    /// A client that shows `credential` to `org` and to nobody else. `Credential::Ssws` for an API token.
    pub fn new(http: Client, org: OrgUrl, credential: Credential) -> Self {
        Self::with(http, org, Access::Token(credential))
    }

    /// A client that signs in to `org` as a service app. Nothing is asked before the first call.
    pub fn with_service_app(http: Client, org: OrgUrl, app: ServiceApp) -> Self {
        let session = Session::new(app, org.api(["oauth2", "v1", "token"]));
        Self::with(http, org, Access::ServiceApp(Arc::new(session)))
    }

    fn with(http: Client, org: OrgUrl, access: Access) -> Self {
        Self { http, org, access, budget: Arc::default(), care: Care::default(), watch: Watch::default() }
    }

    /// The same client, its budget included, that tells each wait by which it leaves room for others. The waits of
    /// [`Client::with_waiting`] are told there.
    #[must_use]
    pub fn with_waiting(&self, watch: impl Fn(&Waiting) + Send + Sync + 'static) -> Self {
        Self { watch: Watch(Some(Arc::new(watch))), ..self.clone() }
    }

    /// The same client, its budget and its access tokens included, that sends by `http`: for whoever watches another job.
    #[must_use]
    pub fn sending_by(&self, http: Client) -> Self {
        Self { http, ..self.clone() }
    }

    /// The same client for work that nobody waits for: it leaves half of what Okta allows to others.
    #[must_use]
    pub fn in_background(&self) -> Self {
        Self { care: Care::Background, ..self.clone() }
    }

    /// Which scopes a service app was granted, those for changing included; none for a token, which has no scopes but the
    /// rights of the administrator who made it. Asks for access tokens and uses none of them.
    pub async fn scopes(&self) -> Result<Option<Scopes>, OktaError> {
        match &self.access {
            Access::Token(_) => Ok(None),
            Access::ServiceApp(session) => session.scopes(&self.http, Need::Write).await.map(Some),
        }
    }

    /// The org's address.
    pub fn url(&self) -> &OrgUrl {
        &self.org
    }

    /// The org itself.
    pub fn org(&self) -> Org<'_> {
        Org { okta: self }
    }

    /// Applications, with their features, connection, assignments and push groups.
    pub fn apps(&self) -> Apps<'_> {
        Apps { okta: self }
    }

    /// Groups and their members.
    pub fn groups(&self) -> Groups<'_> {
        Groups { okta: self }
    }

    /// People.
    pub fn users(&self) -> Users<'_> {
        Users { okta: self }
    }

    /// Profile mappings.
    pub fn mappings(&self) -> Mappings<'_> {
        Mappings { okta: self }
    }

    /// The System Log.
    pub fn logs(&self) -> Logs<'_> {
        Logs { okta: self }
    }

    pub(crate) fn access(&self) -> &Access {
        &self.access
    }

    /// An address of this org.
    pub(crate) fn at<'a>(&self, segments: impl IntoIterator<Item = &'a str>) -> Url {
        self.org.api(segments)
    }

    pub(crate) fn pages<T: DeserializeOwned>(&self, first: Url) -> Pages<'_, T> {
        Pages::new(self, first)
    }

    pub(crate) async fn read<T: DeserializeOwned>(&self, url: Url) -> Result<T, OktaError> {
        decode(&self.fetch(url).await?)
    }

    pub(crate) async fn fetch(&self, url: Url) -> Result<Reply, OktaError> {
        self.exchange(Request::get(url).with_header("accept", "application/json")).await
    }

    pub(crate) async fn write<T: DeserializeOwned>(
        &self,
        method: Method,
        url: Url,
        body: Value,
    ) -> Result<T, OktaError> {
        let request = Request::new(method, url).with_header("accept", "application/json").with_json(body);
        decode(&self.exchange(request).await?)
    }

    /// A call that Okta answers with 204.
    pub(crate) async fn call(&self, method: Method, url: Url) -> Result<(), OktaError> {
        self.exchange(Request::new(method, url).with_header("accept", "application/json")).await.map(|_| ())
    }

    /// Sends with the credential when the budget allows it, and tells a refusal from an answer.
    pub(crate) async fn exchange(&self, request: Request) -> Result<Reply, OktaError> {
        let group = group_of(&request.method, &request.url);
        while let Some(left) = self.budget.hold(&group, self.care, Timestamp::now()) {
            self.wait(left).await;
        }
        let reply = match &self.access {
            Access::Token(credential) => self.http.send(request.with_credential(credential.clone())).await?,
            // Boxed: a call by token would carry the whole of signing in along.
            Access::ServiceApp(session) => Box::pin(session.send(&self.http, request)).await?,
        };
        if let Some(told) = reply.rate_limit() {
            self.budget.note(&group, told);
        }
        told_apart(reply)
    }

    async fn wait(&self, left: Duration) {
        if let Some(watch) = &self.watch.0 {
            watch(&Waiting {
                host: self.org.host().to_owned(),
                why: WaitReason::RateLimited,
                wait_ms: u64::try_from(left.as_millis()).unwrap_or(u64::MAX),
                attempt: 1,
                status: None,
            });
        }
        tokio::time::sleep(left).await;
    }

    /// Sends as it is.
    pub(crate) async fn send(&self, request: Request) -> Result<Reply, OktaError> {
        told_apart(self.http.send(request).await?)
    }
}

fn told_apart(reply: Reply) -> Result<Reply, OktaError> {
    if reply.is_success() { Ok(reply) } else { Err(OktaError::from_reply(&reply)) }
}

pub(crate) fn decode<T: DeserializeOwned>(reply: &Reply) -> Result<T, OktaError> {
    reply.json().map_err(|error| OktaError::from_decode(error, reply.exchange.clone()))
}
