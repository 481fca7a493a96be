//! The evidence of one request.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One header line as evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Header {
    /// The name, lower case.
    pub name: String,
    /// The value, secrets masked.
    pub value: String,
}

/// What was asked and what came back, secrets masked: safe to show, to store and to hand to support.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Exchange {
    /// `GET`, `PUT`, …
    pub method: String,
    /// The whole URL with its query.
    pub url: String,
    /// The headers that were sent; the credential stands as `Bearer ••••3f9a`.
    pub request_headers: Vec<Header>,
    /// The body that was sent, with passwords masked; none when there was none.
    pub request_body: Option<String>,
    /// The status code; none when no answer came.
    pub status: Option<u16>,
    /// `HTTP/1.1`, `HTTP/2`; none when no answer came.
    pub http_version: Option<String>,
    /// The headers that came back.
    pub response_headers: Vec<Header>,
    /// The body that came back as text, unpacked (`content-encoding` says whether it was packed), cut at the policy's limit; none when no answer came.
    pub response_body: Option<String>,
    /// How many bytes of body came, as they are after unpacking.
    pub response_bytes: u64,
    /// Whether `response_body` shows less than what came.
    pub response_truncated: bool,
    /// Milliseconds from the last attempt's start to the end of the answer or to the failure.
    pub total_ms: u64,
    /// Milliseconds from the last attempt's start to the answer's headers; a new connection's set-up is in it.
    pub first_byte_ms: Option<u64>,
    /// How often it was tried: 1 unless the first attempt was repeated.
    pub attempts: u32,
    /// Milliseconds spent waiting, before the first attempt and between attempts.
    pub waited_ms: u64,
    /// Why there is no whole answer, in a sentence; none when there is one.
    pub error: Option<String>,
}

impl Exchange {
    /// The value of a response header; names are compared without case.
    pub fn response_header(&self, name: &str) -> Option<&str> {
        self.response_headers.iter().find(|header| header.name.eq_ignore_ascii_case(name)).map(|header| &*header.value)
    }
}
