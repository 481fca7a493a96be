//! Can users and groups be read the way Okta reads them?

mod absent;
pub(crate) mod answer_times;
pub(crate) mod capital_letters;
pub(crate) mod count_zero;
pub(crate) mod groups_shape;
pub(crate) mod lookup_by_email;
pub(crate) mod lookup_known_group;
pub(crate) mod lookup_known_user;
pub(crate) mod lookup_stranger;
pub(crate) mod lookup_unknown_group;
pub(crate) mod members_exist;
pub(crate) mod odd_characters;
pub(crate) mod okta_connector_test;
pub(crate) mod pages_join;
pub(crate) mod reading;
pub(crate) mod stable_ids;
pub(crate) mod twins;
pub(crate) mod unknown_group_id;
pub(crate) mod unknown_id;
pub(crate) mod user_by_id;
pub(crate) mod users_shape;

use catflap_http::{HttpError, Reply};
use catflap_scim::{ScimError, filter};
use serde_json::Value;

use crate::Verdict;
use crate::answer::Answer;
use crate::context::Context;
use crate::list_shape::{self, Flaw};
use crate::words;

/// Looks users up by name, with the words Okta uses.
async fn look_up(context: &Context, user_name: &str) -> Result<Reply, HttpError> {
    let filter = filter::eq("userName", user_name);
    context.get(&["Users"], &[("filter", &filter), ("startIndex", "1"), ("count", "100")]).await
}

/// Looks groups up by name, with the words Okta uses.
async fn look_up_group(context: &Context, name: &str) -> Result<Reply, HttpError> {
    let filter = filter::eq("displayName", name);
    context.get(&["Groups"], &[("filter", &filter), ("startIndex", "1"), ("count", "100")]).await
}

/// An answer with the weight of the worst flaw, and all of them in words.
fn weigh(flaws: &[Flaw], right: (&str, String), wrong: &str) -> Answer {
    let (title, summary) = right;
    let worst_text = || list_shape::sentences(flaws);
    let problems = format!("{} to see", crate::words::count(flaws.len(), "thing", "things"));
    match list_shape::worst(flaws) {
        Verdict::Fail => Answer::fail(wrong, problems).saw(worst_text()),
        Verdict::Warn => Answer::warn(wrong, problems).saw(worst_text()),
        Verdict::Note => Answer::note(title, summary).saw(worst_text()),
        _ => Answer::pass(title, summary),
    }
}

/// The endpoint does not take a filter at all.
fn filters_refused(reply: &Reply, attribute: &str) -> Answer {
    let title = if attribute == "displayName" { "Groups can’t be looked up" } else { "Filters are refused" };
    Answer::fail(title, reply.status.to_string())
        .saw(format!(
            "The look-up by {attribute} was answered {}: the endpoint does not take this filter.",
            reply.status
        ))
        .todo(words::TELL_VENDOR)
}

/// Whether an answer's body is a SCIM error.
pub(crate) fn is_scim_error(reply: &Reply) -> bool {
    reply.json::<ScimError>().is_ok_and(|error| error.is_scim())
}

/// A resource's id, when it is a text that is not empty.
fn id_of(item: &Value) -> Option<&str> {
    item.get("id")?.as_str().filter(|id| !id.is_empty())
}

/// The answer of checks that need somebody to look for, when nobody is there.
fn nobody_yet(title: &str) -> Answer {
    Answer::skip(title, "no user yet")
        .saw("Not asked: no user is synced yet, so there is nobody to look for.")
        .why("Okta looks everybody up before it creates or changes them.")
        .todo("Assign a group in Okta, then check again.")
}

/// The answer of checks that need a group to look for, when there is none among those `listed`.
fn no_group_yet(title: &str, listed: usize) -> Answer {
    let answer = Answer::skip(title, "no group to look for").why("Okta looks each group up before it pushes it.");
    if listed == 0 {
        answer
            .saw("Not asked: no group is pushed yet, so there is none to look for.")
            .todo("Push a group in Okta, then check again.")
    } else {
        answer
            .saw("Not asked: no group of the list has both an id and a name to look for.")
            .todo("Mend that first, then check again.")
    }
}
