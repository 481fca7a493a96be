//! Access for people and a plan that come from outside.

use catflap_access::{Memberships, Planner};

use super::access::plan_problem;
use crate::core::App;
use crate::wire::{ComputeAccess, ComputedAccess, Problem};

struct Outside<'a> {
    user: &'a catflap_inventory::User,
    groups: Vec<&'a str>,
}

impl Memberships for Outside<'_> {
    fn user_name(&self) -> &str {
        &self.user.user_name
    }

    fn is_active(&self) -> bool {
        self.user.active
    }

    fn group_names(&self) -> impl Iterator<Item = &str> {
        self.groups.iter().copied()
    }
}

pub(crate) async fn compute(_: &App, request: ComputeAccess) -> Result<ComputedAccess, Problem> {
    let planner = Planner::new(request.plan).map_err(|error| plan_problem(&error))?;
    // A file can hold either side of a membership; linking makes both say the same.
    let (inventory, _) = catflap_inventory::Inventory::link(request.inventory.users, request.inventory.groups);
    let places = inventory.group_places();
    let users = inventory
        .users
        .iter()
        .map(|user| {
            let names = user.groups.iter().filter_map(|id| places.get(id.as_str()));
            let groups = names.map(|&at| inventory.groups[at].display_name.as_str()).collect();
            planner.compute(&Outside { user, groups }).line()
        })
        .collect();
    Ok(ComputedAccess { users })
}
