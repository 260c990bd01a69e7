//! What every backend must do, as one story a concern; run for each backend below.

use gridloop_shared::crdt::{ChangeHash, IncomingChange};
use gridloop_shared::model::{CaseId, CommandId, ContentHash, DeviceId, PhotoHash, Timestamp};
use gridloop_shared::sync::{Arrival, Code, PackRef, Seal};

use super::sqlite::Sqlite;
use super::*;
use crate::fixture::{Draft, account, report, supervisor, tenant, worker};
use crate::projection::Projection;

const NOW: Timestamp = Timestamp::from_millis(1_000_000);

/// Runs every story on an empty store of its own.
macro_rules! conforms {
    ($backend:ident, $open:expr) => {
        mod $backend {
            use super::*;

            #[tokio::test]
            async fn tenants_are_founded_once() {
                let (store, _kept) = $open.await;
                tenants_are_founded_whole_or_not_at_all(&store).await;
            }

            #[tokio::test]
            async fn devices_and_sessions() {
                let (store, _kept) = $open.await;
                a_session_belongs_to_a_device_and_a_device_to_a_person(&store).await;
            }

            #[tokio::test]
            async fn the_log() {
                let (store, _kept) = $open.await;
                what_is_committed_is_read_back_in_order(&store).await;
            }

            #[tokio::test]
            async fn packs() {
                let (store, _kept) = $open.await;
                what_no_pack_holds_is_told_apart(&store).await;
            }

            #[tokio::test]
            async fn photos() {
                let (store, _kept) = $open.await;
                a_reference_is_earned_by_who_had_the_bytes(&store).await;
            }

            #[tokio::test]
            async fn photos_leave() {
                let (store, _kept) = $open.await;
                a_photo_is_forgotten_only_when_nobody_needs_it(&store).await;
            }

            #[tokio::test]
            async fn all_or_nothing() {
                let (store, _kept) = $open.await;
                a_batch_is_written_whole_or_not_at_all(&store).await;
            }
        }
    };
}

conforms!(in_sqlite, sqlite());

async fn sqlite() -> (Sqlite, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    (Sqlite::open(folder.path()).await.unwrap(), folder)
}

async fn tenants_are_founded_whole_or_not_at_all(store: &impl Store) {
    store.healthy().await.unwrap();
    assert_eq!(store.tenants().await.unwrap(), []);
    let grants = supervisor().grants;
    let twice = [account("a", grants.clone()), account("a", vec![])];
    store.found(&tenant("s"), &twice).await.unwrap_err();
    assert_eq!(store.tenants().await.unwrap(), []);
    let one = account("a", grants);
    store
        .found(&tenant("s"), std::slice::from_ref(&one))
        .await
        .unwrap();
    store.found(&tenant("s"), &[]).await.unwrap_err();
    assert_eq!(store.tenants().await.unwrap(), [tenant("s")]);
    assert_eq!(store.account("a").await.unwrap(), Some(one));
    assert_eq!(store.account("b").await.unwrap(), None);
    let head = store.head(&"s".parse().unwrap()).await.unwrap();
    assert_eq!(
        head,
        Some(Head {
            epoch: 7,
            seq: 0,
            chain: 0,
            floor: 0,
        })
    );
    assert_eq!(store.head(&"t".parse().unwrap()).await.unwrap(), None);
}

async fn a_session_belongs_to_a_device_and_a_device_to_a_person(store: &impl Store) {
    let (one, two) = (account("a", supervisor().grants), account("b", vec![]));
    let accounts = [one.clone(), two.clone()];
    store.found(&tenant("s"), &accounts).await.unwrap();
    let device = DeviceId::from_bytes([1; 16]);
    for (account, standing) in [
        (&one, DeviceStanding::Theirs),
        (&two, DeviceStanding::OfAnother),
        (&one, DeviceStanding::Theirs),
    ] {
        let registered = store.register_device(device, account, NOW).await;
        assert_eq!(registered.unwrap(), standing);
    }
    let (token, later) = ([7; 32], NOW.plus_hours(1));
    store.open_session(token, device, NOW, later).await.unwrap();
    let session = store.session(token, NOW).await.unwrap().unwrap();
    assert_eq!((session.device, session.revoked), (device, false));
    assert_eq!((session.person, session.grants), (one.person, one.grants));
    assert_eq!(store.session([8; 32], NOW).await.unwrap(), None);
    assert_eq!(
        store.session(token, later).await.unwrap(),
        None,
        "it has expired"
    );
    let longer = NOW.plus_hours(2);
    assert!(store.extend_session(token, longer).await.unwrap());
    assert!(!store.extend_session([8; 32], longer).await.unwrap());
    assert!(store.session(token, later).await.unwrap().is_some());
    store.close_session(token, NOW).await.unwrap();
    assert_eq!(store.session(token, NOW).await.unwrap(), None);
}

