//! `/api/v1/sync/packs` and `gridloop rebuild`.

use std::collections::BTreeSet;
use std::time::Duration;

use gridloop_shared::command::Command;
use gridloop_shared::model::{CaseId, Timestamp};
use gridloop_shared::sync::{PackRef, PackedDocuments, PackedRows, PullRow};
use reqwest::Method;

use crate::support::{Phone, Server};

/// Two full packs, and more documents that are in none than a page names.
const CASES: usize = 2_700;

/// A server with many cases whose packs are made, and who reported them.
async fn packed() -> (Server, Phone) {
    let mut server = Server::start().await;
    let mut worker = Phone::sign_in(&server, "wangge").await;
    for _ in 0..CASES {
        worker.report("c05/c05-g1", vec![]);
        if worker.outbox.len() == 300 {
            worker.push_admitted(&server).await;
        }
    }
    server.stop().await;
    let rebuilt = gridloop::rebuild(server.data(), |_| {}).await.unwrap();
    let cases = u64::try_from(CASES).unwrap();
    assert_eq!(
        (rebuilt.documents, rebuilt.mended, rebuilt.packs),
        (cases, 0, 2)
    );
    server.start_again().await;
    (server, worker)
}

fn packs(rows: &[PullRow]) -> Vec<PackRef> {
    let packs = rows.iter().find_map(|row| match row {
        PullRow::Packs { packs } => Some(packs.clone()),
        _ => None,
    });
    packs.unwrap_or_default()
}

fn named(rows: &[PullRow]) -> Vec<CaseId> {
    rows.iter()
        .filter_map(|row| match row {
            PullRow::Entered(entered) => Some(entered.document),
            _ => None,
        })
        .collect()
}

#[tokio::test]
async fn whoever_sees_all_gets_packs_and_what_has_changed_since_and_misses_nothing() {
    let (server, mut worker) = packed().await;
    let early = *worker.documents.keys().next().unwrap();
    let text = "打包之后".to_owned();
    worker.act(early, Command::Comment { text });
    let late = worker.report("c05/c05-g1", vec![]);
    worker.push_admitted(&server).await;

    let mut desk = Phone::sign_in(&server, "dudao").await;
    let (first, bytes) = desk.pull_once(&server).await;
    let packs = packs(&first.rows);
    assert_eq!(
        packs.iter().map(|pack| pack.count).collect::<Vec<_>>(),
        [1_000, 1_000]
    );
    let parts = u64::try_from(packs[0].documents.len()).unwrap();
    let each = packs[0].bytes / parts;
    assert!(
        each < 125_000,
        "{each} bytes are too much for five seconds of a slow line"
    );
    assert!(
        bytes < 1_000_000,
        "{bytes}: what is packed is not sent beside the packs"
    );
    let all = desk.pull(&server).await;
    let beside = named(&all).len() - 2_000;
    assert_eq!(
        beside,
        CASES - 2_000 + 2,
        "what is in no pack, and what has changed since"
    );
    assert_eq!(desk.documents.len(), CASES + 1);
    assert_eq!(desk.case(early).follow_up.entries.len(), 2);
    assert!(desk.documents.contains_key(&late));

    let rows: PackedRows = desk.pack(&server, &packs[0].rows).await;
    let of_rows: BTreeSet<CaseId> = rows.rows.iter().map(|packed| packed.row.id).collect();
    let mut of_documents = BTreeSet::new();
    for part in &packs[0].documents {
        let documents: PackedDocuments = desk.pack(&server, part).await;
        of_documents.extend(documents.documents.iter().map(|entered| entered.document));
    }
    assert_eq!(of_rows, of_documents);
    assert!(of_documents.contains(&early));

    let response = desk
        .request(
            &server,
            Method::GET,
            &format!("/api/v1/sync/packs/{}", packs[0].rows),
        )
        .send()
        .await
        .unwrap();
    let kept = response.headers()["cache-control"].to_str().unwrap();
    assert!(
        kept.contains("immutable") && kept.contains("private"),
        "{kept}"
    );
}

