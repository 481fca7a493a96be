//! Is the same person found by another spelling of the name?

use super::{filters_refused, id_of, look_up, nobody_yet};
use crate::Level;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::Context;
use crate::{list_shape, words};

pub(crate) const CHECK: Check = Check {
    id: "capital-letters",
    level: Level::Read,
    title: "Capital letters in a user name",
    question: "Is the same user found when the name is written with other capital letters?",
    needs: &["users-shape"],
    ask: asks!(ask),
};

const WHY: &str = "RFC 7643 makes userName the same in any case, and so do Okta’s own tests. Where it differs, Ada@… and ada@… \
     become twins, or Okta meets 409.";

async fn ask(context: &Context) -> Answer {
    let Some(known) = context.known() else { return nobody_yet(CHECK.title) };
    let Some(other) = other_case(&known.user_name) else {
        return Answer::skip(CHECK.title, "no letters")
            .saw(format!("Not asked: {} has no letters that could be written otherwise.", known.user_name))
            .why("Only names with letters have capital ones.");
    };
    let reply = match look_up(context, &other).await {
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
    let answer = match found.as_slice() {
        [one] if id_of(one) == Some(&known.id) => Answer::pass("Capital letters in a user name", "same user")
            .saw(format!("{other} finds the same user as {}.", known.user_name)),
        [] => Answer::warn("Capital letters make another user", "0 matches")
            .saw(format!("{other} finds nobody, although {} exists.", known.user_name))
            .todo("In Okta, let the application’s user name be lower case: Sign On › Application username format › Custom, with the expression String.toLowerCase(user.email)."),
        [_] => Answer::fail("Capital letters find somebody else", "another id")
            .saw(format!("{other} finds a user with another id than {}.", known.user_name))
            .todo("The person exists twice. Delete the twin in ConfigCat after comparing both in Okta."),
        many => Answer::warn("Capital letters find more than one", format!("{} matches", many.len()))
            .saw(format!("{other} finds {} users.", many.len()))
            .todo("The person exists more than once. Delete the twin in ConfigCat after comparing them in Okta."),
    };
    answer.why(WHY).fact("asked for", other).exchange(reply.exchange)
}

/// The name in capitals, or in small letters when it is in capitals already; none without letters.
fn other_case(name: &str) -> Option<String> {
    [name.to_ascii_uppercase(), name.to_ascii_lowercase()].into_iter().find(|other| other != name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_spelling_differs_or_there_is_none() {
        assert_eq!(other_case("ada@example.com").as_deref(), Some("ADA@EXAMPLE.COM"));
        assert_eq!(other_case("ADA").as_deref(), Some("ada"));
        assert_eq!(other_case("4711"), None);
    }
}
