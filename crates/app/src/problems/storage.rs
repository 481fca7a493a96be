//! The database and the keychain.

use catflap_store::{KeychainError, StoreError};

use crate::wire::{Problem, ProblemCode as Code};

pub(crate) fn store(error: &StoreError) -> Problem {
    let evidence = std::iter::successors(std::error::Error::source(error), |cause| cause.source()).last();
    let problem = match error {
        StoreError::NoDataFolder => Problem::new(
            Code::StorageFailed,
            "The system names no folder for Catflap’s data.",
            "Set CATFLAP_DATA_DIR to a folder of yours and open Catflap again.",
        ),
        StoreError::Folder { path, .. } => Problem::new(
            Code::StorageFailed,
            format!("The folder {} can’t be made or written.", path.display()),
            "Look at its owner and at the disk’s free space, or set CATFLAP_DATA_DIR to another folder.",
        ),
        StoreError::Open { path, .. } => Problem::new(
            Code::StorageFailed,
            format!("The database {} can’t be opened.", path.display()),
            "If the file is damaged, put a backup in its place or move it away: Catflap then begins anew. Secrets are not in it.",
        ),
        StoreError::Newer { step } => Problem::new(
            Code::StorageNewer,
            "The database was written by a newer Catflap.",
            "Install the newer Catflap, or set CATFLAP_DATA_DIR to another folder.",
        )
        .why(format!("This version does not know its step “{step}” and could damage it.")),
        StoreError::Migration { step, .. } => Problem::new(
            Code::StorageFailed,
            format!("The database could not be brought up to date (step “{step}”)."),
            "It is as it was before. Look at the disk’s free space and open Catflap again.",
        ),
        StoreError::NoSuchProfile => Problem::new(
            Code::ProfileGone,
            "This profile is gone.",
            "Open another profile from the menu at the top left.",
        ),
        StoreError::Encode { what, .. } => Problem::new(
            Code::StorageFailed,
            format!("The {what} could not be written."),
            "Nothing was changed. Report it with the evidence below.",
        ),
        StoreError::Decode { what, .. } => Problem::new(
            Code::StorageFailed,
            format!("What was kept as {what} can’t be read."),
            "Do the step again: it is written anew. Report it with the evidence below.",
        ),
        StoreError::Database(_) => Problem::new(
            Code::StorageFailed,
            "The database could not be read or written.",
            "Look at the disk’s free space and whether another Catflap is open, then try again.",
        ),
    };
    match evidence {
        Some(cause) => problem.evidence(cause.to_string()),
        None => problem,
    }
}

pub(crate) fn keychain(error: &KeychainError) -> Problem {
    let problem = match error {
        KeychainError::Unavailable { .. } => Problem::new(
            Code::KeychainFailed,
            "The system’s keychain is not there.",
            "Start or install a keychain (on Linux a Secret Service such as GNOME Keyring or KWallet), then open Catflap again.",
        ),
        KeychainError::Refused { .. } => Problem::new(
            Code::KeychainFailed,
            "The system’s keychain refused.",
            "Unlock the keychain and allow Catflap to use it, then try again.",
        ),
        KeychainError::TimedOut { .. } => Problem::new(
            Code::KeychainFailed,
            "The system’s keychain did not answer.",
            "It may wait to be unlocked: look for its window, then try again.",
        ),
        KeychainError::TooLong { limit } => Problem::new(
            Code::SecretUnusable,
            format!("This secret is longer than the keychain takes ({limit} bytes)."),
            "Paste the secret alone, without what stands around it.",
        ),
        KeychainError::Foreign => Problem::new(
            Code::KeychainFailed,
            "The keychain’s entry is not one that Catflap wrote.",
            "Enter the secret again in Settings: it replaces the entry.",
        ),
    };
    problem.evidence(error.to_string())
}
