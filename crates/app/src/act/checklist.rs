//! The plan as a check-list for ConfigCat’s page.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use catflap_access::{Guard, Plan, PlanGroup};
use catflap_configcat::model::{AuditEntry, AuditType};
use catflap_configcat::pages::AUTHENTICATION;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::access;
use crate::audit::{self, AuditRead, by_and_when, sight};
use crate::core::App;
use crate::people::People;
use crate::profile::Profile;
use crate::when;
use crate::wire::{
    Checklist, ChecklistLine, ChecklistPart, ChecklistState, ChecklistTick, Nothing, Problem, ProblemCode, count,
};

/// Where it is kept what the plan asks for, and what was ticked.
const KEPT: &str = "checklist";

/// What is kept between two runs, by the place of a line.
#[derive(Default, Serialize, Deserialize)]
struct Kept {
    asked: BTreeMap<String, Wording>,
    ticks: BTreeMap<String, Wording>,
}

/// What a line asks for, or asked for when it was ticked, and when that began.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct Wording {
    text: String,
    at: Timestamp,
}

/// One thing to do.
struct Item {
    /// Stays the same when it asks for something else.
    place: String,
    part: ChecklistPart,
    title: String,
    text: String,
    /// For the priority: the groups, first wins.
    order: Vec<String>,
}

impl Item {
    fn new(place: String, part: ChecklistPart, title: &str, text: String) -> Self {
        Self { place, part, title: title.to_owned(), text, order: Vec::new() }
    }

    fn id(&self) -> String {
        format!("{}:{:016x}", self.place, fnv(self.asks()))
    }

    /// What is ticked with it.
    fn asks(&self) -> &str {
        match self.part {
            ChecklistPart::Permissions | ChecklistPart::Priority => &self.text,
            ChecklistPart::Before => &self.title,
        }
    }
}

/// The hash FNV-1a: the same in every run and version.
fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// In the order in which it is done.
fn items(people: &People) -> Vec<Item> {
    let mut items = settings(people.planner.plan());
    items.extend(people.guards().iter().map(|found| {
        let place = format!("before {}", subject(&found.guard));
        Item::new(place, ChecklistPart::Before, &found.message, found.remedy.clone())
    }));
    items
}

/// What is to be set on the page; nothing while the plan gives nobody anything.
fn settings(plan: &Plan) -> Vec<Item> {
    let giving = plan.groups.iter().filter(|group| group.gives_anything());
    let order: Vec<String> = giving.map(|group| group.name.clone()).collect();
    if order.is_empty() {
        return Vec::new();
    }
    let rules = plan.groups.iter();
    let rule = |group: &PlanGroup| {
        Item::new(format!("rule {}", group.name), ChecklistPart::Permissions, &group.name, asked(group))
    };
    let mut items: Vec<Item> = rules.map(rule).collect();
    // Where a group that gives nothing stands makes no difference.
    if order.len() > 1 {
        let text: Vec<String> = (1..).zip(&order).map(|(place, name)| format!("{place}. {name}")).collect();
        let priority = Item::new("priority".to_owned(), ChecklistPart::Priority, "SET PRIORITY", text.join(" · "));
        items.push(Item { order, ..priority });
    }
    items
}

fn asked(group: &PlanGroup) -> String {
    Some(access::gives(group)).filter(|gives| !gives.is_empty()).unwrap_or_else(|| "nothing".to_owned())
}

/// What a guard is about, without the numbers in it.
fn subject(guard: &Guard) -> String {
    match guard {
        Guard::NobodyOrganizationAdmin { .. } => "nobody-admin".to_owned(),
        Guard::YouLoseOrganizationAdmin { .. } => "you".to_owned(),
        Guard::LeftWithNothing { .. } => "left-with-nothing".to_owned(),
        Guard::NearLimit { what, .. } => format!("limit {what:?}"),
        Guard::TooManyGroupsWithPermissions { .. } => "too-many-groups".to_owned(),
        Guard::PlanGroupNotSynced { group, .. } => format!("not-synced {group}"),
        Guard::SyncedGroupWithoutPermissions { group, .. } => format!("without {group}"),
        Guard::OrderDecides { winner, loser, .. } => format!("order {winner} > {loser}"),
        Guard::More { what, .. } => format!("more {what:?}"),
    }
}

