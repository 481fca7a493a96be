//! The filter language of RFC 7644 section 3.4.2.2, which Okta's own API borrows for its system log and app lists.

use serde_json::Value;

/// A parsed filter.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Filter {
    /// `path op value`.
    Compare(Path, Compare, Value),
    /// `path pr`.
    Present(Path),
    /// `attribute[filter]`: one value of the attribute satisfies the whole inner filter.
    Within(Path, Box<Filter>),
    /// Both.
    And(Box<Filter>, Box<Filter>),
    /// Either.
    Or(Box<Filter>, Box<Filter>),
    /// The opposite.
    Not(Box<Filter>),
}

/// An attribute and perhaps its sub-attribute, without a schema's URN before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Path(pub(crate) Vec<String>);

/// A comparison operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Compare {
    Eq,
    Ne,
    Co,
    Sw,
    Ew,
    Gt,
    Ge,
    Lt,
    Le,
}

/// Why a filter could not be read; the words go into the answer's `detail`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum FilterError {
    #[error("The filter is empty.")]
    Empty,
    #[error("The filter has an unexpected '{found}' at character {at}.")]
    Unexpected { found: String, at: usize },
    #[error("The filter ends too early.")]
    TooShort,
    #[error("The filter's text at character {at} has no closing quotation mark.")]
    OpenText { at: usize },
    #[error("'{operator}' is not an operator that filters know.")]
    UnknownOperator { operator: String },
    #[error("The filter is nested too deeply.")]
    TooDeep,
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Word(String),
    Text(String),
    Open,
    Close,
    OpenValue,
    CloseValue,
}

/// Nesting past this is refused, so that no request can exhaust the stack.
const DEEPEST: usize = 32;

/// Reads a whole filter.
pub(crate) fn parse(text: &str) -> Result<Filter, FilterError> {
    let tokens = tokens(text)?;
    if tokens.is_empty() {
        return Err(FilterError::Empty);
    }
    let mut reader = Reader { tokens, at: 0, depth: 0 };
    let filter = reader.either()?;
    match reader.tokens.get(reader.at) {
        None => Ok(filter),
        Some((token, at)) => Err(unexpected(token, *at)),
    }
}

/// Reads a path such as `name.givenName` or `urn:ietf:params:scim:schemas:core:2.0:User:userName`.
pub(crate) fn path(text: &str) -> Option<Path> {
    let bare = if text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("urn:")) {
        text.rsplit_once(':').map_or(text, |(_, attribute)| attribute)
    } else {
        text
    };
    let parts: Vec<String> = bare.split('.').map(str::to_owned).collect();
    let well_formed = parts.iter().all(|part| {
        part.chars().next().is_some_and(|first| first.is_ascii_alphabetic() || first == '$' || first == '_')
            && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '$'))
    });
    well_formed.then_some(Path(parts))
}

fn tokens(text: &str) -> Result<Vec<(Token, usize)>, FilterError> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let start = at;
        match chars[at] {
            c if c.is_whitespace() => at += 1,
            '(' | ')' | '[' | ']' => {
                let token = match chars[at] {
                    '(' => Token::Open,
                    ')' => Token::Close,
                    '[' => Token::OpenValue,
                    _ => Token::CloseValue,
                };
                found.push((token, start));
                at += 1;
            }
            '"' => {
                at += 1;
                while at < chars.len() && chars[at] != '"' {
                    at += if chars[at] == '\\' { 2 } else { 1 };
                }
                if at >= chars.len() {
                    return Err(FilterError::OpenText { at: start });
                }
                at += 1;
                // The text is a JSON string (RFC 7644), so JSON decides what its escapes mean.
                let raw: String = chars[start..at].iter().collect();
                let text = serde_json::from_str(&raw).map_err(|_| FilterError::OpenText { at: start })?;
                found.push((Token::Text(text), start));
            }
            _ => {
                while at < chars.len() && !chars[at].is_whitespace() && !"()[]\"".contains(chars[at]) {
                    at += 1;
                }
                found.push((Token::Word(chars[start..at].iter().collect()), start));
            }
        }
    }
    Ok(found)
}

fn unexpected(token: &Token, at: usize) -> FilterError {
    let found = match token {
        Token::Word(word) => word.clone(),
        Token::Text(text) => format!("\"{text}\""),
        Token::Open => "(".into(),
        Token::Close => ")".into(),
        Token::OpenValue => "[".into(),
        Token::CloseValue => "]".into(),
    };
    FilterError::Unexpected { found, at }
}

struct Reader {
    tokens: Vec<(Token, usize)>,
    at: usize,
    depth: usize,
}

