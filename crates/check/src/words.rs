//! Sentences that more than one check says.

use catflap_http::{Fault, HttpError, Reply, TlsFault};

use crate::answer::Answer;

/// Where ConfigCat shows URL and token.
pub(crate) const CONFIGCAT_PAGE: &str =
    "ConfigCat’s Authentication & Provisioning page, section “User provisioning (SCIM)”";

/// The first thing to do about a token that is not accepted; a new one ends the old one everywhere.
macro_rules! still_at_hand {
    () => {
        "If the token is still at hand, paste it again, whole and alone."
    };
}

pub(crate) use still_at_hand;

/// What to do when a token is not accepted.
pub(crate) const NEW_TOKEN: &str = concat!(
    still_at_hand!(),
    " Only if it is not: REGENERATE on ConfigCat’s Authentication & Provisioning page makes a new one, and the old one stops \
     at once, in Okta too. Set the new one here and in Okta under Provisioning › Integration › Authorization, and press Test \
     Connector Configuration there. Tasks that failed in Okta stay failed until Retry Selected."
);

/// What to do when the URL is not the right one.
pub(crate) const RIGHT_URL: &str = "Copy the SCIM URL again from ConfigCat’s Authentication & Provisioning page, section \
     “User provisioning (SCIM)”, without anything behind it, and set it here and as SCIM connector base URL in Okta under \
     Provisioning › Integration.";

/// What to do when the URL is the right one after all.
pub(crate) const ELSE_VENDOR: &str =
    "If it is the right one already, send this finding to whoever runs the endpoint with “Copy for support”.";

/// What to do when the server itself answers wrongly.
pub(crate) const TELL_VENDOR: &str =
    "This can only be changed by whoever runs the SCIM endpoint: send them this finding with “Copy for support”.";

/// What to do when the server is in trouble now.
pub(crate) const TRY_LATER: &str = "Check again in a few minutes. If it stays, look at status.configcat.com and send this finding to ConfigCat’s support.";

/// Once may be chance.
pub(crate) const CHECK_AGAIN: &str = "Check again in a few minutes, to see whether it stays.";

/// What to do when answers take long.
pub(crate) const SLOW: &str = "Check again at another time of day. If it stays, send this finding to whoever runs the SCIM endpoint with “Copy for support”; until then push large groups in parts.";

/// The fact that names the check that the same answer served before: nothing is asked twice.
pub(crate) const SAME_ANSWER: &str = "same answer as";

/// A request that got no usable answer.
pub(crate) fn no_answer(error: &HttpError, host: &str) -> Answer {
    fault(&error.fault, host).exchange((*error.exchange).clone())
}

