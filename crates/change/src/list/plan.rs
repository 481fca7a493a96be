//! From what was read and what is wanted to lines. Pure.

use std::collections::{BTreeMap, BTreeSet};

use catflap_okta::GroupId;
use catflap_okta::model::NewSamlApp;

use super::body::request;
use super::model::{Change, ChangeLine, ChangeList, ChangeTarget, LineState, NamedGroup, ToAppSwitches};
use super::scheme::NameScheme;
use super::seen::{Seen, SeenGroup, SeenMapping, ToAppSight};
use super::wish::{MendWay, Wish};
use super::words::{bad_scheme, people, title, twice};
use crate::trouble::Trouble;

const MARK: &str = "Made by Catflap";

/// The description of a group that Catflap makes; it is known again by it.
pub(super) fn mark(beside: &NamedGroup) -> String {
    format!("{MARK}: the same people as “{}” ({}), to be pushed to ConfigCat.", beside.name, beside.id)
}

/// Whether a group was made by Catflap beside this one. The source may have been renamed since; its id has not.
pub(super) fn is_marked(group: &SeenGroup, beside: &GroupId) -> bool {
    group.description.starts_with(MARK) && group.description.contains(&format!("({beside})"))
}

/// The lines that bring about what is wanted. `id` names the list. What is already so is a line too, and so is what must
/// not be done; planning again after a list was carried out gives only lines that are already so.
pub fn plan(seen: &Seen, wishes: &[Wish], id: &str) -> ChangeList {
    let mut draft = Draft::new(seen);
    for wish in wishes {
        draft.wish(wish);
    }
    draft.cautions();
    ChangeList {
        id: id.to_owned(),
        org: seen.org.clone(),
        app: seen.app.as_ref().map(|app| app.id.clone()),
        app_label: seen.app.as_ref().map(|app| app.label.clone()).unwrap_or_default(),
        lines: draft.lines,
        cautions: draft.cautions,
    }
}

struct Draft<'a> {
    seen: &'a Seen,
    lines: Vec<ChangeLine>,
    cautions: Vec<String>,
    /// As it will be once the lines so far are done.
    assigned: BTreeSet<GroupId>,
    pushed: BTreeSet<GroupId>,
    /// Push groups to be made, by name: which group each stands beside.
    made: BTreeMap<String, GroupId>,
    to_app: ToAppSight,
}

impl<'a> Draft<'a> {
    fn new(seen: &'a Seen) -> Self {
        Self {
            seen,
            lines: Vec::new(),
            cautions: Vec::new(),
            assigned: seen.assigned.iter().cloned().collect(),
            pushed: seen.mappings.iter().map(|mapping| mapping.group.clone()).collect(),
            made: BTreeMap::new(),
            to_app: seen.to_app.clone(),
        }
    }

    fn wish(&mut self, wish: &Wish) {
        match wish {
            Wish::CreateApp { app } => self.create_app(app),
            Wish::Assign { groups } => groups.iter().for_each(|group| self.assign(group)),
            Wish::PushBeside { groups, scheme } => groups.iter().for_each(|group| self.push_beside(group, scheme)),
            Wish::Push { groups } => groups.iter().for_each(|group| {
                let group = self.named(group);
                self.push(&ChangeTarget::Known { group });
            }),
            Wish::Mend { group, way } => self.mend(group, *way),
            Wish::ToApp { switches } => self.set_to_app(*switches),
        }
    }

    fn named(&self, group: &GroupId) -> NamedGroup {
        NamedGroup { id: group.clone(), name: self.seen.name(group) }
    }

    /// Adds a line, and gives its number.
    fn line(&mut self, change: Change, state: LineState, detail: impl Into<String>) -> u32 {
        let number = u32::try_from(self.lines.len() + 1).unwrap_or(u32::MAX);
        let (sends, body) = request(&change, self.seen.app.as_ref().map(|app| &app.id));
        let sent = state == LineState::Planned;
        self.lines.push(ChangeLine {
            number,
            title: title(&change),
            detail: detail.into(),
            sends: if sent { sends } else { String::new() },
            body: body.filter(|_| sent).map(|body| body.to_string()),
            change,
            state,
            trouble: None,
            made: None,
            ended_at: None,
            duration_ms: None,
        });
        number
    }

