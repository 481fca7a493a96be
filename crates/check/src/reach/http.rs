//! Does a web server answer?

use crate::Level;
use crate::answer::Answer;
use crate::auth::ASKED;
use crate::check::{Check, asks};
use crate::context::{Asker, Context};
use crate::words;

pub(crate) const CHECK: Check = Check {
    id: "http",
    level: Level::Reach,
    title: "Answers over HTTP",
    question: "Does a web server answer at the SCIM URL, whatever it says?",
    needs: &["dns", "tcp", "tls"],
    ask: asks!(ask),
};

async fn ask(context: &Context) -> Answer {
    match context.ask(Asker::Nobody, &["Users"], &ASKED).await {
        Ok(reply) => {
            let version = reply.exchange.http_version.clone().unwrap_or_default();
            Answer::pass("Answers over HTTP", &version)
                .saw(format!(
                    "Asked without a token, the server answered {} over {version}. Any answer is good enough here.",
                    reply.status
                ))
                .why("From here on, Okta’s questions reach the endpoint.")
                .fact("http version", &version)
                .exchange(reply.exchange)
        }
        // 429 is an answer too.
        Err(error)
            if error.exchange.status.is_some() && matches!(error.fault, catflap_http::Fault::RateLimited { .. }) =>
        {
            Answer::pass("Answers over HTTP", "429")
                .saw("The server answered, with 429: its rate limit is reached.")
                .why("From here on, Okta’s questions reach the endpoint.")
                .exchange(*error.exchange)
        }
        Err(error) => words::no_answer(&error, context.host()),
    }
}
