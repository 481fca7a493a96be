//! The permission plan and what it gives.

use std::collections::HashMap;
use std::sync::Arc;

use catflap_access::{EffectCounts, EffectKind, GuardFinding, Plan, PlanError, PlanGroup, Planner, Severity};
use catflap_configcat::limits::Plan as ConfigCatPlan;
use catflap_store::PlanRevision;

use super::checklist;
use super::people::plural;
use crate::core::App;
use crate::people::{People, Pulled, with_synced_groups};
use crate::profile::Profile;
use crate::wire::{
    AccessPage, AccessRequest, AccessRow, AccessView, Nothing, Problem, ProblemCode, Product, Products, SavePlan,
    StartOutlook, Touched, count,
};

/// No page of a list is longer.
pub(crate) const LONGEST_PAGE: u32 = 500;

/// So many people fit beside the matrix; the counts are always whole.
const TOUCHED: usize = 100;

/// What was read last with the plan in force; nobody and nothing before the first reading.
pub(crate) fn people(app: &App, profile: &Profile) -> Result<Arc<People>, Problem> {
    if let Some(people) = profile.state().people.clone() {
        return Ok(people);
    }
    put_together(app, profile, &pulled(app, profile)?)
}

/// What was read last; nobody before the first reading.
pub(crate) fn pulled(app: &App, profile: &Profile) -> Result<Arc<Pulled>, Problem> {
    if let Some(pulled) = profile.state().pulled.clone() {
        return Ok(pulled);
    }
    let kept = app.store(|store| Pulled::kept(store, profile.id))?;
    let pulled = Arc::new(kept.unwrap_or_default());
    profile.state().pulled = Some(Arc::clone(&pulled));
    Ok(pulled)
}

/// Joins a reading with the plan in force and keeps both at hand.
pub(crate) fn put_together(app: &App, profile: &Profile, pulled: &Arc<Pulled>) -> Result<Arc<People>, Problem> {
    let kept = kept(app, profile)?.map(|revision| revision.plan).unwrap_or_default();
    let plan = with_synced_groups(kept, &pulled.inventory);
    let planner = Planner::new(plan).map_err(|error| plan_problem(&error))?;
    let people = Arc::new(People::new(pulled, planner));
    profile.state().people = Some(Arc::clone(&people));
    Ok(people)
}

pub(crate) fn kept(app: &App, profile: &Profile) -> Result<Option<PlanRevision<Plan>>, Problem> {
    app.store(|store| store.plan(profile.id))
}

pub(crate) fn plan_problem(error: &PlanError) -> Problem {
    let remedy = match error {
        PlanError::NotAPlan { .. } => {
            "Compare it with the shape in README: groups in priority order, each with a name, roles and permissions."
        }
        PlanError::UnnamedGroup { .. } | PlanError::UnnamedPermission { .. } => "Give it a name.",
        PlanError::GroupTwice { .. } => "Keep one of the two.",
    };
    Problem::new(ProblemCode::InputUnreadable, error.to_string(), remedy)
        .why("A plan that is read wrongly would show the wrong people as let in.")
}

pub(crate) async fn plan(app: &App, _: Nothing) -> Result<AccessView, Problem> {
    let profile = app.profile()?;
    view(app, &profile)
}

fn view(app: &App, profile: &Profile) -> Result<AccessView, Problem> {
    view_of(app, profile, &*people(app, profile)?)
}

