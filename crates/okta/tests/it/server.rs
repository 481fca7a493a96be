//! A server that expects requests in order, and answers any other by naming the one expected.

use std::collections::VecDeque;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A request that is expected, and its answer. `{origin}` in an answer's headers stands for the server's own origin.
pub struct Expected {
    line: String,
    demanded: Vec<(String, Option<String>)>,
    body: Option<serde_json::Value>,
    status: u16,
    headers: Vec<(String, String)>,
    reply: Vec<u8>,
}

/// Expects a request such as `GET /api/v1/apps?limit=200`.
pub fn expect(line: &str) -> Expected {
    Expected {
        line: line.to_owned(),
        demanded: Vec::new(),
        body: None,
        status: 200,
        headers: Vec::new(),
        reply: Vec::new(),
    }
}

impl Expected {
    /// Demands a request header.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.demanded.push((name.to_owned(), Some(value.to_owned())));
        self
    }

    /// Demands that a request header is absent.
    pub fn without(mut self, name: &str) -> Self {
        self.demanded.push((name.to_owned(), None));
        self
    }

    /// Demands a JSON body.
    pub fn sending(mut self, body: serde_json::Value) -> Self {
        self.body = Some(body);
        self
    }

    /// Answers with this status, content type and body.
    pub fn reply(mut self, status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        self.status = status;
        self.headers.push(("content-type".to_owned(), content_type.to_owned()));
        self.reply = body.into();
        self
    }

    /// Answers 200 with JSON.
    pub fn json(self, body: impl Into<Vec<u8>>) -> Self {
        self.reply(200, "application/json", body)
    }

    /// Adds a header to the answer.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

/// The server. It ends with the test.
pub struct Server {
    origin: String,
    left: Arc<Mutex<VecDeque<Expected>>>,
    task: JoinHandle<()>,
}

impl Server {
    /// Starts on a port of the system's choice.
    pub async fn start(expected: impl IntoIterator<Item = Expected>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let left = Arc::new(Mutex::new(expected.into_iter().collect::<VecDeque<_>>()));
        let task = tokio::spawn(serve(listener, origin.clone(), Arc::clone(&left)));
        Self { origin, left, task }
    }

    /// `http://127.0.0.1:port`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Holds that every expected request has come.
    pub fn finish(self) {
        let left: Vec<String> = self.left.lock().unwrap().iter().map(|expected| expected.line.clone()).collect();
        assert!(left.is_empty(), "these requests did not come: {left:?}");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(listener: TcpListener, origin: String, left: Arc<Mutex<VecDeque<Expected>>>) {
    while let Ok((stream, _)) = listener.accept().await {
        answer(stream, &origin, &left).await;
    }
}

async fn answer(stream: TcpStream, origin: &str, left: &Mutex<VecDeque<Expected>>) {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    if reader.read_line(&mut line).await.unwrap_or(0) == 0 {
        return;
    }
    let asked = line.trim_end().trim_end_matches(" HTTP/1.1").to_owned();
    let mut headers: Vec<(String, String)> = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).await.unwrap();
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let sent = |name: &str| headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
    let mut body = vec![0; sent("content-length").and_then(|length| length.parse().ok()).unwrap_or(0)];
    reader.read_exact(&mut body).await.unwrap();

    let expected = left.lock().unwrap().pop_front();
    let problem = match &expected {
        None => Some(format!("nothing more was expected, but {asked} came")),
        Some(expected) => differs(expected, &asked, &sent, &body),
    };
    let (status, mut lines, reply) = match (problem, expected) {
        (None, Some(expected)) => (expected.status, expected.headers, expected.reply),
        (problem, _) => (418, Vec::new(), problem.unwrap_or_default().into_bytes()),
    };
    lines.push(("content-length".to_owned(), reply.len().to_string()));
    lines.push(("connection".to_owned(), "close".to_owned()));
    let mut head = format!("HTTP/1.1 {status} X\r\n");
    for (name, value) in lines {
        let _ = write!(head, "{name}: {}\r\n", value.replace("{origin}", origin));
    }
    let mut stream = reader.into_inner();
    let _ = stream.write_all(format!("{head}\r\n").as_bytes()).await;
    let _ = stream.write_all(&reply).await;
    let _ = stream.shutdown().await;
}

fn differs(expected: &Expected, asked: &str, sent: &dyn Fn(&str) -> Option<String>, body: &[u8]) -> Option<String> {
    if expected.line != asked {
        return Some(format!("expected {}, but {asked} came", expected.line));
    }
    for (name, value) in &expected.demanded {
        if sent(name) != *value {
            return Some(format!("{asked}: the header {name} is not as expected"));
        }
    }
    let wanted = expected.body.as_ref()?;
    let came: Option<serde_json::Value> = serde_json::from_slice(body).ok();
    (came.as_ref() != Some(wanted)).then(|| format!("{asked}: expected the body {wanted}, but {came:?} came"))
}
