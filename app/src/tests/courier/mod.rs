//! When the phone goes to the server.

mod events;
mod revoked;

use std::collections::BTreeSet;

use super::case;
use crate::outbox::{Courier, Errand, Event, Failure, Push, Trouble};
use gridloop_shared::model::CaseId;

const DICE: u16 = 500;

fn push(errands: &[Errand]) -> Option<(usize, Vec<CaseId>)> {
    errands.iter().find_map(|errand| match errand {
        Errand::Push { most, stuck } => Some((*most, stuck.iter().copied().collect())),
        _ => None,
    })
}

fn wake(errands: &[Errand]) -> Option<i64> {
    errands.iter().find_map(|errand| match errand {
        Errand::Wake(at) => Some(*at),
        _ => None,
    })
}

/// A courier that has done everything once.
fn settled() -> Courier {
    let mut courier = Courier::default();
    let first = courier.step(Event::Tick, 0, DICE);
    assert_eq!(first.len(), 3, "{first:?}");
    courier.step(Event::Pushed(Push::default(), None), 1, DICE);
    courier.step(Event::Uploaded(Ok(false)), 1, DICE);
    courier.step(Event::Pulled(Ok(())), 1, DICE);
    courier
}

fn trouble(why: Trouble) -> Failure {
    Failure::Trouble(why, None)
}

fn of(cases: &[u8]) -> Push {
    Push {
        cases: cases.iter().map(|n| case(*n)).collect(),
        missing: BTreeSet::new(),
    }
}

#[test]
fn what_is_queued_goes_at_once_and_only_once() {
    let mut courier = settled();
    let errands = courier.step(Event::Queued, 10, DICE);
    assert!(push(&errands).is_some());
    assert!(
        push(&courier.step(Event::Queued, 11, DICE)).is_none(),
        "one at a time"
    );
    let after = courier.step(Event::Pushed(of(&[1]), None), 12, DICE);
    assert!(push(&after).is_some(), "what came in between");
    let empty = courier.step(Event::Pushed(Push::default(), None), 13, DICE);
    assert!(push(&empty).is_none());
}

#[test]
fn without_a_network_the_pauses_grow_and_its_return_ends_them() {
    let mut courier = settled();
    let mut now = 10;
    let mut pauses = Vec::new();
    courier.step(Event::Queued, now, DICE);
    for _ in 0..9 {
        let failure = Some(trouble(Trouble::NoNetwork));
        courier.step(Event::Uploaded(Ok(false)), now, DICE);
        let errands = courier.step(Event::Pushed(of(&[1]), failure), now, DICE);
        assert!(push(&errands).is_none());
        assert_eq!(courier.trouble(), Some(Trouble::NoNetwork));
        let mut at = wake(&errands).unwrap();
        while push(&courier.step(Event::Tick, at, DICE)).is_none() {
            at += 1_000;
        }
        pauses.push(at - now);
        now = at;
    }
    assert!(
        pauses.windows(2).all(|pair| pair[0] <= pair[1]),
        "{pauses:?}"
    );
    assert!(*pauses.last().unwrap() <= 400_000);
    let failure = Some(trouble(Trouble::NoNetwork));
    courier.step(Event::Pushed(of(&[1]), failure), now, DICE);
    assert!(push(&courier.step(Event::Now, now + 1, DICE)).is_some());
    courier.step(Event::Pushed(of(&[1]), None), now + 2, DICE);
    assert_eq!(courier.trouble(), None);
}

#[test]
fn a_pull_that_is_cut_after_a_page_is_soon_gone_on_with() {
    let mut courier = settled();
    let mut now = 10;
    for _ in 0..9 {
        courier.step(Event::Now, now, DICE);
        courier.step(Event::Pushed(Push::default(), None), now, DICE);
        courier.step(Event::Uploaded(Ok(false)), now, DICE);
        courier.step(Event::Page, now + 1_000, DICE);
        let cut = Err(trouble(Trouble::NoNetwork));
        let errands = courier.step(Event::Pulled(cut), now + 5_000, DICE);
        let pause = wake(&errands).unwrap() - now - 5_000;
        assert!(pause < 3_000, "{pause}");
        now += 60_000;
    }
}

