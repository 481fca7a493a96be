//! Is the id of a group that is not there answered as it should be?

use serde_json::Value;

use super::{id_of, is_scim_error};
use crate::Level;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::Context;
use crate::words;

pub(crate) const CHECK: Check = Check {
    id: "unknown-group-id",
    level: Level::Read,
    title: "Unknown group id",
    question: "Is a group id that is not there answered 404 with a SCIM error?",
    needs: &["groups-shape"],
    ask: asks!(ask),
};

async fn ask(context: &Context) -> Answer {
    // Another one than the user's, still of the shape of a UUID.
    let id = format!("ca7f1a90-0001-4000-8000-{}", context.nonce);
    let reply = match context.get(&["Groups", &id], &[]).await {
        Ok(reply) => reply,
        Err(error) => return words::no_answer(&error, context.host()),
    };
    let answer = match reply.status {
        404 if is_scim_error(&reply) => Answer::pass(CHECK.title, "404")
            .saw("The answer is 404 with a SCIM error.")
            .why("So Okta can tell its administrators that a pushed group was deleted."),
        404 => Answer::warn("An unknown group is answered without a SCIM error", "404 without a SCIM error")
            .saw("The answer is 404, but its body is no SCIM error.")
            .why("Okta takes no reason from such a body: administrators then read “Errors reported by remote server: null”.")
            .todo("Nothing now. If a group push fails with “null”, look here first."),
        400 => Answer::warn("An unknown group id is called malformed", "400")
            .saw("The answer is 400 instead of 404.")
            .why("Okta takes 404 as “not there”; 400 makes the group push fail without a reason.")
            .todo(words::TELL_VENDOR),
        200..=299 if reply.json::<Value>().ok().as_ref().and_then(id_of).is_none() => {
            Answer::fail("An unknown group id is not refused", format!("{} without a group", reply.status))
                .saw(format!("Asked for an id that no group has, the endpoint answers {}, without a group in it.", reply.status))
                .why(format!("Okta reads 404 as “not there”. With {} it goes on as if the group existed, and what it sends is lost.", reply.status))
                .todo(words::TELL_VENDOR)
        }
        200..=299 => Answer::fail("An unknown group id is answered with a group", reply.status.to_string())
            .saw(format!("Asked for an id that no group has, the endpoint answers {}.", reply.status))
            .why("Okta would put people into another group than the one it pushes.")
            .todo(words::TELL_VENDOR),
        500..=599 => Answer::fail("An unknown group id makes the server fail", reply.status.to_string())
            .saw(format!("Asked for an id that no group has, the server answers {} instead of 404.", reply.status))
            .why("Okta reads 404 as “not there”. A server error it takes for a failure of its own task, which an administrator must then retry.")
            .todo(format!("{} {}", words::CHECK_AGAIN, words::TELL_VENDOR)),
        _ => return words::unexpected(&reply, "The request for a group that is not there"),
    };
    answer.fact("id", id).exchange(reply.exchange)
}