impl Reader {
    fn next(&mut self) -> Result<(Token, usize), FilterError> {
        let token = self.tokens.get(self.at).cloned().ok_or(FilterError::TooShort)?;
        self.at += 1;
        Ok(token)
    }

    fn keyword(&mut self, word: &str) -> bool {
        let hit = matches!(self.tokens.get(self.at), Some((Token::Word(w), _)) if w.eq_ignore_ascii_case(word));
        self.at += usize::from(hit);
        hit
    }

    fn expect(&mut self, wanted: &Token) -> Result<(), FilterError> {
        let (token, at) = self.next()?;
        if token == *wanted { Ok(()) } else { Err(unexpected(&token, at)) }
    }

    fn either(&mut self) -> Result<Filter, FilterError> {
        let mut left = self.both()?;
        while self.keyword("or") {
            left = Filter::Or(Box::new(left), Box::new(self.both()?));
        }
        Ok(left)
    }

    fn both(&mut self) -> Result<Filter, FilterError> {
        let mut left = self.single()?;
        while self.keyword("and") {
            left = Filter::And(Box::new(left), Box::new(self.single()?));
        }
        Ok(left)
    }

    fn single(&mut self) -> Result<Filter, FilterError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(FilterError::TooDeep);
        }
        let negated = matches!(self.tokens.get(self.at + 1), Some((Token::Open, _))) && self.keyword("not");
        let filter = match self.next()? {
            (Token::Open, _) => {
                let inner = self.either()?;
                self.expect(&Token::Close)?;
                inner
            }
            (Token::Word(word), at) => self.attribute(&word, at)?,
            (token, at) => return Err(unexpected(&token, at)),
        };
        self.depth -= 1;
        Ok(if negated { Filter::Not(Box::new(filter)) } else { filter })
    }

    fn attribute(&mut self, word: &str, at: usize) -> Result<Filter, FilterError> {
        let attribute = path(word).ok_or_else(|| FilterError::Unexpected { found: word.to_owned(), at })?;
        if matches!(self.tokens.get(self.at), Some((Token::OpenValue, _))) {
            self.at += 1;
            let inner = self.either()?;
            self.expect(&Token::CloseValue)?;
            return Ok(Filter::Within(attribute, Box::new(inner)));
        }
        let (token, at) = self.next()?;
        let Token::Word(operator) = token else { return Err(unexpected(&token, at)) };
        let compare = match operator.to_ascii_lowercase().as_str() {
            "pr" => return Ok(Filter::Present(attribute)),
            "eq" => Compare::Eq,
            "ne" => Compare::Ne,
            "co" => Compare::Co,
            "sw" => Compare::Sw,
            "ew" => Compare::Ew,
            "gt" => Compare::Gt,
            "ge" => Compare::Ge,
            "lt" => Compare::Lt,
            "le" => Compare::Le,
            _ => return Err(FilterError::UnknownOperator { operator }),
        };
        let value = match self.next()? {
            (Token::Text(text), _) => Value::String(text),
            (Token::Word(word), at) => match serde_json::from_str::<Value>(&word) {
                Ok(value) if !value.is_object() && !value.is_array() => value,
                _ => return Err(FilterError::Unexpected { found: word, at }),
            },
            (token, at) => return Err(unexpected(&token, at)),
        };
        Ok(Filter::Compare(attribute, compare, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn and_binds_tighter_than_or() {
        let filter = parse(r#"a eq "1" or b eq 2 and not (c pr)"#).unwrap();
        let Filter::Or(_, right) = filter else { panic!("or is outermost: {filter:?}") };
        assert!(matches!(*right, Filter::And(..)), "and is below or: {right:?}");
    }

    #[test]
    fn a_schema_urn_before_an_attribute_is_dropped() {
        assert_eq!(
            path("urn:ietf:params:scim:schemas:core:2.0:User:name.givenName"),
            Some(Path(vec!["name".into(), "givenName".into()]))
        );
    }

    #[test]
    fn broken_filters_say_where() {
        assert_eq!(parse("  "), Err(FilterError::Empty));
        assert_eq!(parse("userName eq"), Err(FilterError::TooShort));
        assert_eq!(parse("userName eq \"x"), Err(FilterError::OpenText { at: 12 }));
        assert_eq!(parse("userName is \"x\""), Err(FilterError::UnknownOperator { operator: "is".into() }));
        assert!(matches!(parse("userName eq bare"), Err(FilterError::Unexpected { at: 12, .. })));
        assert!(matches!(parse("a pr) or b pr"), Err(FilterError::Unexpected { .. })));
        assert_eq!(parse(&"(".repeat(10_000)), Err(FilterError::TooDeep));
    }
}