#[tokio::test]
async fn a_pack_that_has_grown_becomes_several() {
    let (mut server, mut worker) = packed().await;
    // All before the oldest of the first pack.
    for number in 0..1_200u16 {
        let mut random = [1; 10];
        random[..2].copy_from_slice(&number.to_be_bytes());
        let case = CaseId::new(Timestamp::from_millis(1_700_000_000_000), random);
        worker.report_as(case, "c05/c05-g1", vec![]);
        if worker.outbox.len() == 300 {
            worker.push_admitted(&server).await;
        }
    }
    server.restart().await;
    let desk = Phone::sign_in(&server, "dudao").await;
    let grown = async {
        loop {
            let (page, _) = desk.pull_once(&server).await;
            let counts: Vec<u32> = packs(&page.rows).iter().map(|pack| pack.count).collect();
            if counts.iter().sum::<u32>() == 3_200 {
                return counts;
            }
        }
    };
    let counts = tokio::time::timeout(Duration::from_secs(60), grown).await;
    assert_eq!(counts.unwrap(), [1_000, 1_000, 200, 1_000]);
}

#[tokio::test]
async fn a_server_packs_by_itself_what_it_finds() {
    let server = Server::with_cases(1_000).await;
    let mut desk = Phone::sign_in(&server, "dudao").await;
    let offered = async {
        while packs(&desk.pull_once(&server).await.0.rows).is_empty() {
            desk.cursor.clear();
        }
    };
    tokio::time::timeout(Duration::from_secs(60), offered)
        .await
        .unwrap();
}

#[tokio::test]
async fn whoever_sees_less_gets_no_pack_and_nobody_elses() {
    let (server, _) = packed().await;
    let mut desk = Phone::sign_in(&server, "dudao").await;
    let packs = packs(&desk.pull(&server).await);
    let mut committee = Phone::sign_in(&server, "juwei").await;
    let rows = committee.pull(&server).await;
    assert!(rows.iter().all(|row| !matches!(row, PullRow::Packs { .. })));
    assert_eq!(named(&rows).len(), CASES);
    for hash in [&packs[0].rows, &packs[0].documents[0]] {
        let path = format!("/api/v1/sync/packs/{hash}");
        let response = committee
            .request(&server, Method::GET, &path)
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), 404);
    }
    for none in ["a".repeat(64), "..%2Fgridloop.sqlite".into(), "x".into()] {
        let path = format!("/api/v1/sync/packs/{none}");
        let response = desk
            .request(&server, Method::GET, &path)
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), 404, "{none}");
    }
}

#[tokio::test]
async fn packs_that_are_made_while_somebody_is_told_everything_hide_nothing() {
    let (mut server, mut worker) = packed().await;
    let mut desk = Phone::sign_in(&server, "dudao").await;
    let (first, _) = desk.pull_once(&server).await;
    let early = *worker.documents.keys().next().unwrap();
    let text = "念到一半".to_owned();
    worker.act(early, Command::Comment { text });
    worker.push_admitted(&server).await;
    server.stop().await;
    gridloop::rebuild(server.data(), |_| {}).await.unwrap();
    server.start_again().await;

    // On from where the first page ended, which knew the packs of before: they stay for those who are fetching them.
    for part in packs(&first.rows).iter().flat_map(|pack| &pack.documents) {
        let packed: PackedDocuments = desk.pack(&server, part).await;
        for entered in packed.documents {
            desk.take_in(&PullRow::Entered(Box::new(entered)));
        }
    }
    for row in &first.rows {
        desk.take_in(row);
    }
    assert!(first.more, "there was more to be named");
    desk.cursor = first.cursor;
    desk.pull(&server).await;
    assert_eq!(desk.documents.len(), CASES);
    assert_eq!(desk.case(early).follow_up.entries.len(), 2);
}

#[tokio::test]
async fn a_database_whose_rows_are_not_what_the_log_says_is_mended() {
    let mut server = Server::with_cases(12).await;
    server.stop().await;
    let sound = gridloop::rebuild(server.data(), |_| {}).await.unwrap();
    assert_eq!((sound.documents, sound.mended), (12, 0));
    let file = format!(
        "sqlite://{}",
        server.data().join("gridloop.sqlite").display()
    );
    let spoil = [
        "update documents set list_row = (select list_row from documents order by id limit 1)",
        "update documents set seal = zeroblob(16) where rowid = (select min(rowid) from documents)",
    ];
    let database = sqlx::SqlitePool::connect(&file).await.unwrap();
    for statement in spoil {
        sqlx::query(statement).execute(&database).await.unwrap();
    }
    database.close().await;
    let mended = gridloop::rebuild(server.data(), |_| {}).await.unwrap();
    assert!(mended.mended >= 11, "{mended:?}");
    let again = gridloop::rebuild(server.data(), |_| {}).await.unwrap();
    assert_eq!(again.mended, 0);
}