    fn planned(&mut self, change: Change, detail: impl Into<String>) -> u32 {
        self.line(change, LineState::Planned, detail)
    }

    fn already(&mut self, change: Change, detail: impl Into<String>) {
        self.line(change, LineState::AlreadySo, detail);
    }

    fn blocked(&mut self, change: Change, trouble: Trouble) {
        self.line(change, LineState::Blocked, "");
        if let Some(line) = self.lines.last_mut() {
            line.trouble = Some(trouble);
        }
    }

    /// Whether there is an application; without one the change is blocked.
    fn has_app(&mut self, change: &Change) -> bool {
        if self.seen.app.is_some() {
            return true;
        }
        self.blocked(
            change.clone(),
            Trouble::new(
                "There is no application for this yet.",
                "People and groups are assigned to an application.",
                "Make the application first, or choose it in Settings.",
            ),
        );
        false
    }

    fn create_app(&mut self, wish: &NewSamlApp) {
        let change = Change::CreateApp { app: wish.clone() };
        let alike = self.seen.saml_apps.iter().find(|app| is_the_app(app, wish));
        if let Some(app) = alike {
            let made = app.id.to_string();
            self.already(change, "An application of this name and these addresses is there.");
            if let Some(line) = self.lines.last_mut() {
                line.made = Some(made);
            }
            return;
        }
        if let Some(app) = &self.seen.app {
            let what = format!("The application “{}” is chosen already.", app.label);
            let trouble = Trouble::new(
                what,
                "A second application would push the same people twice.",
                "Keep it, or take the choice back in Settings before another is made.",
            );
            return self.blocked(change, trouble);
        }
        let empty = [&wish.label, &wish.audience, &wish.acs_url].iter().any(|text| text.trim().is_empty());
        if empty {
            let trouble = Trouble::new(
                "The name or an address is missing.",
                "Okta makes no SAML application without them.",
                "Copy `Entity ID` and `Assertion Consumer Service` from ConfigCat’s page.",
            );
            return self.blocked(change, trouble);
        }
        let same_name = self.seen.saml_apps.iter().any(|app| app.label == wish.label);
        if same_name {
            self.cautions.push(format!(
                "Another application is called “{}” too, with other addresses. Okta allows it; telling them apart is up to you.",
                wish.label
            ));
        }
        self.planned(
            change,
            "SAML 2.0, Name ID format EmailAddress, application username Email. Provisioning can’t be switched on by Okta’s API: that step stays one by hand.",
        );
    }

    fn assign(&mut self, id: &GroupId) {
        let group = self.named(id);
        let change = Change::AssignGroup { group: group.clone() };
        if !self.has_app(&change) {
            return;
        }
        if self.assigned.contains(id) {
            return self.already(change, "It is assigned.");
        }
        if self.pushed.contains(id) {
            return self.blocked(change, twice(&group.name, "pushed", "assigned"));
        }
        let detail = match self.seen.groups.get(id).and_then(|group| group.members.as_ref()) {
            Some(members) => format!("Okta then pushes its people: {}.", people(members.len())),
            None => "Okta then pushes its people.".to_owned(),
        };
        self.assigned.insert(id.clone());
        self.planned(change, detail);
    }

