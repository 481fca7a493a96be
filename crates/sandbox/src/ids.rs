//! Identifiers in the shapes of the two products, in the order of their creation.

use serde::{Deserialize, Serialize};

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Gives out identifiers. They rise, so that a map ordered by them is ordered by age, and the seed decides them.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Ids {
    seed: u64,
    given: u64,
}

impl Ids {
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed, given: 0 }
    }

    /// Twenty characters in Okta's manner: a prefix such as `00u` and 17 of letters and digits.
    pub(crate) fn okta(&mut self, prefix: &str) -> String {
        let mut noise = self.next();
        // "g8" keeps the look of an id of our days; the counter after it makes the order.
        let mut id = format!("{prefix}g8");
        for place in (0..6).rev() {
            id.push(digit(self.given / 62_u64.pow(place)));
        }
        while id.len() < 20 {
            id.push(digit(noise));
            noise /= 62;
        }
        id
    }

    /// A UUID in the shape of version 7 (RFC 9562), the counter in place of the time.
    pub(crate) fn uuid(&mut self) -> String {
        let noise = self.next();
        let high = 0x0198_a000_0000_u64 + self.given;
        format!(
            "{:08x}-{:04x}-7{:03x}-{:04x}-{:012x}",
            high >> 16,
            high & 0xffff,
            noise & 0xfff,
            0x8000 | ((noise >> 12) & 0x3fff),
            (noise >> 16) & 0xffff_ffff_ffff
        )
    }

    /// A plain rising number, for audit log entries and permission groups.
    pub(crate) fn number(&mut self) -> u64 {
        self.next();
        100_000 + self.given
    }

    fn next(&mut self) -> u64 {
        self.given += 1;
        splitmix(self.seed.wrapping_add(self.given.wrapping_mul(0x9e37_79b9_7f4a_7c15)))
    }
}

fn digit(value: u64) -> char {
    DIGITS[usize::try_from(value % 62).unwrap_or_default()] as char
}

/// Spreads the bits of a number (the finalizer of `SplitMix64`).
pub(crate) fn splitmix(seed: u64) -> u64 {
    let mut mixed = seed;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_rise_and_the_seed_decides_them() {
        let mut ids = Ids::new(7);
        let (okta, uuids): (Vec<_>, Vec<_>) = (0..5_000).map(|_| (ids.okta("00u"), ids.uuid())).unzip();
        assert!(okta.is_sorted() && uuids.is_sorted());
        assert!(okta.iter().all(|id| id.len() == 20) && uuids.iter().all(|id| uuid::Uuid::parse_str(id).is_ok()));
        assert_eq!(Ids::new(7).okta("00u"), okta[0]);
        assert_ne!(Ids::new(8).okta("00u"), okta[0]);
    }
}
