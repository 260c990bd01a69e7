//! Numbers, times and names as people read them. `Intl` of the browser knows the languages; the app carries no such data.

mod civil;
mod deadline;
mod moment;
mod names;
mod number;
mod size;
mod title;
mod tone;

pub use civil::{civil, float, from_civil, same_day};
pub use deadline::{deadline, light_tone};
pub use moment::{clock, exact, iso, moment, span};
pub use names::Names;
pub use number::number;
pub use size::size;
pub use title::{headline, short_number};
pub use tone::{stage_sign, tone};
