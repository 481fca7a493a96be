//! Is no group found by a name that none has?

use super::absent::{self, Absent};
use super::look_up_group;
use crate::Level;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::Context;
use crate::words;

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
    let absent = Absent {
        title: CHECK.title,
        who: "A group that is new",
        attribute: "displayName",
        found: ("group", "groups"),
        why: WHY,
    };
    absent::judge(&absent, &reply).fact("group", name)
}
