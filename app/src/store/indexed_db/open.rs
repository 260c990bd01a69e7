//! Opening a database: made if it is not there, brought to this version's layout, and given up when a newer tab needs it.

use std::cell::Cell;
use std::rc::Rc;

use indexed_db_futures::database::Database;
use indexed_db_futures::internals::SystemRepr;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

use super::failure::not_opened;
use super::{IndexedDb, migrations};
use crate::store::StorageProblem;

impl IndexedDb {
    /// Opens the database of this name.
    ///
    /// # Errors
    /// When the browser keeps nothing, or another version stands in the way.
    pub async fn open(name: &str) -> Result<Self, StorageProblem> {
        let is_new = Rc::new(Cell::new(false));
        let made = is_new.clone();
        let database = Database::open(name)
            .with_version(migrations::VERSION)
            .with_on_upgrade_needed(move |event, database| {
                made.set(event.old_version() < 1.0);
                migrations::run(event.old_version(), &database)
            })
            .await
            .map_err(|error| not_opened(&error))?;
        give_way(&database);
        Ok(Self {
            database,
            is_new: is_new.get(),
        })
    }

    /// Closes it, so that another may delete or upgrade it.
    pub fn close(self) {
        self.database.close();
    }

    /// Deletes the database of this name.
    ///
    /// # Errors
    /// When the browser will not.
    pub async fn delete(name: &str) -> Result<(), StorageProblem> {
        Database::delete_by_name(name)
            .map_err(|error| not_opened(&error))?
            .await
            .map_err(|error| super::failed(&error))
    }
}

/// Another tab with a newer version cannot open the database while this one holds it.
fn give_way(database: &Database) {
    let closing = database.clone();
    let on_version_change = Closure::once_into_js(move || closing.close());
    database
        .as_sys()
        .set_onversionchange(Some(on_version_change.unchecked_ref()));
}
