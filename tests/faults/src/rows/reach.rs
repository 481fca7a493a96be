//! Name, TCP, and whether it is HTTP.

use std::time::Duration;

use catflap_check::Verdict::{Fail, Pass, Warn};
use catflap_http::Policy;

use crate::directory::BASE;
use crate::row::{CHECK, Row, Stage};
use crate::wire::Answer;

/// For rows that only end by a limit.
const SHORT: fn(&mut Policy) = |policy| *policy = policy.clone().with_timeout(Duration::from_secs(1));

fn packed(body: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(body).and_then(|()| packer.finish()).unwrap_or_default()
}

pub(super) const ROWS: &[Row] = &[
    Row {
        id: "no-such-host",
        does: "has a name that nobody knows",
        stage: Stage::Nowhere,
        at: Some(|_| "https://scim.catflap.invalid/v2".to_owned()),
        finds: &[("dns", Fail)],
        also: &[("paste-shape", Warn)],
        ..CHECK
    },
    Row {
        id: "refused",
        does: "does not listen on that port",
        stage: Stage::Refused,
        finds: &[("tcp", Fail)],
        ..CHECK
    },
    Row {
        id: "blackhole",
        does: "neither takes nor refuses a connection, like a firewall that drops it",
        stage: Stage::Silent,
        limits: SHORT,
        finds: &[("tcp", Fail)],
        ..CHECK
    },
    Row {
        id: "no-answer",
        does: "takes the request and never answers",
        stage: Stage::Plain(|_, _| Answer::Silence),
        limits: SHORT,
        finds: &[("http", Fail)],
        ..CHECK
    },
    Row {
        id: "closed",
        does: "closes the connection without an answer",
        stage: Stage::Plain(|_, _| Answer::Close),
        finds: &[("http", Fail)],
        ..CHECK
    },
    Row {
        id: "reset-mid-body",
        does: "resets the connection in the middle of its answer",
        stage: Stage::Plain(|_, _| {
            Answer::Reset(b"HTTP/1.1 401 No\r\nContent-Length: 500\r\n\r\n{\"schemas\":".to_vec())
        }),
        finds: &[("http", Fail)],
        ..CHECK
    },
    Row {
        id: "slow-drip",
        does: "sends its answer byte by byte, without an end",
        stage: Stage::Plain(|_, _| Answer::Drip(b"HTTP/1.1 401 No\r\nContent-Length: 5000000\r\n\r\n".to_vec())),
        // Long enough for the beginning of the answer to arrive on a busy machine.
        limits: |policy| *policy = policy.clone().with_timeout(Duration::from_secs(5)),
        finds: &[("http", Fail)],
        ..CHECK
    },
    Row {
        id: "slow-drip-of-headers",
        does: "sends the head of its answer byte by byte, without an end",
        stage: Stage::Plain(|_, _| Answer::Drip(b"HTTP/1.1 401 No\r\nX-Slow:".to_vec())),
        limits: SHORT,
        finds: &[("http", Fail)],
        ..CHECK
    },
    Row {
        id: "not-http",
        does: "is a mail server",
        stage: Stage::Plain(|_, _| Answer::Bytes(b"220 mail.whisker.example ESMTP ready\r\n".to_vec())),
        finds: &[("http", Fail)],
        ..CHECK
    },
    Row {
        id: "length-too-long",
        does: "announces a longer body than it sends",
        stage: Stage::Plain(|_, _| {
            Answer::Bytes(b"HTTP/1.1 401 No\r\nContent-Length: 500\r\n\r\n{\"schemas\":[]}".to_vec())
        }),
        finds: &[("http", Fail)],
        ..CHECK
    },
    Row {
        id: "chunks-that-lie",
        does: "sends its answer in chunks of another size than it says",
        stage: Stage::Plain(|_, _| {
            Answer::Bytes(
                b"HTTP/1.1 401 No\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"schemas\":[]}\r\n0\r\n\r\n".to_vec(),
            )
        }),
        finds: &[("http", Fail)],
        ..CHECK
    },
    Row {
        id: "head-too-large",
        does: "sends headers without an end",
        stage: Stage::Plain(|_, _| {
            let line = format!("X-Filler: {}\r\n", "f".repeat(4_000));
            Answer::Flood(b"HTTP/1.1 401 No\r\n".to_vec(), line.into_bytes())
        }),
        finds: &[("http", Fail)],
        ..CHECK
    },
    Row {
        id: "gzip",
        does: "packs its answers with gzip",
        stage: Stage::Plain(|asked, directory| {
            directory.answer(asked).rewritten(|body| packed(&body)).with("Content-Encoding", "gzip")
        }),
        finds: &[("http", Pass)],
        ..CHECK
    },
    Row {
        id: "gzip-broken",
        does: "says that its answers are packed with gzip, and they are not",
        stage: Stage::Plain(|asked, directory| directory.answer(asked).with("Content-Encoding", "gzip")),
        finds: &[("http", Fail)],
        ..CHECK
    },
    Row {
        id: "gzip-bomb",
        does: "packs an answer of many megabytes into a few kilobytes",
        limits: |policy| policy.max_body = 1_000_000,
        stage: Stage::Plain(|_, _| {
            Answer::new(401, "application/json", packed(&vec![b' '; 3_000_000])).with("Content-Encoding", "gzip")
        }),
        finds: &[("http", Fail)],
        ..CHECK
    },
    Row {
        id: "cookies",
        does: "sets cookies, which nobody gives back",
        stage: Stage::Plain(|asked, directory| {
            directory.answer(asked).with("Set-Cookie", "session=b81d7c05; Path=/; HttpOnly")
        }),
        finds: &[("http", Pass)],
        ..CHECK
    },
    Row {
        id: "http-1-0",
        does: "answers in HTTP/1.0, and closes the connection each time",
        stage: Stage::Plain(|asked, directory| Answer::Bytes(directory.answer(asked).bytes("1.0"))),
        finds: &[("http", Pass)],
        ..CHECK
    },
    Row {
        id: "http-on-another-computer",
        does: "is another computer, spoken to by http instead of https",
        at: Some(|port| format!("http://0.0.0.0:{port}{BASE}")),
        finds: &[("paste-shape", Fail)],
        also: &[("http", Fail)],
        ..CHECK
    },
    Row {
        id: "tls-on-the-http-port",
        does: "speaks TLS where the URL says http",
        stage: Stage::Tls(crate::chain::Chain::Good, |asked, directory| directory.answer(asked)),
        at: Some(|port| format!("http://127.0.0.1:{port}{BASE}")),
        finds: &[("http", Fail)],
        ..CHECK
    },
];
