//! What can the endpoint do, by its own words? (RFC 7643 section 5)

use serde_json::Value;

use super::{OKTA, discover};
use crate::Level;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::Context;

pub(crate) const CHECK: Check = Check {
    id: "service-provider-config",
    level: Level::Discovery,
    title: "Service provider configuration",
    question: "What can the endpoint do, by its own words?",
    needs: &["token-accepted"],
    ask: asks!(ask),
};

async fn ask(context: &Context) -> Answer {
    discover(context, "ServiceProviderConfig", "Service provider configuration", judge).await
}

fn judge(body: &Value) -> Answer {
    let options = ["patch", "filter", "sort", "bulk", "changePassword", "etag"];
    let known: Vec<(&str, bool)> =
        options.iter().filter_map(|name| Some((*name, body.get(name)?.get("supported")?.as_bool()?))).collect();
    if known.is_empty() {
        return Answer::note("Service provider configuration says nothing", "empty; Okta does without")
            .saw("/ServiceProviderConfig answers, but says of no option whether it is supported.")
            .why(OKTA);
    }
    let list =
        |wanted| known.iter().filter(|(_, s)| *s == wanted).map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    let (can, can_not) = (list(true), list(false));
    let filters_off = known.contains(&("filter", false));
    let mut answer = if filters_off {
        Answer::note("Says that filters are not supported", "no filter, it says")
            .saw("The endpoint announces that it does not support filters.")
            .why("Okta looks people up by a filter. The look-ups below show whether it works all the same.")
    } else {
        Answer::pass("Service provider configuration", "announced")
            .saw(format!("The endpoint announces: {}.", if can.is_empty() { "no option" } else { &can }))
            .why(OKTA)
    };
    if !can.is_empty() {
        answer = answer.fact("supported", can);
    }
    if !can_not.is_empty() {
        answer = answer.fact("not supported", can_not);
    }
    answer
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Verdict;

    #[test]
    fn what_is_announced_is_told_and_a_filter_that_is_not_is_noted() {
        let answer =
            judge(&json!({"patch": {"supported": true}, "filter": {"supported": true}, "bulk": {"supported": false}}));
        assert_eq!((answer.verdict, answer.facts["supported"].as_str()), (Verdict::Pass, "patch, filter"));
        assert_eq!(answer.facts["not supported"], "bulk");
        assert_eq!(judge(&json!({"filter": {"supported": false}})).verdict, Verdict::Note);
        assert_eq!(judge(&json!({})).verdict, Verdict::Note);
    }
}
