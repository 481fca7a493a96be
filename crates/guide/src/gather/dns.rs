//! The TXT records of the domains of people's addresses, as several resolvers see them.

use std::collections::{HashMap, HashSet};
use std::fmt::Debug;
use std::net::SocketAddr;
use std::time::Duration;

use catflap_inventory::domain;
use futures::future::{BoxFuture, join_all};
use hickory_resolver::config::{CLOUDFLARE, GOOGLE, NameServerConfig, QUAD9, ResolverConfig};
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::proto::rr::{Name, RData};
use hickory_resolver::{ResolverBuilder, TokioResolver};

use super::sentence;
use crate::facts::{AppChoice, ConfigCatFacts, DnsFacts, DomainFacts, Heard, OktaFacts, ScimFacts, Unreadable};

/// Asks for TXT records. Public DNS in earnest; practice has an own one.
pub trait TxtLookup: Debug + Send + Sync {
    /// What each resolver says of the TXT records at this name, asked at the same time.
    fn txt<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Vec<Heard>>;
}

/// The computer's own resolver and three public ones: a record that was just set is seen by one before the others, and
/// inside a company the computer's own may know names that nobody outside does.
#[derive(Debug)]
pub struct PublicDns {
    resolvers: Vec<(String, TokioResolver)>,
}

/// A resolver that says nothing for so long counts as silent.
const PATIENCE: Duration = Duration::from_secs(3);

impl PublicDns {
    /// Reads the computer's settings. Nothing is asked yet.
    pub fn new() -> Self {
        let own = TokioResolver::builder_tokio().ok().and_then(build);
        let own = own.map(|resolver| ("your computer’s resolver".to_owned(), resolver));
        let known = [("Cloudflare", CLOUDFLARE), ("Google", GOOGLE), ("Quad9", QUAD9)];
        let public = known.into_iter().filter_map(|(name, group)| {
            let address = *group.ips.iter().find(|address| address.is_ipv4())?;
            at(format!("{name} ({address})"), SocketAddr::new(address, 53))
        });
        Self { resolvers: own.into_iter().chain(public).collect() }
    }

    /// One resolver alone, under this name.
    pub fn only(name: &str, address: SocketAddr) -> Self {
        Self { resolvers: at(name.to_owned(), address).into_iter().collect() }
    }
}

fn at(name: String, address: SocketAddr) -> Option<(String, TokioResolver)> {
    let mut server = NameServerConfig::udp_and_tcp(address.ip());
    server.connections.iter_mut().for_each(|connection| connection.port = address.port());
    let config = ResolverConfig::from_name_servers(vec![server]);
    let built = build(TokioResolver::builder_with_config(config, TokioRuntimeProvider::default()))?;
    Some((name, built))
}

impl Default for PublicDns {
    fn default() -> Self {
        Self::new()
    }
}

fn build(mut builder: ResolverBuilder<TokioRuntimeProvider>) -> Option<TokioResolver> {
    let options = builder.options_mut();
    options.timeout = PATIENCE;
    options.attempts = 0;
    // Who looks again after a change wants to see the change.
    options.cache_size = 0;
    builder.build().ok()
}

impl TxtLookup for PublicDns {
    fn txt<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Vec<Heard>> {
        Box::pin(join_all(self.resolvers.iter().map(|(resolver, asked)| async move {
            let records = tokio::time::timeout(PATIENCE, ask(asked, name))
                .await
                .unwrap_or_else(|_| Err(Unreadable::because("It did not answer within 3 seconds.")));
            Heard { resolver: resolver.clone(), records }
        })))
    }
}

async fn ask(resolver: &TokioResolver, name: &str) -> Result<Vec<String>, Unreadable> {
    let unreadable = |why: &dyn std::fmt::Display| Unreadable::because(sentence(&why.to_string()));
    let mut asked = Name::from_utf8(name).map_err(|error| unreadable(&error))?;
    // Without it the computer's search domains would be tried.
    asked.set_fqdn(true);
    match resolver.txt_lookup(asked).await {
        Ok(found) => Ok(found
            .answers()
            .iter()
            .filter_map(|record| match &record.data {
                // A long record comes in pieces that belong together without anything between (RFC 7208, section 3.3).
                RData::TXT(txt) => Some(txt.txt_data.iter().map(|part| String::from_utf8_lossy(part)).collect()),
                _ => None,
            })
            .collect()),
        Err(error) if error.is_no_records_found() => Ok(Vec::new()),
        Err(error) => Err(unreadable(&error)),
    }
}

/// Reading a company's domains takes a question each to every resolver: more are named, and not asked for.
const MOST: usize = 10;

/// Asks for the domains of those whom the connections show. None while they show nobody.
pub(super) async fn read(
    lookup: &dyn TxtLookup,
    scim: Option<&ScimFacts>,
    okta: Option<&OktaFacts>,
    configcat: Option<&ConfigCatFacts>,
) -> Option<DnsFacts> {
    let mut domains = domains(scim, okta, configcat);
    let not_asked = domains.len().saturating_sub(MOST);
    domains.truncate(MOST);
    let domains: Vec<DomainFacts> =
        join_all(domains.into_iter().map(|(name, people)| of_domain(lookup, name, people))).await;
    (!domains.is_empty()).then_some(DnsFacts { domains, not_asked })
}

