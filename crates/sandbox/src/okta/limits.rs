//! Okta's rate limits: one budget a minute for each group of endpoints, shared by the whole org (Okta's documentation,
//! "Management API rate limits").

use std::collections::HashMap;

/// A group of endpoints of the practice Okta that share a budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OktaLimit {
    /// `/api/v1/apps`: list and create.
    Apps,
    /// `/api/v1/apps/{id}` and below.
    App,
    /// `/api/v1/groups`: list and create.
    Groups,
    /// `/api/v1/groups/{id}` and below.
    Group,
    /// `/api/v1/users`: list and create.
    Users,
    /// `/api/v1/users/{id}` and below.
    User,
    /// `/api/v1/logs`.
    Logs,
    /// `/oauth2/v1/token`.
    Token,
    /// Everything else.
    Other,
}

/// The budgets that a test set; the others are Okta's usual ones.
#[derive(Debug, Default)]
pub(crate) struct Limits(HashMap<OktaLimit, u64>);

impl OktaLimit {
    /// The group that a path belongs to.
    pub(crate) fn of(path: &[&str]) -> Self {
        match path {
            ["api", "v1", "apps"] => Self::Apps,
            ["api", "v1", "apps", ..] => Self::App,
            ["api", "v1", "groups"] => Self::Groups,
            ["api", "v1", "groups", ..] => Self::Group,
            ["api", "v1", "users"] => Self::Users,
            ["api", "v1", "users", ..] => Self::User,
            ["api", "v1", "logs"] => Self::Logs,
            ["oauth2", ..] => Self::Token,
            _ => Self::Other,
        }
    }

    /// Its name among all budgets of the sandbox.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Apps => "okta apps",
            Self::App => "okta app",
            Self::Groups => "okta groups",
            Self::Group => "okta group",
            Self::Users => "okta users",
            Self::User => "okta user",
            Self::Logs => "okta logs",
            Self::Token => "okta token",
            Self::Other => "okta other",
        }
    }

    /// Requests a minute that Okta allows an org.
    fn usual(self) -> u64 {
        match self {
            Self::Apps => 100,
            Self::Logs => 120,
            Self::App | Self::Groups => 500,
            Self::Users => 600,
            Self::Group => 1000,
            Self::Other => 1200,
            Self::User | Self::Token => 2000,
        }
    }
}

impl Limits {
    pub fn of(&self, limit: OktaLimit) -> u64 {
        self.0.get(&limit).copied().unwrap_or_else(|| limit.usual())
    }

    pub fn set(&mut self, limit: OktaLimit, per_minute: u64) {
        self.0.insert(limit, per_minute);
    }
}
