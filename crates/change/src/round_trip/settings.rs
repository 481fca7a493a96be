//! What a round trip is told.

use catflap_okta::{AppId, GroupId, UserId};
use catflap_scim::paste::is_domain;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::refusal::TripRefusal;

/// Who goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TripPerson {
    /// A person of the org. Name, assignment and membership are put back as they were.
    Named {
        /// Okta's id.
        user: UserId,
    },
    /// One that is made for it and deleted afterwards.
    Throwaway {
        /// The e-mail domain: one that belongs to the organization.
        domain: String,
        /// Whether a person said that people may be created at this domain.
        confirmed: bool,
    },
}

/// Which push group the person is put into.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TripGroup {
    /// One that is made and pushed for it, and deleted on both sides afterwards.
    Throwaway,
    /// One that is pushed already. The person is taken out of it afterwards.
    Named {
        /// Okta's id.
        group: GroupId,
    },
}

/// What a round trip is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TripSettings {
    /// The application.
    pub app: AppId,
    /// Who goes.
    pub person: TripPerson,
    /// Which push group.
    pub group: TripGroup,
    /// Marks this trip's names: 4 to 16 small letters and digits, another one each time.
    pub run_id: String,
    /// Whether the user that comes into being in `ConfigCat` is deleted there at the end. Okta only deactivates it. Has no
    /// effect on somebody who was there before.
    pub delete_in_configcat: bool,
    /// How long a leg is waited for, in milliseconds.
    pub limit_ms: u64,
    /// How often is looked, in milliseconds.
    pub poll_ms: u64,
}

impl TripSettings {
    /// Settings of a throwaway person and group at a domain, three minutes a leg, looked every two seconds.
    pub fn throwaway(app: AppId, domain: &str, confirmed: bool, run_id: &str) -> Self {
        Self {
            app,
            person: TripPerson::Throwaway { domain: domain.to_owned(), confirmed },
            group: TripGroup::Throwaway,
            run_id: run_id.to_owned(),
            delete_in_configcat: true,
            limit_ms: 180_000,
            poll_ms: 2_000,
        }
    }

    /// Whether the settings by themselves allow a trip.
    pub(super) fn validate(&self) -> Result<(), TripRefusal> {
        let plain = self.run_id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
        if !plain || !(4..=16).contains(&self.run_id.len()) {
            return Err(TripRefusal::BadRunId);
        }
        let TripPerson::Throwaway { domain, confirmed } = &self.person else { return Ok(()) };
        if !is_domain(domain) {
            return Err(TripRefusal::NotADomain { domain: domain.clone() });
        }
        if !confirmed {
            return Err(TripRefusal::DomainNotConfirmed { domain: domain.clone() });
        }
        Ok(())
    }
}
