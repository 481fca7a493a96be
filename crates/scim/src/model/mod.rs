//! Resources and messages.

mod config;
mod error;
mod group;
mod lenient;
mod list;
mod patch;
pub mod schema;
mod user;

pub use config::{ServiceProviderConfig, Supported};
pub use error::ScimError;
pub use group::{Group, Member};
pub use list::ListResponse;
pub use patch::Operation;
use serde::Serialize;
use serde::de::DeserializeOwned;
pub use user::{Email, GroupRef, Meta, Name, User};

/// A kind of resource that is listed, read and written the same way.
pub trait Resource: Serialize + DeserializeOwned + Send + 'static {
    /// The last part of its endpoint: `Users`.
    const ENDPOINT: &'static str;

    /// The service provider's id of it (RFC 7643 section 3.1).
    fn id(&self) -> &str;
}

impl Resource for User {
    const ENDPOINT: &'static str = "Users";

    fn id(&self) -> &str {
        &self.id
    }
}

impl Resource for Group {
    const ENDPOINT: &'static str = "Groups";

    fn id(&self) -> &str {
        &self.id
    }
}
