//! Is somebody who exists found by name?

use super::{filters_refused, id_of, look_up, nobody_yet};
use crate::Level;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::Context;
use crate::{list_shape, words};

pub(crate) const CHECK: Check = Check {
    id: "lookup-known-user",
    level: Level::Read,
    title: "Look-up of a person",
    question: "Is a user who exists found by userName, alone?",
    needs: &["users-shape"],
    ask: asks!(ask),
};

const WHY: &str = "Okta looks everybody up by userName before it pushes them. Who is not found is created again, and the \
     answer is 409, or a twin.";

async fn ask(context: &Context) -> Answer {
    let Some(known) = context.known() else { return nobody_yet(CHECK.title) };
    let reply = match look_up(context, &known.user_name).await {
        Ok(reply) => reply,
        Err(error) => return words::no_answer(&error, context.host()),
    };
    if matches!(reply.status, 400 | 501) {
        return filters_refused(&reply, "userName").why(WHY).exchange(reply.exchange);
    }
    if reply.status != 200 && reply.status != 404 {
        return words::unexpected(&reply, "The look-up by userName");
    }
    let found = list_shape::items(&reply);
    let same = found.iter().filter(|item| id_of(item) == Some(&known.id)).count();
    let answer = match (found.len(), same) {
        (1, 1) => Answer::pass("Look-up of a person", "1 match")
            .saw(format!("{} is found by userName, alone and with the same id.", known.user_name)),
        (0, _) => Answer::fail("A person who exists is not found", "0 matches")
            .saw(format!("{} stands in the list of users, but the look-up by userName finds nobody.", known.user_name))
            .todo(words::TELL_VENDOR),
        (1, 0) => Answer::fail("The look-up finds somebody else", "another id")
            .saw(format!("The look-up of {} gives a user with another id than the list does.", known.user_name))
            .todo(words::TELL_VENDOR),
        (many, _) => Answer::fail("The look-up finds more than one", format!("{many} matches"))
            .saw(format!("The look-up of {} gives {many} users: the filter is ignored, or the person exists more than once.", known.user_name))
            .todo("If the person exists more than once, delete the twin in ConfigCat. Otherwise send this finding to whoever runs the endpoint."),
    };
    answer.why(WHY).fact("user name", &known.user_name).exchange(reply.exchange)
}
