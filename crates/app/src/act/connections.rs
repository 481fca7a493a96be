//! The three connections: entered, kept, looked through.

use std::collections::BTreeMap;

use catflap_configcat::{ConfigCat, DEFAULT_API, ScimUrl, ScimUrlMismatch};
use catflap_guide::resemblance;
use catflap_http::{Secret, Url};
use catflap_okta::{AppId, AppQuery, KeyError, OrgUrl};
use catflap_scim::paste::{self, PasteProblem};
use catflap_store::{SavedConnection, Which};

use super::practice::CLIPBOARD_SECONDS;
use crate::clients::{CHOSEN_APP, credentials, not_connected, okta_client, okta_of, secret_missing, unusable_address};
use crate::core::{App, text_of};
use crate::look;
use crate::problems;
use crate::profile::Profile;
use crate::wire::{
    ChooseOktaApp, CleanedEntry, ConfigCatEntry, ConnectionRef, ConnectionSaved, ConnectionStatus, ConnectionView,
    Connections, Copied, Event, Nothing, OktaAppChoice, OktaAppRow, OktaApps, OktaEntry, Problem, ProblemCode,
    ProfileKind, ScimEntry, SecretView,
};

/// All connections of a profile.
pub(crate) async fn all(app: &App, profile: &Profile) -> Result<Connections, Problem> {
    Ok(Connections {
        scim: view(app, profile, Which::Scim).await?,
        okta: view(app, profile, Which::Okta).await?,
        configcat: view(app, profile, Which::ConfigCat).await?,
    })
}

async fn view(app: &App, profile: &Profile, which: Which) -> Result<ConnectionView, Problem> {
    let Some(saved) = app.store(|store| store.connection(profile.id, which))? else {
        return Ok(ConnectionView {
            which,
            status: ConnectionStatus::Unset,
            address: String::new(),
            account: String::new(),
            secret: None,
            problem: None,
            okta_app: None,
        });
    };
    let (mut status, mut problem) = profile.state().health(which);
    let secret = saved.secret_set_at.map(|at| SecretView {
        set_at: text_of(at),
        ends_in: saved.secret_hint.clone().unwrap_or_default().trim_start_matches('…').to_owned(),
        kept: app.keeps_secrets(profile),
    });
    // Kept for one run only, a secret is gone at the next: say so before anything fails for want of it.
    if secret.is_some() && !app.keeps_secrets(profile) && app.secret(profile, which).await?.is_none() {
        status = ConnectionStatus::Failing;
        problem = Some(secret_missing(which));
    }
    let okta_app = if which == Which::Okta { profile.state().okta_app.clone() } else { None };
    Ok(ConnectionView {
        which,
        status,
        address: saved.address,
        account: saved.account.unwrap_or_default(),
        secret,
        problem,
        okta_app,
    })
}

pub(crate) async fn clean(_: &App, request: ScimEntry) -> Result<CleanedEntry, Problem> {
    let url = paste::clean_url(&request.url);
    let token = paste::clean_token(&request.token);
    let warnings = url.url.as_ref().map(shape_warnings).unwrap_or_default();
    Ok(CleanedEntry {
        url: url.url.map(|url| text(&url)).unwrap_or_default(),
        url_cleaned: url.cleaned,
        // An empty field is not a mistake yet.
        url_problem: url.problem.filter(|problem| *problem != PasteProblem::UrlEmpty).map(problems::paste),
        token_cleaned: token.cleaned,
        token_problem: token.problem.filter(|problem| *problem != PasteProblem::TokenEmpty).map(problems::paste),
        warnings,
    })
}

fn text(url: &Url) -> String {
    url.as_str().trim_end_matches('/').to_owned()
}

fn shape_warnings(url: &Url) -> Vec<String> {
    // The practice servers stand on this computer.
    if catflap_http::is_loopback(url) {
        return Vec::new();
    }
    match ScimUrl::recognise(url) {
        Ok(_) => Vec::new(),
        Err(ScimUrlMismatch::ConfigCatPage { host }) => vec![format!(
            "`{host}` is ConfigCat’s own page. The SCIM URL begins with `https://scim-api.configcat.com/v2/`."
        )],
        Err(_) => vec![
            "This is not the shape of ConfigCat’s SCIM URL, `https://scim-api.configcat.com/v2/…`. It is used all the same."
                .to_owned(),
        ],
    }
}

