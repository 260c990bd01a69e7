//! When the phone goes to the server.

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
fn without_events_it_looks_often_with_them_seldom_and_hidden_more_seldom() {
    let mut courier = settled();
    let quiet = |courier: &mut Courier, event| wake(&courier.step(event, 100, DICE)).unwrap();
    let often = quiet(&mut courier, Event::Tick);
    courier.step(Event::Events(true), 100, DICE);
    courier.step(Event::Pulled(Ok(())), 100, DICE);
    let seldom = quiet(&mut courier, Event::Tick);
    let hidden = quiet(&mut courier, Event::Visible(false));
    assert!(
        often < seldom && seldom < hidden,
        "{often} {seldom} {hidden}"
    );
    assert!(
        courier
            .step(Event::Woken, 101, DICE)
            .contains(&Errand::Pull)
    );
}

#[test]
fn a_server_whose_events_break_off_is_looked_for_soon_by_whoever_looks_at_the_app() {
    for visible in [true, false] {
        let mut courier = settled();
        courier.step(Event::Events(true), 100, DICE);
        courier.step(Event::Pulled(Ok(())), 100, DICE);
        courier.step(Event::Visible(visible), 100, DICE);
        let at = wake(&courier.step(Event::Events(false), 1_000, DICE)).unwrap();
        assert_eq!(at < 5_000, visible, "{at}");
        // Told again that there are none: it does not look more often for that.
        let errands = courier.step(Event::Events(false), 1_100, DICE);
        assert!(!errands.contains(&Errand::Pull));
    }
    let mut courier = settled();
    courier.step(Event::Events(true), 100, DICE);
    courier.step(Event::Pulled(Ok(())), 100, DICE);
    let at = wake(&courier.step(Event::Events(false), 1_000, DICE)).unwrap();
    assert!(courier.step(Event::Tick, at, DICE).contains(&Errand::Pull));
    let failure = Err(trouble(Trouble::NoNetwork));
    courier.step(Event::Pulled(failure), at, DICE);
    assert_eq!(courier.trouble(), Some(Trouble::NoNetwork));
}

#[test]
fn events_that_fail_again_and_again_do_not_put_off_the_look_at_the_server() {
    let mut courier = settled();
    courier.step(Event::Events(true), 10, DICE);
    courier.step(Event::Pulled(Ok(())), 11, DICE);
    courier.step(Event::Events(false), 20, DICE);
    for later in [500, 1_000, 1_500] {
        courier.step(Event::Events(false), later, DICE);
    }
    // An answer that was on its way when the server went.
    courier.step(Event::Woken, 1_600, DICE);
    courier.step(Event::Pulled(Ok(())), 1_700, DICE);
    let errands = courier.step(Event::Tick, 3_000, DICE);
    assert!(errands.contains(&Errand::Pull), "{errands:?}");
}

#[test]
fn events_that_never_began_are_looked_into_once() {
    let mut courier = settled();
    courier.step(Event::Pulled(Ok(())), 100, DICE);
    let at = wake(&courier.step(Event::Events(false), 1_000, DICE)).unwrap();
    assert!(at < 5_000, "{at}");
    assert!(courier.step(Event::Tick, at, DICE).contains(&Errand::Pull));
    courier.step(Event::Pulled(Ok(())), at, DICE);
    let next = wake(&courier.step(Event::Events(false), at, DICE)).unwrap();
    assert!(next > at + 20_000, "{next}");
}

