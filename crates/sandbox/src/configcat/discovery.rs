//! `/ServiceProviderConfig`, `/ResourceTypes` and `/Schemas` (RFC 7644 section 4). Okta asks for none of them.

use serde_json::{Value, json};

use super::schema::{GROUP, GROUP_ATTRIBUTES, USER, USER_ATTRIBUTES, describe};

const CONFIG: &str = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";
const TYPE: &str = "urn:ietf:params:scim:schemas:core:2.0:ResourceType";
const SCHEMA: &str = "urn:ietf:params:scim:schemas:core:2.0:Schema";

/// The largest page of a listing, whatever `count` asks for.
pub(crate) const LARGEST_PAGE: usize = 1000;
/// The page of a listing that asks for no `count`.
pub(crate) const USUAL_PAGE: usize = 100;

/// What the service can do.
pub(crate) fn config(base: &str) -> Value {
    json!({
        "schemas": [CONFIG],
        "patch": {"supported": true},
        "bulk": {"supported": false, "maxOperations": 0, "maxPayloadSize": 0},
        "filter": {"supported": true, "maxResults": LARGEST_PAGE},
        "changePassword": {"supported": false},
        "sort": {"supported": false},
        "etag": {"supported": false},
        "authenticationSchemes": [{
            "type": "oauthbearertoken",
            "name": "OAuth Bearer Token",
            "description": "The token that the page Authentication & Provisioning generates, sent as a bearer token.",
            "primary": true,
        }],
        "meta": {"resourceType": "ServiceProviderConfig", "location": format!("{base}/ServiceProviderConfig")},
    })
}

/// The two kinds of resources.
pub(crate) fn resource_types(base: &str) -> Vec<Value> {
    [("User", "/Users", USER), ("Group", "/Groups", GROUP)]
        .map(|(name, endpoint, schema)| {
            json!({
                "schemas": [TYPE],
                "id": name,
                "name": name,
                "endpoint": endpoint,
                "description": name,
                "schema": schema,
                "schemaExtensions": [],
                "meta": {"resourceType": "ResourceType", "location": format!("{base}/ResourceTypes/{name}")},
            })
        })
        .to_vec()
}

/// Their attributes.
pub(crate) fn schemas(base: &str) -> Vec<Value> {
    [("User", USER, USER_ATTRIBUTES), ("Group", GROUP, GROUP_ATTRIBUTES)]
        .map(|(name, id, attributes)| {
            json!({
                "schemas": [SCHEMA],
                "id": id,
                "name": name,
                "description": name,
                "attributes": attributes.iter().map(describe).collect::<Vec<_>>(),
                "meta": {"resourceType": "Schema", "location": format!("{base}/Schemas/{id}")},
            })
        })
        .to_vec()
}
