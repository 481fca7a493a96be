//! What would be written where, or why a trip must not be begun. Pure.

use super::facts::{Standing, TripFacts};
use super::model::{TripPlan, TripWrite};
use super::names;
use super::refusal::TripRefusal;
use super::settings::{TripGroup, TripPerson, TripSettings};

/// A leg's place in the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    CreatePerson,
    Assign,
    ChangeName,
    PushGroup,
    Unassign,
    TakeBack,
}

impl Step {
    pub fn id(self) -> &'static str {
        match self {
            Self::CreatePerson => "create-person",
            Self::Assign => "assign",
            Self::ChangeName => "change-name",
            Self::PushGroup => "push-group",
            Self::Unassign => "unassign",
            Self::TakeBack => "take-back",
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            Self::CreatePerson => "Create the person in Okta",
            Self::Assign => "Assign the person",
            Self::ChangeName => "Change the name",
            Self::PushGroup => "Put the person into a push group",
            Self::Unassign => "Unassign the person",
            Self::TakeBack => "Take everything back",
        }
    }
}

/// The legs of a trip, without the taking back.
pub(super) fn steps(settings: &TripSettings) -> Vec<Step> {
    let rest = [Step::Assign, Step::ChangeName, Step::PushGroup, Step::Unassign];
    let first = matches!(settings.person, TripPerson::Throwaway { .. }).then_some(Step::CreatePerson);
    first.into_iter().chain(rest).collect()
}

/// What would be written where, from what was read.
///
/// # Errors
/// The trip must not be begun.
pub fn plan(facts: &TripFacts, settings: &TripSettings) -> Result<TripPlan, TripRefusal> {
    settings.validate()?;
    refuse(facts)?;
    let app = settings.app.as_str();
    let named = facts.person.as_ref();
    let login = match &settings.person {
        TripPerson::Throwaway { domain, .. } => names::login(&settings.run_id, domain),
        TripPerson::Named { .. } => named.map(|person| person.login.clone()).unwrap_or_default(),
    };
    let user = named.map_or("{user}", |person| person.id.as_str());
    let group_name = match &facts.group {
        Some(group) => group.group.name.clone(),
        None => names::group(&settings.run_id),
    };
    let directly = named.is_some_and(|person| person.standing == Standing::Directly);

    let mut writes = Vec::new();
    let mut write = |step: Step, title: &str, request: String, on: &str, taken_back: &str| {
        writes.push(TripWrite {
            leg: step.id().to_owned(),
            title: title.to_owned(),
            request,
            on: on.to_owned(),
            taken_back: taken_back.to_owned(),
        });
    };
    if named.is_none() {
        write(
            Step::CreatePerson,
            "Create the person",
            "POST /api/v1/users?activate=true".to_owned(),
            &login,
            "Deactivated and deleted, then looked up.",
        );
    }
    if !directly {
        write(
            Step::Assign,
            "Assign the person",
            format!("POST /api/v1/apps/{app}/users"),
            &login,
            "Unassigned in the leg “Unassign the person”, or else at the end.",
        );
    }
    write(
        Step::ChangeName,
        "Change the name",
        format!("POST /api/v1/users/{user}"),
        &login,
        if named.is_some() {
            "The name is set back, unless somebody else changed it meanwhile."
        } else {
            "Deleted with the person."
        },
    );
    match &facts.group {
        None => {
            write(
                Step::PushGroup,
                "Create the group",
                "POST /api/v1/groups".to_owned(),
                &group_name,
                "Deleted: DELETE /api/v1/groups/{group}.",
            );
            write(
                Step::PushGroup,
                "Add the person to it",
                format!("PUT /api/v1/groups/{{group}}/users/{user}"),
                &group_name,
                "Deleted with the group.",
            );
            write(
                Step::PushGroup,
                "Push the group",
                format!("POST /api/v1/apps/{app}/group-push/mappings"),
                &group_name,
                "Stopped, then unlinked with `Delete the group in the target app` (deleteTargetGroup=true). Should the group stay in ConfigCat, it is deleted there by SCIM.",
            );
        }
        Some(group) => write(
            Step::PushGroup,
            "Add the person to the group",
            format!("PUT /api/v1/groups/{}/users/{user}", group.group.id),
            &group_name,
            "The person is taken out of it again.",
        ),
    }
    write(
        Step::Unassign,
        "Unassign the person",
        format!("DELETE /api/v1/apps/{app}/users/{user}"),
        &login,
        if directly {
            "Assigned again, and waited until active in ConfigCat."
        } else {
            "This takes back the assignment."
        },
    );
    let deletes = settings.delete_in_configcat && facts.there.is_none();
    if deletes {
        write(
            Step::TakeBack,
            "Delete the deactivated user in ConfigCat, by SCIM",
            "DELETE /Users/{id}".to_owned(),
            &facts.user_name,
            "This takes back. Afterwards it is looked up.",
        );
    }
    let mut legs: Vec<(String, String)> =
        steps(settings).into_iter().map(|step| (step.id().to_owned(), step.title().to_owned())).collect();
    legs.push((Step::TakeBack.id().to_owned(), Step::TakeBack.title().to_owned()));
    Ok(TripPlan {
        headline: format!("{login} goes from Okta to ConfigCat and back. Everything is taken back at the end."),
        effects: effects(facts, &group_name, deletes),
        cautions: cautions(facts, settings, directly, deletes),
        person: login,
        app_label: facts.app_label.clone(),
        writes,
        legs,
    })
}

