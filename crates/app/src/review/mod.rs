//! The access review: who may do what, at one time, as a file for an auditor. No secret is in it.

mod csv;
mod html;
mod json;

use catflap_access::{Guard, GuardFinding, Plan, PlanGroup};
use catflap_inventory::{Filter, PersonState, Query, Sight, Sort};

pub use csv::harmless;

use crate::act::access::in_words;
use crate::act::people::how_many;
use crate::people::People;
use crate::when;
use crate::wire::{ReviewAsk, ReviewFormat, ReviewRow};

const UNSEEN: &str = "Can’t be seen";

/// An access review, ready to be written.
pub(crate) struct Review {
    /// Name of the profile.
    pub profile: String,
    /// RFC 3339.
    pub written_at: String,
    /// RFC 3339, when people were read.
    pub read_at: String,
    /// What it is about, in one sentence.
    pub sentence: String,
    /// What was read, with the host that was asked.
    pub connections: Vec<String>,
    /// What it can't say, one sentence each.
    pub unseen: Vec<String>,
    /// Groups in priority order.
    pub plan: Plan,
    pub guards: Vec<GuardFinding>,
    pub rows: Vec<ReviewRow>,
}

impl Review {
    pub(crate) fn write(&self, format: ReviewFormat) -> Result<String, String> {
        match format {
            ReviewFormat::Html => Ok(html::page(self)),
            ReviewFormat::Csv => csv::table(&self.rows),
            ReviewFormat::Json => json::document(self),
        }
    }
}

/// Whom a review is about, by name.
pub(crate) fn matching<'a>(people: &'a People, ask: &ReviewAsk) -> Vec<&'a PersonState> {
    let (states, _, _) = people.page(&Query {
        search: ask.search.clone(),
        filter: ask.filter,
        group: ask.group.clone(),
        sort: Sort::Name,
        limit: usize::MAX,
        ..Query::default()
    });
    match &ask.product {
        None => states,
        Some(product) => states.into_iter().filter(|state| may_in(people, state, product)).collect(),
    }
}

/// Whether the plan gives somebody something in a product.
fn may_in(people: &People, state: &PersonState, product: &str) -> bool {
    people.access(state).is_some_and(|access| {
        let named = || access.permissions.iter().any(|grant| grant.product == product);
        access.active && (access.organization_admin || named())
    })
}

pub(crate) fn row(people: &People, state: &PersonState) -> ReviewRow {
    let synced = match people.user(state) {
        None => "Not synced",
        Some(user) if user.active => "Active",
        Some(_) => "Inactive",
    };
    let words = state.state.to_words();
    ReviewRow {
        name: state.name.clone(),
        email: state.email.clone(),
        okta: sight(state.okta, "Assigned", "Not assigned").to_owned(),
        synced: synced.to_owned(),
        configcat: sight(state.configcat, "Member", "Not a member").to_owned(),
        state: if state.reason.is_empty() { words.to_owned() } else { format!("{words}. {}", unmarked(&state.reason)) },
        groups: state.groups.clone(),
        planned: planned(people, state),
        today: people.pulled.members.is_some().then(|| today(people, state)),
    }
}

/// The window draws what stands between backticks as a key; a file has none.
fn unmarked(sentence: &str) -> String {
    sentence.replace('`', "")
}

/// User names of whom a guard is about, as far as it names them, and how many more there are.
fn whom(guard: &Guard) -> (&[String], usize) {
    match guard {
        Guard::LeftWithNothing { count, people } | Guard::OrderDecides { count, people, .. } => {
            (people, count.saturating_sub(people.len()))
        }
        _ => (&[], 0),
    }
}

fn sight(sight: Sight, there: &'static str, not_there: &'static str) -> &'static str {
    match sight {
        Sight::There => there,
        Sight::NotThere => not_there,
        Sight::Differs => "Differs",
        Sight::Failed => "Failed",
        Sight::Unseen => UNSEEN,
    }
}

/// What somebody would be allowed, each with the groups that give it. Who is inactive can use nothing.
fn planned(people: &People, state: &PersonState) -> Vec<String> {
    let Some(access) = people.access(state).filter(|access| access.active) else { return Vec::new() };
    let role = |name: &str, from: &[String]| format!("{name} (from {})", from.join(", "));
    let mut planned = Vec::new();
    if access.organization_admin {
        planned.push(role("Organization Admin", &access.admin_from));
    }
    if access.billing_manager {
        planned.push(role("Billing Manager", &access.billing_from));
    }
    planned.extend(
        access
            .permissions
            .iter()
            .map(|grant| format!("{} / {} (from {})", grant.product, grant.permission_group, grant.from_group)),
    );
    planned
}

