//! Is the endpoint at an address near the one that answers 404?

use catflap_http::{Exchange, Reply, Url};
use catflap_scim::Client;
use catflap_scim::paste::near_urls;
use futures::future::join_all;

use super::ASKED;
use crate::answer::Answer;
use crate::context::Context;
use crate::list_shape;

/// Asks the addresses near the URL, all of its own origin, so that the token goes nowhere else, and puts what was found
/// into the answer.
pub(super) async fn look_around(context: &Context, answer: Answer) -> Answer {
    let near = near_urls(&context.url);
    let asked = join_all(near.iter().map(|url| ask(context, url))).await;
    let tried = near.iter().map(shown).collect::<Vec<_>>().join(", ");
    let answered: Vec<(&Url, Reply)> =
        near.iter().zip(asked).filter_map(|(url, reply)| reply.map(|reply| (url, reply))).collect();
    let at = |fits: fn(&Reply) -> bool| answered.iter().find(|(_, reply)| fits(reply));
    let answer = answer.fact("also asked", tried);
    if let Some((url, reply)) = at(list_shape::is_list) {
        let right = shown(url);
        let saw = format!("{} But at {right} the same token reads users.", answer.saw);
        return answer
            .saw(saw)
            .todo(format!(
                "Use {right} here, and as SCIM connector base URL in Okta under Provisioning › Integration. Then press \
                 Test Connector Configuration there."
            ))
            .fact("right url", right)
            .exchange(reply.exchange.clone());
    }
    if let Some((url, reply)) = at(|reply| reply.status == 401 || reply.status == 403) {
        let saw = format!("{} At {} it asks for another token: {}.", answer.saw, shown(url), reply.status);
        let todo = format!("Compare the URL with {}. {}", shown(url), answer.todo);
        return answer.saw(saw).todo(todo).fact("perhaps", shown(url)).exchange(reply.exchange.clone());
    }
    let exchanges: Vec<Exchange> = answered.into_iter().map(|(_, reply)| reply.exchange).collect();
    let saw = format!("{} Nor is there an endpoint at {} addresses near it.", answer.saw, near.len());
    answer.saw(saw).exchanges(exchanges)
}

async fn ask(context: &Context, near: &Url) -> Option<Reply> {
    let mut base = near.clone();
    // The client takes a slash at the end for none; Okta does not.
    if base.path().ends_with('/') && base.path() != "/" {
        base.set_path(&format!("{}/", base.path()));
    }
    let client = Client::new(base, context.token.clone(), context.http.clone());
    context.in_turn(client.get(&["Users"], &ASKED)).await.ok()
}

/// As it is to be pasted into Okta.
fn shown(url: &Url) -> String {
    if url.path() == "/" { url.as_str().trim_end_matches('/').to_owned() } else { url.as_str().to_owned() }
}
