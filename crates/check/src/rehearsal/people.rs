//! The rows about people.

use catflap_http::{Method, Reply};
use catflap_scim::ScimError;
use serde_json::{Value, json};

use super::judge::{Aim, VENDOR, deleted, refused, weigh};
use super::line::{End, LookUp, id_of};
use super::names::is_ours;
use super::part::Prop;
use super::stage::{Birth, Stage};
use super::stored::{About, Expected as _, Person, Place};
use super::{Fate, ResourceKind};
use crate::answer::Answer;
use crate::words::first_up;
use crate::{Verdict, words};

const CREATE: &str = "POST /Users";

pub(super) async fn look_up(stage: &mut Stage<'_>) -> Result<Answer, End> {
    let name = stage.names.first.clone();
    nobody_yet(stage, ResourceKind::User, &name).await
}

/// The look-up before a create. Without a usable answer nothing is written: afterwards nothing could be proven gone.
pub(super) async fn nobody_yet(stage: &mut Stage<'_>, kind: ResourceKind, name: &str) -> Result<Answer, End> {
    let (found, reply) = stage.line.look_up(kind, name).await?;
    let stop = |answer: Answer| Err(End::Stop(Box::new(answer)));
    let status = reply.status;
    match found {
        LookUp::Nobody => Ok(Answer::pass("Nobody found", if status == 404 { "404" } else { "0 found" })
            .saw(format!("Nobody is called {name}, and the answer says so with {status}."))),
        LookUp::Found { exact, others } if exact.is_empty() => {
            Ok(Answer::fail("The look-up finds somebody else", format!("{others} found, of other names"))
                .saw(format!("The look-up of {name} gives {others} of other names: the filter is ignored. Okta would take the first for the one it looks for, and change somebody else."))
                .todo(VENDOR))
        }
        LookUp::Found { .. } => stop(
            Answer::fail("The throwaway name is taken", "found already")
                .saw(format!("There is a {} called {name} already, left by an earlier rehearsal.", kind.word()))
                .todo("Let Catflap take back what the earlier rehearsal left, then rehearse again: each rehearsal has names of its own."),
        ),
        LookUp::NoList => stop(
            Answer::fail("The look-up is not answered with a list", format!("{status}, no list"))
                .saw(format!("The look-up was answered {status}, but not with a list. Without one Catflap could not prove afterwards that it is gone."))
                .todo(VENDOR),
        ),
        LookUp::Refused if status == 401 => stop(
            Answer::fail("The token is not accepted", "401")
                .saw("The look-up by name was answered 401.")
                .why("Okta uses one token for everything it sends.")
                .todo(words::NEW_TOKEN),
        ),
        LookUp::Refused => stop(words::unexpected(&reply, "The look-up by name")),
    }
}

pub(super) async fn create(stage: &mut Stage<'_>) -> Result<Answer, End> {
    let person = stage.person.clone();
    create_one(stage, Prop::First, person).await
}

pub(super) async fn create_second(stage: &mut Stage<'_>) -> Result<Answer, End> {
    let name = stage.names.second.clone();
    let before = nobody_yet(stage, ResourceKind::User, &name).await?;
    if before.verdict == Verdict::Fail {
        return Ok(before);
    }
    let person = Person {
        family_name: format!("Rehearsal {} 2", stage.names.run_id),
        external_id: name.split('@').next().unwrap_or_default().to_owned(),
        user_name: name,
        active: true,
        about: About::Everything,
    };
    create_one(stage, Prop::Second, person).await
}

fn creation(stage: &Stage<'_>, person: &Person) -> Value {
    let mut body = person.attributes();
    body["groups"] = json!([]);
    body["password"] = stage.password.expose().into();
    body
}

async fn create_one(stage: &mut Stage<'_>, prop: Prop, person: Person) -> Result<Answer, End> {
    let body = creation(stage, &person);
    let (number, reply) = stage.post(ResourceKind::User, &person.user_name, &body).await?;
    let id = match found_id(stage, number, ResourceKind::User, &person.user_name, &reply).await? {
        Ok(id) => id,
        Err(answer) => return Ok(answer),
    };
    match prop {
        Prop::Second => stage.second = Some(id.clone()),
        Prop::First | Prop::Group => stage.first = Some(id.clone()),
    }
    if let Some(answer) = lacking(ResourceKind::User, &reply) {
        return Ok(answer);
    }
    let aim = Aim {
        expected: &person,
        id: &id,
        sent: CREATE,
        statuses: &[201],
        body: true,
        done: "stored",
        missing: Verdict::Fail,
    };
    weigh(stage, &reply, &aim).await
}

