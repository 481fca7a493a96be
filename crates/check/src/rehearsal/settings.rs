//! What a rehearsal is told.

use std::time::Duration;

use catflap_scim::paste::is_domain;

use super::RehearsalError;

/// Where and under which name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The e-mail domain of the throwaway people: one that belongs to the organization.
    pub domain: String,
    /// Whether a person said that people may be created at this domain.
    pub confirmed: bool,
    /// Marks this run's names: 4 to 16 small letters and digits, another one each time.
    pub run_id: String,
    /// How long to wait before a write that can't be seen is looked for a second time: some servers store with a delay.
    pub second_look: Duration,
}

impl Settings {
    /// Settings with a second look after one second.
    pub fn new(domain: &str, confirmed: bool, run_id: &str) -> Self {
        Self { domain: domain.to_owned(), confirmed, run_id: run_id.to_owned(), second_look: Duration::from_secs(1) }
    }

    /// Whether a rehearsal may begin. [`run`](super::run) asks this itself, before anything is sent.
    pub fn validate(&self) -> Result<(), RehearsalError> {
        if !is_domain(&self.domain) {
            return Err(RehearsalError::NotADomain { domain: self.domain.clone() });
        }
        if !self.confirmed {
            return Err(RehearsalError::DomainNotConfirmed { domain: self.domain.clone() });
        }
        let plain = self.run_id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
        if !plain || !(4..=16).contains(&self.run_id.len()) {
            return Err(RehearsalError::BadRunId);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_that_nobody_confirmed_is_refused() {
        let refused = Settings::new("whisker.co", false, "7f3a").validate();
        assert_eq!(refused, Err(RehearsalError::DomainNotConfirmed { domain: "whisker.co".into() }));
        assert_eq!(Settings::new("whisker.co", true, "7f3a").validate(), Ok(()));
    }

    #[test]
    fn what_is_no_domain_is_refused_even_when_confirmed() {
        for text in ["", "whisker", "ada@whisker.co", "whisker..co", "-w.co", "whisker.co.", "wh isker.co", "a\".co"] {
            let refused = Settings::new(text, true, "7f3a").validate();
            assert!(matches!(refused, Err(RehearsalError::NotADomain { .. })), "{text}");
        }
    }

    #[test]
    fn a_run_is_named_by_small_letters_and_digits() {
        for text in ["", "7f3", "7F3A", "7f-3a", "01234567890123456"] {
            assert_eq!(Settings::new("whisker.co", true, text).validate(), Err(RehearsalError::BadRunId), "{text}");
        }
    }
}
