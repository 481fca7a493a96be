//! Products and their permission groups.

use crate::client::ConfigCat;
use crate::error::ConfigCatError;
use crate::model::{PermissionGroup, PermissionGroupId, Product, ProductId};

impl ConfigCat {
    /// `GET /v1/products`: of all organizations of the person.
    pub async fn products(&self) -> Result<Vec<Product>, ConfigCatError> {
        self.read(self.at(["v1", "products"])).await
    }

    /// `GET /v1/products/{id}/permissions`.
    pub async fn permission_groups(&self, product: ProductId) -> Result<Vec<PermissionGroup>, ConfigCatError> {
        self.read(self.at(["v1", "products", &product.to_string(), "permissions"])).await
    }

    /// `GET /v1/permissions/{id}`.
    pub async fn permission_group(&self, group: PermissionGroupId) -> Result<PermissionGroup, ConfigCatError> {
        self.read(self.at(["v1", "permissions", &group.to_string()])).await
    }
}
