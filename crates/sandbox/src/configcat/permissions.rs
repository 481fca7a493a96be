//! A permission group as `PermissionGroupModel`: its flags follow from how much it allows.

use serde_json::{Value, json};

use super::state::{Level, PermissionGroup, Product};
use crate::world::World;

impl World {
    /// `PermissionGroupModel` of the Public Management API.
    pub(crate) fn permission_group_json(&self, product: &Product, group: &PermissionGroup) -> Value {
        let at_least = |level: Level| group.level >= level;
        let (develop, own, administer) = (at_least(Level::Develop), at_least(Level::Own), at_least(Level::Administer));
        let access = if own { "full" } else { "readOnly" };
        let environments: Vec<Value> = product
            .environments
            .iter()
            .enumerate()
            .map(|(order, environment)| {
                json!({
                    "environmentId": environment.id,
                    "name": environment.name,
                    "color": environment.color,
                    "description": null,
                    "order": order,
                    "reasonRequired": false,
                    "environmentAccessType": access,
                })
            })
            .collect();
        json!({
            "permissionGroupId": group.id,
            "name": group.name,
            "canManageMembers": administer,
            "canCreateOrUpdateConfig": develop,
            "canDeleteConfig": administer,
            "canCreateOrUpdateEnvironment": develop,
            "canDeleteEnvironment": administer,
            "canCreateOrUpdateSetting": own,
            "canTagSetting": own,
            "canDeleteSetting": develop,
            "canCreateOrUpdateTag": own,
            "canDeleteTag": develop,
            "canManageWebhook": develop,
            "canUseExportImport": develop,
            "canManageProductPreferences": administer,
            "canManageIntegrations": administer,
            "canViewSdkKey": develop,
            "canRotateSdkKey": administer,
            "canCreateOrUpdateSegments": own,
            "canDeleteSegments": develop,
            "canViewProductAuditLog": own,
            "canViewProductStatistics": true,
            "canDisable2FA": administer,
            "accessType": access,
            "newEnvironmentAccessType": access,
            "environmentAccesses": environments,
            "product": self.product_json(product),
        })
    }

    /// `ProductModel`.
    pub(crate) fn product_json(&self, product: &Product) -> Value {
        let order = self.configcat.products.iter().position(|known| known.id == product.id);
        json!({
            "productId": product.id,
            "name": product.name,
            "description": product.description,
            "order": order,
            "reasonRequired": false,
            "organization": self.organization_json(),
        })
    }

    /// `OrganizationModel`.
    pub(crate) fn organization_json(&self) -> Value {
        json!({"organizationId": self.configcat.organization_id, "name": self.configcat.organization_name})
    }
}
