//! A new SCIM token, as a guided drill: what will stop and for how long, the new token proven before the old page is left,
//! Okta's first success with it awaited, what failed in between listed for retry.
//!
//! [`forecast`] and [`rotation`] are pure: they say how it stands from what was seen. [`ask_token`] asks the
//! endpoint; Okta's events come from whoever follows its log.
//! Nothing is written anywhere: the token is made on `ConfigCat`'s page and pasted in Okta's admin console, as neither has
//! an API for it.

mod drill;
mod forecast;
mod see;

pub use drill::{Rotation, RotationSeen, RotationStage, RotationStep, StepState, rotation};
pub use forecast::{Forecast, forecast};
pub use see::{TokenAnswer, ask_token};
