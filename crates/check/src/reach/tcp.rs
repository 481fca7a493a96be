//! Does a connection open?

use std::net::SocketAddr;

use catflap_http::{Fault, probe};

use super::by_proxy;
use crate::Level;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::Context;
use crate::words;

pub(crate) const CHECK: Check = Check {
    id: "tcp",
    level: Level::Reach,
    title: "Connection opens",
    question: "Does the host take a connection on the URL’s port?",
    needs: &["dns"],
    ask: asks!(ask),
};

async fn ask(context: &Context) -> Answer {
    if let Some(answer) = by_proxy(context, CHECK.title) {
        return answer;
    }
    let addresses = context.learn(|learned| learned.resolved.as_ref().map(|resolved| resolved.addresses.clone()));
    let mut silent = Vec::new();
    let mut last = Fault::Unreachable;
    for ip in addresses.unwrap_or_default() {
        let address = SocketAddr::new(ip, context.port());
        match probe::connect(address, context.http.policy().connect_timeout).await {
            Ok(connected) => {
                context.learn(|learned| {
                    learned.stream = Some(connected.stream);
                    learned.tcp_ms = Some(connected.ms);
                });
                let answer = Answer::pass("Connection opens", format!("port {}", address.port()))
                    .saw(if silent.is_empty() {
                        format!("{address} took the connection.")
                    } else {
                        format!("{address} took the connection; before it {} did not.", silent.join(", "))
                    })
                    .why("No firewall stands between this computer and the endpoint.");
                return answer.fact("address", address);
            }
            Err(fault) => {
                silent.push(address.to_string());
                last = fault;
            }
        }
    }
    words::fault(&last, context.host()).fact("tried", silent.join(", "))
}
