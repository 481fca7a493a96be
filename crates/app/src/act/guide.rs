//! The guide: its steps, their values, their proofs.

use catflap_guide::{Page, Proof, Status, StepState, ValueKind, keep_proven, merge_status, stages, steps, verify_all};
use catflap_http::Url;
use catflap_okta::{AppTab, OrgUrl};
use catflap_store::Which;

use super::{connections, practice};
use crate::core::{App, text_of};
use crate::profile::Profile;
use crate::wire::{
    Event, GuideValue, GuideView, Nothing, OpenPage, Opened, Problem, ProblemCode, ProfileKind, Progress, SamlValues,
    Tick,
};
use crate::{clients, look};

const CONFIGCAT_AUTHENTICATION: &str = "https://app.configcat.com/organization/authentication";
const CONFIGCAT_MEMBERS: &str = "https://app.configcat.com/organization/members";
/// Where somebody without an Okta connection finds their org.
const OKTA_LOGIN: &str = "https://login.okta.com";

pub(crate) async fn guide(app: &App, _: Nothing) -> Result<GuideView, Problem> {
    let profile = app.profile()?;
    Ok(GuideView { stages: stages(), values: values(app, &profile).await? })
}

async fn values(app: &App, profile: &Profile) -> Result<Vec<GuideValue>, Problem> {
    let all = connections::all(app, profile).await?;
    let known = look::known_values(app, profile).await;
    let plain = |value, text: &str| GuideValue { value, text: text.to_owned(), secret: false, missing: String::new() };
    let known_or = |value, text: Option<String>, missing: &str| GuideValue {
        value,
        missing: if text.is_some() { String::new() } else { missing.to_owned() },
        text: text.unwrap_or_default(),
        secret: false,
    };
    let scim_url = Some(all.scim.address.clone()).filter(|address| !address.is_empty());
    let token = all.scim.secret.as_ref();
    Ok(vec![
        plain(ValueKind::AppName, "ConfigCat"),
        known_or(ValueKind::EntityId, known.entity_id, "Copy it from `Entity ID` on ConfigCat’s page."),
        known_or(ValueKind::AcsUrl, known.acs_url, "Copy it from `Assertion Consumer Service` on ConfigCat’s page."),
        plain(ValueKind::NameIdFormat, "EmailAddress"),
        known_or(
            ValueKind::MetadataUrl,
            known.metadata_url,
            "Copy it from `View IdP metadata` on Okta’s tab `Sign On`.",
        ),
        known_or(ValueKind::ScimUrl, scim_url, "Copy it from ConfigCat’s page, and enter it in Settings too."),
        GuideValue {
            value: ValueKind::ScimToken,
            text: token.map(|secret| secret.ends_in.clone()).unwrap_or_default(),
            secret: true,
            missing: if token.is_some() {
                String::new()
            } else {
                "Generate it on ConfigCat’s page, and enter it in Settings too.".to_owned()
            },
        },
        plain(ValueKind::UniqueIdentifier, "email"),
        known_or(
            ValueKind::TxtRecord,
            known.txt_record,
            "ConfigCat shows the whole record: it begins with `configcat-domain-verification=`.",
        ),
    ])
}

/// Keeps what stands on ConfigCat's page, so that Okta's side can be held against it.
pub(crate) async fn save_values(app: &App, request: SamlValues) -> Result<GuideView, Problem> {
    let profile = app.profile()?;
    if profile.kind == ProfileKind::Practice {
        return guide(app, Nothing {}).await;
    }
    let typed =
        SamlValues { entity_id: request.entity_id.trim().to_owned(), acs_url: request.acs_url.trim().to_owned() };
    if !typed.acs_url.is_empty() && !Url::parse(&typed.acs_url).is_ok_and(|url| url.scheme() == "https") {
        return Err(Problem::new(
            ProblemCode::UrlUnusable,
            "The Assertion Consumer Service is not an https address.",
            "Copy it once more from ConfigCat’s page of the SAML identity provider.",
        ));
    }
    app.store(|store| store.put_setting(Some(profile.id), look::SAML_VALUES, &typed))?;
    guide(app, Nothing {}).await
}

pub(crate) async fn progress(app: &App, _: Nothing) -> Result<Progress, Problem> {
    let profile = app.profile()?;
    now(app, &profile)
}

fn now(app: &App, profile: &Profile) -> Result<Progress, Problem> {
    let kept = app.store(|store| store.progress(profile.id))?;
    let states: Vec<StepState> = steps()
        .map(|step| {
            let row = kept.iter().find(|row| row.step == step.id);
            let ticked_at = row.and_then(|row| row.ticked_at).map(text_of);
            // A proof that an older Catflap wrote in another shape is no proof: the next look writes it anew.
            let proof = row.and_then(|row| row.proof.clone()).and_then(|proof| serde_json::from_value(proof).ok());
            merge_status(step.id, ticked_at, proof)
        })
        .collect();
    let count =
        |status| u32::try_from(states.iter().filter(|state| state.status == status).count()).unwrap_or(u32::MAX);
    Ok(Progress {
        proven: count(Status::Proven),
        ticked: count(Status::Ticked),
        failing: count(Status::Failing),
        total: u32::try_from(states.len()).unwrap_or(u32::MAX),
        next: states
            .iter()
            .find(|state| matches!(state.status, Status::Open | Status::Failing))
            .map(|state| state.id.clone()),
        looked_at: profile.state().looked_at.clone(),
        steps: states,
    })
}

