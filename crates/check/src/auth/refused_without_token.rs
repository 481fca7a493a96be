//! Is a request without a token refused?

use super::refusal;
use crate::Level;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::{Asker, Context};
use crate::words;

pub(crate) const CHECK: Check = Check {
    id: "refused-without-token",
    level: Level::Auth,
    title: "Refused without a token",
    question: "Does the endpoint refuse a request without a token?",
    needs: &["http"],
    ask: asks!(ask),
};

async fn ask(context: &Context) -> Answer {
    refusal(context, Asker::Nobody, "without a token").await.fact(words::SAME_ANSWER, "http")
}
