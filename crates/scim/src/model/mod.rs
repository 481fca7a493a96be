//! Resources and messages.

mod config;
mod error;
mod group;
mod lenient;
mod list;
mod listed;
mod patch;
pub mod schema;
mod user;

pub use config::{ServiceProviderConfig, Supported};
pub use error::ScimError;
pub use group::{Group, Member};
pub use list::ListResponse;
pub use listed::{ListedGroup, ListedUser};
pub use patch::Operation;
use serde::Serialize;
use serde::de::DeserializeOwned;
pub use user::{Email, GroupRef, Meta, Name, User};

/// What the pages of a list hold.
pub trait Listed: DeserializeOwned + Send + 'static {
    /// The last part of its endpoint: `Users`.
    const ENDPOINT: &'static str;

    /// The service provider's id of it (RFC 7643 section 3.1).
    fn id(&self) -> &str;
}

/// A kind of resource that is listed, read and written the same way.
pub trait Resource: Listed + Serialize {}

macro_rules! listed {
    ($($kind:ty => $endpoint:literal),+) => {
        $(impl Listed for $kind {
            const ENDPOINT: &'static str = $endpoint;

            fn id(&self) -> &str {
                &self.id
            }
        })+
    };
}

listed!(User => "Users", ListedUser => "Users", Group => "Groups", ListedGroup => "Groups");

impl Resource for User {}
impl Resource for Group {}