pub(crate) async fn tick(app: &App, request: Tick) -> Result<Progress, Problem> {
    let profile = app.profile()?;
    let step = catflap_guide::step(&request.step).ok_or_else(|| {
        Problem::new(
            ProblemCode::NotThere,
            "The guide has no such step.",
            "The window and the core are of different versions. Install Catflap again.",
        )
    })?;
    app.store(|store| store.tick(profile.id, step.id, request.ticked.then(|| app.now())))?;
    let what = if request.ticked { "ticked by hand" } else { "no longer ticked" };
    app.note(&profile, "guide", &format!("Step {} “{}”: {what}.", step.number, step.title));
    let progress = now(app, &profile)?;
    app.tell(Event::Progress { progress: Box::new(progress.clone()) });
    Ok(progress)
}

pub(crate) async fn verify(app: &App, _: Nothing) -> Result<Progress, Problem> {
    let profile = app.profile()?;
    let _one_at_a_time = app.0.looking.lock().await;
    let facts = look::look(app, &profile).await?;
    let before = now(app, &profile)?;
    let at = app.now();
    for (step, proof) in verify_all(&facts) {
        let known = before.steps.iter().find(|state| state.id == step);
        let proof = keep_proven(known.and_then(|state| state.proof.clone()), proof);
        note_news(app, &profile, step, known, &proof);
        app.store(|store| store.put_proof(profile.id, step, at, &proof))?;
    }
    profile.state().looked_at = Some(text_of(at));
    let progress = now(app, &profile)?;
    if app.is_open(&profile) {
        app.tell(Event::Progress { progress: Box::new(progress.clone()) });
        let connections = connections::all(app, &profile).await?;
        app.tell(Event::Connections { connections: Box::new(connections) });
    }
    Ok(progress)
}

/// A step that changed its state belongs to the activity list.
fn note_news(app: &App, profile: &Profile, id: &str, known: Option<&StepState>, proof: &Proof) {
    let Some(step) = catflap_guide::step(id) else { return };
    let before = known.map_or(Status::Open, |state| state.status);
    let after = merge_status(id, known.and_then(|state| state.ticked_at.clone()), Some(proof.clone())).status;
    if before == after || !matches!(after, Status::Proven | Status::Failing) {
        return;
    }
    let what = if after == Status::Proven { "proven" } else { "failing" };
    app.note(
        profile,
        "guide",
        &format!("Step {} “{}” is {what}: {}.", step.number, step.title, proof.headline.trim_end_matches('.')),
    );
}

pub(crate) async fn open(app: &App, request: OpenPage) -> Result<Opened, Problem> {
    let profile = app.profile()?;
    if profile.kind == ProfileKind::Practice {
        practice::sandbox(app).await?;
        return Ok(Opened::Panel { page: request.page });
    }
    let url = address(app, &profile, request.page).await?;
    app.0.desktop.open_url(&url)?;
    Ok(Opened::Browser { url })
}

async fn address(app: &App, profile: &Profile, page: Page) -> Result<String, Problem> {
    let tab = match page {
        Page::ConfigCatMembers => return Ok(CONFIGCAT_MEMBERS.to_owned()),
        Page::ConfigCatDomains
        | Page::ConfigCatSaml
        | Page::ConfigCatScim
        | Page::ConfigCatGroups
        | Page::ConfigCatUsers => return Ok(CONFIGCAT_AUTHENTICATION.to_owned()),
        Page::OktaApplications | Page::OktaGroups => None,
        Page::OktaGeneral => Some(AppTab::General),
        Page::OktaSignOn => Some(AppTab::SignOn),
        Page::OktaProvisioning => Some(AppTab::Provisioning),
        Page::OktaAssignments => Some(AppTab::Assignments),
        Page::OktaPushGroups => Some(AppTab::PushGroups),
    };
    let Some(saved) = app.store(|store| store.connection(profile.id, Which::Okta))? else {
        return Ok(OKTA_LOGIN.to_owned());
    };
    let Ok(org) = OrgUrl::parse(&saved.address) else { return Ok(OKTA_LOGIN.to_owned()) };
    let page = match tab {
        Some(tab) => application_page(app, profile, &org, tab).await,
        None if page == Page::OktaApplications => org.applications_page(),
        None => None,
    };
    Ok(page.or_else(|| org.admin_console()).map_or_else(|| org.to_string(), |url| url.to_string()))
}

/// The page of the application. Its address holds Okta's name of the application's kind, which only Okta knows.
async fn application_page(app: &App, profile: &Profile, org: &OrgUrl, tab: AppTab) -> Option<Url> {
    let (okta, id) = clients::okta_with_app(app, profile, None).await.ok()??;
    let name = okta.apps().get(&id).await.ok()?.name;
    org.app_page(&name, &id, tab)
}
