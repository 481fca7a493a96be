//! Who would come and who would fail, before a group is assigned or pushed.

use catflap_change::list::{NameScheme, Seen, Wish};
use catflap_change::preflight::{
    GroupLimits, Intake, IntakeGroup, IntakePerson, IntakeRole, Preflight, Rates, WindowTold, preflight,
};
use catflap_http::RateLimit;
use catflap_okta::{AppId, GroupId, Okta, OktaError};

use super::access;
use crate::clients;
use crate::core::App;
use crate::problems;
use crate::profile::Profile;
use crate::wire::Problem;

/// Looks ahead from what the plan read, and reads who is in the groups and has the application. None where no wish is
/// about a group.
pub(super) async fn look_ahead(
    app: &App,
    profile: &Profile,
    okta: &Okta,
    id: &AppId,
    seen: &Seen,
    wishes: &[Wish],
) -> Result<Option<Preflight>, Problem> {
    let wanted = wanted(wishes);
    if wanted.is_empty() {
        return Ok(None);
    }
    let failed = |error: OktaError| problems::okta(&error);
    let apps = okta.apps();
    let (read, people) = tokio::join!(apps.get(id), apps.users(id).all());
    let mut groups = Vec::with_capacity(wanted.len());
    for (group, role, scheme) in wanted {
        let members = okta.groups().members(&group).all().await.map_err(failed)?;
        let name = seen.groups.get(&group).map_or_else(|| group.to_string(), |known| known.name.clone());
        groups.push(IntakeGroup {
            // The group beside it does not exist yet: it must not be taken for the assigned one.
            id: if scheme.is_some() { format!("beside {group}") } else { group.to_string() },
            name: scheme.and_then(|scheme| scheme.name(&name).ok()).unwrap_or(name),
            role,
            members: members.iter().map(IntakePerson::from).collect(),
        });
    }
    let pulled = access::people(app, profile)?;
    let synced = &pulled.pulled.inventory;
    let intake = Intake {
        groups,
        app_users: people.map_err(failed)?.into_iter().map(|user| (user.id.to_string(), user.external_id)).collect(),
        assigned: seen.assigned.iter().map(ToString::to_string).collect(),
        pushed: seen.mappings.iter().map(|mapping| mapping.group.to_string()).collect(),
        user_name_template: read.map_err(failed)?.user_name_template().unwrap_or_default().to_owned(),
        synced: (!synced.users.is_empty() || !synced.groups.is_empty()).then(|| synced.as_ref()),
        verified_domains: pulled.pulled.verified_domains.clone(),
        limits: GroupLimits::default(),
        rates: rates(app, profile).await,
    };
    Ok(Some(preflight(&intake)))
}

/// How fast the SCIM endpoint answers now, and what its rate limit leaves; nothing where it can't be asked.
async fn rates(app: &App, profile: &Profile) -> Rates {
    let Ok(scim) = clients::scim_client(app, profile, None).await else { return Rates::default() };
    let Ok(page) = scim.users_page(1, 1).await else { return Rates::default() };
    let told = RateLimit::from_headers(&page.exchange.response_headers);
    let window = told
        .and_then(|told| Some(WindowTold { remaining: told.remaining?, seconds: told.seconds_to_reset(app.now())? }));
    Rates { answer_ms: Some(page.exchange.total_ms), scim: window }
}

type Wanted<'a> = (GroupId, IntakeRole, Option<&'a NameScheme>);

fn wanted(wishes: &[Wish]) -> Vec<Wanted<'_>> {
    let mut wanted = Vec::new();
    for wish in wishes {
        match wish {
            Wish::Assign { groups } => wanted.extend(groups.iter().map(|id| (id.clone(), IntakeRole::Assign, None))),
            Wish::Push { groups } => wanted.extend(groups.iter().map(|id| (id.clone(), IntakeRole::Push, None))),
            Wish::PushBeside { groups, scheme } => {
                wanted.extend(groups.iter().map(|id| (id.clone(), IntakeRole::Push, Some(scheme))));
            }
            Wish::CreateApp { .. } | Wish::Mend { .. } | Wish::ToApp { .. } => {}
        }
    }
    wanted
}