/// The id of what was created: from the answer, from its address, or by look-up. Otherwise what the row has to say.
pub(super) async fn found_id(
    stage: &mut Stage<'_>,
    number: usize,
    kind: ResourceKind,
    name: &str,
    reply: &Reply,
) -> Result<Result<String, Answer>, End> {
    let told = reply.is_success().then(|| reply.json::<Value>().ok().as_ref().and_then(id_of)).flatten();
    let address = reply.header("location").filter(|_| reply.is_success());
    let told = told.or_else(|| address?.trim_end_matches('/').rsplit('/').next().map(str::to_owned));
    let id = match told {
        Some(id) => Some(id),
        None => match stage.line.look_up(kind, name).await?.0 {
            LookUp::Found { exact, .. } => exact.first().and_then(id_of),
            _ => None,
        },
    };
    let Some(id) = id else {
        return Ok(Err(if reply.is_success() {
            Answer::fail("Nothing was created", format!("{}, but nothing is stored", reply.status))
                .saw(format!(
                    "The request was answered {} without an id, and no look-up finds what was to be created.",
                    reply.status
                ))
                .todo(VENDOR)
        } else if reply.status == 409 {
            Answer::fail("Said to be there, and not found", "409, but no look-up finds it")
                .saw(format!("POST /{} was answered 409: there is a {} of that name, it says. The look-up by name finds none.", kind.endpoint(), kind.word()))
                .todo("Whoever runs the endpoint must let the look-up find what it refuses to create, also who is inactive or was made by hand. Until then, Okta can push neither: it creates whom it does not find, and meets 409.")
        } else {
            refused(reply, &format!("POST /{}", kind.endpoint()))
        }));
    };
    stage.born(number, &id)?;
    let status = reply.status;
    match whose(stage, kind, name, &id).await? {
        Whose::Ours => {}
        Whose::Nobodys => {
            return Ok(Err(Answer::fail("Nothing was created", format!("{status}, but nothing is stored"))
                .saw(format!("The request was answered {status} with an id, but under this id there is nothing, and no look-up finds what was to be created."))
                .todo(VENDOR)));
        }
        Whose::Others => {
            return Ok(Err(Answer::fail("The id is somebody else’s", format!("{status}, with a wrong id"))
                .saw(format!("The request was answered {status}, but the id of the answer is somebody else’s. Catflap does not touch what is not its own."))
                .todo(VENDOR)));
        }
    }
    if reply.is_success() {
        return Ok(Ok(id));
    }
    Ok(Err(Answer::fail("Refused, and yet created", format!("{}, and yet stored", reply.status))
        .saw(format!(
            "The request was answered {}, but the look-up by name finds a {} of that name.",
            reply.status,
            kind.word()
        ))
        .todo(VENDOR)))
}

/// To whom an id leads.
enum Whose {
    Ours,
    Nobodys,
    Others,
}

/// Whether the id leads to what was just created: everything later is written under it. A second look is taken, since
/// some servers store with a delay.
async fn whose(stage: &Stage<'_>, kind: ResourceKind, name: &str, id: &str) -> Result<Whose, End> {
    for second in [false, true] {
        if second {
            stage.line.pause(stage.line.second_look).await?;
        }
        let reply = stage.line.read(kind, id).await?;
        match reply.json::<Value>().ok().filter(|_| reply.is_success()) {
            Some(there) if is_ours(kind, name, &there) => return Ok(Whose::Ours),
            Some(_) => return Ok(Whose::Others),
            // It can't be read by its id; that it is there the look-up may tell as well.
            None => {
                if let LookUp::Found { exact, .. } = stage.line.look_up(kind, name).await?.0
                    && exact.iter().any(|one| id_of(one).as_deref() == Some(id))
                {
                    return Ok(Whose::Ours);
                }
            }
        }
    }
    Ok(Whose::Nobodys)
}

