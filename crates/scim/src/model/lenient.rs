//! Readers that take what real servers send.

use serde::{Deserialize, Deserializer};

#[derive(Deserialize)]
#[serde(untagged)]
enum Loose {
    Flag(bool),
    Whole(u64),
    Number(f64),
    Text(String),
}

/// A list; `null` is an empty one.
pub(super) fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    Ok(Option::<Vec<T>>::deserialize(from)?.unwrap_or_default())
}

/// A text; a number is written out, `null` is an empty one.
pub(super) fn text<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Ok(optional_text(from)?.unwrap_or_default())
}

/// A text that may be missing; a number is written out.
pub(super) fn optional_text<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(Option::<Loose>::deserialize(from)?.map(|loose| match loose {
        Loose::Flag(flag) => flag.to_string(),
        Loose::Whole(number) => number.to_string(),
        Loose::Number(number) => number.to_string(),
        Loose::Text(text) => text,
    }))
}

/// A flag that may be missing; `"True"` is true, as some identity providers write it.
pub(super) fn optional_flag<'de, D: Deserializer<'de>>(from: D) -> Result<Option<bool>, D::Error> {
    Ok(Option::<Loose>::deserialize(from)?.and_then(|loose| match loose {
        Loose::Flag(flag) => Some(flag),
        Loose::Text(text) if text.eq_ignore_ascii_case("true") => Some(true),
        Loose::Text(text) if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }))
}

/// A count that may be missing, or stand in quotes.
pub(super) fn optional_count<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u64>, D::Error> {
    Ok(Option::<Loose>::deserialize(from)?.and_then(|loose| match loose {
        Loose::Whole(number) => Some(number),
        Loose::Text(text) => text.trim().parse().ok(),
        _ => None,
    }))
}