    fn push_beside(&mut self, id: &GroupId, scheme: &NameScheme) {
        let beside = self.named(id);
        let named = scheme.name(&beside.name);
        let name = named.clone().unwrap_or_default();
        let change = Change::CreateGroup { name: name.clone(), beside: beside.clone() };
        if !self.has_app(&change) {
            return;
        }
        if let Err(error) = named {
            return self.blocked(change, bad_scheme(&error));
        }
        let Some(wanted) = self.seen.groups.get(id).and_then(|group| group.members.clone()) else {
            let trouble = Trouble::new(
                format!("Who is in “{}” could not be read.", beside.name),
                "Without that the push group would be empty.",
                "Look whether the token may read groups, then plan anew.",
            );
            return self.blocked(change, trouble);
        };
        let alike = |group: &str| group.to_lowercase() == name.to_lowercase();
        let found = self
            .seen
            .groups
            .iter()
            .find(|(_, group)| group.name == name)
            .or_else(|| self.seen.groups.iter().find(|(other, group)| *other != id && alike(&group.name)));
        let made_before = self.made.iter().find(|(other, _)| alike(other)).map(|(_, beside)| beside.clone());
        let (target, there) = match (found, made_before) {
            (_, Some(other)) if other == *id => return,
            (_, Some(other)) => {
                let trouble = Trouble::new(
                    format!("The push group beside “{}” would be called “{name}” as well.", self.seen.name(&other)),
                    "ConfigCat tells groups apart by their name.",
                    "Choose another scheme of names.",
                );
                return self.blocked(change, trouble);
            }
            (Some((found, group)), None) if group.name == name && is_marked(group, id) => {
                let known = NamedGroup { id: found.clone(), name: name.clone() };
                let there = group.members.clone().unwrap_or_default();
                let strangers = there.iter().filter(|person| !wanted.iter().any(|one| one.id == person.id)).count();
                let detail = match strangers {
                    0 => "Catflap made it before.".to_owned(),
                    more => format!(
                        "Catflap made it before. It also holds {} who {} not in “{}”: they stay.",
                        people(more),
                        if more == 1 { "is" } else { "are" },
                        beside.name
                    ),
                };
                self.already(change, detail);
                if let Some(line) = self.lines.last_mut() {
                    line.made = Some(known.id.to_string());
                }
                (ChangeTarget::Known { group: known }, there)
            }
            (Some((_, group)), None) => {
                let trouble = Trouble::new(
                    format!("There is a group called “{}” already, and Catflap did not make it.", group.name),
                    "People put into it would get whatever else that group gives.",
                    "Choose another scheme of names, or push that group as it is.",
                );
                return self.blocked(change, trouble);
            }
            (None, None) => {
                let detail = format!("With the same people: {}.", people(wanted.len()));
                let line = self.planned(change, detail);
                self.made.insert(name.clone(), id.clone());
                (ChangeTarget::Made { line, name: name.clone() }, Vec::new())
            }
        };
        for person in &wanted {
            let change = Change::AddMember { target: target.clone(), person: person.clone() };
            if there.iter().any(|one| one.id == person.id) {
                self.already(change, "Is in it.");
            } else {
                self.planned(change, "");
            }
        }
        if wanted.is_empty() {
            self.cautions.push(format!("“{}” is empty: the push group beside it gives nobody anything.", beside.name));
        }
        if !self.assigned.contains(id) {
            self.cautions.push(format!(
                "“{}” is not assigned. Those of its people who don’t have the application otherwise would silently be missing from “{name}”.",
                beside.name
            ));
        }
        self.push(&target);
    }

    fn push(&mut self, target: &ChangeTarget) {
        let change = Change::PushGroup { target: target.clone() };
        if !self.has_app(&change) {
            return;
        }
        let name = target.name().to_owned();
        if let ChangeTarget::Known { group } = target {
            if self.assigned.contains(&group.id) {
                return self.blocked(change, twice(&name, "assigned", "pushed"));
            }
            if let Some(mapping) = self.seen.mapping(&group.id).cloned() {
                return self.pushed_before(change, group.clone(), &mapping);
            }
            if self.pushed.contains(&group.id) {
                return;
            }
        }
        if self.seen.app.as_ref().is_some_and(|app| !app.pushes_groups) {
            let trouble = Trouble::new(
                "Okta can’t push groups for this application yet.",
                "`Push Groups` is not among its supported provisioning actions.",
                "Tick `Push Groups` under Provisioning → Integration, then plan anew.",
            );
            return self.blocked(change, trouble);
        }
        if let ChangeTarget::Known { group } = target {
            self.pushed.insert(group.id.clone());
        }
        self.planned(change, format!("ConfigCat gets a group called “{name}”."));
    }

