//! Readers that take what real servers send.

use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};

/// A text, number or flag. Told apart as they come: most of a list consists of these.
enum Loose {
    Flag(bool),
    Whole(u64),
    Number(f64),
    Text(String),
}

/// `null` is none.
struct LooseVisitor;

impl Visitor<'_> for LooseVisitor {
    type Value = Option<Loose>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a text, a number or a boolean")
    }

    fn visit_unit<E: Error>(self) -> Result<Option<Loose>, E> {
        Ok(None)
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Option<Loose>, E> {
        Ok(Some(Loose::Flag(flag)))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Option<Loose>, E> {
        Ok(Some(Loose::Whole(number)))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Option<Loose>, E> {
        Ok(Some(u64::try_from(number).map_or_else(|_| Loose::Text(number.to_string()), Loose::Whole)))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Option<Loose>, E> {
        Ok(Some(Loose::Number(number)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Option<Loose>, E> {
        Ok(Some(Loose::Text(text.to_owned())))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Option<Loose>, E> {
        Ok(Some(Loose::Text(text)))
    }
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
    Ok(from.deserialize_any(LooseVisitor)?.map(|loose| match loose {
        Loose::Flag(flag) => flag.to_string(),
        Loose::Whole(number) => number.to_string(),
        Loose::Number(number) => number.to_string(),
        Loose::Text(text) => text,
    }))
}

/// A flag that may be missing; `"True"` is true, as some identity providers write it.
pub(super) fn optional_flag<'de, D: Deserializer<'de>>(from: D) -> Result<Option<bool>, D::Error> {
    Ok(from.deserialize_any(LooseVisitor)?.and_then(|loose| match loose {
        Loose::Flag(flag) => Some(flag),
        Loose::Text(text) if text.eq_ignore_ascii_case("true") => Some(true),
        Loose::Text(text) if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }))
}

/// A count that may be missing, or stand in quotes.
pub(super) fn optional_count<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u64>, D::Error> {
    Ok(from.deserialize_any(LooseVisitor)?.and_then(|loose| match loose {
        Loose::Whole(number) => Some(number),
        Loose::Text(text) => text.trim().parse().ok(),
        _ => None,
    }))
}
