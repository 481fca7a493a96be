//! What changed since somebody looked: everybody's state, groups and address as they were then, in a few bytes each.

use catflap_inventory::{PersonState, State};

/// The first byte of what is kept. Another form, or other states, take another.
const FORM: u8 = 1;

/// Bytes of one [`Print`].
const EACH: usize = 17;

/// Everybody as they were when somebody looked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seen {
    /// Whether Okta's side was seen then, and ConfigCat's members: who stands there alone is not new because it can be seen now.
    okta: bool,
    members: bool,
    /// By `who`.
    prints: Vec<Print>,
}

/// One person under one id. Numbers, not texts: 100,000 people take a few MB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Print {
    who: u64,
    state: u8,
    groups: u32,
    address: u32,
}

/// Who is new or changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct News {
    /// Places in the list of people, sorted.
    pub at: Vec<u32>,
    words: Vec<String>,
}

impl News {
    /// What is new about the person at a place, in a few words.
    pub(crate) fn of(&self, at: usize) -> Option<&str> {
        let found = self.at.binary_search(&u32::try_from(at).ok()?).ok()?;
        Some(&self.words[found])
    }
}

impl Seen {
    /// Everybody as they are now. `okta` and `members` tell whether those could be seen.
    pub(crate) fn of(people: &[PersonState], okta: bool, members: bool) -> Self {
        let mut prints: Vec<Print> = people
            .iter()
            .flat_map(|person| ids(person).map(|id| Print { who: hash([id.0, id.1]), ..print(person) }))
            .collect();
        prints.sort_unstable();
        Self { okta, members, prints }
    }

    /// What is new against then.
    pub(crate) fn news(&self, people: &[PersonState]) -> News {
        let mut news = News::default();
        for (at, person) in (0u32..).zip(people) {
            if let Some(words) = self.words(person) {
                news.at.push(at);
                news.words.push(words);
            }
        }
        news
    }

    fn words(&self, person: &PersonState) -> Option<String> {
        let Some(then) = ids(person).find_map(|id| self.find(hash([id.0, id.1]))) else {
            let could_be_seen = person.user_id.is_some()
                || (self.okta && person.okta_id.is_some())
                || (self.members && person.member_id.is_some());
            return could_be_seen.then(|| "New".to_owned());
        };
        let now = print(person);
        let mut words = Vec::new();
        let was = State::ALL.get(usize::from(then.state)).copied().unwrap_or(State::Unknown);
        // That a side can or can't be seen is nothing about the person.
        let known = was != State::Unknown && person.state != State::Unknown;
        if known && then.state != now.state {
            words.push(format!("Was: {}", was.to_words()));
        }
        // Who was not synced had no groups to be seen; that they are synced is told already.
        if then.groups != now.groups && words.is_empty() {
            words.push("Groups changed".to_owned());
        }
        if then.address != now.address {
            words.push("Address changed".to_owned());
        }
        (!words.is_empty()).then(|| words.join(" · "))
    }

    fn find(&self, who: u64) -> Option<&Print> {
        self.prints.binary_search_by_key(&who, |print| print.who).ok().map(|at| &self.prints[at])
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(2 + self.prints.len() * EACH);
        bytes.extend([FORM, u8::from(self.okta) | u8::from(self.members) << 1]);
        for print in &self.prints {
            bytes.extend(print.who.to_le_bytes());
            bytes.push(print.state);
            bytes.extend(print.groups.to_le_bytes());
            bytes.extend(print.address.to_le_bytes());
        }
        bytes
    }

    /// None for what this version did not write.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (&[FORM, sides], prints) = bytes.split_first_chunk()? else { return None };
        let prints = prints.chunks_exact(EACH).map(|each| {
            let (who, each) = each.split_first_chunk()?;
            let (&[state], each) = each.split_first_chunk()?;
            let (groups, address) = each.split_first_chunk()?;
            let (groups, address) = (u32::from_le_bytes(*groups), u32::from_le_bytes(address.try_into().ok()?));
            Some(Print { who: u64::from_le_bytes(*who), state, groups, address })
        });
        Some(Self { okta: sides & 1 > 0, members: sides & 2 > 0, prints: prints.collect::<Option<_>>()? })
    }
}

