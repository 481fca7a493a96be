//! Reads the facts from whatever connections are at hand. Every failure becomes a sentence in its place.

mod configcat;
mod dns;
mod failures;
mod okta;
mod scim;

pub use configcat::ConfigCatSource;
pub use dns::{PublicDns, TxtLookup};
pub use failures::read_failures;
pub use okta::{OktaSource, group_names, resemblance};
pub use scim::{SyncedSoFar, read_synced};

use std::sync::Arc;

use catflap_inventory::Inventory;
use catflap_scim::Client as ScimClient;

use crate::facts::{Facts, KnownValues, PlanFacts, Seen};

/// What to read from. A connection that is none is not looked at.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// RFC 3339: the moment that the facts carry as their time.
    pub now: String,
    /// ConfigCat's SCIM endpoint.
    pub scim: Option<ScimClient>,
    /// Who was synced when it was read last. A large one is taken again while the server names the same totals.
    pub synced: Option<Arc<Inventory>>,
    /// Okta.
    pub okta: Option<OktaSource>,
    /// Explains Okta's reasons for failures; none leaves them as they are.
    pub meaning: Option<Meaning>,
    /// ConfigCat's Public Management API.
    pub configcat: Option<ConfigCatSource>,
    /// DNS: asked for the domains of those whom the connections show.
    pub dns: Option<Arc<dyn TxtLookup>>,
    /// Values that no API tells, handed through; they help to find the application.
    pub values: KnownValues,
    /// The permission plan, handed through.
    pub plan: Option<PlanFacts>,
}

/// What a reason that Okta gives for a failure means, in a few words, where they are known.
pub type Meaning = fn(&str) -> Option<String>;

/// Reads all connections at the same time. Only reads, and never fails: what could not be read says why in its place.
/// Dropping the future ends the reading.
pub async fn gather(sources: Sources) -> Facts {
    let Sources { now, scim, synced, okta, meaning, configcat, dns, mut values, plan } = sources;
    if values.scim_url.is_none() {
        values.scim_url = scim.as_ref().map(|client| client.base().to_string());
    }
    let seen_scim = async {
        match &scim {
            Some(client) => Some(scim::read(client, synced.as_ref()).await),
            None => None,
        }
    };
    let seen_okta = async {
        match &okta {
            Some(source) => Some(Box::pin(okta::read(source, &values, &now, meaning)).await),
            None => None,
        }
    };
    let seen_configcat = async {
        match &configcat {
            Some(source) => Some(configcat::read(source, &now, values.scim_url.as_deref()).await),
            None => None,
        }
    };
    let (scim, okta, configcat) = tokio::join!(seen_scim, seen_okta, seen_configcat);
    let dns = match &dns {
        Some(lookup) => dns::read(lookup.as_ref(), scim.as_ref(), okta.as_ref(), configcat.as_ref()).await,
        None => None,
    };
    Facts {
        scim: scim.map(|facts| Seen { at: now.clone(), facts }),
        okta: okta.map(|facts| Seen { at: now.clone(), facts }),
        configcat: configcat.map(|facts| Seen { at: now.clone(), facts }),
        dns: dns.map(|facts| Seen { at: now.clone(), facts }),
        plan,
        values,
        now,
    }
}

/// An error's words as a sentence: a capital first, a full stop last.
fn sentence(words: &str) -> String {
    let mut letters = words.trim().chars();
    let mut text: String =
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    if !text.ends_with(['.', '”']) {
        text.push('.');
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_errors_words_become_a_sentence() {
        assert_eq!(super::sentence("the token may not do this in Okta"), "The token may not do this in Okta.");
        assert_eq!(super::sentence("Okta refused."), "Okta refused.");
    }
}
