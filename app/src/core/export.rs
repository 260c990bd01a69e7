//! Unsent work as a file: readable without the app, and with everything that was typed and photographed.

use std::fmt::Write as _;

use gridloop_shared::json::to_json;
use gridloop_shared::model::CommandId;

use super::base64::base64;
use super::parcel::{FORMAT, Parcel, Picture};
use super::{Core, StorageProblem};
use crate::device::{clock, offer_file};
use crate::records::{OutboxRow, SetAside, StoredPhoto, from_bytes};
use crate::store::{LocalStore, Query, Shelf};

impl Core {
    /// All of it, or one act of the tray.
    pub(super) async fn export(&self, only: Option<CommandId>) -> Result<(), StorageProblem> {
        let open = self.open()?;
        let mut queue = open.read_queue().await?;
        if let Some(only) = only {
            queue.outbox.clear();
            queue.tray.retain(|each| each.act.id == only);
            let named = |act: &gridloop_shared::command::Act| act.id == only;
            queue
                .photos
                .retain(|photo| photo.act.as_ref().is_some_and(named));
        }
        let mut photos = Vec::new();
        // What was not taken goes whole; otherwise the server has what was sent.
        let wanted = |photo: &StoredPhoto| only.is_some() || !photo.uploaded;
        for photo in queue.photos.into_iter().filter(wanted) {
            let query = Query::One(Shelf::Pixels, photo.hash.to_string());
            if let Some(bytes) = open.store.read(vec![query]).await?.one()? {
                photos.push(Picture {
                    hash: photo.hash,
                    act: photo.act,
                    base64: base64(&bytes),
                });
            }
        }
        let unreadable = if only.is_none() && queue.unreadable > 0 {
            let shelves = vec![Query::All(Shelf::Outbox), Query::All(Shelf::SetAside)];
            let mut answers = open.store.read(shelves).await?;
            let outbox = unread::<OutboxRow>(&answers.all()?);
            let tray = unread::<SetAside>(&answers.all()?);
            outbox.into_iter().chain(tray).collect()
        } else {
            Vec::new()
        };
        let exported_at = clock::now();
        let principal = open.session.borrow().principal.clone();
        let mut name = String::from("gridloop-");
        let _ = write!(name, "{}-{}.json", principal.person, exported_at.seconds());
        let text = to_json(&Parcel {
            format: FORMAT,
            person: principal.person,
            subdistrict: principal.subdistrict,
            exported_at,
            unsent: queue.outbox.into_iter().map(|row| row.act).collect(),
            not_accepted: queue.tray,
            photos,
            unreadable,
        })
        .map_err(|error| StorageProblem::Failed(error.to_string()))?;
        if offer_file(&name, "application/json", &text) {
            Ok(())
        } else {
            Err(StorageProblem::Failed("the browser took no file".into()))
        }
    }
}

/// What this version cannot read, as it is, for one that can.
fn unread<R: crate::records::Record>(all: &[Vec<u8>]) -> Vec<String> {
    all.iter()
        .filter(|bytes| from_bytes::<R>(bytes).is_err())
        .map(|bytes| base64(bytes))
        .collect()
}
