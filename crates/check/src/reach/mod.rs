//! Can the endpoint be reached?

pub(crate) mod dns;
pub(crate) mod http;
pub(crate) mod tcp;
pub(crate) mod tls;

use crate::answer::Answer;
use crate::context::Context;

/// What a step of the connection says when a proxy takes it.
fn by_proxy(context: &Context, title: &str) -> Option<Answer> {
    let proxy = context.proxy.as_ref()?;
    Some(
        Answer::skip(title, "by the proxy")
            .saw(format!(
                "This computer is set to use the proxy {proxy}: it makes this connection, and Catflap does not see it."
            ))
            .why("Okta does not use your proxy; what it sees may differ.")
            .fact("proxy", proxy),
    )
}
