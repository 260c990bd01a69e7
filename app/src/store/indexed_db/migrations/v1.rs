//! The first layout: a shelf a kind of record, keys given from outside.

use indexed_db_futures::database::Database;
use indexed_db_futures::prelude::*;

/// The shelves of the first layout. Not `Shelf::ALL`, which may grow.
const SHELVES: [&str; 10] = [
    "documents",
    "rows",
    "outbox",
    "set_aside",
    "incarnations",
    "named",
    "photos",
    "pixels",
    "drafts",
    "meta",
];

pub(super) fn run(database: &Database) -> indexed_db_futures::Result<()> {
    for shelf in SHELVES {
        database.create_object_store(shelf).build()?;
    }
    Ok(())
}
