//! Does the host name have an address?

use std::net::IpAddr;

use catflap_http::{is_loopback, probe};

use super::by_proxy;
use crate::Level;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::Context;
use crate::words;

pub(crate) const CHECK: Check = Check {
    id: "dns",
    level: Level::Reach,
    title: "Name resolves",
    question: "Does the SCIM URL’s host name have an address?",
    needs: &[],
    ask: asks!(ask),
};

async fn ask(context: &Context) -> Answer {
    if let Some(answer) = by_proxy(context, CHECK.title) {
        return answer;
    }
    let host = context.host();
    match probe::resolve(host, context.port(), context.http.policy().connect_timeout).await {
        Ok(resolved) => {
            let addresses: Vec<String> = resolved.addresses.iter().map(ToString::to_string).collect();
            let inside = !is_loopback(&context.url) && resolved.addresses.iter().all(is_private);
            context.learn(|learned| learned.resolved = Some(resolved));
            if inside {
                return Answer::warn("The name leads into a private network", "private address")
                    .saw(format!("{host} is at {}, which only this network reaches.", addresses.join(", ")))
                    .why("Okta connects from the internet: unless the name has another address there, it reports “Connect timed out”.")
                    .todo("Ask who runs your network whether the name has a public address too. If not, the endpoint must get one, or Okta an agent inside.")
                    .fact("addresses", addresses.join(", "));
            }
            Answer::pass("Name resolves", words::count(addresses.len(), "address", "addresses"))
                .saw(format!("{host} is at {}.", addresses.join(", ")))
                .why("Okta finds the endpoint by the same name.")
                .fact("addresses", addresses.join(", "))
        }
        Err(fault) => words::fault(&fault, host),
    }
}

/// Whether an address is reached from its own network only (RFC 1918, RFC 3927, RFC 4193, RFC 4291, RFC 6598).
fn is_private(address: &IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => {
            let [first, second, ..] = v4.octets();
            v4.is_private() || v4.is_loopback() || v4.is_link_local() || (first == 100 && (64..128).contains(&second))
        }
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_okta_can_not_reach_are_known() {
        for inside in [
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "127.0.0.1",
            "169.254.1.1",
            "100.64.0.1",
            "::1",
            "fd00::1",
            "fe80::1",
        ] {
            assert!(is_private(&inside.parse().unwrap()), "{inside}");
        }
        for outside in ["93.184.216.34", "100.128.0.1", "172.32.0.1", "2606:4700::1111"] {
            assert!(!is_private(&outside.parse().unwrap()), "{outside}");
        }
    }
}
