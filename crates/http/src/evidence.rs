//! What a request shows of itself before it is sent.

use crate::body::ACCEPTED;
use crate::mask::{DOTS, Mask, cut, is_secret_field};
use crate::{Body, Exchange, Header, Policy, Request, Secret};

/// The credential, the further secrets, and what the body itself marks as secret by name.
pub(crate) fn secrets_of(request: &Request) -> Vec<Secret> {
    fn collect(value: &serde_json::Value, secret: bool, into: &mut Vec<Secret>) {
        match value {
            serde_json::Value::String(text) if secret => into.push(Secret::new(text.clone())),
            serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, secret, into)),
            serde_json::Value::Object(fields) => {
                fields.iter().for_each(|(name, field)| collect(field, secret || is_secret_field(name), into));
            }
            _ => {}
        }
    }
    let mut all = request.credential.secrets();
    all.extend(request.secrets.iter().cloned());
    match &request.body {
        Body::None => {}
        Body::Json { value, .. } => collect(value, false, &mut all),
        Body::Form(pairs) => all.extend(
            pairs.iter().filter(|(name, _)| is_secret_field(name)).map(|(_, value)| Secret::new(value.clone())),
        ),
    }
    all
}

/// The evidence before anything is sent.
pub(crate) fn describe(request: &Request, mask: &Mask, policy: &Policy) -> Exchange {
    let mut headers: Vec<Header> = Vec::new();
    let mut add = |name: &str, value: String| headers.push(Header { name: name.to_ascii_lowercase(), value });
    if let Some(value) = request.credential.masked_header() {
        add("authorization", value);
    }
    add("user-agent", policy.user_agent.clone());
    for (name, value) in &request.headers {
        add(name, mask.header(name, value));
    }
    if !request.has_header("accept-encoding") {
        add("accept-encoding", ACCEPTED.to_owned());
    }
    let body = match &request.body {
        Body::None => None,
        Body::Json { content_type, value } => {
            add("content-type", (*content_type).to_owned());
            Some(mask.body(&value.to_string()))
        }
        Body::Form(pairs) => {
            add("content-type", "application/x-www-form-urlencoded".to_owned());
            let masked: Vec<(&str, String)> = pairs
                .iter()
                .map(|(name, value)| {
                    (name.as_str(), if is_secret_field(name) { DOTS.into() } else { mask.text(value) })
                })
                .collect();
            Some(masked.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&"))
        }
    };
    Exchange {
        method: request.method.to_string(),
        url: mask.text(request.url.as_str()),
        request_headers: headers,
        request_body: body.map(|body| cut(body, policy.max_evidence).0),
        ..Exchange::default()
    }
}
