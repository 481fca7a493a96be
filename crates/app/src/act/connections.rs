//! The three connections: entered, kept, looked through.

use std::collections::BTreeMap;
use std::sync::Arc;

use catflap_configcat::{ConfigCat, DEFAULT_API, ScimUrl, ScimUrlMismatch};
use catflap_guide::{
    AppChoice, ConfigCatSource, Connection, Facts, KnownValues, OktaSource, PlanFacts, PlannedGroup, PlannedPerson,
    ScimAnswer, Sources, gather, resemblance,
};
use catflap_http::{Credential, Secret, Url};
use catflap_okta::{AppId, AppQuery, Okta, OrgUrl};
use catflap_scim::paste::{self, PasteProblem};
use catflap_store::{SavedConnection, Which as Stored};

use super::access;
use super::guide::which;
use super::practice::{self, CLIPBOARD_SECONDS};
use crate::core::{App, text_of};
use crate::problems;
use crate::profile::Profile;
use crate::wire::{
    ChooseOktaApp, CleanedEntry, ConfigCatEntry, ConnectionSaved, ConnectionStatus, ConnectionView, Connections,
    Copied, Event, Nothing, OktaAppChoice, OktaAppRow, OktaApps, OktaEntry, Problem, ProblemCode, ProfileKind,
    ScimEntry, SecretView, Which,
};

/// Where the id of the chosen application is kept.
const CHOSEN_APP: &str = "app_id";

/// All connections of a profile.
pub(crate) async fn all(app: &App, profile: &Profile) -> Result<Connections, Problem> {
    Ok(Connections {
        scim: view(app, profile, Connection::Scim).await?,
        okta: view(app, profile, Connection::Okta).await?,
        configcat: view(app, profile, Connection::ConfigCat).await?,
    })
}

async fn view(app: &App, profile: &Profile, connection: Connection) -> Result<ConnectionView, Problem> {
    let stored = which(connection);
    let Some(saved) = app.store(|store| store.connection(profile.id, stored))? else {
        return Ok(ConnectionView {
            which: connection,
            status: ConnectionStatus::Unset,
            address: String::new(),
            account: String::new(),
            secret: None,
            problem: None,
            okta_app: None,
        });
    };
    let (mut status, mut problem) = profile.state().health(stored);
    let secret = saved.secret_set_at.map(|at| SecretView {
        set_at: text_of(at),
        ends_in: saved.secret_hint.clone().unwrap_or_default().trim_start_matches('…').to_owned(),
        kept: app.keeps_secrets(profile),
    });
    // Kept for one run only, a secret is gone at the next: say so before anything fails for want of it.
    if secret.is_some() && !app.keeps_secrets(profile) && app.secret(profile, stored).await?.is_none() {
        status = ConnectionStatus::Failing;
        problem = Some(secret_missing(connection));
    }
    let okta_app = if connection == Connection::Okta { profile.state().okta_app.clone() } else { None };
    Ok(ConnectionView {
        which: connection,
        status,
        address: saved.address,
        account: saved.account.unwrap_or_default(),
        secret,
        problem,
        okta_app,
    })
}

fn secret_missing(connection: Connection) -> Problem {
    let what = match connection {
        Connection::Scim => "The SCIM token",
        Connection::Okta => "The Okta API token",
        Connection::ConfigCat => "The password for ConfigCat’s API",
    };
    Problem::new(ProblemCode::SecretMissing, format!("{what} is not in the keychain."), "Enter it again in Settings.")
        .why("Without it nothing can be asked there.")
}

fn not_connected(connection: Connection) -> Problem {
    let (what, how) = match connection {
        Connection::Scim => ("ConfigCat’s SCIM endpoint", "Enter SCIM URL and token in Settings."),
        Connection::Okta => ("Okta", "Enter org URL and API token in Settings."),
        Connection::ConfigCat => ("ConfigCat’s Public Management API", "Enter its user name and password in Settings."),
    };
    Problem::new(ProblemCode::NotConnected, format!("{what} is not connected."), how)
}

