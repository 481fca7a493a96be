//! Sends a request under the policy, and keeps the evidence.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use reqwest::header::{ACCEPT_ENCODING, AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue};
use rustls::client::danger::ServerCertVerifier;
use tokio::time::timeout;

use crate::body::{ACCEPTED, Intake};
use crate::evidence::{describe, secrets_of};
use crate::fault::Context;
use crate::mask::Mask;
use crate::waiting::{Pause, UsedUp, asked_for, seconds_set};
use crate::{
    Body, Exchange, Fault, Header, HttpError, Policy, PolicyError, Received, Reply, Request, Url, WaitReason, Waiting,
    is_allowed, is_loopback, tls,
};

/// How much sooner the limit for connecting ends than the later ones, where a policy sets them alike: so a connection that
/// hangs is told as one.
const LEAD: Duration = Duration::from_millis(250);

/// Sends requests. Cloning is cheap and shares the connections; dropping the future of [`Client::send`] cancels it, also
/// while it waits.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
    watch: Option<Arc<Watch>>,
}

type Watch = dyn Fn(&Waiting) + Send + Sync;

struct Shared {
    policy: Policy,
    verifier: Arc<dyn ServerCertVerifier>,
    /// For loopback, and for everyone where the policy wants no proxy.
    direct: reqwest::Client,
    /// As the system is set.
    proxied: reqwest::Client,
    used_up: UsedUp,
}

impl fmt::Debug for Client {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Client").field("policy", &self.shared.policy).finish_non_exhaustive()
    }
}

impl Client {
    /// Makes a client: reads the system's proxy settings now, its trust store when it first speaks TLS.
    pub fn new(policy: Policy) -> Result<Self, PolicyError> {
        let verifier = tls::verifier(&policy)?;
        let setup = |error: &reqwest::Error| PolicyError::Setup { detail: error.to_string() };
        let direct = builder(&policy, &verifier)?.no_proxy().build().map_err(|error| setup(&error))?;
        let proxied = if policy.system_proxy {
            builder(&policy, &verifier)?.build().map_err(|error| setup(&error))?
        } else {
            direct.clone()
        };
        let shared = Shared { policy, verifier, direct, proxied, used_up: UsedUp::default() };
        Ok(Self { shared: Arc::new(shared), watch: None })
    }

    /// The same client, its connections included, that tells each wait when it begins. What is told stands in the
    /// exchange as well (`waited_ms`).
    #[must_use]
    pub fn with_waiting(&self, watch: impl Fn(&Waiting) + Send + Sync + 'static) -> Self {
        Self { shared: Arc::clone(&self.shared), watch: Some(Arc::new(watch)) }
    }

    /// The policy it was made from.
    pub fn policy(&self) -> &Policy {
        &self.shared.policy
    }

    pub(crate) fn verifier(&self) -> Arc<dyn ServerCertVerifier> {
        Arc::clone(&self.shared.verifier)
    }

    /// Sends the request and reads the whole answer. Any status but a lasting 429 is a [`Reply`].
    pub async fn send(&self, request: Request) -> Result<Reply, HttpError> {
        self.receive(request).await.map(Received::shown)
    }

    /// As [`Client::send`], for who reads many long answers and shows few: the body becomes evidence by
    /// [`Received::shown`] only.
    ///
    /// An idempotent request is repeated after 429, after 503 with `Retry-After` and after a connection that was closed,
    /// when the wait fits the policy; never more often than [`Policy::max_attempts`]. Any request waits first when an
    /// answer before it said that nothing is left of the rate limit. Where that wait would exceed the policy it is sent
    /// at once: the server has the last word.
    pub async fn receive(&self, request: Request) -> Result<Received, HttpError> {
        let policy = &self.shared.policy;
        let mask = Mask::new(secrets_of(&request));
        let mut evidence = describe(&request, &mask, policy);
        if !is_allowed(&request.url) {
            return Err(failed(evidence, Fault::NotHttps));
        }
        let mut waited = Duration::ZERO;
        if let Some(left) = self.shared.used_up.left(&request.url).filter(|left| *left <= policy.max_wait) {
            waited += self.wait(&request.url, &mut evidence, WaitReason::RateLimited, Pause::set(left)).await;
        }
        loop {
            evidence.attempts += 1;
            let ended = self.attempt(&request, &mask, &mut evidence).await;
            let now = Timestamp::now();
            let asked = match &ended {
                Ok(received) => asked_for(&received.reply, evidence.attempts, now),
                Err(Fault::Closed) => Some((WaitReason::Closed, Pause::growing(evidence.attempts))),
                Err(_) => None,
            };
            let repeats = request.is_idempotent() && evidence.attempts < policy.max_attempts;
            match asked.filter(|(_, pause)| repeats && waited + pause.least <= policy.max_wait) {
                Some((why, pause)) => waited += self.wait(&request.url, &mut evidence, why, pause).await,
                None => return self.conclude(ended, evidence, now),
            }
        }
    }

