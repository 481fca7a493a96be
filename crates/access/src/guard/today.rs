//! Who has something today and would not have it any more.

use super::{Guard, GuardInput, NAMED};
use crate::effect::Today;
use crate::merge::Memberships;
use crate::names::fold;
use crate::table::AccessTable;

/// Whoever uses Catflap, among the people.
pub(crate) fn you<M: Memberships>(everybody: &[M], input: &GuardInput<'_>) -> Option<usize> {
    let you = fold(input.you?);
    everybody.iter().position(|person| fold(person.user_name()) == you)
}

/// The guard for whoever uses Catflap, who would not be Organization Admin. Whom provisioning does not manage keeps what they
/// have, so that somebody who is not synced is no finding. Only an Organization Admin can set provisioning up, so that where
/// today can't be seen, they are taken for one.
pub(crate) fn loses_admin(at: usize, user_name: &str, input: &GuardInput<'_>) -> Option<Guard> {
    let today = input.today.get(at);
    let is_none_today = today.is_some_and(|today| !today.as_ref().is_some_and(|today| today.organization_admin));
    (!is_none_today && input.is_startable(at))
        .then(|| Guard::YouLoseOrganizationAdmin { user_name: user_name.to_owned(), seen_today: today.is_some() })
}

pub(super) fn you_lose_admin<M: Memberships>(
    table: &AccessTable,
    everybody: &[M],
    input: &GuardInput<'_>,
) -> Option<Guard> {
    let at = you(everybody, input)?;
    let stays = table.is_active(at) && table.is_organization_admin(at);
    loses_admin(at, everybody[at].user_name(), input).filter(|_| !stays)
}

/// Whether somebody has no account, or one that may do nothing.
pub(crate) fn nobody_today(today: Option<&Today>) -> bool {
    today.is_none_or(|today| *today == Today::default())
}

/// Active people who have an account that may do something, and would get nothing.
pub(super) fn left_with_nothing<M: Memberships>(
    table: &AccessTable,
    everybody: &[M],
    input: &GuardInput<'_>,
) -> Option<Guard> {
    let has = |at: usize| !nobody_today(input.today.get(at).and_then(Option::as_ref)) && input.is_startable(at);
    let mut left = (0..table.len()).filter(|&at| table.is_active(at) && table.is_nothing(at) && has(at));
    let people: Vec<String> = left.by_ref().take(NAMED).map(|at| everybody[at].user_name().to_owned()).collect();
    let count = people.len() + left.count();
    (count > 0).then_some(Guard::LeftWithNothing { count, people })
}
