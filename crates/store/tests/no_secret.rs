//! A secret that is set, used and deleted leaves nothing in the folder of the database.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::path::Path;

use catflap_http::Secret;
use catflap_store::{Keychain, Profile, ProfileKind, SavedConnection, SessionKeychain, Store, Which};
use jiff::Timestamp;
use uuid::Uuid;

const MARKER: &str = "marker-secret-77b2-c0ffee-3f9a";

fn holds(folder: &Path, text: &str) -> bool {
    std::fs::read_dir(folder).unwrap().any(|file| {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    })
}

#[test]
fn nothing_of_a_secret_stands_in_the_database() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let keychain = SessionKeychain::new(None);
    let (id, at) = (Uuid::from_u128(1), Timestamp::UNIX_EPOCH);
    let secret = Secret::new(MARKER.into());
    store.add_profile(&Profile { id, name: "Whisker".into(), kind: ProfileKind::Real, created_at: at }).unwrap();
    for which in Which::ALL {
        keychain.set(id, which, &secret).unwrap();
        store
            .put_connection(
                id,
                &SavedConnection {
                    which,
                    address: "https://scim-api.configcat.com/v2/1".into(),
                    account: None,
                    details: std::collections::BTreeMap::new(),
                    secret_set_at: Some(at),
                    secret_hint: Some(secret.hint()),
                    last_seen_at: None,
                },
            )
            .unwrap();
    }
    assert!(holds(folder.path(), "scim-api.configcat.com"), "the search would find what is there");
    assert!(holds(folder.path(), "…3f9a"), "the hint is all that is kept");
    assert!(!holds(folder.path(), "marker-secret") && !holds(folder.path(), "c0ffee"));
}