/// A failing connection, in the words of its cause.
pub(crate) fn fault(fault: &Fault, host: &str) -> Answer {
    let okta = "Okta needs the same connection for every person and group it pushes.";
    match fault {
        Fault::NotHttps => Answer::fail("The URL is not https", "http")
            .saw(format!("The URL begins with http and leads to another computer ({host}). Nothing was sent."))
            .why("The token would travel in the clear, and Okta accepts https only.")
            .todo(RIGHT_URL),
        Fault::Unsendable { what } => Answer::fail("The request can’t be sent", "odd characters")
            .saw(format!("The {what} holds a character that HTTP can’t carry, such as a line break. Nothing was sent."))
            .why("Okta could not send it either.")
            .todo("Copy the token again, alone and whole, and set it anew."),
        Fault::Dns { host } => Answer::fail("The name does not resolve", "no address")
            .saw(format!("This computer’s name server knows no address for {host}."))
            .why(okta)
            .todo(format!("Compare the host name with the one on {CONFIGCAT_PAGE}. If it is the same, ask who runs your network whether names of other companies are resolved.")),
        Fault::Refused => Answer::fail("The connection is refused", "refused")
            .saw(format!("{host} answered that nothing listens on that port."))
            .why(okta)
            .todo(RIGHT_URL),
        Fault::Unreachable => Answer::fail("The host can’t be reached", "no route")
            .saw(format!("This computer has no way to {host}."))
            .why("This may be this computer’s network alone. Okta connects from the internet.")
            .todo("Connect this computer to the internet or to the VPN it needs, and check again."),
        Fault::ConnectTimeout { after_ms } => Answer::fail("No connection in time", format!("over {} s", after_ms / 1000))
            .saw(format!("{host} did not complete a connection within {} s.", after_ms / 1000))
            .why("A firewall that drops connections looks like this. Okta reports it as “Connect timed out”.")
            .todo("Allow outgoing https to this host in your firewall, or check from another network. Okta itself connects from the internet: an endpoint that only your own network reaches must let Okta’s addresses in."),
        Fault::Timeout { after_ms, began } => Answer::fail("No answer in time", format!("over {} s", after_ms / 1000))
            .saw(if *began {
                format!("{host} began its answer and did not end it within {} s.", after_ms / 1000)
            } else {
                format!("{host} took the request and did not answer within {} s.", after_ms / 1000)
            })
            .why("Okta gives up after 60 s and marks the task as failed.")
            .todo(TRY_LATER),
        Fault::Tls { cause, detail } => tls(*cause, detail, host),
        Fault::Closed => Answer::fail("The connection was closed", "closed")
            .saw(format!("{host} closed the connection before its answer was whole."))
            .why(okta)
            .todo(TRY_LATER),
        Fault::Protocol { detail } => Answer::fail("The answer is not proper HTTP", "no HTTP")
            .saw(format!("What {host} sent back is not HTTP, or breaks its rules: {detail}."))
            .why("Something else than a web server listens there, or one that is out of order. Okta can read neither.")
            .todo(format!("{RIGHT_URL} {ELSE_VENDOR}")),
        Fault::Proxy { detail } => Answer::fail("The proxy refuses", "proxy")
            .saw(format!("The proxy that this computer is set to use did not let the request through: {detail}."))
            .why("This is about this computer’s network. Okta does not use your proxy.")
            .todo("Ask who runs the proxy to allow https to this host, or set NO_PROXY for it."),
        Fault::BodyTooLarge { limit } => Answer::fail("The answer is too large", format!("larger than {} MB", limit / 1_000_000))
            .saw(format!("The answer is larger than {} MB and was not read to its end.", limit / 1_000_000))
            .why("A page of users or groups is a few hundred kilobytes. Okta would time out on such an answer.")
            .todo(TELL_VENDOR),
        Fault::RateLimited { retry_after } => Answer::fail("The rate limit is reached", "429")
            .saw(match retry_after {
                Some(seconds) => format!("The server answered 429 and asks to wait {}.", span(*seconds)),
                None => "The server answered 429 and does not say how long to wait.".to_owned(),
            })
            .why("Okta shares this limit: while it is reached, pushes fail or wait.")
            .todo(format!(
                "Wait {} and check again. If Okta is pushing many people at the moment, let it finish first.",
                if retry_after.is_some() { "that long" } else { "a few minutes" }
            )),
    }
}

fn tls(cause: TlsFault, detail: &str, host: &str) -> Answer {
    let both = "Okta closes the connection to an endpoint whose certificate it can’t verify.";
    match cause {
        TlsFault::UnknownIssuer => Answer::fail("The certificate’s issuer is unknown", "unknown issuer")
            .saw(format!("Nobody whom this computer trusts vouches for the certificate of {host}: it is self-signed, from a private authority, or the server leaves out an intermediate certificate."))
            .why("Okta trusts public authorities only. If your company’s proxy inspects TLS, this computer sees the proxy’s certificate and Okta sees another.")
            .todo("Behind an inspecting proxy, give Catflap the company’s CA file. Otherwise the endpoint must serve a certificate of a public authority, with its intermediates."),
        TlsFault::Expired => Answer::fail("The certificate has expired", "expired")
            .saw(format!("The certificate of {host} is past its last day."))
            .why(both)
            .todo("Whoever runs the endpoint must renew the certificate. Check this computer’s clock too."),
        TlsFault::NotValidYet => Answer::fail("The certificate is not valid yet", "not valid yet")
            .saw(format!("The certificate of {host} begins to be valid later than this computer’s clock says."))
            .why(both)
            .todo("Check this computer’s date and time first: a clock that is slow looks like this."),
        TlsFault::WrongName => Answer::fail("The certificate is for another name", "wrong name")
            .saw(format!("The server’s certificate is not for {host}."))
            .why(both)
            .todo(RIGHT_URL),
        TlsFault::Revoked => Answer::fail("The certificate was revoked", "revoked")
            .saw(format!("The certificate of {host} was taken back by its issuer."))
            .why(both)
            .todo("Whoever runs the endpoint must install a new certificate."),
        TlsFault::NotTls => Answer::fail("The port does not speak TLS", "no TLS")
            .saw(format!("{host} answers on this port, but not with TLS."))
            .why("Okta speaks https only.")
            .todo(RIGHT_URL),
        TlsFault::TooOld => Answer::fail("The server offers no safe version of TLS", "version too old")
            .saw(format!("{host} speaks TLS, but neither 1.2 nor 1.3, and Catflap nothing else ({detail})."))
            .why("Okta requires TLS 1.2 or later, and closes the connection as well. What is older can be read along.")
            .todo("Whoever runs the endpoint must switch on TLS 1.2 or 1.3: send them this finding. If a proxy stands between, send it to whoever runs that."),
        TlsFault::Other => Answer::fail("TLS fails", "TLS")
            .saw(format!("{host} and Catflap do not agree on TLS: {detail}."))
            .why("Catflap takes TLS 1.2 and 1.3 with the usual ciphers, and a certificate in order. Okta asks for the same.")
            .todo("Whoever runs the endpoint must switch on TLS 1.2 or 1.3: send them this finding. If a proxy stands between, send it to whoever runs that."),
    }
}

