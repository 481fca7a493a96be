//! What can the endpoint do, by its own words? (RFC 7643 section 5)

use catflap_http::Exchange;
use catflap_scim::filter;
use serde_json::Value;

use super::{OKTA, discover};
use crate::Level;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::Context;
use crate::list_shape;

pub(crate) const CHECK: Check = Check {
    id: "service-provider-config",
    level: Level::Discovery,
    title: "Service provider configuration",
    question: "What can the endpoint do, by its own words?",
    needs: &["token-accepted"],
    ask: asks!(ask),
};

async fn ask(context: &Context) -> Answer {
    let mut announced = None;
    let answer = discover(context, "ServiceProviderConfig", "Service provider configuration", |body| {
        announced = Some(Announced::of(body));
        judge(body)
    })
    .await;
    let Some(announced) = announced else { return answer };
    let (filter, sort) =
        futures::join!(filter_answers(context, announced.filter), sort_answers(context, announced.sort));
    let probes = [("filter", announced.filter, filter), ("sort", announced.sort, sort)];
    compare(answer, &announced, probes)
}

/// What is announced and can be asked without writing.
struct Announced {
    filter: Option<bool>,
    sort: Option<bool>,
    /// The types of authentication schemes.
    schemes: Vec<String>,
}

impl Announced {
    fn of(body: &Value) -> Self {
        let supported = |name: &str| body.get(name)?.get("supported")?.as_bool();
        let schemes =
            body.get("authenticationSchemes").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let types = schemes.iter().filter_map(|scheme| scheme.get("type")?.as_str());
        Self { filter: supported("filter"), sort: supported("sort"), schemes: types.map(str::to_owned).collect() }
    }
}

/// Whether what was asked works, and the evidence; none when it was not asked.
type Probe = Option<(bool, Exchange)>;

async fn filter_answers(context: &Context, announced: Option<bool>) -> Probe {
    announced?;
    let filter = filter::eq("userName", &format!("catflap-nobody-{}@example.invalid", context.nonce));
    // The same question as the look-up of a stranger, which has the same answer.
    let reply = context.get(&["Users"], &[("filter", &filter), ("startIndex", "1"), ("count", "100")]).await.ok()?;
    // A server that fails says nothing about what it can do; 501 says just that.
    if reply.status >= 500 && reply.status != 501 {
        return None;
    }
    let none = list_shape::items(&reply).is_empty();
    Some(((reply.status == 200 && none) || reply.status == 404, reply.exchange))
}

async fn sort_answers(context: &Context, announced: Option<bool>) -> Probe {
    // What is announced as missing may be ignored: that can't be told from a list that is in order already.
    announced.filter(|announced| *announced)?;
    let query = [("sortBy", "userName"), ("sortOrder", "descending"), ("startIndex", "1"), ("count", "2")];
    let reply = context.get(&["Users"], &query).await.ok()?;
    let names: Vec<String> = list_shape::items(&reply)
        .iter()
        .filter_map(|user| Some(user.get("userName")?.as_str()?.to_lowercase()))
        .collect();
    Some((reply.status == 200 && names.is_sorted_by(|a, b| a >= b), reply.exchange))
}

/// Holds what was announced against what answers. What differs is a note: Okta asks for none of it.
fn compare(answer: Answer, announced: &Announced, probes: [(&str, Option<bool>, Probe); 2]) -> Answer {
    let mut differs = Vec::new();
    let mut exchanges = Vec::new();
    for (name, announced, probe) in probes {
        let (Some(announced), Some((answers, exchange))) = (announced, probe) else { continue };
        match (announced, answers) {
            (true, false) => differs.push(format!("{name} is announced, but does not work")),
            (false, true) => differs.push(format!("{name} is announced as not supported, but works")),
            _ => {}
        }
        exchanges.push(exchange);
    }
    let bearer =
        |scheme: &String| scheme.eq_ignore_ascii_case("oauthbearertoken") || scheme.eq_ignore_ascii_case("oauth2");
    if !announced.schemes.is_empty() && !announced.schemes.iter().any(bearer) {
        differs.push(format!("a bearer token is accepted, but only {} is announced", announced.schemes.join(", ")));
    }
    let mut answer = answer.exchanges(exchanges);
    if !announced.schemes.is_empty() {
        answer = answer.fact("authentication schemes", announced.schemes.join(", "));
    }
    if differs.is_empty() {
        return answer;
    }
    let saw = format!("{} Announced and answered differ: {}.", answer.saw, differs.join("; "));
    let noted = Answer::note("Announced and answered differ", "differs; Okta does without").saw(saw).why(OKTA);
    Answer { exchanges: answer.exchanges, facts: answer.facts, ..noted }
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
