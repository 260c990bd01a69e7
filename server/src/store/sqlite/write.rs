//! One transaction's rows.

use super::bulk::insert;
use super::columns::{signed, to_cbor, to_json};
use super::places::{Open, Place};
use crate::store::{Admission, Decision, DocumentState, SetAside, Standing, StoreError};

/// Writes documents as they stand, each with the place of its newest change.
pub async fn write_documents<'a>(
    transaction: &mut Open<'_>,
    documents: impl Iterator<Item = (&'a DocumentState, u64)>,
) -> Result<(), StoreError> {
    let rows = documents
        .map(|(document, place)| {
            Ok(DocumentRow {
                document,
                place,
                facts: to_json(&document.facts, "facts")?,
                list_row: to_cbor(&document.row, "list_row")?,
                arrivals: to_cbor(&document.stored.arrivals, "arrivals")?,
            })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    insert(
        transaction,
        "insert into documents (id, subdistrict, seq, snapshot, facts, list_row, arrivals, seal)",
        "on conflict (id) do update set seq = excluded.seq, snapshot = excluded.snapshot, \
            facts = excluded.facts, list_row = excluded.list_row, arrivals = excluded.arrivals, \
            seal = excluded.seal",
        &rows,
        |values, row| {
            values
                .push_bind(row.document.id.as_bytes().as_slice())
                .push_bind(row.document.stored.subdistrict.as_str())
                .push_bind(signed(row.place))
                .push_bind(&row.document.stored.snapshot)
                .push_bind(&row.facts)
                .push_bind(&row.list_row)
                .push_bind(&row.arrivals)
                .push_bind(row.document.stored.seal.as_bytes().as_slice());
        },
    )
    .await?;
    insert(
        transaction,
        "insert into unpacked (subdistrict, id, seq)",
        "on conflict (subdistrict, id) do update set seq = excluded.seq",
        &rows,
        |values, row| {
            values
                .push_bind(row.document.stored.subdistrict.as_str())
                .push_bind(row.document.id.as_bytes().as_slice())
                .push_bind(signed(row.place));
        },
    )
    .await
}

/// What a row of `documents` is made of.
struct DocumentRow<'a> {
    document: &'a DocumentState,
    place: u64,
    facts: String,
    list_row: Vec<u8>,
    arrivals: Vec<u8>,
}

/// Writes what was admitted, each at its place.
pub async fn write_admissions(
    transaction: &mut Open<'_>,
    admissions: &[Admission],
    places: &[Place],
) -> Result<(), StoreError> {
    let rows = admissions
        .iter()
        .zip(places)
        .map(|(admission, place)| {
            let before = admission.before.as_ref();
            Ok(AdmittedRow {
                admission,
                place: *place,
                before: before.map(|facts| to_json(facts, "before")).transpose()?,
                after: to_json(&admission.after, "after")?,
            })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    insert(
        transaction,
        "insert into log (subdistrict, seq, chain, document, hash, command, bytes, received_at, before, after)",
        "",
        &rows,
        |values, row| {
            values
                .push_bind(row.admission.subdistrict.as_str())
                .push_bind(signed(row.place.seq))
                .push_bind(row.place.chain.cast_signed())
                .push_bind(row.admission.document.as_bytes().as_slice())
                .push_bind(row.admission.hash.as_bytes().as_slice())
                .push_bind(row.admission.command.as_bytes().as_slice())
                .push_bind(&row.admission.bytes)
                .push_bind(row.admission.at.millis())
                .push_bind(&row.before)
                .push_bind(&row.after);
        },
    )
    .await?;
    let photos: Vec<_> = admissions
        .iter()
        .flat_map(|admission| admission.photos.iter().map(move |photo| (photo, admission)))
        .collect();
    insert(
        transaction,
        "insert into photo_refs (photo, document, person)",
        "on conflict do nothing",
        &photos,
        |values, (photo, admission)| {
            values
                .push_bind(photo.as_str())
                .push_bind(admission.document.as_bytes().as_slice())
                .push_bind(admission.by.as_str());
        },
    )
    .await
}

/// What a row of `log` is made of.
struct AdmittedRow<'a> {
    admission: &'a Admission,
    place: Place,
    before: Option<String>,
    after: String,
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