/// An admission that founds case `n`, with the document after it.
fn founding(n: u8, subdistrict: &str, newest: usize) -> (Admission, DocumentState) {
    let (draft, change) = Draft::found(n, &worker(), &report());
    let incoming = IncomingChange::decode(&change.bytes).unwrap();
    let arrival = Arrival {
        command: incoming.command,
        at: NOW,
    };
    let case = draft.document.case().unwrap();
    let Projection { facts, row } = Projection::of(&case, &[arrival]);
    let admission = Admission {
        subdistrict: subdistrict.parse().unwrap(),
        document: draft.id,
        hash: incoming.hash(),
        by: worker().person,
        command: incoming.command,
        bytes: change.bytes,
        at: NOW,
        seal: Seal::from_bytes([n; 16]),
        before: None,
        after: facts.clone(),
        photos: vec![PhotoHash::of(&[n])],
    };
    let state = DocumentState {
        id: draft.id,
        stored: StoredDocument {
            subdistrict: subdistrict.parse().unwrap(),
            snapshot: draft.document.save(),
            arrivals: vec![arrival],
            seal: Seal::from_bytes([n; 16]),
        },
        facts,
        row,
        newest,
    };
    (admission, state)
}

fn batch(cases: &[(u8, &str)]) -> Batch {
    let mut batch = Batch::default();
    for (index, (n, subdistrict)) in cases.iter().enumerate() {
        let (admission, state) = founding(*n, subdistrict, index);
        batch.admissions.push(admission);
        batch.documents.push(state);
    }
    batch
}

fn decided(subdistrict: &str) -> Batch {
    let decision = Decision {
        subdistrict: subdistrict.parse().unwrap(),
        hash: ChangeHash::from_bytes([1; 32]),
        device: worker().device,
        command: CommandId::from_bytes([1; 16]),
        kept_as: Some(Code::RuledOut),
        reason: "不清楚".to_owned(),
        by: supervisor().person,
        at: NOW,
    };
    Batch {
        decisions: vec![decision],
        ..Batch::default()
    }
}

async fn what_is_committed_is_read_back_in_order(store: &impl Store) {
    for subdistrict in ["s", "t"] {
        store.found(&tenant(subdistrict), &[]).await.unwrap();
    }
    let (s, t) = ("s".parse().unwrap(), "t".parse().unwrap());
    let first = batch(&[(3, "s"), (2, "t"), (1, "s")]);
    assert_eq!(
        store.commit(&first).await.unwrap(),
        [1, 1, 2],
        "a counter each"
    );
    assert_eq!(store.commit(&batch(&[(4, "s")])).await.unwrap(), [3]);
    let head = store.head(&s).await.unwrap().unwrap();
    assert_eq!(head.seq, 3);
    let mut chain = Vec::new();
    for seq in 0..4 {
        chain.push(store.chain_at(&s, seq).await.unwrap());
    }
    assert_eq!((chain[0], chain[3]), (Some(0), Some(head.chain)));
    let (u, none) = ("u".parse().unwrap(), store.chain_at(&t, 0).await.unwrap());
    assert_eq!(none, Some(0));
    store.found(&tenant("u"), &[]).await.unwrap();
    store.commit(&decided("u")).await.unwrap();
    assert_eq!(
        store.chain_at(&u, 1).await.unwrap(),
        Some(0),
        "a decision leaves what the log holds as it is"
    );
    chain.sort_unstable();
    chain.dedup();
    assert_eq!(chain.len(), 4, "another one at every place");

    let rows = store.rows_after(&s, 1, 10).await.unwrap();
    let places: Vec<_> = rows.iter().map(|row| (row.seq, row.document)).collect();
    let id = |n| CaseId::from_bytes([n; 16]);
    assert_eq!(places, [(2, id(1)), (3, id(4))]);
    assert_eq!(rows[0].bytes, first.admissions[2].bytes);
    assert_eq!(rows[0].hash, first.admissions[2].hash);
    assert_eq!(
        (&rows[0].before, &rows[0].after),
        (&None, &first.admissions[2].after)
    );
    assert_eq!(store.rows_after(&s, 0, 1).await.unwrap().len(), 1);
    assert_eq!(store.rows_after(&t, 1, 10).await.unwrap(), []);

    let named = |facts: Vec<(CaseId, _)>| facts.into_iter().map(|(id, _)| id).collect::<Vec<_>>();
    assert_eq!(
        named(store.facts_after(&s, None, 2).await.unwrap()),
        [id(1), id(3)]
    );
    assert_eq!(
        named(store.facts_after(&s, Some(id(3)), 9).await.unwrap()),
        [id(4)]
    );
    let whole = store.whole(&[id(3), id(1), id(9)]).await.unwrap();
    let read: Vec<_> = whole
        .iter()
        .map(|whole| (whole.document, whole.seq))
        .collect();
    assert_eq!(read, [(id(1), 2), (id(3), 1)]);
    assert_eq!(whole[1].snapshot, first.documents[0].stored.snapshot);
    assert_eq!(whole[1].arrivals, first.documents[0].stored.arrivals);
    assert_eq!(whole[1].row, first.documents[0].row);
    assert_eq!(whole[1].seal, first.documents[0].stored.seal);

    let known = first.admissions[0].hash;
    let recalled = store
        .recall(&[known, ChangeHash::from_bytes([0; 32])], &[id(2)])
        .await;
    let recalled = recalled.unwrap();
    assert_eq!(
        recalled.known.into_iter().collect::<Vec<_>>(),
        [(
            known,
            Placed {
                document: id(3),
                seq: 1,
                at: NOW
            }
        )]
    );
    assert_eq!(recalled.documents[&id(2)], first.documents[1].stored);
}

