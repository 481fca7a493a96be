//! Do URL and token look like what they should be?

use catflap_scim::paste::{TokenShape, UrlShape, clean_token, clean_url, token_shape, url_shape};

use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::Context;
use crate::{Level, words};

pub(crate) const CHECK: Check = Check {
    id: "paste-shape",
    level: Level::Auth,
    title: "Shape of URL and token",
    question: "Do the URL and the token look like ConfigCat’s, and like themselves?",
    // First of all, and what it fails is not sent: a token in the wrong hands can't be taken back.
    needs: &[],
    ask: asks!(ask),
};

/// What to do when the token is another product's.
const CONFIGCATS_TOKEN: &str = "Set ConfigCat’s SCIM token instead, here and in Okta under Provisioning › Integration › \
     Authorization. If it is no longer at hand, REGENERATE on ConfigCat’s Authentication & Provisioning page makes a new \
     one, and the old one stops at once, in Okta too.";

#[allow(clippy::unused_async, reason = "every check is asked the same way")]
async fn ask(context: &Context) -> Answer {
    judge(context).fact("url", context.url.as_str().trim_end_matches('/'))
}

fn judge(context: &Context) -> Answer {
    let url = clean_url(context.url.as_str().trim_end_matches('/'));
    let token = clean_token(&context.token);
    if let Some(problem) = url.problem.or(token.problem) {
        let (title, summary) = if url.problem.is_some() {
            ("The URL can’t be right", "URL")
        } else {
            ("The token can’t be right", "token")
        };
        return Answer::fail(title, summary)
            .saw(problem.to_string())
            .why("Okta would send it as it is, and fail.")
            .todo(problem.remedy());
    }
    if let Some(extra) = token.cleaned.first() {
        return Answer::fail("Something was pasted along with the token", "token")
            .saw(format!("The token is not alone. {}", extra.sentence))
            .why("Okta itself puts “Bearer” before the token: pasted along, it is sent twice, and the answer is 401.")
            .todo("Set the token alone, here and in Okta under Provisioning › Integration › Authorization.");
    }
    if let Some(extra) = url.cleaned.first() {
        return Answer::warn("Something was pasted along with the URL", "URL")
            .saw(format!("The URL is not alone. {}", extra.sentence))
            .why("Okta puts /Users and /Groups behind the base URL as it is.")
            .todo(format!("Use {} here and as SCIM connector base URL in Okta.", url.text()));
    }
    match token_shape(&context.token) {
        TokenShape::OktaApiToken => {
            return Answer::fail("This looks like an Okta API token", "Okta’s, not ConfigCat’s")
                .saw("The token has the length and the beginning of Okta’s own API tokens. It was sent nowhere.")
                .why("Okta’s token opens Okta, and must not be shown to anybody else. What Okta needs here is the token that ConfigCat gave out.")
                .todo(CONFIGCATS_TOKEN);
        }
        TokenShape::SdkKey => {
            return Answer::fail("This looks like an SDK key", "SDK key")
                .saw("The token has the shape of a ConfigCat SDK key. It was sent nowhere.")
                .why("An SDK key reads feature flags. Provisioning needs the SCIM token.")
                .todo(CONFIGCATS_TOKEN);
        }
        TokenShape::Short => {
            return Answer::warn("The token is very short", "cut off?")
                .saw("The token has fewer than 16 characters.")
                .why("Tokens are longer: it may have been cut off while copying.")
                .todo("If the endpoint refuses it, copy it again, alone and whole.");
        }
        TokenShape::Cut => {
            return Answer::warn("The token is not whole", "cut off?")
                .saw("The token ends in dots, holds asterisks, or lacks the last part of a JSON Web Token.")
                .why("Pages that show a token shortened, and copying by hand, leave a part of it behind. Okta then reads 401.")
                .todo("If the endpoint refuses it, copy it again, alone and whole, with the page’s copy button.");
        }
        TokenShape::Opaque => {}
    }
    match url_shape(&context.url) {
        UrlShape::ConfigCat => Answer::pass("Shape of URL and token", "ConfigCat SCIM")
            .saw("The URL has the shape of ConfigCat’s SCIM URLs, and nothing was pasted along with the token.")
            .why("Most failed set-ups begin with something pasted along."),
        UrlShape::ConfigCatCut => Answer::warn("The URL is not whole", "URL cut off?")
            .saw("The URL leads to ConfigCat’s SCIM host, but is not https://scim-api.configcat.com/v2/ with the organization’s id behind it.")
            .why("Without the id, ConfigCat does not know which organization is meant, and answers 404.")
            .todo(words::RIGHT_URL),
        UrlShape::Loopback => Answer::pass("Shape of URL and token", "on this computer")
            .saw("The URL leads to this computer, and nothing was pasted along with the token.")
            .why("Most failed set-ups begin with something pasted along."),
        UrlShape::Other => Answer::warn("The URL is not one of ConfigCat’s", "not ConfigCat")
            .saw("ConfigCat’s SCIM URLs begin with https://scim-api.configcat.com/v2/. This one does not.")
            .why("If it is a test server, all is well. If it should be ConfigCat, people would be pushed to somebody else.")
            .todo("If this should be ConfigCat, copy the SCIM URL from its Authentication & Provisioning page."),
    }
}
