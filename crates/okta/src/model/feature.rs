//! Provisioning features of an application (`/api/v1/apps/{id}/features`).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::open::open_enum;

open_enum! {
    /// Name of a provisioning feature.
    FeatureName {
        /// From Okta to the app (`To App`).
        UserProvisioning = "USER_PROVISIONING",
        /// From the app to Okta (`To Okta`).
        InboundProvisioning = "INBOUND_PROVISIONING",
    }
}

open_enum! {
    /// A switch.
    EnabledStatus {
        /// On.
        Enabled = "ENABLED",
        /// Off.
        Disabled = "DISABLED",
    }
}

/// A provisioning feature. Okta answers with an error instead when provisioning is off for the app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct Feature {
    /// Which one.
    pub name: FeatureName,
    /// Whether it is on.
    #[serde(default)]
    pub status: Option<EnabledStatus>,
    /// Its switches. Only those of `USER_PROVISIONING` are read.
    #[serde(default)]
    pub capabilities: Option<Capabilities>,
}

impl Feature {
    /// `Create Users` on the `To App` page.
    pub fn create_users(&self) -> Option<&EnabledStatus> {
        self.capabilities.as_ref()?.create.as_ref()?.lifecycle_create.as_ref()?.status.as_ref()
    }

    /// `Update User Attributes`.
    pub fn update_attributes(&self) -> Option<&EnabledStatus> {
        self.updates()?.profile.as_ref()?.status.as_ref()
    }

    /// `Deactivate Users`.
    pub fn deactivate_users(&self) -> Option<&EnabledStatus> {
        self.updates()?.lifecycle_deactivate.as_ref()?.status.as_ref()
    }

    /// `Sync Password`, which stays off here.
    pub fn sync_password(&self) -> Option<&EnabledStatus> {
        self.updates()?.password.as_ref()?.status.as_ref()
    }

    fn updates(&self) -> Option<&UpdateCapabilities> {
        self.capabilities.as_ref()?.update.as_ref()
    }
}

/// Switches of `USER_PROVISIONING`. Written as well as read: a `PUT` may carry a part of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct Capabilities {
    /// What happens to people who are new to the app.
    #[serde(default)]
    pub create: Option<CreateCapabilities>,
    /// What happens to people the app knows.
    #[serde(default)]
    pub update: Option<UpdateCapabilities>,
}

/// Creation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct CreateCapabilities {
    /// `Create Users`.
    #[serde(default)]
    pub lifecycle_create: Option<Setting>,
}

/// Updates.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all(deserialize = "camelCase"))]
pub struct UpdateCapabilities {
    /// `Update User Attributes`.
    #[serde(default)]
    pub profile: Option<Setting>,
    /// `Deactivate Users`.
    #[serde(default)]
    pub lifecycle_deactivate: Option<Setting>,
    /// `Sync Password`.
    #[serde(default)]
    pub password: Option<Setting>,
}

/// One switch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Setting {
    /// On or off.
    #[serde(default)]
    pub status: Option<EnabledStatus>,
}
