//! The names inside a pasted text: who and what the error is about.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use super::plain::{plain, values};
use super::secrets::DOTS;

/// Whom and what an error is about, as far as its text says. Nothing here looks like a credential.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Names {
    /// E-mail addresses, user names and names of people, in the order in which they stand.
    pub people: Vec<String>,
    /// Groups.
    pub groups: Vec<String>,
    /// The application in Okta.
    pub app: Option<String>,
    /// The host that Okta asked.
    pub host: Option<String>,
    /// The HTTP status of the answer, by number or by name (`Unauthorized` is 401).
    pub status: Option<u16>,
}

/// A name longer than this many characters is no name.
const LONGEST: usize = 120;
/// No more of one kind are kept.
const MOST: usize = 20;

/// Finds the names in a text from which credentials were taken out.
pub(super) fn names(text: &str) -> Names {
    let mut names = Names::default();
    for event in values(text) {
        of_events(&event, &mut names);
    }
    let flat = without_tags(&plain(text)).split_whitespace().collect::<Vec<_>>().join(" ");
    // ASCII letters only, so that places in both are the same.
    let lower = flat.to_ascii_lowercase();
    let text = Text { flat: &flat, lower: &lower };
    for (before, after) in PEOPLE {
        text.each(before, after, |name| {
            // “Error while creating user group X” names a group.
            if !name.to_ascii_lowercase().starts_with("group ") {
                add(&mut names.people, name);
            }
        });
    }
    for word in flat.split(' ') {
        if let Some(address) = address(word) {
            add(&mut names.people, address);
        }
    }
    for (before, after) in GROUPS {
        text.each(before, after, |name| add(&mut names.groups, name));
    }
    text.each(" app ", &[" failed"], |name| {
        // “Push mapping target App group X” names a group.
        if names.app.is_none() && !name.to_ascii_lowercase().starts_with("group ") {
            names.app = tidy(name);
        }
    });
    names.host = host(&text);
    names.status = status(&flat);
    names
}

/// What stands before and behind the name of a person.
const PEOPLE: [(&str, &[&str]); 8] = [
    ("provisioning of user ", &[" to app ", " in app ", " from app "]),
    ("profile push of user ", &[" to app ", " in app "]),
    ("activation of user ", &[" to app ", " in app "]),
    ("verifying if user ", &[" exists"]),
    ("creating user ", &[":", " failed"]),
    ("profile update for ", &[":", " failed"]),
    ("activating user ", &[":", " failed"]),
    ("user with username ", &[" already", ":"]),
];

/// What stands before and behind the name of a group.
const GROUPS: [(&str, &[&str]); 6] = [
    ("target app group ", &[":"]),
    ("membership for group ", &[":", " not ", " bad ", ". errors"]),
    ("push group ", &[" to app ", ":", " failed"]),
    ("creating user group ", &[":", " failed"]),
    ("group with displayname ", &[" already", ":"]),
    ("with displayname ", &[" already"]),
];

struct Text<'a> {
    flat: &'a str,
    lower: &'a str,
}

impl<'a> Text<'a> {
    /// Hands over what stands between `before` and the nearest of `after`, each time.
    fn each(&self, before: &str, after: &[&str], mut take: impl FnMut(&'a str)) {
        for (at, _) in self.lower.match_indices(before) {
            let start = at + before.len();
            let end = after.iter().filter_map(|after| self.lower[start..].find(after)).min();
            if let Some(end) = end {
                take(&self.flat[start..start + end]);
            }
        }
    }
}

/// The text without `<b>`, `</b>` and their like, which mails copied as source have.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let name = tag[1..].trim_start_matches('/');
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        if (1..=6).contains(&end) && name[end..].starts_with('>') {
            out.push(' ');
            rest = &name[end + 1..];
        } else {
            out.push('<');
            rest = &tag[1..];
        }
    }
    out + rest
}

fn add(list: &mut Vec<String>, name: &str) {
    if let Some(name) = tidy(name)
        && list.len() < MOST
        && !list.contains(&name)
    {
        list.push(name);
    }
}

/// The name without quotes and brackets around it; none when nothing is left, or when it can't be a name.
fn tidy(name: &str) -> Option<String> {
    let around = |c: char| c.is_whitespace() || "\"'“”‘’`<>.,;:".contains(c);
    let mut name = name.trim_matches(around);
    // Brackets only as a pair around all of it: “ConfigCat (Acme)” keeps its own.
    while let Some(inside) = [('(', ')'), ('[', ']'), ('{', '}')]
        .iter()
        .find_map(|(open, close)| name.strip_prefix(*open)?.strip_suffix(*close))
    {
        name = inside.trim_matches(around);
    }
    let fits = !name.is_empty() && name.chars().count() <= LONGEST && !name.contains(DOTS);
    fits.then(|| name.chars().filter(|c| !c.is_control()).collect())
}

/// An e-mail address in a word, without what clings to it.
fn address(word: &str) -> Option<&str> {
    let inside = word
        .split(|c: char| "\"'“”‘’`<>()[]{},;|=".contains(c) || c.is_control())
        .map(|part| part.rsplit(':').next().unwrap_or(part).trim_matches(['.', ':', '!', '?', '\\', '/']))
        .find(|part| part.contains('@'))?;
    let (local, domain) = inside.split_once('@')?;
    (!local.is_empty() && domain.contains('.') && !domain.contains('@')).then_some(inside)
}