pub(crate) async fn save_scim(app: &App, request: ScimEntry) -> Result<ConnectionSaved, Problem> {
    let profile = app.profile()?;
    let url = paste::clean_url(&request.url);
    let mut cleaned = url.cleaned;
    let url = match (url.url, url.problem) {
        (Some(url), None) => url,
        (_, problem) => return Err(problems::paste(problem.unwrap_or(PasteProblem::UrlEmpty))),
    };
    if profile.kind == ProfileKind::Practice && !catflap_http::is_loopback(&url) {
        return Err(practice_stays_here());
    }
    let before = app.store(|store| store.connection(profile.id, Which::Scim))?;
    let mut saved = SavedConnection {
        which: Which::Scim,
        address: text(&url),
        account: None,
        details: BTreeMap::new(),
        secret_set_at: before.as_ref().and_then(|before| before.secret_set_at),
        secret_hint: before.and_then(|before| before.secret_hint),
        last_seen_at: None,
    };
    if request.token.expose().trim().is_empty() {
        if app.secret(&profile, Which::Scim).await?.is_none() {
            return Err(problems::paste(PasteProblem::TokenEmpty));
        }
    } else {
        let token = paste::clean_token(&request.token);
        cleaned.extend(token.cleaned);
        match (token.token, token.problem) {
            (Some(token), None) => keep(app, &profile, &mut saved, token).await?,
            (_, problem) => return Err(problems::paste(problem.unwrap_or(PasteProblem::TokenEmpty))),
        }
    }
    finish(app, &profile, saved, "SCIM URL and token were entered.").await?;
    Ok(ConnectionSaved { connections: all(app, &profile).await?, cleaned })
}

async fn keep(app: &App, profile: &Profile, saved: &mut SavedConnection, secret: Secret) -> Result<(), Problem> {
    saved.secret_set_at = Some(app.now());
    saved.secret_hint = hint(&secret);
    app.keep_secret(profile, saved.which, secret).await
}

async fn finish(app: &App, profile: &Profile, saved: SavedConnection, what: &str) -> Result<(), Problem> {
    app.store(|store| store.put_connection(profile.id, &saved))?;
    profile.state().forget(saved.which);
    app.note(profile, "connection", what);
    let connections = all(app, profile).await?;
    app.tell(Event::Connections { connections: Box::new(connections) });
    Ok(())
}

/// A secret as it was typed, or the one that is kept.
async fn typed_or_kept(app: &App, profile: &Profile, which: Which, typed: &Secret) -> Result<(Secret, bool), Problem> {
    let text = paste::clean_token(typed);
    if let Some(token) = text.token {
        return Ok((token, true));
    }
    match app.secret(profile, which).await? {
        Some(secret) => Ok((secret, false)),
        None => Err(Problem::new(
            ProblemCode::SecretUnusable,
            match which {
                Which::ConfigCat => "The password is empty.",
                Which::Scim | Which::Okta => "The token is empty.",
            },
            "Paste it from where it was made, and save again.",
        )),
    }
}

