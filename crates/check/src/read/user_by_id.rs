//! Is a user the same by id as in the list?

use serde_json::Value;

use super::{id_of, nobody_yet};
use crate::Level;
use crate::answer::Answer;
use crate::check::{Check, asks};
use crate::context::Context;
use crate::words;

pub(crate) const CHECK: Check = Check {
    id: "user-by-id",
    level: Level::Read,
    title: "User by id",
    question: "Is a user the same when asked for by id as in the list?",
    needs: &["users-shape"],
    ask: asks!(ask),
};

const WHY: &str = "Okta reads a user by id before each change, changes what it read, and sends all of it back: what is \
     missing or different here is written so.";

async fn ask(context: &Context) -> Answer {
    let Some(known) = context.known() else { return nobody_yet(CHECK.title) };
    let reply = match context.get(&["Users", &known.id], &[]).await {
        Ok(reply) => reply,
        Err(error) => return words::no_answer(&error, context.host()),
    };
    if reply.status == 404 {
        return Answer::fail("A user of the list is not there by id", "404")
            .saw(format!("{} stands in the list, but /Users/{} was answered 404.", known.user_name, known.id))
            .why(WHY)
            .todo(words::TELL_VENDOR)
            .exchange(reply.exchange);
    }
    if reply.status != 200 {
        return words::unexpected(&reply, "A user asked for by id");
    }
    let answer = match reply.json::<Value>() {
        Ok(user) if user.get("Resources").is_some() => Answer::fail("A user by id comes as a list", "a list")
            .saw("Asked for one user by id, the endpoint answers with a list.")
            .todo(words::TELL_VENDOR),
        Ok(user) => judge(&user, &known.id, &known.user_name),
        Err(error) => Answer::fail("A user by id can’t be read", "200, no user")
            .saw(format!("The answer is 200, but {error}."))
            .todo(words::TELL_VENDOR),
    };
    answer.why(WHY).fact("user name", &known.user_name).exchange(reply.exchange)
}

fn judge(user: &Value, id: &str, user_name: &str) -> Answer {
    let name = user.get("userName").and_then(Value::as_str);
    if id_of(user) != Some(id) {
        return Answer::fail("A user by id has another id", "another id")
            .saw(format!("Asked for the id of {user_name}, the endpoint answers with another one."))
            .todo(words::TELL_VENDOR);
    }
    if name != Some(user_name) {
        return Answer::fail("A user by id is somebody else", "another name")
            .saw(format!("The list calls this id {user_name}; asked for by id, it is {}.", name.unwrap_or("nobody")))
            .todo(words::TELL_VENDOR);
    }
    if !user.get("active").is_some_and(Value::is_boolean) {
        return Answer::warn("A user by id lacks active", "no active")
            .saw(format!("{user_name} has no active that is true or false when asked for by id."))
            .todo(words::TELL_VENDOR);
    }
    Answer::pass(CHECK.title, "same user").saw(format!("{user_name} is the same by id as in the list."))
}
