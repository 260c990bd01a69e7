//! One transaction's rows.

use super::columns::{signed, to_cbor, to_json};
use super::places::{Open, Place};
use crate::store::{Admission, Decision, DocumentState, SetAside, Standing, StoreError};

pub async fn write_document(
    transaction: &mut Open<'_>,
    document: &DocumentState,
    place: u64,
) -> Result<(), StoreError> {
    sqlx::query(
        "insert into documents (id, subdistrict, seq, snapshot, facts, list_row, arrivals, seal) \
         values (?, ?, ?, ?, ?, ?, ?, ?) \
         on conflict (id) do update set seq = excluded.seq, snapshot = excluded.snapshot, \
            facts = excluded.facts, list_row = excluded.list_row, arrivals = excluded.arrivals, \
            seal = excluded.seal",
    )
    .bind(document.id.as_bytes().as_slice())
    .bind(document.stored.subdistrict.as_str())
    .bind(signed(place))
    .bind(&document.stored.snapshot)
    .bind(to_json(&document.facts, "facts")?)
    .bind(to_cbor(&document.row, "list_row")?)
    .bind(to_cbor(&document.stored.arrivals, "arrivals")?)
    .bind(document.stored.seal.as_bytes().as_slice())
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

pub async fn write_admission(
    transaction: &mut Open<'_>,
    admission: &Admission,
    place: Place,
) -> Result<(), StoreError> {
    let before = admission
        .before
        .as_ref()
        .map(|facts| to_json(facts, "before"))
        .transpose()?;
    sqlx::query(
        "insert into log (subdistrict, seq, chain, document, hash, command, bytes, received_at, before, after) \
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(admission.subdistrict.as_str())
    .bind(signed(place.seq))
    .bind(place.chain.cast_signed())
    .bind(admission.document.as_bytes().as_slice())
    .bind(admission.hash.as_bytes().as_slice())
    .bind(admission.command.as_bytes().as_slice())
    .bind(&admission.bytes)
    .bind(admission.at.millis())
    .bind(before)
    .bind(to_json(&admission.after, "after")?)
    .execute(&mut **transaction)
    .await?;
    for photo in &admission.photos {
        sqlx::query(
            "insert into photo_refs (photo, document, person) values (?, ?, ?) on conflict do nothing",
        )
        .bind(photo.as_str())
        .bind(admission.document.as_bytes().as_slice())
        .bind(admission.by.as_str())
        .execute(&mut **transaction)
        .await?;
    }
    Ok(())
}

pub async fn write_set_aside(
    transaction: &mut Open<'_>,
    aside: &SetAside,
) -> Result<(), StoreError> {
    sqlx::query(
        "insert into set_aside (hash, device, person, subdistrict, document, verdict, code, bytes, received_at, ordinal) \
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, (select coalesce(max(ordinal), 0) + 1 from set_aside)) \
         on conflict (hash, device) do update set verdict = excluded.verdict, code = excluded.code",
    )
    .bind(aside.hash.as_bytes().as_slice())
    .bind(aside.device.as_bytes().as_slice())
    .bind(aside.person.as_str())
    .bind(aside.subdistrict.as_str())
    .bind(aside.document.as_bytes().as_slice())
    .bind(match aside.standing {
        Standing::Held => "held",
        Standing::Refused => "refused",
    })
    .bind(aside.code.as_str())
    .bind(&aside.bytes)
    .bind(aside.at.millis())
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

pub async fn write_decision(
    transaction: &mut Open<'_>,
    decision: &Decision,
    place: Place,
) -> Result<(), StoreError> {
    let (hash, device) = (decision.hash.as_bytes(), decision.device.as_bytes());
    sqlx::query(
        "insert into rulings (subdistrict, seq, hash, device, command, taken, reason, ruled_by, ruled_at) \
         values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(decision.subdistrict.as_str())
    .bind(signed(place.seq))
    .bind(hash.as_slice())
    .bind(device.as_slice())
    .bind(decision.command.as_bytes().as_slice())
    .bind(decision.kept_as.is_none())
    .bind(&decision.reason)
    .bind(decision.by.as_str())
    .bind(decision.at.millis())
    .execute(&mut **transaction)
    .await?;
    let settled = match decision.kept_as {
        None => sqlx::query("delete from set_aside where hash = ? and device = ?"),
        Some(code) => sqlx::query(
            "update set_aside set verdict = 'refused', code = ? where hash = ? and device = ?",
        )
        .bind(code.as_str()),
    };
    settled
        .bind(hash.as_slice())
        .bind(device.as_slice())
        .execute(&mut **transaction)
        .await?;
    Ok(())
}
