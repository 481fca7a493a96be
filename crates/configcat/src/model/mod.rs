//! What ConfigCat answers.
//!
//! The models are lenient: what is missing or `null` reads as `None` or empty, what is unknown is ignored. They are
//! read in ConfigCat's camelCase and written (to the window) in `snake_case`.

mod audit;
mod id;
mod member;
mod organization;
mod permission;
mod person;

pub use audit::{AuditEntry, AuditType};
pub use id::{OrganizationId, PermissionGroupId, ProductId};
pub use member::{Admin, Invitation, Member, Members, PermissionGroupRef, ProductPermission, ProductRef};
pub use organization::{Me, NoOrganization, Organization, Product};
pub use permission::{AccessType, EnvironmentAccess, EnvironmentAccessType, PermissionGroup};
pub use person::Person;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer};

/// Reads `null` as the type's default.
fn null_is_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Ok(Option::<T>::deserialize(deserializer)?.unwrap_or_default())
}

/// Reads a moment. ConfigCat's times are UTC; one without an offset is taken as such.
fn moment<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
    let text = String::deserialize(deserializer)?;
    read_moment(&text).map_err(serde::de::Error::custom)
}

/// As [`moment`], where there may be none.
fn optional_moment<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    text.map(|text| read_moment(&text)).transpose().map_err(serde::de::Error::custom)
}

fn read_moment(text: &str) -> Result<Timestamp, &'static str> {
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Ok(moment);
    }
    let civil: jiff::civil::DateTime = text.parse().map_err(|_| "a date and time was expected")?;
    jiff::tz::Offset::UTC.to_timestamp(civil).map_err(|_| "a date and time was expected")
}

#[cfg(test)]
mod tests {
    use super::read_moment;

    #[test]
    fn a_time_without_an_offset_is_utc() {
        let with = read_moment("2026-05-12T08:30:00.5Z").unwrap();
        assert_eq!(read_moment("2026-05-12T08:30:00.5").unwrap(), with);
        assert_eq!(read_moment("2026-05-12T10:30:00.5+02:00").unwrap(), with);
        assert!(read_moment("yesterday").is_err());
    }
}
