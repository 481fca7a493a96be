//! How many answers a whole check waits for, one after the other: counted by a server that keeps every answer back until
//! nothing more is asked, and then gives all of them at once. No clock is in it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, oneshot};

use crate::server::{Answer, Asked};
use crate::{check, find, off, provider, target};

/// So many turns of the runtime without a new request are taken for silence.
const SILENCE: usize = 4_000;

#[derive(Default)]
struct Kept {
    /// Requests whose answer is kept back.
    waiting: Vec<oneshot::Sender<()>>,
    asked: Vec<Asked>,
    /// How many were answered at once, round by round.
    rounds: Vec<usize>,
}

struct Rounds {
    base: String,
    kept: Arc<Mutex<Kept>>,
}

impl Rounds {
    async fn start(script: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let (kept, arrived, script) =
            (Arc::new(Mutex::new(Kept::default())), Arc::new(Notify::new()), Arc::new(script));
        tokio::spawn(conduct(Arc::clone(&kept), Arc::clone(&arrived)));
        let log = Arc::clone(&kept);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                stream.set_nodelay(true).unwrap();
                tokio::spawn(converse(stream, Arc::clone(&log), Arc::clone(&arrived), Arc::clone(&script)));
            }
        });
        Self { base, kept }
    }
}

/// Lets the answers go whenever nothing more comes.
async fn conduct(kept: Arc<Mutex<Kept>>, arrived: Arc<Notify>) {
    loop {
        arrived.notified().await;
        let so_far = || kept.lock().unwrap().asked.len();
        let (mut known, mut quiet) = (so_far(), 0);
        while quiet < SILENCE {
            tokio::task::yield_now().await;
            // Whoever carries the bytes from one end to the other gets the processor too.
            std::thread::yield_now();
            let now = so_far();
            quiet = if now == known { quiet + 1 } else { 0 };
            known = now;
        }
        let mut kept = kept.lock().unwrap();
        let waiting = std::mem::take(&mut kept.waiting);
        if !waiting.is_empty() {
            kept.rounds.push(waiting.len());
        }
        for answer in waiting {
            let _ = answer.send(());
        }
    }
}

async fn converse(
    mut stream: TcpStream,
    kept: Arc<Mutex<Kept>>,
    arrived: Arc<Notify>,
    script: Arc<impl Fn(&Asked) -> Answer>,
) {
    while let Some(asked) = read(&mut stream).await {
        let (go, wait) = oneshot::channel();
        {
            let mut kept = kept.lock().unwrap();
            kept.asked.push(asked.clone());
            kept.waiting.push(go);
        }
        arrived.notify_one();
        let Ok(()) = wait.await else { return };
        let Answer::Whole { status, headers, body } = script(&asked) else { panic!("a whole answer is expected") };
        let mut answer = format!("HTTP/1.1 {status} Scripted\r\nContent-Length: {}\r\n", body.len());
        answer.extend(headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")));
        let answer = [answer.as_bytes(), b"\r\n", &body].concat();
        if stream.write_all(&answer).await.is_err() {
            return;
        }
    }
}

/// A request without a body: a check sends no other.
async fn read(stream: &mut TcpStream) -> Option<Asked> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    let head = String::from_utf8(head).unwrap();
    let mut lines = head.lines();
    let mut first = lines.next()?.split(' ').map(str::to_owned);
    let headers = lines.filter_map(|line| line.split_once(':'));
    Some(Asked {
        method: first.next()?,
        target: first.next()?,
        headers: headers.map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned())).collect(),
        body: String::new(),
    })
}

/// A provider with this many users, who are all members of its group, and who supports everything that is asked for.
async fn provider_of(users: u64) -> Rounds {
    Rounds::start(move |asked| {
        if provider::authorized(asked) && asked.path().ends_with("/ServiceProviderConfig") {
            let all = serde_json::json!({"filter": {"supported": true}, "sort": {"supported": true}});
            return Answer::scim(200, &all);
        }
        if provider::authorized(asked) && asked.path().ends_with("/Groups") && asked.query("filter").is_none() {
            let mut group = provider::group();
            group["members"] =
                (1..=users).map(|number| serde_json::json!({"value": format!("id-{number:05}")})).collect();
            return Answer::scim(200, &provider::list(&[group], 1, 1));
        }
        provider::right(asked, users)
    })
    .await
}

#[tokio::test]
async fn a_whole_check_takes_two_answers_time_whatever_the_size_of_the_directory() {
    for users in [0, 3, 101, 500, 10_000] {
        let server = provider_of(users).await;
        let report = check(target(&format!("{}/scim/v2", server.base))).await;
        assert!(
            users == 0 || off(&report).iter().all(|(id, _)| *id == "service-provider-config"),
            "{:?}",
            off(&report)
        );
        let rounds = server.kept.lock().unwrap().rounds.clone();
        assert_eq!(rounds.len(), 2, "{users} users: {rounds:?}");
        assert!(rounds.iter().all(|at_once| *at_once <= 16), "{users} users: {rounds:?}");
    }
}

#[tokio::test]
async fn nothing_is_asked_twice_but_what_must_be() {
    for users in [3, 312, 10_000] {
        let server = provider_of(users).await;
        let mut target = target(&format!("{}/scim/v2", server.base));
        // What is slow is asked once more by itself, and on a busy computer anything may be.
        target.policy.slow = target.policy.timeout;
        let report = check(target).await;
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        for asked in &server.kept.lock().unwrap().asked {
            let who = asked.header("authorization").unwrap_or("nobody");
            *times.entry(format!("{} {} as {who}", asked.method, asked.target)).or_default() += 1;
        }
        let twice: Vec<&str> = times.iter().filter(|(_, times)| **times > 1).map(|(asked, _)| asked.as_str()).collect();
        let second_reading = |asked: &&str| asked.contains("/Users?startIndex=") && asked.contains("&count=100 ");
        assert!(!twice.is_empty() && twice.iter().all(second_reading), "{twice:?}");
        assert!(times.values().all(|times| *times <= 2));
        for (id, other) in [("users-shape", "token-accepted"), ("refused-without-token", "http")] {
            let (shared, first) = (find(&report, id), find(&report, other));
            assert_eq!(shared.facts["same answer as"], other);
            assert_eq!(shared.exchanges, first.exchanges, "each shows the answer that it rests on");
        }
    }
}
