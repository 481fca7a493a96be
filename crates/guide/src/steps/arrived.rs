//! 4.5 Users and groups have arrived.

use std::collections::{HashMap, HashSet};

use catflap_inventory::{Inventory, User};

use super::draw::{act, act_note, buttons, caution, page};
use crate::facts::{AppFacts, AppPerson, Facts, PushFailure};
use crate::look::words::{self, address};
use crate::look::{Draft, Look, reach, time};
use crate::model::{Drawing, DrawnRow, Page, Place, Step, Witness};

pub(super) fn step() -> Step {
    Step {
        id: "arrived",
        number: "4.5",
        title: "People and groups have arrived",
        why: "What ConfigCat has received is what permissions are given to. What is missing here is missing later, without a word.",
        place: Place::ConfigCat,
        page: page(Page::ConfigCatUsers, "Open users in ConfigCat"),
        instructions: vec![
            act("On the page `Authentication & Provisioning` choose `REFRESH DATA`."),
            act_note(
                "Look for your groups and your people.",
                "Catflap’s place `People` lists them beside what Okta says, and names who is missing and why.",
            ),
        ],
        cautions: vec![
            caution(
                "A failed person stays failed.",
                "Okta does not try again by itself. Open `Dashboard`, then `Tasks`, and choose `Retry Selected`.",
            ),
            caution(
                "An account without a link to Okta is never switched off.",
                "When the last push failed, Okta has no id to send a deactivation to. Reassign the person until it works, then take the assignment away.",
            ),
        ],
        drawing: Some(Drawing {
            title: "Start and stop provisioning for Identity Provider users",
            product: "ConfigCat",
            rows: vec![
                buttons(&[("REFRESH DATA", true)]),
                DrawnRow::Table {
                    head: vec!["User", "Groups", "Active"],
                    rows: vec![vec!["jane@your-company.com", "ConfigCat Developers", "yes"]],
                },
            ],
        }),
        proven_by: vec![Witness::Scim],
        proof_note: "The SCIM endpoint lists what arrived; with Okta beside it, everyone who is assigned is looked for in that list.",
        optional: false,
    }
}

/// Statuses of people who were taken off the application: ConfigCat need not have them.
const GONE: [&str; 5] = ["DEPROVISIONED", "INACTIVE", "UNASSIGNED", "REVOKED", "REJECTED"];

/// Proven by the listing; beside Okta, person by person.
pub(super) fn look(facts: &Facts) -> Look {
    let inventory = reach::inventory(facts)?;
    let mut draft = Draft::new(facts).saw(Witness::Scim);
    let (users, groups) = (inventory.users.len(), inventory.groups.len());
    let user_words = words::count(users, "person", "people");
    let group_words = words::count(groups, "group", "groups");
    if users == 0 {
        draft.missing("users", "People in ConfigCat", "none");
        return Ok(draft.not_yet(
            "Nobody has arrived yet",
            "Okta sends people as soon as their group is assigned. If that is done, look at Okta’s `Dashboard`, then `Tasks`.",
        ));
    }
    draft.ok("users", "People in ConfigCat", user_words.clone());
    if groups == 0 {
        draft.missing("groups", "Groups in ConfigCat", "none");
    } else {
        draft.ok("groups", "Groups in ConfigCat", group_words.clone());
    }
    match facts.app().map(|app| (app, &app.people)) {
        Some((app, Ok(people))) => {
            draft.add_witness(Witness::Okta);
            people_on_both_sides(&mut draft, app, people, inventory);
        }
        Some((_, Err(no))) => draft.blind("everyone-assigned", "Everyone who is assigned", no.why.as_str()),
        None => draft.blind("everyone-assigned", "Everyone who is assigned", "only Okta tells who is assigned"),
    }
    if !draft.is_wrong() && groups == 0 {
        return Ok(
            draft.not_yet(format!("{user_words} arrived, no group yet"), "Groups come once they are pushed: step 4.3.")
        );
    }
    Ok(draft.settle(format!("{user_words} and {group_words} have arrived")))
}

