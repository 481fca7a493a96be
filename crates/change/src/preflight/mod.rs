//! Before groups are assigned or pushed: who would come, who would fail and why, how many requests against which limits, in
//! how many waves, how long. Pure: what was read goes in, words come out.
//!
//! No number is invented. A time is derived from measured answers and from the rate limit as it was told; where either is
//! not known, it says so.

mod groups;
mod load;
mod look;
mod model;
mod people;

pub use load::{Rates, WindowTold};
pub use look::preflight;
pub use model::{
    Comer, Coming, Concern, ConcernKind, Gravity, GroupLimits, Intake, IntakeGroup, IntakePerson, IntakeRole,
    LimitLine, LoadLine, Preflight, TimeLine,
};
pub(crate) use people::user_name;
