//! Do names with quotes and letters of other alphabets survive a look-up?

use catflap_http::{HttpError, Reply};

use super::{look_up, look_up_group};
use crate::Level;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::Context;
use crate::list_shape::{self, Flaw};

pub(crate) const CHECK: Check = Check {
    id: "odd-characters",
    level: Level::Read,
    title: "Quotes and accents in names",
    question: "Can names with quotes, backslashes and letters of other alphabets be looked up?",
    needs: &["lookup-stranger", "lookup-unknown-group"],
    ask: asks!(ask),
};

async fn ask(context: &Context) -> Answer {
    let person = format!("catflap-nobody-o'brien-žluťoučký-{}@example.invalid", context.nonce);
    let group = format!("Catflap “R&D” \"Core\" \\ 開発 + 100 % {}", context.nonce);
    let (of_person, of_group) = futures::join!(look_up(context, &person), look_up_group(context, &group));
    let mut flaws = Vec::new();
    let mut exchanges = Vec::new();
    for (name, reply) in [(&person, of_person), (&group, of_group)] {
        let (flaw, exchange) = judge(name, reply);
        flaws.extend(flaw);
        exchanges.push(exchange);
    }
    let answer = if flaws.is_empty() {
        Answer::pass(CHECK.title, "looked up")
            .saw("A person and a group with odd names are looked up, and not found, as it should be.")
    } else {
        Answer::warn("Odd characters break look-ups", crate::words::count(flaws.len(), "look-up", "look-ups"))
            .saw(list_shape::sentences(&flaws))
            .todo("Until whoever runs the endpoint has mended it, keep quotes, backslashes and letters with accents out of user names and of the names of pushed groups.")
    };
    answer
        .why("People are called O’Brien and Žofie, and groups R&D \"Core\". Okta puts such names into its look-ups as they are, and the push of just these fails.")
        .exchanges(exchanges)
}

fn judge(name: &str, reply: Result<Reply, HttpError>) -> (Option<Flaw>, catflap_http::Exchange) {
    match reply {
        Ok(reply) => {
            let found = list_shape::items(&reply).len();
            let flaw = match reply.status {
                200 if found == 0 => None,
                // Whether 404 comes with a SCIM error, the look-up of a stranger says.
                404 => None,
                200 => Some(Flaw::warn(format!("The look-up of {name} finds {found}, though there is none."))),
                status => Some(Flaw::warn(format!("The look-up of {name} was answered {status}."))),
            };
            (flaw, reply.exchange)
        }
        Err(error) => (Some(Flaw::warn(format!("The look-up of {name} failed: {}.", error.fault))), *error.exchange),
    }
}