async fn what_no_pack_holds_is_told_apart(store: &impl Store) {
    let s = "s".parse().unwrap();
    store.found(&tenant("s"), &[]).await.unwrap();
    let cases = [(1, "s"), (2, "s"), (3, "s"), (4, "s")];
    store.commit(&batch(&cases)).await.unwrap();
    let id = |n| CaseId::from_bytes([n; 16]);
    let pack = |first, last, seq| Pack {
        first: id(first),
        last: id(last),
        seq,
        pack: PackRef {
            rows: ContentHash::of(&[first]),
            documents: vec![ContentHash::of(&[last])],
            count: 1,
            bytes: 1,
        },
    };
    let unpacked = async |after: u8| {
        let found = store.unpacked_after(&s, id(after), 10).await.unwrap();
        found.into_iter().map(|(id, _)| id).collect::<Vec<_>>()
    };
    assert_eq!(unpacked(1).await, [id(2), id(3), id(4)]);
    let before = store.generation(&s).await.unwrap();
    store.put_packs(&s, &[pack(1, 4, 4)]).await.unwrap();
    assert_eq!(unpacked(0).await, []);
    assert!(store.generation(&s).await.unwrap() > before);

    // Changed while a pack was made, so not as it stands there.
    let (_, changed) = founding(3, "s", 0);
    store.put_again(&changed, 5).await.unwrap();
    assert_eq!(unpacked(0).await, [id(3)]);
    let split = [pack(1, 2, 4), pack(3, 4, 4)];
    store.put_packs(&s, &split).await.unwrap();
    let packed = store.packed(&s).await.unwrap();
    assert_eq!(packed.packs, split);
    assert_eq!(packed.generation, store.generation(&s).await.unwrap());
    assert_eq!(store.unpacked_within(&s, id(1), id(2)).await.unwrap(), 0);
    assert_eq!(store.unpacked_within(&s, id(3), id(4)).await.unwrap(), 1);
    store.put_packs(&s, &[pack(3, 4, 5)]).await.unwrap();
    assert_eq!(unpacked(0).await, []);

    store.put_packs(&s, &[pack(3, 3, 5)]).await.unwrap();
    assert_eq!(unpacked(0).await, [id(4)], "the new one does not reach it");

    store.forget_packs(&s).await.unwrap();
    assert_eq!(unpacked(0).await, [id(1), id(2), id(3), id(4)]);
}

/// A photo that case 2 of subdistrict `t` names.
async fn a_photo_of_the_worker(store: &impl Store) -> Holder {
    for subdistrict in ["s", "t"] {
        store.found(&tenant(subdistrict), &[]).await.unwrap();
    }
    store.commit(&batch(&[(2, "t")])).await.unwrap();
    Holder {
        subdistrict: "t".parse().unwrap(),
        ..Holder::of(&worker(), &PhotoHash::of(&[2]))
    }
}

