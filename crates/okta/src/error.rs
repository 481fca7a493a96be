//! What can go wrong between Catflap and an org.

use std::fmt;

use catflap_http::{DecodeError, Exchange, Fault, HttpError, Reply};
use jiff::Timestamp;
use serde::Deserialize;
use thiserror::Error;

use crate::model::SamlMetadataError;

/// Header that Okta puts on each of its answers; its support asks for it.
const REQUEST_ID: &str = "x-okta-request-id";

/// Why a call did not yield what was asked. Each variant carries the exchange as evidence, secrets masked.
#[derive(Debug, Clone, Error)]
pub enum OktaError {
    /// 401 or `E0000011`: the token is wrong, revoked, or died after 30 days without use.
    #[error("Okta does not accept the token")]
    InvalidToken(Box<Refusal>),
    /// 403 or `E0000006`: the administrator behind the token lacks the right, or the access token lacks a scope.
    #[error("the token may not do this in Okta")]
    NoPermission(Box<Refusal>),
    /// 404 or `E0000007`, said by Okta itself.
    #[error("Okta does not know what was asked for")]
    NotFound(Box<Refusal>),
    /// 429 or `E0000047`, and the time to wait is longer than the policy waits.
    #[error("Okta’s rate limit is reached")]
    RateLimited {
        /// When the limit opens again, as far as Okta told.
        reset: Option<Timestamp>,
        /// Evidence.
        exchange: Box<Exchange>,
    },
    /// Any other refusal with Okta's error body.
    #[error("Okta refused: {0}")]
    Api(Box<Refusal>),
    /// The answer does not come from Okta's management API: a wrong address, or a page of something in between.
    #[error("the answer (status {}) is not Okta’s", status(exchange))]
    NotOkta {
        /// Evidence.
        exchange: Box<Exchange>,
    },
    /// A 5xx without Okta's error body.
    #[error("Okta is not available (status {})", status(exchange))]
    Unavailable {
        /// Evidence.
        exchange: Box<Exchange>,
    },
    /// JSON of another shape than the API describes.
    #[error("Okta’s answer is not as described at {path}: {message}")]
    Parse {
        /// Where in the answer, as `[3].profile.name`.
        path: String,
        /// What was found and what was expected.
        message: String,
        /// Evidence.
        exchange: Box<Exchange>,
    },
    /// The link to the next page leads to another origin. It was not followed, as the token would go along.
    #[error("the next page’s address leads away from the org")]
    ForeignPage {
        /// The host it leads to.
        host: String,
        /// Evidence.
        exchange: Box<Exchange>,
    },
    /// The link to the next page leads to a page already read, or pages do not end.
    #[error("Okta’s pages do not come to an end")]
    EndlessPages {
        /// Evidence of the last page.
        exchange: Box<Exchange>,
    },
    /// The SAML metadata cannot be read.
    #[error("the SAML metadata cannot be read: {source}")]
    Metadata {
        /// Why.
        source: SamlMetadataError,
        /// Evidence.
        exchange: Box<Exchange>,
    },
    /// No usable answer at all.
    #[error(transparent)]
    Http(HttpError),
}

/// Okta's error body and what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Status code.
    pub status: u16,
    /// `errorCode`, such as `E0000011`; empty when the answer had no body.
    pub code: String,
    /// `errorSummary`, secrets masked.
    pub summary: String,
    /// `errorCauses`, secrets masked.
    pub causes: Vec<String>,
    /// `errorId`.
    pub error_id: Option<String>,
    /// `x-okta-request-id`.
    pub request_id: Option<String>,
    /// Evidence.
    pub exchange: Exchange,
}

impl fmt::Display for Refusal {
    /// What is needed to act on it or to ask Okta's support: `summary (code): cause; cause [request id]`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} ({})", self.summary, self.code)?;
        for (index, cause) in self.causes.iter().enumerate() {
            write!(out, "{} {cause}", if index == 0 { ":" } else { ";" })?;
        }
        match &self.request_id {
            Some(id) => write!(out, " [request {id}]"),
            None => Ok(()),
        }
    }
}

#[derive(Default, Deserialize)]
struct ErrorBody {
    #[serde(rename = "errorCode")]
    code: String,
    #[serde(rename = "errorSummary", default)]
    summary: Option<String>,
    #[serde(rename = "errorId", default)]
    id: Option<String>,
    #[serde(rename = "errorCauses", default)]
    causes: Option<Vec<Cause>>,
}

#[derive(Deserialize)]
struct OAuthErrorBody {
    error: String,
    #[serde(default)]
    error_description: Option<String>,
}

#[derive(Deserialize)]
struct Cause {
    #[serde(rename = "errorSummary", default)]
    summary: Option<String>,
}

