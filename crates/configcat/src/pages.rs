//! Pages of ConfigCat that an administrator is sent to.

/// `Authentication & Provisioning`: domains, SAML identity providers, SCIM URL and token, groups, people.
pub const AUTHENTICATION: &str = "https://app.configcat.com/organization/authentication";

/// Members and roles of the organization.
pub const MEMBERS: &str = "https://app.configcat.com/organization/members";

/// `Public API credentials` under `My account`. The address is a guess (?); the way to it through the menu is not.
pub const PUBLIC_API_CREDENTIALS: &str = "https://app.configcat.com/my-account/public-api-credentials";
