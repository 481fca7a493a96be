//! Is the connection private, and the certificate good?

use catflap_http::probe::{self, Certificate, Handshake, HandshakeError};
use catflap_http::{Fault, TlsFault};
use tokio::net::TcpStream;

use super::by_proxy;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::Context;
use crate::words;
use crate::{Level, Verdict};

pub(crate) const CHECK: Check = Check {
    id: "tls",
    level: Level::Reach,
    title: "TLS and certificate",
    question: "Does the endpoint speak TLS, with a certificate that is trusted, current and for this name?",
    needs: &["tcp"],
    ask: asks!(ask),
};

/// A certificate with fewer days left is worth knowing: renewals that work on their own come earlier.
const SOON: i64 = 21;

async fn ask(context: &Context) -> Answer {
    if context.url.scheme() == "http" {
        return Answer::skip(CHECK.title, "plain http")
            .saw("Not asked: plain http on this computer, which needs no TLS.")
            .why("Nothing leaves this computer. A real endpoint is https.");
    }
    let through = context.proxy.as_deref();
    let stream = if through.is_some() {
        match tunnel(context).await {
            Some(stream) => stream,
            // The request itself says better why the proxy lets nothing through.
            None => return by_proxy(context, CHECK.title).unwrap_or_else(|| Answer::skip(CHECK.title, "by the proxy")),
        }
    } else {
        let Some(stream) = context.learn(|learned| learned.stream.take()) else {
            return words::fault(&catflap_http::Fault::Closed, context.host());
        };
        stream
    };
    let answer = match probe::handshake(&context.http, context.host(), stream, context.now).await {
        Ok(shaken) => {
            context.learn(|learned| learned.tls_ms = Some(shaken.ms));
            let days = shaken.chain.first().map_or(i64::MAX, |leaf| leaf.days_left);
            let answer = vouched(judge(&shaken.version, days), by(&shaken), context.is_configcat(), through);
            with_chain(answer, &shaken.chain)
                .fact("version", &shaken.version)
                .fact("public authority", yes(shaken.publicly_trusted))
        }
        Err(error) => with_chain(failed(&error, context.host(), through), &error.chain),
    };
    match through {
        Some(proxy) => answer.fact("proxy", proxy),
        None => answer,
    }
}

async fn tunnel(context: &Context) -> Option<TcpStream> {
    let proxy = probe::tunnel_proxy(&context.http, &context.url)?;
    let limit = context.http.policy().connect_timeout;
    probe::tunnel(&proxy, context.host(), context.port(), limit).await.ok()
}

/// Who makes this computer trust a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    /// An authority that everybody knows.
    Public,
    /// A public authority, as it seems: this computer found the intermediate certificate that was not served.
    Fetched,
    /// The CA file alone.
    CaFile,
    /// An authority in this computer's own trust store that is on no public list.
    ThisComputer,
}

fn by(shaken: &Handshake) -> By {
    match (shaken.by_extra_roots, shaken.publicly_trusted) {
        (true, _) => By::CaFile,
        (false, true) => By::Public,
        (false, false) if lacks_intermediate(&shaken.chain) => By::Fetched,
        (false, false) => By::ThisComputer,
    }
}

/// What follows from who vouches for the certificate: what only this computer trusts, Okta does not.
fn vouched(answer: Answer, by: By, configcat: bool, through: Option<&str>) -> Answer {
    if answer.verdict != Verdict::Pass {
        return answer;
    }
    let seen = answer.saw.clone();
    let alone = match by {
        By::Public => {
            return match through {
                Some(proxy) => answer.saw(format!(
                    "{seen} It was seen through the proxy {proxy}. If its issuer is your company, {OTHERS}"
                )),
                None => answer,
            };
        }
        By::Fetched => {
            return Answer::warn(CUT_CHAIN, "chain cut")
                .saw(format!("{seen} The server sends its own certificate alone; this computer has the intermediate one from elsewhere."))
                .why(NOT_FETCHED)
                .todo(SERVE_ALL);
        }
        By::CaFile => "Only your CA file vouches for it",
        By::ThisComputer => {
            "Your computer trusts it by an authority of its own, which is on no public list (a company’s proxy or private CA)"
        }
    };
    if through.is_some() || configcat {
        return Answer::note("The certificate is your proxy’s", answer.summary)
            .saw(format!("{seen} {alone}: {OTHERS}"))
            .why("Okta connects from the internet, not through your network. What is shown here says nothing about the certificate that Okta sees.")
            .todo("To see what Okta sees, check again from a network without an inspecting proxy.");
    }
    let title = match by {
        By::CaFile => "Only your CA file vouches for the certificate",
        _ => "Only your computer knows who issued the certificate",
    };
    Answer::warn(title, "unknown issuer for Okta")
        .saw(format!("{seen} {alone}."))
        .why("Okta trusts public authorities only. Either an inspecting proxy stands between, and Okta sees another certificate, or Okta refuses this one.")
        .todo("Check again from a network without an inspecting proxy. If the certificate is the same there, the endpoint needs one of a public authority.")
}

