//! Why somebody gets in, or not.

use std::collections::HashSet;

use catflap_inventory::chain_outside;
use catflap_okta::model::User;
use catflap_okta::{AppId, Okta, OktaError, UserId, UserQuery};
use catflap_store::Which;

use super::access;
use super::people::how_many;
use crate::clients;
use crate::core::App;
use crate::people::People;
use crate::problems;
use crate::profile::Profile;
use crate::reading;
use crate::wire::{OutsidePerson, Problem, Why, WhyAnswer, count};

/// So many of those who were read are answered.
const MEANT: usize = 8;

/// So many of Okta's directory are.
const OUTSIDE: usize = 5;

pub(crate) async fn answer(app: &App, request: Why) -> Result<WhyAnswer, Problem> {
    let profile = app.profile()?;
    let text = request.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let nobody = |nobody: String| WhyAnswer { people: Vec::new(), total: 0, outside: Vec::new(), nobody };
    if text.is_empty() {
        return Ok(nobody("Type a name, an e-mail address, a login or an id.".to_owned()));
    }
    let people = access::people(app, &profile)?;
    let (meant, total) = meant(&people, &text);
    if total > 0 {
        return Ok(WhyAnswer {
            people: meant.into_iter().map(|at| people.states[at].clone()).collect(),
            total: count(total),
            outside: Vec::new(),
            nobody: String::new(),
        });
    }
    let read = if people.pulled.read_at.is_empty() {
        "People were not read yet: read them, then ask again.".to_owned()
    } else {
        format!("Nobody among the {} who were read is meant by “{text}”.", how_many(people.states.len()))
    };
    if !clients::is_set(app, &profile, Which::Okta)? {
        let unseen = "Okta is not connected, so its directory could not be asked.";
        return Ok(nobody(format!("{read} {unseen}")));
    }
    let (outside, said) = match directory(app, &profile, &people, &text).await {
        Ok(found) => found,
        Err(problem) => {
            let unseen = format!("Okta’s directory could not be asked: {} {}", problem.message, problem.remedy);
            return Ok(nobody(format!("{read} {unseen}")));
        }
    };
    if !outside.is_empty() {
        return Ok(WhyAnswer { outside, ..nobody(String::new()) });
    }
    Ok(nobody(format!("{read} {said}")))
}

/// Places of those who are meant, exact ones first, and how many there are.
fn meant(people: &People, text: &str) -> (Vec<usize>, usize) {
    let wanted = text.to_lowercase();
    let is = |other: &str| other.trim().to_lowercase() == wanted;
    let by_login = people.pulled.okta.iter().flat_map(|side| &side.people).filter(|person| is(&person.login));
    let by_login: HashSet<&str> = by_login.map(|person| person.id.as_str()).collect();
    let users = &people.pulled.inventory.users;
    let exactly = |at: usize| {
        let state = &people.states[at];
        let ids = [&state.user_name, &state.user_id, &state.okta_id, &state.member_id];
        is(&state.name)
            || is(&state.email)
            || ids.into_iter().filter_map(Option::as_deref).any(is)
            || state.okta_id.as_deref().is_some_and(|id| by_login.contains(id))
            // Okta's id of somebody who left stands at the synced user alone.
            || users.get(at).and_then(|user| user.external_id.as_deref()).is_some_and(is)
    };
    let mut meant: Vec<usize> = (0..people.states.len()).filter(|&at| exactly(at)).collect();
    let exact: HashSet<usize> = meant.iter().copied().collect();
    let (found, _) = people.search(text, None, 0, u32::MAX);
    meant.extend(found.into_iter().filter_map(|state| people.at(&state.key)).filter(|at| !exact.contains(at)));
    let all = meant.len();
    meant.truncate(MEANT);
    (meant, all)
}

/// Those of Okta's directory whom the application does not reach; else what is to be said of it.
async fn directory(
    app: &App,
    profile: &Profile,
    people: &People,
    text: &str,
) -> Result<(Vec<OutsidePerson>, String), Problem> {
    let failed = |error: OktaError| problems::okta(&error);
    let (okta, _) = clients::okta_client(app, profile, None).await?;
    let application = clients::okta_with_app(app, profile, None).await?.map(|(_, id)| id);
    let query = UserQuery { search: Some(expression(text)), ..UserQuery::default() };
    let page = okta.users().list(&query).next().await.map_err(failed)?;
    let mut outside = Vec::new();
    let mut assigned = Vec::new();
    for user in page.map(|page| page.items).unwrap_or_default().into_iter().take(OUTSIDE) {
        let is_assigned = match &application {
            Some(application) => assigned_since(&okta, application, &user.id).await.map_err(failed)?,
            None => false,
        };
        if is_assigned { assigned.push(called(user)) } else { outside.push(of(people, user)) }
    }
    let said = match assigned.as_slice() {
        [] => "Nobody in Okta’s directory is meant either.".to_owned(),
        [one] => format!("{one} was assigned in Okta since: read people again."),
        more => format!("{} were assigned in Okta since: read people again.", more.join(", ")),
    };
    Ok((outside, said))
}

/// Whether somebody is assigned who was not when people were read.
async fn assigned_since(okta: &Okta, application: &AppId, user: &UserId) -> Result<bool, OktaError> {
    match okta.apps().user(application, user).await {
        Ok(_) => Ok(true),
        Err(OktaError::NotFound(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

fn called(user: User) -> String {
    let person = reading::person(user);
    person.name.unwrap_or(person.login)
}

fn of(people: &People, user: User) -> OutsidePerson {
    let person = reading::person(user);
    OutsidePerson {
        okta_id: person.id.clone(),
        name: person.name.clone().unwrap_or_else(|| person.login.clone()),
        login: person.login.clone(),
        chain: chain_outside(&people.pulled.sources(), &person),
    }
}

/// Okta's search: whoever has exactly this login, address or id, or a name that begins so. Unlike its plain query it finds
/// the deactivated too.
fn expression(text: &str) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let whole = quoted(text);
    let mut ways = vec![format!("profile.login eq {whole}"), format!("profile.email eq {whole}")];
    if let Some((first, last)) = text.split_once(' ') {
        ways.push(format!("(profile.firstName sw {} and profile.lastName sw {})", quoted(first), quoted(last)));
    } else {
        ways.push(format!("id eq {whole}"));
        ways.extend(["firstName", "lastName", "email"].map(|field| format!("profile.{field} sw {whole}")));
    }
    ways.join(" or ")
}

#[cfg(test)]
mod tests {
    use super::expression;

    #[test]
    fn a_name_is_sought_by_its_parts_and_quotes_do_not_leave_the_expression() {
        assert_eq!(
            expression("Ana Costa"),
            "profile.login eq \"Ana Costa\" or profile.email eq \"Ana Costa\" or \
             (profile.firstName sw \"Ana\" and profile.lastName sw \"Costa\")"
        );
        assert!(
            expression("a\" or status eq \"ACTIVE").starts_with("profile.login eq \"a\\\" or status eq \\\"ACTIVE\"")
        );
    }
}
