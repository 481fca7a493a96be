//! Rules about people: one function a rule.

use std::collections::{BTreeMap, HashMap, HashSet};

use catflap_inventory::User;

use super::model::{Comer, Coming, Concern, ConcernKind, Gravity, Intake, IntakePerson, IntakeRole};

/// Statuses of people whom Okta pushes nowhere.
const NOT_PUSHED: [&str; 2] = ["DEPROVISIONED", "STAGED"];

/// A person, with what is known of them.
pub(super) struct Candidate<'a> {
    pub person: &'a IntakePerson,
    pub user_name: Option<String>,
    pub groups: Vec<String>,
    /// Was pushed before: Okta knows their id at the service provider.
    pub pushed_before: bool,
    /// Synced users whose name is the same, whatever its case.
    pub alike: Vec<&'a User>,
    pub synced_read: bool,
}

impl Candidate<'_> {
    pub fn name(&self) -> String {
        let person = self.person;
        let full = format!("{} {}", person.first_name.trim(), person.last_name.trim());
        let shown = person.display_name.clone().filter(|name| !name.trim().is_empty());
        let name = shown.unwrap_or_else(|| full.trim().to_owned());
        if name.is_empty() { person.login.clone() } else { name }
    }

    pub fn is_pushed(&self) -> bool {
        !NOT_PUSHED.contains(&self.person.status.as_str())
    }

    pub fn coming(&self) -> Coming {
        if self.pushed_before {
            Coming::AlreadyThere
        } else if !self.is_pushed() {
            Coming::NotPushed
        } else if !self.alike.is_empty() {
            Coming::Linked
        } else if self.synced_read && self.user_name.is_some() {
            Coming::New
        } else {
            Coming::Unseen
        }
    }

    /// Whether Okta would send something for them now.
    pub fn is_sent(&self) -> bool {
        self.is_pushed() && !self.pushed_before
    }

    pub fn comer(&self, failing: &HashSet<String>) -> Comer {
        Comer {
            id: self.person.id.clone(),
            name: self.name(),
            user_name: self.user_name.clone(),
            coming: self.coming(),
            groups: self.groups.clone(),
            fails: self.is_sent() && failing.contains(&self.person.id),
        }
    }

    fn shown(&self) -> String {
        match &self.user_name {
            Some(user_name) => format!("{} ({})", self.name(), printable(user_name)),
            None => self.name(),
        }
    }
}

/// What the template makes of a person; none when it can't be followed here.
pub(crate) fn user_name(template: &str, person: &IntakePerson) -> Option<String> {
    let compact: String = template.chars().filter(|c| !c.is_whitespace()).collect();
    match compact.as_str() {
        "${source.email}" | "${user.email}" => Some(person.email.clone()),
        "${source.login}" | "${user.login}" | "" => Some(person.login.clone()),
        "${fn:substringBefore(source.login,\"@\")}" | "${fn:substringBefore(user.login,\"@\")}" => {
            Some(person.login.split('@').next().unwrap_or_default().to_owned())
        }
        "${fn:toLowerCase(source.email)}" => Some(person.email.to_lowercase()),
        "${fn:toLowerCase(source.login)}" => Some(person.login.to_lowercase()),
        _ => None,
    }
}

/// Everybody in the groups, once each, with the groups they come by.
pub(super) fn candidates<'a>(intake: &'a Intake<'a>) -> Vec<Candidate<'a>> {
    let app_users: HashMap<&str, bool> =
        intake.app_users.iter().map(|(id, external)| (id.as_str(), external.is_some())).collect();
    let mut by_name: HashMap<String, Vec<&User>> = HashMap::new();
    for user in intake.synced.iter().flat_map(|synced| &synced.users) {
        by_name.entry(folded(&user.user_name)).or_default().push(user);
    }
    let mut people: BTreeMap<(String, &str), Candidate<'a>> = BTreeMap::new();
    for group in intake.groups.iter().filter(|group| group.role == IntakeRole::Assign) {
        for person in &group.members {
            let candidate = people.entry((folded(&person.login), &person.id)).or_insert_with(|| {
                let user_name = user_name(&intake.user_name_template, person);
                let alike = user_name.as_ref().and_then(|name| by_name.get(&folded(name))).cloned().unwrap_or_default();
                let known = app_users.get(person.id.as_str());
                Candidate {
                    pushed_before: known.copied().unwrap_or_default(),
                    groups: Vec::new(),
                    synced_read: intake.synced.is_some(),
                    person,
                    user_name,
                    alike,
                }
            });
            candidate.groups.push(group.name.clone());
        }
    }
    people.into_values().collect()
}

