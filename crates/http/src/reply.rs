//! What came back.

use serde::Deserialize as _;
use serde::de::DeserializeOwned;
use url::Url;

use crate::mask::Mask;
use crate::{Exchange, RateLimit};

/// An answer, whatever its status: the body as it came, and the evidence.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The status code.
    pub status: u16,
    /// The body as it came. It may hold secrets that [`Reply::exchange`] has masked.
    pub body: Vec<u8>,
    /// The evidence, secrets masked.
    pub exchange: Exchange,
    /// The URL that was asked.
    pub(crate) url: Url,
    /// The headers as they came, names in lower case; values may hold what the evidence masks.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) mask: Mask,
}

/// An answer whose body is not evidence yet: to look a long one through for secrets takes longer than to read it.
#[derive(Debug)]
pub struct Received {
    /// Without the body's text in its evidence.
    pub(crate) reply: Reply,
    /// How much of the body is evidence at most, in bytes.
    pub(crate) limit: usize,
}

impl Received {
    /// See [`Reply::is_success`].
    pub fn is_success(&self) -> bool {
        self.reply.is_success()
    }

    /// See [`Reply::json`].
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        self.reply.json()
    }

    /// The evidence but for the body's text.
    pub fn exchange(&self) -> &Exchange {
        &self.reply.exchange
    }

    /// The answer with the whole evidence.
    pub fn shown(self) -> Reply {
        let Self { mut reply, limit } = self;
        let (text, less) = reply.mask.excerpt(&reply.body, limit);
        reply.exchange.response_body = Some(text);
        reply.exchange.response_truncated = less;
        reply
    }
}

/// Where an answer sends its reader. It was not followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// The target, made whole; none when the `Location` is missing or no URL.
    pub to: Option<Url>,
    /// Whether the target is another scheme, host or port than the one asked.
    pub other_origin: bool,
}

/// Why an answer's body is not what was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// There is no body.
    #[error("the answer has no body")]
    Empty,
    /// The body is a web page.
    #[error("the answer is a web page, not JSON")]
    Html,
    /// The body is not JSON.
    #[error("the answer is not JSON (line {line}, column {column})")]
    NotJson {
        /// Line of the first character that does not fit, from 1.
        line: usize,
        /// Column of it, from 1.
        column: usize,
    },
    /// The body is JSON of another shape.
    #[error("the answer’s {path} is not as expected: {message}")]
    Shape {
        /// Where, as `Resources[3].emails`; `.` is the whole.
        path: String,
        /// What was found and what was expected, secrets masked.
        message: String,
    },
}

impl Reply {
    /// Whether the status is 2xx.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The value of a header as it came; names are compared without case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| &**value)
    }

    /// Every value of a header that may come several times (`Link`).
    pub fn headers_named(&self, name: &str) -> impl Iterator<Item = &str> {
        self.headers.iter().filter(move |(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| &**value)
    }

    /// The media type alone, lower case and without parameters.
    pub fn media_type(&self) -> Option<String> {
        let value = self.header("content-type")?;
        Some(value.split(';').next().unwrap_or(value).trim().to_ascii_lowercase())
    }

    /// The body as text; what is no UTF-8 is replaced.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Whether the body is a web page, by its content type or its first characters.
    pub fn is_html(&self) -> bool {
        if self.media_type().is_some_and(|media| media == "text/html" || media == "application/xhtml+xml") {
            return true;
        }
        let start = String::from_utf8_lossy(&self.body[..self.body.len().min(256)]).trim_start().to_ascii_lowercase();
        start.starts_with("<!doctype html") || start.starts_with("<html")
    }

    /// Reads the body as JSON of this shape. An error names the path, and quotes nothing that is secret.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        let body = self.body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.body);
        if body.trim_ascii().is_empty() {
            return Err(DecodeError::Empty);
        }
        // To look through the whole for what is no UTF-8 is quicker than through each string by itself.
        let read = std::str::from_utf8(body).map_or_else(|_| serde_json::from_slice(body), serde_json::from_str);
        // Following the path costs as much as reading: only a body that does not fit is read that way.
        if let Ok(value) = read {
            return Ok(value);
        }
        let not_json = |error: &serde_json::Error| {
            if self.is_html() {
                DecodeError::Html
            } else {
                DecodeError::NotJson { line: error.line(), column: error.column() }
            }
        };
        let mut reader = serde_json::Deserializer::from_slice(body);
        match serde_path_to_error::deserialize(&mut reader) {
            Ok(value) => match reader.end() {
                Ok(()) => Ok(value),
                Err(error) => Err(not_json(&error)),
            },
            Err(error) => {
                let path = error.path().to_string();
                let inner = error.into_inner();
                if inner.is_data() {
                    // The shape may be found wrong before the JSON is found broken: broken is the graver of the two.
                    let mut whole = serde_json::Deserializer::from_slice(body);
                    if let Err(broken) = serde::de::IgnoredAny::deserialize(&mut whole) {
                        return Err(not_json(&broken));
                    }
                    Err(DecodeError::Shape { path, message: self.mask.text(&message_of(&inner)) })
                } else {
                    Err(not_json(&inner))
                }
            }
        }
    }

    /// Any text about this answer without the request's secrets: for what is quoted from the body.
    pub fn masked(&self, text: &str) -> String {
        self.mask.body(text)
    }

    /// Where the answer points to, when it is a redirect (3xx other than 304).
    pub fn redirect(&self) -> Option<Redirect> {
        if !(300..400).contains(&self.status) || self.status == 304 {
            return None;
        }
        let to = self.header("location").and_then(|location| self.url.join(location).ok());
        let other_origin = to.as_ref().is_some_and(|to| to.origin() != self.url.origin());
        Some(Redirect { to, other_origin })
    }

    /// The server's rate limit, when it told one.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        RateLimit::from_headers(&self.exchange.response_headers)
    }
}

