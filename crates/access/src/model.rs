//! The plan that an administrator writes, and what a person gets by it.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::PlanError;
use crate::words::{and_list, quoted};

/// The permissions of every synced group, in priority order: the first listed wins where two groups name one product.
///
/// Its JSON is the plan file of `catflap-cli access`. Two groups of one name are refused by [`Plan::check`], not by
/// deserializing, so that a window can hold a plan that is being edited.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The groups, highest priority first.
    pub groups: Vec<PlanGroup>,
}

/// What membership in one synced group gives.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PlanGroup {
    /// The group's display name as it is synced.
    pub name: String,
    /// Whether members become Organization Admin: full access to every product, billing excepted.
    #[serde(default)]
    pub organization_admin: bool,
    /// Whether members become Billing Manager.
    #[serde(default)]
    pub billing_manager: bool,
    /// Product name → permission group name; at most one permission group a product.
    #[serde(default, deserialize_with = "permissions_named_once")]
    pub permissions: BTreeMap<String, String>,
}

impl PlanGroup {
    /// Whether `ConfigCat` would count this group among the groups with permissions (its plan limit).
    pub fn gives_anything(&self) -> bool {
        self.organization_admin || self.billing_manager || !self.permissions.is_empty()
    }
}

impl Plan {
    /// Reads a plan file and checks it.
    ///
    /// # Errors
    /// [`PlanError::NotAPlan`] when the text is no JSON or has another shape, unknown fields included; else what
    /// [`Plan::check`] finds.
    pub fn from_json(text: &str) -> Result<Self, PlanError> {
        let plan: Self = serde_json::from_str(text).map_err(|error| PlanError::NotAPlan {
            line: error.line(),
            column: error.column(),
            reason: without_position(&error.to_string()),
        })?;
        plan.check()?;
        Ok(plan)
    }

    /// Whether the plan can be computed with: every group is named, once, and so is every product and permission group.
    ///
    /// # Errors
    /// [`PlanError::UnnamedGroup`], [`PlanError::GroupTwice`], [`PlanError::UnnamedPermission`].
    pub fn check(&self) -> Result<(), PlanError> {
        let mut seen = BTreeMap::new();
        for (index, group) in self.groups.iter().enumerate() {
            let position = index + 1;
            if group.name.trim().is_empty() {
                return Err(PlanError::UnnamedGroup { position });
            }
            if let Some(first) = seen.insert(group.name.as_str(), position) {
                return Err(PlanError::GroupTwice { name: group.name.clone(), first, second: position });
            }
            for (product, permission_group) in &group.permissions {
                if product.trim().is_empty() || permission_group.trim().is_empty() {
                    return Err(PlanError::UnnamedPermission { group: group.name.clone() });
                }
            }
        }
        Ok(())
    }

    /// The names of all products that the plan mentions, sorted.
    pub fn products(&self) -> Vec<&str> {
        let mut products: Vec<&str> =
            self.groups.iter().flat_map(|group| group.permissions.keys().map(String::as_str)).collect();
        products.sort_unstable();
        products.dedup();
        products
    }
}

/// `serde_json` ends its messages with " at line L column C"; the error carries both as numbers already.
fn without_position(message: &str) -> String {
    message.rfind(" at line ").map_or(message, |at| &message[..at]).to_owned()
}

/// A map that names a product twice would silently keep the last; a plan must not.
fn permissions_named_once<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, String>, D::Error> {
    struct Once;
    impl<'de> Visitor<'de> for Once {
        type Value = BTreeMap<String, String>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("a product name with one permission group name each")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut permissions = BTreeMap::new();
            while let Some((product, permission_group)) = map.next_entry::<String, String>()? {
                if permissions.contains_key(&product) {
                    return Err(A::Error::custom(format_args!("product “{product}” is named twice in one group")));
                }
                permissions.insert(product, permission_group);
            }
            Ok(permissions)
        }
    }
    deserializer.deserialize_map(Once)
}

/// A synced user as the merge needs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Person {
    /// SCIM `userName`: in `ConfigCat` the e-mail address.
    pub user_name: String,
    /// SCIM `active`; an inactive person's `ConfigCat` account is disabled.
    pub active: bool,
    /// Display names of the synced groups the person is in, in any order.
    pub groups: Vec<String>,
}

/// What one person may do once provisioning is started for them, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Access {
    /// SCIM `userName`.
    pub user_name: String,
    /// SCIM `active`. The rest says what the groups give; while this is false, none of it can be used.
    pub active: bool,
    /// Whether any of the person's groups carries Organization Admin.
    pub organization_admin: bool,
    /// Whether any of the person's groups carries Billing Manager.
    pub billing_manager: bool,
    /// The groups that give Organization Admin, in priority order.
    pub admin_from: Vec<String>,
    /// The groups that give Billing Manager, in priority order.
    pub billing_from: Vec<String>,
    /// One grant a product, by product name. Empty with Organization Admin, which grants everything.
    pub permissions: Vec<Grant>,
    /// What is worth knowing about the outcome.
    pub notes: Vec<Note>,
}

/// The permission group that a person gets in one product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Grant {
    /// The product's name.
    pub product: String,
    /// The permission group's name.
    pub permission_group: String,
    /// The synced group that decided: the first listed of the person's groups that names the product.
    pub from_group: String,
    /// Other permission groups that the person's later listed groups name for this product; they have no effect.
    pub overrode: Vec<Overridden>,
}

/// A permission group that lost to a group of higher priority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Overridden {
    /// The permission group that has no effect.
    pub permission_group: String,
    /// The synced group that names it.
    pub from_group: String,
}