/// Letters without their case, blanks at the ends away.
pub(super) fn folded(text: &str) -> String {
    text.trim().to_lowercase()
}

/// Control characters as the words that name them.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { format!("<U+{:04X}>", u32::from(c)) } else { c.to_string() }).collect()
}

/// What is the matter with these people, by rule. Only those for whom Okta would send something now are looked at.
pub(super) fn concerns(intake: &Intake<'_>, all: &[Candidate<'_>]) -> Vec<Concern> {
    let sent: Vec<&Candidate<'_>> = all.iter().filter(|one| one.is_sent()).collect();
    let held: Vec<&Candidate<'_>> = all.iter().filter(|one| !one.is_pushed() && !one.pushed_before).collect();
    [
        template(intake, &sent),
        twins(ConcernKind::UserNameTwins, &sent, |one| one.user_name.clone()),
        twins(ConcernKind::EmailTwins, &sent, |one| Some(one.person.email.clone())),
        made_by_others(&sent),
        inactive(&sent),
        other_case(&sent),
        no_address(&sent),
        control_characters(&sent),
        blanks(&sent),
        no_name(&sent),
        domains(intake, &sent),
        not_email(&sent),
        status(&held),
        suspended(&sent),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn those<'c>(people: &[&'c Candidate<'c>], matter: impl Fn(&Candidate<'_>) -> bool) -> Vec<&'c Candidate<'c>> {
    people.iter().copied().filter(|one| matter(one)).collect()
}

/// A concern about these people; none when there are none. `title` follows the count: “3 people …”, “Ada Lovelace …”.
fn about(
    kind: ConcernKind,
    gravity: Gravity,
    people: &[&Candidate<'_>],
    (one, many): (&str, &str),
    why: &str,
    next: &str,
) -> Option<Concern> {
    let title = match people {
        [] => return None,
        [only] => format!("{} {one}", only.name()),
        more => format!("{} people {many}", more.len()),
    };
    Some(Concern {
        kind,
        gravity,
        title,
        why: why.to_owned(),
        next: next.to_owned(),
        about: people.iter().map(|one| one.shown()).collect(),
        people: people.iter().map(|one| one.person.id.clone()).collect(),
    })
}

fn template(intake: &Intake<'_>, sent: &[&Candidate<'_>]) -> Option<Concern> {
    let unknown = those(sent, |one| one.user_name.is_none());
    let concern = about(
        ConcernKind::Template,
        Gravity::Warn,
        &unknown,
        ("has a user name that can’t be foreseen", "have user names that can’t be foreseen"),
        "",
        "Set `Application username` to Email, or look at a person’s user name under Assignments after the first came.",
    )?;
    let why = format!(
        "The application makes user names by the expression {}, which Catflap does not follow: whether they are there already can’t be told.",
        intake.user_name_template
    );
    Some(Concern { why, ..concern })
}