async fn of_domain(lookup: &dyn TxtLookup, name: String, people: usize) -> DomainFacts {
    let heard = lookup.txt(&name).await;
    let mut domain = DomainFacts { name, people, heard, misplaced: Vec::new() };
    let answered = domain.heard.iter().any(|heard| heard.records.is_ok());
    if answered && domain.records().is_empty() {
        // Where it lands when the host was given as `www`, or as the whole name at a provider that adds the domain.
        let usual = [format!("www.{}", domain.name), format!("{0}.{0}", domain.name)];
        let below = join_all(usual.iter().map(|below| lookup.txt(below))).await;
        for (name, heard) in usual.into_iter().zip(below) {
            let there = DomainFacts { heard, ..DomainFacts::default() };
            if !there.records().is_empty() {
                domain.misplaced.push(name);
            }
        }
    }
    domain
}

/// Domains with how many people have an address there, those with the most first. Synced users and people of the
/// application count; while there are none, the administrator's own address does.
fn domains(
    scim: Option<&ScimFacts>,
    okta: Option<&OktaFacts>,
    configcat: Option<&ConfigCatFacts>,
) -> Vec<(String, usize)> {
    let mut people: HashSet<String> = HashSet::new();
    if let Some(Ok(inventory)) = scim.map(|scim| &scim.inventory) {
        people.extend(inventory.users.iter().map(|user| user.user_name.trim().to_lowercase()));
    }
    if let Some(Ok(AppChoice::One { app, .. })) = okta.map(|okta| &okta.choice)
        && let Ok(assigned) = &app.people
    {
        people.extend(assigned.iter().map(|person| person.user_name.trim().to_lowercase()));
    }
    if people.is_empty() {
        let own = [configcat.map(|configcat| &configcat.me), okta.map(|okta| &okta.who)];
        people.extend(own.into_iter().flatten().flatten().map(|address| address.trim().to_lowercase()));
    }
    let mut counts: HashMap<String, usize> = HashMap::new();
    for domain in people.iter().filter_map(|address| domain(address)) {
        *counts.entry(domain).or_default() += 1;
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by(|(a, x), (b, y)| y.cmp(x).then_with(|| a.cmp(b)));
    counts
}

#[cfg(test)]
mod tests {
    use catflap_inventory::{Inventory, User};

    use super::*;
    use crate::facts::ScimAnswer;

    /// Knows one record, at one name.
    #[derive(Debug)]
    struct Only(&'static str);

    impl TxtLookup for Only {
        fn txt<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Vec<Heard>> {
            let records = if name == self.0 { vec![format!("{}1", crate::facts::TXT_PREFIX)] } else { Vec::new() };
            Box::pin(async { vec![Heard { resolver: "only".into(), records: Ok(records) }] })
        }
    }

    fn people(addresses: &[&str]) -> ScimFacts {
        let users = addresses.iter().enumerate().map(|(at, address)| User {
            id: at.to_string(),
            user_name: (*address).to_owned(),
            display_name: None,
            email: None,
            active: true,
            external_id: None,
            groups: vec![],
        });
        let inventory = Ok(Inventory::link(users.collect(), vec![]).0);
        ScimFacts { url: String::new(), answer: ScimAnswer::Accepted, inventory }
    }

    #[tokio::test]
    async fn the_domains_of_people_are_asked_for_those_with_the_most_first() {
        let scim = people(&["ana@Whisker.co", "ben@whisker.co", "cy@paw.example", "no address"]);
        let found = read(&Only("whisker.co"), Some(&scim), None, None).await.unwrap();
        let said: Vec<_> = found.domains.iter().map(|d| (d.name.as_str(), d.people, d.records().len())).collect();
        assert_eq!(said, [("whisker.co", 2, 1), ("paw.example", 1, 0)]);
        assert_eq!(read(&Only("whisker.co"), Some(&people(&[])), None, None).await, None, "nobody is known");
    }

    #[tokio::test]
    async fn a_record_at_the_usual_wrong_places_is_found() {
        let scim = people(&["ana@whisker.co"]);
        for place in ["www.whisker.co", "whisker.co.whisker.co"] {
            let found = read(&Only(place), Some(&scim), None, None).await.unwrap();
            assert_eq!(found.domains[0].misplaced, [place]);
        }
    }

    #[tokio::test]
    async fn of_very_many_domains_some_are_asked_for_and_the_rest_counted() {
        let many: Vec<String> = (0..MOST + 3).map(|at| format!("a@d{at}.example")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let found = read(&Only(""), Some(&people(&many)), None, None).await.unwrap();
        assert_eq!((found.domains.len(), found.not_asked), (MOST, 3));
    }
}