/// Something worth knowing about one person's access.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Note {
    /// SCIM `active` is false.
    Inactive,
    /// The person's groups name permissions for these products, which Organization Admin makes needless.
    SkippedByOrganizationAdmin {
        /// The products' names, sorted.
        products: Vec<String>,
    },
    /// The plan gives the person nothing.
    NoPermission {
        /// Whether that is because the person is in no synced group at all.
        in_no_group: bool,
    },
    /// A synced group of the person does not stand in the plan.
    GroupNotInPlan {
        /// The synced group's display name.
        group: String,
    },
    /// A synced group of the person differs from a group of the plan by capitals, spaces or the spelling of an accent only. It gives
    /// nothing:
    /// the names are compared exactly.
    NearMiss {
        /// The synced group's display name.
        group: String,
        /// The name in the plan.
        plan_group: String,
    },
}

impl Note {
    /// The note as a plain sentence.
    pub fn to_words(&self) -> String {
        match self {
            Self::Inactive => "Inactive: the ConfigCat account is disabled, so none of this can be used.".to_owned(),
            Self::SkippedByOrganizationAdmin { products } => format!(
                "Organization Admin grants everything, so the permissions for {} are skipped.",
                and_list(products.iter().map(String::as_str))
            ),
            Self::NoPermission { in_no_group: true } => "No permission: in no synced group.".to_owned(),
            Self::NoPermission { in_no_group: false } => "No permission: none of the groups gives one.".to_owned(),
            Self::GroupNotInPlan { group } => {
                format!("Group {} is not in the plan, so it gives nothing.", quoted(group))
            }
            Self::NearMiss { group, plan_group } => format!(
                "Group {} gives nothing: the plan has {}, which differs in capitals, spaces or accents.",
                quoted(group),
                quoted(plan_group)
            ),
        }
    }
}

/// One user of `catflap-cli access --format json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AccessLine {
    /// SCIM `userName`.
    pub user_name: String,
    /// Whether the person becomes Organization Admin.
    pub organization_admin: bool,
    /// Whether the person becomes Billing Manager.
    pub billing_manager: bool,
    /// One entry a product, by product name.
    pub permissions: Vec<GrantLine>,
    /// Plain sentences.
    pub notes: Vec<String>,
}

/// One permission of an [`AccessLine`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GrantLine {
    /// The product's name.
    pub product: String,
    /// The permission group's name.
    pub permission_group: String,
    /// The synced group that decided.
    pub from_group: String,
}

impl Access {
    /// Whether the plan gives neither a role nor a permission.
    pub fn is_nothing(&self) -> bool {
        !self.organization_admin && !self.billing_manager && self.permissions.is_empty()
    }

    /// The person's line in the shell's JSON.
    pub fn line(&self) -> AccessLine {
        AccessLine {
            user_name: self.user_name.clone(),
            organization_admin: self.organization_admin,
            billing_manager: self.billing_manager,
            permissions: self
                .permissions
                .iter()
                .map(|grant| GrantLine {
                    product: grant.product.clone(),
                    permission_group: grant.permission_group.clone(),
                    from_group: grant.from_group.clone(),
                })
                .collect(),
            notes: self.notes.iter().map(Note::to_words).collect(),
        }
    }

    /// The access in one phrase: "Organization Admin and Billing Manager", `FurBall Finder / Admins`, "nothing".
    pub fn to_words(&self) -> String {
        crate::words::access_phrase(
            self.organization_admin,
            self.billing_manager,
            self.permissions.iter().map(|grant| (grant.product.as_str(), grant.permission_group.as_str())),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_file_may_leave_out_what_is_false_or_empty() {
        let plan = Plan::from_json(r#"{"groups":[{"name":"Readers","permissions":{"A":"Readers"}},{"name":"Empty"}]}"#)
            .unwrap();
        assert_eq!(plan.groups[0].permissions["A"], "Readers");
        assert!(!plan.groups[1].gives_anything());
    }

    #[test]
    fn an_unknown_field_is_refused_by_name_and_place() {
        let error = Plan::from_json("{\"groups\":[\n{\"name\":\"Readers\",\"permission\":{}}]}").unwrap_err();
        let PlanError::NotAPlan { line, ref reason, .. } = error else { panic!("{error}") };
        assert_eq!(line, 2);
        assert!(reason.contains("permission") && !reason.contains("at line"), "{reason}");
    }

    #[test]
    fn a_group_named_twice_is_refused_with_both_places() {
        let error = Plan::from_json(r#"{"groups":[{"name":"A"},{"name":"B"},{"name":"A"}]}"#).unwrap_err();
        assert_eq!(error, PlanError::GroupTwice { name: "A".into(), first: 1, second: 3 });
    }

    #[test]
    fn a_product_named_twice_in_one_group_is_refused() {
        let error = Plan::from_json(r#"{"groups":[{"name":"A","permissions":{"P":"x","P":"y"}}]}"#).unwrap_err();
        assert!(error.to_string().contains("“P” is named twice"), "{error}");
    }

    #[test]
    fn a_group_or_permission_without_a_name_is_refused() {
        assert_eq!(Plan::from_json(r#"{"groups":[{"name":" "}]}"#), Err(PlanError::UnnamedGroup { position: 1 }));
        assert_eq!(
            Plan::from_json(r#"{"groups":[{"name":"A","permissions":{"P":""}}]}"#),
            Err(PlanError::UnnamedPermission { group: "A".into() })
        );
    }

    #[test]
    fn a_plan_survives_being_written_and_read() {
        let text =
            r#"{"groups":[{"name":"A","organization_admin":true,"billing_manager":false,"permissions":{"P":"x"}}]}"#;
        assert_eq!(serde_json::to_string(&Plan::from_json(text).unwrap()).unwrap(), text);
    }
}
