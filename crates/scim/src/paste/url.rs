//! The SCIM URL, cleaned.

use catflap_http::{Url, is_allowed};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Cleaned, CleanedCode, PasteProblem, is_quote, say, unwrap};

/// A pasted SCIM URL after cleaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CleanUrl {
    /// The URL to use; none when there is a problem. [`CleanUrl::text`] is the form to show.
    #[ts(type = "string | null")]
    pub url: Option<Url>,
    /// What was cleaned, in the order in which it was done.
    pub cleaned: Vec<Cleaned>,
    /// Why it can't be used.
    pub problem: Option<PasteProblem>,
}

impl CleanUrl {
    /// The URL as it is to be pasted into Okta: without a slash at its end. Empty when there is a problem.
    pub fn text(&self) -> String {
        self.url.as_ref().map(|url| url.as_str().trim_end_matches('/').to_owned()).unwrap_or_default()
    }
}

/// Endpoints that are pasted along with the SCIM URL.
const ENDPOINTS: [&str; 7] = ["Users", "Groups", "ServiceProviderConfig", "ResourceTypes", "Schemas", "Me", "Bulk"];

/// Cleans a pasted SCIM URL. Cleaning what is clean changes nothing.
pub fn clean_url(pasted: &str) -> CleanUrl {
    let mut cleaned = Vec::new();
    let result = clean(pasted, &mut cleaned);
    match result {
        Ok(url) => CleanUrl { url: Some(url), cleaned, problem: None },
        Err(problem) => CleanUrl { url: None, cleaned, problem: Some(problem) },
    }
}

fn clean(pasted: &str, cleaned: &mut Vec<Cleaned>) -> Result<Url, PasteProblem> {
    let mut text = unwrap(pasted, cleaned);
    if text.contains(char::is_whitespace) {
        // A sentence is no URL with spaces in it.
        if text.split_whitespace().count() > 3 {
            return Err(PasteProblem::NotAUrl);
        }
        text.retain(|c| !c.is_whitespace());
        say(cleaned, CleanedCode::Spaces, "Spaces inside the URL were removed.");
    }
    if text.is_empty() {
        return Err(PasteProblem::UrlEmpty);
    }
    if !text.contains("://") {
        text = add_scheme(&text, cleaned)?;
    }
    let mut url = Url::parse(&text).map_err(|_| PasteProblem::NotAUrl)?;
    if !url.has_host() || url.cannot_be_a_base() {
        return Err(PasteProblem::NotAUrl);
    }
    match url.host_str().map(str::to_ascii_lowercase).as_deref() {
        Some("app.configcat.com" | "configcat.com" | "www.configcat.com") => return Err(PasteProblem::DashboardUrl),
        Some("api.configcat.com") => return Err(PasteProblem::PublicApiUrl),
        Some(host) if is_okta(host) => return Err(PasteProblem::OktaUrl),
        Some(host) if host.contains(is_quote) => return Err(PasteProblem::NotAUrl),
        _ => {}
    }
    if !is_allowed(&url) {
        return Err(PasteProblem::NotHttps);
    }
    if !url.username().is_empty() || url.password().is_some() {
        let removed = url.set_username("").and_then(|()| url.set_password(None));
        removed.map_err(|()| PasteProblem::NotAUrl)?;
        say(cleaned, CleanedCode::UserInfo, "A user name or password inside the URL was removed.");
    }
    if url.fragment().is_some() {
        url.set_fragment(None);
        say(cleaned, CleanedCode::Fragment, "Everything from # on was removed.");
    }
    if url.query().is_some() {
        url.set_query(None);
        say(cleaned, CleanedCode::Query, "Everything from ? on was removed.");
    }
    let slashed = text.split(['?', '#']).next().is_some_and(|before| before.ends_with('/'));
    clean_path(&mut url, slashed, cleaned);
    Ok(url)
}