impl OktaError {
    /// What was asked and what came back, secrets masked.
    pub fn exchange(&self) -> &Exchange {
        match self {
            Self::InvalidToken(refusal)
            | Self::NoPermission(refusal)
            | Self::NotFound(refusal)
            | Self::Api(refusal) => &refusal.exchange,
            Self::RateLimited { exchange, .. }
            | Self::NotOkta { exchange }
            | Self::Unavailable { exchange }
            | Self::Parse { exchange, .. }
            | Self::ForeignPage { exchange, .. }
            | Self::EndlessPages { exchange }
            | Self::Metadata { exchange, .. } => exchange,
            Self::Http(error) => &error.exchange,
        }
    }

    /// Okta's own words, when it refused.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::InvalidToken(refusal)
            | Self::NoPermission(refusal)
            | Self::NotFound(refusal)
            | Self::Api(refusal) => Some(refusal),
            _ => None,
        }
    }

    /// Okta's id of the request, which its support asks for.
    pub fn request_id(&self) -> Option<&str> {
        self.exchange().response_header(REQUEST_ID)
    }

    /// Reads an answer whose status is not 2xx.
    pub(crate) fn from_reply(reply: &Reply) -> Self {
        // Read from the evidence, in which secrets are masked: an error may quote what it was sent.
        let body: Option<ErrorBody> =
            reply.exchange.response_body.as_deref().and_then(|text| serde_json::from_str(text).ok());
        Self::refused(reply, body)
    }

    /// Reads a refusal of the token endpoint (RFC 6749 section 5.2).
    pub(crate) fn from_token_reply(reply: &Reply) -> Self {
        let body: Option<OAuthErrorBody> =
            reply.exchange.response_body.as_deref().and_then(|text| serde_json::from_str(text).ok());
        let Some(OAuthErrorBody { error, error_description }) = body else { return Self::from_reply(reply) };
        Self::refused(reply, Some(ErrorBody { code: error, summary: error_description, ..ErrorBody::default() }))
    }

    fn refused(reply: &Reply, body: Option<ErrorBody>) -> Self {
        let exchange = reply.exchange.clone();
        let request_id = exchange.response_header(REQUEST_ID).map(str::to_owned);
        if body.is_none() && (request_id.is_none() || reply.is_html()) {
            let exchange = Box::new(exchange);
            return if reply.status >= 500 { Self::Unavailable { exchange } } else { Self::NotOkta { exchange } };
        }
        let body = body.unwrap_or_default();
        let refusal = Refusal {
            status: reply.status,
            code: body.code,
            summary: body.summary.unwrap_or_default(),
            causes: body.causes.unwrap_or_default().into_iter().filter_map(|cause| cause.summary).collect(),
            error_id: body.id,
            request_id,
            exchange,
        };
        match (refusal.status, refusal.code.as_str()) {
            (_, "invalid_scope" | "consent_required" | "access_denied") => Self::NoPermission(Box::new(refusal)),
            (_, "E0000047") => Self::limited(refusal.exchange),
            (_, "E0000011" | "invalid_client") | (401, _) => Self::InvalidToken(Box::new(refusal)),
            (_, "E0000006") | (403, _) => Self::NoPermission(Box::new(refusal)),
            (_, "E0000007") | (404, _) => Self::NotFound(Box::new(refusal)),
            (500.., "") => Self::Unavailable { exchange: Box::new(refusal.exchange) },
            _ => Self::Api(Box::new(refusal)),
        }
    }

    /// Reads a body that could not be decoded although the status was 2xx.
    pub(crate) fn from_decode(error: DecodeError, exchange: Exchange) -> Self {
        let exchange = Box::new(exchange);
        match error {
            DecodeError::Shape { path, message } => Self::Parse { path, message, exchange },
            DecodeError::Empty | DecodeError::Html | DecodeError::NotJson { .. } => Self::NotOkta { exchange },
        }
    }

    fn limited(exchange: Exchange) -> Self {
        let reset = catflap_http::RateLimit::from_headers(&exchange.response_headers)
            .and_then(|limit| limit.reset)
            .and_then(|seconds| i64::try_from(seconds).ok())
            .and_then(|seconds| Timestamp::from_second(seconds).ok());
        Self::RateLimited { reset, exchange: Box::new(exchange) }
    }
}

impl From<HttpError> for OktaError {
    fn from(error: HttpError) -> Self {
        match error.fault {
            Fault::RateLimited { .. } => Self::limited(*error.exchange),
            _ => Self::Http(error),
        }
    }
}

fn status(exchange: &Exchange) -> String {
    exchange.status.map_or_else(|| "none".to_owned(), |status| status.to_string())
}
