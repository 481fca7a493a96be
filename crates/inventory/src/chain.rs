//! "Why can't this person get in?", and why can she: the chain from Okta's user to a permission, link by link.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::failure::Failures;
use crate::fold::same;
use crate::ghost::{Leaving, keep_out, leaving};
use crate::model::User;
use crate::source::{Member, OktaPerson, PushGroup, Sources};
use crate::state::{GhostCause, PersonState, State};

/// One link of the chain, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChainPart {
    /// The user in Okta.
    OktaUser,
    /// The assignment to the application.
    Assignment,
    /// Okta's push of the person.
    Push,
    /// The SCIM user.
    ScimUser,
    /// The synced groups.
    Groups,
    /// The member of the `ConfigCat` organization.
    Member,
    /// What they may do.
    Permission,
}

/// How a link stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LinkState {
    /// It holds.
    There,
    /// It does not.
    Broken,
    /// It can't be seen.
    Unseen,
}

/// A link with its proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChainLink {
    /// Which one.
    pub part: ChainPart,
    /// What to call it.
    pub title: String,
    /// How it stands.
    pub state: LinkState,
    /// What was seen, in a sentence.
    pub proof: String,
    /// What to do; empty where the link holds.
    pub fix: String,
}

/// The whole chain of one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Chain {
    /// All seven links, in order.
    pub links: Vec<ChainLink>,
    /// The first broken one, to be lit.
    pub broken: Option<ChainPart>,
    /// Whether the person gets in; `None` where that can't be seen.
    pub gets_in: Option<bool>,
    /// The answer, in a sentence.
    pub answer: String,
}

impl ChainPart {
    /// The link's name.
    pub fn to_words(self) -> &'static str {
        match self {
            Self::OktaUser => "Okta user",
            Self::Assignment => "Assignment",
            Self::Push => "Push",
            Self::ScimUser => "SCIM user",
            Self::Groups => "Groups",
            Self::Member => "ConfigCat member",
            Self::Permission => "Permission",
        }
    }
}

/// The chain of a person whom [`crate::reconcile`] found in these sources. `permissions` is what the plan gives them, in words
/// that name the group it comes from; `None` without a plan. What the member may do today counts before what is planned.
pub fn chain(sources: &Sources<'_>, state: &PersonState, permissions: Option<&[String]>) -> Chain {
    let people = sources.okta.map_or(&[][..], |side| &side.people);
    let person = state.okta_id.as_ref().and_then(|id| people.iter().find(|person| person.id == *id));
    let members = sources.members.unwrap_or_default();
    Seen {
        sources,
        name: &state.name,
        state: state.state,
        ghost: state.ghost,
        reason: &state.reason,
        groups: &state.groups,
        person,
        // Okta takes every assignment away from whom it deactivates.
        assigned: person.is_some_and(|person| leaving(person) != Some(Leaving::Deactivated)),
        user: state.user_id.as_ref().and_then(|id| sources.synced.users.iter().find(|user| user.id == *id)),
        member: state.member_id.as_ref().and_then(|id| members.iter().find(|member| member.id == *id)),
        permissions,
    }
    .chain()
}

/// The chain of somebody of Okta's directory who is neither assigned nor synced: [`crate::reconcile`] finds nothing of them.
pub fn chain_outside(sources: &Sources<'_>, person: &OktaPerson) -> Chain {
    let addresses = [person.email.as_deref(), Some(person.login.as_str())];
    let is_theirs = |member: &&Member| addresses.into_iter().flatten().any(|address| same(address, &member.email));
    Seen {
        sources,
        name: person.name.as_deref().unwrap_or(&person.login),
        state: State::Unknown,
        ghost: None,
        reason: "",
        groups: &[],
        person: Some(person),
        assigned: false,
        user: None,
        member: sources.members.unwrap_or_default().iter().find(is_theirs),
        permissions: None,
    }
    .chain()
}

struct Seen<'a> {
    sources: &'a Sources<'a>,
    name: &'a str,
    state: State,
    ghost: Option<GhostCause>,
    reason: &'a str,
    groups: &'a [String],
    /// The Okta user, assigned or not.
    person: Option<&'a OktaPerson>,
    assigned: bool,
    user: Option<&'a User>,
    member: Option<&'a Member>,
    permissions: Option<&'a [String]>,
}

fn link(part: ChainPart, state: LinkState, proof: impl Into<String>, fix: impl Into<String>) -> ChainLink {
    ChainLink { part, title: part.to_words().to_owned(), state, proof: proof.into(), fix: fix.into() }
}

