//! A single edit of the plan or of a membership.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::merge::Rule;
use crate::model::{Plan, PlanGroup};
use crate::words::quoted;

/// A role of the organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Organization Admin.
    OrganizationAdmin,
    /// Billing Manager.
    BillingManager,
}

impl Role {
    /// Whether the group carries it.
    pub fn of(self, group: &PlanGroup) -> bool {
        match self {
            Self::OrganizationAdmin => group.organization_admin,
            Self::BillingManager => group.billing_manager,
        }
    }

    pub(crate) fn of_rule(self, rule: &Rule) -> bool {
        match self {
            Self::OrganizationAdmin => rule.organization_admin,
            Self::BillingManager => rule.billing_manager,
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::OrganizationAdmin => "Organization Admin",
            Self::BillingManager => "Billing Manager",
        })
    }
}

/// A single edit. Groups are display names, as in the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Edit {
    /// Puts a person into a group, in Okta.
    Join {
        /// SCIM `userName`.
        user_name: String,
        /// The group.
        group: String,
    },
    /// Takes a person out of a group, in Okta.
    Leave {
        /// SCIM `userName`.
        user_name: String,
        /// The group.
        group: String,
    },
    /// Gives a group a permission group in a product, in place of another one there.
    Give {
        /// The group.
        group: String,
        /// The product.
        product: String,
        /// The permission group.
        permission_group: String,
    },
    /// Takes a group's permission group in a product.
    Take {
        /// The group.
        group: String,
        /// The product.
        product: String,
    },
    /// Gives or takes a group's role.
    Role {
        /// The group.
        group: String,
        /// The role.
        role: Role,
        /// True gives it.
        on: bool,
    },
    /// Moves a group in the priority.
    Move {
        /// The group.
        group: String,
        /// The group that it comes before; none puts it behind all others.
        before: Option<String>,
    },
}

impl Edit {
    /// Whether it is made in the plan, and so concerns everybody of the group.
    pub fn touches_plan(&self) -> bool {
        !matches!(self, Self::Join { .. } | Self::Leave { .. })
    }

    /// The edit as a sentence without a full stop, with where it is made.
    pub fn to_words(&self) -> String {
        match self {
            Self::Join { user_name, group } => format!("Put {user_name} into {}, in Okta", quoted(group)),
            Self::Leave { user_name, group } => format!("Take {user_name} out of {}, in Okta", quoted(group)),
            Self::Give { group, product, permission_group } => format!(
                "Give {} the permission group {} in {product}, in ConfigCat",
                quoted(group),
                quoted(permission_group)
            ),
            Self::Take { group, product } => {
                format!("Take the permission in {product} from {}, in ConfigCat", quoted(group))
            }
            Self::Role { group, role, on: true } => format!("Give {} the role {role}, in ConfigCat", quoted(group)),
            Self::Role { group, role, on: false } => {
                format!("Take the role {role} from {}, in ConfigCat", quoted(group))
            }
            Self::Move { group, before: Some(before) } => {
                format!("Move {} before {} in the priority, in ConfigCat", quoted(group), quoted(before))
            }
            Self::Move { group, before: None } => {
                format!("Move {} to the end of the priority, in ConfigCat", quoted(group))
            }
        }
    }

    /// Makes the edit in a plan. One of a membership, what is so already, or what names a group that the plan does not have
    /// changes nothing.
    pub fn apply(&self, plan: &mut Plan) {
        let mut of_plan = |name: &str, edit: &dyn Fn(&mut PlanGroup)| {
            plan.groups.iter_mut().filter(|group| group.name == name).for_each(edit);
        };
        match self {
            Self::Join { .. } | Self::Leave { .. } => {}
            Self::Give { group, product, permission_group } => of_plan(group, &|entry| {
                entry.permissions.insert(product.clone(), permission_group.clone());
            }),
            Self::Take { group, product } => of_plan(group, &|entry| {
                entry.permissions.remove(product);
            }),
            Self::Role { group, role, on } => of_plan(group, &|entry| match role {
                Role::OrganizationAdmin => entry.organization_admin = *on,
                Role::BillingManager => entry.billing_manager = *on,
            }),
            Self::Move { group, before } => {
                let place = |plan: &Plan, name: &str| plan.groups.iter().position(|entry| entry.name == name);
                let known = before.as_ref().is_none_or(|before| before != group && place(plan, before).is_some());
                if let Some(from) = place(plan, group).filter(|_| known) {
                    let entry = plan.groups.remove(from);
                    let to = before.as_ref().and_then(|before| place(plan, before)).unwrap_or(plan.groups.len());
                    plan.groups.insert(to, entry);
                }
            }
        }
    }
}
