//! Is an unknown id answered as it should be?

use serde_json::Value;

use super::{id_of, is_scim_error};
use crate::Level;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::Context;
use crate::words;

pub(crate) const CHECK: Check = Check {
    id: "unknown-id",
    level: Level::Read,
    title: "Unknown id",
    question: "Is a user id that nobody has answered 404 with a SCIM error?",
    needs: &["token-accepted"],
    ask: asks!(ask),
};

async fn ask(context: &Context) -> Answer {
    // The shape of a UUID, so that a server which checks the form of ids still looks it up.
    let id = format!("ca7f1a90-0000-4000-8000-{}", context.nonce);
    let reply = match context.get(&["Users", &id], &[]).await {
        Ok(reply) => reply,
        Err(error) => return words::no_answer(&error, context.host()),
    };
    let null = "Okta reads 404 as “not there”. From a body that is no SCIM error it takes no reason: administrators then read “Errors reported by remote server: null”.";
    let answer = match reply.status {
        404 if is_scim_error(&reply) => Answer::pass("Unknown id", "404")
            .saw("The answer is 404 with a SCIM error.")
            .why("So Okta can tell its administrators why something failed."),
        404 => Answer::warn("An unknown person is answered without a SCIM error", "404 without a SCIM error")
            .saw(if reply.body.is_empty() {
                "The answer is 404, but its body is empty.".to_owned()
            } else {
                "The answer is 404, but its body is no SCIM error.".to_owned()
            })
            .why(null)
            .todo("Nothing now. If a push fails with “Errors reported by remote server: null”, look here first."),
        400 => Answer::warn("An unknown id is called malformed", "400")
            .saw("The answer is 400 instead of 404.")
            .why("Okta takes 404 as “not there”; 400 ends what it was doing.")
            .todo(words::TELL_VENDOR),
        200..=299 if reply.json::<Value>().ok().as_ref().and_then(id_of).is_none() => {
            Answer::fail("An unknown id is not refused", format!("{} without a person", reply.status))
                .saw(format!("Asked for an id that nobody has, the endpoint answers {}, without a person in it.", reply.status))
                .why(format!("Okta reads 404 as “not there”. With {} it goes on as if the person existed, and what it sends is lost.", reply.status))
                .todo(words::TELL_VENDOR)
        }
        200..=299 => Answer::fail("An unknown id is answered with a person", reply.status.to_string())
            .saw(format!("Asked for an id that nobody has, the endpoint answers {}.", reply.status))
            .why("Okta would write one person’s profile over another’s.")
            .todo(words::TELL_VENDOR),
        500..=599 => Answer::fail("An unknown id makes the server fail", reply.status.to_string())
            .saw(format!("Asked for an id that nobody has, the server answers {} instead of 404.", reply.status))
            .why("Okta reads 404 as “not there”. A server error it takes for a failure of its own task, which an administrator must then retry.")
            .todo(format!("{} {}", words::CHECK_AGAIN, words::TELL_VENDOR)),
        _ => return words::unexpected(&reply, "The request for an id that nobody has"),
    };
    answer.fact("id", id).exchange(reply.exchange)
}
