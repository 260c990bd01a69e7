//! What lies on the disk, held against what was said.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use gridloop_shared::crdt::ChangeHash;
use gridloop_shared::model::PhotoHash;
use gridloop_shared::sync::{PackedDocuments, PullRow};
use gridloop_tests::{Phone, Server};
use reqwest::Method;

use super::crew::Crew;
use super::disk::Disk;
use super::photographer::{head, path};

/// What earlier looks have seen.
#[derive(Default)]
pub struct Audit {
    /// Documents up to this place were held against their log.
    folded: u64,
    /// So many of the photos were looked at.
    photos: usize,
}

impl Audit {
    /// Right after a start, before anybody sends again.
    pub async fn after_kill(&self, data: &Path, crew: &Crew, said: &str) {
        let mut disk = Disk::open(data).await;
        disk.is_sound(said).await;
        let log = disk.log().await;
        places_are_those_said(&log, crew, said);
        for hash in &crew.photographer.whole {
            assert!(whole(data, hash).is_file(), "photo {hash}: {said}");
        }
    }

    /// When all has been sent again.
    pub async fn settled(&mut self, server: &Server, data: &Path, crew: &Crew, said: &str) {
        let mut disk = Disk::open(data).await;
        let log = disk.log().await;
        places_are_those_said(&log, crew, said);
        let ledger = crew.ledger();
        let known: BTreeSet<_> = ledger.acknowledged.keys().collect();
        assert!(log.keys().eq(known), "the log has what was said: {said}");
        assert!(ledger.sent.iter().eq(log.keys()), "all is answered: {said}");
        self.folded = disk.folds_since(self.folded, said).await;
        self.a_new_desk_sees_all(server, &mut disk, said).await;
        let whole = &crew.photographer.whole;
        for hash in &whole[self.photos..] {
            photo_is_whole(server, data, &crew.photographer.phone, hash, said).await;
        }
        self.photos = whole.len();
    }

    /// Everything once more, at the end.
    pub async fn whole(&mut self, data: &Path, crew: &mut Crew, server: &Server) {
        self.folded = 0;
        self.photos = 0;
        self.settled(server, data, crew, "at the end").await;
        let mut disk = Disk::open(data).await;
        let documents = disk.documents().await;
        let (mut seen, mut all) = (0, 0);
        for hand in &mut crew.hands {
            assert!(hand.take_in(server).await);
            // Who followed the log through all kills has what a new reader is given.
            for (id, document) in &hand.phone.documents {
                let there = &documents[id].changes();
                assert_eq!(&changes(document), there, "case {id}");
                seen += 1;
            }
            all += usize::from(hand.phone.documents.len() == documents.len());
        }
        assert!(all >= 2, "{seen} of {} documents", documents.len());
    }

    async fn a_new_desk_sees_all(&self, server: &Server, disk: &mut Disk, said: &str) {
        let mut desk = Phone::sign_in(server, "dudao").await;
        let documents = disk.documents().await;
        let mut seen = BTreeMap::new();
        let mut packs = Vec::new();
        loop {
            let (reply, _) = desk.pull_once(server).await;
            for row in reply.rows {
                match row {
                    PullRow::Entered(entered) => {
                        let before = seen.insert(entered.document, entered);
                        assert!(before.is_none(), "named twice: {said}");
                    }
                    PullRow::Packs { packs: named } => packs.extend(named),
                    PullRow::Begin { .. } | PullRow::Complete => {}
                    PullRow::Directory { .. } => {}
                    other => panic!("{other:?}: {said}"),
                }
            }
            desk.cursor = reply.cursor;
            if !reply.more {
                break;
            }
        }
        for hash in packs.iter().flat_map(|pack| &pack.documents) {
            let packed: PackedDocuments = desk.pack(server, hash).await;
            for entered in packed.documents {
                // What was named beside its pack has changed since.
                let here = seen.entry(entered.document);
                here.or_insert(Box::new(entered));
            }
        }
        assert!(seen.keys().eq(documents.keys()), "all cases: {said}");
        for (id, entered) in &seen {
            let stored = &documents[id];
            assert_eq!(entered.snapshot, stored.snapshot, "case {id}: {said}");
            assert_eq!(entered.seq, stored.seq, "case {id}: {said}");
        }
    }
}

/// Places are 1, 2, 3 …, each change has one, and those that were said are where they were said to be.
fn places_are_those_said(log: &BTreeMap<ChangeHash, u64>, crew: &Crew, said: &str) {
    let places: BTreeSet<u64> = log.values().copied().collect();
    let count = u64::try_from(log.len()).unwrap();
    assert!(places.into_iter().eq(1..=count), "places: {said}");
    let ledger = crew.ledger();
    for (hash, seq) in &ledger.acknowledged {
        assert_eq!(log.get(hash), Some(seq), "change {hash}: {said}");
    }
    for hash in log.keys() {
        assert!(ledger.sent.contains(hash), "nobody sent {hash}: {said}");
    }
}

async fn photo_is_whole(server: &Server, data: &Path, phone: &Phone, hash: &PhotoHash, said: &str) {
    let bytes = std::fs::read(whole(data, hash)).unwrap();
    assert_eq!(&PhotoHash::of(&bytes), hash, "{said}");
    let here = head(phone, server, hash).await;
    assert_eq!(here, (bytes.len(), true), "photo {hash}: {said}");
    let request = phone.request(server, Method::GET, &path(hash));
    let response = request.send().await.unwrap();
    assert_eq!(response.status(), 200, "photo {hash}: {said}");
    assert_eq!(response.bytes().await.unwrap(), bytes, "{said}");
}

fn whole(data: &Path, hash: &PhotoHash) -> std::path::PathBuf {
    data.join("photos")
        .join(&hash.as_str()[..2])
        .join(hash.as_str())
}

fn changes(document: &gridloop_shared::crdt::CaseDocument) -> BTreeSet<ChangeHash> {
    document
        .changes()
        .iter()
        .map(|change| change.hash)
        .collect()
}
