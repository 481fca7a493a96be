//! The legs: each one written into the journal, written in Okta, and waited for in `ConfigCat`.

use catflap_okta::{GroupId, MappingId, UserId};
use catflap_scim::User;

use super::arrive::Wanted;
use super::end::{End, Stop, explained, leg, okta, scim};
use super::events::Log;
use super::facts::{Standing, TripFacts, names_of};
use super::model::{Leg, LegOutcome, TripEvent};
use super::plan::Step;
use super::run::TripTools;
use super::settings::{TripPerson, TripSettings};
use super::undo::{PersonNames, TripUndo, Undo};
use super::wait::{Look, Patience, find_user};
use super::{hand, names};
use crate::journal::{ChangeEntryId, JournalError};
use crate::trouble::Trouble;

pub(super) struct Stage<'a> {
    pub tools: &'a TripTools<'a>,
    pub settings: &'a TripSettings,
    pub facts: &'a TripFacts,
    pub patience: Patience,
    pub sink: &'a (dyn Fn(TripEvent) + Send + Sync),
    pub log: Log,
    /// Everything written, in order.
    pub made: Vec<(ChangeEntryId, TripUndo)>,
    pub person: Option<UserId>,
    pub names: PersonNames,
    pub user_name: String,
    pub login: String,
    pub group: Option<GroupId>,
    pub(super) step: Step,
}

impl<'a> Stage<'a> {
    pub fn new(
        tools: &'a TripTools<'a>,
        settings: &'a TripSettings,
        facts: &'a TripFacts,
        patience: Patience,
        sink: &'a (dyn Fn(TripEvent) + Send + Sync),
        log: Log,
    ) -> Self {
        let named = facts.person.as_ref();
        let login = match &settings.person {
            TripPerson::Throwaway { domain, .. } => names::login(&settings.run_id, domain),
            TripPerson::Named { .. } => named.map(|person| person.login.clone()).unwrap_or_default(),
        };
        Self {
            tools,
            settings,
            facts,
            patience,
            sink,
            log,
            made: Vec::new(),
            person: named.map(|person| person.id.clone()),
            names: named.map(|person| person.names.clone()).unwrap_or_default(),
            user_name: facts.user_name.clone(),
            login,
            group: facts.group.as_ref().map(|group| group.group.id.clone()),
            step: Step::CreatePerson,
        }
    }

    /// Whom and what this trip is about, by Okta's ids.
    pub fn ids(&self) -> Vec<String> {
        let person = self.person.as_ref().map(ToString::to_string);
        person.into_iter().chain(self.group.as_ref().map(ToString::to_string)).collect()
    }

    pub async fn leg(&mut self, step: Step) -> Result<End, Stop> {
        self.step = step;
        match step {
            Step::CreatePerson => self.create_person().await,
            Step::Assign => self.assign().await,
            Step::ChangeName => self.change_name().await,
            Step::PushGroup => self.push_group().await,
            Step::Unassign => self.unassign().await,
            Step::TakeBack => Ok(End::of(LegOutcome::Skipped, "")),
        }
    }

    /// Writes into the journal what is about to be written.
    fn intend(&mut self, what: Undo) -> Result<usize, Stop> {
        if self.patience.cancel.is_cancelled() {
            return Err(Stop::Cancelled);
        }
        let entry = TripUndo { run_id: self.settings.run_id.clone(), app: self.settings.app.clone(), what };
        let ids = self.tools.journal.open(std::slice::from_ref(&entry))?;
        let Some(id) = ids.first() else {
            return Err(JournalError { detail: "it gave no number for an entry".to_owned() }.into());
        };
        self.made.push((*id, entry));
        Ok(self.made.len() - 1)
    }

    /// Writes into the journal what has become known.
    fn note(&mut self, at: usize, change: impl FnOnce(&mut Undo)) -> Result<(), Stop> {
        let Some((id, entry)) = self.made.get_mut(at) else { return Ok(()) };
        change(&mut entry.what);
        self.tools.journal.note(*id, entry)?;
        Ok(())
    }

    fn person(&self) -> Result<UserId, Stop> {
        self.person.clone().ok_or_else(|| {
            Stop::Trouble(Box::new(Trouble::new("There is no person to go on with.", "", "Begin anew.")))
        })
    }

