//! Weighs a write: what was answered, what is stored by id, what the look-up finds. The three must agree.

use catflap_http::{Method, Reply};
use catflap_scim::ScimError;
use serde_json::Value;

use super::line::{End, LookUp, id_of};
use super::stage::Stage;
use super::stored::{Differences, Expected, Place, members_of};
use super::{Fate, ResourceKind};
use crate::answer::Answer;
use crate::words::first_up;
use crate::{Verdict, words};

/// What a write was to reach.
pub(super) struct Aim<'a> {
    pub expected: &'a dyn Expected,
    pub id: &'a str,
    /// The request, for sentences: `PUT /Groups/{id}`.
    pub sent: &'a str,
    /// What Okta accepts, the usual one first.
    pub statuses: &'a [u16],
    /// Whether Okta's documentation wants the resource in the answer.
    pub body: bool,
    /// What stands behind the status when all is well: `stored`.
    pub done: &'a str,
    /// How bad it is when the look-up finds it no more.
    pub missing: Verdict,
}

/// A resource where it was looked for.
enum Seen {
    As(Differences),
    Missing,
    Answered(u16),
}

impl Seen {
    fn is_right(&self) -> bool {
        matches!(self, Self::As(differences) if differences.grave.is_none())
    }
}

struct Settled {
    by_id: Seen,
    by_name: Seen,
    /// It took a second look.
    late: bool,
}

/// Whoever runs the endpoint has to mend it.
pub(super) const VENDOR: &str = "This is for whoever runs the SCIM endpoint to fix: “Copy for support” holds the request, its answer, and what was read back a moment later.";

const UNSEEN: &str = "members can’t be seen";

const UNSEEN_ANYWHERE: &str = " This server shows the members of no group, so nobody can tell from outside whether they are kept: look into one of the groups on its own page.";

const BY_PUT: &str = "Whoever runs the endpoint must accept PUT. An app that was made with Okta’s wizard sends nothing else; until then only an app of Okta’s catalogue, which sends PATCH, could work with it.";

/// Reads back what was written, and says how it went.
pub(super) async fn weigh(stage: &mut Stage<'_>, reply: &Reply, aim: &Aim<'_>) -> Result<Answer, End> {
    if !reply.is_success() {
        return Ok(refused(reply, aim.sent));
    }
    let said: Option<Value> = reply.json().ok().filter(Value::is_object);
    let settled = settle(stage, aim, said.as_ref()).await?;
    let status = reply.status;
    let answer_fits = said.as_ref().map(|body| aim.expected.against(body, Place::Answer).grave.is_none());
    let claim = match answer_fits {
        Some(true) => format!("{} was answered {status}, and the answer shows the change.", aim.sent),
        Some(false) => format!("{} was answered {status}, and already the answer does not show the change.", aim.sent),
        None => format!("{} was answered {status}.", aim.sent),
    };
    let mut answer = match (settled.by_id, settled.by_name) {
        (Seen::As(Differences { grave: Some(grave), .. }), _) => {
            Answer::fail(first_up(&grave), format!("{status}, but {grave}"))
                .saw(format!("{claim} Read back by its id, {grave}."))
                .todo(VENDOR)
        }
        (Seen::Missing, _) => Answer::fail("What was written can’t be read", format!("{status}, but its id is unknown"))
            .saw(format!("{claim} Read back by its id, the answer is 404."))
            .todo(VENDOR),
        (Seen::Answered(other), _) => {
            Answer::fail("What was written can’t be read", format!("{status}, but reading gives {other}"))
                .saw(format!("{claim} Read back by its id, the answer is {other}."))
                .todo(VENDOR)
        }
        (_, Seen::Missing) if aim.missing == Verdict::Warn => {
            Answer::warn("Inactive people are not found", format!("{status}, not found by name"))
                .saw(format!("{claim} Read back by its id it is right, but the look-up by name finds nobody."))
                .todo("Who comes back is created again by Okta, and the answer is 409, or a twin is made. Whoever runs the endpoint must let the look-up find inactive people too.")
        }
        (_, Seen::Missing) => Answer::fail("The look-up does not find it", format!("{status}, but no look-up finds it"))
            .saw(format!("{claim} It can be read by its id, but the look-up by name finds nothing: Okta would create it again."))
            .todo(VENDOR),
        (_, Seen::Answered(other)) => {
            Answer::fail("The look-up fails", format!("{status}, but the look-up gives {other}"))
                .saw(format!("{claim} The look-up by name was answered {other}, or not with a list."))
                .todo(VENDOR)
        }
        (_, Seen::As(Differences { grave: Some(grave), .. })) => {
            Answer::warn("The look-up says otherwise", format!("{status}, the look-up says otherwise"))
                .saw(format!("{claim} Read back by its id it is right; in the look-up by name, {grave}."))
                .todo(VENDOR)
        }
        (Seen::As(by_id), Seen::As(_)) => right(reply, aim, by_id, answer_fits, settled.late),
    };
    if answer.verdict == Verdict::Pass {
        answer = answer.saw(format!("{claim} Read back by its id and by name: {}.", aim.done));
    }
    Ok(answer)
}

