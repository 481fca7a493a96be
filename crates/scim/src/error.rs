//! Why a SCIM request came to nothing.

use catflap_http::{DecodeError, Exchange, HttpError, Reply};

use crate::ScimError;

/// A request that did not do what it was to do.
#[derive(Debug, Clone, thiserror::Error)]
pub enum ClientError {
    /// No usable answer came.
    #[error(transparent)]
    Http(#[from] HttpError),
    /// 401: the token is wrong, was replaced, or was not sent.
    #[error("the service provider does not accept the token (401)")]
    Unauthorized(Box<Refusal>),
    /// 403: the token is known, but may not do this.
    #[error("the service provider forbids this (403)")]
    Forbidden(Box<Refusal>),
    /// 404: there is no such resource, or the URL is wrong.
    #[error("the service provider knows nothing at this address (404)")]
    NotFound(Box<Refusal>),
    /// 409: it exists already.
    #[error("the service provider has this already (409)")]
    Conflict(Box<Refusal>),
    /// 3xx: the service provider points elsewhere; it was not followed.
    #[error("the service provider points to another address ({})", answer.status)]
    Redirected {
        /// The target, when it is a URL.
        to: Option<String>,
        /// What came.
        answer: Box<Refusal>,
    },
    /// Any other status but 2xx.
    #[error("the service provider answered {}", .0.status)]
    Refused(Box<Refusal>),
    /// 2xx, but the body can't be read.
    #[error("{error}")]
    Unreadable {
        /// What is wrong with it, and where.
        error: DecodeError,
        /// What came.
        exchange: Box<Exchange>,
    },
    /// It was cancelled.
    #[error("cancelled")]
    Cancelled,
}

/// An answer that refuses.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// The status code.
    pub status: u16,
    /// The server's own words, secrets masked; none when the body is no SCIM error.
    pub detail: Option<String>,
    /// `uniqueness`, `invalidFilter`, … (RFC 7644 table 9).
    pub scim_type: Option<String>,
    /// What was asked and what came.
    pub exchange: Exchange,
}

impl ClientError {
    /// What was asked and what came, as far as it came; none when nothing was asked.
    pub fn exchange(&self) -> Option<&Exchange> {
        match self {
            Self::Http(error) => Some(&error.exchange),
            Self::Unauthorized(refusal)
            | Self::Forbidden(refusal)
            | Self::NotFound(refusal)
            | Self::Conflict(refusal)
            | Self::Redirected { answer: refusal, .. }
            | Self::Refused(refusal) => Some(&refusal.exchange),
            Self::Unreadable { exchange, .. } => Some(exchange),
            Self::Cancelled => None,
        }
    }

    /// The status code, when an answer came.
    pub fn status(&self) -> Option<u16> {
        self.exchange().and_then(|exchange| exchange.status)
    }

    /// Sorts an answer that is no 2xx.
    pub(crate) fn from_reply(reply: &Reply) -> Self {
        let body: Option<ScimError> = reply.json().ok();
        let masked = |text: Option<String>| text.map(|text| reply.masked(&text));
        let refusal = Box::new(Refusal {
            status: reply.status,
            detail: masked(body.as_ref().and_then(|body| body.detail.clone())),
            scim_type: masked(body.and_then(|body| body.scim_type)),
            exchange: reply.exchange.clone(),
        });
        if let Some(redirect) = reply.redirect() {
            let to = redirect.to.map(|to| reply.masked(to.as_str()));
            return Self::Redirected { to, answer: refusal };
        }
        match reply.status {
            401 => Self::Unauthorized(refusal),
            403 => Self::Forbidden(refusal),
            404 => Self::NotFound(refusal),
            409 => Self::Conflict(refusal),
            _ => Self::Refused(refusal),
        }
    }
}