    async fn create_person(&mut self) -> Result<End, Stop> {
        let login = self.login.clone();
        let names = hand::throwaway_names(&self.settings.run_id);
        let at = self.intend(Undo::Person { login: login.clone(), user: None })?;
        let user = hand::create_person(self.tools.okta, &login, &names).await.map_err(okta("create the person"))?;
        self.person = Some(user.clone());
        self.names = names;
        self.note(at, |undo| {
            if let Undo::Person { user: known, .. } = undo {
                *known = Some(user);
            }
        })?;
        Ok(End::of(LegOutcome::Arrived, format!("{login} was created in Okta.")))
    }

    async fn assign(&mut self) -> Result<End, Stop> {
        let user = self.person()?;
        if self.facts.person.as_ref().is_some_and(|person| person.standing == Standing::Directly) {
            return self.there_already().await;
        }
        let delete = self.settings.delete_in_configcat && self.facts.there.is_none();
        let user_name = self.user_name.clone();
        let arrival =
            self.intend(Undo::Arrival { user_name: user_name.clone(), person: Some(user.clone()), delete })?;
        self.intend(Undo::Assignment { login: self.login.clone(), user: user.clone(), user_name })?;
        let assigned =
            hand::assign(self.tools.okta, &self.settings.app, &user).await.map_err(okta("assign the person"))?;
        // Okta says itself which user name it sends; a template that can't be followed is known by it.
        if let Some(told) = assigned.user_name().filter(|told| *told != self.user_name) {
            told.clone_into(&mut self.user_name);
            let told = told.to_owned();
            self.note(arrival, |undo| {
                if let Undo::Arrival { user_name, .. } = undo {
                    *user_name = told;
                }
            })?;
        }
        let lacking = "Nobody of this user name is in ConfigCat yet.";
        let end = self
            .wait(&Wanted::User(&|user| match user {
                Some(user) if user.active != Some(false) => Look::Yes("The user is there, active.".to_owned()),
                Some(_) => Look::NotYet("The user is there, deactivated.".to_owned()),
                None => Look::NotYet(lacking.to_owned()),
            }))
            .await?;
        Ok(explained(
            end,
            "Okta pushes a person who is assigned within seconds, as a rule.",
            "See in Okta under Dashboard → Tasks what became of the push, and whether provisioning, `Create Users` and the connector are in order.",
        ))
    }

    /// Somebody who has the application proves the coming by being there.
    async fn there_already(&mut self) -> Result<End, Stop> {
        let (found, exchange) = find_user(self.tools.scim, &self.user_name).await.map_err(|error| scim(&error))?;
        let mut end = match found {
            Some(user) if user.active != Some(false) => {
                End::of(LegOutcome::AlreadySo, "The person has the application already, and is there, active.")
            }
            Some(_) => End::of(LegOutcome::NotArrived, "The person has the application, and is there deactivated."),
            None => End::of(LegOutcome::NotArrived, "The person has the application, and is not in ConfigCat."),
        };
        if end.outcome == LegOutcome::NotArrived {
            "Okta pushed them wrongly or not at all; nothing further can be proven with this person."
                .clone_into(&mut end.why);
            "See in Okta under Dashboard → Tasks what became of the push, or take another person."
                .clone_into(&mut end.next);
        }
        end.evidence = Some(exchange);
        Ok(end)
    }

    async fn change_name(&mut self) -> Result<End, Stop> {
        let user = self.person()?;
        let before = names_of(&self.tools.okta.users().get(&user).await.map_err(okta("show the person"))?);
        let changed = |name: &str| names::changed(name, &self.settings.run_id);
        let during = PersonNames {
            first_name: before.first_name.clone(),
            last_name: before.last_name.as_deref().map(changed),
            display_name: before.display_name.as_deref().map(changed),
        };
        if before.last_name.is_none() && before.display_name.is_none() {
            let trouble = Trouble::new("The person has no name that could be changed.", "", "Take another person.");
            return Err(Stop::Trouble(Box::new(trouble)));
        }
        if self.facts.person.is_some() {
            let (login, user) = (self.login.clone(), user.clone());
            self.intend(Undo::Name { login, user, before, during: during.clone() })?;
        } else if self.patience.cancel.is_cancelled() {
            return Err(Stop::Cancelled);
        }
        hand::set_names(self.tools.okta, &user, &during).await.map_err(okta("change the name"))?;
        let mark = names::mark(&self.settings.run_id);
        let end = self
            .wait(&Wanted::User(&|user| match user {
                Some(user) if shows(user, &mark) => Look::Yes("The new name is there.".to_owned()),
                Some(_) => Look::NotYet("The user still has the old name.".to_owned()),
                None => Look::NotYet("The user is not there.".to_owned()),
            }))
            .await?;
        self.names = during;
        Ok(explained(
            end,
            "Okta pushes a changed profile when `Update User Attributes` is on and the name is among the mapped attributes.",
            "Tick `Update User Attributes` under Provisioning → To App, and look at the attribute mappings below it.",
        ))
    }

