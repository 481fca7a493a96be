//! Okta: which application it is, and what can be read of it.

use std::collections::HashMap;

use catflap_okta::model::{App, AppUser, EnabledStatus, PushMapping, SamlMetadata, User};
use catflap_okta::{AppId, AppQuery, GroupId, GroupQuery, Okta, OktaError, UserQuery};
use futures::{StreamExt as _, stream};

use super::{Meaning, failures as log, sentence};
use crate::facts::{
    AppChoice, AppFacts, AppPerson, AppSummary, AssignedGroup, CertificateDates, ConnectorFacts, GroupMember,
    KnownValues, MetadataFacts, OktaFacts, PushFailure, PushedGroup, Read, SamlFacts, ToAppFacts, Unreadable,
};
use crate::look::time;

/// Okta's limits are shared by the whole org: so many requests at a time leave room for others.
const AT_A_TIME: usize = 4;
/// How many ids go into one filter expression, so that the address stays short.
const IDS_A_FILTER: usize = 20;

/// Pages of 200 people whose logins are read.
const LOGIN_PAGES: usize = 5;

/// An Okta org, with the application that an administrator chose, if one did.
#[derive(Debug, Clone)]
pub struct OktaSource {
    /// The client.
    pub client: Okta,
    /// Okta's id of the chosen application; none looks for it.
    pub app: Option<AppId>,
}

pub(super) async fn read(source: &OktaSource, values: &KnownValues, now: &str, meaning: Option<Meaning>) -> OktaFacts {
    let (who, choice) = tokio::join!(who(&source.client), choice(source, values, now, meaning));
    OktaFacts { who, choice }
}

/// `GET /api/v1/users/me`. A service app is nobody: then Okta refuses.
async fn who(okta: &Okta) -> Read<String> {
    let me = okta.users().by_login("me").await.map_err(|error| unreadable(&error))?;
    me.profile.login.ok_or_else(|| Unreadable::because("Okta does not say whose credential it is."))
}

async fn choice(source: &OktaSource, values: &KnownValues, now: &str, meaning: Option<Meaning>) -> Read<AppChoice> {
    let okta = &source.client;
    let (how, app) = if let Some(id) = &source.app {
        let app = okta.apps().get(id).await.map_err(|error| match error {
            OktaError::NotFound(_) => Unreadable::because(
                "The chosen application is not in this Okta org any more. Choose another one under `Settings`.",
            ),
            other => unreadable(&other),
        })?;
        ("chosen under Settings".to_owned(), app)
    } else {
        let apps = okta.apps().list(&AppQuery::default()).all().await.map_err(|error| unreadable(&error))?;
        match recognised(apps, values) {
            Found::None => return Ok(AppChoice::None),
            Found::Several(apps) => return Ok(AppChoice::Several(apps)),
            Found::One { app, because } => (because, *app),
        }
    };
    let app = Box::pin(facts(okta, app, now, meaning)).await;
    Ok(AppChoice::One { how, app: Box::new(app) })
}

enum Found {
    None,
    One { app: Box<App>, because: String },
    Several(Vec<AppSummary>),
}

/// The best sign counts; among equals an active application goes before inactive ones.
fn recognised(apps: Vec<App>, values: &KnownValues) -> Found {
    let mut signs: Vec<(Sign, App)> = apps.into_iter().filter_map(|app| Some((sign(&app, values)?, app))).collect();
    let Some(best) = signs.iter().map(|(sign, _)| *sign).min() else { return Found::None };
    signs.retain(|(sign, _)| *sign == best);
    let active = |app: &App| app.status.as_str() == "ACTIVE";
    if signs.iter().filter(|(_, app)| active(app)).count() == 1 {
        signs.retain(|(_, app)| active(app));
    }
    match signs.pop() {
        Some((sign, app)) if signs.is_empty() => Found::One { app: Box::new(app), because: sign.words().to_owned() },
        Some(last) => {
            signs.push(last);
            Found::Several(signs.into_iter().map(|(_, app)| summary(&app)).collect())
        }
        None => Found::None,
    }
}

/// What makes an application look like ConfigCat, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    KnownAddress,
    Address,
    Label,
}

