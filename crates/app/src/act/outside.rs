//! Connections that come from outside: those of a command line, kept for one run.

use std::collections::BTreeMap;

use catflap_configcat::DEFAULT_API;
use catflap_http::{Secret, Url, is_allowed};
use catflap_okta::{OrgUrl, PrivateKey};
use catflap_scim::paste::{self, PasteProblem};
use catflap_store::{SavedConnection, Which};

use super::{connections, session};
use crate::clients::CHOSEN_APP;
use crate::core::App;
use crate::problems;
use crate::wire::{ConfigCatEntry, ConnectionSaved, NewProfile, OktaEntry, OutsideConnections, Problem, ProblemCode};

/// Unlike [`connections::save_okta`] it asks nobody: who can't be reached or refuses is told by the reading, which goes on
/// without them.
pub(crate) async fn connect(app: &App, request: OutsideConnections) -> Result<ConnectionSaved, Problem> {
    if app.is_lasting() {
        return Err(Problem::new(
            ProblemCode::NotAllowed,
            "Connections from outside are for one run, and this installation keeps what it is given.",
            "Enter them in Settings.",
        ));
    }
    let okta = request.okta.map(|entry| okta(&entry, &request.okta_app)).transpose()?;
    let configcat = request.configcat.map(|entry| configcat(&entry, &request.configcat_api)).transpose()?;
    let org = okta.as_ref().and_then(|(connection, _)| Url::parse(&connection.address).ok());
    let name = org.as_ref().and_then(Url::host_str).unwrap_or("ConfigCat").to_owned();
    session::create(app, NewProfile { name }).await?;
    let profile = app.profile()?;
    let mut saved = connections::save_scim(app, request.scim).await?;
    for (connection, secret) in [okta, configcat].into_iter().flatten() {
        app.keep_secret(&profile, connection.which, secret).await?;
        app.store(|store| store.put_connection(profile.id, &connection))?;
    }
    saved.connections = connections::all(app, &profile).await?;
    Ok(saved)
}

fn okta(entry: &OktaEntry, app: &str) -> Result<(SavedConnection, Secret), Problem> {
    let org = OrgUrl::parse(&entry.org_url).map_err(|error| problems::org_url(&error))?;
    let client_id = Some(entry.client_id.trim()).filter(|id| !id.is_empty());
    let secret = match client_id {
        Some(_) => {
            PrivateKey::parse(&entry.private_key).map_err(problems::private_key)?;
            entry.private_key.clone()
        }
        None => paste::clean_token(&entry.token).token.ok_or_else(|| problems::paste(PasteProblem::TokenEmpty))?,
    };
    let mut connection = connection(Which::Okta, org.to_string(), client_id);
    if !app.trim().is_empty() {
        connection.details.insert(CHOSEN_APP.to_owned(), app.trim().to_owned());
    }
    Ok((connection, secret))
}

fn configcat(entry: &ConfigCatEntry, api: &str) -> Result<(SavedConnection, Secret), Problem> {
    let api = Some(api.trim()).filter(|api| !api.is_empty()).unwrap_or(DEFAULT_API);
    let url = Url::parse(api).ok().filter(is_allowed).ok_or_else(|| {
        Problem::new(
            ProblemCode::UrlUnusable,
            "The address of ConfigCat’s Public Management API can’t be used.",
            format!("Write it with https, e.g. {DEFAULT_API}."),
        )
    })?;
    let password = paste::clean_token(&entry.password).token.filter(|_| !entry.user_name.trim().is_empty());
    let password = password.ok_or_else(|| {
        Problem::new(
            ProblemCode::SecretUnusable,
            "User name or password for ConfigCat’s Public Management API is empty.",
            "Copy both from ConfigCat (My account → Public API credentials).",
        )
    })?;
    Ok((connection(Which::ConfigCat, url.to_string(), Some(entry.user_name.trim())), password))
}

fn connection(which: Which, address: String, account: Option<&str>) -> SavedConnection {
    SavedConnection {
        which,
        address,
        account: account.map(str::to_owned),
        details: BTreeMap::new(),
        secret_set_at: None,
        secret_hint: None,
        last_seen_at: None,
    }
}
