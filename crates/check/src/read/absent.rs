//! The look-up of somebody, or of a group, who does not exist: what Okta asks before it creates them.

use catflap_http::Reply;

use super::{filters_refused, is_scim_error};
use crate::answer::Answer;
use crate::{Verdict, list_shape, words};

/// Who is looked up, for sentences.
pub(super) struct Absent<'a> {
    /// The check's title.
    pub title: &'a str,
    /// “A stranger”.
    pub who: &'a str,
    /// What is looked up by.
    pub attribute: &'a str,
    /// “user”, “users”.
    pub found: (&'a str, &'a str),
    pub why: &'static str,
}

/// Nobody must be found, and the answer must say so in Okta's way.
pub(super) fn judge(absent: &Absent<'_>, reply: &Reply) -> Answer {
    let Absent { title, who, attribute, found: (one, many), why } = *absent;
    let lower = words::lower_first(who);
    let found = list_shape::items(reply).len();
    let answer = match (reply.status, list_shape::no_list(reply)) {
        (status @ 200..=299, Some(cause)) => {
            Answer::fail(format!("The look-up of {lower} can’t be read"), format!("{status}, no list"))
                .saw(format!("It was answered {status}, but {cause}."))
                .todo(words::TELL_VENDOR)
        }
        (200..=299, _) if found > 0 => Answer::fail(format!("{who} is found"), words::count(found, "match", "matches"))
            .saw(format!(
                "The look-up by {attribute} of {lower} gives {}: the filter is ignored.",
                words::count(found, one, many)
            ))
            .todo(words::TELL_VENDOR),
        (status @ 200..=299, _) => {
            let flaws = list_shape::nobody_flaws(reply);
            let saw = list_shape::sentences(&flaws);
            match list_shape::worst(&flaws) {
                Verdict::Fail => Answer::fail("Nobody is found, but Okta can’t read it", "total not read")
                    .saw(saw)
                    .todo(words::TELL_VENDOR),
                Verdict::Warn => Answer::warn("Nobody is found, but the list is odd", "0 matches, odd list")
                    .saw(saw)
                    .todo(words::TELL_VENDOR),
                _ => Answer::pass(title, "0 matches").saw(format!("None is found: {status} with totalResults 0.")),
            }
        }
        (404, _) if is_scim_error(reply) => Answer::pass(title, "404, SCIM error")
            .saw("The answer is 404 with a SCIM error, which Okta reads as “not there yet”."),
        (404, _) => Answer::warn(format!("{who} is answered without a SCIM error"), "404 without a SCIM error")
            .saw("The answer is 404, but its body is no SCIM error.")
            .todo(words::TELL_VENDOR),
        (status @ (500 | 502..=599), _) => Answer::fail(format!("The look-up of {lower} fails"), status.to_string())
            .saw(format!("The look-up was answered {status} instead of an empty list."))
            .todo(format!("{} {}", words::CHECK_AGAIN, words::TELL_VENDOR)),
        (400 | 501, _) => filters_refused(reply, attribute),
        _ => return words::unexpected(reply, &format!("The look-up of {lower}")),
    };
    answer.why(why).exchange(reply.exchange.clone())
}
