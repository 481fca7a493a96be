//! Practice servers on loopback: a ConfigCat, and an Okta that really pushes SCIM.