fn there(part: ChainPart, proof: impl Into<String>) -> ChainLink {
    link(part, LinkState::There, proof, "")
}

fn broken(part: ChainPart, proof: impl Into<String>, fix: impl Into<String>) -> ChainLink {
    link(part, LinkState::Broken, proof, fix)
}

fn unseen(part: ChainPart, proof: impl Into<String>, fix: impl Into<String>) -> ChainLink {
    link(part, LinkState::Unseen, proof, fix)
}

fn without_okta(part: ChainPart) -> ChainLink {
    unseen(part, "Okta is not connected.", "Connect Okta to see this link.")
}

impl Seen<'_> {
    fn chain(&self) -> Chain {
        let mut links = vec![
            self.okta_user(),
            self.assignment(),
            self.push(),
            self.scim_user(),
            self.in_groups(),
            self.configcat_member(),
            self.permission(),
        ];
        // Somebody who should be out is not helped in: the first broken link says how they are kept out.
        if let Some(cause) = self.ghost
            && let Some(link) = links.iter_mut().find(|link| link.state == LinkState::Broken)
        {
            keep_out(cause).clone_into(&mut link.fix);
        }
        let broken = links.iter().find(|link| link.state == LinkState::Broken);
        let gets_in = self.gets_in();
        let unseen = links.iter().filter(|link| link.state == LinkState::Unseen).count();
        let name = self.name;
        let answer = match (gets_in, broken) {
            (Some(true), None) => format!("{name} gets in. {}", self.permission().proof),
            (Some(true), Some(link)) => {
                format!("{name} gets in all the same, though this does not hold: {}. {}", link.title, link.proof)
            }
            (Some(false), Some(link)) => format!("{name} can’t get in. {}: {}", link.title, link.proof),
            (Some(false), None) => format!("{name} can’t get in."),
            (None, Some(link)) => {
                format!("Whether {name} gets in can’t be seen. This does not hold: {}. {}", link.title, link.proof)
            }
            (None, None) => {
                format!("Whether {name} gets in can’t be seen: {unseen} of {} links are unseen.", links.len())
            }
        };
        Chain { broken: broken.map(|link| link.part), links, gets_in, answer }
    }

    fn okta_user(&self) -> ChainLink {
        let part = ChainPart::OktaUser;
        let person = match (self.sources.okta, self.person) {
            (None, None) => return without_okta(part),
            (Some(_), None) => {
                return unseen(
                    part,
                    "Only who is assigned was read, and this person is not among them.",
                    "Look the person up in Okta’s directory.",
                );
            }
            (_, Some(person)) => person,
        };
        let login = &person.login;
        match leaving(person) {
            Some(Leaving::Suspended) => {
                return broken(
                    part,
                    format!("{login} is suspended in Okta."),
                    "Unsuspend the person in Okta, if they should get in.",
                );
            }
            Some(_) => {
                return broken(
                    part,
                    format!("{login} is deactivated in Okta."),
                    "Activate the person in Okta and assign the application again, if they should get in.",
                );
            }
            None => {}
        }
        let Some(status) = &person.status else {
            return there(part, format!("{login}. The status was not read."));
        };
        match status.to_ascii_uppercase().as_str() {
            "STAGED" => broken(
                part,
                format!("{login} was never activated in Okta."),
                "Activate the person in Okta’s directory.",
            ),
            "LOCKED_OUT" => broken(
                part,
                format!("{login} is locked out of Okta after too many wrong passwords."),
                "Unlock the account in Okta’s directory.",
            ),
            "PROVISIONED" | "RECOVERY" | "PASSWORD_EXPIRED" => {
                there(part, format!("{login}, {status}: Okta asks for a new password at the next sign-in."))
            }
            _ => there(part, format!("{login}, {status}.")),
        }
    }

    fn assignment(&self) -> ChainLink {
        let part = ChainPart::Assignment;
        let assign = "Put the person into a group that is assigned to the application (tab `Assignments`), or assign the \
                      person there by name.";
        match (self.sources.okta, self.person) {
            (None, None) => without_okta(part),
            (_, Some(person)) if self.assigned => {
                let by_group = person.scope.as_deref().is_some_and(|scope| scope.eq_ignore_ascii_case("GROUP"));
                there(
                    part,
                    match person.assigned_by.as_slice() {
                        [] if by_group => "By a group whose name was not read.".to_owned(),
                        [] => "By name, through no group.".to_owned(),
                        [group] => format!("By the group “{group}”."),
                        groups => format!("By the groups {}.", quoted(groups)),
                    },
                )
            }
            (_, Some(person)) if leaving(person) == Some(Leaving::Deactivated) => {
                broken(part, "Not assigned: Okta takes that away from whom it deactivates.", assign)
            }
            _ => broken(part, "Not assigned to the application in Okta.", assign),
        }
    }

    fn push(&self) -> ChainLink {
        let part = ChainPart::Push;
        let Some(person) = self.person.filter(|_| self.assigned) else {
            return match (self.sources.okta, self.person) {
                (None, None) => without_okta(part),
                _ => unseen(part, "Okta pushes nobody who is not assigned.", "Assign the person first."),
            };
        };
        if let Some(words) = Failures::of(self.sources).of_person(person) {
            return broken(
                part,
                format!("Okta: “{words}”"),
                "Put right what Okta names. Then choose `Dashboard` → `Tasks` in Okta, tick the person and choose \
                 `Retry Selected`: Okta does not try again by itself.",
            );
        }
        match (person.external_id.as_deref().filter(|id| !id.trim().is_empty()), self.user) {
            (Some(id), _) => there(part, format!("Okta holds the id {id} for the person.")),
            (None, Some(_)) => there(part, "Synced, and Okta reports no failure."),
            (None, None) => broken(
                part,
                "Okta has not pushed this person.",
                "Wait a few minutes and read again. Who was assigned before provisioning was enabled is pushed only once \
                 `Provision User` is chosen on the tab `Assignments`.",
            ),
        }
    }

    fn scim_user(&self) -> ChainLink {
        let part = ChainPart::ScimUser;
        let Some(user) = self.user else {
            return match self.state {
                State::NotManaged => broken(
                    part,
                    "Not synced: provisioning does not manage this account.",
                    "Assign the person in Okta to have it managed. The user name that Okta sends must be the account’s address.",
                ),
                State::Missing => broken(
                    part,
                    self.reason,
                    format!(
                        "{} Okta then looks for the user by its name, and makes it where there is none.",
                        self.again()
                    ),
                ),
                _ => broken(part, "Not among the synced users.", "Put the links before it right first."),
            };
        };
        if !user.active {
            let fix = if self.assigned {
                format!("{} Okta then sets the user active.", self.again())
            } else {
                "Assign the person in Okta; Okta then sets the user active.".to_owned()
            };
            return broken(part, format!("{} is inactive, so the ConfigCat account is disabled.", user.user_name), fix);
        }
        if self.state == State::Duplicate {
            let held = self.person.and_then(|person| person.external_id.as_deref());
            let keep = match held {
                Some(id) => format!("Keep the one that Okta holds, with the id {id}"),
                None => "Keep one of them".to_owned(),
            };
            return broken(
                part,
                self.reason,
                format!(
                    "{keep}, and delete the other on ConfigCat’s page Authentication & Provisioning, section 3. Deleting takes \
                     an account out of the organization: look afterwards whether the person still has theirs."
                ),
            );
        }
        let sent = self.person.and_then(|person| person.user_name.as_deref().or(person.email.as_deref()));
        if let Some(sent) = sent.filter(|sent| !sent.trim().is_empty() && !same(sent, &user.user_name)) {
            return broken(
                part,
                format!("Okta sends the user name {sent}; here it is {}.", user.user_name),
                "On the tab `Sign On`, set `Update application username on` to `Create and update`, then choose `Update Now`: \
                 it updates everybody’s.",
            );
        }
        there(part, format!("{}, active, id {}.", user.user_name, user.id))
    }

    /// How an assignment is taken away and given again, which makes Okta link the person anew.
    fn again(&self) -> String {
        match self.person.map(|person| person.assigned_by.as_slice()) {
            Some([group]) => {
                format!("Take the person out of “{group}” in Okta, wait until that is pushed, and put them back.")
            }
            Some(groups @ [_, ..]) => format!(
                "Take the person out of {} in Okta, wait until that is pushed, and put them back.",
                quoted(groups)
            ),
            _ => "Take the person’s assignment away in Okta, wait until that is pushed, and give it again.".to_owned(),
        }
    }

    fn in_groups(&self) -> ChainLink {
        let part = ChainPart::Groups;
        if self.user.is_none() {
            return unseen(part, "Who is not synced is in no synced group.", "Put the links before it right first.");
        }
        if !self.groups.is_empty() {
            return there(part, format!("In {}.", quoted(self.groups)));
        }
        let pushed: Vec<String> = self.pushed_with().map(|group| group.name.clone()).collect();
        if !pushed.is_empty() && !self.assigned {
            broken(
                part,
                format!(
                    "In {} in Okta, which pushes the memberships of those alone who are assigned.",
                    quoted(&pushed)
                ),
                "Put the links before it right first.",
            )
        } else if pushed.is_empty() {
            broken(part, "In no synced group.", "Put the person into a group that Okta pushes (tab `Push Groups`).")
        } else {
            broken(
                part,
                format!("In {} in Okta, and in no synced group.", quoted(&pushed)),
                "On the tab `Push Groups`, choose `Push now` at the group.",
            )
        }
    }

    fn pushed_with(&self) -> impl Iterator<Item = &PushGroup> {
        let id = self.person.map(|person| &person.id);
        let groups = self.sources.okta.map_or(&[][..], |side| &side.push_groups);
        groups.iter().filter(move |group| {
            id.is_some_and(|id| group.members.as_ref().is_some_and(|members| members.contains(id)))
        })
    }

    fn configcat_member(&self) -> ChainLink {
        let part = ChainPart::Member;
        match (self.sources.members, self.member) {
            (Some(_), Some(member)) => there(part, format!("{}, id {}.", member.email, member.id)),
            _ if self.state == State::DomainUnverified => broken(
                part,
                self.reason,
                "Verify the domain on ConfigCat’s page Authentication & Provisioning (`ADD & VERIFY DOMAIN`), then start \
                 provisioning for the person.",
            ),
            (None, _) => unseen(
                part,
                "ConfigCat’s members were not read.",
                "Connect ConfigCat’s Public Management API to see this link.",
            ),
            (Some(_), None) if self.user.is_none() => broken(
                part,
                "No ConfigCat account of the organization has this address.",
                "Put the links before it right first.",
            ),
            (Some(_), None) => broken(
                part,
                "No ConfigCat account of the organization has this address.",
                "Start provisioning for the person on ConfigCat’s page Authentication & Provisioning, section 3. It can’t be \
                 started while the e-mail domain is not verified there, which no API shows.",
            ),
        }
    }

    fn permission(&self) -> ChainLink {
        let part = ChainPart::Permission;
        let give = "Give one of the person’s groups a permission, or put the person into a group that has one.";
        let planned = self.permissions.filter(|_| self.user.is_some());
        match (planned, self.member) {
            (planned, Some(member)) if member.may_anything() => {
                let planned = match planned {
                    None => String::new(),
                    Some([]) => " The plan gives nothing: once provisioning is started, that is lost.".to_owned(),
                    Some(given) => format!(" The plan gives {}.", given.join(", ")),
                };
                there(part, format!("Today: {}.{planned}", may(member)))
            }
            (Some([]), _) => broken(part, "The plan gives this person nothing.", give),
            (Some(given), Some(_)) => broken(
                part,
                format!("The plan gives {}, but the account may do nothing today.", given.join(", ")),
                "Set the groups’ permissions as planned on ConfigCat’s page Authentication & Provisioning, and start \
                 provisioning for the person.",
            ),
            (Some(given), None) => there(part, format!("The plan gives {}.", given.join(", "))),
            (None, Some(_)) => broken(part, "The account may do nothing today.", give),
            (None, None) => unseen(part, "Nothing is planned yet.", "Plan what each group gives."),
        }
    }

    /// Whether the person gets in now, whatever is planned.
    fn gets_in(&self) -> Option<bool> {
        let disabled = self.user.is_some_and(|user| !user.active);
        match (self.sources.members, self.member) {
            (Some(_), Some(member)) => Some(!disabled && member.may_anything()),
            (Some(_), None) => Some(false),
            (None, _) if disabled => Some(false),
            // who is not synced may still have an account of their own
            (None, _) => None,
        }
    }
}

fn quoted(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
    names.join(", ")
}

fn may(member: &Member) -> String {
    let roles = [("Organization Admin", member.organization_admin), ("Billing Manager", member.billing_manager)];
    let roles = roles.into_iter().filter(|&(_, has)| has).map(|(role, _)| role.to_owned());
    let products = member.permissions.iter().map(|(product, group)| format!("{product} / {group}"));
    roles.chain(products).collect::<Vec<_>>().join(", ")
}
