//! What does the endpoint say about itself?

pub(crate) mod resource_types;
pub(crate) mod schemas;
pub(crate) mod service_provider_config;

use catflap_http::Reply;
use serde_json::Value;

use crate::answer::Answer;
use crate::context::Context;

const OKTA: &str = "Okta never asks for it: nothing depends on it here.";

/// Asks a discovery endpoint. Whatever is not there, or can't be read, is a note; `judge` looks at what can.
async fn discover(context: &Context, endpoint: &str, what: &str, judge: impl FnOnce(&Value) -> Answer) -> Answer {
    match context.get(&[endpoint], &[]).await {
        Ok(reply) => {
            let answer = match read(&reply) {
                Ok(body) => judge(&body),
                Err(seen) => Answer::note(format!("{what} absent"), "absent; Okta does without").saw(seen).why(OKTA),
            };
            answer.exchange(reply.exchange)
        }
        Err(error) => Answer::note(format!("{what} not read"), "no answer; Okta does without")
            .saw(format!("/{endpoint} got no usable answer: {}.", error.fault))
            .why(OKTA)
            .exchange(*error.exchange),
    }
}

fn read(reply: &Reply) -> Result<Value, String> {
    let asked = reply.exchange.url.rsplit('/').next().unwrap_or_default().to_owned();
    if !reply.is_success() {
        return Err(format!("/{asked} was answered {}.", reply.status));
    }
    let body: Value = reply.json().map_err(|error| format!("/{asked} was answered {}, but {error}.", reply.status))?;
    if body.is_object() || body.is_array() { Ok(body) } else { Err(format!("/{asked} holds no object.")) }
}

/// The resources of a discovery answer: a `ListResponse`, or the bare array that some servers send.
fn resources(body: &Value) -> &[Value] {
    let list = if body.is_array() { Some(body) } else { body.get("Resources") };
    list.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}