fn people_on_both_sides(draft: &mut Draft<'_>, app: &AppFacts, people: &[AppPerson], inventory: &Inventory) {
    let reasons = Reasons::new(app.failures.as_deref().unwrap_or_default());
    let suspended: HashSet<&str> = app.suspended.iter().flatten().map(String::as_str).collect();
    let taken: HashSet<&str> = people.iter().filter_map(|person| person.external_id.as_deref()).collect();
    let by_id: HashMap<&str, &User> = inventory.users.iter().map(|user| (user.id.as_str(), user)).collect();
    let by_name: HashMap<String, &User> = inventory.users.iter().map(|user| (address(&user.user_name), user)).collect();
    let mut found = HashSet::new();
    let (mut missing, mut twins, mut unlinked, mut failed) = (vec![], vec![], vec![], vec![]);
    let (mut refused, mut switched_off, mut still_active) = (0, vec![], vec![]);
    for person in people.iter().filter(|person| !GONE.contains(&person.status.as_str())) {
        let name = person.user_name.as_str();
        let linked = person.external_id.as_deref().and_then(|id| by_id.get(id));
        let user = linked.or_else(|| by_name.get(&address(name)));
        if let Some(user) = user {
            found.insert(user.id.as_str());
        }
        match user {
            None => missing.push(name),
            // The account is another person's, who has the same address.
            Some(user) if linked.is_none() && taken.contains(user.id.as_str()) => twins.push(name),
            Some(_) if linked.is_none() => unlinked.push(name),
            // Told where the token stands, which is where it is mended.
            Some(_) if reasons.of(person).is_some_and(PushFailure::is_unauthorized) => refused += 1,
            Some(_) if person.sync_state == "ERROR" || reasons.of(person).is_some() => failed.push(name),
            Some(user) if user.active && suspended.contains(person.id.as_str()) => still_active.push(name),
            Some(user) if !user.active && !suspended.contains(person.id.as_str()) => switched_off.push(name),
            Some(_) => {}
        }
    }
    let mut leavers: Vec<&str> = inventory
        .users
        .iter()
        .filter(|user| user.active && !found.contains(user.id.as_str()))
        .map(|user| user.user_name.as_str())
        .collect();
    leavers.sort_unstable();
    let lists = [
        (
            missing,
            ("everyone-assigned", "Everyone who is assigned"),
            "assigned and not in ConfigCat",
            "Open Okta’s `Dashboard`, then `Tasks`, read the reason and choose `Retry Selected`. People who were assigned before provisioning was on need `Provision User` on the tab `Assignments`.",
        ),
        (
            twins,
            ("own-address", "An e-mail address of their own"),
            "assigned with the address of somebody else",
            "ConfigCat has one account for an address, and it is the other person’s. Give each their own address in Okta, then choose `Retry Selected` in `Dashboard`, `Tasks`; or take the assignment of the second account away.",
        ),
        (
            unlinked,
            ("linked", "Linked to Okta"),
            "in ConfigCat, but Okta holds no id for them",
            "Okta can’t update or deactivate them. Take their assignment away and assign them again, until Okta finds the account.",
        ),
        (
            failed,
            ("last-push", "Last push"),
            "not up to date: Okta’s last push failed",
            "Open Okta’s `Dashboard`, then `Tasks`, read the reason and choose `Retry Selected`.",
        ),
        (
            switched_off,
            ("active", "Active"),
            "assigned in Okta and switched off in ConfigCat",
            "Take the assignment away and assign again. If they stay off, the endpoint does not take the reactivation.",
        ),
        (
            leavers,
            ("leavers", "Nobody who left"),
            "active in ConfigCat and not assigned in Okta",
            "If they left: see that `Deactivate Users` is ticked, assign them again until it succeeds, then take the assignment away. Until then, stop them in ConfigCat by hand.",
        ),
    ];
    for (who, (id, title), what, remedy) in lists {
        if who.is_empty() {
            if id == "last-push" && refused > 0 {
                let whom = words::count(refused, "person is", "people are");
                draft.warn(id, title, format!("{whom} not up to date until Okta has ConfigCat’s token: step 3.3"));
            } else {
                draft.ok(id, title, "as it should be");
            }
            continue;
        }
        let names = words::names(who.iter().copied());
        let headline = format!("{} {what}", words::count(who.len(), "person is", "people are"));
        draft.bad((id, title), format!("{what}: {names}"), headline, format!("{names}. {remedy}"));
    }
    // Whether a suspended person shall be kept out, only the administrator knows.
    let suspended = ("suspended", "Nobody who is suspended");
    match &app.suspended {
        Err(no) => draft.blind(suspended.0, suspended.1, no.why.as_str()),
        Ok(_) if still_active.is_empty() => draft.ok(suspended.0, suspended.1, "as it should be"),
        Ok(_) => {
            let names = words::names(still_active);
            draft.warn(
                suspended.0,
                suspended.1,
                format!(
                    "suspended in Okta and active in ConfigCat, since Okta sends nothing when it suspends: {names}"
                ),
            );
        }
    }
    match &app.failures {
        Ok(_) => reasons.tell(draft, people),
        Err(no) => draft.blind("reasons", "Why pushes failed", format!("Okta’s System Log can’t be read. {}", no.why)),
    }
}

/// Why the last push of a person failed, by the System Log.
struct Reasons<'a> {
    by_id: HashMap<&'a str, &'a PushFailure>,
    by_name: HashMap<String, &'a PushFailure>,
}

impl<'a> Reasons<'a> {
    fn new(failures: &'a [PushFailure]) -> Self {
        let by_id = failures.iter().filter_map(|failure| Some((failure.logged.user_id.as_deref()?, failure)));
        let by_name =
            failures.iter().filter_map(|failure| Some((address(failure.logged.user_name.as_deref()?), failure)));
        Self { by_id: by_id.collect(), by_name: by_name.collect() }
    }

    fn of(&self, person: &AppPerson) -> Option<&'a PushFailure> {
        self.by_id.get(person.id.as_str()).or_else(|| self.by_name.get(&address(&person.user_name))).copied()
    }

    /// Each reason once, with those whom it struck.
    fn tell(&self, draft: &mut Draft<'_>, people: &'a [AppPerson]) {
        let mut struck: Vec<(&PushFailure, Vec<&str>)> = Vec::new();
        for person in people.iter().filter(|person| !GONE.contains(&person.status.as_str())) {
            let Some(failure) = self.of(person) else { continue };
            match struck.iter_mut().find(|(known, _)| known.logged.reason == failure.logged.reason) {
                Some((_, whom)) => whom.push(&person.user_name),
                None => struck.push((failure, vec![&person.user_name])),
            }
        }
        for (at, (failure, whom)) in struck.into_iter().enumerate() {
            let meaning = failure.meaning.as_deref().map(|meaning| format!(" It means: {meaning}")).unwrap_or_default();
            let logged = &failure.logged;
            let said =
                format!("“{}” on {}, for {}.{meaning}", logged.reason, time::words(&logged.at), words::names(whom));
            draft.warn(&format!("reason-{at}"), "Okta’s reason", said);
        }
    }
}