impl Sign {
    fn words(self) -> &'static str {
        match self {
            Self::KnownAddress => "it points at your ConfigCat organization",
            Self::Address => "it points at ConfigCat",
            Self::Label => "its name speaks of ConfigCat",
        }
    }
}

/// Why an application looks like ConfigCat, as the end of a sentence; none when it does not.
pub fn resemblance(app: &App, values: &KnownValues) -> Option<&'static str> {
    sign(app, values).map(Sign::words)
}

fn sign(app: &App, values: &KnownValues) -> Option<Sign> {
    if app.status.as_str() == "DELETED" {
        return None;
    }
    let speaks = |text: &str| text.to_lowercase().contains("configcat");
    let addresses: Vec<&str> = app
        .sign_on()
        .map(|saml| [saml.effective_audience(), saml.effective_acs_url()].into_iter().flatten().collect())
        .unwrap_or_default();
    let known = [values.entity_id.as_deref(), values.acs_url.as_deref()];
    if addresses.iter().any(|address| known.contains(&Some(*address))) {
        Some(Sign::KnownAddress)
    } else if addresses.iter().any(|address| speaks(address)) {
        Some(Sign::Address)
    } else if speaks(&app.label) {
        Some(Sign::Label)
    } else {
        None
    }
}

fn summary(app: &App) -> AppSummary {
    AppSummary { id: app.id.to_string(), label: app.label.clone(), status: app.status.to_string() }
}

async fn failures(okta: &Okta, app: &AppId, now: &str, meaning: Option<Meaning>) -> Read<Vec<PushFailure>> {
    let now = time::parse(now).ok_or_else(|| Unreadable::because("The time is not known."))?;
    let logged = log::latest(okta, app, now).await.map_err(|error| unreadable(&error))?;
    Ok(logged
        .into_iter()
        .map(|logged| PushFailure { meaning: meaning.and_then(|meaning| meaning(&logged.reason)), logged })
        .collect())
}

async fn facts(okta: &Okta, app: App, now: &str, meaning: Option<Meaning>) -> AppFacts {
    let apps = okta.apps();
    let id = &app.id;
    let (to_app, connector, groups, people, logins, suspended, pushed, metadata, failures) = tokio::join!(
        apps.user_provisioning(id),
        apps.connection(id),
        assigned(okta, id),
        apps.users(id).all(),
        logins(okta, &app),
        suspended(okta),
        pushed(okta, id),
        metadata(okta, &app),
        failures(okta, id, now, meaning),
    );
    let on = |status: Option<&EnabledStatus>| status.map(|status| status.as_str() == "ENABLED");
    AppFacts {
        to_app: to_app
            .map(|feature| ToAppFacts {
                create: on(feature.create_users()),
                update: on(feature.update_attributes()),
                deactivate: on(feature.deactivate_users()),
                password: on(feature.sync_password()),
            })
            .map_err(|error| unreadable(&error)),
        connector: connector
            .map(|connection| ConnectorFacts {
                status: connection.status.to_string(),
                auth_scheme: connection.scheme().map(ToString::to_string).unwrap_or_default(),
                base_url: connection.base_url,
            })
            .map_err(|error| unreadable(&error)),
        groups,
        people: people
            .map(|people| people.into_iter().map(|user| person(user, &logins)).collect())
            .map_err(|error| unreadable(&error)),
        suspended,
        pushed,
        metadata,
        failures,
        saml: saml(&app),
        user_name_template: app.user_name_template().unwrap_or_default().to_owned(),
        user_name_on_create_only: on_create_only(&app),
        features: app.features.iter().map(ToString::to_string).collect(),
        status: app.status.to_string(),
        sign_on_mode: app.sign_on_mode.as_ref().map(ToString::to_string).unwrap_or_default(),
        id: app.id.to_string(),
        name: app.name,
        label: app.label,
    }
}

fn saml(app: &App) -> SamlFacts {
    let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
    app.sign_on().map_or_else(SamlFacts::default, |sign_on| SamlFacts {
        audience: text(sign_on.effective_audience()),
        acs_url: text(sign_on.effective_acs_url()),
        name_id_format: text(sign_on.subject_name_id_format.as_deref()),
        name_id_template: text(sign_on.subject_name_id_template.as_deref()),
    })
}

