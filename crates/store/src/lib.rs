//! SQLite for everything that may be read, the keychain for secrets.