#[test]
fn a_batch_that_the_server_stumbles_over_is_divided_until_one_case_waits_alone() {
    let mut courier = settled();
    let bad = case(3);
    let mut errands = courier.step(Event::Queued, 10, DICE);
    let mut now = 10;
    let mut sizes = Vec::new();
    let mut sent: BTreeSet<CaseId> = BTreeSet::new();
    while sent.len() < 4 {
        let (most, stuck) = push(&errands).unwrap();
        sizes.push(most);
        let batch: BTreeSet<CaseId> = (1..=5)
            .map(case)
            .filter(|id| !sent.contains(id) && !stuck.contains(id))
            .take(most)
            .collect();
        now += 1;
        let push = Push {
            cases: batch.clone(),
            missing: BTreeSet::new(),
        };
        let failure = batch
            .contains(&bad)
            .then_some(trouble(Trouble::NotUnderstood));
        if failure.is_none() {
            sent.extend(batch);
        }
        errands = courier.step(Event::Pushed(push, failure), now, DICE);
    }
    assert_eq!(courier.stuck().keys().copied().collect::<Vec<_>>(), [bad]);
    assert!(sizes.contains(&1), "{sizes:?}");
    assert!(sizes.len() < 12, "{sizes:?}");
}

#[test]
fn a_case_that_was_stuck_and_of_which_nothing_is_left_is_not_looked_for_without_end() {
    let mut courier = settled();
    courier.step(Event::Queued, 10, DICE);
    let stuck = Push {
        cases: [case(1)].into(),
        missing: [case(1)].into(),
    };
    let errands = courier.step(Event::Pushed(stuck, None), 11, DICE);
    // The rest of the outbox: there is none.
    assert!(push(&errands).is_some());
    let errands = courier.step(Event::Pushed(Push::default(), None), 12, DICE);
    assert!(push(&errands).is_none());
    assert_eq!(courier.stuck().len(), 1, "its time has not come");

    // Meanwhile the case has left with what was unsent of it.
    assert!(push(&courier.step(Event::Now, 13, DICE)).is_some());
    let errands = courier.step(Event::Pushed(Push::default(), None), 14, DICE);
    assert!(push(&errands).is_none());
    assert!(courier.stuck().is_empty());
}

#[test]
fn a_line_that_is_too_slow_for_a_batch_gets_smaller_ones() {
    let mut courier = settled();
    let mut most = push(&courier.step(Event::Queued, 10, DICE)).unwrap().0;
    let mut now = 11;
    while most > 1 {
        let slow = Some(trouble(Trouble::Slow));
        courier.step(Event::Pushed(of(&[1, 2]), slow), now, DICE);
        let smaller = push(&courier.step(Event::Now, now, DICE)).unwrap().0;
        assert!(smaller < most, "{smaller} of {most}");
        (most, now) = (smaller, now + 1);
    }
    assert!(courier.stuck().is_empty(), "no case is at fault");
}

#[test]
fn a_batch_that_is_cut_off_is_tried_in_smaller_ones_and_they_grow_again() {
    let mut courier = settled();
    let mut most = push(&courier.step(Event::Queued, 10, DICE)).unwrap().0;
    let whole = most;
    for _ in 0..9 {
        let cut = Some(trouble(Trouble::NoNetwork));
        courier.step(Event::Pushed(of(&[1, 2]), cut), 11, DICE);
        most = push(&courier.step(Event::Now, 12, DICE)).unwrap().0;
    }
    assert!((10..100).contains(&most), "{most}");
    for _ in 0..9 {
        let errands = courier.step(Event::Pushed(of(&[1, 2]), None), 13, DICE);
        most = push(&errands).unwrap().0;
    }
    assert_eq!(most, whole);
}

#[test]
fn a_case_whose_past_is_missing_waits_while_the_log_is_read() {
    let mut courier = settled();
    courier.step(Event::Queued, 10, DICE);
    let missing = Push {
        missing: BTreeSet::from([case(1)]),
        ..of(&[1, 2])
    };
    let errands = courier.step(Event::Pushed(missing, None), 11, DICE);
    assert!(errands.contains(&Errand::Pull));
    assert_eq!(push(&errands).unwrap().1, [case(1)]);
}

#[test]
fn an_ended_session_stops_everything_until_somebody_signs_in() {
    let mut courier = settled();
    courier.step(Event::Queued, 10, DICE);
    courier.step(Event::Pushed(of(&[1]), Some(Failure::SignedOut)), 11, DICE);
    assert!(courier.is_signed_out());
    assert!(courier.step(Event::Now, 12, DICE).is_empty());
    let errands = courier.step(Event::SignedIn, 13, DICE);
    assert!(push(&errands).is_some());
    assert!(errands.contains(&Errand::Pull));
}

