//! What must not be seen is taken out of evidence before anyone holds it.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

use crate::Secret;

/// Shown in place of a masked value of which nothing may be told.
pub(crate) const DOTS: &str = "••••";

/// Fields whose value is secret by name, in JSON bodies of both directions and in forms. Compared without case.
const SECRET_FIELDS: [&str; 10] = [
    "password",
    "access_token",
    "refresh_token",
    "id_token",
    "client_secret",
    "client_assertion",
    "token",
    "secret",
    "private_key",
    "privateKey",
];

/// Headers whose value is secret by name, in both directions.
const SECRET_HEADERS: [&str; 6] = ["authorization", "proxy-authorization", "cookie", "set-cookie", "dpop", "x-api-key"];

/// A secret shorter than this would blank out half of every text; nobody has a token of three characters.
const SHORTEST: usize = 4;

/// A shorter piece of base64 may well be something else.
const SHORTEST_BASE64: usize = 12;

/// The secrets of one request, and how to take them out of a text.
#[derive(Clone, Debug, Default)]
pub struct Mask {
    /// The text to look for and what to put in its place, longest first.
    needles: Vec<(Secret, String)>,
    /// The secrets themselves, for what is written in more ways than can be listed: escaped in JSON or in a URL.
    escaped: Vec<(Secret, String)>,
}

impl Mask {
    /// Knows these secrets, in each form in which they may be written.
    pub fn new(secrets: impl IntoIterator<Item = Secret>) -> Self {
        let mut mask = Self::default();
        for secret in secrets {
            if secret.expose().chars().count() < SHORTEST
                || mask.escaped.iter().any(|(known, _)| known.expose() == secret.expose())
            {
                continue;
            }
            let shown = secret.masked();
            let forms = std::iter::once(secret.expose().to_owned()).chain(in_base64(secret.expose()));
            for form in forms {
                if !mask.needles.iter().any(|(known, _)| known.expose() == form) {
                    mask.needles.push((Secret::new(form), shown.clone()));
                }
            }
            mask.escaped.push((secret, shown));
        }
        mask.needles.sort_by_key(|(needle, _)| std::cmp::Reverse(needle.expose().len()));
        mask
    }

    /// The text without any of the secrets.
    pub fn text(&self, text: &str) -> String {
        let mut out = text.to_owned();
        for (needle, shown) in &self.needles {
            if out.contains(needle.expose()) {
                out = out.replace(needle.expose(), shown);
            }
        }
        for (secret, shown) in &self.escaped {
            if out.contains(['%', '\\']) {
                out = without_escaped(&out, secret.expose().as_bytes(), shown);
            }
        }
        out
    }

    /// A body without the secrets and without the values of fields that are secret by name.
    pub(crate) fn body(&self, text: &str) -> String {
        self.text(&mask_fields(text))
    }

    /// The start of a body as [`Mask::body`] shows it, about `limit` bytes long, and whether that is less than all.
    /// Only what is shown is looked through: a page of a long list is evidence by its first lines.
    pub(crate) fn excerpt(&self, body: &[u8], limit: usize) -> (String, bool) {
        // The end of a window may hold a part of a secret, and a part is not found: the end is not shown. A byte takes
        // six at most (`\u002f`).
        let widest = |of: &[(Secret, String)]| of.iter().map(|(secret, _)| secret.expose().len()).max().unwrap_or(0);
        let margin = widest(&self.needles).max(6 * widest(&self.escaped)) + 6;
        if body.len() <= limit + margin {
            return cut(self.body(&String::from_utf8_lossy(body)), limit);
        }
        let shown = self.body(&String::from_utf8_lossy(&body[..limit + margin]));
        let kept = shown.len().saturating_sub(margin).min(limit);
        (cut(shown, kept).0, true)
    }

    /// A header's value: gone when the name says so, else without the secrets.
    pub(crate) fn header(&self, name: &str, value: &str) -> String {
        if SECRET_HEADERS.iter().any(|secret| name.eq_ignore_ascii_case(secret)) {
            DOTS.to_owned()
        } else {
            self.text(value)
        }
    }
}

/// Whether a form or JSON field is secret by its name.
pub(crate) fn is_secret_field(name: &str) -> bool {
    SECRET_FIELDS.iter().any(|secret| name.eq_ignore_ascii_case(secret))
}

