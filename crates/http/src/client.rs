//! Sends a request under the policy, and keeps the evidence.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue};
use rustls::client::danger::ServerCertVerifier;

use crate::fault::Context;
use crate::mask::{DOTS, Mask, is_secret_field};
use crate::{
    Body, Exchange, Fault, Header, HttpError, Policy, PolicyError, RateLimit, Reply, Request, Secret, is_allowed,
    is_loopback, parse_retry_after, tls,
};

/// Waited before a repeat that the server set no time for.
const FIRST_PAUSE: Duration = Duration::from_millis(250);

/// Sends requests. Cloning is cheap and shares the connections; dropping the future of [`Client::send`] cancels it.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

struct Shared {
    policy: Policy,
    verifier: Arc<dyn ServerCertVerifier>,
    /// For loopback, and for everyone where the policy wants no proxy.
    direct: reqwest::Client,
    /// As the system is set.
    proxied: reqwest::Client,
}

impl fmt::Debug for Client {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Client").field("policy", &self.shared.policy).finish_non_exhaustive()
    }
}

impl Client {
    /// Makes a client: reads the system's trust store and proxy settings once.
    pub fn new(policy: Policy) -> Result<Self, PolicyError> {
        let verifier = tls::verifier(&policy)?;
        let setup = |error: &reqwest::Error| PolicyError::Setup { detail: error.to_string() };
        let direct = builder(&policy, &verifier)?.no_proxy().build().map_err(|error| setup(&error))?;
        let proxied = if policy.system_proxy {
            builder(&policy, &verifier)?.build().map_err(|error| setup(&error))?
        } else {
            direct.clone()
        };
        Ok(Self { shared: Arc::new(Shared { policy, verifier, direct, proxied }) })
    }

    /// The policy it was made from.
    pub fn policy(&self) -> &Policy {
        &self.shared.policy
    }

    pub(crate) fn verifier(&self) -> Arc<dyn ServerCertVerifier> {
        Arc::clone(&self.shared.verifier)
    }

    /// Sends the request and reads the whole answer. Any status but a lasting 429 is a [`Reply`].
    ///
    /// An idempotent request is repeated after 429 (when the wait fits the policy) and after a connection that was
    /// closed; never more often than [`Policy::max_attempts`].
    pub async fn send(&self, request: Request) -> Result<Reply, HttpError> {
        let policy = &self.shared.policy;
        let mask = Mask::new(secrets_of(&request));
        let mut evidence = describe(&request, &mask, policy);
        if !is_allowed(&request.url) {
            return Err(failed(evidence, Fault::NotHttps));
        }
        let mut waited = Duration::ZERO;
        loop {
            evidence.attempts += 1;
            let may_repeat = request.is_idempotent() && evidence.attempts < policy.max_attempts;
            let (fault, wait) = match self.attempt(&request, &mask, &mut evidence).await {
                Ok(reply) if reply.status == 429 => {
                    let retry_after = retry_after(&reply);
                    (Fault::RateLimited { retry_after }, retry_after.map(Duration::from_secs))
                }
                Ok(reply) => return Ok(reply),
                Err(fault) if fault.is_passing() => (fault, None),
                Err(fault) => return Err(failed(evidence, fault)),
            };
            let wait = wait.unwrap_or(FIRST_PAUSE * evidence.attempts);
            if !may_repeat || waited + wait > policy.max_wait {
                return Err(failed(evidence, fault));
            }
            tokio::time::sleep(wait).await;
            waited += wait;
            evidence.waited_ms = millis(waited);
        }
    }

