//! On a device that was revoked.

use super::*;

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
