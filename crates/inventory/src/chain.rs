//! "Why can't this person get in?", and why can she: the chain from Okta's user to a permission, link by link.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::failure::Failures;
use crate::fold::same;
use crate::ghost::{Leaving, leaving};
use crate::model::User;
use crate::source::{Member, OktaPerson, PushGroup, Sources};
use crate::state::{PersonState, State};

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
/// that name the group it comes from; `None` without a plan: then what the member may do today counts.
pub fn chain(sources: &Sources<'_>, state: &PersonState, permissions: Option<&[String]>) -> Chain {
    let people = sources.okta.map_or(&[][..], |side| &side.people);
    let seen = Seen {
        sources,
        state,
        person: state.okta_id.as_ref().and_then(|id| people.iter().find(|person| person.id == *id)),
        user: state.user_id.as_ref().and_then(|id| sources.synced.users.iter().find(|user| user.id == *id)),
        member: state
            .member_id
            .as_ref()
            .and_then(|id| sources.members.unwrap_or_default().iter().find(|member| member.id == *id)),
        permissions,
    };
    let links = vec![
        seen.okta_user(),
        seen.assignment(),
        seen.push(),
        seen.scim_user(),
        seen.groups(),
        seen.configcat_member(),
        seen.permission(),
    ];
    let broken = links.iter().find(|link| link.state == LinkState::Broken);
    let gets_in = seen.gets_in(&links);
    let unseen = links.iter().filter(|link| link.state == LinkState::Unseen).count();
    let name = &state.name;
    let answer = match (gets_in, broken) {
        (Some(true), None) => format!("{name} gets in: {}", seen.permission().proof),
        (Some(true), Some(link)) => {
            format!("{name} gets in all the same, though this does not hold: {}. {}", link.title, link.proof)
        }
        (Some(false), Some(link)) => format!("{name} can’t get in. {}: {}", link.title, link.proof),
        (Some(false), None) => format!("{name} can’t get in."),
        (None, Some(link)) => {
            format!("Whether {name} gets in can’t be seen. This does not hold: {}. {}", link.title, link.proof)
        }
        (None, None) => format!("Whether {name} gets in can’t be seen: {unseen} of {} links are unseen.", links.len()),
    };
    Chain { broken: broken.map(|link| link.part), links, gets_in, answer }
}

struct Seen<'a> {
    sources: &'a Sources<'a>,
    state: &'a PersonState,
    person: Option<&'a OktaPerson>,
    user: Option<&'a User>,
    member: Option<&'a Member>,
    permissions: Option<&'a [String]>,
}

fn link(part: ChainPart, state: LinkState, proof: impl Into<String>, fix: &str) -> ChainLink {
    ChainLink { part, title: part.to_words().to_owned(), state, proof: proof.into(), fix: fix.to_owned() }
}

fn there(part: ChainPart, proof: impl Into<String>) -> ChainLink {
    link(part, LinkState::There, proof, "")
}

fn broken(part: ChainPart, proof: impl Into<String>, fix: &str) -> ChainLink {
    link(part, LinkState::Broken, proof, fix)
}

fn unseen(part: ChainPart, proof: impl Into<String>, fix: &str) -> ChainLink {
    link(part, LinkState::Unseen, proof, fix)
}

fn without_okta(part: ChainPart) -> ChainLink {
    unseen(part, "Okta is not connected.", "Connect Okta to see this link.")
}

