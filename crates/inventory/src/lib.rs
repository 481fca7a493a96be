//! Pure: who is synced, reconciled between Okta, SCIM and ConfigCat; search, snapshots, differences.
