//! Carrying out one line: looks first whether it is already so, then writes once.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use catflap_okta::model::{
    Capabilities, CreateCapabilities, EnabledStatus, NewPushMapping, NewSamlApp, PushMapping, PushStatus, PushTarget,
    Setting, UpdateCapabilities,
};
use catflap_okta::{AppId, GroupId, MappingId, Okta, OktaError, UserId};

use super::model::{Change, ChangeTarget, NamedGroup, NamedPerson, ToAppSwitches};
use super::plan::{is_marked, is_the_app, mark};
use super::read::{groups_called, members, saml_apps, switches, to_app};
use super::seen::{SeenGroup, ToAppSight};
use super::words::twice;
use crate::trouble::Trouble;

/// How a line ended.
pub(super) enum Ended {
    Done(Option<String>),
    AlreadySo(Option<String>),
    ByHand(Trouble),
}

/// What one run knows on its way.
pub(super) struct Bench<'a> {
    okta: &'a Okta,
    app: Option<AppId>,
    /// Groups that lines made or found, by the number of the line.
    groups: BTreeMap<u32, GroupId>,
    /// Members of groups, read once a run.
    members: HashMap<GroupId, BTreeSet<UserId>>,
}

impl<'a> Bench<'a> {
    pub fn new(okta: &'a Okta, app: Option<AppId>) -> Self {
        Self { okta, app, groups: BTreeMap::new(), members: HashMap::new() }
    }

    /// Remembers what a line made, for the lines that speak of it.
    pub fn made(&mut self, number: u32, change: &Change, id: Option<&String>) {
        if let (Change::CreateGroup { .. }, Some(id)) = (change, id) {
            self.groups.insert(number, GroupId::new(id.clone()));
        }
    }

    pub async fn apply(&mut self, change: &Change) -> Result<Ended, Trouble> {
        match change {
            Change::CreateApp { app } => self.create_app(app).await,
            Change::AssignGroup { group } => self.assign(group).await,
            Change::CreateGroup { name, beside } => self.create_group(name, beside).await,
            Change::AddMember { target, person } => self.add_member(target, person).await,
            Change::PushGroup { target } => self.push(target).await,
            Change::StopPush { mapping, group } => self.stop(mapping, group).await,
            Change::StartPush { mapping, group } => self.start(mapping, group).await,
            Change::Unlink { mapping, group } => self.unlink(mapping, group).await,
            Change::SetToApp { switches } => self.set_to_app(switches).await,
        }
    }

    fn app(&self) -> Result<&AppId, Trouble> {
        self.app.as_ref().ok_or_else(|| {
            Trouble::new("There is no application for this.", "", "Choose the application in Settings, and plan anew.")
        })
    }

    fn group(&self, target: &ChangeTarget) -> Result<GroupId, Trouble> {
        match target {
            ChangeTarget::Known { group } => Ok(group.id.clone()),
            ChangeTarget::Made { line, name } => self.groups.get(line).cloned().ok_or_else(|| {
                Trouble::new(format!("“{name}” was not made, so nothing can be done with it."), "", "Plan anew.")
            }),
        }
    }

    async fn create_app(&self, wish: &NewSamlApp) -> Result<Ended, Trouble> {
        let doing = format!("create the application “{}”", wish.label);
        let failed = |error: OktaError| Trouble::okta(&doing, &error);
        let there = saml_apps(self.okta, &wish.label).await.map_err(failed)?;
        if let Some(app) = there.iter().find(|app| is_the_app(app, wish)) {
            return Ok(Ended::AlreadySo(Some(app.id.to_string())));
        }
        let app = self.okta.apps().create(wish).await.map_err(failed)?;
        Ok(Ended::Done(Some(app.id.to_string())))
    }

    async fn assign(&self, group: &NamedGroup) -> Result<Ended, Trouble> {
        let app = self.app()?;
        let doing = format!("assign “{}”", group.name);
        let failed = |error: OktaError| Trouble::okta(&doing, &error);
        if self.assigned(app).await.map_err(failed)?.contains(&group.id) {
            return Ok(Ended::AlreadySo(None));
        }
        if self.mapping_of(app, &group.id).await.map_err(failed)?.is_some() {
            return Err(twice(&group.name, "pushed", "assigned"));
        }
        self.okta.apps().assign_group(app, &group.id, None).await.map_err(failed)?;
        Ok(Ended::Done(None))
    }