/// An answer to a create that lacks what Okta takes from it.
pub(super) fn lacking(kind: ResourceKind, reply: &Reply) -> Option<Answer> {
    let status = reply.status;
    match reply.json::<Value>() {
        Ok(body) if id_of(&body).is_some() => None,
        Ok(_) => Some(
            Answer::fail("The answer has no id", format!("{status} without an id"))
                .saw(format!(
                    "It was created, but the answer ({status}) does not say under which id: Okta can’t change it later."
                ))
                .todo(VENDOR),
        ),
        Err(error) => {
            let okta = match kind {
                ResourceKind::User => "Okta reports this as “Create new user returned empty user”, and tries again.",
                ResourceKind::Group => "Okta does not learn its id, and can’t push its people.",
            };
            Some(
                Answer::fail("The answer is empty", format!("{status} without a body"))
                    .saw(format!("It was created, but {error}. {okta}"))
                    .todo(VENDOR),
            )
        }
    }
}

pub(super) async fn create_again(stage: &mut Stage<'_>) -> Result<Answer, End> {
    let person = stage.person.clone();
    let first = stage.first.clone().unwrap_or_default();
    let body = creation(stage, &person);
    let (number, reply) = stage.post(ResourceKind::User, &person.user_name, &body).await?;
    let status = reply.status;
    if reply.is_success() {
        let told = reply.json::<Value>().ok().as_ref().and_then(id_of);
        if let Some(id) = &told {
            stage.born(number, id)?;
        }
        let (got, saw) = match told {
            Some(id) if id == first => (
                format!("{status}, the same person again"),
                format!("The second create was answered {status}, with the person who was there already."),
            ),
            Some(_) => (
                format!("{status}, a twin was created"),
                format!(
                    "The second create was answered {status}, with another id: there are two people of the same user name now."
                ),
            ),
            None => (
                format!("{status} instead of 409"),
                format!("The second create was answered {status}, as if nobody of that name had been there."),
            ),
        };
        return Ok(Answer::fail("The same person can be created twice", got).saw(saw).todo(VENDOR));
    }
    let twins = match stage.line.look_up(ResourceKind::User, &person.user_name).await?.0 {
        LookUp::Found { exact, .. } => exact.len(),
        _ => 0,
    };
    if twins <= 1 && stage.made[number].birth == Birth::Refused {
        stage.never_made()?;
    }
    if twins > 1 {
        return Ok(Answer::fail("Refused, and yet created", format!("{status}, and yet {twins} are stored"))
            .saw(format!("The second create was answered {status}, but the look-up finds {twins} people of that name."))
            .todo(VENDOR));
    }
    let kind = reply.json::<ScimError>().ok().and_then(|error| error.scim_type);
    Ok(match status {
        409 if kind.as_deref() == Some("uniqueness") => Answer::pass("Refused as a twin", "409 uniqueness")
            .saw("The second create was refused with 409, and nobody was added."),
        409 => Answer::note("Refused as a twin", "409")
            .saw("The second create was refused with 409, but without the scimType “uniqueness”. Okta looks at the status."),
        400..=499 => Answer::warn("Refused, but not as a twin", format!("{status} instead of 409"))
            .saw(format!("The second create was refused with {status}. Okta takes only 409 for “is there already”, and reports anything else as a failure of that person."))
            .todo(VENDOR),
        _ => refused(&reply, CREATE),
    })
}