/// Address, account, details and secret of a connection that is set.
pub(crate) async fn credentials(
    app: &App,
    profile: &Profile,
    connection: Connection,
) -> Result<(SavedConnection, Secret), Problem> {
    let stored = which(connection);
    let saved = app.store(|store| store.connection(profile.id, stored))?.ok_or_else(|| not_connected(connection))?;
    let secret = app.secret(profile, stored).await?.ok_or_else(|| secret_missing(connection))?;
    Ok((saved, secret))
}

fn is_set(app: &App, profile: &Profile, connection: Connection) -> Result<bool, Problem> {
    Ok(app.store(|store| store.connection(profile.id, which(connection)))?.is_some())
}

/// SCIM URL and token, ready to be asked with.
pub(crate) async fn scim_target(app: &App, profile: &Profile) -> Result<(Url, Secret), Problem> {
    let (saved, token) = credentials(app, profile, Connection::Scim).await?;
    let url = Url::parse(&saved.address).map_err(|_| unusable_address(&saved.address))?;
    Ok((url, token))
}

fn unusable_address(address: &str) -> Problem {
    Problem::new(
        ProblemCode::UrlUnusable,
        format!("The address that was kept can’t be read: {address}"),
        "Enter it again in Settings.",
    )
}

async fn okta_client(app: &App, profile: &Profile) -> Result<(Okta, Option<AppId>), Problem> {
    let (saved, token) = credentials(app, profile, Connection::Okta).await?;
    let org = OrgUrl::parse(&saved.address).map_err(|error| problems::org_url(&error))?;
    let chosen = saved.details.get(CHOSEN_APP).map(|id| AppId::new(id.clone()));
    Ok((Okta::new(app.client()?, org, Credential::Ssws(token)), chosen))
}