pub(super) fn view_of(app: &App, profile: &Profile, people: &People) -> Result<AccessView, Problem> {
    let pulled = &people.pulled;
    let plan = people.planner.plan().clone();
    let (products, products_read) = products(app, profile, pulled)?;
    let products = with_planned(products, &plan);
    // Of groups with one name the first counts.
    let synced = pulled.inventory.groups.iter().rev();
    let counts: HashMap<&str, usize> = synced.map(|group| (group.display_name.as_str(), group.members.len())).collect();
    let people_in = |name: &str| u32::try_from(*counts.get(name)?).ok();
    let giving = plan.groups.iter().filter(|group| group.gives_anything()).count();
    let touched = people.effects().filter(|(_, effect)| effect.kind != EffectKind::Unchanged).take(TOUCHED);
    let touched = touched
        .map(|(state, effect)| Touched {
            key: state.key.clone(),
            name: state.name.clone(),
            kind: effect.kind,
            lines: effect.lines.clone(),
        })
        .collect();
    let groups_with_permissions = count(giving);
    Ok(AccessView {
        verdict: verdict(&Outlook {
            read: !pulled.read_at.is_empty(),
            groups: plan.groups.len(),
            giving,
            guards: people.guards(),
            lose: pulled.members.is_some().then_some(people.effect_counts().lose),
        }),
        read_at: Some(pulled.read_at.clone()).filter(|at| !at.is_empty()),
        people: plan.groups.iter().map(|group| people_in(&group.name)).collect(),
        products,
        products_read,
        guards: people.guards().to_vec(),
        effect: people.effect_counts(),
        touched,
        today_seen: pulled.members.is_some(),
        groups_with_permissions,
        fits: fits(groups_with_permissions),
        synced_users_most: ConfigCatPlan::Free.limits().synced_users.most,
        synced_users: count(pulled.inventory.users.len()),
        can_undo: kept(app, profile)?.is_some_and(|revision| revision.can_undo),
        plan,
    })
}

/// The products that are known, and whether they were read from ConfigCat: else they were typed in.
pub(super) fn products(app: &App, profile: &Profile, pulled: &Pulled) -> Result<(Vec<Product>, bool), Problem> {
    if let Some(read) = &pulled.products {
        return Ok((read.clone(), true));
    }
    let typed: Option<Products> = app.store(|store| store.setting(Some(profile.id), "products"))?;
    Ok((typed.map(|typed| typed.products).unwrap_or_default(), false))
}

/// What a verdict over a plan goes by.
pub(super) struct Outlook<'a> {
    /// People and groups were read.
    pub read: bool,
    /// How many groups the plan has.
    pub groups: usize,
    /// How many of them give something.
    pub giving: usize,
    pub guards: &'a [GuardFinding],
    /// How many would lose something; none where today can't be seen.
    pub lose: Option<usize>,
}

pub(super) fn verdict(outlook: &Outlook<'_>) -> String {
    if outlook.groups == 0 && !outlook.read {
        return "People and groups were not read yet.".to_owned();
    }
    if outlook.groups == 0 {
        return "There is no plan yet.".to_owned();
    }
    if outlook.giving == 0 {
        return "No group gives anything yet.".to_owned();
    }
    if let Some(things) = things_to_fix(outlook.guards) {
        return format!("Do not start with this plan: {things}.");
    }
    match outlook.lose {
        None => format!("{} of {} groups give something.", outlook.giving, outlook.groups),
        Some(0) => "Nobody would lose anything.".to_owned(),
        Some(1) => "1 person would lose something they have today.".to_owned(),
        Some(lose) => format!("{lose} people would lose something they have today."),
    }
}

/// How many guards stop; none when none does.
fn things_to_fix(guards: &[GuardFinding]) -> Option<String> {
    let stops = guards.iter().filter(|guard| guard.severity == Severity::Stop).count();
    (stops > 0).then(|| plural(stops, "thing to fix", "things to fix"))
}

pub(crate) async fn outlook(app: &App, _: Nothing) -> Result<StartOutlook, Problem> {
    let profile = app.profile()?;
    let people = people(app, &profile)?;
    if people.pulled.read_at.is_empty() || !people.planned {
        return Ok(StartOutlook { sentence: String::new() });
    }
    let counts = people.pulled.members.is_some().then(|| people.effect_counts());
    Ok(StartOutlook { sentence: start_sentence(people.guards(), counts) })
}

