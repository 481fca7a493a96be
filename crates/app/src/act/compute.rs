//! Access, and what changed, for people and a plan that come from outside.

use std::sync::Arc;

use catflap_access::{Effects, Plan, Planner, compare as effect_of};
use catflap_inventory::{Difference, Inventory, alarm};

use super::access::plan_problem;
use crate::core::App;
use crate::history::{Walk, sentence};
use crate::people::{People, Pulled};
use crate::reading;
use crate::wire::{AccessDifference, CompareInventories, ComparedInventories, ComputeAccess, ComputedAccess, Problem};

pub(crate) async fn access(_: &App, request: ComputeAccess) -> Result<ComputedAccess, Problem> {
    let pulled = Pulled {
        inventory: Arc::new(linked(request.inventory)),
        members: request.members.as_ref().map(reading::members),
        you: request.you,
        ..Pulled::default()
    };
    let people = People::new(&Arc::new(pulled), planner(request.plan)?);
    let synced = &people.states[..people.pulled.inventory.users.len()];
    Ok(ComputedAccess {
        users: synced.iter().filter_map(|state| people.access(state)).map(|access| access.line()).collect(),
        difference: request.members.is_some().then(|| difference(&people)),
    })
}

/// Unlike the window, which calls a plan that gives nothing no plan yet, this takes one from outside at its word.
fn difference(people: &People) -> AccessDifference {
    let (synced, others) = people.states.split_at(people.pulled.inventory.users.len());
    let effects: Effects = synced
        .iter()
        .filter_map(|state| Some(effect_of(&people.access(state)?, &people.today(state).unwrap_or_default())))
        .collect();
    AccessDifference {
        effects,
        guards: people.guard_findings(),
        not_managed: others.iter().map(|state| state.email.clone()).collect(),
    }
}

pub(crate) async fn compare(_: &App, request: CompareInventories) -> Result<ComparedInventories, Problem> {
    let planner = request.plan.map(planner).transpose()?;
    let (earlier, later) = (linked(request.earlier), linked(request.later));
    let difference = Difference::between(&earlier, &later);
    let access = planner.map(|planner| Walk::new(&later).back(&difference, &planner)).unwrap_or_default();
    Ok(ComparedInventories {
        sentence: sentence(&difference, &access),
        lines: difference.lines(),
        alarm: alarm(&earlier, &difference),
        access,
    })
}

/// A file can hold either side of a membership; linking makes both say the same.
fn linked(inventory: Inventory) -> Inventory {
    Inventory::link(inventory.users, inventory.groups).0
}

fn planner(plan: Plan) -> Result<Planner, Problem> {
    Planner::new(plan).map_err(|error| plan_problem(&error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use catflap_access::EffectKind;
    use catflap_configcat::model::Members;
    use catflap_inventory::{Group, User};

    fn user(id: &str, user_name: &str) -> User {
        User {
            id: id.into(),
            user_name: user_name.into(),
            display_name: None,
            email: None,
            active: true,
            external_id: None,
            groups: vec![],
        }
    }

    #[test]
    fn today_is_found_whatever_the_capitals_and_who_is_not_synced_is_named() {
        let (inventory, _) = Inventory::link(
            vec![user("1", "ana@whisker.co"), user("2", "ben@whisker.co")],
            vec![Group { id: "g".into(), display_name: "Readers".into(), members: vec!["2".into()] }],
        );
        let members: Members = serde_json::from_value(serde_json::json!({
            "admins": [{"email": "Ana@Whisker.co"}, {"userId": "9", "email": "zoe@whisker.co"}],
        }))
        .unwrap();
        let pulled = Pulled {
            inventory: Arc::new(inventory),
            members: Some(reading::members(&members)),
            you: Some("ana@whisker.co".into()),
            ..Pulled::default()
        };
        let plan = Plan::from_json(r#"{"groups":[{"name":"Readers","billing_manager":true}]}"#).unwrap();
        let found = difference(&People::new(&Arc::new(pulled), planner(plan).unwrap()));
        let kinds: Vec<_> = found.effects.people.iter().map(|one| (one.user_name.as_str(), one.kind)).collect();
        assert_eq!(kinds, [("ana@whisker.co", EffectKind::Lose), ("ben@whisker.co", EffectKind::Gain)]);
        assert_eq!(found.not_managed, ["zoe@whisker.co"]);
        assert!(found.guards.iter().any(|one| one.message.starts_with("You would lose")), "{:?}", found.guards);
    }
}
