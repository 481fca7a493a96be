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

    /// Starts one that answers each request by its own.
    pub async fn answering(answer: impl Fn(&Asked) -> Answer + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let at = origin.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                if let Some((asked, mut stream)) = read(stream).await {
                    let answered = answer(&asked);
                    write(&mut stream, answered, &at).await;
                }
            }
        });
        Self { origin, left: Arc::default(), task }
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
    let Some((asked, mut stream)) = read(stream).await else { return };
    let expected = left.lock().unwrap().pop_front();
    let problem = match &expected {
        None => Some(format!("nothing more was expected, but {} came", asked.line)),
        Some(expected) => differs(expected, &asked),
    };
    let answer = match (problem, expected) {
        (None, Some(expected)) => Answer { status: expected.status, headers: expected.headers, body: expected.reply },
        (problem, _) => Answer::text(418, &problem.unwrap_or_default()),
    };
    write(&mut stream, answer, origin).await;
}

/// A request as it came.
pub struct Asked {
    /// Method and target.
    pub line: String,
    headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Asked {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| &**value)
    }
}

/// An answer. `{origin}` in its headers stands for the server's own origin.
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(status: u16, text: &str) -> Self {
        Self { status, headers: Vec::new(), body: text.as_bytes().to_vec() }
    }

    pub fn json(status: u16, body: &serde_json::Value) -> Self {
        Self::text(status, &body.to_string()).with("content-type", "application/json")
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

/// Reads one request.
pub async fn read(stream: TcpStream) -> Option<(Asked, TcpStream)> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    if reader.read_line(&mut line).await.unwrap_or(0) == 0 {
        return None;
    }
    let asked = line.trim_end().trim_end_matches(" HTTP/1.1").to_owned();
    let mut headers: Vec<(String, String)> = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).await.unwrap();
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut asked = Asked { line: asked, headers, body: Vec::new() };
    let length = asked.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    asked.body = vec![0; length];
    reader.read_exact(&mut asked.body).await.unwrap();
    Some((asked, reader.into_inner()))
}

/// Writes one answer, and closes.
pub async fn write(stream: &mut TcpStream, answer: Answer, origin: &str) {
    let answer = answer.with("connection", "close");
    let mut head = format!("HTTP/1.1 {} X\r\ncontent-length: {}\r\n", answer.status, answer.body.len());
    for (name, value) in answer.headers {
        let _ = write!(head, "{name}: {}\r\n", value.replace("{origin}", origin));
    }
    let _ = stream.write_all(format!("{head}\r\n").as_bytes()).await;
    let _ = stream.write_all(&answer.body).await;
    let _ = stream.shutdown().await;
}

fn differs(expected: &Expected, asked: &Asked) -> Option<String> {
    let line = &asked.line;
    if expected.line != *line {
        return Some(format!("expected {}, but {line} came", expected.line));
    }
    for (name, value) in &expected.demanded {
        if asked.header(name) != value.as_deref() {
            return Some(format!("{line}: the header {name} is not as expected"));
        }
    }
    let wanted = expected.body.as_ref()?;
    let came: Option<serde_json::Value> = serde_json::from_slice(&asked.body).ok();
    (came.as_ref() != Some(wanted)).then(|| format!("{line}: expected the body {wanted}, but {came:?} came"))
}