/// It is stored; only the way of answering is left to weigh.
fn right(reply: &Reply, aim: &Aim<'_>, by_id: Differences, answer_fits: Option<bool>, late: bool) -> Answer {
    let (status, sent) = (reply.status, aim.sent);
    let usual = aim.statuses.first().copied().unwrap_or(200);
    if late {
        return Answer::warn("It is stored with a delay", format!("{status}, {} after a moment", aim.done))
            .saw(format!(
                "{sent} was answered {status}. Read back at once it was not there yet, a moment later it was."
            ))
            .todo("Okta reads right after it wrote. If Okta reports people who are not found, this is why.");
    }
    if answer_fits == Some(false) {
        return Answer::warn("The answer shows something else", format!("{status}, {}, the answer differs", aim.done))
            .saw(format!("{sent} was answered {status}. It is stored, but the answer does not show it as it is."))
            .todo(VENDOR);
    }
    if !aim.statuses.contains(&status) {
        return Answer::warn("An unusual answer", format!("{status}, {}", aim.done))
            .saw(format!("{sent} was answered {status}, and it is stored. Okta documents {usual}."))
            .todo(VENDOR);
    }
    if aim.body && answer_fits.is_none() {
        return Answer::warn("The answer has no body", format!("{status} without a body, {}", aim.done))
            .saw(format!("{sent} was answered {status} without the resource. It is stored, but Okta documents an answer that holds it."))
            .todo(VENDOR);
    }
    if let Some(slight) = by_id.slight {
        return Answer::note(first_up(&slight), format!("{status}, {slight}")).saw(format!(
            "{sent} was answered {status}. Read back by its id, {slight}.{}",
            if by_id.hidden { UNSEEN_ANYWHERE } else { "" }
        ));
    }
    Answer::pass(aim.done, format!("{status}, {}", aim.done))
}

async fn settle(stage: &mut Stage<'_>, aim: &Aim<'_>, said: Option<&Value>) -> Result<Settled, End> {
    let mut late = false;
    loop {
        let mut by_id = by_id(stage, aim).await?;
        let by_name = by_name(stage, aim).await?;
        if let Seen::As(found) = &mut by_id
            && found.hidden
        {
            look_for_members(stage, aim, said, &by_name, found).await?;
        }
        if late || (by_id.is_right() && by_name.is_right()) {
            // A second look that finds nothing better was not late, but in vain; the verdict then says what is wrong.
            return Ok(Settled { by_id, by_name, late });
        }
        stage.line.pause(stage.line.second_look).await?;
        late = true;
    }
}

async fn by_id(stage: &mut Stage<'_>, aim: &Aim<'_>) -> Result<Seen, End> {
    let kind = aim.expected.kind();
    let reply = stage.line.read(kind, aim.id).await?;
    let body: Option<Value> = reply.json().ok().filter(Value::is_object);
    Ok(match (reply.status, body) {
        (404 | 410, _) => Seen::Missing,
        (200..=299, Some(body)) => {
            if kind == ResourceKind::Group {
                stage.saw_group(&body);
            }
            Seen::As(aim.expected.against(&body, Place::Id))
        }
        (status, _) => Seen::Answered(status),
    })
}

