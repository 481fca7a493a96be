//! What edits of the plan would do.

use catflap_access::{Edit, Plan, PlanGroup};

use super::access;
use crate::core::App;
use crate::wire::{AccessView, Ahead, EditPlan, LookAhead, Problem, ProblemCode, ShiftedPerson, count};

/// So many people fit beside the matrix; the counts are always whole.
const SHOWN: usize = 100;

pub(crate) async fn look(app: &App, request: LookAhead) -> Result<Ahead, Problem> {
    let profile = app.profile()?;
    let people = access::people(app, &profile)?;
    let what_if = people.what_if().map_err(|error| access::plan_problem(&error))?;
    let mut looked = what_if.look(&request.edits);
    if looked.groups_with_permissions == 0 || people.pulled.inventory.users.is_empty() {
        // A plan that gives nothing is no plan yet, and a guard over nobody cries at everything.
        looked.guards.clear();
        looked.effect = None;
    }
    let mut shifts = looked.shifts.people;
    shifts.sort_by_key(|shift| shift.kind);
    shifts.truncate(SHOWN);
    let places: Vec<u32> = shifts.iter().map(|shift| shift.at).collect();
    let effects = what_if.effects(&request.edits, &places);
    let shifted = shifts.iter().zip(effects).filter_map(|(shift, effect)| {
        // The synced users stand first, in their order.
        let person = people.states.get(shift.at as usize)?;
        Some(ShiftedPerson {
            key: person.key.clone(),
            name: person.name.clone(),
            kind: shift.kind,
            lines: effect.lines,
        })
    });
    Ok(Ahead {
        effect: looked.effect.unwrap_or_default(),
        gain: count(looked.shifts.gain),
        lose: count(looked.shifts.lose),
        change: count(looked.shifts.change),
        people: shifted.collect(),
        verdict: access::verdict(&access::Outlook {
            read: !people.pulled.read_at.is_empty(),
            groups: people.planner.plan().groups.len(),
            giving: looked.groups_with_permissions,
            guards: &looked.guards,
            lose: looked.effect.map(|effect| effect.lose),
        }),
        guards: looked.guards,
    })
}

pub(crate) async fn edit(app: &App, request: EditPlan) -> Result<AccessView, Problem> {
    let profile = app.profile()?;
    let people = access::people(app, &profile)?;
    let mut plan = people.planner.plan().clone();
    for edit in &request.edits {
        edit_one(&mut plan, edit)?;
    }
    if plan == *people.planner.plan() {
        return access::view_of(app, &profile, &people);
    }
    plan.check().map_err(|error| access::plan_problem(&error))?;
    access::put_in_force(app, &profile, &plan, &request.what)
}

fn edit_one(plan: &mut Plan, edit: &Edit) -> Result<(), Problem> {
    let (group, other) = match edit {
        Edit::Join { .. } | Edit::Leave { .. } => {
            return Err(Problem::new(
                ProblemCode::InputUnreadable,
                "Who is in a group is not part of the plan.",
                "Change the membership in Okta; it comes here with the next push.",
            ));
        }
        Edit::Give { group, .. } | Edit::Take { group, .. } | Edit::Role { group, .. } => (group, None),
        Edit::Move { group, before } => (group, before.as_ref()),
    };
    let known = |name: &String| plan.groups.iter().any(|PlanGroup { name: known, .. }| known == name);
    if let Some(gone) = [Some(group), other].into_iter().flatten().find(|name| !known(name)) {
        return Err(Problem::new(
            ProblemCode::NotThere,
            format!("The plan has no group “{gone}” any more."),
            "Look at the plan again: it was changed meanwhile.",
        ));
    }
    edit.apply(plan);
    Ok(())
}