/// By what somebody is known again: whoever waits for Okta is the same person once they are synced.
fn ids(person: &PersonState) -> impl Iterator<Item = (&'static str, &str)> {
    let synced = person.user_id.as_deref().map(|id| ("scim", id));
    let okta = person.okta_id.as_deref().map(|id| ("okta", id));
    let alone = person.member_id.as_deref().filter(|_| synced.is_none() && okta.is_none());
    synced.into_iter().chain(okta).chain(alone.map(|id| ("configcat", id)))
}

/// Without `who`.
fn print(person: &PersonState) -> Print {
    // That the plan gives nothing was decided here and happened to nobody.
    let state = if person.state == State::NoPermission { State::InSync } else { person.state };
    let state = State::ALL.iter().position(|each| *each == state).unwrap_or_default();
    let mut groups: Vec<&str> = person.groups.iter().map(String::as_str).collect();
    groups.sort_unstable();
    Print {
        who: 0,
        state: u8::try_from(state).unwrap_or_default(),
        groups: short(hash(groups)),
        address: short(hash([person.email.trim().to_lowercase().as_str()])),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "half of a hash is one")]
fn short(hash: u64) -> u32 {
    (hash ^ hash >> 32) as u32
}

/// FNV-1a: what is kept must mean the same in the next version, which no hash of a library promises.
fn hash<'a>(texts: impl IntoIterator<Item = &'a str>) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for text in texts {
        for byte in text.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;
    use catflap_inventory::Sight;

    fn person(user_id: Option<&str>, okta_id: Option<&str>, state: State, groups: &[&str]) -> PersonState {
        PersonState {
            key: "k".into(),
            name: "Ana".into(),
            email: "ana@whisker.co".into(),
            user_id: user_id.map(str::to_owned),
            user_name: None,
            okta_id: okta_id.map(str::to_owned),
            member_id: None,
            okta: Sight::There,
            synced: Sight::There,
            configcat: Sight::Unseen,
            state,
            reason: String::new(),
            ghost: None,
            groups: groups.iter().map(ToString::to_string).collect(),
        }
    }

    fn news(before: &PersonState, after: &PersonState) -> Option<String> {
        let seen = Seen::of(std::slice::from_ref(before), true, true);
        let seen = Seen::from_bytes(&seen.to_bytes()).unwrap();
        seen.news(std::slice::from_ref(after)).of(0).map(str::to_owned)
    }

    #[test]
    fn each_change_has_its_words_and_no_change_has_none() {
        let ana = person(Some("1"), Some("00a"), State::InSync, &["Readers", "Cooks"]);
        assert_eq!(news(&ana, &ana), None);
        let again = person(Some("1"), Some("00a"), State::InSync, &["Cooks", "Readers"]);
        assert_eq!(news(&ana, &again), None, "the order of groups says nothing");
        let moved = person(Some("1"), Some("00a"), State::InSync, &["Readers"]);
        assert_eq!(news(&ana, &moved).as_deref(), Some("Groups changed"));
        let failed = PersonState { email: "a@whisker.co".into(), state: State::Failed, ..ana.clone() };
        assert_eq!(news(&ana, &failed).as_deref(), Some("Was: In sync · Address changed"));
        let ben = person(Some("2"), None, State::InSync, &[]);
        assert_eq!(news(&ana, &ben).as_deref(), Some("New"));
    }

    #[test]
    fn who_waited_for_okta_is_the_same_person_once_synced() {
        let waiting = person(None, Some("00a"), State::Waiting, &[]);
        let synced = person(Some("1"), Some("00a"), State::InSync, &["Readers"]);
        assert_eq!(news(&waiting, &synced).as_deref(), Some("Was: Waiting for Okta"));
    }

    #[test]
    fn what_can_not_be_seen_or_was_only_planned_is_no_news() {
        let ana = person(Some("1"), Some("00a"), State::InSync, &[]);
        let unseen = person(Some("1"), None, State::Unknown, &[]);
        assert_eq!((news(&ana, &unseen), news(&unseen, &ana)), (None, None));
        let planned = PersonState { state: State::NoPermission, ..ana.clone() };
        assert_eq!(news(&ana, &planned), None);
        let waiting = person(None, Some("00z"), State::Waiting, &[]);
        assert_eq!(Seen::of(&[], false, true).news(std::slice::from_ref(&waiting)), News::default());
        assert_eq!(Seen::of(&[], true, false).news(&[waiting]).at, [0]);
    }

    #[test]
    fn what_another_version_kept_is_not_misread() {
        assert_eq!(Seen::from_bytes(&[]), None);
        assert_eq!(Seen::from_bytes(&[FORM + 1, 0, 1]), None);
    }
}
