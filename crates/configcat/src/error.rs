//! What can go wrong between Catflap and ConfigCat's API.

use catflap_http::{DecodeError, Exchange, Fault, HttpError, Reply};
use thiserror::Error;

/// Why a call did not yield what was asked. Each variant carries the exchange as evidence, secrets masked. ConfigCat
/// does not document a body for errors, so none is read.
#[derive(Debug, Clone, Error)]
pub enum ConfigCatError {
    /// 401: the user name or password is wrong, or the credentials were deleted.
    #[error("ConfigCat does not accept the Public API credentials")]
    InvalidCredentials {
        /// Evidence.
        exchange: Box<Exchange>,
    },
    /// 403: the person behind the credentials may not see this (as a rule: is no Organization Admin).
    #[error("the person behind the Public API credentials may not see this")]
    NoPermission {
        /// Evidence.
        exchange: Box<Exchange>,
    },
    /// 404: no such organization or product, or not one of this person's.
    #[error("ConfigCat does not know what was asked for")]
    NotFound {
        /// Evidence.
        exchange: Box<Exchange>,
    },
    /// 429, and the time to wait is longer than the policy waits.
    #[error("ConfigCat’s rate limit is reached")]
    RateLimited {
        /// Seconds to wait, when ConfigCat told.
        retry_after: Option<u64>,
        /// Evidence.
        exchange: Box<Exchange>,
    },
    /// Any other 4xx.
    #[error("ConfigCat refused (status {status})")]
    Api {
        /// Status code.
        status: u16,
        /// Evidence.
        exchange: Box<Exchange>,
    },
    /// The answer does not come from ConfigCat's API: a wrong address, or a page of something in between.
    #[error("the answer is not that of ConfigCat’s Public Management API")]
    NotConfigCat {
        /// Evidence.
        exchange: Box<Exchange>,
    },
    /// A 5xx.
    #[error("ConfigCat is not available (status {status})")]
    Unavailable {
        /// Status code.
        status: u16,
        /// Evidence.
        exchange: Box<Exchange>,
    },
    /// JSON of another shape than the API describes.
    #[error("ConfigCat’s answer is not as described at {path}: {message}")]
    Parse {
        /// Where in the answer, as `members[3].email`.
        path: String,
        /// What was found and what was expected.
        message: String,
        /// Evidence.
        exchange: Box<Exchange>,
    },
    /// No usable answer at all.
    #[error(transparent)]
    Http(HttpError),
}

impl ConfigCatError {
    /// What was asked and what came back, secrets masked.
    pub fn exchange(&self) -> &Exchange {
        match self {
            Self::InvalidCredentials { exchange }
            | Self::NoPermission { exchange }
            | Self::NotFound { exchange }
            | Self::RateLimited { exchange, .. }
            | Self::Api { exchange, .. }
            | Self::NotConfigCat { exchange }
            | Self::Unavailable { exchange, .. }
            | Self::Parse { exchange, .. } => exchange,
            Self::Http(error) => &error.exchange,
        }
    }

    /// Reads an answer whose status is not 2xx.
    pub(crate) fn from_reply(reply: &Reply) -> Self {
        let exchange = Box::new(reply.exchange.clone());
        let status = reply.status;
        match status {
            500.. => Self::Unavailable { status, exchange },
            // A web page, or an address that sends elsewhere, is not the API.
            _ if reply.is_html() || status < 400 => Self::NotConfigCat { exchange },
            401 => Self::InvalidCredentials { exchange },
            403 => Self::NoPermission { exchange },
            404 => Self::NotFound { exchange },
            _ => Self::Api { status, exchange },
        }
    }

    /// Reads a body that could not be decoded although the status was 2xx.
    pub(crate) fn from_decode(error: DecodeError, exchange: Exchange) -> Self {
        let exchange = Box::new(exchange);
        match error {
            DecodeError::Shape { path, message } => Self::Parse { path, message, exchange },
            DecodeError::Empty | DecodeError::Html | DecodeError::NotJson { .. } => Self::NotConfigCat { exchange },
        }
    }
}

impl From<HttpError> for ConfigCatError {
    fn from(error: HttpError) -> Self {
        match error.fault {
            Fault::RateLimited { retry_after } => Self::RateLimited { retry_after, exchange: error.exchange },
            _ => Self::Http(error),
        }
    }
}
