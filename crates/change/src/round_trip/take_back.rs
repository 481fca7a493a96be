//! Taking back: each entry of the journal is undone, the newest first, and proven.

use std::time::Duration;

use catflap_okta::model::{AppUserScope, PushStatus};
use catflap_okta::{AppId, GroupId, MappingId, OktaError, UserId};
use catflap_scim::{ClientError, Group, User};
use tokio_util::sync::CancellationToken;

use super::facts::{by_login, names_of};
use super::model::{Remain, RemainFate, TripTakenBack};
use super::run::TripTools;
use super::settle::{Seen, Settled, yes};
use super::undo::{PersonNames, TripUndo, Undo};
use super::wait::{Patience, Waited, find_group, find_user};
use super::{hand, names, words};
use crate::journal::{ChangeEntryId, Entry};

/// Takes back what earlier trips left: the open entries of the journal, the newest first. What is proven gone or as it
/// was is closed, the rest stays open. `limit` and `poll` say how long and how often `ConfigCat` is looked at for each.
pub async fn take_back(
    tools: TripTools<'_>,
    entries: Vec<Entry<TripUndo>>,
    limit: Duration,
    poll: Duration,
) -> TripTakenBack {
    let patience = Patience { limit, poll, cancel: CancellationToken::new() };
    let entries = entries.into_iter().map(|entry| (entry.id, entry.what)).collect();
    let remains = undo_all(&tools, entries, &patience).await;
    TripTakenBack {
        taken_back: remains.iter().all(|remain| remain.fate.is_well()),
        proof: words::proof(&remains),
        next: words::left_next(&remains),
        remains,
    }
}

/// Why it could not be taken back.
enum Lost {
    Okta(OktaError),
    Scim(ClientError),
}

impl From<OktaError> for Lost {
    fn from(error: OktaError) -> Self {
        Self::Okta(error)
    }
}

impl From<ClientError> for Lost {
    fn from(error: ClientError) -> Self {
        Self::Scim(error)
    }
}

impl Lost {
    fn words(&self) -> String {
        match self {
            Self::Okta(error) => format!("It could not be taken back: {error}. The journal keeps it."),
            Self::Scim(error) => format!("ConfigCat could not be asked: {error}. The journal keeps it."),
        }
    }

    /// Whether no answer came at all: asking on makes no sense.
    fn is_silence(&self) -> bool {
        matches!(self, Self::Okta(OktaError::Http(_)) | Self::Scim(ClientError::Http(_)))
    }
}

type Fate = (RemainFate, String);

fn gone(saw: &str) -> Fate {
    (RemainFate::Gone, saw.to_owned())
}

fn restored(saw: &str) -> Fate {
    (RemainFate::Restored, saw.to_owned())
}

pub(super) async fn undo_all(
    tools: &TripTools<'_>,
    entries: Vec<(ChangeEntryId, TripUndo)>,
    patience: &Patience,
) -> Vec<Remain> {
    let mut remains: Vec<Remain> = Vec::new();
    // What was made last is taken back first: the assignment before the person, the push before the group.
    let mut silent = false;
    // A group that is still pushed, or a person who is still assigned, is not deleted: Okta could not clear away after it.
    let (mut pushed, mut assigned) = (false, false);
    for (entry, undo) in entries.into_iter().rev() {
        let back = Back { tools, patience, app: &undo.app };
        let (fate, saw) = if silent {
            (RemainFate::Unsure, "Not tried: the request before it got no answer. The journal keeps it.".to_owned())
        } else if (pushed && matches!(undo.what, Undo::Group { .. }))
            || (assigned && matches!(undo.what, Undo::Person { .. }))
        {
            (
                RemainFate::Unsure,
                "Not tried, as what hangs on it is not taken back yet. The journal keeps it.".to_owned(),
            )
        } else {
            match back.undo(&undo.what).await {
                Ok(done) => done,
                Err(lost) => {
                    silent = lost.is_silence();
                    (RemainFate::Unsure, lost.words())
                }
            }
        };
        pushed |= !fate.is_well() && matches!(undo.what, Undo::Push { .. });
        assigned |= !fate.is_well() && matches!(undo.what, Undo::Assignment { .. });
        let closed = fate.is_well() && tools.journal.close(&[entry]).is_ok();
        remains.push(Remain { entry, what: undo.what.title(), fate, saw, closed });
    }
    remains.reverse();
    remains
}