#[test]
fn a_server_that_asks_to_be_left_alone_is() {
    let mut courier = settled();
    courier.step(Event::Queued, 10, DICE);
    courier.step(Event::Uploaded(Ok(false)), 10, DICE);
    let failure = Failure::Trouble(Trouble::Busy, Some(60_000));
    let errands = courier.step(Event::Pushed(of(&[1]), Some(failure)), 11, DICE);
    assert!(push(&courier.step(Event::Queued, 50_000, DICE)).is_none());
    assert!(wake(&errands).is_some());
    assert!(push(&courier.step(Event::Tick, 60_011, DICE)).is_some());
}

#[test]
fn a_server_that_wants_a_newer_app_is_left_alone_for_an_hour_unless_the_person_asks() {
    let mut courier = settled();
    courier.step(Event::Queued, 10, DICE);
    courier.step(Event::Uploaded(Ok(false)), 10, DICE);
    let failure = Some(trouble(Trouble::TooOld));
    let errands = courier.step(Event::Pushed(of(&[1]), failure), 11, DICE);
    assert_eq!(courier.trouble(), Some(Trouble::TooOld));
    let hour = 3_600_000;
    let woken: Vec<Errand> = [Event::Queued, Event::Woken, Event::Tick]
        .into_iter()
        .flat_map(|event| courier.step(event, hour, DICE))
        .filter(|errand| !matches!(errand, Errand::Wake(_)))
        .collect();
    assert_eq!(woken, [], "neither pushed nor pulled nor sent a photo");
    assert!(wake(&errands).is_some());
    assert!(push(&courier.step(Event::Tick, hour + 11, DICE)).is_some());
    courier.step(Event::Pushed(of(&[1]), failure), hour + 12, DICE);
    assert!(push(&courier.step(Event::Now, hour + 13, DICE)).is_some());
}

#[test]
fn a_push_and_an_upload_that_had_nothing_to_send_do_not_say_that_the_server_is_well() {
    for why in [Trouble::TooOld, Trouble::NoNetwork, Trouble::Down] {
        let mut courier = Courier::default();
        courier.step(Event::Tick, 0, DICE);
        courier.step(Event::Pulled(Err(trouble(why))), 1, DICE);
        courier.step(Event::Pushed(Push::default(), None), 2, DICE);
        courier.step(Event::Uploaded(Ok(false)), 3, DICE);
        assert_eq!(courier.trouble(), Some(why));
    }
}

#[test]
fn what_one_photo_has_to_wait_for_keeps_no_report_waiting() {
    let mut courier = settled();
    courier.step(Event::Queued, 10, DICE);
    courier.step(Event::Pushed(Push::default(), None), 11, DICE);
    let busy = Failure::Trouble(Trouble::Busy, Some(60_000));
    courier.step(Event::Uploaded(Err(busy)), 12, DICE);
    assert!(push(&courier.step(Event::Queued, 13, DICE)).is_some());
}

#[test]
fn an_answer_ends_what_kept_all_from_the_server_and_not_what_keeps_one() {
    for (why, then) in [
        (Trouble::NoNetwork, None),
        (Trouble::Down, Some(Trouble::Down)),
    ] {
        let mut courier = Courier::default();
        courier.step(Event::Tick, 0, DICE);
        courier.step(Event::Pulled(Err(trouble(why))), 1, DICE);
        courier.step(Event::Pushed(of(&[1]), None), 2, DICE);
        assert_eq!(courier.trouble(), then);
    }
}

#[test]
fn a_clock_that_is_set_back_does_not_keep_the_phone_waiting() {
    const DAY: i64 = 86_400_000;
    let mut courier = settled();
    courier.step(Event::Now, DAY, DICE);
    courier.step(
        Event::Pushed(of(&[1]), Some(trouble(Trouble::Down))),
        DAY,
        DICE,
    );
    courier.step(Event::Uploaded(Ok(false)), DAY, DICE);
    let errands = courier.step(Event::Pulled(Ok(())), DAY, DICE);
    let until = wake(&errands).unwrap() - DAY;
    assert!(until < 60_000, "{until}");
    // It was a day ahead.
    let errands = courier.step(Event::Tick, 1_000, DICE);
    assert!(wake(&errands).unwrap() <= 1_000 + until, "{errands:?}");
    let errands = courier.step(Event::Tick, 60_000, DICE);
    assert!(
        push(&errands).is_some() && errands.contains(&Errand::Pull),
        "{errands:?}"
    );
}
