//! Plans that failed once, and plans by the dice.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking, and tells how it went"
)]

use gridloop_simulate::{Figures, Manner, Plan, Runner, generate};

/// Runs the plans of these numbers; one that fails is shortened and shown.
fn run(numbers: std::ops::Range<u64>) {
    let runner = Runner::default();
    let mut all = Figures::default();
    for number in numbers {
        let plan = generate::plan(number);
        match runner.run(&plan, Manner::default()) {
            Ok(figures) => all += figures,
            Err(violation) => {
                let (plan, violation) = runner.shrink(&plan, violation, Manner::default());
                panic!("plan {number}: {violation}\n{}", plan.text());
            }
        }
    }
    println!("{all}");
}

#[test]
fn plans_by_the_dice_1() {
    run(0..500);
}

#[test]
fn plans_by_the_dice_2() {
    run(500..1_000);
}

#[test]
fn plans_by_the_dice_3() {
    run(1_000..1_500);
}

#[test]
fn plans_by_the_dice_4() {
    run(1_500..2_000);
}

#[test]
fn a_saved_plan_is_the_same_plan() {
    for number in 0..100 {
        let plan = generate::plan(number);
        assert_eq!(Plan::read(&plan.text()).unwrap(), plan);
    }
}