/// Any status other than the one that was hoped for, when nothing better is to say.
pub(crate) fn unexpected(reply: &Reply, asked: &str) -> Answer {
    let status = reply.status;
    let answer = match status {
        401 => Answer::fail("The token is refused here", "401")
            .saw(format!("{asked} was answered 401, although the token was accepted before."))
            .why("Okta uses one token for everything it asks.")
            .todo(NEW_TOKEN),
        403 => Answer::fail("The token may not do this", "403")
            .saw(format!("{asked} was answered 403: the token is known, but not allowed to do this."))
            .why("Okta uses one token for everything it asks.")
            .todo(NEW_TOKEN),
        404 => Answer::fail("There is nothing at this address", "404")
            .saw(format!("{asked} was answered 404."))
            .why("Okta asks the same address.")
            .todo(RIGHT_URL),
        300..=399 => Answer::fail("The server points elsewhere", status.to_string())
            .saw(format!(
                "{asked} was answered {status}, a redirect. It was not followed: the token would have gone along."
            ))
            .why("Okta expects the answer at the SCIM URL itself.")
            .todo(RIGHT_URL),
        500..=599 => Answer::fail("The server fails", status.to_string())
            .saw(format!("{asked} was answered {status}: the server has a problem of its own."))
            .why("Okta marks what it pushes meanwhile as failed.")
            .todo(TRY_LATER),
        _ => Answer::fail("An unexpected answer", status.to_string())
            .saw(format!("{asked} was answered {status}."))
            .why("Okta expects 200 here.")
            .todo(TELL_VENDOR),
    };
    answer.exchange(reply.exchange.clone())
}

/// A time to wait: `30 s`, `5 minutes`, `12 hours`, `3 days`.
fn span(seconds: u64) -> String {
    match seconds {
        0..120 => format!("{seconds} s"),
        120..7_200 => format!("{} minutes", seconds.div_ceil(60)),
        7_200..172_800 => format!("{} hours", seconds.div_ceil(3_600)),
        _ => format!("{} days", grouped(seconds.div_ceil(86_400))),
    }
}

/// `1 user`, `2 users`, `10,000 users`.
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number as u64), if number == 1 { one } else { many })
}

/// A number for sentences: `10,000`.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A text inside a sentence, unless its first word is a name or an abbreviation.
pub(crate) fn lower_first(text: &str) -> String {
    let first_word = text.split(' ').next().unwrap_or_default();
    if first_word.chars().skip(1).any(char::is_uppercase) || first_word.starts_with("Okta") {
        return text.to_owned();
    }
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

/// A text at the beginning of a sentence.
pub(crate) fn first_up(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_to_wait_is_told_in_the_unit_that_says_it_shortest() {
        let texts = [0, 119, 3_599, 7_200, 90_000, 30_720_990_000].map(span);
        assert_eq!(texts, ["0 s", "119 s", "60 minutes", "2 hours", "25 hours", "355,568 days"]);
    }

    #[test]
    fn large_numbers_are_written_in_groups_of_three() {
        let texts = [0, 12, 999, 1_000, 10_000, 1_234_567].map(grouped);
        assert_eq!(texts, ["0", "12", "999", "1,000", "10,000", "1,234,567"]);
        assert_eq!(count(1, "user", "users"), "1 user");
    }
}
