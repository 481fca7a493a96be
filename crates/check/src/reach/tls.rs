//! Is the connection private, and the certificate good?

use catflap_http::probe::{self, Certificate};

use super::by_proxy;
use crate::Level;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::Context;
use crate::words;

pub(crate) const CHECK: Check = Check {
    id: "tls",
    level: Level::Reach,
    title: "TLS and certificate",
    question: "Does the endpoint speak TLS, with a certificate that is trusted, current and for this name?",
    needs: &["tcp"],
    ask: asks!(ask),
};

/// A certificate with fewer days left is worth knowing: renewals that work on their own come earlier.
const SOON: i64 = 14;

async fn ask(context: &Context) -> Answer {
    if context.url.scheme() == "http" {
        return Answer::skip(CHECK.title, "plain http")
            .saw("Not asked: plain http on this computer, which needs no TLS.")
            .why("Nothing leaves this computer. A real endpoint is https.");
    }
    if let Some(answer) = by_proxy(context, CHECK.title) {
        return answer;
    }
    let Some(stream) = context.learn(|learned| learned.stream.take()) else {
        return words::fault(&catflap_http::Fault::Closed, context.host());
    };
    match probe::handshake(&context.http, context.host(), stream, context.now).await {
        Ok(shaken) => {
            context.learn(|learned| learned.tls_ms = Some(shaken.ms));
            let days = shaken.chain.first().map_or(i64::MAX, |leaf| leaf.days_left);
            with_chain(judge(&shaken.version, days), &shaken.chain).fact("version", &shaken.version)
        }
        Err(error) => with_chain(words::fault(&error.fault, context.host()), &error.chain),
    }
}

/// The verdict on a handshake that worked, by the days that the certificate has left.
fn judge(version: &str, days: i64) -> Answer {
    let left = if days == 1 { "1 day left".to_owned() } else { format!("{days} days left") };
    if days <= SOON {
        Answer::warn("The certificate expires soon", &left)
            .saw(format!("{version}; the certificate is trusted and for this name, with {left}."))
            .why("From the day it expires, Okta refuses the connection and every push fails.")
            .todo("Make sure that whoever runs the endpoint renews it in time.")
    } else {
        Answer::pass(format!("{version}, certificate good"), &left)
            .saw(format!("{version}; the certificate is trusted, for this name, and has {left}."))
            .why("Okta verifies the certificate the same way.")
    }
}

fn with_chain(mut answer: Answer, chain: &[Certificate]) -> Answer {
    if let Some(leaf) = chain.first() {
        answer = answer
            .fact("subject", &leaf.subject)
            .fact("issuer", &leaf.issuer)
            .fact("names", leaf.names.join(", "))
            .fact("not before", &leaf.not_before)
            .fact("not after", &leaf.not_after)
            .fact("days left", leaf.days_left)
            .fact("certificates served", chain.len());
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Verdict;

    #[test]
    fn a_certificate_that_expires_within_two_weeks_is_worth_knowing() {
        assert_eq!(judge("TLS 1.3", 62).summary, "62 days left");
        assert_eq!(judge("TLS 1.3", 15).verdict, Verdict::Pass);
        assert_eq!(judge("TLS 1.3", 14).verdict, Verdict::Warn);
        assert_eq!(judge("TLS 1.2", 1).summary, "1 day left");
    }
}