    async fn attempt(&self, request: &Request, mask: &Mask, evidence: &mut Exchange) -> Result<Reply, Fault> {
        let policy = &self.shared.policy;
        let context = Context {
            host: request.url.host_str().unwrap_or_default(),
            connect_ms: millis(policy.connect_timeout),
            timeout_ms: millis(policy.timeout),
        };
        evidence.status = None;
        evidence.response_headers.clear();
        evidence.response_body = None;
        evidence.first_byte_ms = None;
        evidence.total_ms = 0;

        let prepared = prepare(request)?;
        let started = Instant::now();
        let client = if is_loopback(&request.url) { &self.shared.direct } else { &self.shared.proxied };
        let mut answer = match client.execute(prepared).await {
            Ok(answer) => answer,
            Err(error) => {
                evidence.total_ms = millis(started.elapsed());
                return Err(Fault::from_reqwest(&error, &context));
            }
        };
        evidence.first_byte_ms = Some(millis(started.elapsed()));
        evidence.status = Some(answer.status().as_u16());
        evidence.http_version = Some(version(answer.version()).to_owned());
        let headers: Vec<(String, String)> = answer
            .headers()
            .iter()
            .map(|(name, value)| (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
            .collect();
        evidence.response_headers = headers
            .iter()
            .map(|(name, value)| Header { name: name.clone(), value: mask.header(name, value) })
            .collect();

        let mut body: Vec<u8> = Vec::new();
        let ended = loop {
            match answer.chunk().await {
                Ok(Some(chunk)) if body.len() + chunk.len() > policy.max_body => {
                    break Err(Fault::BodyTooLarge { limit: policy.max_body as u64 });
                }
                Ok(Some(chunk)) => body.extend_from_slice(&chunk),
                Ok(None) => break Ok(()),
                Err(error) => {
                    // Whatever breaks after the headers is an answer that did not become whole.
                    break Err(match Fault::from_reqwest(&error, &context) {
                        Fault::Protocol { .. } | Fault::Proxy { .. } => Fault::Closed,
                        fault => fault,
                    });
                }
            }
        };
        evidence.total_ms = millis(started.elapsed());
        evidence.response_bytes = body.len() as u64;
        let (text, cut) = cut(mask.body(&String::from_utf8_lossy(&body)), policy.max_evidence);
        evidence.response_body = Some(text);
        evidence.response_truncated = cut || ended.is_err();
        ended?;
        Ok(Reply {
            status: answer.status().as_u16(),
            body,
            exchange: evidence.clone(),
            url: request.url.clone(),
            headers,
            mask: mask.clone(),
        })
    }
}

fn prepare(request: &Request) -> Result<reqwest::Request, Fault> {
    let mut prepared = reqwest::Request::new(request.method.clone(), request.url.clone());
    let headers = prepared.headers_mut();
    for (name, value) in &request.headers {
        let unsendable = || Fault::Unsendable { what: name.clone() };
        let value = HeaderValue::from_str(value).map_err(|_| unsendable())?;
        headers.append(HeaderName::from_bytes(name.as_bytes()).map_err(|_| unsendable())?, value);
    }
    if let Some(value) = request.credential.header() {
        let mut value =
            HeaderValue::from_str(value.expose()).map_err(|_| Fault::Unsendable { what: "authorization".into() })?;
        value.set_sensitive(true);
        headers.insert(AUTHORIZATION, value);
    }
    match &request.body {
        Body::None => {}
        Body::Json { content_type, value } => {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
            *prepared.body_mut() = Some(value.to_string().into());
        }
        Body::Form(pairs) => {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
            *prepared.body_mut() = Some(form(pairs.iter().map(|(n, v)| (n.as_str(), v.as_str()))).into());
        }
    }
    Ok(prepared)
}

fn builder(policy: &Policy, verifier: &Arc<dyn ServerCertVerifier>) -> Result<reqwest::ClientBuilder, PolicyError> {
    let mut config = tls::config(Arc::clone(verifier))?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(reqwest::Client::builder()
        .tls_backend_preconfigured(config)
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .user_agent(&policy.user_agent)
        .connect_timeout(policy.connect_timeout)
        .timeout(policy.timeout))
}

/// The credential, the further secrets, and what the body itself marks as secret by name.
fn secrets_of(request: &Request) -> Vec<Secret> {
    fn collect(value: &serde_json::Value, secret: bool, into: &mut Vec<Secret>) {
        match value {
            serde_json::Value::String(text) if secret => into.push(Secret::new(text.clone())),
            serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, secret, into)),
            serde_json::Value::Object(fields) => {
                fields.iter().for_each(|(name, field)| collect(field, secret || is_secret_field(name), into));
            }
            _ => {}
        }
    }
    let mut all = request.credential.secrets();
    all.extend(request.secrets.iter().cloned());
    match &request.body {
        Body::None => {}
        Body::Json { value, .. } => collect(value, false, &mut all),
        Body::Form(pairs) => all.extend(
            pairs.iter().filter(|(name, _)| is_secret_field(name)).map(|(_, value)| Secret::new(value.clone())),
        ),
    }
    all
}

/// The evidence before anything is sent.
fn describe(request: &Request, mask: &Mask, policy: &Policy) -> Exchange {
    let mut headers: Vec<Header> = Vec::new();
    let mut add = |name: &str, value: String| headers.push(Header { name: name.to_ascii_lowercase(), value });
    if let Some(value) = request.credential.masked_header() {
        add("authorization", value);
    }
    add("user-agent", policy.user_agent.clone());
    for (name, value) in &request.headers {
        add(name, mask.header(name, value));
    }
    let body = match &request.body {
        Body::None => None,
        Body::Json { content_type, value } => {
            add("content-type", (*content_type).to_owned());
            Some(mask.body(&value.to_string()))
        }
        Body::Form(pairs) => {
            add("content-type", "application/x-www-form-urlencoded".to_owned());
            let masked: Vec<(&str, String)> = pairs
                .iter()
                .map(|(name, value)| {
                    (name.as_str(), if is_secret_field(name) { DOTS.into() } else { mask.text(value) })
                })
                .collect();
            Some(masked.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&"))
        }
    };
    Exchange {
        method: request.method.to_string(),
        url: mask.text(request.url.as_str()),
        request_headers: headers,
        request_body: body.map(|body| cut(body, policy.max_evidence).0),
        ..Exchange::default()
    }
}

fn failed(mut exchange: Exchange, fault: Fault) -> HttpError {
    exchange.error = Some(fault.to_string());
    HttpError { fault, exchange: Box::new(exchange) }
}

/// How long a 429 asks to wait, in seconds: by `Retry-After`, else by the end of the rate limit's window.
fn retry_after(reply: &Reply) -> Option<u64> {
    let now = Timestamp::now();
    reply.header("retry-after").and_then(|value| parse_retry_after(value, now)).or_else(|| {
        RateLimit::from_headers(&reply.exchange.response_headers).and_then(|limit| limit.seconds_to_reset(now))
    })
}

/// The text, no longer than `limit` bytes, and whether something was cut off.
fn cut(mut text: String, limit: usize) -> (String, bool) {
    if text.len() <= limit {
        return (text, false);
    }
    let mut end = limit;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.truncate(end);
    (text, true)
}

fn form<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

fn version(version: reqwest::Version) -> &'static str {
    match version {
        reqwest::Version::HTTP_09 => "HTTP/0.9",
        reqwest::Version::HTTP_10 => "HTTP/1.0",
        reqwest::Version::HTTP_2 => "HTTP/2",
        reqwest::Version::HTTP_3 => "HTTP/3",
        _ => "HTTP/1.1",
    }
}

/// Whole milliseconds.
pub(crate) fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_characters() {
        assert_eq!(cut("äää".into(), 3), ("ä".into(), true));
        assert_eq!(cut("äää".into(), 6), ("äää".into(), false));
    }
}
