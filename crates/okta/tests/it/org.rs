//! An org with an authorization server that believes nothing: it checks each assertion and each proof by the public keys.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use ring::digest::{SHA256, digest};
use ring::signature::{ECDSA_P256_SHA256_FIXED, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey};
use serde_json::{Value, json};

use crate::server::{Answer, Asked, Server};

pub const CLIENT: &str = "0oaService1";

/// How the org is set.
#[derive(Clone)]
pub struct Rules {
    /// The public half of the key that the service app is known by, as JWK.
    pub key: Value,
    /// Scopes that were granted to it.
    pub granted: Vec<&'static str>,
    /// Whether a scope that was not granted spoils the whole request, or is left out of the answer.
    pub strict: bool,
    /// Whether `DPoP` is demanded.
    pub dpop: bool,
    /// Life of a token in seconds.
    pub life: u64,
    /// How many of the first tokens the API refuses.
    pub revoked: usize,
}

/// What came, for the test to look at.
#[derive(Default)]
pub struct Seen {
    /// `scope` of each token request that was answered or refused for its scopes.
    pub scopes: Vec<String>,
    /// How many tokens were given.
    pub tokens: usize,
    /// How many calls the API answered.
    pub calls: usize,
    /// What was wrong with a request.
    pub wrong: Vec<String>,
    ids: HashSet<String>,
}

pub struct Org {
    pub server: Server,
    pub seen: Arc<Mutex<Seen>>,
}

impl Org {
    pub async fn start(rules: Rules) -> Self {
        let seen = Arc::new(Mutex::new(Seen::default()));
        let watched = Arc::clone(&seen);
        let server = Server::answering(move |asked| {
            let host = format!("http://{}", asked.header("host").unwrap());
            respond(asked, &host, &rules, &mut watched.lock().unwrap())
        })
        .await;
        Self { server, seen }
    }

    /// Holds that nothing was wrong with any request.
    pub fn is_content(&self) {
        assert_eq!(self.seen.lock().unwrap().wrong, Vec::<String>::new());
    }
}

fn respond(asked: &Asked, origin: &str, rules: &Rules, seen: &mut Seen) -> Answer {
    if asked.line == "POST /oauth2/v1/token" {
        let answer = token(asked, origin, rules, seen);
        return answer.unwrap_or_else(|wrong| {
            seen.wrong.push(wrong.clone());
            Answer::json(401, &json!({"error": "invalid_client", "error_description": wrong}))
        });
    }
    match call(asked, origin, rules, seen) {
        Ok(answer) => answer,
        Err(wrong) => {
            seen.wrong.push(wrong);
            Answer::json(401, &json!({"errorCode": "E0000011", "errorSummary": "Invalid token provided"}))
        }
    }
}

fn token(asked: &Asked, origin: &str, rules: &Rules, seen: &mut Seen) -> Result<Answer, String> {
    let form: Vec<(String, String)> = url::form_urlencoded::parse(&asked.body).into_owned().collect();
    let field = |name: &str| form.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str());
    let (header, claims) = opened(field("client_assertion"), &rules.key)?;
    let endpoint = format!("{origin}/oauth2/v1/token");
    let life = claims["exp"].as_i64().unwrap_or(0) - Timestamp::now().as_second();
    let fits = [
        ("grant_type", field("grant_type") == "client_credentials"),
        ("type", field("client_assertion_type") == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
        ("kid", header["kid"] == rules.key["kid"]),
        ("iss", claims["iss"] == CLIENT && claims["sub"] == CLIENT),
        ("aud", claims["aud"] == endpoint.as_str()),
        ("exp", (1..=300).contains(&life)),
        ("jti", seen.ids.insert(claims["jti"].as_str().unwrap_or("").to_owned())),
    ];
    if let Some((what, _)) = fits.iter().find(|(_, fits)| !fits) {
        return Err(format!("The assertion’s {what} does not fit"));
    }
    if rules.dpop {
        let Some(proof) = asked.header("dpop") else {
            let missing =
                json!({"error": "invalid_dpop_proof", "error_description": "The DPoP proof JWT header is missing."});
            return Ok(Answer::json(400, &missing));
        };
        let claims = proven(proof, "POST", &endpoint, None, seen)?;
        if claims["nonce"] != "endpoint-nonce" {
            let body = json!({"error": "use_dpop_nonce", "error_description": "Authorization server requires nonce in DPoP proof."});
            return Ok(Answer::json(400, &body).with("dpop-nonce", "endpoint-nonce"));
        }
    }
    seen.scopes.push(field("scope").to_owned());
    let (given, missing): (Vec<&str>, Vec<&str>) =
        field("scope").split(' ').partition(|scope| rules.granted.contains(scope));
    if given.is_empty() || (rules.strict && !missing.is_empty()) {
        let body =
            json!({"error": "invalid_scope", "error_description": "You are not allowed any of the requested scopes."});
        return Ok(Answer::json(400, &body));
    }
    seen.tokens += 1;
    let token = format!("at-{}-marker-7c1d", seen.tokens);
    let kind = if rules.dpop { "DPoP" } else { "Bearer" };
    let body = json!({"access_token": token, "token_type": kind, "expires_in": rules.life, "scope": given.join(" ")});
    Ok(Answer::json(200, &body))
}