pub(super) async fn read(stage: &mut Stage<'_>) -> Result<Answer, End> {
    let id = stage.first.clone().unwrap_or_default();
    let reply = stage.line.read(ResourceKind::User, &id).await?;
    if !reply.is_success() {
        return Ok(refused(&reply, "GET /Users/{id}"));
    }
    let Some(body) = reply.json::<Value>().ok().filter(Value::is_object) else {
        return Ok(Answer::fail("The answer is no user", format!("{}, no user", reply.status))
            .saw("Reading the user by its id gives something else than a user.")
            .todo(VENDOR));
    };
    let found = stage.person.against(&body, Place::Id);
    let status = reply.status;
    if let Some(grave) = found.grave {
        return Ok(Answer::fail(first_up(&grave), format!("{status}, but {grave}"))
            .saw(format!("The person was created and can be read, but {grave}."))
            .todo(VENDOR));
    }
    if id_of(&body).as_deref() != Some(&id) {
        return Ok(Answer::fail("The id is another", format!("{status}, with another id"))
            .saw("The user that is read says that its id is another than the one it was asked by.")
            .todo(VENDOR));
    }
    if body.get("password").is_some_and(|password| !password.is_null()) {
        return Ok(Answer::warn("The password comes back", format!("{status}, with the password"))
            .saw("The user that is read holds the attribute “password”, which a service provider must never give back (RFC 7643 section 4.1.1).")
            .todo(VENDOR));
    }
    let mail =
        body["emails"].as_array().map(|all| all.iter().any(|mail| mail["value"] == stage.person.user_name.as_str()));
    let unkept = [
        found.slight,
        (body["externalId"] != stage.person.external_id.as_str()).then(|| "the external id is not kept".to_owned()),
        (mail == Some(false)).then(|| "another e-mail address is shown".to_owned()),
    ];
    Ok(match unkept.into_iter().flatten().next() {
        None => Answer::pass("As created", format!("{status}, as created"))
            .saw("What is read is what was sent: user name, names, active, external id."),
        Some(slight) => Answer::note(first_up(&slight), format!("{status}, {slight}"))
            .saw(format!("What is read is what was sent, but for one thing: {slight}.")),
    })
}

pub(super) async fn change_profile(stage: &mut Stage<'_>) -> Result<Answer, End> {
    let family_name = format!("Renamed {}", stage.names.run_id);
    let next = Person { family_name, about: About::Name, ..stage.person.clone() };
    put(stage, next, "new name stored", Verdict::Fail).await
}

pub(super) async fn deactivate(stage: &mut Stage<'_>) -> Result<Answer, End> {
    let next = Person { active: false, about: About::Active, ..stage.person.clone() };
    put(stage, next, "inactive", Verdict::Warn).await
}

pub(super) async fn reactivate(stage: &mut Stage<'_>) -> Result<Answer, End> {
    let next = Person { active: true, about: About::Active, ..stage.person.clone() };
    put(stage, next, "active", Verdict::Fail).await
}

/// Reads the user and sends the whole of it back with Okta's attributes changed, as Okta does.
async fn put(stage: &mut Stage<'_>, next: Person, done: &str, missing: Verdict) -> Result<Answer, End> {
    let id = stage.first.clone().unwrap_or_default();
    let before = stage.line.read(ResourceKind::User, &id).await?;
    if !before.is_success() {
        return Ok(refused(&before, "GET /Users/{id} before the change"));
    }
    let mut body = before.json::<Value>().ok().filter(Value::is_object).unwrap_or_else(|| json!({}));
    if let (Some(body), Value::Object(changed)) = (body.as_object_mut(), next.attributes()) {
        body.extend(changed);
        body.insert("id".into(), id.as_str().into());
        body.remove("password");
    }
    let reply = stage.line.send(Method::PUT, &["Users", &id], &[], Some(&body)).await?;
    if reply.is_success() {
        stage.person = next.clone();
    }
    let aim = Aim { expected: &next, id: &id, sent: "PUT /Users/{id}", statuses: &[200], body: true, done, missing };
    weigh(stage, &reply, &aim).await
}

pub(super) async fn delete(stage: &mut Stage<'_>) -> Result<Answer, End> {
    stage.not_cancelled()?;
    let people: Vec<usize> =
        (0..stage.made.len()).filter(|&number| stage.made[number].entry.intent.kind == ResourceKind::User).collect();
    let (mut all, mut left) = (0, 0);
    let mut worst = None;
    for number in people.into_iter().rev() {
        let removal = stage.take_back(number).await;
        if stage.made[number].entry.scim_id.is_none() && !removal.found && removal.is_gone() {
            continue;
        }
        all += 1;
        if removal.fate == Fate::Gone {
            continue;
        }
        left += 1;
        worst = Some(deleted(&removal, "DELETE /Users/{id}"));
        if removal.lost {
            break;
        }
    }
    Ok(match worst {
        None => Answer::pass("Gone", format!("gone: 0 of {all} left"))
            .saw("The throwaway people were deleted. Looked up by name and by id: not there."),
        // Okta does not depend on it, so it is no failure; that something is left is.
        Some(worst) => Answer::warn(worst.title, format!("{left} of {all} left"))
            .saw(format!("{} Okta does without this: it never deletes a user.", worst.saw))
            .todo("See below for what is left."),
    })
}
