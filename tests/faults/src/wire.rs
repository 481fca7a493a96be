//! HTTP/1.1 as bytes, so that it can be spoken wrongly.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::server::TlsStream;

use crate::directory::Directory;

/// A request as it arrived.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub method: String,
    /// Path and query.
    pub target: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Asked {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| &**value)
    }

    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// A query parameter, decoded.
    pub fn query(&self, name: &str) -> Option<String> {
        let query = self.target.split_once('?')?.1;
        let mut pairs = url::form_urlencoded::parse(query.as_bytes());
        pairs.find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
    }

    pub fn number(&self, name: &str) -> Option<usize> {
        self.query(name)?.parse().ok()
    }

    /// The filter of a look-up; none for a list.
    pub fn filter(&self) -> Option<String> {
        self.query("filter")
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    /// Whether it asks `endpoint` itself, and not for one resource of it.
    pub fn lists(&self, endpoint: &str) -> bool {
        self.method == "GET" && self.path().ends_with(&format!("/{endpoint}"))
    }

    /// Whether it asks for one resource of `endpoint`, or writes to one.
    pub fn is(&self, method: &str, endpoint: &str) -> bool {
        let below = self.path().rsplit_once('/').is_some_and(|(before, _)| before.ends_with(&format!("/{endpoint}")));
        self.method == method && (below || (method == "POST" && self.path().ends_with(&format!("/{endpoint}"))))
    }
}

/// What is sent back.
#[derive(Debug, Clone)]
pub(crate) enum Answer {
    /// A whole answer; `Content-Length` is added.
    Whole { status: u16, headers: Vec<(String, String)>, body: Vec<u8> },
    /// These bytes, then the connection is closed.
    Bytes(Vec<u8>),
    /// These bytes, then the connection is reset.
    Reset(Vec<u8>),
    /// These bytes, then another one from time to time for ever.
    Drip(Vec<u8>),
    /// These bytes, then the same once more and again for ever, as fast as they are taken.
    Flood(Vec<u8>, Vec<u8>),
    /// Whatever it is, this much later.
    Late(Duration, Box<Answer>),
    /// Nothing, for ever.
    Silence,
    /// The connection is closed without an answer.
    Close,
}

impl Answer {
    pub fn new(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self::Whole { status, headers: vec![("Content-Type".into(), content_type.into())], body: body.into() }
    }

    pub fn scim(status: u16, body: &Value) -> Self {
        Self::new(status, "application/scim+json", body.to_string())
    }

    /// A SCIM error (RFC 7644 section 3.12).
    pub fn error(status: u16, detail: &str) -> Self {
        let urn = "urn:ietf:params:scim:api:messages:2.0:Error";
        Self::scim(status, &serde_json::json!({"schemas": [urn], "status": status.to_string(), "detail": detail}))
    }

    /// No body at all.
    pub fn empty(status: u16) -> Self {
        Self::Whole { status, headers: Vec::new(), body: Vec::new() }
    }

    pub fn page(status: u16) -> Self {
        Self::new(status, "text/html; charset=utf-8", "<!DOCTYPE html><html><title>Sign in</title><form></form></html>")
    }

    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        if let Self::Whole { headers, .. } = &mut self {
            headers.push((name.into(), value.into()));
        }
        self
    }

    pub fn status(&self) -> u16 {
        if let Self::Whole { status, .. } = self { *status } else { 0 }
    }

    /// The same answer with its JSON changed.
    #[must_use]
    pub fn bent(self, bend: impl FnOnce(&mut Value)) -> Self {
        self.rewritten(|body| {
            let mut value: Value = serde_json::from_slice(&body).unwrap_or_default();
            bend(&mut value);
            value.to_string().into_bytes()
        })
    }

    /// The same answer with its body's bytes changed.
    #[must_use]
    pub fn rewritten(mut self, rewrite: impl FnOnce(Vec<u8>) -> Vec<u8>) -> Self {
        if let Self::Whole { body, .. } = &mut self {
            *body = rewrite(std::mem::take(body));
        }
        self
    }

    /// The same answer under another content type.
    #[must_use]
    pub fn called(mut self, content_type: &str) -> Self {
        if let Self::Whole { headers, .. } = &mut self {
            headers.retain(|(name, _)| name != "Content-Type");
        }
        self.with("Content-Type", content_type)
    }

    /// The answer as it goes over the wire, with this version of HTTP; empty when it is none.
    pub fn bytes(&self, version: &str) -> Vec<u8> {
        let Self::Whole { status, headers, body } = self else { return Vec::new() };
        let mut head = format!("HTTP/{version} {status} Faulty\r\n");
        if !headers.iter().any(|(name, _)| name == "Transfer-Encoding") {
            head.extend(["Content-Length: ", &body.len().to_string(), "\r\n"]);
        }
        for (name, value) in headers {
            head.extend([name.as_str(), ": ", value.as_str(), "\r\n"]);
        }
        head.push_str("\r\n");
        [head.into_bytes(), body.clone()].concat()
    }
}

