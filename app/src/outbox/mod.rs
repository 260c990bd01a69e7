//! From an act to a change that waits, and from a verdict to what becomes of it. No network here, and no clock: the time
//! comes in, what is to be done goes out, so that all of it is tried natively on the store in memory.

mod adopt;
mod batch;
mod bring_in;
mod courier;
mod event;
mod hand_over;
mod lane;
mod perform;
mod put_away;
mod rebase;
mod settle;
mod settle_case;
mod trouble;

pub(crate) use adopt::is_foreign;
pub use adopt::{adopt, is_of_another_device};
pub use batch::batch;
pub use bring_in::{Brought, BroughtIn, bring_in};
pub use courier::{Courier, Stuck};
pub use event::{Errand, Event, Failure, Push};
pub use hand_over::{hand_over, lock};
pub use perform::{PerformProblem, Performed, perform};
pub use put_away::put_away;
pub(crate) use rebase::{Case, RebaseProblem, gone, rebase};
pub use settle::{Sent, Settled, settle};
pub use trouble::Trouble;

use std::collections::BTreeMap;

use gridloop_shared::model::CaseId;

use crate::records::StoredRow;

/// The rows that a transaction left behind: what lists show from now on, or none where a case is gone.
pub type Changed = BTreeMap<CaseId, Option<StoredRow>>;
