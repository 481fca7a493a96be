//! Is nobody found who does not exist?

use super::absent::{self, Absent};
use super::look_up;
use crate::Level;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::Context;
use crate::words;

pub(crate) const CHECK: Check = Check {
    id: "lookup-stranger",
    level: Level::Read,
    title: "Look-up of a stranger",
    question: "Does the look-up of somebody who does not exist find nobody, and say so in Okta’s way?",
    needs: &["token-accepted"],
    ask: asks!(ask),
};

const WHY: &str = "This is what Okta asks before it creates somebody. It reads 200 with no result, or 404 with a SCIM error, \
     as “not there yet”; anything else ends the assignment.";

async fn ask(context: &Context) -> Answer {
    let stranger = format!("catflap-nobody-{}@example.invalid", context.nonce);
    let reply = match look_up(context, &stranger).await {
        Ok(reply) => reply,
        Err(error) => return words::no_answer(&error, context.host()),
    };
    let absent =
        Absent { title: CHECK.title, who: "A stranger", attribute: "userName", found: ("user", "users"), why: WHY };
    absent::judge(&absent, &reply).fact("user name", stranger)
}
