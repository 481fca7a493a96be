//! How something in `ConfigCat` stands once it was waited for.

use catflap_scim::ClientError;

use super::wait::{Look, Waited};

/// How something in `ConfigCat` stands after it was waited for.
pub(super) enum Settled<T> {
    /// Missing twice in a row.
    Gone,
    /// There, and as it should be.
    So(T),
    /// There, and not as it should be.
    NotSo(T),
    /// Nobody knows.
    Unknown,
}

/// What the looks gave.
pub(super) struct Seen<T> {
    missing: u32,
    last: Option<T>,
}

impl<T> Default for Seen<T> {
    fn default() -> Self {
        Self { missing: 0, last: None }
    }
}

impl<T> Seen<T> {
    /// Something missing is looked for twice, as a push that was under way may still arrive.
    pub fn take(&mut self, found: Option<T>, so: impl Fn(&T) -> bool) -> Look {
        self.missing = if found.is_none() { self.missing + 1 } else { 0 };
        let settled = found.as_ref().map_or(self.missing > 1, so);
        self.last = found;
        yes(settled)
    }

    /// How it stands once the waiting is over.
    pub fn settled(self, waited: Waited) -> Result<Settled<T>, ClientError> {
        match waited {
            Waited::Blind(error) => Err(*error),
            Waited::Arrived { .. } => Ok(self.last.map_or(Settled::Gone, Settled::So)),
            Waited::Not { .. } | Waited::Cancelled => Ok(self.last.map_or(Settled::Unknown, Settled::NotSo)),
        }
    }
}

/// A look that only tells whether it is so.
pub(super) fn yes(so: bool) -> Look {
    if so { Look::Yes(String::new()) } else { Look::NotYet(String::new()) }
}
