//! SCIM 2.0 client and resource types (RFC 7643, RFC 7644).
//!
//! Reading is lenient, so that real servers can be worked with: a missing list is an empty one, `"true"` is true, a
//! number may come as a string. What a strict reader would object to is the connection tester's business; it looks at the
//! raw answers that [`Client::get`] gives.
//!
//! A long list is read with several pages in flight, few enough to be polite, one at a time as soon as the server's rate
//! limit or anything odd about its pages asks for it: what comes out is what one by one would have given.

mod client;
mod error;
pub mod filter;
mod listing;
mod model;
mod pages;
pub mod paste;

pub use client::{Client, Got};
pub use error::{ClientError, Refusal};
pub use listing::{Listing, Oddity, PAGE_SIZE, ReadSoFar};
pub use model::{
    Email, Group, GroupRef, ListResponse, Listed, ListedGroup, ListedUser, Member, Meta, Name, Operation, Resource,
    ScimError, ServiceProviderConfig, Supported, User, schema,
};
pub use pages::AT_ONCE;