fn on_create_only(app: &App) -> bool {
    let template = app.credentials.as_ref().and_then(|credentials| credentials.user_name_template.as_ref());
    template.and_then(|template| template.push_status.as_deref()) == Some("DONT_PUSH")
}

/// An app user's own status does not tell it: Okta leaves the assignments of a suspended person as they are.
async fn suspended(okta: &Okta) -> Read<Vec<String>> {
    let query = UserQuery { filter: Some("status eq \"SUSPENDED\"".into()), ..UserQuery::default() };
    let people = okta.users().list(&query).all().await.map_err(|error| unreadable(&error))?;
    Ok(people.into_iter().map(|user| user.id.to_string()).collect())
}

/// Logins by id of the user, where the application's user name is the login. An org without this right shows none.
async fn logins(okta: &Okta, app: &App) -> HashMap<String, String> {
    let mut logins = HashMap::new();
    if !app.user_name_template().is_some_and(|template| template.contains(".login")) {
        return logins;
    }
    let query = UserQuery::default();
    let mut pages = okta.users().list(&query);
    for _ in 0..LOGIN_PAGES {
        let Ok(Some(page)) = pages.next().await else { break };
        logins.extend(page.items.into_iter().filter_map(|user| Some((user.id.to_string(), user.profile.login?))));
    }
    logins
}

fn person(user: AppUser, logins: &HashMap<String, String>) -> AppPerson {
    AppPerson {
        id: user.id.to_string(),
        user_name: user.user_name().unwrap_or_default().to_owned(),
        status: user.status.as_ref().map(ToString::to_string).unwrap_or_default(),
        sync_state: user.sync_state.as_ref().map(ToString::to_string).unwrap_or_default(),
        email: user.profile.email,
        login: logins.get(user.id.as_str()).cloned(),
        external_id: user.external_id.filter(|id| !id.trim().is_empty()),
    }
}

async fn assigned(okta: &Okta, app: &AppId) -> Read<Vec<AssignedGroup>> {
    let groups = okta.apps().groups(app).all().await.map_err(|error| unreadable(&error))?;
    let ids: Vec<GroupId> = groups.into_iter().map(|group| group.id).collect();
    let mut names = group_names(okta, &ids).await;
    Ok(ids
        .into_iter()
        .map(|id| AssignedGroup { name: names.remove(&id).unwrap_or_else(|| id.to_string()), id: id.to_string() })
        .collect())
}

async fn pushed(okta: &Okta, app: &AppId) -> Read<Vec<PushedGroup>> {
    let mappings = okta.apps().push_mappings(app).all().await.map_err(|error| unreadable(&error))?;
    let ids: Vec<GroupId> = mappings.iter().map(|mapping| mapping.source_group_id.clone()).collect();
    let names = group_names(okta, &ids).await;
    let read = mappings.into_iter().map(|mapping| with_members(okta, mapping, &names));
    Ok(stream::iter(read).buffered(AT_A_TIME).collect().await)
}

async fn with_members(okta: &Okta, mapping: PushMapping, names: &HashMap<GroupId, String>) -> PushedGroup {
    let group = &mapping.source_group_id;
    let members = okta.groups().members(group).all().await;
    PushedGroup {
        mapping_id: mapping.id.to_string(),
        group_id: group.to_string(),
        name: names.get(group).cloned().unwrap_or_else(|| group.to_string()),
        status: mapping.status.to_string(),
        error_summary: mapping.failure().map(str::to_owned),
        members: members.map(|members| members.into_iter().map(member).collect()).map_err(|error| unreadable(&error)),
    }
}

fn member(user: User) -> GroupMember {
    GroupMember {
        status: user.status.as_ref().map(ToString::to_string).unwrap_or_default(),
        login: user.profile.login.or(user.profile.email).unwrap_or_else(|| user.id.to_string()),
        id: user.id.to_string(),
    }
}

