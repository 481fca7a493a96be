//! The practice servers, as the three connections and DNS see them over HTTP.

use std::collections::BTreeMap;
use std::sync::Arc;

use catflap_configcat::ConfigCat;
use catflap_guide::{
    ConfigCatSource, Facts, Heard, KnownValues, OktaSource, Outcome, PlanFacts, PlannedGroup, PlannedPerson, Proof,
    Sources, TxtLookup, gather, verify_all,
};
use catflap_http::{Client, Credential, Policy, Secret};
use catflap_okta::{Okta, OrgUrl};
use catflap_sandbox::Sandbox;
use futures::future::BoxFuture;

/// No API tells these, whatever is connected.
pub const NEVER_PROVEN: [&str; 3] = ["auto-assign-off", "internal-app", "future-users"];

/// Everything that can be seen, once nothing is being pushed any more.
pub async fn look(sandbox: &Sandbox) -> Facts {
    sandbox.settled().await;
    let at = sandbox.endpoints();
    let http = Client::new(Policy { max_attempts: 1, ..Policy::default() }).unwrap();
    let view = sandbox.view().configcat;
    let saml = view.saml.as_ref();
    let credential = Credential::Ssws(Secret::new(at.okta_token));
    let api = at.configcat_api.parse().unwrap();
    let verified = view.domains.into_iter().filter(|domain| domain.verified);
    gather(Sources {
        synced: None,
        dns: Some(Arc::new(Dns(verified.map(|domain| (domain.name, domain.txt_record)).collect()))),
        meaning: None,
        now: jiff::Timestamp::now().to_string(),
        scim: Some(catflap_scim::Client::new(at.scim_url.parse().unwrap(), Secret::new(at.scim_token), http.clone())),
        okta: Some(OktaSource {
            client: Okta::new(http.clone(), OrgUrl::parse(&at.okta_org).unwrap(), credential),
            app: None,
        }),
        configcat: Some(ConfigCatSource {
            client: ConfigCat::new(http, api, at.configcat_user, Secret::new(at.configcat_password)),
            audit_days: 30,
        }),
        values: KnownValues {
            entity_id: saml.map(|saml| saml.entity_id.clone()),
            acs_url: saml.map(|saml| saml.acs_url.clone()),
            ..KnownValues::default()
        },
        plan: None,
    })
    .await
}

/// The domains that the practice ConfigCat verified, with their records.
#[derive(Debug)]
struct Dns(BTreeMap<String, String>);

impl TxtLookup for Dns {
    fn txt<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Vec<Heard>> {
        let records = self.0.get(name).cloned().into_iter().collect();
        Box::pin(async { vec![Heard { resolver: "practice".into(), records: Ok(records) }] })
    }
}

/// The plan that says what the practice ConfigCat does: what each member may do today is what it gives.
pub fn plan_of(facts: &Facts) -> PlanFacts {
    let inventory = facts.scim.as_ref().unwrap().facts.inventory.as_ref().unwrap();
    let members = facts.configcat.as_ref().unwrap().facts.members.as_ref().unwrap();
    let synced: Vec<&str> = inventory.users.iter().map(|user| user.user_name.as_str()).collect();
    PlanFacts {
        groups: inventory
            .groups
            .iter()
            .map(|group| PlannedGroup { name: group.display_name.clone(), gives_anything: true })
            .collect(),
        people: members
            .people
            .iter()
            .filter(|member| synced.contains(&member.email.as_str()))
            .map(|member| PlannedPerson {
                user_name: member.email.clone(),
                organization_admin: member.organization_admin,
                billing_manager: member.billing_manager,
                permissions: member.permissions.clone(),
            })
            .collect(),
        ..PlanFacts::default()
    }
}

/// Every step's proof, with the plan of [`plan_of`].
pub async fn prove(sandbox: &Sandbox) -> BTreeMap<&'static str, Proof> {
    let mut facts = look(sandbox).await;
    facts.plan = Some(plan_of(&facts));
    verify_all(&facts).into_iter().collect()
}

pub fn failing(facts: &Facts) -> BTreeMap<&'static str, Proof> {
    verify_all(facts).into_iter().filter(|(_, proof)| proof.outcome == Outcome::Failing).collect()
}
