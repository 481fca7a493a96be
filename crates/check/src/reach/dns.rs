//! Does the host name have an address?

use catflap_http::probe;

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
            context.learn(|learned| learned.resolved = Some(resolved));
            Answer::pass("Name resolves", words::count(addresses.len(), "address", "addresses"))
                .saw(format!("{host} is at {}.", addresses.join(", ")))
                .why("Okta finds the endpoint by the same name.")
                .fact("addresses", addresses.join(", "))
        }
        Err(fault) => words::fault(&fault, host),
    }
}