/// The text, no longer than `limit` bytes, and whether something was cut off.
pub(crate) fn cut(mut text: String, limit: usize) -> (String, bool) {
    if text.len() <= limit {
        return (text, false);
    }
    let mut end = limit;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.truncate(end);
    (text, true)
}

/// What of a secret stands in base64, wherever in the encoded text it began: three bytes are four characters, so there
/// are three ways. What is left beside it of the first and last characters tells nothing.
fn in_base64(secret: &str) -> impl Iterator<Item = String> {
    let ways = (0..3).flat_map(|shift| [(shift, &STANDARD_NO_PAD), (shift, &URL_SAFE_NO_PAD)]);
    ways.filter_map(move |(shift, engine)| {
        let bytes = [&[0; 2][..shift], secret.as_bytes()].concat();
        let encoded = engine.encode(&bytes);
        let own = encoded.get(if shift == 0 { 0 } else { 4 }..bytes.len() / 3 * 4)?;
        (own.len() >= SHORTEST_BASE64).then(|| own.to_owned())
    })
}

/// Puts `shown` in place of the secret where some of its characters are escaped: `%2F` in a URL, `\/` or `\u002f` in JSON.
fn without_escaped(text: &str, secret: &[u8], shown: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let (mut at, mut copied) = (0, 0);
    while at < bytes.len() {
        match escaped_end(bytes, at, secret) {
            Some(end) => {
                out.push_str(&text[copied..at]);
                out.push_str(shown);
                (at, copied) = (end, end);
            }
            None => at += 1,
        }
    }
    out.push_str(&text[copied..]);
    out
}

/// Where the secret ends that begins at `at`, escaped or not; none when it does not begin there.
fn escaped_end(text: &[u8], mut at: usize, secret: &[u8]) -> Option<usize> {
    let hex = |digits: Option<&[u8]>| u8::from_str_radix(std::str::from_utf8(digits?).ok()?, 16).ok();
    for byte in secret {
        let rest = text.get(at..)?;
        at += match rest {
            [first, ..] if first == byte => 1,
            [b'%', ..] if hex(rest.get(1..3)) == Some(*byte) => 3,
            [b'\\', b'u', b'0', b'0', ..] if hex(rest.get(4..6)) == Some(*byte) => 6,
            [b'\\', next, ..] if next == byte => 2,
            _ => return None,
        };
    }
    Some(at)
}

/// Replaces the value of every `"password": …` and its like. A scan instead of a parse: it also works on bodies that
/// were cut off, and leaves everything else as the server wrote it.
fn mask_fields(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] != b'"' {
            at += 1;
            continue;
        }
        let end = string_end(bytes, at);
        let name = text[at + 1..end].strip_suffix('"').unwrap_or(&text[at + 1..end]);
        let mut value = skip_blanks(bytes, end);
        if value < bytes.len() && bytes[value] == b':' && is_secret_field(name) {
            value = skip_blanks(bytes, value + 1);
            let stop = value_end(bytes, value);
            if stop > value && !text[value..stop].eq("null") {
                out.push_str(&text[copied..value]);
                out.push('"');
                out.push_str(DOTS);
                out.push('"');
                copied = stop;
            }
            at = stop.max(end);
        } else {
            at = end;
        }
    }
    out.push_str(&text[copied..]);
    out
}

/// One past the closing quote of the string that opens at `start`, or the end of a text that was cut off.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn skip_blanks(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() && bytes[at].is_ascii_whitespace() {
        at += 1;
    }
    at
}

