//! A finished org, as those who make mistakes in it get at it.

use serde_json::Value;

use crate::act_okta::{self, refused};
use crate::configcat::state::{Account, Rule};
use crate::core::Core;
use crate::directory::DirectoryAct;
use crate::okta::state::{App, Mapping};
use crate::panel::{ActOutcome, OktaAction, OktaAppView};
use crate::ready;
use crate::world::World;

pub(super) struct Org<'a> {
    pub core: &'a Core,
    pub app: String,
}

/// Whose name and address a mistake needs.
#[derive(Clone, Copy)]
pub(super) struct Newcomer {
    pub first: &'static str,
    pub last: &'static str,
    pub email: &'static str,
    pub login: &'static str,
}

impl<'a> Org<'a> {
    /// The org, if provisioning is on and groups are assigned and pushed.
    pub fn finished(core: &'a Core) -> Option<Self> {
        let world = core.world();
        let app = world.okta.apps.last()?;
        let finished = app.connected() && !app.assigned_groups.is_empty() && !app.mappings.is_empty();
        finished.then(|| Self { core, app: app.id.clone() })
    }

    pub async fn act(&self, action: OktaAction) -> Result<(), ActOutcome> {
        let outcome = act_okta::act(self.core, action).await;
        if outcome.ok { Ok(()) } else { Err(outcome) }
    }

    /// Waits until everything is pushed.
    pub async fn settle(&self) {
        ready::settled(self.core).await;
    }

    pub fn view(&self) -> Result<OktaAppView, ActOutcome> {
        let view = crate::view::view(&self.core.world(), &self.core.secrets());
        view.okta.app.ok_or_else(|| refused("There is no application yet."))
    }

    pub fn directory(&self, act: &DirectoryAct) {
        self.core.change(|world| world.directory(act));
    }

    /// A call to the target app by someone else than Okta.
    pub fn by_hand(&self, method: &str, path: &[&str], body: &Value) -> Result<(), ActOutcome> {
        let reply = self.core.change(|world| world.scim(method, path, &std::collections::HashMap::new(), body));
        if reply.status < 300 { Ok(()) } else { Err(refused(format!("ConfigCat answered {}.", reply.status))) }
    }

    /// A new person in Okta, with a ConfigCat account of the same address.
    pub fn newcomer(&self, who: Newcomer) -> Result<String, ActOutcome> {
        self.core.change(|world| {
            let add = DirectoryAct::AddPerson {
                first_name: who.first.into(),
                last_name: who.last.into(),
                email: who.email.into(),
                login: who.login.into(),
            };
            if !world.directory(&add) {
                return Err(refused("This mistake is there already."));
            }
            world.sign_up(&format!("{} {}", who.first, who.last), who.email);
            let newest = world.okta.people.keys().next_back().cloned();
            newest.ok_or_else(|| refused("The person could not be added."))
        })
    }

    /// The same, assigned and pushed.
    pub async fn assigned(&self, who: Newcomer) -> Result<String, ActOutcome> {
        let user_id = self.newcomer(who)?;
        self.act(OktaAction::AssignPerson { user_id: user_id.clone() }).await?;
        self.settle().await;
        Ok(user_id)
    }

    /// A push group that is well, and has members: the id of its mapping, and the mapping.
    pub fn pushed(&self) -> Result<(String, Mapping), ActOutcome> {
        let world = self.core.world();
        let members =
            |mapping: &Mapping| world.okta.groups.get(&mapping.group_id).map_or(0, |group| group.members.len());
        let found =
            world.okta.app(&self.app).into_iter().flat_map(App::active_mappings).max_by_key(|(_, m)| members(m));
        let (id, mapping) = found.ok_or_else(|| refused("No group is pushed."))?;
        Ok((id.clone(), mapping.clone()))
    }
}

impl App {
    fn active_mappings(&self) -> impl Iterator<Item = (&String, &Mapping)> {
        use crate::okta::state::MappingStatus;
        self.mappings.iter().filter(|(_, m)| m.status == MappingStatus::Active && m.scim_id.is_some())
    }
}

impl World {
    /// Somebody signs up for ConfigCat; one who has an account keeps it.
    fn sign_up(&mut self, full_name: &str, email: &str) {
        let key = email.to_lowercase();
        if self.configcat.account_emails.contains_key(&key) {
            return;
        }
        let id = self.ids.uuid();
        let account = Account {
            full_name: full_name.to_owned(),
            email: email.to_owned(),
            two_factor: true,
            in_organization: false,
            disabled: false,
            granted: Rule::default(),
        };
        self.configcat.accounts.insert(id.clone(), account);
        self.configcat.account_emails.insert(key, id);
    }
}