fn call(asked: &Asked, origin: &str, rules: &Rules, seen: &mut Seen) -> Result<Answer, String> {
    let (method, target) = asked.line.split_once(' ').unwrap();
    let (kind, token) = asked.header("authorization").and_then(|value| value.split_once(' ')).unwrap_or(("", ""));
    if kind != if rules.dpop { "DPoP" } else { "Bearer" } {
        return Err(format!("{} came with {kind}", asked.line));
    }
    let number: usize = token.split('-').nth(1).and_then(|number| number.parse().ok()).unwrap_or(0);
    if number == 0 || number > seen.tokens {
        return Err(format!("{token} was never given"));
    }
    if rules.dpop {
        let proof = asked.header("dpop").ok_or("no proof came with the token")?;
        let path = target.split('?').next().unwrap();
        let claims = proven(proof, method, &format!("{origin}{path}"), Some(token), seen)?;
        if claims["nonce"] != "api-nonce" {
            let asks = "DPoP error=\"use_dpop_nonce\", error_description=\"nonce required\"";
            return Ok(Answer::text(401, "").with("www-authenticate", asks).with("dpop-nonce", "api-nonce"));
        }
    }
    if number <= rules.revoked {
        return Ok(Answer::json(401, &json!({"errorCode": "E0000011", "errorSummary": "Invalid token provided"})));
    }
    seen.calls += 1;
    if target.starts_with("/api/v1/logs") {
        let refused = json!({"errorCode": "E0000006", "errorSummary": "You do not have permission"});
        return Ok(Answer::json(403, &refused));
    }
    Ok(Answer::json(200, &json!({"id": "00g1", "profile": {"name": "Readers"}})))
}

/// Checks a proof (RFC 9449 section 4.3); gives its claims.
fn proven(proof: &str, method: &str, url: &str, token: Option<&str>, seen: &mut Seen) -> Result<Value, String> {
    let header = part(proof, 0)?;
    let (_, claims) = opened(proof, &header["jwk"])?;
    let hash = token.map(|token| URL_SAFE_NO_PAD.encode(digest(&SHA256, token.as_bytes())));
    let age = Timestamp::now().as_second() - claims["iat"].as_i64().unwrap_or(0);
    let fits = [
        ("typ", header["typ"] == "dpop+jwt"),
        ("jwk", header["jwk"].get("d").is_none()),
        ("htm", claims["htm"] == method),
        ("htu", claims["htu"] == url),
        ("iat", (0..=30).contains(&age)),
        ("ath", claims.get("ath").and_then(Value::as_str) == hash.as_deref()),
        ("jti", seen.ids.insert(claims["jti"].as_str().unwrap_or("").to_owned())),
    ];
    match fits.iter().find(|(_, fits)| !fits) {
        Some((what, _)) => Err(format!("the proof’s {what} does not fit")),
        None => Ok(claims),
    }
}

/// Checks the signature of a JWS by a public JWK; gives header and claims.
fn opened(jws: &str, key: &Value) -> Result<(Value, Value), String> {
    let (input, signature) = jws.rsplit_once('.').ok_or("no JWS")?;
    let signature = decoded(signature)?;
    let header = part(jws, 0)?;
    let field = |name: &str| decoded(key[name].as_str().unwrap_or(""));
    let verified = match (header["alg"].as_str(), key["kty"].as_str()) {
        (Some("RS256"), Some("RSA")) => RsaPublicKeyComponents { n: field("n")?, e: field("e")? }.verify(
            &RSA_PKCS1_2048_8192_SHA256,
            input.as_bytes(),
            &signature,
        ),
        (Some("ES256"), Some("EC")) => {
            let point = [vec![4], field("x")?, field("y")?].concat();
            UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(input.as_bytes(), &signature)
        }
        _ => return Err("alg and key do not fit".into()),
    };
    verified.map_err(|_| "The client_assertion signature is invalid.")?;
    Ok((header, part(jws, 1)?))
}

fn part(jws: &str, index: usize) -> Result<Value, String> {
    let bytes = decoded(jws.split('.').nth(index).unwrap_or(""))?;
    serde_json::from_slice(&bytes).map_err(|_| "not JSON".to_owned())
}

fn decoded(text: &str) -> Result<Vec<u8>, String> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| "not base64url".to_owned())
}