    async fn create_group(&mut self, name: &str, beside: &NamedGroup) -> Result<Ended, Trouble> {
        let doing = format!("create the group “{name}”");
        let failed = |error: OktaError| Trouble::okta(&doing, &error);
        let there = groups_called(self.okta, name).await.map_err(failed)?.into_iter().next();
        if let Some(group) = there {
            let id = group.id.to_string();
            let seen = SeenGroup {
                name: group.profile.name,
                description: group.profile.description.unwrap_or_default(),
                members: None,
            };
            if seen.name == name && is_marked(&seen, &beside.id) {
                return Ok(Ended::AlreadySo(Some(id)));
            }
            return Err(Trouble::new(
                format!("A group called “{}” is there meanwhile, and Catflap did not make it.", seen.name),
                "People put into it would get whatever else that group gives.",
                "Plan anew with another scheme of names.",
            ));
        }
        let group = self.okta.groups().create(name, Some(&mark(beside))).await.map_err(failed)?;
        Ok(Ended::Done(Some(group.id.to_string())))
    }

    async fn add_member(&mut self, target: &ChangeTarget, person: &NamedPerson) -> Result<Ended, Trouble> {
        let group = self.group(target)?;
        let doing = format!("add {} to “{}”", person.name, target.name());
        let failed = |error: OktaError| Trouble::okta(&doing, &error);
        if !self.members.contains_key(&group) {
            let read = members(self.okta, &group).await.map_err(failed)?;
            self.members.insert(group.clone(), read.into_iter().map(|person| person.id).collect());
        }
        if self.members.get(&group).is_some_and(|members| members.contains(&person.id)) {
            return Ok(Ended::AlreadySo(None));
        }
        self.okta.groups().add_member(&group, &person.id).await.map_err(failed)?;
        self.members.entry(group).or_default().insert(person.id.clone());
        Ok(Ended::Done(None))
    }

    async fn push(&self, target: &ChangeTarget) -> Result<Ended, Trouble> {
        let app = self.app()?;
        let (group, name) = (self.group(target)?, target.name());
        let doing = format!("push “{name}”");
        let failed = |error: OktaError| Trouble::okta(&doing, &error);
        if self.assigned(app).await.map_err(failed)?.contains(&group) {
            return Err(twice(name, "assigned", "pushed"));
        }
        if let Some(mapping) = self.mapping_of(app, &group).await.map_err(failed)? {
            let id = Some(mapping.id.to_string());
            return match mapping.status {
                PushStatus::Active => Ok(Ended::AlreadySo(id)),
                PushStatus::Inactive => {
                    self.okta.apps().set_push_mapping(app, &mapping.id, true).await.map_err(failed)?;
                    Ok(Ended::Done(id))
                }
                _ => Err(Trouble::new(
                    format!("“{name}” is pushed, and the push is in error."),
                    mapping.failure().map(|said| format!("Okta says: “{said}”")).unwrap_or_default(),
                    "Mend it: retry, or unlink and push again.",
                )),
            };
        }
        let new = NewPushMapping { source: group, target: PushTarget::NewGroup(name.to_owned()), active: true };
        let mapping = self.okta.apps().create_push_mapping(app, &new).await.map_err(failed)?;
        Ok(Ended::Done(Some(mapping.id.to_string())))
    }

    async fn stop(&self, mapping: &MappingId, group: &NamedGroup) -> Result<Ended, Trouble> {
        let app = self.app()?;
        let doing = format!("stop pushing “{}”", group.name);
        let failed = |error: OktaError| Trouble::okta(&doing, &error);
        match self.mapping(app, mapping).await.map_err(failed)? {
            // In error no longer: nothing needs to be mended.
            None => Ok(Ended::AlreadySo(None)),
            Some(found) if matches!(found.status, PushStatus::Inactive | PushStatus::Active) => {
                Ok(Ended::AlreadySo(Some(mapping.to_string())))
            }
            Some(_) => {
                self.okta.apps().set_push_mapping(app, mapping, false).await.map_err(failed)?;
                Ok(Ended::Done(Some(mapping.to_string())))
            }
        }
    }

