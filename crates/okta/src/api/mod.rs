//! Calls, by area of the API.

mod apps;
mod assignments;
mod follow;
mod groups;
mod logs;
mod mappings;
mod org;
mod provisioning;
mod push;
mod users;

pub use apps::{AppQuery, Apps};
pub use follow::Follow;
pub use groups::{GroupQuery, Groups};
pub use logs::{LogQuery, Logs};
pub use mappings::{MappingQuery, Mappings};
pub use org::Org;
pub use users::{UserQuery, Users};
