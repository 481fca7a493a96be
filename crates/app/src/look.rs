//! One look at every connection that is set: facts for the guide, and how each connection answered.

use std::collections::BTreeMap;
use std::sync::Arc;

use catflap_access::Today;
use catflap_guide::{
    AppChoice, ConfigCatSource, Facts, Heard, KnownValues, OktaSource, PlanFacts, PlannedGroup, PlannedPerson,
    ScimAnswer, Sources, TxtLookup, Unreadable, gather,
};
use catflap_store::Which;
use futures::future::BoxFuture;

use crate::act::{access, practice};
use crate::clients::{configcat_client, okta_client, scim_client};
use crate::core::{App, text_of};
use crate::profile::Profile;
use crate::wire::{OktaAppChoice, Problem, ProblemCode, ProfileKind, SamlValues};

/// Values of the products' pages, as far as the profile knows them.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub entity_id: Option<String>,
    pub acs_url: Option<String>,
    pub metadata_url: Option<String>,
    pub txt_record: Option<String>,
    pub for_guide: KnownValues,
}

/// Practice knows what stands on its own pages. For a real organization only those know that can see them.
pub(crate) async fn known_values(app: &App, profile: &Profile) -> Known {
    let mut known = Known::default();
    if profile.kind == ProfileKind::Practice
        && let Ok(sandbox) = practice::sandbox(app).await
    {
        let view = sandbox.view();
        known.entity_id = view.configcat.saml.as_ref().map(|saml| saml.entity_id.clone());
        known.acs_url = view.configcat.saml.as_ref().map(|saml| saml.acs_url.clone());
        known.metadata_url = view.okta.app.as_ref().map(|app| app.metadata_url.clone());
        known.txt_record = view.configcat.domains.first().map(|domain| domain.txt_record.clone());
    }
    if profile.kind == ProfileKind::Real {
        let typed: SamlValues =
            app.0.store.setting(Some(profile.id), SAML_VALUES).unwrap_or_default().unwrap_or_default();
        known.entity_id = Some(typed.entity_id).filter(|text| !text.is_empty());
        known.acs_url = Some(typed.acs_url).filter(|text| !text.is_empty());
    }
    known.for_guide.entity_id.clone_from(&known.entity_id);
    known.for_guide.acs_url.clone_from(&known.acs_url);
    let seen: Option<String> = app.0.store.setting(Some(profile.id), PROVISIONING_SEEN).unwrap_or_default();
    known.for_guide.provisioning_seen_at = seen;
    known
}

/// Reads every connection that is set, and notes how each answered.
pub(crate) async fn look(app: &App, profile: &Profile) -> Result<Facts, Problem> {
    let now = app.now_text();
    let mut unset = BTreeMap::new();
    let mut keep = |which: Which, problem: Problem| {
        if problem.code != ProblemCode::NotConnected {
            unset.insert(which, problem);
        }
    };
    let scim = scim_client(app, profile, None).await.map_err(|problem| keep(Which::Scim, problem)).ok();
    let okta = okta_client(app, profile, None).await.map_err(|problem| keep(Which::Okta, problem)).ok();
    let configcat = configcat_client(app, profile, None).await.map_err(|problem| keep(Which::ConfigCat, problem)).ok();
    let chosen = okta.as_ref().is_some_and(|(_, chosen)| chosen.is_some());
    let facts = gather(Sources {
        now: now.clone(),
        scim,
        synced: Some(Arc::clone(&access::people(app, profile)?.pulled.inventory)),
        okta: okta.map(|(client, app)| OktaSource { client, app }),
        meaning: Some(meaning),
        configcat: configcat.map(|client| ConfigCatSource { client, audit_days: AUDIT_DAYS }),
        dns: dns(app, profile).await,
        values: known_values(app, profile).await.for_guide,
        plan: plan_facts(app, profile)?,
    })
    .await;
    note_app(profile, &facts, chosen);
    note_answers(profile, &facts);
    for (which, problem) in unset {
        profile.state().answered(which, Err(problem));
    }
    if let Some(Ok(AppChoice::One { app: seen, .. })) = facts.okta.as_ref().map(|okta| &okta.facts.choice)
        && seen.features.iter().any(|feature| feature == "SCIM_PROVISIONING")
    {
        app.store(|store| store.put_setting(Some(profile.id), PROVISIONING_SEEN, &now))?;
    }
    Ok(facts)
}

/// Okta's words for a failure, explained as Connection explains them.
pub(crate) fn meaning(reason: &str) -> Option<String> {
    let explained = catflap_check::explain(reason);
    explained.known.then_some(explained.means)
}

