//! What the Okta credential is, what it may do, and what each thing it can't see costs.

use catflap_okta::model::{Area, Change, Identity, Permission};
use catflap_okta::{Scopes, token_ends};

use crate::clients;
use crate::core::{App, text_of};
use crate::problems;
use crate::wire::{CredentialArea, CredentialView, MayIt, Nothing, Problem};

pub(crate) async fn look(app: &App, _: Nothing) -> Result<CredentialView, Problem> {
    let profile = app.profile()?;
    let (okta, chosen) = clients::okta_client(app, &profile, None).await?;
    let id = match chosen {
        Some(id) => Some(id),
        // That it may not see applications is told of it below.
        None => clients::okta_with_app(app, &profile, None).await.ok().flatten().map(|(_, id)| id),
    };
    let described = okta.describe_credential(id.as_ref()).await.map_err(|error| problems::okta(&error))?;
    let (who, detail, ends) = identity(&described.identity);
    let sees = described.sees.iter().filter(|sight| sight.area != Area::ProfileMappings).map(|sight| {
        let (may, why) = may(&sight.answer);
        let costs = if may == MayIt::No { costs(sight.area).iter().map(ToString::to_string).collect() } else { vec![] };
        let scopes = sight.area.scopes().iter().map(ToString::to_string).collect();
        CredentialArea { title: area(sight.area).to_owned(), may, why, scopes, costs }
    });
    let changes = described.changes.iter().map(|right| {
        let (may, why) = may(&right.answer);
        CredentialArea {
            title: change(right.change).to_owned(),
            may,
            why,
            scopes: vec![right.change.scope().to_string()],
            costs: Vec::new(),
        }
    });
    let ends = ends.then(|| text_of(token_ends(app.now())));
    Ok(CredentialView { who, detail, sees: sees.collect(), changes: changes.collect(), ends_unused_at: ends })
}

/// Who, more of them, and whether the credential ends when it is not used.
fn identity(identity: &Identity) -> (String, String, bool) {
    match identity {
        Identity::ApiToken { owner, roles } => {
            let who = owner.as_ref().and_then(|owner| owner.profile.login.clone());
            let roles = roles.as_ref().map(|roles| {
                let named: Vec<String> =
                    roles.iter().map(|role| role.label.clone().unwrap_or_else(|| role.kind.to_string())).collect();
                if named.is_empty() { "No administrator role of their own.".to_owned() } else { named.join(", ") }
            });
            let unseen = "Okta does not show this token its administrator’s roles.";
            (
                format!("API token of {}", who.as_deref().unwrap_or("an administrator whom Okta does not name")),
                roles.unwrap_or_else(|| unseen.to_owned()),
                true,
            )
        }
        Identity::ServiceApp { client_id, scopes: Scopes { granted, .. } } => {
            let granted: Vec<String> = granted.iter().map(ToString::to_string).collect();
            let scopes = if granted.is_empty() {
                "No scope is granted.".to_owned()
            } else {
                format!("Granted: {}", granted.join(", "))
            };
            (format!("Service app {client_id}"), scopes, false)
        }
        Identity::AccessToken => ("An access token".to_owned(), "It says nothing of itself.".to_owned(), false),
    }
}

fn may(answer: &Permission) -> (MayIt, String) {
    match answer {
        Permission::Allowed => (MayIt::Yes, String::new()),
        Permission::Refused { why, .. } => (MayIt::No, why.clone()),
        Permission::Unknown { why } => (MayIt::Unknown, why.clone()),
    }
}

fn area(area: Area) -> &'static str {
    match area {
        Area::Org => "The org",
        Area::Apps => "Applications, their settings and assignments",
        Area::Features => "The switches of To App",
        Area::PushGroups => "Push groups",
        Area::Groups => "Groups and their members",
        Area::Users => "People",
        Area::Logs => "The System Log",
        Area::ProfileMappings => "Profile mappings",
    }
}

fn change(change: Change) -> &'static str {
    match change {
        Change::Apps => "Create the application, assign and push groups, set To App",
        Change::Groups => "Create push groups and fill them",
        Change::Users => "Send somebody on a round trip",
    }
}

/// Numbers of the guide's steps, and other sights, that can't be proven without an area.
fn costs(area: Area) -> &'static [&'static str] {
    match area {
        Area::Org | Area::ProfileMappings => &[],
        Area::Apps => &["1.2", "1.3", "2.2", "2.3", "2.5", "3.1", "3.3", "4.1", "4.2"],
        Area::Features => &["3.4"],
        Area::PushGroups => &["4.2", "4.3", "4.4"],
        Area::Groups => &["4.3", "4.4"],
        Area::Users => &["0.1"],
        Area::Logs => &["4.5"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_missing_area_costs_are_steps_of_the_guide_that_okta_proves() {
        let proven: Vec<&str> = catflap_guide::steps()
            .filter(|step| {
                step.proven_by.contains(&catflap_guide::Witness::Okta) || step.number == "0.1" || step.number == "4.5"
            })
            .map(|step| step.number)
            .collect();
        for cost in Area::ALL.into_iter().flat_map(costs) {
            assert!(proven.contains(cost), "{cost}");
        }
    }
}