pub(crate) async fn save_okta(app: &App, request: OktaEntry) -> Result<ConnectionSaved, Problem> {
    let profile = app.profile()?;
    let org = OrgUrl::parse(&request.org_url).map_err(|error| problems::org_url(&error))?;
    match (profile.kind, org.is_loopback()) {
        (ProfileKind::Real, true) => return Err(practice_only()),
        (ProfileKind::Practice, false) => return Err(practice_stays_here()),
        (ProfileKind::Real, false) | (ProfileKind::Practice, true) => {}
    }
    let client_id = Some(request.client_id.trim().to_owned()).filter(|id| !id.is_empty());
    let before = app.store(|store| store.connection(profile.id, Which::Okta))?;
    let (secret, new) = match &client_id {
        // The key of a service app that was kept is no token.
        None if request.token.expose().trim().is_empty() && before.as_ref().is_some_and(|b| b.account.is_some()) => {
            return Err(secret_missing(Which::Okta));
        }
        None => typed_or_kept(app, &profile, Which::Okta, &request.token).await?,
        Some(_) => key_typed_or_kept(app, &profile, &request.private_key, before.as_ref()).await?,
    };
    let okta = okta_of(app.client_telling(Which::Okta, None)?, org.clone(), client_id.as_deref(), secret.clone())?;
    // First whether it is an org at all, so that a wrong address is not taken for a wrong token.
    okta.org().well_known().await.map_err(|error| problems::okta(&error))?;
    okta.apps().list(&AppQuery::default()).next().await.map_err(|error| problems::okta(&error))?;
    let mut saved = SavedConnection {
        which: Which::Okta,
        address: org.to_string(),
        // A key's last characters say nothing, and the client id is no secret.
        secret_hint: if client_id.is_some() { None } else { hint(&secret) },
        account: client_id,
        details: BTreeMap::new(),
        secret_set_at: None,
        last_seen_at: Some(app.now()),
    };
    if let Some(before) = before {
        saved.secret_set_at = before.secret_set_at;
        if before.address == saved.address {
            saved.details = before.details;
        }
    }
    if new {
        saved.secret_set_at = Some(app.now());
        app.keep_secret(&profile, Which::Okta, secret).await?;
    }
    finish(app, &profile, saved, "Okta was connected.").await?;
    profile.state().answered(Which::Okta, Ok(()));
    Ok(ConnectionSaved { connections: all(app, &profile).await?, cleaned: Vec::new() })
}

/// A private key as it was pasted, or the one that is kept for a service app.
async fn key_typed_or_kept(
    app: &App,
    profile: &Profile,
    typed: &Secret,
    before: Option<&SavedConnection>,
) -> Result<(Secret, bool), Problem> {
    if !typed.expose().trim().is_empty() {
        return Ok((typed.clone(), true));
    }
    let kept = match before.and_then(|before| before.account.as_ref()) {
        Some(_) => app.secret(profile, Which::Okta).await?,
        None => None,
    };
    kept.map(|key| (key, false)).ok_or_else(|| problems::private_key(KeyError::Empty))
}

/// Keeps a SCIM token that was proven, in the place of the one before.
pub(super) async fn put_scim_token(app: &App, profile: &Profile, token: Secret) -> Result<(), Problem> {
    let mut saved =
        app.store(|store| store.connection(profile.id, Which::Scim))?.ok_or_else(|| not_connected(Which::Scim))?;
    keep(app, profile, &mut saved, token).await?;
    finish(app, profile, saved, "The SCIM token was exchanged.").await
}

fn practice_stays_here() -> Problem {
    Problem::new(
        ProblemCode::UrlUnusable,
        "Practice reaches nothing outside of this computer.",
        "To connect a real organization, make a profile for it in the menu at the top left.",
    )
    .why("A real token entered here would be mixed with practice data.")
}

fn practice_only() -> Problem {
    Problem::new(
        ProblemCode::UrlUnusable,
        "This address is on this computer, not in Okta.",
        "Enter the address of your org, e.g. https://acme.okta.com. For practice, open practice from the profile menu.",
    )
}

pub(crate) async fn save_configcat(app: &App, request: ConfigCatEntry) -> Result<ConnectionSaved, Problem> {
    let profile = app.profile()?;
    let user_name = request.user_name.trim().to_owned();
    if user_name.is_empty() {
        return Err(Problem::new(
            ProblemCode::SecretUnusable,
            "The user name is empty.",
            "Copy user name and password from ConfigCat (My account → Public API credentials).",
        ));
    }
    let before = app.store(|store| store.connection(profile.id, Which::ConfigCat))?;
    // Practice has its own API address; a real profile has ConfigCat's.
    let address = match &before {
        Some(before) if profile.kind == ProfileKind::Practice => before.address.clone(),
        _ => DEFAULT_API.to_owned(),
    };
    let (password, new) = typed_or_kept(app, &profile, Which::ConfigCat, &request.password).await?;
    let base = Url::parse(&address).map_err(|_| unusable_address(&address))?;
    let client = ConfigCat::new(app.client_telling(Which::ConfigCat, None)?, base, user_name.clone(), password.clone());
    client.me().await.map_err(|error| problems::configcat(&error))?;
    let mut saved = SavedConnection {
        which: Which::ConfigCat,
        address,
        account: Some(user_name),
        details: BTreeMap::new(),
        secret_set_at: before.and_then(|before| before.secret_set_at),
        secret_hint: hint(&password),
        last_seen_at: Some(app.now()),
    };
    if new {
        keep(app, &profile, &mut saved, password).await?;
    }
    finish(app, &profile, saved, "ConfigCat’s Public Management API was connected.").await?;
    profile.state().answered(Which::ConfigCat, Ok(()));
    Ok(ConnectionSaved { connections: all(app, &profile).await?, cleaned: Vec::new() })
}