fn today(people: &People, state: &PersonState) -> Vec<String> {
    let Some(today) = people.today(state) else { return Vec::new() };
    let permissions = today.permissions.iter().map(|(product, group)| (product.as_str(), group.as_str()));
    in_words(today.organization_admin, today.billing_manager, permissions)
}

/// `3 people in the group “Readers”, as read on 12 May 2026, 14:01 UTC.`
pub(crate) fn sentence(total: usize, ask: &ReviewAsk, read_at: &str) -> String {
    if read_at.is_empty() {
        return "People and groups were not read yet.".to_owned();
    }
    let whom = match ask.filter {
        Filter::All => String::new(),
        Filter::NeedsLook => " who need a look".to_owned(),
        Filter::State { state } => format!(" in the state “{}”", state.to_words()),
    };
    let group = ask.group.as_ref().map(|group| format!(" in the group “{group}”"));
    let product = ask.product.as_ref().map(|product| format!(" who would be allowed something in {product}"));
    let found = Some(ask.search.trim()).filter(|words| !words.is_empty()).map(|words| format!(" found by “{words}”"));
    let filter = [Some(whom), group, product, found].into_iter().flatten().collect::<String>();
    format!("{}{filter}, as read on {}.", how_many(total), when::said_of(read_at))
}

/// What a review of this reading can't say.
pub(crate) fn unseen(people: &People, earlier: bool) -> Vec<String> {
    let pulled = &people.pulled;
    let mut unseen = Vec::new();
    if earlier {
        unseen.push(
            "Of an earlier reading only who was synced is known: not who was assigned in Okta, and not what people could do \
             in ConfigCat then. What they would be allowed is computed with the plan that is in force now."
                .to_owned(),
        );
    } else {
        if pulled.okta.is_none() {
            unseen.push("Who is assigned in Okta was not read.".to_owned());
        }
        if pulled.members.is_none() {
            unseen.push("Who is a member in ConfigCat, and what they may do today, was not read.".to_owned());
        }
        unseen.extend(pulled.unread.iter().map(|sentence| unmarked(sentence)));
    }
    if people.planner.plan().groups.iter().any(PlanGroup::gives_anything) {
        unseen.push(
            "ConfigCat has no API that tells the permissions and the priority of its groups. What people would be allowed is \
             computed from the plan kept in Catflap."
                .to_owned(),
        );
    } else {
        unseen.push("The plan gives nothing yet, so that nobody would be allowed anything.".to_owned());
    }
    unseen.push("For whom provisioning is started, no API tells.".to_owned());
    unseen
}

#[cfg(test)]
pub(crate) mod sample {
    use catflap_access::Severity;

    use super::*;

    pub(crate) fn row(name: &str) -> ReviewRow {
        ReviewRow {
            name: name.into(),
            email: "ana@whisker.co".into(),
            okta: "Assigned".into(),
            synced: "Active".into(),
            configcat: UNSEEN.into(),
            state: "Synced".into(),
            groups: vec!["Readers".into(), "=cmd|' /C calc'!A0".into()],
            planned: vec!["WhiskerShop / Readers (from Readers)".into(), "<b>Finder</b> / A & B (from \"x\")".into()],
            today: None,
        }
    }

    pub(crate) fn review(rows: Vec<ReviewRow>) -> Review {
        let plan = r#"{"groups":[{"name":"Readers","permissions":{"WhiskerShop":"Readers"}},{"name":"</td><script>alert(1)</script>"}]}"#;
        Review {
            profile: "Whisker & Co".into(),
            written_at: "2026-05-12T14:02:00Z".into(),
            read_at: "2026-05-12T14:01:00Z".into(),
            sentence: "1 person, as read on 12 May 2026, 14:01 UTC.".into(),
            connections: vec!["ConfigCat SCIM (scim-api.configcat.com)".into()],
            unseen: vec!["Who is assigned in Okta was not read.".into()],
            plan: Plan::from_json(plan).unwrap(),
            guards: vec![GuardFinding {
                guard: Guard::OrderDecides {
                    winner: "Readers".into(),
                    loser: "Developers".into(),
                    products: vec!["WhiskerShop".into()],
                    count: 5,
                    people: vec!["<i>ana".into(), "ben".into()],
                },
                severity: Severity::Info,
                message: "The order decides for 5 people.".into(),
                remedy: "Check it.".into(),
            }],
            rows,
        }
    }
}