    async fn push_group(&mut self) -> Result<End, Stop> {
        let user = self.person()?;
        let name = match &self.facts.group {
            Some(group) => {
                let (group, name) = (group.group.id.clone(), group.group.name.clone());
                self.intend(Undo::Membership {
                    name: name.clone(),
                    group: group.clone(),
                    login: self.login.clone(),
                    user: user.clone(),
                })?;
                let adding = self.tools.okta.groups().add_member(&group, &user).await;
                adding.map_err(okta("put the person into the group"))?;
                name
            }
            None => self.throwaway_group(&user).await?,
        };
        let (found, _) = find_user(self.tools.scim, &self.user_name).await.map_err(|error| scim(&error))?;
        let Some(member) = found else {
            return Ok(End::of(LegOutcome::NotArrived, "The user is not in ConfigCat, so it can be no member there."));
        };
        let end = self.wait(&Wanted::Member { group: &name, user: &member.id }).await?;
        Ok(explained(
            end,
            "Okta pushes a member who is assigned, provisioned, and in a group that is pushed.",
            "See under Push Groups whether the group is in error, and whether `Push Groups` is ticked under Provisioning → Integration.",
        ))
    }

    /// Makes a group, puts the person into it, and pushes it.
    async fn throwaway_group(&mut self, user: &UserId) -> Result<String, Stop> {
        let name = names::group(&self.settings.run_id);
        let at = self.intend(Undo::Group { name: name.clone(), group: None })?;
        let groups = self.tools.okta.groups();
        let group = groups.create(&name, Some(names::NOTE)).await.map_err(okta("create the group"))?.id;
        self.group = Some(group.clone());
        let known = group.clone();
        self.note(at, |undo| {
            if let Undo::Group { group, .. } = undo {
                *group = Some(known);
            }
        })?;
        if self.patience.cancel.is_cancelled() {
            return Err(Stop::Cancelled);
        }
        groups.add_member(&group, user).await.map_err(okta("put the person into the group"))?;
        let at = self.intend(Undo::Push { name: name.clone(), group: group.clone(), mapping: None })?;
        let mapping: MappingId =
            hand::push(self.tools.okta, &self.settings.app, &group, &name).await.map_err(okta("push the group"))?;
        self.note(at, |undo| {
            if let Undo::Push { mapping: known, .. } = undo {
                *known = Some(mapping);
            }
        })?;
        Ok(name)
    }

    async fn unassign(&mut self) -> Result<End, Stop> {
        let user = self.person()?;
        let directly = self.facts.person.as_ref().is_some_and(|person| person.standing == Standing::Directly);
        if directly {
            let (login, user_name) = (self.login.clone(), self.user_name.clone());
            self.intend(Undo::Unassignment { login, user: user.clone(), user_name })?;
        } else if self.patience.cancel.is_cancelled() {
            return Err(Stop::Cancelled);
        }
        hand::unassign(self.tools.okta, &self.settings.app, &user).await.map_err(okta("unassign the person"))?;
        let end = self
            .wait(&Wanted::User(&|user| match user {
                Some(user) if user.active == Some(false) => Look::Yes("The user is deactivated.".to_owned()),
                Some(_) => Look::NotYet("The user is still active.".to_owned()),
                // Okta never deletes; but gone is gone.
                None => Look::Yes("The user is not there any more.".to_owned()),
            }))
            .await?;
        Ok(explained(
            end,
            "Whoever leaves keeps their access. Okta sends a deactivation when `Deactivate Users` is on and the last push of the person worked.",
            "Tick `Deactivate Users` under Provisioning → To App, and deactivate the person in ConfigCat meanwhile.",
        ))
    }

    /// Puts an end into a leg, with Okta's log beside it.
    pub async fn close(&mut self, step: Step, began_at: Option<String>, end: End) -> Leg {
        let ids = self.ids();
        let events = self.log.take(self.tools.okta, &self.settings.app, &ids).await;
        leg(step, began_at, end, events)
    }
}

/// Whether the changed name is seen, wherever the service provider keeps it.
fn shows(user: &User, mark: &str) -> bool {
    let name = user.name.as_ref();
    let family = name.and_then(|name| name.family_name.as_deref());
    let formatted = name.and_then(|name| name.formatted.as_deref());
    [family, formatted, user.display_name.as_deref()].into_iter().flatten().any(|text| text.contains(mark))
}
