//! Is a group that exists found by name?

use super::{filters_refused, id_of, look_up_group, no_group_yet};
use crate::Level;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::Context;
use crate::{list_shape, words};

pub(crate) const CHECK: Check = Check {
    id: "lookup-known-group",
    level: Level::Read,
    title: "Look-up of a group",
    question: "Is a group that exists found by displayName, alone?",
    needs: &["groups-shape"],
    ask: asks!(ask),
};

const WHY: &str = "Okta asks this before it pushes a group. A group that is not found is created again: the answer is 409, \
     or two groups of the same name.";

async fn ask(context: &Context) -> Answer {
    let (known, listed) = context.learn(|learned| (learned.group.clone(), learned.groups));
    let Some(known) = known else { return no_group_yet(CHECK.title, listed) };
    let reply = match look_up_group(context, &known.name).await {
        Ok(reply) => reply,
        Err(error) => return words::no_answer(&error, context.host()),
    };
    if matches!(reply.status, 400 | 501) {
        return filters_refused(&reply, "displayName").why(WHY).exchange(reply.exchange);
    }
    if reply.status != 200 && reply.status != 404 {
        return words::unexpected(&reply, "The look-up by displayName");
    }
    let found = list_shape::items(&reply);
    let same = found.iter().filter(|item| id_of(item) == Some(&known.id)).count();
    let named =
        found.iter().filter(|item| item.get("displayName").and_then(|name| name.as_str()) == Some(&*known.name));
    let answer = match (found.len(), same) {
        (1, 1) => Answer::pass(CHECK.title, "1 match")
            .saw(format!("“{}” is found by displayName, alone and with the same id.", known.name)),
        (0, _) => Answer::fail("A group that exists is not found", "0 matches")
            .saw(format!("“{}” stands in the list of groups, but the look-up by displayName finds none.", known.name))
            .todo(words::TELL_VENDOR),
        (1, 0) => Answer::fail("The look-up finds another group", "another id")
            .saw(format!("The look-up of “{}” gives a group with another id than the list does.", known.name))
            .todo(words::TELL_VENDOR),
        (many, _) if named.count() == many => {
            Answer::warn("Groups of the same name", format!("{many} matches"))
                .saw(format!("{many} groups are called “{}”.", known.name))
                .todo("Rename or delete the twin on ConfigCat’s Authentication & Provisioning page, after comparing both in Okta under Push Groups.")
        }
        (many, _) => Answer::fail("The look-up finds more than one group", format!("{many} matches"))
            .saw(format!("The look-up of “{}” gives {many} groups: the filter is ignored.", known.name))
            .todo(words::TELL_VENDOR),
    };
    answer.why(WHY).fact("group", &known.name).exchange(reply.exchange)
}
