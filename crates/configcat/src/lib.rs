//! ConfigCat: its Public Management API, the limits of its plans, the shape of its SCIM URL, its pages.
//!
//! [`ConfigCat`] reads organizations, products, members, invitations, permission groups and the audit log. It only
//! reads: permissions of synced groups, their priority and the start of provisioning have no API. The shapes follow the
//! description of 2024-10; what came later is kept as `Other` and never refused. A mark (?) in these documents says
//! that no source confirms what stands before it.

mod api;
mod client;
mod error;
mod scim_url;

pub mod limits;
pub mod model;
pub mod pages;

pub use api::{AuditQuery, AuditWalk, MOST_DAYS_A_CALL};
pub use client::{ConfigCat, DEFAULT_API};
pub use error::ConfigCatError;
pub use model::{OrganizationId, PermissionGroupId, ProductId};
pub use scim_url::{ScimUrl, ScimUrlMismatch};
