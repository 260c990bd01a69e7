//! Places in the log: taken one after the other inside the transaction that fills them.

use std::collections::HashMap;

use gridloop_shared::model::{DeviceId, SubdistrictId};
use sha2::{Digest, Sha256};
use sqlx::{Sqlite as Database, Transaction};

use super::columns::{chain, count, signed};
use crate::store::{Admission, Batch, StoreError};

/// A transaction that is open.
pub type Open<'a> = Transaction<'a, Database>;

/// A place in the log, and what the log holds up to there.
#[derive(Clone, Copy)]
pub struct Place {
    /// The place.
    pub seq: u64,
    /// What the log holds up to there, as a hash.
    pub chain: u64,
}

impl Place {
    fn next(self, admission: Option<&Admission>) -> Self {
        let seq = self.seq.saturating_add(1);
        let Some(Admission { hash, at, .. }) = admission else {
            return Self { seq, ..self };
        };
        let mut digest = Sha256::new();
        digest.update(self.chain.to_be_bytes());
        digest.update(hash.as_bytes());
        // Taken once more after a backup was put in place by hand, it has arrived later.
        digest.update(at.millis().to_be_bytes());
        let digest: [u8; 32] = digest.finalize().into();
        Self {
            seq,
            chain: u64::from_be_bytes(digest.first_chunk().copied().unwrap_or_default()),
        }
    }
}

/// Takes a place for every admission and then for every decision, in order, each in its subdistrict's log. The transaction holds the write lock from its
/// beginning: nobody else takes one meanwhile.
pub async fn take_places(
    transaction: &mut Open<'_>,
    batch: &Batch,
) -> Result<Vec<Place>, StoreError> {
    let mut last: HashMap<&SubdistrictId, Place> = HashMap::new();
    let mut places = Vec::new();
    for (subdistrict, admission) in takers(batch) {
        let before = match last.get(subdistrict) {
            Some(place) => *place,
            None => head(transaction, subdistrict).await?,
        };
        let place = before.next(admission);
        last.insert(subdistrict, place);
        places.push(place);
    }
    Ok(places)
}

/// Whatever takes a place, in order: admissions, then decisions, which leave what the log holds as it is.
fn takers(batch: &Batch) -> impl Iterator<Item = (&SubdistrictId, Option<&Admission>)> {
    let admissions = batch
        .admissions
        .iter()
        .map(|admission| (&admission.subdistrict, Some(admission)));
    let decisions = batch
        .decisions
        .iter()
        .map(|decision| (&decision.subdistrict, None));
    admissions.chain(decisions)
}

async fn head(
    transaction: &mut Open<'_>,
    subdistrict: &SubdistrictId,
) -> Result<Place, StoreError> {
    let row = sqlx::query("select seq, chain from subdistricts where id = ?")
        .bind(subdistrict.as_str())
        .fetch_one(&mut **transaction)
        .await?;
    Ok(Place {
        seq: count(&row, "seq")?,
        chain: chain(&row, "chain")?,
    })
}

/// Moves every log's end to the last place that was taken in it.
pub async fn write_heads(
    transaction: &mut Open<'_>,
    batch: &Batch,
    places: &[Place],
) -> Result<(), StoreError> {
    let last: HashMap<&SubdistrictId, &Place> = takers(batch)
        .map(|(subdistrict, _)| subdistrict)
        .zip(places)
        .collect();
    for (subdistrict, place) in last {
        sqlx::query("update subdistricts set seq = ?, chain = ? where id = ?")
            .bind(signed(place.seq))
            .bind(place.chain.cast_signed())
            .bind(subdistrict.as_str())
            .execute(&mut **transaction)
            .await?;
    }
    Ok(())
}

/// Moves what was decided against acts of a device to the end of the log, so that whoever has read past it reads it once more.
pub async fn tell_again(
    transaction: &mut Open<'_>,
    subdistrict: &SubdistrictId,
    device: &DeviceId,
) -> Result<(), StoreError> {
    let told = sqlx::query(
        "select seq from rulings where subdistrict = ? and device = ? and not taken order by seq",
    )
    .bind(subdistrict.as_str())
    .bind(device.as_bytes().as_slice())
    .fetch_all(&mut **transaction)
    .await?;
    let mut place = head(transaction, subdistrict).await?;
    for row in told {
        place = place.next(None);
        sqlx::query("update rulings set seq = ? where subdistrict = ? and seq = ?")
            .bind(signed(place.seq))
            .bind(subdistrict.as_str())
            .bind(signed(count(&row, "seq")?))
            .execute(&mut **transaction)
            .await?;
    }
    sqlx::query("update subdistricts set seq = ? where id = ?")
        .bind(signed(place.seq))
        .bind(subdistrict.as_str())
        .execute(&mut **transaction)
        .await?;
    Ok(())
}