fn start_sentence(guards: &[GuardFinding], counts: Option<EffectCounts>) -> String {
    if let Some(things) = things_to_fix(guards) {
        return format!("Do not start provisioning with this plan: {things}.");
    }
    let Some(counts) = counts else {
        return "What starting provisioning would change can’t be seen without ConfigCat’s API.".to_owned();
    };
    let parts = [
        (counts.lose, plural(counts.lose, "loses something", "lose something")),
        (counts.change, plural(counts.change, "gets another permission", "get another permission")),
        (counts.gain, plural(counts.gain, "gains something", "gain something")),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect();
    if parts.is_empty() {
        return "If you start provisioning, nobody’s access changes.".to_owned();
    }
    format!("If you start provisioning: {}.", parts.join(", "))
}

/// The smallest of ConfigCat's plans that so many groups with permissions fit. No API tells which plan one is on.
fn fits(groups: u32) -> String {
    let plans = [ConfigCatPlan::Free, ConfigCatPlan::Pro, ConfigCatPlan::Smart, ConfigCatPlan::Enterprise];
    let most = |plan: ConfigCatPlan| plan.limits().groups_with_permissions.most;
    match plans.into_iter().find(|plan| groups <= most(*plan)) {
        Some(plan @ ConfigCatPlan::Enterprise) => format!("Fits ConfigCat’s Enterprise plan ({}).", most(plan)),
        Some(plan) => format!("Fits ConfigCat’s {plan:?} plan ({}) and above.", most(plan)),
        None => "More than ConfigCat allows without asking.".to_owned(),
    }
}

/// A plan can name products and permission groups that are not (or no longer) read: they stay visible.
fn with_planned(mut products: Vec<Product>, plan: &Plan) -> Vec<Product> {
    for (product, permission_group) in plan.groups.iter().flat_map(|group| &group.permissions) {
        let at = products.iter().position(|known| known.name == *product).unwrap_or_else(|| {
            products.push(Product { name: product.clone(), permission_groups: Vec::new() });
            products.len() - 1
        });
        if !products[at].permission_groups.contains(permission_group) {
            products[at].permission_groups.push(permission_group.clone());
        }
    }
    products
}

pub(crate) async fn save(app: &App, request: SavePlan) -> Result<AccessView, Problem> {
    let profile = app.profile()?;
    request.plan.check().map_err(|error| plan_problem(&error))?;
    put_in_force(app, &profile, &request.plan, &request.what)
}

/// Keeps a plan that was checked as the one in force. The one before can be brought back.
pub(super) fn put_in_force(app: &App, profile: &Profile, plan: &Plan, what: &str) -> Result<AccessView, Problem> {
    let people = people(app, profile)?;
    if kept(app, profile)?.is_none() {
        // What was there before the first edit can be brought back like any other.
        app.store(|store| store.put_plan(profile.id, app.now(), "Begun", people.planner.plan()))?;
    }
    app.store(|store| store.put_plan(profile.id, app.now(), what, plan))?;
    app.note(profile, "access", &format!("Plan: {}.", what.trim_end_matches('.')));
    in_force(app, profile, &people.pulled)
}

/// Another plan is in force: joins it with what was read.
fn in_force(app: &App, profile: &Profile, pulled: &Arc<Pulled>) -> Result<AccessView, Problem> {
    let people = put_together(app, profile, pulled)?;
    checklist::plan_changed(app, profile, &people)?;
    view_of(app, profile, &people)
}

pub(crate) async fn undo(app: &App, _: Nothing) -> Result<AccessView, Problem> {
    let profile = app.profile()?;
    let people = people(app, &profile)?;
    if app.store(|store| store.undo_plan::<Plan>(profile.id))?.is_some() {
        app.note(&profile, "access", "Plan: the last change was taken back.");
    }
    in_force(app, &profile, &people.pulled)
}

pub(crate) async fn save_products(app: &App, request: Products) -> Result<AccessView, Problem> {
    let profile = app.profile()?;
    let mut products: Vec<Product> = Vec::new();
    for product in request.products {
        let name = product.name.trim().to_owned();
        if name.is_empty() || products.iter().any(|known| known.name == name) {
            continue;
        }
        let mut permission_groups: Vec<String> = Vec::new();
        for group in product.permission_groups {
            let group = group.trim().to_owned();
            if !group.is_empty() && !permission_groups.contains(&group) {
                permission_groups.push(group);
            }
        }
        products.push(Product { name, permission_groups });
    }
    app.store(|store| store.put_setting(Some(profile.id), "products", &Products { products }))?;
    view(app, &profile)
}

pub(crate) async fn people_page(app: &App, request: AccessRequest) -> Result<AccessPage, Problem> {
    let profile = app.profile()?;
    let people = people(app, &profile)?;
    // Only who is synced can be given anything.
    let synced = people.synced(&request.search);
    let of_kind = request.kind.map(|kind| people.of_kind(kind));
    let found = || synced.iter().filter(|at| of_kind.as_ref().is_none_or(|of_kind| of_kind.contains(at)));
    let window = found().skip(request.offset as usize).take(request.limit.min(LONGEST_PAGE) as usize);
    Ok(AccessPage {
        total: count(found().count()),
        effect: people.tells_effects().then(|| people.effect_counts()),
        rows: window.filter_map(|&at| row(&people, &people.states[at])).collect(),
    })
}

pub(crate) fn row(people: &People, state: &catflap_inventory::PersonState) -> Option<AccessRow> {
    let access = people.access(state)?;
    let grants = access.permissions.iter().map(|grant| (grant.product.as_str(), grant.permission_group.as_str()));
    let words = in_words(access.organization_admin, access.billing_manager, grants);
    Some(AccessRow {
        key: state.key.clone(),
        name: state.name.clone(),
        notes: access.notes.iter().map(catflap_access::Note::to_words).collect(),
        words,
        changes: people.effect(state).map(|effect| effect.lines).unwrap_or_default(),
        access,
    })
}

/// What a group gives, in words; empty for nothing.
pub(crate) fn gives(group: &PlanGroup) -> String {
    let permissions = group.permissions.iter().map(|(product, permission)| (product.as_str(), permission.as_str()));
    in_words(group.organization_admin, group.billing_manager, permissions).join(" · ")
}

/// Roles and permissions, one phrase each.
pub(crate) fn in_words<'a>(
    organization_admin: bool,
    billing_manager: bool,
    permissions: impl Iterator<Item = (&'a str, &'a str)>,
) -> Vec<String> {
    let roles = [(organization_admin, "Organization Admin"), (billing_manager, "Billing Manager")];
    let roles = roles.into_iter().filter(|(given, _)| *given).map(|(_, role)| role.to_owned());
    roles.chain(permissions.map(|(product, permission)| format!("{product} / {permission}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_starting_would_do_is_told_in_a_sentence_and_who_loses_first() {
        let counts = EffectCounts { lose: 1, gain: 3, ..EffectCounts::default() };
        let told = start_sentence(&[], Some(counts));
        assert_eq!(told, "If you start provisioning: 1 loses something, 3 gain something.");
        assert_eq!(
            start_sentence(&[], Some(EffectCounts { unchanged: 9, ..EffectCounts::default() })),
            "If you start provisioning, nobody’s access changes."
        );
        assert!(start_sentence(&[], None).contains("can’t be seen"));
    }

    #[test]
    fn what_the_plan_names_stays_visible_though_nobody_read_it() {
        let plan =
            Plan::from_json(r#"{"groups":[{"name":"R","permissions":{"Old":"Readers","Shop":"Ghosts"}}]}"#).unwrap();
        let read = vec![Product { name: "Shop".into(), permission_groups: vec!["Readers".into()] }];
        let products = with_planned(read, &plan);
        assert_eq!(products[0].permission_groups, ["Readers", "Ghosts"]);
        assert_eq!(products[1], Product { name: "Old".into(), permission_groups: vec!["Readers".into()] });
    }
}