/// Public DNS for a real profile. Practice's domains exist in the practice ConfigCat alone, and so do their records.
async fn dns(app: &App, profile: &Profile) -> Option<Arc<dyn TxtLookup>> {
    match profile.kind {
        ProfileKind::Real => app.0.dns.clone(),
        ProfileKind::Practice => {
            let sandbox = practice::sandbox(app).await.ok()?;
            let domains = sandbox.view().configcat.domains;
            let records = domains.into_iter().filter(|domain| domain.verified);
            Some(Arc::new(PracticeDns(records.map(|domain| (domain.name, domain.txt_record)).collect())))
        }
    }
}

/// The records of the practice domains, by domain.
#[derive(Debug)]
struct PracticeDns(BTreeMap<String, String>);

impl TxtLookup for PracticeDns {
    fn txt<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Vec<Heard>> {
        let records = self.0.get(name).cloned().into_iter().collect();
        Box::pin(async { vec![Heard { resolver: "the practice DNS".to_owned(), records: Ok(records) }] })
    }
}

/// Where a profile keeps what stands on ConfigCat's page of the SAML identity provider, as somebody pasted it.
pub(crate) const SAML_VALUES: &str = "saml-values";

/// When provisioning was last seen switched on: without it, nobody could tell that it was lost (okta.md's trap).
const PROVISIONING_SEEN: &str = "provisioning-seen-at";

/// ConfigCat gives 30 days a request; the shortest plan keeps 7, the longest 750.
pub(crate) const AUDIT_DAYS: u32 = 90;

/// Okta does not tell its applications.
pub(crate) fn okta_unreadable(unreadable: &Unreadable) -> Problem {
    Problem::new(ProblemCode::ServerError, &unreadable.why, "Look at org URL and API token in Settings.")
}

fn note_answers(profile: &Profile, facts: &Facts) {
    let failed = |message: &str, remedy: &str| Problem::new(ProblemCode::ServerError, message, remedy);
    if let Some(scim) = &facts.scim {
        let check = "Run the check under Connection: it names the cause.";
        let answer = match &scim.facts.answer {
            ScimAnswer::Accepted => Ok(()),
            ScimAnswer::TokenRefused { why } => Err(Problem::new(ProblemCode::CredentialRefused, why, check)),
            ScimAnswer::Unavailable { why } => {
                Err(Problem::new(ProblemCode::ServerError, why, "Look again in a minute."))
            }
            ScimAnswer::NoAnswer { why } => Err(Problem::new(ProblemCode::Unreachable, why, check)),
            ScimAnswer::NotScim { why } => Err(Problem::new(ProblemCode::AnswerUnreadable, why, check)),
        };
        profile.state().answered(Which::Scim, answer);
    }
    if let Some(okta) = &facts.okta {
        let answer = match &okta.facts.choice {
            Ok(_) => Ok(()),
            Err(unreadable) => Err(okta_unreadable(unreadable)),
        };
        profile.state().answered(Which::Okta, answer);
    }
    if let Some(configcat) = &facts.configcat {
        let answer = match &configcat.facts.me {
            Ok(_) => Ok(()),
            Err(unreadable) => Err(failed(&unreadable.why, "Look at user name and password in Settings.")),
        };
        profile.state().answered(Which::ConfigCat, answer);
    }
}

fn plan_facts(app: &App, profile: &Profile) -> Result<Option<PlanFacts>, Problem> {
    let Some(revision) = access::kept(app, profile)? else { return Ok(None) };
    let people = access::people(app, profile)?;
    let edited = Some(text_of(revision.at));
    let plan = people.planner.plan();
    let planned = people.states.iter().filter_map(|state| {
        let access = people.access(state).filter(|access| access.active)?;
        let Today { organization_admin, billing_manager, permissions } = Today::from(&access);
        Some(PlannedPerson { user_name: access.user_name, organization_admin, billing_manager, permissions })
    });
    Ok(Some(PlanFacts {
        rules_edited_at: edited.clone(),
        order_edited_at: edited,
        people: planned.collect(),
        groups: plan
            .groups
            .iter()
            .map(|group| PlannedGroup { name: group.name.clone(), gives_anything: group.gives_anything() })
            .collect(),
    }))
}

pub(crate) fn note_app(profile: &Profile, facts: &Facts, chosen: bool) {
    let Some(okta) = &facts.okta else { return };
    profile.state().okta_app = match &okta.facts.choice {
        Ok(AppChoice::One { app, .. }) => Some(OktaAppChoice { id: app.id.clone(), label: app.label.clone(), chosen }),
        Ok(AppChoice::None | AppChoice::Several(_)) | Err(_) => None,
    };
}