fn kept(app: &App, profile: &Profile) -> Result<Kept, Problem> {
    Ok(app.store(|store| store.setting(Some(profile.id), KEPT))?.unwrap_or_default())
}

/// The plan in force is another one now: notes since when it asks for what is new in it.
pub(super) fn plan_changed(app: &App, profile: &Profile, people: &People) -> Result<(), Problem> {
    let mut kept = kept(app, profile)?;
    let now = app.now();
    let asked = settings(people.planner.plan()).into_iter().map(|item| {
        let before = kept.asked.get(&item.place).filter(|before| before.text == item.text);
        let at = before.map_or(now, |before| before.at);
        (item.place, Wording { text: item.text, at })
    });
    let asked = asked.collect();
    if asked != kept.asked {
        kept.asked = asked;
        app.store(|store| store.put_setting(Some(profile.id), KEPT, &kept))?;
    }
    Ok(())
}

pub(crate) async fn list(app: &App, _: Nothing) -> Result<Checklist, Problem> {
    let profile = app.profile()?;
    let people = access::people(app, &profile)?;
    view(app, &profile, &people, &kept(app, &profile)?)
}

pub(crate) async fn tick(app: &App, request: ChecklistTick) -> Result<Checklist, Problem> {
    let profile = app.profile()?;
    let people = access::people(app, &profile)?;
    let item = items(&people).into_iter().find(|item| item.id() == request.id).ok_or_else(|| {
        Problem::new(
            ProblemCode::NotThere,
            "This line asks for something else now: the plan or what was read has changed.",
            "Read the list again, then tick what is done.",
        )
    })?;
    let mut kept = kept(app, &profile)?;
    if request.on {
        kept.ticks.insert(item.place.clone(), Wording { text: item.asks().to_owned(), at: app.now() });
    } else {
        kept.ticks.remove(&item.place);
    }
    app.store(|store| store.put_setting(Some(profile.id), KEPT, &kept))?;
    view(app, &profile, &people, &kept)
}

pub(crate) async fn look(app: &App, _: Nothing) -> Result<Checklist, Problem> {
    let profile = app.profile()?;
    let people = access::people(app, &profile)?;
    let at = app.now();
    let entries = audit::read(app, &profile, at).await;
    profile.state().audit = Some(Arc::new(AuditRead { at, entries }));
    view(app, &profile, &people, &kept(app, &profile)?)
}

fn view(app: &App, profile: &Profile, people: &People, kept: &Kept) -> Result<Checklist, Problem> {
    let edited = access::kept(app, profile)?.map(|revision| revision.at);
    let looked = profile.state().audit.clone();
    let looked = looked.as_deref();
    let acts = Acts::of(looked);
    let stands: Vec<(Item, ChecklistState, String)> = items(people)
        .into_iter()
        .map(|item| {
            let (state, seen) = stand(&item, kept, &acts, edited);
            (item, state, seen)
        })
        .collect();
    let text = markdown(stands.iter().map(|(item, state, _)| (item, *state)));
    let lines: Vec<ChecklistLine> = stands
        .into_iter()
        .map(|(item, state, seen)| ChecklistLine {
            id: item.id(),
            part: item.part,
            title: item.title,
            text: item.text,
            state,
            seen,
        })
        .collect();
    let done = lines.iter().filter(|line| is_done(line.state)).count();
    Ok(Checklist { lines, done: count(done), audit: sight(looked, edited), text })
}

fn is_done(state: ChecklistState) -> bool {
    matches!(state, ChecklistState::Ticked | ChecklistState::Seen)
}

/// The newest act that concerns each line.
#[derive(Default)]
struct Acts<'a> {
    rules: BTreeMap<&'a str, &'a AuditEntry>,
    priority: Option<&'a AuditEntry>,
}

