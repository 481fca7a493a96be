//! What each plan of ConfigCat allows (its documentation, July 2026).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A plan of ConfigCat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Plan {
    /// Free.
    Free,
    /// Pro.
    Pro,
    /// Smart.
    Smart,
    /// Enterprise.
    Enterprise,
    /// Dedicated.
    Dedicated,
    /// Student.
    Student,
    /// Teacher.
    Teacher,
}

/// A number not to be exceeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Limit {
    /// The number.
    pub most: u32,
    /// Whether ConfigCat raises it on request.
    pub soft: bool,
}

/// The limits of a plan that matter for provisioning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanLimits {
    /// People synced by SCIM.
    pub synced_users: Limit,
    /// Groups synced by SCIM.
    pub synced_groups: Limit,
    /// Synced groups that carry permissions.
    pub groups_with_permissions: Limit,
    /// Verified domains.
    pub verified_domains: Limit,
    /// Permission groups in one product.
    pub permission_groups_per_product: Limit,
    /// Days the audit log reaches back.
    pub audit_log_days: u32,
}

impl Plan {
    /// Every plan.
    pub const ALL: [Self; 7] =
        [Self::Free, Self::Pro, Self::Smart, Self::Enterprise, Self::Dedicated, Self::Student, Self::Teacher];

    /// Its limits.
    pub const fn limits(self) -> PlanLimits {
        let (groups, domains, permission_groups, audit_log_days) = match self {
            Self::Free => (hard(2), hard(1), hard(1), 7),
            Self::Pro => (hard(5), hard(1), hard(2), 35),
            Self::Smart => (hard(10), hard(1000), soft(100), 35),
            Self::Enterprise | Self::Dedicated => (soft(500), hard(1000), soft(100), 750),
            Self::Student => (soft(5), hard(1), hard(2), 35),
            Self::Teacher => (soft(5), hard(1), hard(3), 7),
        };
        PlanLimits {
            synced_users: soft(10_000),
            synced_groups: soft(1_000),
            groups_with_permissions: groups,
            verified_domains: domains,
            permission_groups_per_product: permission_groups,
            audit_log_days,
        }
    }
}

const fn hard(most: u32) -> Limit {
    Limit { most, soft: false }
}

const fn soft(most: u32) -> Limit {
    Limit { most, soft: true }
}

#[cfg(test)]
mod tests {
    use super::Plan;

    #[test]
    fn the_smallest_plan_gives_permissions_to_two_groups_and_enterprise_to_500() {
        assert_eq!(Plan::Free.limits().groups_with_permissions.most, 2);
        let enterprise = Plan::Enterprise.limits();
        assert_eq!(enterprise.groups_with_permissions.most, 500);
        assert!(enterprise.groups_with_permissions.soft);
        assert_eq!(enterprise.audit_log_days, 750);
    }

    #[test]
    fn every_plan_syncs_as_many_people_and_groups() {
        for plan in Plan::ALL {
            let limits = plan.limits();
            assert_eq!((limits.synced_users.most, limits.synced_groups.most), (10_000, 1_000), "{plan:?}");
        }
    }
}