    async fn start(&self, mapping: &MappingId, group: &NamedGroup) -> Result<Ended, Trouble> {
        let app = self.app()?;
        let doing = format!("start pushing “{}”", group.name);
        let failed = |error: OktaError| Trouble::okta(&doing, &error);
        match self.mapping(app, mapping).await.map_err(failed)? {
            None => Err(Trouble::new(
                format!("“{}” is no longer pushed.", group.name),
                "Somebody unlinked it meanwhile.",
                "Plan anew.",
            )),
            Some(found) if found.status == PushStatus::Active => Ok(Ended::AlreadySo(Some(mapping.to_string()))),
            Some(_) => {
                self.okta.apps().set_push_mapping(app, mapping, true).await.map_err(failed)?;
                Ok(Ended::Done(Some(mapping.to_string())))
            }
        }
    }

    async fn unlink(&self, mapping: &MappingId, group: &NamedGroup) -> Result<Ended, Trouble> {
        let app = self.app()?;
        let doing = format!("unlink “{}”", group.name);
        let failed = |error: OktaError| Trouble::okta(&doing, &error);
        match self.mapping(app, mapping).await.map_err(failed)? {
            None => Ok(Ended::AlreadySo(None)),
            Some(found) if found.status == PushStatus::Active => Ok(Ended::AlreadySo(Some(mapping.to_string()))),
            Some(found) => {
                if found.status != PushStatus::Inactive {
                    self.okta.apps().set_push_mapping(app, mapping, false).await.map_err(failed)?;
                }
                self.okta.apps().delete_push_mapping(app, mapping, false).await.map_err(failed)?;
                Ok(Ended::Done(None))
            }
        }
    }

    async fn set_to_app(&self, wanted: &ToAppSwitches) -> Result<Ended, Trouble> {
        let app = self.app()?;
        let doing = "set the switches of `To App`";
        let by_hand = |why: String| {
            Ended::ByHand(Trouble::new(
                "Okta does not let the switches of this application be set by its API.",
                why,
                "Set them in the admin console, under Provisioning → To App → Edit. The guide then proves them.",
            ))
        };
        let now = match to_app(self.okta, app).await.map_err(|error| Trouble::okta(doing, &error))? {
            ToAppSight::Seen(now) => now,
            ToAppSight::Unseen | ToAppSight::NotAsked => return Ok(by_hand("It does not even show them.".to_owned())),
        };
        if wanted.beyond(&now).is_empty() {
            return Ok(Ended::AlreadySo(None));
        }
        match self.okta.apps().set_user_provisioning(app, &capabilities(*wanted)).await {
            Ok(feature) if wanted.beyond(&switches(&feature)).is_empty() => Ok(Ended::Done(None)),
            Ok(_) => Ok(by_hand("It answered as if it had, and they stand as before.".to_owned())),
            Err(OktaError::Api(refusal) | OktaError::NotFound(refusal)) => {
                Ok(by_hand(format!("Okta says: “{}”", refusal.summary)))
            }
            Err(error) => Err(Trouble::okta(doing, &error)),
        }
    }

    async fn assigned(&self, app: &AppId) -> Result<BTreeSet<GroupId>, OktaError> {
        Ok(self.okta.apps().groups(app).all().await?.into_iter().map(|group| group.id).collect())
    }

    async fn mapping_of(&self, app: &AppId, group: &GroupId) -> Result<Option<PushMapping>, OktaError> {
        let mappings = self.okta.apps().push_mappings(app).all().await?;
        Ok(mappings.into_iter().find(|mapping| mapping.source_group_id == *group))
    }

    async fn mapping(&self, app: &AppId, mapping: &MappingId) -> Result<Option<PushMapping>, OktaError> {
        match self.okta.apps().push_mapping(app, mapping).await {
            Ok(mapping) => Ok(Some(mapping)),
            Err(OktaError::NotFound(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

fn capabilities(switches: ToAppSwitches) -> Capabilities {
    let setting = |switch: Option<bool>| {
        switch.map(|on| Setting { status: Some(if on { EnabledStatus::Enabled } else { EnabledStatus::Disabled }) })
    };
    let create = CreateCapabilities { lifecycle_create: setting(switches.create) };
    let update = UpdateCapabilities {
        profile: setting(switches.update),
        lifecycle_deactivate: setting(switches.deactivate),
        password: setting(switches.password),
    };
    Capabilities {
        create: (create != CreateCapabilities::default()).then_some(create),
        update: (update != UpdateCapabilities::default()).then_some(update),
    }
}
