//! Do the members of groups exist as users?

use std::collections::HashSet;

use catflap_http::{HttpError, Reply};
use futures::future::join_all;

use super::reading::{LARGEST, Stopped, everybody, is_vast, page};
use crate::Level;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::{Asker, Context};
use crate::words;

pub(crate) const CHECK: Check = Check {
    id: "members-exist",
    level: Level::Read,
    title: "Members are users",
    question: "Are the members of groups users who exist?",
    needs: &["users-shape", "groups-shape"],
    ask: asks!(ask),
};

/// How many members who are not among the users that were read are asked for by id.
const ASKED_FOR: usize = 3;

const WHY: &str = "ConfigCat gives permissions to the members of a group. A member who is no user gets none, and Okta’s next \
     change of the group may fail on it.";

async fn ask(context: &Context) -> Answer {
    let members = context.learn(|learned| learned.members.clone());
    if members.is_empty() {
        return Answer::pass("No member is listed", "0 members")
            .saw("The groups looked at list no members: either there are none, or the list leaves them out, which Okta allows.")
            .why(WHY);
    }
    let Seen { read, asked, replies } = match look(context, &members).await {
        Ok(seen) => seen,
        Err(stopped) => return stopped.into_answer(context),
    };
    let off_list = members.iter().filter(|id| !read.contains(*id)).count();
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
    let asked_off_list = asked.iter().filter(|id| !read.contains(id.as_str())).count();
    let looked_at = members.len() - off_list + asked_off_list;
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

struct Seen<'a> {
    /// The ids of the users who were read.
    read: HashSet<String>,
    /// The members who were asked for by id, and what came.
    asked: Vec<&'a String>,
    replies: Vec<Result<Reply, HttpError>>,
}

/// Who is not there when everybody was read is asked for by id. A vast directory is not read to its end: there, who is not
/// on its first page is asked for, at the same time as the next pages.
async fn look<'a>(context: &Context, members: &'a [String]) -> Result<Seen<'a>, Stopped> {
    let but = |known: &HashSet<String>| -> Vec<&'a String> {
        members.iter().filter(|id| !known.contains(*id)).take(ASKED_FOR).collect()
    };
    let by_id = async |ids: &[&String]| {
        join_all(ids.iter().map(|id| async move { context.get(&["Users", id.as_str()], &[]).await })).await
    };
    let first = page(context, Asker::Okta, 1, LARGEST).await?;
    if first.total.is_some_and(is_vast) {
        let asked = but(&first.ids().map(str::to_owned).collect());
        let (everybody, replies) = futures::join!(everybody(context, Asker::Okta), by_id(&asked));
        return Ok(Seen { read: everybody?.ids, asked, replies });
    }
    let read = everybody(context, Asker::Okta).await?.ids;
    let asked = but(&read);
    let replies = by_id(&asked).await;
    Ok(Seen { read, asked, replies })
}