/// How a row's server answers: it may look, and do, whatever it likes.
pub(crate) type Script = fn(&Asked, &mut Directory) -> Answer;

/// A connection that can be reset.
pub(crate) trait Line: AsyncRead + AsyncWrite + Unpin + Send {
    fn tcp(&self) -> &TcpStream;
}

impl Line for TcpStream {
    fn tcp(&self) -> &TcpStream {
        self
    }
}

impl Line for TlsStream<TcpStream> {
    fn tcp(&self) -> &TcpStream {
        self.get_ref().0
    }
}

/// Speaks on one connection until either side is done.
pub(crate) async fn converse(mut line: impl Line, script: Script, directory: Arc<Mutex<Directory>>) {
    while let Some(asked) = read(&mut line).await {
        let answer = {
            let mut directory = directory.lock().unwrap_or_else(PoisonError::into_inner);
            directory.seen.push(asked.clone());
            script(&asked, &mut directory)
        };
        if !send(&mut line, answer).await {
            return;
        }
    }
}

/// Sends an answer; false when the connection is done with.
async fn send(line: &mut impl Line, mut answer: Answer) -> bool {
    while let Answer::Late(time, later) = answer {
        tokio::time::sleep(time).await;
        answer = *later;
    }
    match answer {
        Answer::Whole { .. } => line.write_all(&answer.bytes("1.1")).await.is_ok() && line.flush().await.is_ok(),
        Answer::Bytes(bytes) => {
            let _ = line.write_all(&bytes).await;
            let _ = line.shutdown().await;
            false
        }
        Answer::Reset(bytes) => {
            let _ = line.write_all(&bytes).await;
            let _ = line.flush().await;
            // What the other side has not read yet is lost with a reset: first it takes what came.
            tokio::time::sleep(Duration::from_millis(50)).await;
            let _ = line.tcp().set_zero_linger();
            false
        }
        Answer::Drip(bytes) => {
            let mut sent = line.write_all(&bytes).await;
            while sent.is_ok() && line.flush().await.is_ok() {
                tokio::time::sleep(Duration::from_millis(100)).await;
                sent = line.write_all(b" ").await;
            }
            false
        }
        Answer::Flood(bytes, again) => {
            let mut sent = line.write_all(&bytes).await;
            while sent.is_ok() {
                sent = line.write_all(&again).await;
            }
            false
        }
        Answer::Silence => std::future::pending().await,
        Answer::Late(..) | Answer::Close => false,
    }
}

async fn read(line: &mut impl Line) -> Option<Asked> {
    let mut bytes = Vec::new();
    let head_end = loop {
        if let Some(at) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break at;
        }
        // What begins with 22 is a TLS handshake, which has no such end (RFC 8446 section 5.1).
        if bytes.first() == Some(&22) {
            return Some(Asked {
                method: "TLS".into(),
                target: String::new(),
                headers: Vec::new(),
                body: String::new(),
            });
        }
        let mut chunk = [0; 4096];
        match line.read(&mut chunk).await {
            Ok(0) | Err(_) => return None,
            Ok(count) => bytes.extend_from_slice(&chunk[..count]),
        }
    };
    let head = String::from_utf8_lossy(&bytes[..head_end]).into_owned();
    let mut lines = head.split("\r\n");
    let mut first = lines.next()?.split(' ');
    let (method, target) = (first.next()?.to_owned(), first.next()?.to_owned());
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let told = headers.iter().find(|(name, _)| name == "content-length").and_then(|(_, value)| value.parse().ok());
    let end = head_end + 4 + told.unwrap_or(0);
    while bytes.len() < end {
        let mut chunk = [0; 4096];
        match line.read(&mut chunk).await {
            Ok(0) | Err(_) => return None,
            Ok(count) => bytes.extend_from_slice(&chunk[..count]),
        }
    }
    let body = String::from_utf8_lossy(&bytes[head_end + 4..end]).into_owned();
    Some(Asked { method, target, headers, body })
}
