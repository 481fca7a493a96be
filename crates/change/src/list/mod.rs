//! A change list: what is wanted in Okta, line by line.
//!
//! [`read`] looks at what the wishes are about; [`plan`] is pure and says which lines are needed, which are already so and
//! which must not be done; [`run`] carries the list out, each line written into the journal before it is done. A list that
//! was left half done is found in the journal ([`open_lists`]) and gone on with ([`resume`]): each line looks first
//! whether it is already so, so nothing is done twice.

mod apply;
mod body;
mod journal;
mod model;
mod plan;
mod read;
mod run;
mod scheme;
mod seen;
mod wish;
mod words;

pub use journal::{KeptLine, OpenList, open_lists};
pub use model::{
    Change, ChangeLine, ChangeList, ChangeTarget, LineState, ListEvent, ListReport, NamedGroup, NamedPerson,
    ToAppSwitches,
};
pub use plan::plan;
pub(crate) use read::groups_called;
pub use read::read;
pub use run::{Running, give_up, resume, run};
pub use scheme::{NameScheme, SchemeError};
pub use seen::{Seen, SeenApp, SeenGroup, SeenMapping, SeenSaml, ToAppSight};
pub use wish::{MendWay, Wish};