pub(crate) async fn forget(app: &App, request: ConnectionRef) -> Result<Connections, Problem> {
    let profile = app.profile()?;
    let which = request.which;
    app.forget_secret(profile.kind, profile.id, which).await?;
    app.store(|store| store.delete_connection(profile.id, which))?;
    profile.state().forget(which);
    app.note(&profile, "connection", &format!("{} was forgotten, with its secret.", name(which)));
    let connections = all(app, &profile).await?;
    app.tell(Event::Connections { connections: Box::new(connections.clone()) });
    Ok(connections)
}

fn name(which: Which) -> &'static str {
    match which {
        Which::Scim => "ConfigCat’s SCIM endpoint",
        Which::Okta => "Okta",
        Which::ConfigCat => "ConfigCat’s Public Management API",
    }
}

pub(crate) async fn copy_secret(app: &App, request: ConnectionRef) -> Result<Copied, Problem> {
    let profile = app.profile()?;
    let (_, secret) = credentials(app, &profile, request.which).await?;
    app.0.desktop.copy_secret(&secret, CLIPBOARD_SECONDS)?;
    Ok(Copied { clears_after: Some(CLIPBOARD_SECONDS) })
}

pub(crate) async fn okta_apps(app: &App, _: Nothing) -> Result<OktaApps, Problem> {
    let profile = app.profile()?;
    let (okta, _) = okta_client(app, &profile, None).await?;
    let values = look::known_values(app, &profile).await.for_guide;
    let apps = okta.apps().list(&AppQuery::default()).all().await.map_err(|error| problems::okta(&error))?;
    let mut rows: Vec<OktaAppRow> = apps
        .iter()
        .filter(|app| app.sign_on_mode.as_ref().is_some_and(|mode| mode.as_str() == "SAML_2_0"))
        .map(|app| OktaAppRow {
            id: app.id.to_string(),
            label: app.label.clone(),
            because: resemblance(app, &values).unwrap_or_default().to_owned(),
        })
        .collect();
    rows.sort_by_key(|row| (row.because.is_empty(), row.label.to_lowercase()));
    Ok(OktaApps { apps: rows })
}

pub(crate) async fn choose_okta_app(app: &App, request: ChooseOktaApp) -> Result<Connections, Problem> {
    let profile = app.profile()?;
    let mut saved =
        app.store(|store| store.connection(profile.id, Which::Okta))?.ok_or_else(|| not_connected(Which::Okta))?;
    if request.id.trim().is_empty() {
        saved.details.remove(CHOSEN_APP);
        profile.state().okta_app = None;
    } else {
        let (okta, _) = okta_client(app, &profile, None).await?;
        let found = okta.apps().get(&AppId::new(request.id)).await.map_err(|error| problems::okta(&error))?;
        saved.details.insert(CHOSEN_APP.to_owned(), found.id.to_string());
        profile.state().okta_app =
            Some(OktaAppChoice { id: found.id.to_string(), label: found.label.clone(), chosen: true });
        app.note(&profile, "connection", &format!("The application “{}” was chosen in Okta.", found.label));
    }
    app.store(|store| store.put_connection(profile.id, &saved))?;
    let connections = all(app, &profile).await?;
    app.tell(Event::Connections { connections: Box::new(connections.clone()) });
    Ok(connections)
}

/// How a secret ends, where it is long enough to say so.
pub(crate) fn hint(secret: &Secret) -> Option<String> {
    Some(secret.hint()).filter(|hint| !hint.is_empty())
}