/// Completes a sentence on a certificate that a proxy made.
const OTHERS: &str = "your computer sees the certificate of your proxy; Okta will see another.";
const CUT_CHAIN: &str = "An intermediate certificate is missing";
const NOT_FETCHED: &str = "Browsers and some computers fetch a missing intermediate by themselves; Okta does not, and closes the connection with a PKIX error.";
const SERVE_ALL: &str = "Whoever runs the endpoint must serve the full chain: the certificate followed by its intermediates. The issuer stands in the facts.";

fn yes(it_is: bool) -> &'static str {
    if it_is { "yes" } else { "no" }
}

fn failed(error: &HandshakeError, host: &str, through: Option<&str>) -> Answer {
    let unknown = matches!(error.fault, Fault::Tls { cause: TlsFault::UnknownIssuer, .. });
    if unknown && let Some(proxy) = through {
        return Answer::fail("This computer does not know your proxy’s authority", "unknown issuer")
            .saw(format!("Through the proxy {proxy} comes a certificate for {host} that nobody whom this computer trusts vouches for: {OTHERS}"))
            .why("Catflap sends no token over a connection that nobody vouches for. Okta does not use your proxy.")
            .todo("Give Catflap your company’s CA file, or set NO_PROXY for this host.");
    }
    if unknown && lacks_intermediate(&error.chain) {
        return Answer::fail(CUT_CHAIN, "chain cut, unknown issuer")
            .saw(format!("{host} serves its own certificate alone, issued by an intermediate authority that it does not send along."))
            .why(NOT_FETCHED)
            .todo(SERVE_ALL);
    }
    words::fault(&error.fault, host)
}

/// One certificate alone, not issued by itself, that says where its issuer is to be had: a public authority's, without
/// what should stand behind it.
fn lacks_intermediate(chain: &[Certificate]) -> bool {
    matches!(chain, [leaf] if !leaf.self_issued && leaf.names_issuer_address)
}

