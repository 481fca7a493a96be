//! Who has something today and would not have it any more.

use super::{Guard, GuardInput, NAMED};
use crate::effect::Today;
use crate::merge::Memberships;
use crate::names::fold;
use crate::table::AccessTable;

/// Whoever uses Catflap, if they would not be Organization Admin. Whom provisioning does not manage keeps what they have, so
/// that somebody who is not synced is no finding. Only an Organization Admin can set provisioning up, so that where today
/// can't be seen, they are taken for one.
pub(super) fn you_lose_admin<M: Memberships>(
    table: &AccessTable,
    everybody: &[M],
    input: &GuardInput<'_>,
) -> Option<Guard> {
    let you = fold(input.you?);
    let at = everybody.iter().position(|person| fold(person.user_name()) == you)?;
    let today = input.today.get(at);
    let is_none_today = today.is_some_and(|today| !today.as_ref().is_some_and(|today| today.organization_admin));
    let stays = table.is_active(at) && table.is_organization_admin(at);
    (!stays && !is_none_today).then(|| Guard::YouLoseOrganizationAdmin {
        user_name: everybody[at].user_name().to_owned(),
        seen_today: today.is_some(),
    })
}

/// Active people who have an account that may do something, and would get nothing.
pub(super) fn left_with_nothing<M: Memberships>(
    table: &AccessTable,
    everybody: &[M],
    input: &GuardInput<'_>,
) -> Option<Guard> {
    let nothing = Today::default();
    let has = |at: usize| input.today.get(at).and_then(Option::as_ref).is_some_and(|today| *today != nothing);
    let mut left = (0..table.len()).filter(|&at| table.is_active(at) && table.is_nothing(at) && has(at));
    let people: Vec<String> = left.by_ref().take(NAMED).map(|at| everybody[at].user_name().to_owned()).collect();
    let count = people.len() + left.count();
    (count > 0).then_some(Guard::LeftWithNothing { count, people })
}
