//! Do the members of groups exist as users?

use futures::future::join_all;

use crate::Level;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::Context;
use crate::words;

pub(crate) const CHECK: Check = Check {
    id: "members-exist",
    level: Level::Read,
    title: "Members are users",
    question: "Are the members of groups users who exist?",
    needs: &["users-shape", "groups-shape"],
    ask: asks!(ask),
};

/// How many members who are not on the first page of users are asked for by id.
const ASKED_FOR: usize = 4;

const WHY: &str = "ConfigCat gives permissions to the members of a group. A member who is no user gets none, and Okta’s next \
     change of the group may fail on it.";

async fn ask(context: &Context) -> Answer {
    let (members, people) = context.learn(|learned| (learned.members.clone(), learned.people.clone()));
    if members.is_empty() {
        return Answer::pass("No member is listed", "0 members")
            .saw("The groups looked at list no members: either there are none, or the list leaves them out, which Okta allows.")
            .why(WHY);
    }
    let off_page: Vec<&String> = members.iter().filter(|id| people.iter().all(|one| one.id != **id)).collect();
    let asked: Vec<&String> = off_page.iter().copied().take(ASKED_FOR).collect();
    let replies = join_all(asked.iter().map(|id| async move { context.get(&["Users", id.as_str()], &[]).await })).await;
    let mut missing = Vec::new();
    let mut exchanges = Vec::new();
    let mut unknown = 0;
    for (id, reply) in asked.iter().zip(replies) {
        match reply {
            Ok(reply) => {
                match reply.status {
                    404 => missing.push(id.as_str()),
                    200 => {}
                    _ => unknown += 1,
                }
                exchanges.push(reply.exchange);
            }
            Err(error) => {
                unknown += 1;
                exchanges.push(*error.exchange);
            }
        }
    }
    let looked_at = members.len() - off_page.len() + asked.len();
    let answer = if !missing.is_empty() {
        Answer::warn("Members who are no users", words::count(missing.len(), "missing", "missing"))
            .saw(format!("Groups list {} who can’t be read as users: {}.", words::count(missing.len(), "member", "members"), missing.join(", ")))
            .todo("In Okta under Push Groups, push these groups again. If the members stay, send this finding to whoever runs the endpoint.")
    } else if unknown > 0 {
        Answer::note(CHECK.title, format!("{unknown} not known")).saw(format!(
            "{} of {} could not be asked for by id.",
            unknown,
            words::count(asked.len(), "member", "members")
        ))
    } else {
        Answer::pass(CHECK.title, words::count(looked_at, "member", "members"))
            .saw(format!("{} looked at: each is a user.", words::count(looked_at, "member", "members")))
    };
    answer.why(WHY).fact("members", members.len()).fact("members looked at", looked_at).exchanges(exchanges)
}
