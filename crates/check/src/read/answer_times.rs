//! Does every answer come in time?

use std::time::Duration;

use catflap_http::{Exchange, Url};

use crate::Level;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::Context;
use crate::words;

pub(crate) const CHECK: Check = Check {
    id: "answer-times",
    level: Level::Read,
    title: "Answers come in time",
    question: "Is everything that was asked in this check answered long before Okta gives up?",
    needs: &["http"],
    ask: asks!(ask),
};

async fn ask(context: &Context) -> Answer {
    let (answers, slow) = (context.answered(), context.http.policy().slow);
    // Several are asked at a time: what took long may have waited for the others.
    let again =
        if answers.iter().any(|exchange| is_late(exchange, slow)) { context.slowest_again().await } else { None };
    let alone = again.and_then(Result::ok).map(|reply| reply.exchange);
    judge(answers, alone.as_ref(), slow, context.url.as_str())
}

fn is_late(exchange: &Exchange, slow: Duration) -> bool {
    u128::from(exchange.total_ms) > slow.as_millis()
}

/// Looks at the answers of the run. `alone` is the slowest once more, asked by itself; `slow` is the policy's limit, `base`
/// the SCIM URL.
fn judge(mut answers: Vec<Exchange>, alone: Option<&Exchange>, slow: Duration, base: &str) -> Answer {
    answers.sort_by_key(|exchange| std::cmp::Reverse(exchange.total_ms));
    let Some(slowest) = answers.first() else {
        return Answer::skip(CHECK.title, "no answer").saw("Not asked: there was no whole answer to look at.");
    };
    let took = |exchange: &Exchange| duration(exchange.total_ms);
    let median = duration(answers[answers.len() / 2].total_ms);
    let late: Vec<&Exchange> = answers.iter().filter(|exchange| is_late(exchange, slow)).collect();
    let counted = words::count(answers.len(), "answer", "answers");
    let told = format!("the median of {counted} is {median}");
    let answer = if late.is_empty() {
        Answer::pass(CHECK.title, format!("slowest {}", took(slowest))).saw(format!(
            "The slowest answer took {} ({}); {told}.",
            took(slowest),
            request(slowest, base)
        ))
    } else {
        let each: Vec<String> = late
            .iter()
            .take(3)
            .map(|exchange| format!("{} took {}", request(exchange, base), took(exchange)))
            .collect();
        let more = if late.len() > 3 { format!(", and {} more", late.len() - 3) } else { String::new() };
        let title = match (late.len(), alone) {
            (_, Some(alone)) if !is_late(alone, slow) => "Answers are slow when several are asked for at once",
            (1, _) => "An answer is slow",
            _ => "Answers are slow",
        };
        let by_itself = alone.map_or_else(String::new, |alone| {
            format!(" Asked for again by itself, {} took {}.", request(alone, base), took(alone))
        });
        Answer::warn(title, took(slowest))
            .saw(format!("{}{more}; {told}.{by_itself}", each.join(", ")))
            .todo(words::SLOW)
            .exchanges(late.into_iter().take(3).chain(alone).cloned())
    };
    answer
        .why("Okta gives up after 60 s and marks the task as failed, although the endpoint may have done what was asked. What takes this long when a few are asked for takes longer while many are pushed.")
        .fact("slowest answer", took(slowest))
        .fact("slowest request", request(slowest, base))
        .fact("median answer", median)
        .fact("answers", answers.len())
}

/// `340 ms`, `12.3 s`.
fn duration(ms: u64) -> String {
    if ms < 1_000 { format!("{ms} ms") } else { format!("{}.{} s", ms / 1_000, ms % 1_000 / 100) }
}

/// `GET /Users?startIndex=1&count=100`: below the SCIM URL, in readable letters.
fn request(exchange: &Exchange, base: &str) -> String {
    let below = exchange.url.strip_prefix(base.trim_end_matches('/'));
    let path = below.unwrap_or(&exchange.url).split('?').next().unwrap_or_default();
    let query = Url::parse(&exchange.url)
        .ok()
        .map(|url| url.query_pairs().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&"));
    match query.filter(|query| !query.is_empty()) {
        Some(query) => format!("{} {path}?{query}", exchange.method),
        None => format!("{} {path}", exchange.method),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Verdict;

    const BASE: &str = "https://scim.example.com/v2/";

    fn exchange(ms: u64) -> Exchange {
        Exchange {
            method: "GET".into(),
            url: format!("{BASE}Users?filter=userName%20eq%20%22ada%40x%22&count={ms}"),
            status: Some(200),
            total_ms: ms,
            ..Exchange::default()
        }
    }

    fn took(ms: &[u64]) -> Answer {
        judge(ms.iter().map(|ms| exchange(*ms)).collect(), None, Duration::from_secs(10), BASE)
    }

    #[test]
    fn an_answer_that_is_slow_among_others_only_is_told_so() {
        let with = |alone| {
            let all = [80, 12_345].map(exchange).to_vec();
            judge(all, Some(&exchange(alone)), Duration::from_secs(10), BASE)
        };
        let (among_others, by_itself) = (with(90), with(11_000));
        assert_eq!(among_others.title, "Answers are slow when several are asked for at once");
        assert!(among_others.saw.ends_with("&count=90 took 90 ms."), "{}", among_others.saw);
        assert_eq!((by_itself.title.as_str(), by_itself.verdict), ("An answer is slow", Verdict::Warn));
        assert_eq!(by_itself.exchanges.len(), 2, "both are shown");
    }

    #[test]
    fn the_slowest_and_the_median_are_told() {
        let answer = took(&[80, 340, 90]);
        assert_eq!((answer.verdict, answer.summary.as_str()), (Verdict::Pass, "slowest 340 ms"));
        assert_eq!(
            answer.saw,
            "The slowest answer took 340 ms (GET /Users?filter=userName eq \"ada@x\"&count=340); the median of 3 answers is 90 ms."
        );
        assert_eq!((&*answer.facts["median answer"], &*answer.facts["answers"]), ("90 ms", "3"));
        assert!(answer.exchanges.is_empty(), "each stands with its own check");
    }

    #[test]
    fn an_answer_on_the_way_to_okta_s_limit_is_named_with_its_time() {
        let answer = took(&[80, 12_345, 90]);
        assert_eq!(
            (answer.verdict, answer.title.as_str(), answer.summary.as_str()),
            (Verdict::Warn, "An answer is slow", "12.3 s")
        );
        assert!(
            answer.saw.starts_with("GET /Users?filter=userName eq \"ada@x\"&count=12345 took 12.3 s;"),
            "{}",
            answer.saw
        );
        assert_eq!(answer.exchanges.len(), 1);
        assert_eq!(took(&[10_000]).verdict, Verdict::Pass);
        assert!(took(&[11_000, 12_000, 13_000, 14_000, 15_000]).saw.contains(", and 2 more;"));
    }

    #[test]
    fn without_an_answer_nothing_is_claimed() {
        assert_eq!(took(&[]).verdict, Verdict::Skip);
    }
}
