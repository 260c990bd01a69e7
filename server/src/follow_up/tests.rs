//! The follow-up over a real store: what it says, once, whenever it is stopped.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use gridloop_shared::command::Command;
use gridloop_shared::crdt::CaseDocument;
use gridloop_shared::deadline::Day;
use gridloop_shared::model::{Case, CaseId, DeviceId, Principal, Timestamp};
use gridloop_shared::sync::{PushChange, Verdict};
use gridloop_shared::workflow::{ClockKind, StepKind, Urgency};
use tempfile::TempDir;

use super::FollowUp;
use crate::clock::Clock;
use crate::fixture::{Draft, handler, report, supervisor, tenant, worker};
use crate::ingest::Ingest;
use crate::log::Wakes;
use crate::state::Directories;
use crate::store::sqlite::Sqlite;
use crate::store::{Store, Tenants};

/// A subdistrict that is followed up, by a clock in the hand.
struct Office {
    folder: TempDir,
    store: Arc<dyn Store>,
    follow_up: FollowUp,
    now: Arc<AtomicI64>,
}

/// So many hours after Monday, 2 March 2026, nine o'clock.
fn hour(hours: i64) -> Timestamp {
    Day::from_civil(2026, 3, 2).at_minute(9 * 60 + hours * 60)
}

impl Office {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Sqlite::open(folder.path()).await.unwrap();
        store.found(&tenant("s"), &[]).await.unwrap();
        let now = Arc::new(AtomicI64::new(hour(0).millis()));
        let (store, follow_up) = started(store, &now, 8);
        Self {
            folder,
            store,
            follow_up,
            now,
        }
    }

    /// Is stopped at this moment and started again.
    async fn starts_again(&mut self) {
        let store = Sqlite::open(self.folder.path()).await.unwrap();
        (self.store, self.follow_up) = started(store, &self.now, 9);
    }

    async fn admit(&self, who: &Principal, change: PushChange) {
        let judged = self.follow_up.ingest.judge(who.clone(), vec![change]);
        let verdicts = judged.await.unwrap().verdicts;
        assert!(
            matches!(verdicts[..], [Verdict::Admitted { .. }]),
            "{verdicts:?}"
        );
    }

    async fn reported(&self, n: u8) -> Draft {
        let (draft, change) = Draft::found(n, &worker(), &report());
        self.admit(&worker(), change).await;
        draft
    }

    async fn round_at(&self, now: Timestamp) -> Option<Timestamp> {
        self.now.store(now.millis(), Ordering::SeqCst);
        self.follow_up.round(&"s".parse().unwrap()).await.unwrap()
    }

    async fn case(&self, id: CaseId) -> Case {
        let [entered] = self.store.whole(&[id]).await.unwrap().try_into().unwrap();
        CaseDocument::load(&entered.snapshot)
            .unwrap()
            .case()
            .unwrap()
    }

    async fn reminders(&self, id: CaseId) -> Vec<(ClockKind, Urgency)> {
        let case = self.case(id).await;
        let reminders = case
            .follow_up
            .effective()
            .filter_map(|step| match step.kind {
                StepKind::Reminded { clock, urgency } => Some((clock, urgency)),
                _ => None,
            });
        reminders.collect()
    }
}

fn started(store: Sqlite, now: &Arc<AtomicI64>, device: u8) -> (Arc<dyn Store>, FollowUp) {
    let store: Arc<dyn Store> = Arc::new(store);
    let directories = Directories::default();
    directories.put(tenant("s"));
    let now = now.clone();
    let clock = Clock::new(move || Timestamp::from_millis(now.load(Ordering::SeqCst)));
    let wakes = Wakes::default();
    let (ingest, _) = Ingest::start(
        store.clone(),
        directories.clone(),
        wakes.clone(),
        clock.clone(),
    );
    let follow_up = FollowUp {
        store: store.clone(),
        directories,
        ingest,
        wakes,
        clock,
        device: DeviceId::from_bytes([device; 16]),
    };
    (store, follow_up)
}

#[tokio::test]
async fn whoever_is_late_is_reminded_once_and_then_a_supervisor_sees_to_it() {
    let mut office = Office::open().await;
    let case = office.reported(1).await.id;
    let next = office.round_at(hour(1)).await;
    assert_eq!(office.reminders(case).await, []);
    // Until half past five of the next working day.
    assert_eq!(
        next,
        Some(Day::from_civil(2026, 3, 3).at_minute(17 * 60 + 30))
    );

    let over = (ClockKind::Accept, Urgency::Over);
    for _ in 0..3 {
        office.round_at(hour(34)).await;
        assert_eq!(office.reminders(case).await, [over]);
        office.starts_again().await;
    }
    let late = (ClockKind::Accept, Urgency::Escalated);
    office.round_at(hour(24 * 7)).await;
    assert_eq!(office.reminders(case).await, [over, late]);
    assert_eq!(
        office.round_at(hour(24 * 30)).await,
        None,
        "there is no more to say"
    );
}

#[tokio::test]
async fn what_was_done_before_it_was_noted_is_not_done_twice() {
    let mut office = Office::open().await;
    let case = office.reported(1).await.id;
    office.round_at(hour(1)).await;
    office.round_at(hour(34)).await;
    // As if it had been killed between the act and the note of it, and again before it had read anything.
    let everything = [
        "update waits set look_at = 0",
        "delete from waits; update follow_up set seq = 0",
    ];
    for forgotten in everything {
        office.starts_again().await;
        let url = format!(
            "sqlite:{}",
            office.folder.path().join("gridloop.sqlite").display()
        );
        let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
        sqlx::raw_sql(forgotten).execute(&pool).await.unwrap();
        pool.close().await;
        office.round_at(hour(35)).await;
        assert_eq!(office.reminders(case).await.len(), 1, "{forgotten}");
    }
}

#[tokio::test]
async fn whoever_reported_the_same_reads_the_answer_of_the_case_that_went_on() {
    let office = Office::open().await;
    let (mut on, mut merged) = (office.reported(1).await, office.reported(2).await);
    let into = Command::Merge { into: on.id };
    office
        .admit(&supervisor(), merged.act(3, &supervisor(), into))
        .await;
    office.round_at(hour(1)).await;
    assert_eq!(office.case(merged.id).await.follow_up.state.answer(), None);

    let term = gridloop_shared::model::Term::Days(5);
    let department = "repairs".parse().unwrap();
    let road = [
        (supervisor(), Command::Accept),
        (
            supervisor(),
            Command::Dispatch {
                department,
                assisting: vec![],
                term,
            },
        ),
        (handler(), Command::Start),
        (
            handler(),
            Command::ReportBack {
                outcome: "已清走".into(),
                adoption: None,
                photos: vec![],
            },
        ),
        (
            worker(),
            Command::PassCheck {
                note: String::new(),
                photos: vec![],
            },
        ),
        (supervisor(), Command::Close),
    ];
    for ((who, command), n) in road.into_iter().zip(4..) {
        office.admit(&who, on.act(n, &who, command)).await;
    }
    for _ in 0..2 {
        office.round_at(hour(2)).await;
        let follow_up = office.case(merged.id).await.follow_up;
        assert_eq!(follow_up.state.answer().unwrap().outcome, "已清走");
        assert_eq!(follow_up.entries.len(), 3, "once");
        assert!(!follow_up.answer_seen);
    }
}
