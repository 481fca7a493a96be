//! ConfigCat Public Management API client, plan limits and the shape of a SCIM URL.
