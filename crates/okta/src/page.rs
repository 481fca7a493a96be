//! Lists that come in pages.

use std::collections::HashSet;
use std::marker::PhantomData;

use catflap_http::{Exchange, RateLimit, Reply};
use serde::de::DeserializeOwned;
use url::Url;

use crate::client::{Okta, decode};
use crate::error::OktaError;

/// No list of an org has as many pages: 10,000 pages of the smallest size asked for hold 2 million entries.
const MOST_PAGES: usize = 10_000;

/// A list that is read page by page. Nothing is asked before [`Pages::next`]; dropping it ends the reading.
///
/// Okta's links are opaque (RFC 8288): they are followed as they come, within the org's own origin, each once.
#[derive(Debug)]
pub struct Pages<'c, T> {
    okta: &'c Okta,
    next: Option<Url>,
    asked: HashSet<Url>,
    ends_when_empty: bool,
    items: PhantomData<fn() -> T>,
}

/// One page.
#[derive(Debug, Clone)]
pub struct Page<T> {
    /// What stands on it.
    pub items: Vec<T>,
    /// Whether Okta named a page after it.
    pub more: bool,
    /// Okta's limits after this request.
    pub rate_limit: Option<RateLimit>,
    /// Evidence.
    pub exchange: Exchange,
}

impl<'c, T: DeserializeOwned> Pages<'c, T> {
    pub(crate) fn new(okta: &'c Okta, first: Url) -> Self {
        Self { okta, next: Some(first), asked: HashSet::new(), ends_when_empty: false, items: PhantomData }
    }

    /// Ends at an empty page: the System Log names a next page for ever, to be polled.
    pub(crate) fn ending_when_empty(mut self) -> Self {
        self.ends_when_empty = true;
        self
    }

    /// The next page; `None` after the last.
    ///
    /// # Errors
    /// As every call; also when the next page's link leads to another origin or back to a page already read. After an
    /// error the reading has ended.
    pub async fn next(&mut self) -> Result<Option<Page<T>>, OktaError> {
        let Some(url) = self.next.take() else { return Ok(None) };
        let reply = self.okta.fetch(url.clone()).await?;
        let items: Vec<T> = decode(&reply)?;
        self.asked.insert(url.clone());
        let next = next_in_org(&reply, &url)?.filter(|_| !(self.ends_when_empty && items.is_empty()));
        if next.as_ref().is_some_and(|next| self.asked.contains(next) || self.asked.len() >= MOST_PAGES) {
            return Err(OktaError::EndlessPages { exchange: Box::new(reply.exchange) });
        }
        let page = Page { items, more: next.is_some(), rate_limit: reply.rate_limit(), exchange: reply.exchange };
        self.next = next;
        Ok(Some(page))
    }

    /// Everything that stands on all pages.
    pub async fn all(self) -> Result<Vec<T>, OktaError> {
        self.all_telling(|_| {}).await
    }

    /// The first pages, until `most` entries or more are read; and whether Okta has further ones.
    pub async fn first(mut self, most: usize) -> Result<(Vec<T>, bool), OktaError> {
        let (mut items, mut more) = (Vec::new(), true);
        while items.len() < most {
            let Some(page) = self.next().await? else {
                more = false;
                break;
            };
            more = page.more;
            items.extend(page.items);
        }
        Ok((items, more))
    }

    /// Everything, telling after each page how many entries were read so far.
    pub async fn all_telling(mut self, mut read: impl FnMut(usize)) -> Result<Vec<T>, OktaError> {
        let mut items = Vec::new();
        while let Some(page) = self.next().await? {
            items.extend(page.items);
            read(items.len());
        }
        Ok(items)
    }
}

/// The next page, as Okta names it; an error when that leads away from the org, as the credential would go along.
pub(crate) fn next_in_org(reply: &Reply, asked: &Url) -> Result<Option<Url>, OktaError> {
    let target = reply.headers_named("link").find_map(|value| target_of(value, "next"));
    let Some(next) = target.and_then(|target| asked.join(target).ok()) else { return Ok(None) };
    if next.origin() != asked.origin() {
        let host = next.host_str().unwrap_or_default().to_owned();
        return Err(OktaError::ForeignPage { host, exchange: Box::new(reply.exchange.clone()) });
    }
    Ok(Some(next))
}

/// The target with this relation in a `Link` header, which may hold several links (RFC 8288 section 3).
fn target_of<'h>(header: &'h str, relation: &str) -> Option<&'h str> {
    let mut rest = header;
    while let Some(open) = rest.find('<') {
        let close = open + rest[open..].find('>')?;
        let target = &rest[open + 1..close];
        let after = &rest[close + 1..];
        // Parameters end where the next link begins. Okta's parameters hold no `<`.
        let end = after.find('<').unwrap_or(after.len());
        let is_wanted =
            after[..end].split([';', ',']).filter_map(|parameter| parameter.split_once('=')).any(|(name, value)| {
                name.trim().eq_ignore_ascii_case("rel")
                    && value
                        .trim()
                        .trim_matches('"')
                        .split_ascii_whitespace()
                        .any(|word| word.eq_ignore_ascii_case(relation))
            });
        if is_wanted {
            return Some(target);
        }
        rest = &after[end..];
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::target_of;

    const BOTH: &str = "<https://acme.okta.com/api/v1/apps?limit=1>; rel=\"self\", \
                        <https://acme.okta.com/api/v1/apps?after=a,b;c&limit=1>; rel=\"next\"";

    #[test]
    fn the_next_link_is_found_among_others_even_with_commas_in_its_address() {
        assert_eq!(target_of(BOTH, "next"), Some("https://acme.okta.com/api/v1/apps?after=a,b;c&limit=1"));
        assert_eq!(target_of(BOTH, "self"), Some("https://acme.okta.com/api/v1/apps?limit=1"));
    }

    #[test]
    fn a_link_without_quotes_or_with_several_relations_is_read() {
        assert_eq!(target_of("</x>; title=\"page two\"; rel=next", "next"), Some("/x"));
        assert_eq!(target_of("</x>; REL=\"last next\"", "next"), Some("/x"));
    }

    #[test]
    fn nothing_is_made_up_where_there_is_no_next_link() {
        for header in ["", "<https://acme.okta.com/>; rel=\"self\"", "<unclosed; rel=\"next\"", "; rel=\"next\""] {
            assert_eq!(target_of(header, "next"), None, "{header}");
        }
    }

    proptest! {
        #[test]
        fn no_header_breaks_the_reading(header in "[<>;,=\" a-zé]{0,60}") {
            if let Some(target) = target_of(&header, "next") {
                prop_assert!(header.contains(target));
            }
        }
    }
}
