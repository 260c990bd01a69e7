//! A commit that the disk refuses while the next work is judged already.

use gridloop_shared::command::Command;
use gridloop_shared::sync::{PushChange, Verdict};
use sqlx::{Connection, Executor, SqliteConnection};
use tokio::sync::oneshot;

use super::Court;
use crate::fixture::{Draft, report, worker};
use crate::ingest::{Clock, IngestError, Judged, decode};
use crate::store::sqlite::FILE;

type Answer = oneshot::Receiver<Result<Judged, IngestError>>;

/// Another process at the same database.
struct Other(SqliteConnection);

impl Other {
    async fn at(court: &Court) -> Self {
        let file = court.folder.path().join(FILE);
        let address = format!("sqlite://{}", file.display());
        Self(SqliteConnection::connect(&address).await.unwrap())
    }

    async fn does(&mut self, sql: impl Into<String>) {
        let sql = sqlx::AssertSqlSafe(sql.into());
        self.0.execute(sqlx::raw_sql(sql)).await.unwrap();
    }
}

impl Court {
    /// Hands in a change, and waits until the writer has it.
    async fn hand_in(&self, change: &PushChange) -> Answer {
        let changes = decode(vec![change.clone()]);
        let answer = self.ingest.hand_in(worker(), changes, Clock::Now).await;
        while self.ingest.queue.capacity() < self.ingest.queue.max_capacity() {
            tokio::task::yield_now().await;
        }
        answer.unwrap()
    }
}

fn is_taken(judged: Result<Judged, IngestError>) -> bool {
    matches!(
        judged.unwrap().verdicts[..],
        [Verdict::Admitted { .. } | Verdict::Known { .. }]
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_judged_meanwhile_stands_and_what_was_not_written_is_as_if_it_had_never_come() {
    let court = Court::open().await;
    let mut other = Other::at(&court).await;
    let mut spoilt = court.case(1).await;
    let first = spoilt.act(2, &worker(), Command::Comment { text: "一".into() });
    let (mut sound, founding) = Draft::found(3, &worker(), &report());

    let document = "01".repeat(16);
    other
        .does(format!(
            "create trigger full before insert on log when new.document = x'{document}'
             begin select raise(abort, 'no space left'); end;
             begin immediate;"
        ))
        .await;
    // Nothing can be written now, so the first commit is under way for as long as it pleases us.
    let refused = court.hand_in(&first).await;
    let taken = court.hand_in(&founding).await;
    other.does("commit").await;
    assert!(matches!(refused.await.unwrap(), Err(IngestError::Store(_))));
    assert!(is_taken(taken.await.unwrap()));

    other.does("drop trigger full").await;
    // What builds on it shows that the document on the shelf has not got it.
    let second = spoilt.act(4, &worker(), Command::Comment { text: "二".into() });
    let verdicts = court.push(&worker(), &[&second]).await;
    assert!(
        matches!(verdicts[..], [Verdict::Missing { .. }]),
        "{verdicts:?}"
    );
    let verdicts = court.push(&worker(), &[&first, &second]).await;
    assert!(
        matches!(
            verdicts[..],
            [Verdict::Admitted { .. }, Verdict::Admitted { .. }]
        ),
        "{verdicts:?}"
    );
    let comment = sound.act(5, &worker(), Command::Comment { text: "三".into() });
    court.admit(&worker(), &comment).await;
    let whole = court.store.whole(&[spoilt.id, sound.id]).await.unwrap();
    let acts: Vec<_> = whole.iter().map(|case| case.arrivals.len()).collect();
    assert_eq!(acts, [3, 2]);
}
