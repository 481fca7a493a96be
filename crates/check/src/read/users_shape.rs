//! Do users have what Okta and ConfigCat need?

use std::collections::HashSet;

use serde_json::Value;

use super::{id_of, reading, weigh};
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::{Context, Known};
use crate::list_shape::{self, Flaw, kind};
use crate::{Level, Verdict, words};

pub(crate) const CHECK: Check = Check {
    id: "users-shape",
    level: Level::Read,
    title: "Shape of users",
    question: "Does every user have the attributes that Okta and ConfigCat need?",
    needs: &["token-accepted"],
    ask: asks!(ask),
};

const WHY: &str = "Okta keeps the id of each user, finds people by userName and switches them off by active. ConfigCat takes \
     userName as the e-mail address.";

const NO_EMAIL: &str = "A userName that is no e-mail address, which ConfigCat needs";
const ODD_NAME: &str = "A name with blanks around it or a control character, over which pushes fail";

async fn ask(context: &Context) -> Answer {
    let reply = match reading::first_page(context).await {
        Ok(reply) => reply,
        Err(error) => return words::no_answer(&error, context.host()),
    };
    if reply.status != 200 {
        return words::unexpected(&reply, "The list of users");
    }
    if let Some(cause) = list_shape::no_list(&reply) {
        return Answer::fail("The list of users can’t be read", "200, no list")
            .saw(format!("/Users was answered 200, but {cause}."))
            .why(WHY)
            .todo(words::TELL_VENDOR)
            .fact(words::SAME_ANSWER, "token-accepted")
            .exchange(reply.exchange);
    }
    let users = list_shape::items(&reply);
    context.learn(|learned| learned.known = users.iter().find_map(Known::of));
    let total = list_shape::total(&reply);
    if let Some(total) = total.filter(|total| *total > 0 && users.is_empty()) {
        return Answer::fail("The list of users holds nobody", format!("0 of {total}"))
            .saw(format!("totalResults says {total}, but the list from the first user on is empty."))
            .why(WHY)
            .todo(words::TELL_VENDOR)
            .fact(words::SAME_ANSWER, "token-accepted")
            .exchange(reply.exchange);
    }
    if users.is_empty() {
        return Answer::pass("No user is synced yet", "0 users")
            .saw("The list of users is empty.")
            .why("People appear here once a group is assigned in Okta and provisioning to the app is on.")
            .fact("users", 0)
            .fact(words::SAME_ANSWER, "token-accepted")
            .exchange(reply.exchange);
    }
    let mut ids = HashSet::new();
    let found = gather(users.iter().map(|user| {
        let mut found = flaws(user, context.is_configcat());
        if id_of(user).is_some_and(|id| !ids.insert(id)) {
            found.push(Flaw::fail("An id that another user has too"));
        }
        found
    }));
    let looked_at = words::count(users.len(), "user", "users");
    let answer = weigh(&found, ("Shape of users", looked_at.clone()), "Users lack what Okta needs");
    let answer = if found.is_empty() {
        answer.saw(format!("{looked_at} looked at; each has id, userName, name, emails and active in the right form."))
    } else {
        answer
    };
    let answer = answer.why(WHY).fact("users looked at", users.len()).fact(words::SAME_ANSWER, "token-accepted");
    let answer = if let Some(total) = total { answer.fact("users", total) } else { answer };
    let mut answer = answer.todo(todo(&found)).exchange(reply.exchange);
    // Somebody who lacks something may stand beside somebody who can be looked for.
    answer.blocks = users.iter().all(|user| Known::of(user).is_none());
    answer
}

/// What to do about the worst of it. What Okta itself sent is mended in Okta.
fn todo(found: &[Flaw]) -> &'static str {
    let has = |text: &str| found.iter().any(|flaw| flaw.text.starts_with(text));
    match list_shape::worst(found) {
        Verdict::Warn if has(ODD_NAME) => {
            "Correct these names where they come from, in Okta or the directory behind it, and push the people again."
        }
        Verdict::Warn if has(NO_EMAIL) => {
            "In Okta, set the application’s user name to the e-mail address: Sign On › Application username format › Email. \
             Then update those who have another one."
        }
        Verdict::Fail | Verdict::Warn => words::TELL_VENDOR,
        _ => "",
    }
}

