//! With the server's events, without them, and when they break off.

use super::*;

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