fn add_scheme(text: &str, cleaned: &mut Vec<Cleaned>) -> Result<String, PasteProblem> {
    let bare = text.trim_start_matches('/');
    let host = bare.split(['/', '?', '#']).next().unwrap_or_default();
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    let loopback = name.eq_ignore_ascii_case("localhost") || name == "::1" || name.starts_with("127.");
    // A token or a lone word has no dot; `mailto:…` and `user@host` are no hosts.
    if !loopback && (!name.contains('.') || host.contains('@') || name.starts_with('.') || name.ends_with('.')) {
        return Err(PasteProblem::NotAUrl);
    }
    let scheme = if loopback { "http" } else { "https" };
    say(cleaned, CleanedCode::SchemeAdded, format!("{scheme}:// was put before it."));
    Ok(format!("{scheme}://{bare}"))
}

fn clean_path(url: &mut Url, slashed: bool, cleaned: &mut Vec<Cleaned>) {
    let path = url.path().to_owned();
    let mut parts: Vec<&str> = path.split('/').skip(1).collect();
    let before = parts.len();
    trim_end(&mut parts, cleaned);
    // The path of `https://host` is `/` too: whether a slash was pasted shows only in the text.
    if slashed && before > parts.len() {
        say(cleaned, CleanedCode::TrailingSlash, "The slash at its end was removed.");
    }
    let inner = parts.len();
    parts.retain(|part| !part.is_empty());
    if parts.len() < inner {
        say(cleaned, CleanedCode::DoubleSlash, "A double slash was made a single one.");
    }
    while let Some(keep) = without_endpoint(&parts) {
        let removed = parts[keep..].join("/");
        parts.truncate(keep);
        say(
            cleaned,
            CleanedCode::Endpoint,
            format!("/{} at its end was removed: Okta adds it itself.", shown(&removed)),
        );
        trim_end(&mut parts, cleaned);
    }
    url.set_path(&parts.join("/"));
}

/// Takes away slashes at the end, and the quotes before them: with nothing behind it, a quote would be one around the URL.
fn trim_end(parts: &mut Vec<&str>, cleaned: &mut Vec<Cleaned>) {
    while let Some(last) = parts.pop() {
        let bare = last.trim_end_matches(is_quote);
        if bare != last {
            say(cleaned, CleanedCode::Quotes, "Quotes around it were removed.");
        }
        if !bare.is_empty() {
            parts.push(bare);
            return;
        }
    }
}

/// How many parts are left without an endpoint at the end (`…/Users`, `…/Users/{id}`); none when there is none.
fn without_endpoint(parts: &[&str]) -> Option<usize> {
    let last = parts.len().checked_sub(1)?;
    if ENDPOINTS.iter().any(|endpoint| parts[last].eq_ignore_ascii_case(endpoint)) {
        return Some(last);
    }
    let previous = last.checked_sub(1)?;
    ENDPOINTS.contains(&parts[previous]).then_some(previous)
}

/// The endpoint alone: an id that came after it says nothing to anyone.
fn shown(removed: &str) -> &str {
    removed.split('/').next().unwrap_or(removed)
}

