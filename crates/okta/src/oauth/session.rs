//! Access tokens of a service app: asked for with the fewest scopes, kept until shortly before they expire.

use std::time::Duration;

use catflap_http::{Client, Credential, Method, Reply, Request, Secret};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;
use tokio::sync::Mutex;
use url::Url;

use super::dpop::DpopKey;
use super::jwt::random_id;
use super::{Scope, Scopes, ServiceApp};
use crate::client::decode;
use crate::error::OktaError;

/// Life of an assertion. Okta takes up to an hour.
const ASSERTION_LIFE: Duration = Duration::from_secs(300);
/// A token with less life than this is not used any more.
const MARGIN: Duration = Duration::from_secs(60);

/// A service app's sign-in to one org, shared by all clones of a client.
#[derive(Debug)]
pub(crate) struct Session {
    app: ServiceApp,
    endpoint: Url,
    /// Held while a token is fetched, so that calls in parallel fetch it once.
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    reading: Grant,
    writing: Grant,
    /// There once the org has demanded `DPoP`.
    dpop: Option<DpopKey>,
    /// The token endpoint's latest nonce.
    endpoint_nonce: Option<String>,
    /// The management API's latest nonce.
    api_nonce: Option<String>,
}

/// What is known of the scopes for reading, or for reading and writing.
#[derive(Debug, Default)]
struct Grant {
    token: Option<Token>,
    scopes: Option<Scopes>,
}

#[derive(Debug, Clone)]
struct Token {
    secret: Secret,
    expires: Timestamp,
    bound: bool,
}

/// RFC 6749 section 5.1.
#[derive(Deserialize)]
struct TokenReply {
    access_token: Secret,
    #[serde(default)]
    token_type: Option<String>,
    #[serde(default)]
    expires_in: Option<u64>,
    #[serde(default)]
    scope: Option<String>,
}

/// Whether a call changes something. Reading never asks for a scope that could.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    Read,
    Write,
}

impl Need {
    fn scopes(self) -> Vec<Scope> {
        match self {
            Self::Read => Scope::READ.to_vec(),
            Self::Write => [Scope::READ.as_slice(), Scope::WRITE.as_slice()].concat(),
        }
    }
}

impl State {
    fn grant(&mut self, need: Need) -> &mut Grant {
        match need {
            Need::Read => &mut self.reading,
            Need::Write => &mut self.writing,
        }
    }
}

impl Session {
    /// `endpoint` is the token URL of the org's own authorization server.
    pub fn new(app: ServiceApp, endpoint: Url) -> Self {
        Self { app, endpoint, state: Mutex::default() }
    }

    pub fn client_id(&self) -> &str {
        &self.app.client_id
    }

    /// Sends a request with an access token: once more with a fresh token after a 401, and once more with the nonce
    /// that the API demands (RFC 9449 section 9).
    pub async fn send(&self, http: &Client, request: Request) -> Result<Reply, OktaError> {
        let need = if request.method == Method::GET { Need::Read } else { Need::Write };
        let (mut renewed, mut with_nonce) = (false, false);
        loop {
            let token = self.token(http, need).await?;
            let reply = http.send(self.signed(&request, &token).await).await?;
            let wants_nonce = self.note_nonce(&reply).await && says_use_nonce(&reply);
            if wants_nonce && !with_nonce {
                with_nonce = true;
            } else if reply.status == 401 && !renewed {
                renewed = true;
                self.forget(need, &token).await;
            } else {
                return Ok(reply);
            }
        }
    }

    /// Which scopes the service app was granted of those that are needed.
    pub async fn scopes(&self, http: &Client, need: Need) -> Result<Scopes, OktaError> {
        self.token(http, need).await?;
        Ok(self.state.lock().await.grant(need).scopes.clone().unwrap_or_default())
    }

    async fn token(&self, http: &Client, need: Need) -> Result<Token, OktaError> {
        let mut state = self.state.lock().await;
        let fresh = later(Timestamp::now(), MARGIN);
        if let Some(token) = state.grant(need).token.as_ref().filter(|token| token.expires > fresh) {
            return Ok(token.clone());
        }
        let known = state.grant(need).scopes.as_ref().map(|scopes| scopes.granted.clone());
        let renewed = match known {
            Some(granted) => Some(self.ask(http, &mut state, &granted).await),
            None => None,
        };
        let (token, granted) = match renewed {
            // Never asked, or a scope was taken away since.
            None | Some(Err(OktaError::NoPermission(_))) => self.find(http, &mut state, need).await?,
            Some(answer) => answer?,
        };
        let missing = need.scopes().into_iter().filter(|scope| !scope.is_covered_by(&granted)).collect();
        *state.grant(need) = Grant { token: Some(token.clone()), scopes: Some(Scopes { granted, missing }) };
        Ok(token)
    }