/// One past the JSON value that begins at `start`; objects and arrays are taken whole.
fn value_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    let mut depth = 0usize;
    while at < bytes.len() {
        match bytes[at] {
            b'"' => {
                at = string_end(bytes, at);
                if depth == 0 {
                    return at;
                }
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' | b',' if depth == 0 => break,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            byte if depth == 0 && byte.is_ascii_whitespace() => break,
            _ => {}
        }
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_password_in_json_is_masked_and_the_rest_stays() {
        assert_eq!(
            mask_fields(r#"{"userName":"a","password" : "x\"y","active":true}"#),
            r#"{"userName":"a","password" : "••••","active":true}"#
        );
        assert_eq!(mask_fields(r#"{"password":"cut off he"#), r#"{"password":"••••""#);
        assert_eq!(
            mask_fields(r#"{"credentials":{"Password":{"value":"x"}},"a":1}"#),
            r#"{"credentials":{"Password":"••••"},"a":1}"#
        );
        assert_eq!(mask_fields(r#"{"password":null,"password":1234}"#), r#"{"password":null,"password":"••••"}"#);
        assert_eq!(mask_fields(r#"["password","kept"]"#), r#"["password","kept"]"#, "a value is not a name");
    }

    #[test]
    fn a_secret_is_found_in_each_form_it_may_come_back_in() {
        let mask = Mask::new([Secret::new("to/ken\"with+all=3f9a".into())]);
        for echo in [
            "x to/ken\"with+all=3f9a y",
            r#"{"d":"to/ken\"with+all=3f9a"}"#,
            r#"{"d":"to\/ken\u0022with\u002Ball\u003d3f9a"}"#,
            "?t=to%2Fken%22with%2Ball%3D3f9a",
            "?t=to%2fken%22with%2ball%3d%33f9a",
        ] {
            let masked = mask.text(echo);
            assert!(masked.contains("••••3f9a"), "{masked}");
            assert!(!masked.contains("with"), "{masked}");
        }
    }

    #[test]
    fn a_secret_is_found_in_base64_wherever_it_began() {
        let secret = "marker-secret-token-3f9a";
        let mask = Mask::new([Secret::new(secret.into())]);
        for before in ["", "u", "us", "user:", "Bearer "] {
            for encoded in [STANDARD_NO_PAD, URL_SAFE_NO_PAD].map(|engine| engine.encode(format!("{before}{secret}"))) {
                let masked = mask.text(&format!("Basic {encoded}"));
                let (head, tail) = masked.split_once("••••3f9a").unwrap_or_else(|| panic!("{masked}"));
                assert!(head.len() <= "Basic ".len() + before.len() * 4 / 3 + 4 && tail.len() < 4, "{masked}");
            }
        }
    }

    #[test]
    fn secret_headers_are_masked_by_name() {
        let mask = Mask::default();
        assert_eq!(mask.header("Set-Cookie", "session=1"), DOTS);
        assert_eq!(mask.header("content-type", "text/html"), "text/html");
    }

    #[test]
    fn a_text_is_cut_between_characters() {
        assert_eq!(cut("äää".into(), 3), ("ä".into(), true));
        assert_eq!(cut("äää".into(), 6), ("äää".into(), false));
    }

    proptest! {
        #[test]
        fn no_part_of_a_secret_is_left_at_the_end_of_an_excerpt(
            before in "[a-z\\\\ä]{0,60}", echoes in 0usize..4, after in "[a-zä]{0,300}", limit in 0usize..120,
        ) {
            let secret = "ÄÖ0123456789ÜÄÖ";
            let mask = Mask::new([Secret::new(secret.into())]);
            let body = format!("{before}{}{after}", secret.repeat(echoes));
            let (shown, less) = mask.excerpt(body.as_bytes(), limit);
            prop_assert!(shown.len() <= limit);
            for part in ["Ö", "0", "8", "\u{fffd}"] {
                // Its last four characters are its hint.
                prop_assert!(!shown.replace("9ÜÄÖ", "").replace("9ÜÄ", "").contains(part), "{}", shown);
            }
            prop_assert_eq!(less, shown != mask.body(&body));
        }

        #[test]
        fn no_body_whatever_its_shape_breaks_the_scan(text in "(password|[\"\\\\{}\\[\\],: ä1]){0,40}") {
            let _ = mask_fields(&text);
        }

        #[test]
        fn no_text_breaks_the_search_for_what_is_escaped(text in "[a%\\\\u02F/ä]{0,40}") {
            let mask = Mask::new([Secret::new("a/ua".into())]);
            prop_assert!(!mask.text(&text).contains("a/ua"));
        }

        #[test]
        fn a_password_never_survives(password in "[a-z\"\\\\äß]{8,20}", before in "[a-z0-9 ]{0,8}") {
            let body = serde_json::json!({"a": before, "nested": [{"password": password}]}).to_string();
            let masked = mask_fields(&body);
            let read: serde_json::Value = serde_json::from_str(&masked).unwrap();
            prop_assert_eq!(&read["nested"][0]["password"], DOTS);
            prop_assert_eq!(&read["a"], &before);
        }
    }
}