/// `serde_json`'s message without the position at its end: the path says it better.
fn message_of(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rfind(" at line ") {
        Some(at) => text[..at].to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::Secret;

    fn reply(status: u16, headers: &[(&str, &str)], body: &str) -> Reply {
        Reply {
            status,
            body: body.as_bytes().to_vec(),
            exchange: Exchange::default(),
            url: Url::parse("https://scim.example.com/v2/Users").unwrap(),
            headers: headers.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect(),
            mask: Mask::new([Secret::new("marker-token-3f9a".into())]),
        }
    }

    #[derive(Debug, Deserialize, PartialEq)]
    struct Page {
        #[serde(rename = "Resources")]
        resources: Vec<Item>,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    struct Item {
        active: bool,
    }

    #[test]
    fn a_wrong_shape_is_named_by_its_path_and_without_the_secret() {
        let answer = reply(200, &[], r#"{"Resources":[{"active":true},{"active":"marker-token-3f9a"}]}"#);
        let error = answer.json::<Page>().unwrap_err();
        let DecodeError::Shape { path, message } = &error else { panic!("{error:?}") };
        assert_eq!(path, "Resources[1].active");
        assert!(message.contains("expected a boolean"), "{message}");
        assert!(!error.to_string().contains("marker"), "{error}");
    }

    #[test]
    fn html_nothing_and_cut_json_are_told_apart() {
        assert_eq!(reply(200, &[], " \n").json::<Page>().unwrap_err(), DecodeError::Empty);
        assert_eq!(reply(200, &[], "<!DOCTYPE html><p>").json::<Page>().unwrap_err(), DecodeError::Html);
        assert!(matches!(
            reply(200, &[], r#"{"Resources":["#).json::<Page>().unwrap_err(),
            DecodeError::NotJson { .. }
        ));
        assert!(matches!(
            reply(200, &[], r#"{"Resources":[]} x"#).json::<Page>().unwrap_err(),
            DecodeError::NotJson { .. }
        ));
        assert_eq!(reply(200, &[], "\u{feff}{\"Resources\":[]}").json::<Page>().unwrap(), Page { resources: vec![] });
    }

    #[test]
    fn a_redirect_is_told_with_its_target_and_whether_it_leaves_the_origin() {
        let inside = reply(301, &[("location", "/v2/Users/")], "").redirect().unwrap();
        assert_eq!((inside.to.unwrap().as_str(), inside.other_origin), ("https://scim.example.com/v2/Users/", false));
        let outside = reply(302, &[("Location", "https://login.example.com/")], "").redirect().unwrap();
        assert!(outside.other_origin);
        assert_eq!(reply(200, &[("location", "/x")], "").redirect(), None);
        assert_eq!(reply(302, &[], "").redirect().unwrap().to, None);
    }
}