    /// Finds out what was granted: asks for all, then one by one for what is lacking, as a scope that was not granted can
    /// spoil the others and the answer does not say which. Where only managing was granted, reading goes by it.
    async fn find(&self, http: &Client, state: &mut State, need: Need) -> Result<(Token, Vec<Scope>), OktaError> {
        let wanted = need.scopes();
        let (mut given, mut refused) = match self.ask(http, state, &wanted).await {
            Ok(given) => (Some(given), None),
            Err(error @ OktaError::NoPermission(_)) => (None, Some(error)),
            Err(error) => return Err(error),
        };
        let mut granted = given.as_ref().map(|(_, granted)| granted.clone()).unwrap_or_default();
        for scope in wanted {
            let itself = given.is_none().then(|| scope.clone());
            for candidate in itself.into_iter().chain(scope.wider()) {
                if scope.is_covered_by(&granted) {
                    break;
                }
                match self.ask(http, state, std::slice::from_ref(&candidate)).await {
                    Ok((_, answered)) if answered.contains(&candidate) => granted.push(candidate),
                    Ok(_) => {}
                    Err(error @ OktaError::NoPermission(_)) => refused = Some(error),
                    Err(error) => return Err(error),
                }
            }
        }
        match (given.take_if(|(_, had)| *had == granted), refused) {
            (Some(given), _) => Ok(given),
            (None, Some(error)) if granted.is_empty() => Err(error),
            (None, _) => self.ask(http, state, &granted).await,
        }
    }

    /// One token, and the scopes it is good for.
    async fn ask(&self, http: &Client, state: &mut State, scopes: &[Scope]) -> Result<(Token, Vec<Scope>), OktaError> {
        let mut with_nonce = false;
        loop {
            let proving = state.dpop.is_some();
            let reply = http.send(self.token_request(state, scopes)).await?;
            let now = Timestamp::now();
            let new_nonce = take_nonce(&reply, &mut state.endpoint_nonce);
            if reply.is_success() {
                let given: TokenReply = decode(&reply)?;
                let life = Duration::from_secs(given.expires_in.unwrap_or_default());
                let token = Token {
                    secret: given.access_token,
                    expires: later(now, life),
                    bound: given.token_type.is_some_and(|kind| kind.eq_ignore_ascii_case("dpop")),
                };
                let granted = match given.scope {
                    Some(text) => text.split_ascii_whitespace().map(Scope::from).collect(),
                    // Not said: as asked (RFC 6749 section 5.1).
                    None => scopes.to_vec(),
                };
                return Ok((token, granted));
            }
            let error = OktaError::from_token_reply(&reply);
            match error.refusal().map(|refusal| refusal.code.as_str()) {
                Some("invalid_dpop_proof") if !proving => {}
                Some("use_dpop_nonce") if new_nonce && !with_nonce => with_nonce = true,
                _ => return Err(error),
            }
            // Only now is it known that the org demands DPoP.
            state.dpop.get_or_insert_with(DpopKey::generate);
        }
    }

    fn token_request(&self, state: &State, scopes: &[Scope]) -> Request {
        let assertion = self.assertion();
        let scope = scopes.iter().map(Scope::as_str).collect::<Vec<_>>().join(" ");
        let form = [
            ("grant_type", "client_credentials"),
            ("scope", &scope),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", &assertion),
        ];
        let request = Request::new(Method::POST, self.endpoint.clone())
            .with_header("accept", "application/json")
            .with_form(form.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec());
        let Some(key) = &state.dpop else { return request };
        let nonce = state.endpoint_nonce.as_deref();
        let proof = key.proof(&Method::POST, &self.endpoint, None, nonce, Timestamp::now());
        request.with_header("dpop", &proof)
    }

    /// RFC 7523 section 3, as Okta wants it: issuer and subject are the client, the audience is the token URL.
    fn assertion(&self) -> String {
        let key = &self.app.key;
        let mut header = json!({ "alg": key.signer.algorithm(), "typ": "JWT" });
        if let Some(id) = key.id() {
            header["kid"] = json!(id);
        }
        let expires = later(Timestamp::now(), ASSERTION_LIFE);
        let claims = json!({
            "iss": self.app.client_id,
            "sub": self.app.client_id,
            "aud": self.endpoint.as_str(),
            "exp": expires.as_second(),
            "jti": random_id(),
        });
        key.signer.sign(&header, &claims)
    }

    async fn signed(&self, request: &Request, token: &Token) -> Request {
        let request = request.clone();
        let state = self.state.lock().await;
        match &state.dpop {
            Some(key) if token.bound => {
                let nonce = state.api_nonce.as_deref();
                let proof = key.proof(&request.method, &request.url, Some(&token.secret), nonce, Timestamp::now());
                request.with_credential(Credential::Dpop(token.secret.clone())).with_header("dpop", &proof)
            }
            _ => request.with_credential(Credential::Bearer(token.secret.clone())),
        }
    }

    async fn note_nonce(&self, reply: &Reply) -> bool {
        take_nonce(reply, &mut self.state.lock().await.api_nonce)
    }

    /// Drops a token that was refused, unless another call has already fetched its successor.
    async fn forget(&self, need: Need, refused: &Token) {
        let mut state = self.state.lock().await;
        let grant = state.grant(need);
        if grant.token.as_ref().is_some_and(|token| token.secret.expose() == refused.secret.expose()) {
            grant.token = None;
        }
    }
}

/// Keeps the nonce that an answer gives (RFC 9449 section 8.2); whether it gave one.
fn take_nonce(reply: &Reply, kept: &mut Option<String>) -> bool {
    let given = reply.header("dpop-nonce");
    if let Some(nonce) = given {
        *kept = Some(nonce.to_owned());
    }
    given.is_some()
}

fn later(from: Timestamp, span: Duration) -> Timestamp {
    from.saturating_add(span).unwrap_or(Timestamp::MAX)
}

fn says_use_nonce(reply: &Reply) -> bool {
    reply.status == 401 && reply.headers_named("www-authenticate").any(|value| value.contains("use_dpop_nonce"))
}
