//! A check's answer before the runner makes a finding of it.

use std::collections::BTreeMap;

use catflap_http::Exchange;

use crate::Verdict;

/// What a check says.
#[derive(Debug)]
pub(crate) struct Answer {
    pub verdict: Verdict,
    pub title: String,
    pub summary: String,
    pub saw: String,
    pub why: String,
    pub todo: String,
    pub exchanges: Vec<Exchange>,
    pub facts: BTreeMap<String, String>,
    /// Whether checks that need this one are pointless now.
    pub blocks: bool,
}

impl Answer {
    fn new(verdict: Verdict, title: impl Into<String>, summary: impl Into<String>) -> Self {
        Self {
            verdict,
            title: title.into(),
            summary: summary.into(),
            saw: String::new(),
            why: String::new(),
            todo: String::new(),
            exchanges: Vec::new(),
            facts: BTreeMap::new(),
            blocks: verdict == Verdict::Fail,
        }
    }

    /// As it should be.
    pub fn pass(title: impl Into<String>, summary: impl Into<String>) -> Self {
        Self::new(Verdict::Pass, title, summary)
    }

    /// Okta and ConfigCat do without.
    pub fn note(title: impl Into<String>, summary: impl Into<String>) -> Self {
        Self::new(Verdict::Note, title, summary)
    }

    /// It works now, and bites later.
    pub fn warn(title: impl Into<String>, summary: impl Into<String>) -> Self {
        Self::new(Verdict::Warn, title, summary)
    }

    /// Okta or ConfigCat will fail on this.
    pub fn fail(title: impl Into<String>, summary: impl Into<String>) -> Self {
        Self::new(Verdict::Fail, title, summary)
    }

    /// There is nothing to ask here; what comes after may go on.
    pub fn skip(title: impl Into<String>, summary: impl Into<String>) -> Self {
        Self::new(Verdict::Skip, title, summary)
    }

    pub fn saw(mut self, saw: impl Into<String>) -> Self {
        self.saw = saw.into();
        self
    }

    pub fn why(mut self, why: impl Into<String>) -> Self {
        self.why = why.into();
        self
    }

    pub fn todo(mut self, todo: impl Into<String>) -> Self {
        self.todo = todo.into();
        self
    }

    pub fn exchange(mut self, exchange: Exchange) -> Self {
        self.exchanges.push(exchange);
        self
    }

    pub fn exchanges(mut self, exchanges: impl IntoIterator<Item = Exchange>) -> Self {
        self.exchanges.extend(exchanges);
        self
    }

    pub fn fact(mut self, name: &str, value: impl std::fmt::Display) -> Self {
        self.facts.insert(name.to_owned(), value.to_string());
        self
    }
}
