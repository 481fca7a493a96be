//! Provisioning: what a synced user's state is, and what starting, syncing and stopping do to the account.

use super::merge::merge;
use super::state::{Account, Rule, ScimUser};
use crate::world::World;

/// The state that the page shows for a synced user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// The e-mail domain is not verified: it can't be started.
    UnverifiedDomain,
    /// No ConfigCat account yet: they get their permissions after sign-up.
    NoAccount,
    /// An account whose provisioning is not started.
    Stopped,
    /// Permissions follow the groups.
    Active,
}

impl State {
    pub fn word(self) -> &'static str {
        match self {
            Self::UnverifiedDomain => "unverified_domain",
            Self::NoAccount => "no_account",
            Self::Stopped => "stopped",
            Self::Active => "active",
        }
    }
}

impl World {
    /// The state of a synced user.
    pub(crate) fn provisioning_state(&self, user: &ScimUser) -> State {
        if !self.configcat.domain_verified(user.user_name()) {
            State::UnverifiedDomain
        } else if self.configcat.account_of(user).is_none() {
            State::NoAccount
        } else if user.started {
            State::Active
        } else {
            State::Stopped
        }
    }

    /// What provisioning gives a user, or would give.
    pub(crate) fn computed(&self, user_id: &str) -> Rule {
        merge(self.configcat.groups_of(user_id).map(|(_, group)| &group.rule))
    }

    /// Starts provisioning for one user. The words of a refusal are the page's.
    pub(crate) fn start_user(&mut self, id: &str) -> Result<(), String> {
        let Some(user) = self.configcat.users.get(id) else { return Err("The user is not synced any more.".into()) };
        let name = user.user_name().to_owned();
        if self.provisioning_state(user) == State::UnverifiedDomain {
            let domain = name.rsplit_once('@').map_or("", |(_, domain)| domain);
            return Err(format!("Provisioning can't be started for {name}: the domain “{domain}” is not verified."));
        }
        if let Some(user) = self.configcat.users.get_mut(id)
            && !user.started
        {
            user.started = true;
            self.audit("syncUserProvisioningEnabled", name, "");
            self.apply_provisioning(id);
        }
        Ok(())
    }

    /// Stops provisioning for one user. What they may do stays as it is.
    pub(crate) fn stop_user(&mut self, id: &str) -> bool {
        let Some(user) = self.configcat.users.get_mut(id) else { return false };
        if std::mem::take(&mut user.started) {
            let name = user.user_name().to_owned();
            self.audit("syncUserProvisioningDisabled", name, "");
        }
        true
    }

    /// Applies provisioning to several users.
    pub(crate) fn apply_to(&mut self, users: impl IntoIterator<Item = String>) {
        for id in users {
            self.apply_provisioning(&id);
        }
    }

    /// Applies provisioning to everyone, after a rule or the order of the groups changed.
    pub(crate) fn apply_to_all(&mut self) {
        let started: Vec<String> =
            self.configcat.users.iter().filter(|(_, user)| user.started).map(|(id, _)| id.clone()).collect();
        self.apply_to(started);
    }

    /// Brings the account of a started user in line with the groups: member of the organization, enabled as SCIM says,
    /// with the permissions of the groups. Does nothing while provisioning is stopped or there is no account.
    pub(crate) fn apply_provisioning(&mut self, user_id: &str) {
        let Some(user) = self.configcat.users.get(user_id) else { return };
        if !user.started || self.provisioning_state(user) != State::Active {
            return;
        }
        let Some(account_id) = self.configcat.account_of(user).cloned() else { return };
        let disabled = !user.active();
        let granted = self.computed(user_id);
        let details = self.configcat.rule_words(&granted);
        let Some(account) = self.configcat.accounts.get_mut(&account_id) else { return };
        let old = std::mem::replace(&mut account.granted, granted.clone());
        let joined = !std::mem::replace(&mut account.in_organization, true);
        let switched = std::mem::replace(&mut account.disabled, disabled) != disabled;
        let email = account.email.clone();
        if joined {
            self.audit_sync("organizationMemberJoined", email.clone(), "");
        }
        if switched {
            self.audit_sync(if disabled { "userDisabled" } else { "userEnabled" }, email.clone(), "");
        }
        if old.organization_admin != granted.organization_admin {
            self.audit_sync("organizationAdminChanged", email.clone(), details.clone());
        }
        if old.permissions != granted.permissions || old.billing_manager != granted.billing_manager {
            self.audit_sync("teamMemberPermissionGroupChanged", email, details);
        }
    }

    /// A hard delete: the account leaves the organization with all its permissions.
    pub(crate) fn remove_account(&mut self, user: &ScimUser) {
        let account = self.configcat.account_of(user).cloned();
        if let Some(email) = account.and_then(|id| self.take_out(&id)) {
            self.audit_sync("organizationMemberRemoved", email, "");
        }
    }

    /// Removes a member by hand; false when the account is none.
    pub(crate) fn leave_organization(&mut self, account_id: &str) -> bool {
        let Some(email) = self.take_out(account_id) else { return false };
        self.audit("organizationMemberRemoved", email, "");
        true
    }

    /// Takes an account out of the organization and tells its e-mail address.
    fn take_out(&mut self, account_id: &str) -> Option<String> {
        let account = self.configcat.accounts.get_mut(account_id).filter(|account| account.in_organization)?;
        account.in_organization = false;
        account.granted = Rule::default();
        Some(account.email.clone())
    }

    /// An account whose permissions provisioning decides: they can't be changed by hand.
    pub(crate) fn is_managed(&self, account: &Account) -> bool {
        self.configcat.synced_of(account).is_some_and(|(_, user)| user.started)
    }
}