/// Names of these groups, as far as Okta tells them: a group keeps its id for a name where it does not.
pub async fn group_names(okta: &Okta, ids: &[GroupId]) -> HashMap<GroupId, String> {
    let mut names = HashMap::new();
    for some in ids.chunks(IDS_A_FILTER) {
        let filter = some.iter().map(|id| format!("id eq \"{id}\"")).collect::<Vec<_>>().join(" or ");
        let query = GroupQuery { filter: Some(filter), ..GroupQuery::default() };
        if let Ok(groups) = okta.groups().list(&query).all().await {
            names.extend(
                groups
                    .into_iter()
                    .filter(|group| !group.profile.name.is_empty())
                    .map(|group| (group.id, group.profile.name)),
            );
        }
    }
    names
}

async fn metadata(okta: &Okta, app: &App) -> Read<MetadataFacts> {
    let key =
        app.signing_key_id().ok_or_else(|| Unreadable::because("Okta names no signing key for this application."))?;
    let SamlMetadata { entity_id, certificates, .. } =
        okta.apps().saml_metadata(&app.id, key).await.map_err(|error| unreadable(&error))?;
    let certificates = certificates
        .into_iter()
        .map(|dates| CertificateDates {
            not_before: dates.not_before.to_string(),
            not_after: dates.not_after.to_string(),
        })
        .collect();
    Ok(MetadataFacts { entity_id, certificates })
}

fn unreadable(error: &OktaError) -> Unreadable {
    let said = match error {
        OktaError::NoPermission(refusal) | OktaError::NotFound(refusal) | OktaError::InvalidToken(refusal) => {
            Some(refusal.summary.trim()).filter(|said| !said.is_empty())
        }
        _ => None,
    };
    let words = sentence(&error.to_string());
    Unreadable::because(said.map_or_else(|| words.clone(), |said| format!("{words} Okta says: “{said}”")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn app(id: &str, label: &str, status: &str, audience: &str) -> App {
        serde_json::from_value(serde_json::json!({
            "id": id, "label": label, "status": status, "signOnMode": "SAML_2_0",
            "settings": {"signOn": {"audience": audience}},
        }))
        .unwrap()
    }

    fn found(apps: Vec<App>, values: &KnownValues) -> String {
        match recognised(apps, values) {
            Found::None => "none".into(),
            Found::One { app, because } => format!("{}: {because}", app.id),
            Found::Several(apps) => apps.into_iter().map(|app| app.id).collect::<Vec<_>>().join(" or "),
        }
    }

    #[test]
    fn an_application_that_points_at_configcat_goes_before_one_that_is_named_after_it() {
        let apps = vec![
            app("1", "ConfigCat (old notes)", "ACTIVE", "https://notes.example"),
            app("2", "Feature flags", "ACTIVE", "https://app.ConfigCat.com/saml"),
            app("3", "Payroll", "ACTIVE", "https://payroll.example"),
        ];
        assert_eq!(found(apps, &KnownValues::default()), "2: it points at ConfigCat");
    }

    #[test]
    fn a_known_address_goes_before_any_other_sign() {
        let apps = vec![
            app("1", "ConfigCat", "ACTIVE", "https://configcat.example/other"),
            app("2", "ConfigCat", "ACTIVE", "https://configcat.example/ours"),
        ];
        let values = KnownValues { entity_id: Some("https://configcat.example/ours".into()), ..KnownValues::default() };
        assert_eq!(found(apps, &values), "2: it points at your ConfigCat organization");
    }

    #[test]
    fn several_alike_are_told_and_an_inactive_one_gives_way() {
        let two = vec![app("1", "ConfigCat", "ACTIVE", ""), app("2", "ConfigCat EU", "ACTIVE", "")];
        assert_eq!(found(two, &KnownValues::default()), "1 or 2");
        let one = vec![app("1", "ConfigCat", "INACTIVE", ""), app("2", "ConfigCat", "ACTIVE", "")];
        assert_eq!(found(one, &KnownValues::default()), "2: its name speaks of ConfigCat");
        assert_eq!(found(vec![app("1", "Payroll", "ACTIVE", "")], &KnownValues::default()), "none");
        assert_eq!(found(vec![app("1", "ConfigCat", "DELETED", "")], &KnownValues::default()), "none");
    }
}