const UNKNOWN: &str = "The look-ups in ConfigCat say too little to know whether it is there.";

struct Back<'a> {
    tools: &'a TripTools<'a>,
    patience: &'a Patience,
    app: &'a AppId,
}

impl Back<'_> {
    async fn undo(&self, what: &Undo) -> Result<Fate, Lost> {
        match what {
            Undo::Arrival { user_name, person, delete } => self.arrival(user_name, person.as_ref(), *delete).await,
            Undo::Person { login, user } => self.person(login, user.as_ref()).await,
            Undo::Assignment { user, user_name, .. } => self.assignment(user, user_name).await,
            Undo::Unassignment { user, user_name, .. } => self.unassignment(user, user_name).await,
            Undo::Name { user, before, during, .. } => self.name(user, before, during).await,
            Undo::Group { name, group } => self.group(name, group.as_ref()).await,
            Undo::Push { name, group, mapping } => self.push(name, group, mapping.as_ref()).await,
            Undo::Membership { group, user, .. } => self.membership(group, user).await,
        }
    }

    /// Looks at the user of this name until `so` or gone.
    async fn settle(&self, user_name: &str, so: impl Fn(&User) -> bool) -> Result<Settled<User>, Lost> {
        let mut watch = self.patience.watch();
        let mut seen = Seen::default();
        loop {
            let looked = find_user(self.tools.scim, user_name).await.map(|(found, _)| seen.take(found, &so));
            if let Some(waited) = watch.after(looked).await {
                return Ok(seen.settled(waited)?);
            }
        }
    }

    async fn arrival(&self, user_name: &str, person: Option<&UserId>, delete: bool) -> Result<Fate, Lost> {
        let user = match self.settle(user_name, |user| user.active == Some(false)).await? {
            Settled::Gone => return Ok(gone("Looked up twice in ConfigCat: not there.")),
            Settled::Unknown => return Ok((RemainFate::Unsure, UNKNOWN.to_owned())),
            Settled::So(user) | Settled::NotSo(user) => user,
        };
        if !delete {
            return Ok(if user.active == Some(false) {
                (RemainFate::Stays, "It stays in ConfigCat, deactivated, as was said before.".to_owned())
            } else {
                (
                    RemainFate::Left,
                    "It is still active in ConfigCat, although Okta took the application away.".to_owned(),
                )
            });
        }
        let ours = names::is_throwaway_person(&user.user_name)
            || person.is_some_and(|id| user.external_id.as_deref() == Some(id.as_str()));
        if !ours {
            return Ok((
                RemainFate::Unsure,
                "Under its name ConfigCat shows somebody else, whom Catflap did not touch.".to_owned(),
            ));
        }
        match self.tools.scim.delete::<User>(&user.id).await {
            Ok(_) | Err(ClientError::NotFound(_)) => {}
            Err(error) => return Err(error.into()),
        }
        let (found, _) = find_user(self.tools.scim, user_name).await?;
        Ok(match found {
            None => gone("Deleted in ConfigCat, and looked up again: not there."),
            Some(_) => (RemainFate::Left, "ConfigCat took the deletion, and it is still there.".to_owned()),
        })
    }

    async fn person(&self, login: &str, user: Option<&UserId>) -> Result<Fate, Lost> {
        let users = self.tools.okta.users();
        let there = match user {
            Some(user) => found(users.get(user).await)?,
            None => by_login(self.tools.okta, login).await?,
        };
        let Some(person) = there else { return Ok(gone("Looked up in Okta: not there.")) };
        if !person.profile.login.as_deref().is_some_and(names::is_throwaway_person) {
            return Ok((
                RemainFate::Unsure,
                "Its login is none that a trip gives: Catflap does not touch it.".to_owned(),
            ));
        }
        hand::delete_person(self.tools.okta, &person).await?;
        Ok(match found(users.get(&person.id).await)? {
            None => gone("Deactivated and deleted in Okta, and looked up again: not there."),
            Some(_) => (RemainFate::Left, "Okta took the deletion, and it is still there.".to_owned()),
        })
    }

    async fn assignment(&self, user: &UserId, user_name: &str) -> Result<Fate, Lost> {
        let apps = self.tools.okta.apps();
        let before = match found(apps.user(self.app, user).await)? {
            None => "It had ended already.",
            Some(assigned) if assigned.scope == Some(AppUserScope::Group) => {
                let saw = "The person has the application by a group meanwhile: Catflap left it.";
                return Ok((RemainFate::Stays, saw.to_owned()));
            }
            Some(_) => {
                hand::unassign(self.tools.okta, self.app, user).await?;
                if found(apps.user(self.app, user).await)?.is_some() {
                    return Ok((
                        RemainFate::Left,
                        "Okta took it, and the person still has the application.".to_owned(),
                    ));
                }
                "Unassigned in Okta."
            }
        };
        // Before the person is deleted Okta has to have told ConfigCat that they left.
        let after = match self.settle(user_name, |user| user.active == Some(false)).await? {
            Settled::Gone | Settled::So(_) => "In ConfigCat nobody of this name is active.",
            Settled::NotSo(_) => "In ConfigCat the user is still active.",
            Settled::Unknown => UNKNOWN,
        };
        Ok(gone(&format!("{before} {after}")))
    }

    async fn unassignment(&self, user: &UserId, user_name: &str) -> Result<Fate, Lost> {
        if found(self.tools.okta.apps().user(self.app, user).await)?.is_none() {
            hand::assign(self.tools.okta, self.app, user).await?;
        }
        let mut watch = self.patience.watch();
        loop {
            let looked = find_user(self.tools.scim, user_name).await;
            let looked = looked.map(|(found, _)| yes(found.is_some_and(|user| user.active != Some(false))));
            match watch.after(looked).await {
                None => {}
                Some(Waited::Blind(error)) => return Err(Lost::Scim(*error)),
                Some(Waited::Arrived { .. }) => return Ok(restored("Assigned in Okta, and active in ConfigCat.")),
                Some(Waited::Not { .. } | Waited::Cancelled) => {
                    let saw = "Assigned in Okta again, but not active in ConfigCat within the time waited for.";
                    return Ok((RemainFate::Left, saw.to_owned()));
                }
            }
        }
    }

    async fn name(&self, user: &UserId, before: &PersonNames, during: &PersonNames) -> Result<Fate, Lost> {
        let users = self.tools.okta.users();
        let Some(person) = found(users.get(user).await)? else {
            return Ok(gone("The person is not in Okta any more."));
        };
        let now = names_of(&person);
        if now == *before {
            return Ok(restored("The name is as it was."));
        }
        if now != *during {
            let saw = "Somebody changed the name meanwhile: Catflap left it as it is.";
            return Ok((RemainFate::Stays, saw.to_owned()));
        }
        hand::set_names(self.tools.okta, user, before).await?;
        let now = found(users.get(user).await)?.map(|person| names_of(&person));
        Ok(if now.as_ref() == Some(before) {
            restored("The name was set back, and read again.")
        } else {
            (RemainFate::Left, "Okta took the name, and shows another.".to_owned())
        })
    }

    async fn group(&self, name: &str, group: Option<&GroupId>) -> Result<Fate, Lost> {
        let groups = self.tools.okta.groups();
        let found_group = match group {
            Some(group) => found(groups.get(group).await)?,
            None => crate::list::groups_called(self.tools.okta, name).await?.into_iter().next(),
        };
        let Some(group) = found_group else { return Ok(gone("Looked up in Okta: not there.")) };
        let ours =
            names::is_throwaway_group(&group.profile.name) && group.profile.description.as_deref() == Some(names::NOTE);
        if !ours {
            let saw = "It does not carry the mark of a trip: Catflap does not touch it.";
            return Ok((RemainFate::Unsure, saw.to_owned()));
        }
        match groups.delete(&group.id).await {
            Ok(()) | Err(OktaError::NotFound(_)) => {}
            Err(error) => return Err(error.into()),
        }
        Ok(match found(groups.get(&group.id).await)? {
            None => gone("Deleted in Okta, and looked up again: not there."),
            Some(_) => (RemainFate::Left, "Okta took the deletion, and it is still there.".to_owned()),
        })
    }

    async fn push(&self, name: &str, group: &GroupId, mapping: Option<&MappingId>) -> Result<Fate, Lost> {
        let apps = self.tools.okta.apps();
        let known = if let Some(mapping) = mapping {
            found(apps.push_mapping(self.app, mapping).await)?
        } else {
            let all = apps.push_mappings(self.app).all().await?;
            all.into_iter().find(|mapping| mapping.source_group_id == *group)
        };
        if let Some(mapping) = known {
            if mapping.status != PushStatus::Inactive {
                apps.set_push_mapping(self.app, &mapping.id, false).await?;
            }
            match apps.delete_push_mapping(self.app, &mapping.id, true).await {
                Ok(()) | Err(OktaError::NotFound(_)) => {}
                Err(error) => return Err(error.into()),
            }
            if found(apps.push_mapping(self.app, &mapping.id).await)?.is_some() {
                return Ok((
                    RemainFate::Left,
                    "Okta took the unlinking, and the push group is still there.".to_owned(),
                ));
            }
        }
        let left = match self.until_group_is_gone(name).await? {
            Settled::Gone => return Ok(gone("Unlinked in Okta, and looked up twice in ConfigCat: not there.")),
            Settled::Unknown => return Ok((RemainFate::Unsure, UNKNOWN.to_owned())),
            Settled::So(group) | Settled::NotSo(group) => group,
        };
        if !names::is_throwaway_group(&left.display_name) {
            return Ok((
                RemainFate::Unsure,
                "Its name is none that a trip gives: Catflap does not touch it.".to_owned(),
            ));
        }
        match self.tools.scim.delete::<Group>(&left.id).await {
            Ok(_) | Err(ClientError::NotFound(_)) => {}
            Err(error) => return Err(error.into()),
        }
        Ok(match find_group(self.tools.scim, name).await?.0 {
            None => gone(
                "Okta left it in ConfigCat; Catflap deleted it there and looked again: not there. Okta may list it as an app group until the failed task is retried.",
            ),
            Some(_) => (RemainFate::Left, "It is still in ConfigCat.".to_owned()),
        })
    }

    async fn until_group_is_gone(&self, name: &str) -> Result<Settled<Group>, Lost> {
        let mut watch = self.patience.watch();
        let mut seen = Seen::default();
        loop {
            let looked = find_group(self.tools.scim, name).await.map(|(found, _)| seen.take(found, |_| false));
            if let Some(waited) = watch.after(looked).await {
                return Ok(seen.settled(waited)?);
            }
        }
    }

    async fn membership(&self, group: &GroupId, user: &UserId) -> Result<Fate, Lost> {
        let groups = self.tools.okta.groups();
        match groups.remove_member(group, user).await {
            Ok(()) => {}
            Err(OktaError::NotFound(_)) => return Ok(gone("The group or the person is not in Okta any more.")),
            Err(error) => return Err(error.into()),
        }
        let still = groups.members(group).all().await?.iter().any(|member| member.id == *user);
        Ok(if still {
            (RemainFate::Left, "Okta took it, and the person is still in the group.".to_owned())
        } else {
            restored("Taken out of the group, and read again.")
        })
    }
}

/// “Not found” is an answer.
fn found<T>(answer: Result<T, OktaError>) -> Result<Option<T>, OktaError> {
    match answer {
        Ok(found) => Ok(Some(found)),
        Err(OktaError::NotFound(_)) => Ok(None),
        Err(error) => Err(error),
    }
}
