//! `POST /oauth2/v1/token` for service apps: `client_credentials` with a signed assertion (RFC 7523), and `DPoP`
//! (RFC 9449) where the app demands it. The descriptions of refusals are Okta's kind.

use std::collections::{BTreeSet, HashMap, HashSet};

use rcgen::KeyPair;
use serde_json::{Value, json};

use super::jwt::{Jwk, Jwt, hash};
use super::state::Service;
use crate::core::Core;
use crate::http::{Asked, Reply};
use crate::world::World;

/// Seconds that an access token lives.
const LIFE: i64 = 3600;
/// Seconds that a proof's `iat` may be off.
const DRIFT: i64 = 300;

/// Keys, tokens and what was seen of proofs: nothing of it is ever kept in a file.
#[derive(Default)]
pub(crate) struct OAuth {
    keys: HashMap<String, Key>,
    issued: HashMap<String, Grant>,
    /// `jti` of assertions and proofs that were used.
    used: HashSet<String>,
    /// Given out and not yet taken back.
    nonces: HashSet<String>,
}

struct Key {
    public: Jwk,
    /// PKCS #8 in PEM; only of a key that was generated here.
    private: Option<String>,
}

/// What an access token stands for.
#[derive(Debug, Clone)]
pub(crate) struct Grant {
    pub client_id: String,
    pub scopes: BTreeSet<String>,
    expires: i64,
    /// Thumbprint of the key that must prove itself with each request.
    bound: Option<String>,
}

/// Why a request with an access token is not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unauthorized {
    Token,
    Proof(&'static str),
}

struct Refusal {
    status: u16,
    error: &'static str,
    description: String,
}

fn client(description: &str) -> Refusal {
    Refusal { status: 401, error: "invalid_client", description: description.to_owned() }
}

fn bad(error: &'static str, description: impl Into<String>) -> Refusal {
    Refusal { status: 400, error, description: description.into() }
}

/// Answers the token endpoint.
pub(crate) fn token(core: &Core, asked: &Asked) -> Reply {
    match grant(core, asked) {
        Ok(body) => Reply::json(200, &body).with("cache-control", "no-cache, no-store"),
        Err(refusal) => {
            let body = json!({"error": refusal.error, "error_description": refusal.description});
            let reply = Reply::json(refusal.status, &body);
            if refusal.error != "use_dpop_nonce" {
                return reply;
            }
            let nonce = crate::secret("n");
            core.secrets().oauth.nonces.insert(nonce.clone());
            reply.with("dpop-nonce", nonce)
        }
    }
}

fn grant(core: &Core, asked: &Asked) -> Result<Value, Refusal> {
    let form: HashMap<String, String> = url::form_urlencoded::parse(&asked.body).into_owned().collect();
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    if field("grant_type") != "client_credentials" {
        let words = "The authorization grant type is not supported by the authorization server.";
        return Err(bad("unsupported_grant_type", words));
    }
    if field("client_assertion_type") != "urn:ietf:params:oauth:client-assertion-type:jwt-bearer" {
        let words = "Client Credentials requests to the Org Authorization Server must use the private_key_jwt \
                     token_endpoint_auth_method.";
        return Err(client(words));
    }
    let now = (core.clock)().as_second();
    let (origin, services) = {
        let world = core.world();
        (world.origins.okta.clone(), world.okta.services.clone())
    };
    let address = format!("{origin}/oauth2/v1/token");
    let mut secrets = core.secrets();
    let oauth = &mut secrets.oauth;
    let assertion = Jwt::read(field("client_assertion")).ok_or_else(|| client("The client_assertion is not valid."))?;
    let id = assertion.text("sub").to_owned();
    let (Some(service), Some(key)) = (services.get(&id), oauth.keys.get(&id)) else {
        return Err(client("Invalid value for 'client_id' parameter."));
    };
    believe(&assertion, key, &id, &address, now)?;
    let used = format!("{id} {}", assertion.text("jti"));
    if !assertion.text("jti").is_empty() && oauth.used.contains(&used) {
        return Err(client("The client_assertion token has already been used."));
    }
    let bound = prove(oauth, service, asked, &address, now)?;
    let scopes = scopes(service, field("scope"))?;
    oauth.used.insert(used);
    let token = crate::secret("eyJ");
    let scope = scopes.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
    let kind = if bound.is_some() { "DPoP" } else { "Bearer" };
    oauth.issued.insert(token.clone(), Grant { client_id: id, scopes, expires: now + LIFE, bound });
    Ok(json!({"token_type": kind, "expires_in": LIFE, "access_token": token, "scope": scope}))
}