async fn a_reference_is_earned_by_who_had_the_bytes(store: &impl Store) {
    let who = a_photo_of_the_worker(store).await;
    let (s, t) = ("s".parse().unwrap(), "t".parse().unwrap());
    let earned = async |subdistrict| {
        let references = store.referring(subdistrict, &who.photo).await.unwrap();
        let earned = references.into_iter().map(|reference| reference.earned);
        earned.collect::<Vec<bool>>()
    };
    assert_eq!(earned(&t).await, [false]);
    assert_eq!(earned(&s).await, [false; 0], "of another subdistrict");
    let namesake = Holder {
        subdistrict: s.clone(),
        ..who.clone()
    };
    let colleague = Holder {
        person: supervisor().person,
        ..who.clone()
    };
    let other = Holder {
        photo: PhotoHash::of(&[3]),
        ..who.clone()
    };
    let others = [namesake, colleague, other];
    store.note_holders(&others, NOW).await.unwrap();
    assert_eq!(earned(&t).await, [false], "not by others");
    assert!(!store.holds(&who).await.unwrap());
    for _again in 0..2 {
        let himself = std::slice::from_ref(&who);
        store.note_holders(himself, NOW).await.unwrap();
        assert!(store.holds(&who).await.unwrap());
        assert_eq!(earned(&t).await, [true]);
    }
}

async fn a_photo_is_forgotten_only_when_nobody_needs_it(store: &impl Store) {
    let named = a_photo_of_the_worker(store).await;
    let unnamed = Holder {
        photo: PhotoHash::of(b"unnamed"),
        ..named.clone()
    };
    let both = [named.photo.clone(), unnamed.photo.clone()];
    let found = store.unnamed(&both).await.unwrap();
    assert_eq!(found, std::slice::from_ref(&unnamed.photo));
    let holders = [named.clone(), unnamed.clone()];
    store.note_holders(&holders, NOW).await.unwrap();
    let later = NOW.plus_hours(1);
    let forget = async |photo, since| store.forget_photo(photo, since).await.unwrap();
    assert!(!forget(&named.photo, later).await, "a record names it");
    assert!(!forget(&unnamed.photo, NOW).await, "told only just now");

    let mut held = batch(&[]);
    held.set_aside.push(SetAside {
        hash: ChangeHash::from_bytes([9; 32]),
        person: unnamed.person.clone(),
        device: worker().device,
        subdistrict: unnamed.subdistrict.clone(),
        document: CaseId::from_bytes([5; 16]),
        standing: Standing::Held,
        code: Code::NotAllowed,
        bytes: b"whatever".to_vec(),
        at: NOW,
    });
    store.commit(&held).await.unwrap();
    let kept = !forget(&unnamed.photo, later).await;
    assert!(kept, "its record may be held");
    held.set_aside[0].standing = Standing::Refused;
    store.commit(&held).await.unwrap();
    assert!(store.holds(&unnamed).await.unwrap());
    assert!(forget(&unnamed.photo, later).await);
    assert!(!store.holds(&unnamed).await.unwrap());
    assert!(store.holds(&named).await.unwrap());
}

async fn a_batch_is_written_whole_or_not_at_all(store: &impl Store) {
    store.found(&tenant("s"), &[]).await.unwrap();
    let s = "s".parse().unwrap();
    let mut spoilt = batch(&[(1, "s"), (2, "s")]);
    spoilt.admissions[1].hash = spoilt.admissions[0].hash;
    let aside = |standing, code| SetAside {
        hash: ChangeHash::from_bytes([9; 32]),
        person: worker().person,
        device: worker().device,
        subdistrict: "s".parse().unwrap(),
        document: CaseId::from_bytes([5; 16]),
        standing,
        code,
        bytes: b"whatever".to_vec(),
        at: NOW,
    };
    spoilt
        .set_aside
        .push(aside(Standing::Refused, Code::Invalid));
    store.commit(&spoilt).await.unwrap_err();
    assert_eq!(store.head(&s).await.unwrap().unwrap().seq, 0);
    let documents = [CaseId::from_bytes([1; 16])];
    let hash = ChangeHash::from_bytes([9; 32]);
    let recalled = store.recall(&[hash], &documents).await.unwrap();
    assert!(recalled.documents.is_empty() && recalled.set_aside.is_empty());

    let mut sound = batch(&[(1, "s")]);
    sound
        .set_aside
        .push(aside(Standing::Held, Code::NotAllowed));
    sound.set_aside.push(SetAside {
        device: supervisor().device,
        ..aside(Standing::Refused, Code::WrongDevice)
    });
    assert_eq!(store.commit(&sound).await.unwrap(), [1]);
    let mut kept = store.recall(&[hash], &[]).await.unwrap().set_aside[&hash].clone();
    kept.sort_by_key(|(device, _, _)| *device);
    let held = (worker().device, Standing::Held, Code::NotAllowed);
    let refused = (supervisor().device, Standing::Refused, Code::WrongDevice);
    assert_eq!(kept, [held, refused]);
}
