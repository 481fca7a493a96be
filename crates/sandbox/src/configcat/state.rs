//! What the practice ConfigCat remembers.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::audit::AuditEntry;

/// The organization, its people and what is synced into it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ConfigCat {
    pub organization_id: String,
    pub organization_name: String,
    /// The uuid in the SCIM URL.
    pub tenant: String,
    /// Account of the person who uses the page and whose credentials the Public Management API takes.
    pub me: String,
    pub domains: Vec<Domain>,
    pub auto_assign: bool,
    pub saml: Option<Saml>,
    /// Synced users by SCIM id, oldest first.
    pub users: BTreeMap<String, ScimUser>,
    /// Synced groups by SCIM id, oldest first.
    pub groups: BTreeMap<String, ScimGroup>,
    /// SCIM ids of the groups, first wins.
    pub priority: Vec<String>,
    pub provision_future: bool,
    pub products: Vec<Product>,
    /// Accounts by ConfigCat's id of the user.
    pub accounts: BTreeMap<String, Account>,
    pub invitations: Vec<Invitation>,
    pub audit: Vec<AuditEntry>,
    /// Lower-case user name → SCIM id.
    #[serde(skip)]
    pub user_names: HashMap<String, String>,
    /// Lower-case e-mail → account id.
    #[serde(skip)]
    pub account_emails: HashMap<String, String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Domain {
    pub name: String,
    pub verified: bool,
    pub proof: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Saml {
    pub id: String,
    pub name: String,
    pub metadata_url: String,
    pub sign_on_url: String,
    pub certificate: String,
    pub trusted_domains: Vec<String>,
}

/// A synced user: the resource as it was sent, without `id`, `meta` and `groups`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ScimUser {
    pub body: Map<String, Value>,
    pub created: jiff::Timestamp,
    pub modified: jiff::Timestamp,
    /// Provisioning is started.
    pub started: bool,
}

impl ScimUser {
    pub fn user_name(&self) -> &str {
        self.text("userName")
    }

    pub fn display_name(&self) -> &str {
        let name = self.text("displayName");
        if name.is_empty() { self.user_name() } else { name }
    }

    pub fn active(&self) -> bool {
        self.body.get("active").and_then(Value::as_bool).unwrap_or(true)
    }

    fn text(&self, name: &str) -> &str {
        self.body.get(name).and_then(Value::as_str).unwrap_or_default()
    }
}

/// A synced group and the rule that an administrator gave it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ScimGroup {
    pub display_name: String,
    pub external_id: Option<String>,
    pub members: BTreeSet<String>,
    pub created: jiff::Timestamp,
    pub modified: jiff::Timestamp,
    pub rule: Rule,
}

/// Permissions of a synced group: product id → permission group id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Rule {
    pub organization_admin: bool,
    pub billing_manager: bool,
    pub permissions: BTreeMap<String, u64>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Product {
    pub id: String,
    pub name: String,
    pub description: String,
    pub permission_groups: Vec<PermissionGroup>,
    pub environments: Vec<Environment>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Environment {
    pub id: String,
    pub name: String,
    pub color: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct PermissionGroup {
    pub id: u64,
    pub name: String,
    pub level: Level,
}

/// How much a permission group of the practice products allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Level {
    Read,
    Own,
    Develop,
    Administer,
}

/// A ConfigCat account, in the organization or not (yet).
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Account {
    pub full_name: String,
    pub email: String,
    pub two_factor: bool,
    pub in_organization: bool,
    pub disabled: bool,
    pub granted: Rule,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Invitation {
    pub id: String,
    pub email: String,
    pub product_id: String,
    pub permission_group_id: u64,
    pub created: jiff::Timestamp,
    pub expires: jiff::Timestamp,
}

impl ConfigCat {
    /// Rebuilds what is looked up by name after a world was read.
    pub fn index(&mut self) {
        self.user_names = self.users.iter().map(|(id, user)| (user.user_name().to_lowercase(), id.clone())).collect();
        self.account_emails =
            self.accounts.iter().map(|(id, account)| (account.email.to_lowercase(), id.clone())).collect();
    }

    /// Id of the account that belongs to a synced user: the one with the same e-mail address.
    pub fn account_of(&self, user: &ScimUser) -> Option<&String> {
        self.account_emails.get(&user.user_name().to_lowercase())
    }

    /// The synced user that belongs to an account.
    pub fn synced_of(&self, account: &Account) -> Option<(&String, &ScimUser)> {
        self.users.get_key_value(self.user_names.get(&account.email.to_lowercase())?)
    }

    /// The e-mail domain of a user is verified.
    pub fn domain_verified(&self, email: &str) -> bool {
        let domain = email.rsplit_once('@').map_or("", |(_, domain)| domain);
        self.domains.iter().any(|known| known.verified && known.name.eq_ignore_ascii_case(domain))
    }

    /// Ids of a user's groups in priority order.
    pub fn groups_of<'a>(&'a self, user_id: &'a str) -> impl Iterator<Item = (&'a String, &'a ScimGroup)> {
        self.priority
            .iter()
            .filter_map(|id| self.groups.get_key_value(id))
            .filter(move |(_, group)| group.members.contains(user_id))
    }

    /// Names a permission group, or says that it is gone.
    pub fn permission_name(&self, product_id: &str, group_id: u64) -> (&str, &str) {
        let product = self.products.iter().find(|product| product.id == product_id);
        let group = product.and_then(|p| p.permission_groups.iter().find(|group| group.id == group_id));
        (product.map_or("(removed product)", |p| &p.name), group.map_or("(removed permission group)", |g| &g.name))
    }

    /// A rule in words: `Organization Admin, Billing Manager` or `FurBall Finder: Developers`.
    pub fn rule_words(&self, rule: &Rule) -> String {
        let mut words = Vec::new();
        if rule.organization_admin {
            words.push("Organization Admin".to_owned());
        }
        if rule.billing_manager {
            words.push("Billing Manager".to_owned());
        }
        for product in &self.products {
            if let Some(group) = rule.permissions.get(&product.id) {
                let (product, group) = self.permission_name(&product.id, *group);
                words.push(format!("{product}: {group}"));
            }
        }
        if words.is_empty() { "Nothing".to_owned() } else { words.join(", ") }
    }
}