/// The assertion is about this client, for this endpoint, in time, and signed by its key.
fn believe(assertion: &Jwt, key: &Key, id: &str, address: &str, now: i64) -> Result<(), Refusal> {
    if assertion.text("iss") != id {
        return Err(client("The issuer of the client_assertion must be the client_id."));
    }
    let audience = &assertion.claims["aud"];
    if !(audience == address || audience.as_array().is_some_and(|all| all.iter().any(|one| one == address))) {
        return Err(client("The audience claim for client_assertion must be the endpoint invoked for the request."));
    }
    match assertion.seconds("exp") {
        Some(expires) if expires > now + LIFE => {
            return Err(client("The client_assertion token has an expiration too far into the future."));
        }
        Some(expires) if expires > now => {}
        _ => return Err(client("The client_assertion token is expired.")),
    }
    if assertion.is_signed_by(&key.public) { Ok(()) } else { Err(client("The client_assertion signature is invalid.")) }
}

/// Checks the proof of a token request; the thumbprint of its key.
fn prove(
    oauth: &mut OAuth,
    service: &Service,
    asked: &Asked,
    address: &str,
    now: i64,
) -> Result<Option<String>, Refusal> {
    let Some(text) = &asked.dpop else {
        if service.dpop {
            return Err(bad("invalid_dpop_proof", "The DPoP proof JWT header is missing."));
        }
        return Ok(None);
    };
    let invalid = |words: &str| bad("invalid_dpop_proof", words);
    let (proof, thumbprint) = read_proof(text, "POST", address, now).map_err(invalid)?;
    if !oauth.nonces.contains(proof.text("nonce")) {
        return Err(bad("use_dpop_nonce", "Authorization server requires nonce in DPoP proof."));
    }
    if !oauth.used.insert(proof.text("jti").to_owned()) {
        return Err(invalid("The DPoP proof JWT has already been used."));
    }
    Ok(Some(thumbprint))
}

/// A proof for one request (RFC 9449 section 4.3), but for its nonce and whether it was used before.
fn read_proof(text: &str, method: &str, address: &str, now: i64) -> Result<(Jwt, String), &'static str> {
    let proof = Jwt::read(text).ok_or("The DPoP proof JWT could not be parsed.")?;
    if proof.header["typ"] != "dpop+jwt" {
        return Err("The DPoP proof JWT must have the type dpop+jwt.");
    }
    let key = Jwk::read(&proof.header["jwk"]).ok_or("The DPoP proof JWT has no public key.")?;
    if !proof.is_signed_by(&key) {
        return Err("The DPoP proof JWT signature is invalid.");
    }
    if proof.text("htm") != method {
        return Err("The htm claim of the DPoP proof JWT must be the HTTP method of the request.");
    }
    if proof.text("htu") != address {
        return Err("The htu claim of the DPoP proof JWT must be the URL of the request.");
    }
    if proof.text("jti").is_empty() {
        return Err("The DPoP proof JWT has no jti.");
    }
    if proof.seconds("iat").is_none_or(|issued| (now - issued).abs() > DRIFT) {
        return Err("The DPoP proof JWT was not issued now.");
    }
    let thumbprint = key.thumbprint();
    Ok((proof, thumbprint))
}