impl<'a> Acts<'a> {
    fn of(looked: Option<&'a AuditRead>) -> Self {
        let mut acts = Self::default();
        let entries = looked.and_then(|looked| looked.entries.as_ref().ok());
        for entry in entries.into_iter().flatten() {
            match (&entry.audit_type, entry.action_target.as_deref()) {
                (AuditType::SyncGroupProvisioningRuleChanged, Some(group)) => {
                    acts.rules.entry(group).or_insert(entry);
                }
                (AuditType::SyncGroupsReordered, _) => acts.priority = acts.priority.or(Some(entry)),
                _ => {}
            }
        }
        acts
    }

    fn on(&self, item: &Item) -> Option<&'a AuditEntry> {
        match item.part {
            ChecklistPart::Permissions => self.rules.get(item.title.as_str()).copied(),
            ChecklistPart::Priority => self.priority,
            ChecklistPart::Before => None,
        }
    }
}

/// How a line stands, and by what. The audit log proves an act, never what was set by it: the wording of its details is not
/// documented.
fn stand(item: &Item, kept: &Kept, acts: &Acts<'_>, edited: Option<Timestamp>) -> (ChecklistState, String) {
    let asked = kept.asked.get(&item.place).filter(|asked| asked.text == item.text);
    let since = asked.map(|asked| asked.at).or(edited);
    let act = acts.on(item);
    let set = |act: &AuditEntry| format!("Set {}", by_and_when(act));
    if let Some(act) = act.filter(|act| since.is_none_or(|since| act.at > since)) {
        return (
            ChecklistState::Seen,
            format!("{}, after the plan asked for this. What was set can’t be seen.", set(act)),
        );
    }
    match kept.ticks.get(&item.place) {
        Some(tick) if tick.text == item.asks() => {
            (ChecklistState::Ticked, format!("Ticked on {}.", when::said(tick.at)))
        }
        Some(tick) => {
            let then = if item.part == ChecklistPart::Before { "it said" } else { "the plan asked for" };
            let seen = format!("Ticked on {}, when {then}: {}", when::said(tick.at), tick.text.trim_end_matches('.'));
            (ChecklistState::Stale, format!("{seen}."))
        }
        None => match act {
            Some(act) => (ChecklistState::Stale, format!("{}, before the plan asked for this.", set(act))),
            None => (ChecklistState::Open, String::new()),
        },
    }
}

