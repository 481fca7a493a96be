//! Serving on loopback: one shape of request and reply for both servers, and the faults between them.

use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::connect_info::{ConnectInfo, Connected};
use axum::extract::{Request, State};
use axum::response::Response;
use axum::serve::{IncomingStream, Listener};
use serde_json::Value;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::core::{Core, SeenRequest};
use crate::faults::{Fault, Side, spoil};

/// Bodies past this are refused; a group of 100,000 members is far below it.
const LARGEST_BODY: usize = 64 << 20;

/// A request as the two products see it.
pub(crate) struct Asked {
    pub method: String,
    /// The path as it was sent.
    pub path: String,
    /// Percent-decoded segments of the path.
    pub segments: Vec<String>,
    pub query: HashMap<String, String>,
    /// The query as it was sent, for links to the next page.
    pub raw_query: String,
    pub authorization: Option<String>,
    /// A `DPoP` proof (RFC 9449).
    pub dpop: Option<String>,
    pub body: Vec<u8>,
    /// A fault lets any credential in.
    pub let_in: bool,
}

/// What is answered.
pub(crate) struct Reply {
    pub status: u16,
    pub content_type: &'static str,
    pub body: Vec<u8>,
    pub headers: Vec<(&'static str, String)>,
}

impl Reply {
    pub fn json(status: u16, body: &Value) -> Self {
        Self { status, content_type: "application/json", body: body.to_string().into_bytes(), headers: Vec::new() }
    }

    pub fn text(status: u16, content_type: &'static str, body: impl Into<String>) -> Self {
        Self { status, content_type, body: body.into().into_bytes(), headers: Vec::new() }
    }

    pub fn empty(status: u16) -> Self {
        Self::text(status, "", "")
    }

    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    fn into_response(self) -> Response {
        let mut builder = Response::builder().status(self.status);
        if !self.content_type.is_empty() {
            builder = builder.header("content-type", self.content_type);
        }
        for (name, value) in self.headers {
            builder = builder.header(name, value);
        }
        builder.body(Body::from(self.body)).unwrap_or_else(|_| Response::new(Body::empty()))
    }
}

/// Which interface a path belongs to, and the answer of that interface.
pub(crate) trait Product: Clone + Send + Sync + 'static {
    fn side(&self, segments: &[String]) -> Side;
    fn answer(&self, core: &Arc<Core>, side: Side, asked: &Asked) -> Reply;
}

/// Serves one product until the sandbox stops.
pub(crate) fn serve<P: Product>(core: Arc<Core>, listener: TcpListener, product: P) -> JoinHandle<()> {
    let mut stopped = core.stopped.subscribe();
    let app = Router::new().fallback(handle::<P>).with_state((core, product));
    let server = axum::serve(Practice(listener), app.into_make_service_with_connect_info::<Cut>());
    tokio::spawn(async move {
        let stop = async move {
            let _ = stopped.wait_for(|stopped| *stopped).await;
        };
        let _ = server.with_graceful_shutdown(stop).await;
    })
}

async fn handle<P: Product>(
    State((core, product)): State<(Arc<Core>, P)>,
    ConnectInfo(cut): ConnectInfo<Cut>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path().to_owned();
    let segments: Vec<String> = path.split('/').skip(1).map(decoded).collect();
    let side = product.side(&segments);
    let method = parts.method.as_str().to_owned();
    let header = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let raw_query = parts.uri.query().unwrap_or_default().to_owned();
    let mut seen = SeenRequest {
        side,
        method: method.clone(),
        target: target(side, &segments, &raw_query),
        user_agent: header("user-agent").unwrap_or_default(),
        status: 0,
    };
    let Ok(body) = to_bytes(body, LARGEST_BODY).await else {
        return Reply::text(413, "text/plain", "Payload too large").into_response();
    };
    let asked = Asked {
        segments,
        query: url::form_urlencoded::parse(raw_query.as_bytes()).into_owned().collect(),
        raw_query,
        authorization: header("authorization"),
        dpop: header("dpop"),
        body: body.to_vec(),
        let_in: core.faults.lets_in(side, &method, &path),
        method,
        path,
    };
    let reply = match core.faults.strike(side, &asked.method, &asked.path) {
        None => product.answer(&core, side, &asked),
        Some(Fault::Status { status, body }) => Reply::text(status, "application/json", body),
        Some(Fault::Html) => Reply::text(200, "text/html; charset=utf-8", "<!doctype html><title>Sign in</title>"),
        Some(Fault::RateLimited { retry_after }) => {
            Reply::text(429, "application/json", "{}").with("retry-after", retry_after.to_string())
        }
        Some(Fault::Delay(time)) => {
            tokio::time::sleep(time).await;
            product.answer(&core, side, &asked)
        }
        Some(Fault::Silence) => {
            core.note(seen);
            let _ = core.stopped.subscribe().wait_for(|stopped| *stopped).await;
            cut.0.store(true, Ordering::Relaxed);
            return Response::new(Body::empty());
        }
        Some(Fault::Drop) => {
            core.note(seen);
            cut.0.store(true, Ordering::Relaxed);
            return Response::new(Body::empty());
        }
        Some(Fault::EmptyBody) => Reply { body: Vec::new(), ..product.answer(&core, side, &asked) },
        Some(fault) => {
            let mut reply = product.answer(&core, side, &asked);
            if let Ok(mut body) = serde_json::from_slice(&reply.body) {
                spoil(&fault, &mut body, asked.query.get("count").and_then(|count| count.parse().ok()));
                reply.body = body.to_string().into_bytes();
            }
            reply
        }
    };
    seen.status = reply.status;
    core.note(seen);
    reply.into_response()
}

fn decoded(segment: &str) -> String {
    percent_encoding::percent_decode_str(segment).decode_utf8_lossy().into_owned()
}

fn target(side: Side, segments: &[String], query: &str) -> String {
    let from = if side == Side::Scim { 2 } else { 0 };
    let mut target: String = segments.iter().skip(from).flat_map(|segment| ["/", segment.as_str()]).collect();
    if !query.is_empty() {
        let pairs: Vec<String> =
            url::form_urlencoded::parse(query.as_bytes()).map(|(name, value)| format!("{name}={value}")).collect();
        target.push('?');
        target.push_str(&pairs.join("&"));
    }
    target
}

/// A switch that cuts a connection: reading and writing fail from then on.
#[derive(Debug, Clone, Default)]
struct Cut(Arc<AtomicBool>);

/// The listener; each connection carries its [`Cut`].
struct Practice(TcpListener);

struct Line {
    stream: TcpStream,
    cut: Cut,
}

impl Listener for Practice {
    type Io = Line;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Line, SocketAddr) {
        let (stream, address) = Listener::accept(&mut self.0).await;
        // Small answers must not wait for more: a queue of 10,000 pushes would feel it.
        let _ = stream.set_nodelay(true);
        (Line { stream, cut: Cut::default() }, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

impl Connected<IncomingStream<'_, Practice>> for Cut {
    fn connect_info(stream: IncomingStream<'_, Practice>) -> Self {
        stream.io().cut.clone()
    }
}

impl Line {
    fn check(&self) -> io::Result<()> {
        if self.cut.0.load(Ordering::Relaxed) { Err(io::ErrorKind::ConnectionAborted.into()) } else { Ok(()) }
    }
}

impl AsyncRead for Line {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        self.check()?;
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl AsyncWrite for Line {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.check()?;
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.check()?;
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
