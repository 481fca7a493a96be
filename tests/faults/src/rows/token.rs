//! The first request with the token, and the same without it.

use std::time::Duration;

use catflap_check::Verdict::{Fail, Note, Pass, Warn};

use super::{admitted, lists, open};
use crate::directory::BASE;
use crate::directory::Directory;
use crate::row::{CHECK, Row, Stage};
use crate::wire::{Answer, Asked, Script};

/// Answers so whoever has the right token, and as it should everybody else.
const fn answers(id: &'static str, does: &'static str, script: Script) -> Row {
    Row { id, does, stage: Stage::Plain(script), finds: &[("token-accepted", Fail)], ..CHECK }
}

macro_rules! always {
    ($id:literal, $does:literal, $answer:expr) => {
        answers($id, $does, |asked: &Asked, directory: &mut Directory| {
            let answer: Script = $answer;
            if admitted(asked) { answer(asked, directory) } else { directory.answer(asked) }
        })
    };
}

pub(super) const ROWS: &[Row] = &[
    Row {
        finds: &[("refused-without-token", Fail), ("refused-with-wrong-token", Fail)],
        ..answers("any-token", "lets in whoever asks, without a look at the token", open)
    },
    Row {
        finds: &[("refused-with-wrong-token", Fail)],
        ..answers("any-token-but-none", "asks for a token and takes any", |asked, directory| {
            if asked.header("authorization").is_some() { directory.admitted(asked) } else { directory.answer(asked) }
        })
    },
    Row {
        finds: &[("refused-without-token", Warn), ("refused-with-wrong-token", Warn)],
        ..answers("500-for-strangers", "answers 500 to a wrong token instead of 401", |asked, directory| {
            if admitted(asked) { directory.answer(asked) } else { Answer::error(500, "Token is null") }
        })
    },
    Row {
        finds: &[("refused-without-token", Note), ("refused-with-wrong-token", Note)],
        ..answers("403-for-strangers", "answers 403 to a wrong token instead of 401", |asked, directory| {
            if admitted(asked) { directory.answer(asked) } else { Answer::error(403, "Forbidden") }
        })
    },
    Row {
        finds: &[("refused-without-token", Note), ("refused-with-wrong-token", Note)],
        ..answers("page-for-strangers", "shows strangers a page to sign in, with 200", |asked, directory| {
            if admitted(asked) { directory.answer(asked) } else { Answer::page(200) }
        })
    },
    Row {
        finds: &[("refused-with-wrong-token", Note)],
        ..answers("401-bare", "refuses a wrong token with 401 and no SCIM error", |asked, directory| {
            if admitted(asked) { directory.answer(asked) } else { Answer::empty(401) }
        })
    },
    always!("401", "does not know the token (any more)", |_, _| Answer::error(401, "The token was replaced.")),
    always!("403", "knows the token and forbids everything", |_, _| Answer::error(403, "Forbidden")),
    always!("404", "knows nothing at this address, nor near it", |_, _| Answer::new(
        404,
        "text/html",
        "<html>Not Found</html>"
    )),
    Row {
        at: Some(|port| format!("http://127.0.0.1:{port}{BASE}/v2")),
        ..answers("404-near", "is at an address near the one that was pasted", |asked, directory| {
            directory.answer(asked)
        })
    },
    Row {
        at: Some(|port| format!("http://127.0.0.1:{port}{BASE}")),
        ..answers("404-slash", "is there only for who writes a slash behind the URL", |asked, directory| {
            if asked.path().starts_with("/scim/v2//") {
                directory.answer(&Asked { target: asked.target.replacen("//", "/", 1), ..asked.clone() })
            } else if admitted(asked) {
                Answer::error(404, "Nothing here")
            } else {
                directory.answer(asked)
            }
        })
    },
    always!("405", "does not allow GET", |_, _| Answer::error(405, "Method Not Allowed").with("Allow", "POST")),
    always!("409", "answers everything with a conflict", |_, _| Answer::error(409, "Conflict")),
    always!("429-seconds", "says 429 and to wait an hour, in seconds", |_, _| {
        Answer::error(429, "Too many requests").with("Retry-After", "3600")
    }),
    always!("429-date", "says 429 and to wait until a date, an hour away", |_, _| {
        let moment = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(1);
        let date = jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&moment);
        Answer::error(429, "Too many requests").with("Retry-After", &date.unwrap_or_default())
    }),
    always!("429-silent", "says 429 and not how long to wait", |_, _| Answer::error(429, "Too many requests")),
    Row {
        finds: &[("token-accepted", Pass)],
        ..answers("429-once", "says 429 once, to wait a second, and then answers", |asked, directory| {
            if admitted(asked) {
                directory.count += 1;
                if directory.count == 1 {
                    return Answer::error(429, "Too many requests").with("Retry-After", "1");
                }
            }
            directory.answer(asked)
        })
    },
    Row {
        finds: &[("token-accepted", Pass)],
        ..answers("limit-used-up", "says of its rate limit that nothing is left for a second", |asked, directory| {
            directory.count += 1;
            let answer = directory.answer(asked);
            if directory.count > 1 {
                return answer;
            }
            answer.with("X-Rate-Limit-Remaining", "0").with("X-Rate-Limit-Reset", "1")
        })
    },
    always!("500", "fails with 500", |_, _| Answer::new(500, "text/plain", "NullReferenceException")),
    always!("502", "stands behind a gateway that finds it not (502)", |_, _| Answer::page(502)),
    always!("503", "is down for maintenance (503)", |_, _| Answer::page(503)),
    Row {
        finds: &[("token-accepted", Pass)],
        ..answers("503-once", "says 503 once, to come back in a second, and then answers", |asked, directory| {
            if admitted(asked) && lists(asked, "Users") && asked.number("count") == Some(100) {
                directory.count += 1;
                if directory.count == 1 {
                    return Answer::page(503).with("Retry-After", "1");
                }
            }
            directory.answer(asked)
        })
    },
    answers("redirect-elsewhere", "redirects to another origin", |asked, directory| {
        if admitted(asked) {
            let to = format!("{}{}", directory.elsewhere, asked.target);
            Answer::empty(307).with("Location", &to)
        } else {
            directory.answer(asked)
        }
    }),
    always!("redirect-loop", "redirects to itself, round and round", |asked, _| Answer::empty(302)
        .with("Location", &asked.target)),
    Row {
        also: &[("refused-without-token", Note), ("refused-with-wrong-token", Note)],
        ..answers("login-page", "shows a page to sign in, with 200, whoever asks", |_, _| Answer::page(200))
    },
    Row {
        limits: |policy| *policy = policy.clone().with_timeout(Duration::from_secs(4)),
        ..answers("silent-with-token", "does not answer whoever has the right token", |asked, directory| {
            if admitted(asked) { Answer::Silence } else { directory.answer(asked) }
        })
    },
    answers("echo", "repeats the token in its answer, in its headers and in a redirect", |asked, directory| {
        use base64::Engine as _;
        if !admitted(asked) {
            return directory.answer(asked);
        }
        let sent = crate::TOKEN;
        let percent: String = url::form_urlencoded::byte_serialize(sent.as_bytes()).collect();
        let base64 = base64::engine::general_purpose::STANDARD.encode(sent);
        let body = format!("{{\"detail\": \"{sent} is not {percent} nor {base64}\", \"token\": \"{sent}\"}}");
        Answer::new(302, "application/json", body)
            .with("X-Token", sent)
            .with("X-Token-Encoded", &base64)
            .with("Location", &format!("/login?token={percent}&lower={}&basic={base64}", percent.to_lowercase()))
    }),
];
