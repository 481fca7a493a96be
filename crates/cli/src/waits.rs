//! What the servers make a run wait for.

use std::time::{Duration, Instant};

use catflap_app::wire::Event;

use crate::{output, words};

/// Several requests often wait for the same: only an end that is later by this much is news.
const NEWS: Duration = Duration::from_secs(1);

/// Tells waits on standard error, each once.
#[derive(Debug, Default)]
pub struct Waits {
    until: Option<Instant>,
}

impl Waits {
    /// Tells it, if the event is a wait that was not told yet.
    pub fn hear(&mut self, event: &Event) {
        if let Event::Waiting { why, wait_ms, .. } = event
            && self.is_news(Instant::now(), *wait_ms)
        {
            output::progress("");
            output::aside(&format!("Waiting {} s: {}.", wait_ms.div_ceil(1000), words::plain(why)));
        }
    }

    fn is_news(&mut self, now: Instant, wait_ms: u64) -> bool {
        let until = now + Duration::from_millis(wait_ms);
        let news = self.until.is_none_or(|known| until > known + NEWS);
        if news {
            self.until = Some(until);
        }
        news
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_that_wait_for_the_same_are_told_of_once() {
        let (mut waits, now) = (Waits::default(), Instant::now());
        assert!(waits.is_news(now, 12_000));
        assert!(!waits.is_news(now + Duration::from_millis(40), 12_250));
        assert!(waits.is_news(now + Duration::from_secs(12), 12_000), "the next one is another");
    }
}
