//! Is the token accepted?

use catflap_http::{Fault, HttpError, Reply};

use super::near;
use crate::Level;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::Context;
use crate::read::reading;
use crate::{list_shape, words};

pub(crate) const CHECK: Check = Check {
    id: "token-accepted",
    level: Level::Auth,
    title: "Token accepted",
    question: "Does the endpoint let this token read users?",
    needs: &["http", "paste-shape"],
    ask: asks!(ask),
};

async fn ask(context: &Context) -> Answer {
    match reading::first_page(context).await {
        Ok(reply) if reply.status == 404 => {
            let answer = near::look_around(context, judge(context, &reply)).await;
            // What the verdict rests on stands last.
            answer.exchange(reply.exchange)
        }
        Ok(reply) => judge(context, &reply).exchange(reply.exchange.clone()),
        Err(error) if too_large(&error) => accepted(context, 200)
            .saw("With the token, users can be asked for. Their list is too large to be read; see the shape of users.")
            .exchange(*error.exchange),
        Err(error) => words::no_answer(&error, context.host()),
    }
}

/// The token was accepted, and what came for it is another check’s matter.
fn too_large(error: &HttpError) -> bool {
    error.exchange.status == Some(200) && matches!(error.fault, Fault::BodyTooLarge { .. })
}

fn accepted(context: &Context, status: u16) -> Answer {
    Answer::pass(CHECK.title, status.to_string())
        .saw(format!("With {}, users can be asked for.", named(context)))
        .why("Okta sends the same token with everything it pushes.")
}

fn named(context: &Context) -> String {
    let hint = context.token.hint();
    if hint.is_empty() { "the token".to_owned() } else { format!("the token that ends in {hint}") }
}

fn judge(context: &Context, reply: &Reply) -> Answer {
    let token = named(context);
    match reply.status {
        200..=299 if reply.is_html() => Answer::fail("A web page answers, not SCIM", "a web page")
            .saw("With the token, the answer is 200 with a web page.")
            .why("Okta finds no users in it and says “No results for users returned”. The URL is a page’s, or a sign-in stands before the endpoint.")
            .todo(words::RIGHT_URL),
        status @ 200..=299 if list_shape::is_list(reply) => accepted(context, status),
        status @ 200..=299 => {
            let cause = list_shape::no_list(reply).unwrap_or_else(|| "what it holds is no ListResponse".to_owned());
            Answer::fail("What answers is no list of users", format!("{status}, no list"))
                .saw(format!("With {token}, the answer is {status}, but {cause}."))
                .why("Okta finds no users in it and says “No results for users returned”. Something else than a SCIM endpoint answers at this URL, or answers wrongly.")
                .todo(format!("{} {}", words::RIGHT_URL, words::ELSE_VENDOR))
        }
        401 => Answer::fail("The token is not accepted", "401")
            .saw(format!("The request with {token} was answered 401: the endpoint does not know this token."))
            .why("A token that was replaced, cut off, or copied from another place looks like this. Okta reports “Unauthorized” for everything it pushes.")
            .todo(words::NEW_TOKEN),
        403 => Answer::fail("The token may not read users", "403")
            .saw(format!("The request with {token} was answered 403: the endpoint refuses it, although it does not call it unknown."))
            .why("Okta reports “Forbidden. Errors reported by remote server: null”. Either the token belongs to something else, or the URL to another organization.")
            .todo(format!("Compare the URL and the token with {}: both belong to one organization. {}", words::CONFIGCAT_PAGE, words::NEW_TOKEN)),
        404 => Answer::fail("There is no SCIM endpoint at this URL", "404")
            .saw("The server answers, but knows nothing at this address.")
            .why("Okta reports “Not Found”. Usually a part of the URL is missing, doubled, or from another page; the token may well be right.")
            .todo(words::RIGHT_URL),
        300..=399 => {
            let to = reply.redirect().and_then(|redirect| redirect.to);
            let target = to.map_or_else(|| "another address".to_owned(), |to| reply.masked(to.as_str()));
            Answer::fail("The URL points elsewhere", reply.status.to_string())
                .saw(format!("The answer is {}, a redirect to {target}. It was not followed: the token would have gone along.", reply.status))
                .why("Okta expects the answer at the SCIM URL itself. A redirect to a sign-in page means that this is the URL of a page.")
                .todo(words::RIGHT_URL)
                .fact("redirects to", target)
        }
        500..=599 => Answer::fail("The server fails", reply.status.to_string())
            .saw(format!("The request with {token} was answered {}: the server has a problem of its own.", reply.status))
            .why("Okta marks what it pushes meanwhile as failed.")
            .todo(words::TRY_LATER),
        status => Answer::fail("Users can’t be asked for", status.to_string())
            .saw(format!("The request with {token} was answered {status}."))
            .why("Okta’s connector test begins with this request and expects 200.")
            .todo(words::RIGHT_URL),
    }
}