async fn configcat_client(app: &App, profile: &Profile) -> Result<ConfigCat, Problem> {
    let (saved, password) = credentials(app, profile, Connection::ConfigCat).await?;
    let base = Url::parse(&saved.address).map_err(|_| unusable_address(&saved.address))?;
    Ok(ConfigCat::new(app.client()?, base, saved.account.unwrap_or_default(), password))
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
    let before = app.store(|store| store.connection(profile.id, Stored::Scim))?;
    let mut saved = SavedConnection {
        which: Stored::Scim,
        address: text(&url),
        account: None,
        details: BTreeMap::new(),
        secret_set_at: before.as_ref().and_then(|before| before.secret_set_at),
        secret_hint: before.and_then(|before| before.secret_hint),
        last_seen_at: None,
    };
    if request.token.expose().trim().is_empty() {
        if app.secret(&profile, Stored::Scim).await?.is_none() {
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
async fn typed_or_kept(
    app: &App,
    profile: &Profile,
    connection: Connection,
    typed: &Secret,
) -> Result<(Secret, bool), Problem> {
    let text = paste::clean_token(typed);
    if let Some(token) = text.token {
        return Ok((token, true));
    }
    match app.secret(profile, which(connection)).await? {
        Some(secret) => Ok((secret, false)),
        None => Err(Problem::new(
            ProblemCode::SecretUnusable,
            match connection {
                Connection::ConfigCat => "The password is empty.",
                Connection::Scim | Connection::Okta => "The token is empty.",
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
    let (token, new) = typed_or_kept(app, &profile, Connection::Okta, &request.token).await?;
    let okta = Okta::new(app.client()?, org.clone(), Credential::Ssws(token.clone()));
    // First whether it is an org at all, so that a wrong address is not taken for a wrong token.
    okta.org().well_known().await.map_err(|error| problems::okta(&error))?;
    okta.apps().list(&AppQuery::default()).next().await.map_err(|error| problems::okta(&error))?;
    let mut saved = SavedConnection {
        which: Stored::Okta,
        address: org.to_string(),
        account: None,
        details: BTreeMap::new(),
        secret_set_at: None,
        secret_hint: hint(&token),
        last_seen_at: Some(app.now()),
    };
    if let Some(before) = app.store(|store| store.connection(profile.id, Stored::Okta))? {
        saved.secret_set_at = before.secret_set_at;
        if before.address == saved.address {
            saved.details = before.details;
        }
    }
    if new {
        keep(app, &profile, &mut saved, token).await?;
    }
    finish(app, &profile, saved, "Okta was connected.").await?;
    profile.state().answered(Stored::Okta, Ok(()));
    Ok(ConnectionSaved { connections: all(app, &profile).await?, cleaned: Vec::new() })
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
    let before = app.store(|store| store.connection(profile.id, Stored::Configcat))?;
    // Practice has its own API address; a real profile has ConfigCat's.
    let address = match &before {
        Some(before) if profile.kind == ProfileKind::Practice => before.address.clone(),
        _ => DEFAULT_API.to_owned(),
    };
    let (password, new) = typed_or_kept(app, &profile, Connection::ConfigCat, &request.password).await?;
    let base = Url::parse(&address).map_err(|_| unusable_address(&address))?;
    let client = ConfigCat::new(app.client()?, base, user_name.clone(), password.clone());
    client.me().await.map_err(|error| problems::configcat(&error))?;
    let mut saved = SavedConnection {
        which: Stored::Configcat,
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
    profile.state().answered(Stored::Configcat, Ok(()));
    Ok(ConnectionSaved { connections: all(app, &profile).await?, cleaned: Vec::new() })
}

pub(crate) async fn forget(app: &App, request: Which) -> Result<Connections, Problem> {
    let profile = app.profile()?;
    let stored = which(request.which);
    app.forget_secret(profile.kind, profile.id, stored).await?;
    app.store(|store| store.delete_connection(profile.id, stored))?;
    profile.state().forget(stored);
    app.note(&profile, "connection", &format!("{} was forgotten, with its secret.", name(request.which)));
    let connections = all(app, &profile).await?;
    app.tell(Event::Connections { connections: Box::new(connections.clone()) });
    Ok(connections)
}

fn name(connection: Connection) -> &'static str {
    match connection {
        Connection::Scim => "ConfigCat’s SCIM endpoint",
        Connection::Okta => "Okta",
        Connection::ConfigCat => "ConfigCat’s Public Management API",
    }
}

pub(crate) async fn copy_secret(app: &App, request: Which) -> Result<Copied, Problem> {
    let profile = app.profile()?;
    let (_, secret) = credentials(app, &profile, request.which).await?;
    app.0.desktop.copy_secret(&secret, CLIPBOARD_SECONDS)?;
    Ok(Copied { clears_after: Some(CLIPBOARD_SECONDS) })
}

/// The SCIM client of a profile.
pub(crate) async fn scim_client(app: &App, profile: &Profile) -> Result<catflap_scim::Client, Problem> {
    let (url, token) = scim_target(app, profile).await?;
    Ok(catflap_scim::Client::new(url, token, app.client()?))
}

/// ConfigCat's API, where it is connected.
pub(crate) async fn configcat_if_set(app: &App, profile: &Profile) -> Result<Option<ConfigCat>, Problem> {
    if !is_set(app, profile, Connection::ConfigCat)? {
        return Ok(None);
    }
    configcat_client(app, profile).await.map(Some)
}

/// Okta and the application in use; none without the connection, or while no application is found.
pub(crate) async fn okta_with_app(app: &App, profile: &Profile) -> Result<Option<(Okta, AppId)>, Problem> {
    if !is_set(app, profile, Connection::Okta)? {
        return Ok(None);
    }
    let (okta, chosen) = okta_client(app, profile).await?;
    let found = profile.state().okta_app.as_ref().map(|found| AppId::new(found.id.clone()));
    if let Some(id) = chosen.or(found) {
        return Ok(Some((okta, id)));
    }
    // Not looked yet in this run: recognise it the way the guide does.
    let facts = gather(Sources {
        now: app.now_text(),
        okta: Some(OktaSource { client: okta.clone(), app: None }),
        values: known_values(app, profile).await.for_guide,
        ..Sources::default()
    })
    .await;
    note_app(profile, &facts, false);
    let found = profile.state().okta_app.as_ref().map(|found| AppId::new(found.id.clone()));
    Ok(found.map(|id| (okta, id)))
}

fn note_app(profile: &Profile, facts: &Facts, chosen: bool) {
    let Some(okta) = &facts.okta else { return };
    profile.state().okta_app = match &okta.facts.choice {
        Ok(AppChoice::One { app, .. }) => Some(OktaAppChoice { id: app.id.clone(), label: app.label.clone(), chosen }),
        Ok(AppChoice::None | AppChoice::Several(_)) | Err(_) => None,
    };
}

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
    let mut keep = |connection: Connection, problem: Problem| {
        if problem.code != ProblemCode::NotConnected {
            unset.insert(which(connection), problem);
        }
    };
    let scim = scim_client(app, profile).await.map_err(|problem| keep(Connection::Scim, problem)).ok();
    let okta = okta_client(app, profile).await.map_err(|problem| keep(Connection::Okta, problem)).ok();
    let configcat = configcat_client(app, profile).await.map_err(|problem| keep(Connection::ConfigCat, problem)).ok();
    let chosen = okta.as_ref().is_some_and(|(_, chosen)| chosen.is_some());
    let facts = gather(Sources {
        now: now.clone(),
        scim,
        synced: Some(Arc::clone(&access::people(app, profile)?.pulled.inventory)),
        okta: okta.map(|(client, app)| OktaSource { client, app }),
        configcat: configcat.map(|client| ConfigCatSource { client, organization: None, audit_days: AUDIT_DAYS }),
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

/// When provisioning was last seen switched on: without it, nobody could tell that it was lost (okta.md's trap).
const PROVISIONING_SEEN: &str = "provisioning-seen-at";

/// ConfigCat gives 30 days a request; the shortest plan keeps 7, the longest 750.
const AUDIT_DAYS: u32 = 90;

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
        profile.state().answered(Stored::Scim, answer);
    }
    if let Some(okta) = &facts.okta {
        let answer = match &okta.facts.choice {
            Ok(_) => Ok(()),
            Err(unreadable) => Err(failed(&unreadable.why, "Look at org URL and API token in Settings.")),
        };
        profile.state().answered(Stored::Okta, answer);
    }
    if let Some(configcat) = &facts.configcat {
        let answer = match &configcat.facts.me {
            Ok(_) => Ok(()),
            Err(unreadable) => Err(failed(&unreadable.why, "Look at user name and password in Settings.")),
        };
        profile.state().answered(Stored::Configcat, answer);
    }
}

fn plan_facts(app: &App, profile: &Profile) -> Result<Option<PlanFacts>, Problem> {
    let Some(revision) = access::kept(app, profile)? else { return Ok(None) };
    let people = access::people(app, profile)?;
    let edited = Some(text_of(revision.at));
    let plan = people.planner.plan();
    let planned = people.states.iter().filter_map(|state| {
        let access = people.access(state).filter(|access| access.active)?;
        Some(PlannedPerson {
            user_name: access.user_name.clone(),
            organization_admin: access.organization_admin,
            billing_manager: access.billing_manager,
            permissions: access
                .permissions
                .iter()
                .map(|grant| (grant.product.clone(), grant.permission_group.clone()))
                .collect(),
        })
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

pub(crate) async fn okta_apps(app: &App, _: Nothing) -> Result<OktaApps, Problem> {
    let profile = app.profile()?;
    let (okta, _) = okta_client(app, &profile).await?;
    let values = known_values(app, &profile).await.for_guide;
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
    let mut saved = app
        .store(|store| store.connection(profile.id, Stored::Okta))?
        .ok_or_else(|| not_connected(Connection::Okta))?;
    if request.id.trim().is_empty() {
        saved.details.remove(CHOSEN_APP);
        profile.state().okta_app = None;
    } else {
        let (okta, _) = okta_client(app, &profile).await?;
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