/// The host of a URL in the text, or of `Connect to host:443`; Okta's own hosts are not the ones asked.
fn host(text: &Text<'_>) -> Option<String> {
    let after = ["https://", "http://", "connect to ", "unknownhostexception: ", "certificate for "];
    let mut places: Vec<usize> =
        after.iter().flat_map(|before| text.lower.match_indices(before).map(|(at, _)| at + before.len())).collect();
    places.sort_unstable();
    places.into_iter().find_map(|at| {
        let rest = text.lower[at..].trim_start_matches(['<', '"', '\'', '[']);
        let host: &str = rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-').next()?;
        let host = host.trim_matches(['.', '-']);
        let okta = ["okta.com", "oktapreview.com", "okta-emea.com"].iter().any(|own| host.ends_with(own));
        (host.contains('.') && !okta && host.len() <= LONGEST).then(|| host.to_owned())
    })
}

/// Reasons by the name that HTTP gives them (RFC 9110 section 15; 429 of RFC 6585), as Okta repeats them.
const REASONS: [(&str, u16); 17] = [
    ("unauthorized", 401),
    ("forbidden", 403),
    ("not found. errors reported", 404),
    ("authenticating: not found", 404),
    ("exists: not found", 404),
    ("method not allowed", 405),
    ("conflict", 409),
    ("payload too large", 413),
    ("unprocessable entity", 422),
    ("too many requests", 429),
    ("rate limit exceeded", 429),
    ("bad request", 400),
    ("internal server error", 500),
    ("not implemented", 501),
    ("bad gateway", 502),
    ("service unavailable", 503),
    ("gateway timeout", 504),
];

fn status(text: &str) -> Option<u16> {
    let words: Vec<String> = super::words::words(text);
    let told = words.windows(2).find_map(|pair| {
        let says = ["status", "code", "statuscode", "http", "httpstatuscode", "error"].contains(&pair[0].as_str());
        pair[1].parse::<u16>().ok().filter(|number| says && (300..600).contains(number))
    });
    let lower = text.to_ascii_lowercase();
    let named = || {
        let found = REASONS.iter().filter_map(|(reason, status)| Some((lower.find(reason)?, *status)));
        found.min_by_key(|(at, _)| *at).map(|(_, status)| status)
    };
    let alone = || {
        let known = REASONS.map(|(_, status)| status);
        words.iter().filter_map(|word| word.parse().ok()).find(|number| known.contains(number))
    };
    told.or_else(named).or_else(alone)
}

/// The targets of System Log events; who did it is not whom it is about.
fn of_events(event: &Value, names: &mut Names) {
    match event {
        Value::Array(events) => events.iter().take(MOST).for_each(|event| of_events(event, names)),
        Value::Object(fields) => {
            for target in fields.get("target").and_then(Value::as_array).into_iter().flatten() {
                let text = |name: &str| target.get(name).and_then(Value::as_str).unwrap_or_default();
                let both = [text("displayName"), text("alternateId")];
                match text("type") {
                    "User" | "AppUser" => {
                        both.iter().filter(|name| **name != "unknown").for_each(|name| add(&mut names.people, name));
                    }
                    "UserGroup" | "AppGroup" => add(&mut names.groups, both[0]),
                    "AppInstance" if names.app.is_none() => names.app = tidy(both[0]),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_app_and_status_are_kept() {
        let names = names(
            "Automatic provisioning of user Ada Lovelace to app ConfigCat (Acme) failed: Error while verifying if user \
             <ada@example.com> exists: Unauthorized. Errors reported by remote server: null",
        );
        assert_eq!(names.people, ["Ada Lovelace", "ada@example.com"]);
        assert_eq!(names.app.as_deref(), Some("ConfigCat (Acme)"));
        assert_eq!((names.status, names.host, names.groups.len()), (Some(401), None, 0));
    }

    #[test]
    fn a_group_is_no_app_and_the_host_is_kept() {
        let found = names(
            "Unable to update Group Push mapping target App group “Cat Owners”: Connect to scim-api.configcat.com:443 \
             [scim-api.configcat.com/203.0.113.7] failed: Connect timed out; see https://acme.okta.com/x",
        );
        assert_eq!(found.groups, ["Cat Owners"]);
        assert_eq!(found.app, None);
        assert_eq!(found.host.as_deref(), Some("scim-api.configcat.com"));
        assert_eq!(names("see https://acme.okta.com/x").host, None);
    }

    #[test]
    fn tags_of_a_mail_are_no_names_and_a_group_is_no_person() {
        let found =
            names("Error while verifying if user <b>ada@example.com</b> exists: Unauthorized, if 1 < 2 <ada@x.org>");
        assert_eq!(found.people, ["ada@example.com", "ada@x.org"]);
        let found = names("Error while creating user group Cats: Conflict");
        assert_eq!((found.people.len(), found.groups), (0, vec!["Cats".to_owned()]));
    }

    #[test]
    fn a_system_log_event_names_whom_it_is_about_and_not_who_did_it() {
        let event = r#"{"actor":{"alternateId":"admin@example.com"},"outcome":{"result":"FAILURE"},"target":[
            {"type":"AppUser","alternateId":"ada@example.com","displayName":"Ada"},
            {"type":"AppInstance","displayName":"ConfigCat"},{"type":"UserGroup","displayName":"Cats"}]}"#;
        let names = names(event);
        assert_eq!(
            (names.people, names.groups),
            (vec!["Ada".to_owned(), "ada@example.com".into()], vec!["Cats".into()])
        );
        assert_eq!(names.app.as_deref(), Some("ConfigCat"));
    }

    #[test]
    fn a_status_is_read_by_number_or_name_and_the_number_first() {
        for (text, status) in [
            ("HTTP status code 429", Some(429)),
            ("Error 503: Bad Request", Some(503)),
            ("Conflict", Some(409)),
            ("Matching user not found", None),
            ("404 people", Some(404)),
            ("line 443", None),
        ] {
            assert_eq!(names(text).status, status, "{text}");
        }
    }
}
