//! People of the org (scope `okta.users.read`).

use crate::client::Okta;
use crate::error::OktaError;
use crate::model::{User, UserId};

/// Calls about people.
#[derive(Debug)]
pub struct Users<'c> {
    pub(crate) okta: &'c Okta,
}

impl Users<'_> {
    /// `GET /api/v1/users/{id}`.
    pub async fn get(&self, user: &UserId) -> Result<User, OktaError> {
        self.by_key(user.as_str()).await
    }

    /// `GET /api/v1/users/{login}`: Okta takes a login in the place of an id.
    pub async fn by_login(&self, login: &str) -> Result<User, OktaError> {
        self.by_key(login).await
    }

    async fn by_key(&self, key: &str) -> Result<User, OktaError> {
        self.okta.read(self.okta.at(["api", "v1", "users", key])).await
    }
}