/// Says of members that are not shown by the group's id whether they are kept: as the look-up shows it, or the group when it
/// is asked for its members by name (RFC 7643 section 2.4, `returned: request`). A server that shows members anywhere has
/// no reason to hide these; of one that never does, nobody can tell.
async fn look_for_members(
    stage: &mut Stage<'_>,
    aim: &Aim<'_>,
    said: Option<&Value>,
    by_name: &Seen,
    found: &mut Differences,
) -> Result<(), End> {
    let Some(none_kept) = aim.expected.without_members() else {
        if stage.members_shown == Some(false) {
            found.slight(UNSEEN);
        }
        return Ok(());
    };
    if let Seen::As(in_list) = by_name
        && !in_list.hidden
    {
        found.grave = found.grave.take().or(in_list.grave.clone());
        return Ok(());
    }
    let path = [ResourceKind::Group.endpoint(), aim.id];
    let asked: Value =
        stage.line.send(Method::GET, &path, &[("attributes", "members")], None).await?.json().unwrap_or_default();
    if asked["members"].is_array() {
        stage.saw_group(&asked);
        found.grave = found.grave.take().or(aim.expected.against(&asked, Place::LookUp).grave);
    } else if said.is_some_and(|body| !members_of(body).is_empty()) || stage.shows_members().await? {
        found.grave(none_kept);
    } else {
        found.slight(UNSEEN);
    }
    Ok(())
}

async fn by_name(stage: &Stage<'_>, aim: &Aim<'_>) -> Result<Seen, End> {
    let (found, reply) = stage.line.look_up(aim.expected.kind(), aim.expected.name()).await?;
    Ok(match found {
        LookUp::Nobody => Seen::Missing,
        LookUp::Found { exact, .. } => match exact.iter().find(|item| id_of(item).as_deref() == Some(aim.id)) {
            Some(item) => Seen::As(aim.expected.against(item, Place::LookUp)),
            None => Seen::Missing,
        },
        LookUp::NoList | LookUp::Refused => Seen::Answered(reply.status),
    })
}

/// A request that was not carried out.
pub(super) fn refused(reply: &Reply, sent: &str) -> Answer {
    let status = reply.status;
    let detail = reply.json::<ScimError>().ok().and_then(|error| error.detail);
    let said = detail.map(|detail| format!(" It says: “{}”", reply.masked(&detail))).unwrap_or_default();
    match status {
        300..=399 | 401 | 403 => words::unexpected(reply, sent),
        405 | 501 if sent.contains("PUT") => Answer::fail("PUT is not supported", status.to_string())
            .saw(format!("{sent} was answered {status}.{said} A server that takes only PATCH looks fine in tests and fails in use: apps made with Okta’s wizard send PUT."))
            .todo(BY_PUT),
        405 | 501 => Answer::fail("This is not supported", status.to_string())
            .saw(format!("{sent} was answered {status}.{said}"))
            .todo(VENDOR),
        404 => Answer::fail("The id is not known", "404")
            .saw(format!("{sent} was answered 404, although the id is the one that was given.{said}"))
            .todo(VENDOR),
        500..=599 => Answer::fail("The server fails", status.to_string())
            .saw(format!("{sent} was answered {status}: the server has a problem of its own.{said}"))
            .todo(VENDOR),
        _ => Answer::fail("The request is refused", status.to_string())
            .saw(format!("{sent} was answered {status}.{said}"))
            .todo(VENDOR),
    }
}

/// The answer to a row that only deletes.
pub(super) fn deleted(removal: &super::take_back::Removal, sent: &str) -> Answer {
    let status = removal.deleted.map_or_else(|| "not sent".to_owned(), |status| status.to_string());
    match (removal.fate, removal.deleted) {
        (Fate::Gone, Some(_)) => Answer::pass("Gone", format!("{status}, gone"))
            .saw(format!("{sent} was answered {status}. Looked up by name and by its id: not there.")),
        (Fate::Gone, None) => Answer::warn("It was gone before", "gone before")
            .saw(format!("{sent} was not needed: it was not there any more, though nobody had deleted it.")),
        (Fate::Left, Some(200..=299)) => {
            Answer::fail("It is still there", format!("{status}, but it is still there")).saw(&removal.saw).todo(VENDOR)
        }
        (Fate::Left, _) => Answer::fail("It can’t be deleted", status).saw(&removal.saw).todo(VENDOR),
        (Fate::Unsure, _) => Answer::warn("Nobody knows whether it is gone", status).saw(&removal.saw).todo(VENDOR),
    }
}