    fn pushed_before(&mut self, push: Change, group: NamedGroup, mapping: &SeenMapping) {
        match mapping.status.as_str() {
            "INACTIVE" => {
                let change = Change::StartPush { mapping: mapping.id.clone(), group };
                self.planned(change, "Its push was stopped.");
            }
            "ERROR" => {
                let why = mapping.error.as_ref().map(|said| format!("Okta says: “{said}”")).unwrap_or_default();
                let what = format!("“{}” is pushed, and the push is in error.", group.name);
                self.blocked(push, Trouble::new(what, why, "Mend it: retry, or unlink and push again."));
            }
            _ => self.already(push, "It is pushed."),
        }
        if let Some(line) = self.lines.last_mut() {
            line.made = Some(mapping.id.to_string());
        }
    }

    fn mend(&mut self, id: &GroupId, way: MendWay) {
        let group = self.named(id);
        let target = ChangeTarget::Known { group: group.clone() };
        let Some(found) = self.seen.mapping(id).cloned() else {
            // Unlinked by a list that was left half done, or never pushed: either way it is pushed now.
            return self.push(&target);
        };
        if self.assigned.contains(id) {
            return self.blocked(Change::PushGroup { target }, twice(&group.name, "assigned", "pushed"));
        }
        let mapping = found.id.clone();
        let stop = Change::StopPush { mapping: mapping.clone(), group: group.clone() };
        match (found.status.as_str(), way) {
            ("ACTIVE", _) => self.already(Change::PushGroup { target }, "It is pushed, without an error."),
            ("INACTIVE", MendWay::Retry) => {
                self.planned(Change::StartPush { mapping, group }, "Okta tries again.");
            }
            (status, _) => {
                if status != "INACTIVE" {
                    self.planned(stop, found.error.map(|said| format!("Okta says: “{said}”")).unwrap_or_default());
                }
                match way {
                    MendWay::Retry => {
                        self.planned(Change::StartPush { mapping, group }, "Okta tries again.");
                    }
                    MendWay::Relink => {
                        let detail = "The group stays in ConfigCat, with its permissions.";
                        self.planned(Change::Unlink { mapping, group: group.clone() }, detail);
                        self.planned(
                            Change::PushGroup { target },
                            format!("Okta looks up “{}” by its name and links it again.", group.name),
                        );
                    }
                }
            }
        }
    }

    fn set_to_app(&mut self, wanted: ToAppSwitches) {
        let change = |switches| Change::SetToApp { switches };
        if !self.has_app(&change(wanted)) {
            return;
        }
        let detail = "If Okta refuses this for the application, the step stays one by hand.";
        match self.to_app.clone() {
            ToAppSight::Seen(now) => {
                let open = wanted.beyond(&now);
                if open.is_empty() {
                    return self.already(change(wanted), "They stand like this.");
                }
                self.planned(change(open), detail);
                self.to_app = ToAppSight::Seen(wanted.over(&now));
            }
            ToAppSight::NotAsked | ToAppSight::Unseen => {
                let trouble = Trouble::new(
                    "Okta does not show the switches of this application.",
                    "It shows them once provisioning is on and the connector is saved.",
                    "Enable SCIM provisioning and save the connector first. If they stay hidden, set them under Provisioning → To App.",
                );
                self.blocked(change(wanted), trouble);
            }
        }
    }

    fn cautions(&mut self) {
        let Some(app) = &self.seen.app else { return };
        let assigns = self
            .lines
            .iter()
            .any(|line| line.state == LineState::Planned && matches!(line.change, Change::AssignGroup { .. }));
        let creates = self
            .lines
            .iter()
            .any(|line| matches!(&line.change, Change::SetToApp { switches } if switches.create == Some(true)));
        if assigns && !app.creates_users && !creates {
            self.cautions.push(
                "`Create Users` is not in force for the application. Okta does not push by itself whoever is assigned before it is: switch it on first."
                    .to_owned(),
            );
        }
        if !app.active && self.lines.iter().any(|line| line.state == LineState::Planned) {
            self.cautions.push(format!("The application “{}” is not active: Okta pushes nothing.", app.label));
        }
    }
}

/// Whether this is the application that is wanted.
pub(super) fn is_the_app(app: &super::seen::SeenSaml, wish: &NewSamlApp) -> bool {
    app.label == wish.label && app.audience == wish.audience && app.acs_url == wish.acs_url
}

#[cfg(test)]
mod tests;
