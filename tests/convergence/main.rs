//! Same admitted set, same model, on every device, in any order of arrival, with any repetition.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod plan;

use gridloop_shared::crdt::{CaseDocument, IncomingChange};
use gridloop_shared::model::{Case, CaseRow};
use plan::{Plan, World, plans};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Devices act offline and exchange changes at random; when all have all, all read the same.
    #[test]
    fn every_device_ends_with_the_same_case(plan in plans()) {
        let world = World::run(&plan);
        let cases = world.settle();
        for case in &cases {
            prop_assert_eq!(case, &cases[0]);
        }
        prop_assert_eq!(cases[0].follow_up.entries.len(), world.acts(), "no step is lost, none is doubled");
    }

    /// The changes in any order that their dependencies allow, each possibly twice, saved and loaded on the way.
    #[test]
    fn the_order_of_arrival_does_not_matter(plan in plans(), order in any::<u64>()) {
        let world = World::run(&plan);
        let expected = &world.settle()[0];
        let mut waiting = world.changes();
        let mut document = CaseDocument::default();
        let mut dice = order;
        while !waiting.is_empty() {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let pick = usize::try_from(dice >> 33).unwrap() % waiting.len();
            let change = IncomingChange::decode(&waiting[pick]).unwrap();
            if !change.dependencies().all(|dependency| document.contains(&dependency)) {
                continue;
            }
            prop_assert!(change.fits(&document).is_ok());
            document.apply(&change).unwrap();
            document.apply(&change).unwrap();
            document = CaseDocument::load(&document.save()).unwrap();
            waiting.swap_remove(pick);
        }
        prop_assert_eq!(&document.case().unwrap(), expected);
        let row = |case: &Case| CaseRow::of(case, |step| step.at);
        prop_assert_eq!(row(&document.case().unwrap()), row(expected));
    }
}

#[test]
fn plans_do_reach_the_hard_places() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut contested, mut ineffective, mut closed) = (0, 0, 0);
    for _ in 0..200 {
        let plan: Plan = plans().new_tree(&mut runner).unwrap().current();
        let case = World::run(&plan).settle().remove(0);
        contested += usize::from(case.contested().next().is_some());
        ineffective += usize::from(case.follow_up.ineffective().next().is_some());
        closed += usize::from(case.follow_up.state.stage().is_ended());
    }
    assert!(
        contested >= 10,
        "concurrent corrections: {contested} of 200"
    );
    assert!(
        ineffective >= 10,
        "steps that no longer applied: {ineffective} of 200"
    );
    assert!(closed >= 5, "ended: {closed} of 200");
}