fn markdown<'a>(items: impl Iterator<Item = (&'a Item, ChecklistState)>) -> String {
    let mut text = format!(
        "# Check-list for ConfigCat\n\nConfigCat has no API for these settings. Carry them out at {AUTHENTICATION}.\n"
    );
    let mut part = None;
    for (item, state) in items {
        if part.replace(item.part) != Some(item.part) {
            text.push_str(match item.part {
                ChecklistPart::Permissions => "\n## Permissions (gear icon of each group)\n\n",
                ChecklistPart::Priority => "\n## SET PRIORITY, top to bottom\n\n",
                ChecklistPart::Before => "\n## Before you start provisioning\n\n",
            });
        }
        let tick = if is_done(state) { 'x' } else { ' ' };
        let (title, asked) = (one_line(&item.title), one_line(&item.text));
        let _ = match item.part {
            ChecklistPart::Permissions => writeln!(text, "- [{tick}] {title}: {asked}"),
            ChecklistPart::Priority => writeln!(text, "- [{tick}] This order:"),
            ChecklistPart::Before => writeln!(text, "- [{tick}] {title} {asked}"),
        };
        for (place, name) in (1..).zip(&item.order) {
            let _ = writeln!(text, "  {place}. {}", one_line(name));
        }
    }
    text
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::tests::{CHANGED, at, entry};

    fn plan(json: &str) -> Plan {
        Plan::from_json(json).unwrap()
    }

    fn rule(name: &str, text: &str) -> Item {
        Item::new(format!("rule {name}"), ChecklistPart::Permissions, name, text.into())
    }

    fn asked_at(second: i64, item: &Item) -> Kept {
        let wording = Wording { text: item.text.clone(), at: at(second) };
        Kept { asked: [(item.place.clone(), wording)].into(), ticks: BTreeMap::new() }
    }

    fn state(item: &Item, kept: &Kept, entries: Vec<AuditEntry>) -> ChecklistState {
        let looked = AuditRead { at: at(100), entries: Ok(entries) };
        stand(item, kept, &Acts::of(Some(&looked)), Some(at(50))).0
    }

    #[test]
    fn a_rule_is_seen_only_by_a_change_of_that_very_group_after_the_plan_asked_for_it() {
        let item = rule("Readers", "Shop / Readers");
        let kept = asked_at(10, &item);
        assert_eq!(state(&item, &kept, vec![]), ChecklistState::Open);
        assert_eq!(state(&item, &kept, vec![entry(11, CHANGED, "Readers")]), ChecklistState::Seen);
        assert_eq!(state(&item, &kept, vec![entry(9, CHANGED, "Readers")]), ChecklistState::Stale);
        for other in ["Readers, EMEA", "readers", "Readers ", "All Readers"] {
            assert_eq!(state(&item, &kept, vec![entry(11, CHANGED, other)]), ChecklistState::Open, "{other}");
        }
        let reordered = entry(11, AuditType::SyncGroupsReordered, "Readers");
        assert_eq!(state(&item, &kept, vec![reordered]), ChecklistState::Open);
    }

    #[test]
    fn a_tick_holds_only_for_the_wording_that_was_ticked() {
        let item = rule("Readers", "Shop / Readers");
        let mut kept = asked_at(10, &item);
        kept.ticks.insert(item.place.clone(), Wording { text: item.text.clone(), at: at(12) });
        assert_eq!(state(&item, &kept, vec![]), ChecklistState::Ticked);
        let edited = rule("Readers", "Shop / Developers");
        assert_ne!(edited.id(), item.id());
        assert_eq!(state(&edited, &kept, vec![]), ChecklistState::Stale);
    }

    #[test]
    fn a_warning_that_says_something_else_is_to_be_ticked_anew() {
        let warning = |count: usize| {
            let message = format!("{count} people would be left with nothing.");
            Item::new(
                "before left-with-nothing".into(),
                ChecklistPart::Before,
                &message,
                "Put them into a group.".into(),
            )
        };
        let mut kept = Kept::default();
        let ticked = warning(1);
        kept.ticks.insert(ticked.place.clone(), Wording { text: ticked.asks().to_owned(), at: at(12) });
        assert_eq!(state(&ticked, &kept, vec![]), ChecklistState::Ticked);
        assert_eq!(state(&warning(50), &kept, vec![]), ChecklistState::Stale);
        assert_ne!(warning(50).id(), ticked.id());
    }

    #[test]
    fn a_group_that_gives_nothing_has_no_place_in_the_order() {
        let one = settings(&plan(r#"{"groups":[{"name":"A","billing_manager":true},{"name":"B"}]}"#));
        assert_eq!(one.iter().map(|item| item.text.as_str()).collect::<Vec<_>>(), ["Billing Manager", "nothing"]);
        let two = settings(&plan(
            r#"{"groups":[{"name":"A","billing_manager":true},{"name":"B"},{"name":"C","organization_admin":true}]}"#,
        ));
        assert_eq!(two.last().unwrap().text, "1. A · 2. C");
        assert!(settings(&plan(r#"{"groups":[{"name":"A"}]}"#)).is_empty(), "no plan yet");
    }

    #[test]
    fn the_list_is_a_text_with_its_ticks_too() {
        let plan = plan(r#"{"groups":[{"name":"A","billing_manager":true},{"name":"B","organization_admin":true}]}"#);
        let items = settings(&plan);
        let states = [ChecklistState::Ticked, ChecklistState::Stale, ChecklistState::Seen];
        let text = markdown(items.iter().zip(states));
        let list = text.split_once("each group)\n\n").unwrap().1;
        assert_eq!(
            list,
            "- [x] A: Billing Manager\n- [ ] B: Organization Admin\n\n## SET PRIORITY, top to bottom\n\n- [x] This order:\n  \
             1. A\n  2. B\n"
        );
    }
}
