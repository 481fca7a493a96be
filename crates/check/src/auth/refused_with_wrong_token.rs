//! Is a request with a wrong token refused?

use super::refusal;
use crate::Level;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::{Asker, Context};

pub(crate) const CHECK: Check = Check {
    id: "refused-with-wrong-token",
    level: Level::Auth,
    title: "Refused with a wrong token",
    question: "Does the endpoint refuse a token that nobody gave out?",
    needs: &["http"],
    ask: asks!(ask),
};

async fn ask(context: &Context) -> Answer {
    refusal(context, Asker::Impostor, "with a wrong token").await
}
