//! Is no group found by a name that none has?

use super::{is_scim_error, look_up_group};
use crate::Level;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::Context;
use crate::{list_shape, words};

pub(crate) const CHECK: Check = Check {
    id: "lookup-unknown-group",
    level: Level::Read,
    title: "Look-up of a new group",
    question: "Does the look-up of a group that does not exist find none, and say so in Okta’s way?",
    needs: &["groups-shape"],
    ask: asks!(ask),
};

const WHY: &str = "This is what Okta asks before it creates a group. It reads 200 with no result, or 404 with a SCIM error, as \
     “not there yet”; a group that comes back is taken for the one to push to.";

async fn ask(context: &Context) -> Answer {
    let name = format!("Catflap looks for nobody {}", context.nonce);
    let reply = match look_up_group(context, &name).await {
        Ok(reply) => reply,
        Err(error) => return words::no_answer(&error, context.host()),
    };
    let found = list_shape::items(&reply).len();
    let answer = match reply.status {
        200 if reply.json::<serde_json::Value>().is_err() => {
            Answer::fail("The look-up of a new group can’t be read", "200, no list")
                .saw("The answer is 200, but holds no list.")
                .todo(words::TELL_VENDOR)
        }
        200 if found > 0 => Answer::fail("A group that is new is found", words::count(found, "match", "matches"))
            .saw(format!(
                "The look-up of a name that no group has gives {}: the filter is ignored.",
                words::count(found, "group", "groups")
            ))
            .todo(words::TELL_VENDOR),
        200 => Answer::pass(CHECK.title, "0 matches").saw("No group is found: 200 without a result."),
        404 if is_scim_error(&reply) => Answer::pass(CHECK.title, "404, SCIM error")
            .saw("The answer is 404 with a SCIM error, which Okta reads as “not there yet”."),
        404 => Answer::warn("A new group is answered without a SCIM error", "404 without a SCIM error")
            .saw("The answer is 404, but its body is no SCIM error.")
            .todo(words::TELL_VENDOR),
        400 | 501 => Answer::fail("Groups can’t be looked up", reply.status.to_string())
            .saw(format!(
                "The look-up by displayName eq was answered {}: the endpoint does not take this filter.",
                reply.status
            ))
            .todo(words::TELL_VENDOR),
        _ => return words::unexpected(&reply, "The look-up of a group that does not exist"),
    };
    answer.why(WHY).fact("group", name).exchange(reply.exchange)
}