fn twins(kind: ConcernKind, sent: &[&Candidate<'_>], of: impl Fn(&Candidate<'_>) -> Option<String>) -> Option<Concern> {
    let mut count: HashMap<String, usize> = HashMap::new();
    let key = |one: &Candidate<'_>| of(one).map(|text| folded(&text)).filter(|text| !text.is_empty());
    for one in sent {
        if let Some(key) = key(one) {
            *count.entry(key).or_default() += 1;
        }
    }
    let mut twins = those(sent, |one| key(one).is_some_and(|key| count.get(&key).is_some_and(|count| *count > 1)));
    twins.sort_by_key(|one| key(one));
    if kind == ConcernKind::EmailTwins {
        // Where the user name is the address, the user names say it already.
        twins.retain(|one| one.user_name.as_ref().is_none_or(|name| folded(name) != folded(&one.person.email)));
        return about(
            kind,
            Gravity::Warn,
            &twins,
            ("shares an e-mail address with another", "share an e-mail address with another"),
            "ConfigCat knows people by their e-mail address: the second one to come is refused, or taken for the first.",
            "Give each person an address of their own in Okta.",
        );
    }
    about(
        kind,
        Gravity::Fail,
        &twins,
        ("has the user name of another", "have the user name of another"),
        "Okta looks a person up by user name: the second one is linked to the first one’s user, or refused with 409. Letters in another case make no difference.",
        "Give each person a user name of their own, or leave the double out of the group.",
    )
}

