//! The smallest changes that lead to a goal.

use catflap_access::Goal;
use catflap_inventory::{PersonState, State};

use super::access;
use super::people::gone;
use crate::core::App;
use crate::people::People;
use crate::wire::{Problem, WaysAsk, WaysView};

pub(crate) async fn find(app: &App, request: WaysAsk) -> Result<WaysView, Problem> {
    let profile = app.profile()?;
    let people = access::people(app, &profile)?;
    let state = people.state(&request.key).ok_or_else(gone)?;
    let who = people.expected_user_name(state);
    let found = people.what_if().map_err(|error| access::plan_problem(&error))?.smallest_changes(who, &request.goal);
    Ok(WaysView {
        goal: in_words(&state.name, &request.goal),
        met_already: found.met_already,
        ways: found.ways,
        also: also(&people, state),
    })
}

fn in_words(name: &str, goal: &Goal) -> String {
    match goal {
        Goal::Permission { product, permission_group: Some(group) } => format!("{name} should be {group} in {product}"),
        Goal::Permission { product, permission_group: None } => format!("{name} should have nothing in {product}"),
        Goal::Role { role, on: true } => format!("{name} should be {role}"),
        Goal::Role { role, on: false } => format!("{name} should not be {role}"),
    }
}

/// What has to hold beside the plan and the memberships, in the order in which it is put right.
fn also(people: &People, state: &PersonState) -> Vec<String> {
    let name = &state.name;
    let why =
        |said: &str| if state.reason.is_empty() { said.to_owned() } else { format!("{said} {}", ended(&state.reason)) };
    let mut also = Vec::new();
    match people.user(state) {
        None if state.state == State::NotManaged => also.push(format!(
            "{name} is not synced: the account stands in ConfigCat alone. Assign them to the application in Okta, or change \
             the account by hand in ConfigCat."
        )),
        None => also.push(why(&format!("{name} is not synced, so no group of theirs is known here.")).trim_end().to_owned()),
        Some(user) => {
            if !user.active {
                also.push(why(&format!("{name} is inactive: none of it can be used until Okta sends them as active.")));
            }
            match state.state {
                State::Failed => also.push(why("Okta’s last push failed, so that a change of groups may not arrive.")),
                State::Ghost | State::Duplicate | State::Differs => also.push(ended(&state.reason)),
                State::DomainUnverified => also.push(why("Their e-mail domain has to be verified in ConfigCat first.")),
                _ => {}
            }
        }
    }
    if people.pulled.members.is_none() {
        also.push(format!("Whether {name} has a ConfigCat account can’t be seen: its API was not read."));
    } else if state.member_id.is_none() {
        also.push(format!("{name} has no ConfigCat account yet, and gets this once they sign up."));
    }
    if state.user_id.is_some() {
        also.push(format!("Provisioning has to be started for {name}; no API tells whether it is."));
    }
    also
}

fn ended(sentence: &str) -> String {
    if sentence.is_empty() || sentence.ends_with(['.', '”']) { sentence.to_owned() } else { format!("{sentence}.") }
}

#[cfg(test)]
mod tests {
    use catflap_access::Role;

    use super::*;

    #[test]
    fn a_goal_is_said_as_one_would_ask_for_it() {
        let permission = |group: Option<&str>| Goal::Permission {
            product: "WhiskerShop".into(),
            permission_group: group.map(str::to_owned),
        };
        let admin = |on| Goal::Role { role: Role::OrganizationAdmin, on };
        for (goal, words) in [
            (permission(Some("Developers")), "Ana should be Developers in WhiskerShop"),
            (permission(None), "Ana should have nothing in WhiskerShop"),
            (admin(true), "Ana should be Organization Admin"),
            (admin(false), "Ana should not be Organization Admin"),
        ] {
            assert_eq!(in_words("Ana", &goal), words);
        }
    }
}
