//! The layout of the database, one file a step. A step is never changed once it has been released.

mod v1;

use indexed_db_futures::database::Database;

/// The layout that this version of the app uses.
pub(super) const VERSION: u32 = 1;

/// Runs the steps that a database of an older layout lacks. `from` is 0 for a new one.
pub(super) fn run(from: f64, database: &Database) -> indexed_db_futures::Result<()> {
    if from < 1.0 {
        v1::run(database)?;
    }
    Ok(())
}