fn is_okta(host: &str) -> bool {
    ["okta.com", "oktapreview.com", "okta-emea.com"]
        .iter()
        .any(|domain| host == *domain || host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.')))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RIGHT: &str = "https://scim-api.configcat.com/v2/08d920f2-1c1a-4d6c-8d2b-5f7a5f0c9a11";

    fn codes(pasted: &str) -> Vec<CleanedCode> {
        let clean = clean_url(pasted);
        assert_eq!(clean.problem, None, "{pasted:?}");
        assert_eq!(clean.text(), RIGHT, "{pasted:?}");
        clean.cleaned.iter().map(|cleaned| cleaned.code).collect()
    }

    #[test]
    fn what_is_pasted_along_with_the_url_is_cleaned_and_said() {
        use CleanedCode::*;
        assert_eq!(codes(RIGHT), []);
        assert_eq!(codes(&format!("  {RIGHT}\n")), [Spaces]);
        assert_eq!(codes(&format!("{}\n   {}", &RIGHT[..30], &RIGHT[30..])), [LineBreaks]);
        assert_eq!(codes(&format!("“{RIGHT}”")), [Quotes]);
        assert_eq!(codes(&format!("<\u{200b}{RIGHT}>")), [InvisibleCharacters, Quotes]);
        assert_eq!(codes(&format!("{RIGHT}/")), [TrailingSlash]);
        assert_eq!(codes(&format!("{RIGHT}/Users")), [Endpoint]);
        assert_eq!(codes(&format!("{RIGHT}/Users/?startIndex=1&count=2")), [Query, TrailingSlash, Endpoint]);
        assert_eq!(codes(&format!("{RIGHT}/Groups/17#top")), [Fragment, Endpoint]);
        assert_eq!(codes(&format!("'{RIGHT}'/")), [Quotes, TrailingSlash]);
        assert_eq!(codes(&format!("{RIGHT}'/Users")), [Endpoint, Quotes]);
        assert_eq!(codes(&format!("{RIGHT}/serviceproviderconfig")), [Endpoint]);
        assert_eq!(codes(&RIGHT.replace("https://", "")), [SchemeAdded]);
        assert_eq!(codes(&RIGHT.replace("/v2", "//v2")), [DoubleSlash]);
        assert_eq!(codes(&RIGHT.replace("scim-api", "me:pw@scim-api")), [UserInfo]);
    }

    #[test]
    fn what_is_no_scim_url_is_named() {
        let problem = |pasted: &str| clean_url(pasted).problem.unwrap();
        assert_eq!(problem(" \n"), PasteProblem::UrlEmpty);
        assert_eq!(problem("abcDEF0123456789"), PasteProblem::NotAUrl);
        assert_eq!(problem("the URL from the page of ConfigCat.com"), PasteProblem::NotAUrl);
        assert_eq!(problem("http://scim-api.configcat.com/v2/x"), PasteProblem::NotHttps);
        assert_eq!(problem("ftp://scim.example.com/"), PasteProblem::NotHttps);
        assert_eq!(problem("https://app.configcat.com/organization/authentication"), PasteProblem::DashboardUrl);
        assert_eq!(problem("app.configcat.com/organization/authentication"), PasteProblem::DashboardUrl);
        assert_eq!(problem("https://api.configcat.com/v1/me"), PasteProblem::PublicApiUrl);
        assert_eq!(problem("https://acme-admin.okta.com/admin"), PasteProblem::OktaUrl);
        assert_eq!(clean_url("https://notokta.com/scim").problem, None);
        assert_eq!(problem("mailto:ada@example.com"), PasteProblem::NotAUrl);
        assert_eq!(problem("https://scim.example`/v2"), PasteProblem::NotAUrl);
    }

    #[test]
    fn this_computer_is_spoken_to_by_plain_http() {
        assert_eq!(clean_url("localhost:8080/scim/v2/").text(), "http://localhost:8080/scim/v2");
        assert_eq!(clean_url("http://127.0.0.1:9000").text(), "http://127.0.0.1:9000");
        assert_eq!(clean_url("[::1]:9000/v2").text(), "http://[::1]:9000/v2");
        assert_eq!(clean_url("http://127.0.0.1:9000").cleaned, [], "nobody typed that slash");
    }

    proptest! {
        #[test]
        fn cleaning_what_is_clean_changes_nothing(pasted in "[ \"“\n\u{200b}]{0,3}(https?://|//)?(localhost|scim\\.example\\.com)(:8080)?(/|/Users|/v2|/users|/Groups|/x%20y|//|/ü){0,5}[/?#]{0,2}(a=b)?[ ”\n]{0,3}") {
            let once = clean_url(&pasted);
            if once.url.is_some() {
                let again = clean_url(&once.text());
                prop_assert_eq!(&again.url, &once.url);
                prop_assert_eq!(again.cleaned, vec![], "{}", once.text());
            }
        }

        #[test]
        fn nothing_that_is_pasted_breaks_cleaning(pasted in any::<String>()) {
            let clean = clean_url(&pasted);
            prop_assert_eq!(clean.url.is_some(), clean.problem.is_none());
            if let Some(url) = &clean.url {
                prop_assert!(is_allowed(url));
                prop_assert_eq!(clean_url(&clean.text()).cleaned, vec![]);
            }
        }
    }
}
