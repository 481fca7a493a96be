//! The plan as a check-list for ConfigCat’s page.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use catflap_access::{Guard, Plan, PlanGroup};
use catflap_configcat::AuditQuery;
use catflap_configcat::model::{AuditEntry, AuditType, Organization};
use catflap_configcat::pages::AUTHENTICATION;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::access;
use super::people::how_many;
use crate::clients;
use crate::core::{App, text_of};
use crate::people::People;
use crate::problems;
use crate::profile::Profile;
use crate::when;
use crate::wire::{
    AuditLine, AuditSight, Checklist, ChecklistLine, ChecklistPart, ChecklistState, ChecklistTick, Nothing, Problem,
    ProblemCode, count,
};

/// Where it is kept what the plan asks for, and what was ticked.
const KEPT: &str = "checklist";

/// ConfigCat gives 30 days a request; the shortest plan keeps 7, the longest 750.
const AUDIT_DAYS: u32 = 90;

/// How far two clocks may be apart.
const CLOCKS_APART: SignedDuration = SignedDuration::from_mins(15);

/// So many changes are shown.
const SHOWN: usize = 100;

/// What the audit log showed, or why it did not.
pub(crate) struct AuditRead {
    at: Timestamp,
    /// Newest first.
    entries: Result<Vec<AuditEntry>, String>,
}

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
    let entries = read(app, &profile, at).await;
    profile.state().audit = Some(Arc::new(AuditRead { at, entries }));
    view(app, &profile, &people, &kept(app, &profile)?)
}

/// The audit log of the last 90 days, newest first; else why it can't be read and what to do, in sentences.
async fn read(app: &App, profile: &Profile, now: Timestamp) -> Result<Vec<AuditEntry>, String> {
    let unseen = |problem: Problem| {
        format!(
            "What was set can’t be seen in ConfigCat’s audit log: {} {} Until then, tick each line by hand.",
            problem.message, problem.remedy
        )
    };
    let asked = |error| unseen(problems::configcat(&error));
    let client = clients::configcat_client(app, profile, None).await.map_err(unseen)?;
    let scim = clients::scim_target(app, profile).await.ok().map(|(url, _)| url);
    let all = client.organizations().await.map_err(asked)?;
    let organization = Organization::meant(&all, scim.as_ref()).map_err(|error| {
        unseen(Problem::new(
            ProblemCode::NotThere,
            error.to_string(),
            "Enter the SCIM URL of the organization, or credentials that see it, in Settings.",
        ))
    })?;
    // This computer’s clock may be behind ConfigCat’s: what was done a moment ago must not fall out of the window.
    let query = AuditQuery { to: now + CLOCKS_APART, ..AuditQuery::last_days(AUDIT_DAYS, now) };
    client.audit_log(organization.organization_id, query).all().await.map_err(asked)
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

/// `by ana@whisker.co on 12 May 2026, 14:02 UTC`.
fn by_and_when(entry: &AuditEntry) -> String {
    format!("by {} on {}", who(entry), when::said(entry.at))
}

fn who(entry: &AuditEntry) -> &str {
    let named = entry.user_email.as_deref().or(entry.user_name.as_deref());
    named.filter(|name| !name.trim().is_empty()).unwrap_or("somebody whom ConfigCat does not name")
}

fn sight(looked: Option<&AuditRead>, edited: Option<Timestamp>) -> AuditSight {
    let Some(looked) = looked else { return AuditSight::default() };
    match &looked.entries {
        Err(why) => AuditSight { unseen: why.clone(), ..AuditSight::default() },
        Ok(entries) => AuditSight {
            read_at: Some(text_of(looked.at)),
            unseen: String::new(),
            reach: format!(
                "The audit log was read {AUDIT_DAYS} days back; yours may be kept for less. What it does not show may \
                 have been done before."
            ),
            since_edit: told(entries.iter().filter(|entry| edited.is_none_or(|edited| entry.at > edited))),
        },
    }
}

/// What concerns provisioning, newest first; people who were started or stopped in one go are counted.
fn told<'a>(entries: impl Iterator<Item = &'a AuditEntry>) -> Vec<AuditLine> {
    use AuditType as Type;
    let concerns = |entry: &&AuditEntry| {
        matches!(
            entry.audit_type,
            Type::SyncGroupProvisioningRuleChanged
                | Type::SyncGroupsReordered
                | Type::UserProvisioningConfigurationChanged
                | Type::SyncUserProvisioningEnabled
                | Type::SyncUserProvisioningDisabled
                | Type::AutoProvisioningConfigurationChanged
                | Type::AutoProvisioningEnabledChanged
        )
    };
    let mut runs: Vec<(&AuditEntry, usize)> = Vec::new();
    for entry in entries.filter(concerns) {
        let of_people =
            matches!(entry.audit_type, Type::SyncUserProvisioningEnabled | Type::SyncUserProvisioningDisabled);
        if let Some((newest, count)) = runs.last_mut()
            && of_people
            && newest.audit_type == entry.audit_type
            && who(newest) == who(entry)
        {
            *count += 1;
        } else if runs.len() == SHOWN {
            break;
        } else {
            runs.push((entry, 1));
        }
    }
    let line = |(entry, count): (&AuditEntry, usize)| AuditLine {
        at: text_of(entry.at),
        who: who(entry).to_owned(),
        what: if count > 1 { format!("{}: {}", title(entry), how_many(count)) } else { what(entry) },
    };
    runs.into_iter().map(line).collect()
}

/// In ConfigCat’s words where it has some.
fn title(entry: &AuditEntry) -> String {
    let words = || serde_json::to_value(&entry.audit_type).ok()?.as_str().map(|kind| kind.replace('_', " "));
    entry.title.clone().filter(|title| !title.trim().is_empty()).or_else(words).unwrap_or_default()
}

fn what(entry: &AuditEntry) -> String {
    let said = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let mut what = title(entry);
    if let Some(target) = said(&entry.action_target) {
        let _ = write!(what, ": {target}");
    }
    if let Some(details) = said(&entry.details) {
        let _ = write!(what, " ({details})");
    }
    what
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

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    fn plan(json: &str) -> Plan {
        Plan::from_json(json).unwrap()
    }

    fn entry(second: i64, kind: AuditType, target: &str) -> AuditEntry {
        AuditEntry {
            id: second,
            at: at(second),
            audit_type: kind,
            title: Some("Rule changed".into()),
            user_email: Some("ana@whisker.co".into()),
            user_name: None,
            place: None,
            reason: None,
            action_target: Some(target.into()),
            details: Some("in words of its own".into()),
            truncated: false,
        }
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

    const CHANGED: AuditType = AuditType::SyncGroupProvisioningRuleChanged;

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

    #[test]
    fn people_started_in_one_go_are_one_line() {
        let started = |second| entry(second, AuditType::SyncUserProvisioningEnabled, "someone");
        let entries =
            [started(9), started(8), entry(7, CHANGED, "Readers"), started(6), entry(5, AuditType::DomainAdded, "x")];
        let lines: Vec<String> = told(entries.iter()).into_iter().map(|line| line.what).collect();
        assert_eq!(
            lines,
            [
                "Rule changed: 2 people",
                "Rule changed: Readers (in words of its own)",
                "Rule changed: someone (in words of its own)"
            ]
        );
    }
}