fn refuse(facts: &TripFacts) -> Result<(), TripRefusal> {
    if !facts.app_active {
        return Err(TripRefusal::AppInactive { app: facts.app_label.clone() });
    }
    if let Some(name) = &facts.taken {
        return Err(TripRefusal::NameTaken { name: name.clone() });
    }
    if let Some(person) = &facts.person {
        let login = person.login.clone();
        if !matches!(person.status.as_str(), "ACTIVE" | "PROVISIONED" | "PASSWORD_EXPIRED" | "RECOVERY" | "LOCKED_OUT")
        {
            return Err(TripRefusal::PersonNotActive { login, status: person.status.clone() });
        }
        match person.standing {
            Standing::ByGroup => return Err(TripRefusal::HasAppByGroup { login }),
            Standing::NoApp if facts.there == Some(true) => return Err(TripRefusal::ActiveWithoutApp { login }),
            Standing::NoApp | Standing::Directly => {}
        }
    } else if facts.there.is_some() {
        return Err(TripRefusal::NameTaken { name: facts.user_name.clone() });
    }
    if let Some(group) = &facts.group {
        let name = group.group.name.clone();
        if group.assigned {
            return Err(TripRefusal::GroupAssigned { name });
        }
        match &group.mapping {
            Some((_, status)) if status == "ACTIVE" => {}
            Some((_, status)) => return Err(TripRefusal::GroupNotPushed { name, status: status.clone() }),
            None => return Err(TripRefusal::GroupNotPushed { name, status: "no push group".to_owned() }),
        }
        if let Some(person) = facts.person.as_ref().filter(|_| group.holds_person) {
            return Err(TripRefusal::AlreadyMember { login: person.login.clone(), name });
        }
    }
    Ok(())
}

fn effects(facts: &TripFacts, group: &str, deletes: bool) -> Vec<String> {
    let user = &facts.user_name;
    let arrives = match facts.there {
        None => format!("The user {user} is created."),
        Some(true) => format!("The user {user} is there already."),
        Some(false) => format!("The user {user}, deactivated today, is activated again."),
    };
    let leaves = match (deletes, facts.there) {
        (true, _) => format!("The user {user} is deactivated by Okta, then deleted by Catflap."),
        (false, Some(true)) => {
            format!("The user {user} is deactivated, and active again when the assignment is given back.")
        }
        (false, _) => format!("The user {user} is deactivated, and stays deactivated: Okta never deletes."),
    };
    let grouped = if facts.group.is_some() {
        format!("The group “{group}” gets the user as a member, and loses it again.")
    } else {
        format!("The group “{group}” is created with the user as its member, and deleted.")
    };
    vec![arrives, format!("The name of {user} is changed."), grouped, leaves]
}

fn cautions(facts: &TripFacts, settings: &TripSettings, directly: bool, deletes: bool) -> Vec<String> {
    let mut cautions = Vec::new();
    if !facts.missing.is_empty() {
        let labels = facts.missing.iter().map(|label| format!("`{label}`")).collect::<Vec<_>>().join(", ");
        cautions.push(format!(
            "Okta does not list {labels} among the application’s features: what needs it will not arrive."
        ));
    }
    if facts.person.is_none() {
        cautions.push("If “Provision future users automatically” is on in ConfigCat, the throwaway person may get an account and a mail for the minute it exists. Switch it off meanwhile, or use a domain whose mail nobody reads.".to_owned());
    } else {
        cautions.push("The changed name is seen by everybody, and by other applications that get names from Okta, until it is set back.".to_owned());
    }
    if directly {
        cautions.push("The person loses ConfigCat for the time between “Unassign” and the giving back, and what was set on the assignment alone (its own profile values) is not kept by Okta. Whether ConfigCat gives the account back by itself depends on its settings.".to_owned());
    }
    if matches!(settings.group, TripGroup::Named { .. }) {
        cautions.push("The person has whatever else that group gives, for the time they are in it.".to_owned());
    }
    if !deletes && facts.there.is_none() {
        cautions.push("A deactivated user stays in ConfigCat and counts among the synced users.".to_owned());
    }
    cautions
}

#[cfg(test)]
mod tests;
