//! What is asked.

use std::fmt;

use serde_json::Value;
use url::Url;

use crate::{Credential, Method, Secret};

/// One request. Build it with [`Request::get`] or [`Request::new`] and the `with_…` methods.
#[derive(Clone, Debug)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The whole URL.
    pub url: Url,
    /// Headers beside `User-Agent`, `Authorization` and `Content-Type`.
    pub headers: Vec<(String, String)>,
    /// Who asks.
    pub credential: Credential,
    /// What is sent along.
    pub body: Body,
    /// Further secrets of this request (a signed assertion), masked wherever they occur in evidence.
    pub secrets: Vec<Secret>,
}

/// A request's body. Its `Debug` shows no content: a body may hold a password.
#[derive(Clone, Default)]
pub enum Body {
    /// No body.
    #[default]
    None,
    /// JSON under this content type.
    Json {
        /// `application/json`, `application/scim+json`, …
        content_type: &'static str,
        /// The content.
        value: Value,
    },
    /// `application/x-www-form-urlencoded` pairs.
    Form(Vec<(String, String)>),
}

impl fmt::Debug for Body {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::None => "None",
            Self::Json { .. } => "Json",
            Self::Form(_) => "Form",
        })
    }
}

impl Request {
    /// A request without credential, body or further headers.
    pub fn new(method: Method, url: Url) -> Self {
        Self { method, url, headers: Vec::new(), credential: Credential::None, body: Body::None, secrets: Vec::new() }
    }

    /// A `GET`.
    pub fn get(url: Url) -> Self {
        Self::new(Method::GET, url)
    }

    /// Adds a header.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sets who asks.
    #[must_use]
    pub fn with_credential(mut self, credential: Credential) -> Self {
        self.credential = credential;
        self
    }

    /// Sends `application/json`.
    #[must_use]
    pub fn with_json(self, value: Value) -> Self {
        self.with_json_as("application/json", value)
    }

    /// Sends JSON under another content type, such as `application/scim+json`.
    #[must_use]
    pub fn with_json_as(mut self, content_type: &'static str, value: Value) -> Self {
        self.body = Body::Json { content_type, value };
        self
    }

    /// Sends a form.
    #[must_use]
    pub fn with_form(mut self, pairs: Vec<(String, String)>) -> Self {
        self.body = Body::Form(pairs);
        self
    }

    /// Names a further secret to mask in evidence.
    #[must_use]
    pub fn with_secret(mut self, secret: Secret) -> Self {
        self.secrets.push(secret);
        self
    }

    pub(crate) fn has_header(&self, name: &str) -> bool {
        self.headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name))
    }

    /// Whether it may be sent again when nobody knows if it arrived (RFC 9110 section 9.2.2). A PATCH may not.
    pub fn is_idempotent(&self) -> bool {
        self.method.is_idempotent()
    }
}
