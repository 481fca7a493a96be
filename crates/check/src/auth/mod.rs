//! Is the token accepted, and every other refused?

mod near;
pub(crate) mod paste_shape;
pub(crate) mod refused_with_wrong_token;
pub(crate) mod refused_without_token;
pub(crate) mod token_accepted;

use crate::answer::Answer;
use crate::context::{Asker, Context};
use crate::read::is_scim_error;
use crate::words;

/// What is asked with no token, with a wrong one, and at other addresses.
pub(crate) const ASKED: [(&str, &str); 2] = [("startIndex", "1"), ("count", "1")];

/// Asks for a user as somebody who must be refused, and judges the refusal. `how` completes “Refused …”.
async fn refusal(context: &Context, asker: Asker, how: &str) -> Answer {
    let reply = match context.ask(asker, &["Users"], &ASKED).await {
        Ok(reply) => reply,
        Err(error) => return words::no_answer(&error, context.host()),
    };
    let status = reply.status;
    let open =
        "Who may read and write here decides who gets into ConfigCat: without a check of the token, anybody may.";
    let answer = match status {
        // Once is enough: what a wrong token is told, Okta shows when the right one is replaced.
        401 if asker == Asker::Impostor && !is_scim_error(&reply) => {
            Answer::note(format!("Refused {how}"), "401 without a SCIM error")
                .saw(format!("The request {how} was answered 401, as it should be, but its body is no SCIM error."))
                .why("Okta takes no reason from such a body: when the token is replaced one day, administrators may read “Errors reported by remote server: null”.")
        }
        401 => Answer::pass(format!("Refused {how}"), "401")
            .saw(format!("The request {how} was answered 401, as it should be."))
            .why(open),
        403 => Answer::note(format!("Refused {how}"), "403")
            .saw(format!("The request {how} was answered 403. The usual answer is 401."))
            .why("It is refused, which is what counts. Okta calls it “Forbidden” where others say “Unauthorized”."),
        200..=299 if reply.is_html() => Answer::note(format!("A web page answers {how}"), format!("{status}, a page"))
            .saw(format!("The request {how} was answered {status} with a web page, probably a sign-in."))
            .why("Nothing was given away, but a SCIM endpoint answers 401. The URL may be a page’s.")
            .todo(words::RIGHT_URL),
        200..=299 => Answer::fail(format!("Let in {how}"), status.to_string())
            .saw(format!("The request {how} was answered {status}, as if the token were right."))
            .why(open)
            .todo("Do not go on with this endpoint. Whoever runs it must check the token on every request; send them this finding."),
        300..=399 => Answer::note(format!("Sent elsewhere {how}"), status.to_string())
            .saw(format!("The request {how} was answered {status}, a redirect, probably to a sign-in. It was not followed."))
            .why("Nothing was given away. The usual answer of a SCIM endpoint is 401."),
        404 => Answer::note(format!("Nothing to see {how}"), "404")
            .saw(format!("The request {how} was answered 404: either it is hidden from strangers, or the URL is wrong."))
            .why("Nothing was given away. Whether the URL is right, the check with the token says."),
        500..=599 => Answer::warn(format!("The server fails {how}"), status.to_string())
            .saw(format!("The request {how} was answered {status}: the server fails over it instead of refusing it."))
            .why("An administrator who mistypes the token sees a server error in Okta instead of “Unauthorized”.")
            .todo(words::TELL_VENDOR),
        _ => Answer::note(format!("Refused {how}"), status.to_string())
            .saw(format!("The request {how} was answered {status}. The usual answer is 401."))
            .why("It is refused, which is what counts."),
    };
    // That the door is open says nothing about what else can be asked.
    let mut answer = answer.exchange(reply.exchange);
    answer.blocks = false;
    answer
}
