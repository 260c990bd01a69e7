//! What honest people send is taken, also when it comes late, twice, or to nothing.

use gridloop_shared::command::Command;
use gridloop_shared::model::CaseId;
use gridloop_shared::workflow::{Stage, StepKind};

use super::*;
use crate::ingest::{Clock, WAITING, decode};

#[tokio::test]
async fn a_case_and_what_follows_it_come_in_one_batch() {
    let court = Court::open().await;
    let me = worker();
    let (mut draft, report) = Draft::found(10, &me, &report());
    let comment = draft.act(
        11,
        &me,
        Command::Comment {
            text: "补充".into(),
        },
    );
    let verdicts = court.push(&me, &[&report, &comment, &report]).await;
    let places: Vec<u64> = verdicts
        .iter()
        .map(|verdict| match verdict {
            Verdict::Admitted { seq, .. } | Verdict::Known { seq, .. } => *seq,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(places, [1, 2, 1]);
    assert!(matches!(verdicts[2], Verdict::Known { .. }));
}

#[tokio::test]
async fn what_does_not_apply_any_more_is_taken_and_stands_without_effect() {
    let court = Court::open().await;
    let mut draft = court.case(10).await;
    let (desk, other_desk) = (supervisor(), on_device(&supervisor(), 9));
    let mut other = draft.copy();
    let accepted = draft.act(11, &desk, Command::Accept);
    let reason = "不属于本街道".to_owned();
    let rejected = other.act(12, &other_desk, Command::Reject { reason });
    court.admit(&desk, &accepted).await;
    court.admit(&other_desk, &rejected).await;
    let stored = court.store.whole(&[draft.id]).await.unwrap();
    assert_eq!(
        (stored[0].row.stage, stored[0].row.ineffective),
        (Stage::Accepted, 1)
    );
    assert_eq!(stored[0].arrivals.len(), 3);
}

#[tokio::test]
async fn a_department_may_send_what_it_did_before_it_learned_that_the_case_had_left() {
    let court = Court::open().await;
    let mut draft = court.dispatched(10).await;
    let mut offline = draft.copy();
    let reason = "改派".to_owned();
    let hand_back = Command::HandBack {
        reason,
        suggested: None,
    };
    // Of two steps at the same counter, that of the lesser actor comes first in the fold.
    let colleague = on_device(&handler(), 0);
    let handed_back = draft.act(20, &colleague, hand_back);
    court.admit(&colleague, &handed_back).await;
    let started = offline.act(21, &handler(), Command::Start);
    court.admit(&handler(), &started).await;
    let comment = StepKind::Commented {
        text: "看一眼".into(),
    };
    let comment = offline.step(22, &handler(), comment);
    court.refuses(&handler(), &comment, Code::NotFound).await;
}

#[tokio::test]
async fn many_batches_that_wait_are_judged_at_once_and_each_gets_its_own_place() {
    let court = Court::open().await;
    let me = worker();
    let mut answers = Vec::new();
    for n in 0..60 {
        let change = Draft::found(n, &me, &report()).1;
        let changes = decode(vec![change.clone(), change]);
        let handed_in = court.ingest.hand_in(me.clone(), changes, Clock::Now);
        answers.push(handed_in.await.unwrap());
    }
    let mut places = Vec::new();
    for (answer, n) in answers.into_iter().zip(0..) {
        let verdicts = answer.await.unwrap().unwrap().verdicts;
        let [
            Verdict::Admitted { seq, .. },
            Verdict::Known { seq: again, .. },
        ] = verdicts[..]
        else {
            panic!("{verdicts:?}");
        };
        assert_eq!(again, seq);
        let rows = court.store.rows_of(CaseId::from_bytes([n; 16])).await;
        assert_eq!(rows.unwrap()[0].seq, seq, "the answer is that of its batch");
        places.push(seq);
    }
    places.sort_unstable();
    assert_eq!(places, (1..=60).collect::<Vec<_>>());
}

#[tokio::test]
async fn what_builds_on_a_commit_that_is_under_way_is_judged_after_it() {
    let court = Court::open().await;
    let me = worker();
    let (mut draft, founding) = Draft::found(0, &me, &report());
    let comments = (1..40).map(|n| {
        draft.act(
            n,
            &me,
            Command::Comment {
                text: "又看".into(),
            },
        )
    });
    let chain: Vec<_> = [founding].into_iter().chain(comments).collect();
    let mut answers = Vec::new();
    for change in &chain {
        // Sent twice, as after an answer that was lost. Nobody waits for an answer here, only until the writer has taken what came.
        for _ in 0..2 {
            let changes = decode(vec![change.clone()]);
            let handed_in = court.ingest.hand_in(me.clone(), changes, Clock::Now);
            answers.push(handed_in.await.unwrap());
            while court.ingest.queue.capacity() < WAITING {
                tokio::task::yield_now().await;
            }
        }
    }
    let mut places = Vec::new();
    for answer in answers {
        let verdicts = answer.await.unwrap().unwrap().verdicts;
        places.push(match verdicts[..] {
            [Verdict::Admitted { seq, .. }] => (seq, true),
            [Verdict::Known { seq, .. }] => (seq, false),
            _ => panic!("{verdicts:?}"),
        });
    }
    let each_twice: Vec<_> = (1..=40)
        .flat_map(|seq| [(seq, true), (seq, false)])
        .collect();
    assert_eq!(places, each_twice);
}