/// Of what was asked for, what is granted; nothing of it is a refusal.
fn scopes(service: &Service, asked: &str) -> Result<BTreeSet<String>, Refusal> {
    let asked: BTreeSet<String> = asked.split_whitespace().map(str::to_owned).collect();
    if asked.is_empty() {
        let words = "The authorization server resource does not have any configured default scopes, 'scope' must be \
                     provided.";
        return Err(bad("invalid_scope", words));
    }
    if asked.iter().any(|scope| !scope.starts_with("okta.")) {
        let words = "One or more scopes are not configured for the authorization server resource.";
        return Err(bad("invalid_scope", words));
    }
    let granted: BTreeSet<String> = asked.intersection(&service.scopes).cloned().collect();
    if granted.is_empty() {
        return Err(bad("consent_required", "You are not allowed any of the requested scopes."));
    }
    Ok(granted)
}

/// Lets a request in by its access token: `scheme` is `Bearer` or `DPoP`.
pub(crate) fn admit(core: &Core, asked: &Asked, scheme: &str, token: &str) -> Result<Grant, Unauthorized> {
    let now = (core.clock)().as_second();
    let address = {
        let world = core.world();
        format!("{}{}", world.origins.okta, asked.path)
    };
    let mut secrets = core.secrets();
    let oauth = &mut secrets.oauth;
    let grant = oauth.issued.get(token).filter(|grant| grant.expires > now).cloned().ok_or(Unauthorized::Token)?;
    match (&grant.bound, scheme) {
        (None, "Bearer") => Ok(grant),
        (None, _) => Err(Unauthorized::Token),
        (Some(_), "Bearer") => Err(Unauthorized::Proof("The access token is bound to a key: send it as DPoP.")),
        (Some(bound), _) => {
            let text = asked.dpop.as_deref().ok_or(Unauthorized::Proof("The DPoP proof JWT header is missing."))?;
            let (proof, thumbprint) = read_proof(text, &asked.method, &address, now).map_err(Unauthorized::Proof)?;
            if thumbprint != *bound {
                return Err(Unauthorized::Proof("The DPoP proof JWT is not signed by the key of the access token."));
            }
            if proof.text("ath") != hash(token) {
                return Err(Unauthorized::Proof("The ath claim of the DPoP proof JWT is not the access token's."));
            }
            if !oauth.used.insert(proof.text("jti").to_owned()) {
                return Err(Unauthorized::Proof("The DPoP proof JWT has already been used."));
            }
            Ok(grant)
        }
    }
}

impl OAuth {
    /// Stores a key that an administrator pasted.
    pub fn register(&mut self, client_id: &str, public: Jwk) {
        self.keys.insert(client_id.to_owned(), Key { public, private: None });
    }

    /// `Generate new key`: a P-256 key of which the service keeps the public half.
    pub fn generate(&mut self, client_id: &str) -> Result<(), rcgen::Error> {
        let pair = KeyPair::generate()?;
        let key = Key { public: Jwk::P256(pair.public_key_raw().to_vec()), private: Some(pair.serialize_pem()) };
        self.keys.insert(client_id.to_owned(), key);
        Ok(())
    }

    /// The private half of a generated key, PKCS #8 in PEM.
    pub fn private_key(&self, client_id: &str) -> Option<String> {
        self.keys.get(client_id)?.private.clone()
    }

    /// Key and tokens of a service app stop.
    pub fn revoke(&mut self, client_id: &str) {
        self.keys.remove(client_id);
        self.issued.retain(|_, grant| grant.client_id != client_id);
    }
}

impl World {
    /// Applications → API Services: the new app's client id.
    pub(crate) fn add_service(&mut self, label: &str, scopes: &[String], dpop: bool) -> String {
        let id = self.ids.okta("0oa");
        let scopes = scopes.iter().cloned().collect();
        self.okta.services.insert(id.clone(), Service { label: label.to_owned(), scopes, dpop });
        id
    }
}