impl Seen<'_> {
    fn okta_user(&self) -> ChainLink {
        let part = ChainPart::OktaUser;
        match (self.sources.okta, self.person) {
            (None, _) => without_okta(part),
            (Some(_), None) => unseen(
                part,
                "Only who is assigned was read, and this person is not among them.",
                "Look the person up in Okta’s directory.",
            ),
            (Some(_), Some(person)) => match (leaving(person), &person.status) {
                (Some(Leaving::Suspended), _) => broken(
                    part,
                    format!("{} is suspended in Okta.", person.login),
                    "Unsuspend the person in Okta, if they should get in.",
                ),
                (Some(_), _) => broken(
                    part,
                    format!("{} is deactivated in Okta.", person.login),
                    "Activate the person in Okta, if they should get in.",
                ),
                (None, Some(status)) => there(part, format!("{}, {status}.", person.login)),
                (None, None) => there(part, format!("{}. The status was not read.", person.login)),
            },
        }
    }

    fn assignment(&self) -> ChainLink {
        let part = ChainPart::Assignment;
        match (self.sources.okta, self.person) {
            (None, _) => without_okta(part),
            (Some(_), None) => broken(
                part,
                "Not assigned to the application in Okta.",
                "Assign the application to one of the person’s groups in Okta, or to the person.",
            ),
            (Some(_), Some(person)) => {
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
        }
    }

    fn push(&self) -> ChainLink {
        let part = ChainPart::Push;
        let Some(person) = self.person else {
            return match self.sources.okta {
                None => without_okta(part),
                Some(_) => unseen(part, "Okta pushes nobody who is not assigned.", "Assign the person first."),
            };
        };
        if let Some(words) = Failures::of(self.sources).of_person(person) {
            return broken(
                part,
                format!("Okta: “{words}”"),
                "Put right what Okta names, then let Okta try again: failed tasks are not tried again by themselves.",
            );
        }
        match (person.external_id.as_deref().filter(|id| !id.trim().is_empty()), self.user) {
            (Some(id), _) => there(part, format!("Okta holds the id {id} for the person.")),
            (None, Some(_)) => there(part, "Synced, and Okta reports no failure."),
            (None, None) => broken(
                part,
                "Okta has not pushed this person.",
                "Wait a few minutes. If the person was assigned before provisioning was enabled, choose Provision User in Okta.",
            ),
        }
    }

    fn scim_user(&self) -> ChainLink {
        let part = ChainPart::ScimUser;
        let Some(user) = self.user else {
            return if self.state.state == State::NotManaged {
                broken(
                    part,
                    "Not synced: provisioning does not manage this account.",
                    "Assign the person in Okta to have it managed.",
                )
            } else if self.state.state == State::Missing {
                broken(part, self.state.reason.clone(), "Take the assignment away in Okta and give it again.")
            } else {
                broken(part, "Not among the synced users.", "Put the push right first.")
            };
        };
        if !user.active {
            return broken(
                part,
                format!("{} is inactive, so the ConfigCat account is disabled.", user.user_name),
                "Assign the person in Okta; Okta then sets the user active.",
            );
        }
        if self.state.state == State::Duplicate {
            return broken(
                part,
                self.state.reason.clone(),
                "Keep the user that Okta holds the id of, and remove the other.",
            );
        }
        let sent = self.person.and_then(|person| person.user_name.as_deref().or(person.email.as_deref()));
        if let Some(sent) = sent.filter(|sent| !sent.trim().is_empty() && !same(sent, &user.user_name)) {
            return broken(
                part,
                format!("Okta sends the user name {sent}; here it is {}.", user.user_name),
                "Let Okta send the user name on create and update, then update it now.",
            );
        }
        there(part, format!("{}, active, id {}.", user.user_name, user.id))
    }

    fn groups(&self) -> ChainLink {
        let part = ChainPart::Groups;
        if self.user.is_none() {
            return unseen(part, "Who is not synced is in no synced group.", "Put the links before it right first.");
        }
        if !self.state.groups.is_empty() {
            return there(part, format!("In {}.", quoted(&self.state.groups)));
        }
        let pushed: Vec<String> = self.pushed_with().map(|group| group.name.clone()).collect();
        if pushed.is_empty() {
            broken(part, "In no synced group.", "Put the person into a group that Okta pushes.")
        } else {
            broken(
                part,
                format!("In {} in Okta, and in no synced group.", quoted(&pushed)),
                "Push the group again from Okta’s “Push Groups” tab.",
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
            _ if self.state.state == State::DomainUnverified => {
                broken(part, self.state.reason.clone(), "Verify the domain in ConfigCat.")
            }
            (None, _) => unseen(
                part,
                "ConfigCat’s members were not read.",
                "Connect ConfigCat’s Public Management API to see this link.",
            ),
            (Some(_), None) => broken(
                part,
                "No ConfigCat account has this address.",
                "Start provisioning in ConfigCat, or let the person sign in once.",
            ),
        }
    }

    fn permission(&self) -> ChainLink {
        let part = ChainPart::Permission;
        let nothing = "Give one of the person’s groups a permission, or put the person into a group that has one.";
        match (self.permissions.filter(|_| self.user.is_some()), self.member) {
            (Some([]), _) => broken(part, "The plan gives this person nothing.", nothing),
            (Some(given), _) => there(part, format!("{}.", given.join(", "))),
            (None, Some(member)) if member.may_anything() => there(part, format!("Today: {}.", may(member))),
            (None, Some(_)) => broken(part, "The account may do nothing today.", nothing),
            (None, None) => unseen(part, "Nothing is planned yet.", "Plan what each group gives."),
        }
    }

    fn gets_in(&self, links: &[ChainLink]) -> Option<bool> {
        let disabled = self.user.is_some_and(|user| !user.active);
        let permitted =
            || links.iter().any(|link| link.part == ChainPart::Permission && link.state == LinkState::There);
        match (self.sources.members, self.member) {
            (Some(_), Some(member)) => Some(!disabled && (member.may_anything() || permitted())),
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
