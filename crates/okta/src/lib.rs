//! Okta management API client.