/// The verdict on a handshake that worked, by the days that the certificate has left.
fn judge(version: &str, days: i64) -> Answer {
    let left = if days == 1 { "1 day left".to_owned() } else { format!("{days} days left") };
    if days < SOON {
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
            .fact("fingerprint", &leaf.fingerprint)
            .fact("certificates served", chain.len());
    }
    for (place, certificate) in chain.iter().enumerate().skip(1) {
        let line =
            format!("{}, issued by {}, until {}", certificate.subject, certificate.issuer, certificate.not_after);
        answer = answer.fact(&format!("served {}", place + 1), line);
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_that_expires_within_three_weeks_is_worth_knowing() {
        assert_eq!(judge("TLS 1.3", 62).summary, "62 days left");
        assert_eq!(judge("TLS 1.3", 21).verdict, Verdict::Pass);
        assert_eq!(judge("TLS 1.3", 20).verdict, Verdict::Warn);
        assert_eq!(judge("TLS 1.2", 1).summary, "1 day left");
    }

    fn leaf(self_issued: bool, names_issuer_address: bool) -> Certificate {
        Certificate {
            subject: "CN=scim.example.com".into(),
            issuer: "CN=Public CA R3".into(),
            names: vec!["scim.example.com".into()],
            not_before: "2026-01-01T00:00:00Z".into(),
            not_after: "2026-12-01T00:00:00Z".into(),
            days_left: 100,
            self_issued,
            fingerprint: "00".repeat(32),
            names_issuer_address,
        }
    }

    #[test]
    fn a_missing_intermediate_is_told_from_an_unknown_issuer() {
        let failed = |chain: Vec<Certificate>, through| {
            let fault = Fault::Tls { cause: TlsFault::UnknownIssuer, detail: "UnknownIssuer".into() };
            failed(&HandshakeError { fault, chain }, "scim.example.com", through)
        };
        let missing = failed(vec![leaf(false, true)], None);
        assert_eq!(missing.title, "An intermediate certificate is missing");
        assert_eq!(failed(vec![leaf(false, false)], None).title, "The certificate’s issuer is unknown");
        assert_eq!(failed(vec![leaf(true, true)], None).title, "The certificate’s issuer is unknown");
        assert_eq!(failed(vec![leaf(false, true); 2], None).title, "The certificate’s issuer is unknown");
        assert!(failed(vec![leaf(false, true)], Some("proxy:3128")).saw.contains("Okta will see another"));
        assert!(missing.summary.contains("unknown issuer"), "what explains Okta’s texts looks for these words");
    }

    #[test]
    fn what_only_a_ca_file_vouches_for_is_told_and_a_proxy_is_named() {
        let good = || judge("TLS 1.3", 62);
        assert_eq!(vouched(good(), By::Public, false, None).verdict, Verdict::Pass);
        assert_eq!(vouched(good(), By::CaFile, false, None).verdict, Verdict::Warn);
        let configcat = vouched(good(), By::CaFile, true, None);
        assert_eq!(configcat.verdict, Verdict::Note, "ConfigCat’s own certificate is a public one");
        assert!(configcat.saw.contains("your computer sees the certificate of your proxy; Okta will see another"));
        let through = vouched(good(), By::Public, true, Some("proxy:3128"));
        assert_eq!(through.verdict, Verdict::Pass);
        assert!(through.saw.contains("proxy:3128") && through.saw.contains("Okta will see another"));
        assert_eq!(vouched(judge("TLS 1.3", 2), By::CaFile, true, None).verdict, Verdict::Warn, "days go first");
    }

    #[test]
    fn an_authority_that_only_this_computer_knows_is_told_without_a_ca_file_and_without_a_proxy() {
        let good = || judge("TLS 1.3", 62);
        let own = vouched(good(), By::ThisComputer, false, None);
        assert_eq!((own.verdict, own.summary.as_str()), (Verdict::Warn, "unknown issuer for Okta"));
        assert!(own.saw.contains("an authority of its own, which is on no public list"), "{}", own.saw);
        for hidden in
            [vouched(good(), By::ThisComputer, true, None), vouched(good(), By::ThisComputer, false, Some("p:1"))]
        {
            assert_eq!((hidden.verdict, hidden.title.as_str()), (Verdict::Note, "The certificate is your proxy’s"));
            assert!(hidden.saw.contains("an authority of its own") && hidden.saw.contains("Okta will see another"));
        }
        assert!(!own.blocks, "what can be asked is asked");
    }

    #[test]
    fn an_intermediate_that_this_computer_has_from_elsewhere_is_missing_for_okta() {
        let shaken = |chain: Vec<Certificate>, public: bool| Handshake {
            version: "TLS 1.3".into(),
            ms: 1,
            chain,
            by_extra_roots: false,
            publicly_trusted: public,
        };
        assert_eq!(by(&shaken(vec![leaf(false, true)], false)), By::Fetched);
        assert_eq!(by(&shaken(vec![leaf(false, true)], true)), By::Public);
        assert_eq!(by(&shaken(vec![leaf(false, false)], false)), By::ThisComputer);
        let cut = vouched(judge("TLS 1.3", 62), By::Fetched, false, None);
        assert_eq!((cut.verdict, cut.title.as_str()), (Verdict::Warn, "An intermediate certificate is missing"));
    }

    #[test]
    fn the_chain_stands_in_the_facts_as_it_was_served() {
        let answer = with_chain(judge("TLS 1.3", 62), &[leaf(false, true), leaf(true, false)]);
        assert_eq!(answer.facts["certificates served"], "2");
        assert_eq!(answer.facts["fingerprint"].len(), 64);
        assert!(answer.facts["served 2"].starts_with("CN=scim.example.com, issued by CN=Public CA R3"));
    }
}