/// Synced under this name, by another identity: Okta sends its id of the person as the external id.
fn made_by_others(sent: &[&Candidate<'_>]) -> Option<Concern> {
    let theirs = those(sent, |one| {
        one.alike.iter().any(|user| user.external_id.as_deref().is_none_or(|id| id != one.person.id))
    });
    about(
        ConcernKind::MadeByOthers,
        Gravity::Warn,
        &theirs,
        (
            "is synced already, made by hand or by another application",
            "are synced already, made by hand or by another application",
        ),
        "Okta looks them up by user name and takes over the user it finds. Where the look-up misses it, the creation is refused with 409.",
        "Nothing, if it is the same person. Afterwards look under Follow whether it was linked or refused.",
    )
}

fn inactive(sent: &[&Candidate<'_>]) -> Option<Concern> {
    let inactive = those(sent, |one| one.alike.iter().any(|user| !user.active));
    about(
        ConcernKind::Inactive,
        Gravity::Warn,
        &inactive,
        ("is synced, deactivated", "are synced, deactivated"),
        "They had the application before. Okta links the user it finds and activates it again; a look-up that leaves out inactive users ends in 409 instead.",
        "Expect them to come back with the same user. If Okta reports 409, assign them once more.",
    )
}

fn other_case(sent: &[&Candidate<'_>]) -> Option<Concern> {
    let other = those(sent, |one| {
        let name = one.user_name.as_deref().unwrap_or_default();
        !one.alike.is_empty() && one.alike.iter().all(|user| user.user_name != name)
    });
    about(
        ConcernKind::OtherCase,
        Gravity::Warn,
        &other,
        ("is synced in other letters", "are synced in other letters"),
        "The user name there differs in upper and lower case. A service provider that tells them apart makes a twin, or answers 409.",
        "Use an expression that makes user names lower case, or bring both to the same letters.",
    )
}

fn no_address(sent: &[&Candidate<'_>]) -> Option<Concern> {
    let none = those(sent, |one| !is_address(one.person.email.trim()));
    about(
        ConcernKind::NoAddress,
        Gravity::Fail,
        &none,
        ("has no usable e-mail address", "have no usable e-mail address"),
        "ConfigCat knows people by their e-mail address.",
        "Enter the address in Okta, under Directory → People.",
    )
}

/// A local part, an @, a domain with a dot; which addresses exist is not told by their shape.
fn is_address(text: &str) -> bool {
    text.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty()
            && domain.contains('.')
            && !domain.contains('@')
            && !domain.starts_with('.')
            && !domain.ends_with('.')
    }) && !text.contains(char::is_whitespace)
}

fn texts<'c>(one: &'c Candidate<'_>) -> impl Iterator<Item = &'c str> {
    let person = one.person;
    [&person.login, &person.email, &person.first_name, &person.last_name]
        .into_iter()
        .map(String::as_str)
        .chain(person.display_name.as_deref())
}

fn control_characters(sent: &[&Candidate<'_>]) -> Option<Concern> {
    let spoiled = those(sent, |one| texts(one).any(|text| text.chars().any(char::is_control)));
    about(
        ConcernKind::ControlCharacter,
        Gravity::Fail,
        &spoiled,
        ("has a control character in a name or address", "have a control character in a name or address"),
        "It can’t be seen, often came with a paste or an import, and makes requests unreadable.",
        "Type the value anew in Okta, or in the directory it comes from.",
    )
}

fn blanks(sent: &[&Candidate<'_>]) -> Option<Concern> {
    let spoiled = those(sent, |one| texts(one).any(|text| !text.trim().is_empty() && text.trim() != text));
    about(
        ConcernKind::Blank,
        Gravity::Warn,
        &spoiled,
        ("has a blank before or after a name or address", "have a blank before or after a name or address"),
        "A blank makes it another name: look-ups miss it, and signing in by e-mail fails.",
        "Take the blank away in Okta, or in the directory it comes from.",
    )
}

fn no_name(sent: &[&Candidate<'_>]) -> Option<Concern> {
    let nameless = those(sent, |one| one.person.first_name.trim().is_empty() || one.person.last_name.trim().is_empty());
    about(
        ConcernKind::NoName,
        Gravity::Warn,
        &nameless,
        ("has no first or no last name", "have no first or no last name"),
        "Okta reports a validation error for a person whose application profile demands both.",
        "Enter both names in Okta, under Directory → People.",
    )
}

fn domains(intake: &Intake<'_>, sent: &[&Candidate<'_>]) -> Option<Concern> {
    let verified: HashSet<String> = intake.verified_domains.as_ref()?.iter().map(|domain| folded(domain)).collect();
    let of = |one: &Candidate<'_>| {
        let address = one.user_name.as_deref().filter(|name| name.contains('@')).unwrap_or(&one.person.email);
        address.rsplit_once('@').map(|(_, domain)| folded(domain)).unwrap_or_default()
    };
    let foreign = those(sent, |one| !of(one).is_empty() && !verified.contains(&of(one)));
    let mut names: Vec<String> = foreign.iter().map(|one| of(one)).collect();
    names.sort();
    names.dedup();
    let concern = about(
        ConcernKind::Domain,
        Gravity::Warn,
        &foreign,
        ("has an address at a domain that is not verified", "have addresses at domains that are not verified"),
        "They are synced, but provisioning can’t be started for them.",
        "",
    )?;
    let next = format!("Verify {} in ConfigCat first.", names.join(", "));
    Some(Concern { next, ..concern })
}

fn not_email(sent: &[&Candidate<'_>]) -> Option<Concern> {
    let differing =
        those(sent, |one| one.user_name.as_ref().is_some_and(|name| folded(name) != folded(&one.person.email)));
    about(
        ConcernKind::UserNameIsNotEmail,
        Gravity::Warn,
        &differing,
        (
            "would get a user name that is not the e-mail address",
            "would get user names that are not their e-mail addresses",
        ),
        "ConfigCat takes the user name for the address. Whoever signs in by SAML with another one is a stranger there.",
        "Set `Application username` to Email under Sign On, before anybody is assigned.",
    )
}

fn status(held: &[&Candidate<'_>]) -> Option<Concern> {
    about(
        ConcernKind::Status,
        Gravity::Note,
        held,
        ("is not active in Okta and does not come", "are not active in Okta and do not come"),
        "Okta pushes nobody who is deactivated or not activated yet.",
        "Nothing, or activate them first.",
    )
}

fn suspended(sent: &[&Candidate<'_>]) -> Option<Concern> {
    let suspended = those(sent, |one| one.person.status == "SUSPENDED");
    about(
        ConcernKind::Suspended,
        Gravity::Note,
        &suspended,
        ("is suspended in Okta", "are suspended in Okta"),
        "As far as is known Okta pushes them all the same. They can’t sign in, and suspending somebody later sends nothing.",
        "Leave them out of the group if they are not to count in ConfigCat.",
    )
}
