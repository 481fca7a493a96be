//! How near the organization is to what `ConfigCat` limits.

use super::{Guard, Limited};

/// Synced users on each plan of `ConfigCat`; a soft limit ("User Provisioning (SCIM)").
const USERS: usize = 10_000;
/// Synced groups on each plan; a soft limit.
const GROUPS: usize = 1_000;

/// From 90 % of a limit on.
pub(super) fn near_limits(users: usize, groups: usize) -> impl Iterator<Item = Guard> {
    [(Limited::Users, users, USERS), (Limited::Groups, groups, GROUPS)]
        .into_iter()
        .filter(|&(_, count, limit)| count >= limit - limit / 10)
        .map(|(what, count, limit)| Guard::NearLimit { what, count, limit })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_tenths_of_a_limit_are_near_it_and_less_is_not() {
        assert_eq!(near_limits(8_999, 899).count(), 0);
        let near: Vec<Guard> = near_limits(9_000, 1_001).collect();
        assert_eq!(
            near,
            [
                Guard::NearLimit { what: Limited::Users, count: 9_000, limit: 10_000 },
                Guard::NearLimit { what: Limited::Groups, count: 1_001, limit: 1_000 },
            ]
        );
        assert_eq!(near[0].message(), "9000 users are synced; ConfigCat’s limit is 10000.");
        assert_ne!(near[0].remedy(), near[1].remedy(), "over the limit is another matter than near it");
    }
}