/// What is wrong with one user.
fn flaws(user: &Value, for_configcat: bool) -> Vec<Flaw> {
    let mut found = Vec::new();
    match user.get("id") {
        Some(Value::String(id)) if !id.is_empty() => {}
        Some(Value::String(_)) | None => found.push(Flaw::fail("No id")),
        Some(other) => found.push(Flaw::fail(format!("An id that is {} instead of a text", kind(other)))),
    }
    match user.get("userName").and_then(Value::as_str) {
        Some("") => found.push(Flaw::fail("An empty userName")),
        Some(name) if !name.contains('@') && for_configcat => {
            found.push(Flaw::warn(NO_EMAIL));
        }
        Some(name) if !name.contains('@') => found.push(Flaw::note("A userName that is no e-mail address")),
        Some(_) => {}
        None => found.push(Flaw::fail("No userName")),
    }
    let texts = [&user["userName"], &user["displayName"], &user["name"]["givenName"], &user["name"]["familyName"]];
    if texts.into_iter().filter_map(Value::as_str).any(|text| text.trim() != text || text.contains(char::is_control)) {
        found.push(Flaw::warn(ODD_NAME));
    }
    match user.get("active") {
        Some(Value::Bool(_)) => {}
        None => found.push(Flaw::warn("No active, which tells whether the person may come in")),
        Some(other) => {
            found.push(Flaw::fail(format!("An active that is {} instead of true or false", kind(other))));
        }
    }
    if !user.get("name").is_some_and(Value::is_object) {
        found.push(Flaw::note("No name"));
    }
    if user.get("emails").and_then(Value::as_array).is_none_or(Vec::is_empty) {
        found.push(Flaw::note("No emails"));
    }
    if !user.get("schemas").is_some_and(Value::is_array) {
        found.push(Flaw::note("No schemas"));
    }
    found
}

/// The same flaw of many items, told once with how many have it.
pub(super) fn gather(each: impl Iterator<Item = Vec<Flaw>>) -> Vec<Flaw> {
    let mut counted: Vec<(Flaw, usize)> = Vec::new();
    let mut total = 0;
    for flaws in each {
        total += 1;
        for flaw in flaws {
            match counted.iter_mut().find(|(known, _)| *known == flaw) {
                Some((_, count)) => *count += 1,
                None => counted.push((flaw, 1)),
            }
        }
    }
    counted
        .into_iter()
        .map(|(flaw, count)| Flaw { text: format!("{} ({count} of {total}).", flaw.text), ..flaw })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn right() -> Value {
        json!({"schemas": [], "id": "1", "userName": "ada@example.com", "active": true, "name": {}, "emails": [{"value": "a"}]})
    }

    fn with(name: &str, value: Value) -> Verdict {
        let mut user = right();
        user[name] = value;
        list_shape::worst(&flaws(&user, true))
    }

    #[test]
    fn what_okta_and_configcat_need_weighs_more_than_what_the_rfc_wants() {
        assert_eq!(flaws(&right(), true), []);
        assert_eq!(with("id", json!(17)), Verdict::Fail);
        assert_eq!(with("userName", Value::Null), Verdict::Fail);
        assert_eq!(with("active", json!("True")), Verdict::Fail);
        assert_eq!(with("userName", json!("ada")), Verdict::Warn);
        assert_eq!(with("emails", json!([])), Verdict::Note);
        assert_eq!(with("name", Value::Null), Verdict::Note);
    }

    #[test]
    fn a_flaw_of_many_users_is_told_once() {
        let mut sloppy = right();
        sloppy["active"] = json!("true");
        let found = gather([&right(), &sloppy, &sloppy].into_iter().map(|user| flaws(user, true)));
        assert_eq!(found, [Flaw::fail("An active that is a text instead of true or false (2 of 3).")]);
    }
}