#[test]
fn a_server_that_is_back_is_gone_to_at_once_however_long_it_was_away() {
    let mut courier = settled();
    courier.step(Event::Queued, 10, DICE);
    let mut now = 11;
    for _ in 0..9 {
        let failure = Some(trouble(Trouble::NoNetwork));
        let errands = courier.step(Event::Pushed(of(&[1]), failure), now, DICE);
        now = wake(&errands).unwrap();
        courier.step(Event::Tick, now, DICE);
    }
    let failure = Some(trouble(Trouble::NoNetwork));
    courier.step(Event::Pushed(of(&[1]), failure), now, DICE);
    let errands = courier.step(Event::Events(true), now + 1, DICE);
    assert!(push(&errands).is_some(), "{errands:?}");
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

/// A courier of a device that has done everything once and is revoked at its next contact.
fn revoked() -> Courier {
    let mut courier = settled();
    courier.step(Event::Woken, 10, DICE);
    let errands = courier.step(Event::Pulled(Err(Failure::Revoked)), 11, DICE);
    assert!(courier.is_revoked());
    assert!(push(&errands).is_some() && errands.contains(&Errand::Upload));
    assert!(!errands.contains(&Errand::Pull), "{errands:?}");
    courier
}

#[test]
fn a_revoked_device_hands_over_acts_and_photos_and_then_locks_once() {
    let mut courier = revoked();
    for event in [Event::Woken, Event::Now, Event::Visible(true), Event::Tick] {
        let errands = courier.step(event, 12, DICE);
        assert!(errands.is_empty(), "both are on their way: {errands:?}");
    }
    courier.step(Event::Pushed(of(&[1]), None), 13, DICE);
    courier.step(Event::Pushed(Push::default(), None), 14, DICE);
    let errands = courier.step(Event::Uploaded(Ok(true)), 15, DICE);
    assert_eq!(errands, [Errand::Upload], "a photo is still to go");
    // What was pressed above is looked for once more.
    courier.step(Event::Pushed(Push::default(), None), 16, DICE);
    let errands = courier.step(Event::Uploaded(Ok(false)), 16, DICE);
    assert_eq!(errands, [Errand::Lock]);
    let later = [
        Event::Now,
        Event::Tick,
        Event::Revoked,
        Event::Locked(Ok(true)),
    ];
    for event in later {
        let errands = courier.step(event, 17, DICE);
        assert!(!errands.contains(&Errand::Lock), "{errands:?}");
    }
}

#[test]
fn what_another_tab_saved_in_the_last_moment_is_handed_over_before_the_device_is_cleared() {
    let mut courier = revoked();
    courier.step(Event::Pushed(Push::default(), None), 12, DICE);
    let errands = courier.step(Event::Uploaded(Ok(false)), 12, DICE);
    assert_eq!(errands, [Errand::Lock]);
    let errands = courier.step(Event::Locked(Ok(false)), 13, DICE);
    assert!(push(&errands).is_some() && errands.contains(&Errand::Upload));
    courier.step(Event::Pushed(of(&[1]), None), 14, DICE);
    courier.step(Event::Uploaded(Ok(false)), 14, DICE);
    let errands = courier.step(Event::Pushed(Push::default(), None), 15, DICE);
    assert_eq!(errands, [Errand::Lock]);
}

#[test]
fn a_device_that_cannot_be_cleared_just_now_is_later() {
    let mut courier = revoked();
    courier.step(Event::Pushed(Push::default(), None), 12, DICE);
    courier.step(Event::Uploaded(Ok(false)), 12, DICE);
    let errands = courier.step(Event::Locked(Err(Failure::Device)), 13, DICE);
    assert_eq!(push(&errands), None, "not at once: {errands:?}");
    courier.step(Event::Uploaded(Ok(false)), 14, DICE);
    let at = wake(&errands).unwrap();
    assert!(push(&courier.step(Event::Tick, at, DICE)).is_some());
    let errands = courier.step(Event::Pushed(Push::default(), None), at, DICE);
    assert!(errands.contains(&Errand::Lock), "{errands:?}");
}

#[test]
fn a_revoked_device_waits_for_the_network_and_for_a_server_that_stumbles() {
    let mut courier = revoked();
    courier.step(Event::Uploaded(Ok(false)), 12, DICE);
    let failure = Some(trouble(Trouble::NoNetwork));
    let errands = courier.step(Event::Pushed(of(&[1]), failure), 12, DICE);
    assert!(!errands.contains(&Errand::Lock));
    let at = wake(&errands).unwrap();
    assert!(push(&courier.step(Event::Tick, at, DICE)).is_some());
    // The server falls over this one case: it stays here until the server takes it.
    let failure = Some(trouble(Trouble::Down));
    courier.step(Event::Pushed(of(&[1]), failure), at, DICE);
    let mut now = at;
    let errands = loop {
        let errands = courier.step(Event::Tick, now, DICE);
        if push(&errands).is_some() {
            break courier.step(Event::Pushed(Push::default(), None), now, DICE);
        }
        now += 1_000;
    };
    assert!(!errands.contains(&Errand::Lock), "{errands:?}");
    assert_eq!(courier.stuck()[&case(1)].why, Trouble::Down);
}

#[test]
fn what_the_server_will_not_have_keeps_no_device_open() {
    let mut courier = revoked();
    courier.step(Event::Uploaded(Ok(false)), 12, DICE);
    let missing = Push {
        missing: BTreeSet::from([case(1)]),
        ..of(&[1])
    };
    let errands = courier.step(Event::Pushed(missing, None), 12, DICE);
    assert_eq!(push(&errands).unwrap().1, [case(1)]);
    let errands = courier.step(Event::Pushed(Push::default(), None), 13, DICE);
    assert!(errands.contains(&Errand::Lock), "{errands:?}");
}

#[test]
fn a_device_is_not_cleared_while_a_page_of_the_log_is_still_being_taken_in() {
    let mut courier = settled();
    courier.step(Event::Woken, 10, DICE);
    courier.step(Event::Revoked, 11, DICE);
    courier.step(Event::Pushed(Push::default(), None), 12, DICE);
    let errands = courier.step(Event::Uploaded(Ok(false)), 12, DICE);
    assert!(!errands.contains(&Errand::Lock), "{errands:?}");
    let errands = courier.step(Event::Pulled(Err(Failure::Revoked)), 13, DICE);
    assert_eq!(errands, [Errand::Lock]);
}

#[test]
fn a_session_that_ended_is_opened_again_before_anything_is_handed_over() {
    let mut courier = Courier::revoked();
    let errands = courier.step(Event::Tick, 0, DICE);
    assert_eq!(errands.len(), 2, "{errands:?}");
    courier.step(Event::Uploaded(Ok(false)), 1, DICE);
    courier.step(Event::Pushed(of(&[1]), Some(Failure::SignedOut)), 1, DICE);
    assert!(courier.step(Event::Now, 2, DICE).is_empty());
    let errands = courier.step(Event::SignedIn, 3, DICE);
    assert!(push(&errands).is_some() && !errands.contains(&Errand::Pull));
}
