//! Clients for the connections of a profile, made from what is kept and from the keychain. Whatever one has to wait for is
//! told, with the job that asked.

use catflap_configcat::ConfigCat;
use catflap_guide::{OktaSource, Sources, gather};
use catflap_http::{Credential, Secret, Url};
use catflap_okta::{AppId, Okta, OrgUrl, PrivateKey, ServiceApp};
use catflap_store::{SavedConnection, Which};

use crate::core::App;
use crate::look;
use crate::problems;
use crate::profile::Profile;
use crate::wire::{JobRef, Problem, ProblemCode};

/// Where the id of the chosen application is kept.
pub(crate) const CHOSEN_APP: &str = "app_id";

pub(crate) fn secret_missing(which: Which) -> Problem {
    let what = match which {
        Which::Scim => "The SCIM token",
        Which::Okta => "The Okta credential",
        Which::ConfigCat => "The password for ConfigCat’s API",
    };
    Problem::new(ProblemCode::SecretMissing, format!("{what} is not in the keychain."), "Enter it again in Settings.")
        .why("Without it nothing can be asked there.")
}

pub(crate) fn not_connected(which: Which) -> Problem {
    let (what, how) = match which {
        Which::Scim => ("ConfigCat’s SCIM endpoint", "Enter SCIM URL and token in Settings."),
        Which::Okta => ("Okta", "Enter org URL and API token in Settings."),
        Which::ConfigCat => ("ConfigCat’s Public Management API", "Enter its user name and password in Settings."),
    };
    Problem::new(ProblemCode::NotConnected, format!("{what} is not connected."), how)
}

/// Address, account, details and secret of a connection that is set.
pub(crate) async fn credentials(
    app: &App,
    profile: &Profile,
    which: Which,
) -> Result<(SavedConnection, Secret), Problem> {
    let saved = app.store(|store| store.connection(profile.id, which))?.ok_or_else(|| not_connected(which))?;
    let secret = app.secret(profile, which).await?.ok_or_else(|| secret_missing(which))?;
    Ok((saved, secret))
}

pub(crate) fn is_set(app: &App, profile: &Profile, which: Which) -> Result<bool, Problem> {
    Ok(app.store(|store| store.connection(profile.id, which))?.is_some())
}

/// SCIM URL and token, ready to be asked with.
pub(crate) async fn scim_target(app: &App, profile: &Profile) -> Result<(Url, Secret), Problem> {
    let (saved, token) = credentials(app, profile, Which::Scim).await?;
    let url = Url::parse(&saved.address).map_err(|_| unusable_address(&saved.address))?;
    Ok((url, token))
}

pub(crate) fn unusable_address(address: &str) -> Problem {
    Problem::new(
        ProblemCode::UrlUnusable,
        format!("The address that was kept can’t be read: {address}"),
        "Enter it again in Settings.",
    )
}

pub(crate) async fn okta_client(
    app: &App,
    profile: &Profile,
    job: Option<JobRef>,
) -> Result<(Okta, Option<AppId>), Problem> {
    let (mut saved, secret) = credentials(app, profile, Which::Okta).await?;
    let http = app.client_telling(Which::Okta, job)?;
    let chosen = saved.details.remove(CHOSEN_APP).map(AppId::new);
    let known = profile.state().okta.clone().filter(|(made_for, _)| *made_for == saved);
    let okta = if let Some((_, okta)) = known {
        okta
    } else {
        let org = OrgUrl::parse(&saved.address).map_err(|error| problems::org_url(&error))?;
        let okta = okta_of(http.clone(), org, saved.account.as_deref(), secret)?;
        profile.state().okta = Some((saved, okta.clone()));
        okta
    };
    let telling = app.clone();
    let okta = okta.sending_by(http).with_waiting(move |waiting| telling.tell_waiting(Which::Okta, job, waiting));
    Ok((okta, chosen))
}

/// A client by an API token, or as a service app where there is a client id.
pub(crate) fn okta_of(
    http: catflap_http::Client,
    org: OrgUrl,
    client_id: Option<&str>,
    secret: Secret,
) -> Result<Okta, Problem> {
    match client_id {
        None => Ok(Okta::new(http, org, Credential::Ssws(secret))),
        Some(client_id) => {
            let key = PrivateKey::parse(&secret).map_err(problems::private_key)?;
            Ok(Okta::with_service_app(http, org, ServiceApp::new(client_id, key)))
        }
    }
}

pub(crate) async fn configcat_client(app: &App, profile: &Profile, job: Option<JobRef>) -> Result<ConfigCat, Problem> {
    let (saved, password) = credentials(app, profile, Which::ConfigCat).await?;
    let base = Url::parse(&saved.address).map_err(|_| unusable_address(&saved.address))?;
    Ok(ConfigCat::new(app.client_telling(Which::ConfigCat, job)?, base, saved.account.unwrap_or_default(), password))
}

/// The SCIM client of a profile.
pub(crate) async fn scim_client(
    app: &App,
    profile: &Profile,
    job: Option<JobRef>,
) -> Result<catflap_scim::Client, Problem> {
    let (url, token) = scim_target(app, profile).await?;
    Ok(catflap_scim::Client::new(url, token, app.client_telling(Which::Scim, job)?))
}

/// ConfigCat's API, where it is connected.
pub(crate) async fn configcat_if_set(
    app: &App,
    profile: &Profile,
    job: Option<JobRef>,
) -> Result<Option<ConfigCat>, Problem> {
    if !is_set(app, profile, Which::ConfigCat)? {
        return Ok(None);
    }
    configcat_client(app, profile, job).await.map(Some)
}

/// Okta and the application in use; none without the connection, or while no application is found. A problem where Okta
/// does not tell its applications.
pub(crate) async fn okta_with_app(
    app: &App,
    profile: &Profile,
    job: Option<JobRef>,
) -> Result<Option<(Okta, AppId)>, Problem> {
    if !is_set(app, profile, Which::Okta)? {
        return Ok(None);
    }
    let (okta, chosen) = okta_client(app, profile, job).await?;
    let found = profile.state().okta_app.as_ref().map(|found| AppId::new(found.id.clone()));
    if let Some(id) = chosen.or(found) {
        return Ok(Some((okta, id)));
    }
    // Not looked yet in this run: recognise it the way the guide does.
    let facts = gather(Sources {
        now: app.now_text(),
        okta: Some(OktaSource { client: okta.clone(), app: None }),
        values: look::known_values(app, profile).await.for_guide,
        ..Sources::default()
    })
    .await;
    look::note_app(profile, &facts, false);
    if let Some(Err(unreadable)) = facts.okta.as_ref().map(|okta| &okta.facts.choice) {
        return Err(look::okta_unreadable(unreadable));
    }
    let found = profile.state().okta_app.as_ref().map(|found| AppId::new(found.id.clone()));
    Ok(found.map(|id| (okta, id)))
}