    /// What the caller gets when nothing is to be tried any more.
    fn conclude(
        &self,
        ended: Result<Received, Fault>,
        evidence: Exchange,
        now: Timestamp,
    ) -> Result<Received, HttpError> {
        match ended {
            Ok(received) if received.reply.status == 429 => {
                let retry_after = seconds_set(&received.reply, now);
                Err(failed(received.shown().exchange, Fault::RateLimited { retry_after }))
            }
            Ok(received) => {
                if let Some(limit) = received.reply.rate_limit() {
                    self.shared.used_up.note(&received.reply.url, limit, now);
                }
                Ok(received)
            }
            Err(fault) => Err(failed(evidence, fault)),
        }
    }

    /// Tells the wait, waits, and gives back how long.
    async fn wait(&self, url: &Url, evidence: &mut Exchange, why: WaitReason, pause: Pause) -> Duration {
        let length = pause.length(&self.shared.policy);
        if let Some(watch) = &self.watch {
            watch(&Waiting {
                host: url.host_str().unwrap_or_default().to_owned(),
                why,
                wait_ms: millis(length),
                attempt: evidence.attempts + 1,
                status: evidence.status,
            });
        }
        tokio::time::sleep(length).await;
        evidence.waited_ms += millis(length);
        length
    }

    async fn attempt(&self, request: &Request, mask: &Mask, evidence: &mut Exchange) -> Result<Received, Fault> {
        let policy = &self.shared.policy;
        let context =
            Context { host: request.url.host_str().unwrap_or_default(), connect_ms: millis(policy.connect_timeout) };
        evidence.status = None;
        evidence.response_headers.clear();
        evidence.response_body = None;
        evidence.first_byte_ms = None;
        evidence.total_ms = 0;

        let prepared = prepare(request)?;
        let started = Instant::now();
        let first_byte = policy.first_byte_timeout.min(policy.timeout);
        let soonest = policy.connect_timeout + LEAD;
        let client = if is_loopback(&request.url) { &self.shared.direct } else { &self.shared.proxied };
        let begun = match timeout(first_byte.max(soonest), client.execute(prepared)).await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(error)) => Err(Fault::from_reqwest(&error, &context)),
            Err(_) => Err(Fault::Timeout { after_ms: millis(first_byte), began: false }),
        };
        evidence.total_ms = millis(started.elapsed());
        let mut answer = begun?;
        evidence.first_byte_ms = Some(evidence.total_ms);
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

        let encoding = headers.iter().find(|(name, _)| name == "content-encoding").map(|(_, value)| &**value);
        let mut intake = Intake::new(encoding, policy.max_body);
        let left = policy.timeout.max(soonest).saturating_sub(started.elapsed());
        let ended = timeout(left, take(&mut answer, &mut intake, &context))
            .await
            .unwrap_or(Err(Fault::Timeout { after_ms: millis(policy.timeout), began: true }));
        let body = intake.into_body();
        evidence.total_ms = millis(started.elapsed());
        evidence.response_bytes = body.len() as u64;
        if let Err(fault) = ended {
            evidence.response_body = Some(mask.excerpt(&body, policy.max_evidence).0);
            evidence.response_truncated = true;
            return Err(fault);
        }
        let reply = Reply {
            status: answer.status().as_u16(),
            body,
            exchange: evidence.clone(),
            url: request.url.clone(),
            headers,
            mask: mask.clone(),
        };
        Ok(Received { reply, limit: policy.max_evidence })
    }
}

/// Reads the body to its end.
async fn take(answer: &mut reqwest::Response, intake: &mut Intake, context: &Context<'_>) -> Result<(), Fault> {
    intake.expect(answer.content_length())?;
    loop {
        match answer.chunk().await {
            Ok(Some(chunk)) => intake.take(&chunk)?,
            Ok(None) => return intake.end(),
            // Whatever breaks after the headers is an answer that did not become whole.
            Err(error) => {
                return Err(match Fault::from_reqwest(&error, context) {
                    Fault::Protocol { .. } | Fault::Proxy { .. } => Fault::Closed,
                    fault => fault,
                });
            }
        }
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
    if !request.has_header("accept-encoding") {
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(ACCEPTED));
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
        .connect_timeout(policy.connect_timeout))
}

fn failed(mut exchange: Exchange, fault: Fault) -> HttpError {
    exchange.error = Some(fault.to_string());
    HttpError { fault, exchange: Box::new(exchange) }
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
