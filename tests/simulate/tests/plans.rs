//! Plans that failed once, and plans by the dice.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking, and tells how it went"
)]

use gridloop_simulate::{Fault, Figures, Manner, Plan, Runner, Step, Taken, Tamper, generate};

/// Runs the plans of these numbers; one that fails is shortened, saved and shown.
fn run(numbers: std::ops::Range<u64>) {
    let runner = Runner::default();
    let mut all = Figures::default();
    for number in numbers {
        let plan = generate::plan(number);
        match runner.run(&plan, Manner::default()) {
            Ok(figures) => all += figures,
            Err(violation) => {
                let (plan, violation) = runner.shrink(&plan, violation, Manner::default());
                let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"))
                    .join(format!("{number}.json"));
                std::fs::write(&file, plan.text()).unwrap();
                panic!(
                    "plan {number}: {violation}\n{}again: cargo xtask simulate --replay {}",
                    plan.text(),
                    file.display()
                );
            }
        }
    }
    println!("{all}");
    assert!(all.admitted > 1_000 && all.refused > 3, "{all}");
    assert!(all.held > 50 && all.ruled > 20, "{all}");
    assert!(
        all.device_crashes > 50 && all.server_crashes > 50 && all.restores > 10,
        "{all}"
    );
    assert!(
        all.contested > 0 && all.ineffective > 5 && all.photos > 20,
        "{all}"
    );
}

/// Every plan that failed once, under a name that says what was wrong.
#[test]
fn plans_that_failed_once_hold() {
    let runner = Runner::default();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("plans");
    let mut count = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let file = file.unwrap().path();
        let plan = Plan::read(&std::fs::read_to_string(&file).unwrap()).unwrap();
        if let Err(violation) = runner.run(&plan, Manner::default()) {
            panic!("{}: {violation}", file.display());
        }
        count += 1;
    }
    assert!(count > 0);
}

fn two_people(steps: Vec<Step>) -> Plan {
    Plan {
        about: String::new(),
        seed: 1,
        cast: vec!["wang-phone".into(), "du-desk".into()],
        idle_hour: false,
        steps,
    }
}

fn report() -> Step {
    Step::Report {
        on: "wang-phone".into(),
        area: 0,
        photo: Taken::None,
    }
}

/// What is said of a plan when the server does something wrong.
fn found(plan: &Plan, tamper: Tamper) -> String {
    let runner = Runner::default();
    runner.run(plan, Manner::default()).unwrap();
    let manner = Manner {
        tamper,
        ..Manner::default()
    };
    runner.run(plan, manner).unwrap_err().what
}

#[test]
fn it_is_noticed_when_the_server_says_that_it_has_what_it_has_not() {
    let plan = two_people(vec![
        Step::Wait(500),
        Step::Fault {
            on: "wang-phone".into(),
            fault: Fault::DatabaseFails,
        },
        report(),
        Step::Wait(1_000),
    ]);
    let what = found(&plan, Tamper::SaysAdmitted);
    assert!(what.contains("was saved, and it is nowhere"), "{what}");
}

#[test]
fn it_is_noticed_when_news_do_not_arrive() {
    let comment = Step::Comment {
        on: "du-desk".into(),
        case: 0,
    };
    let plan = two_people(vec![
        Step::Wait(500),
        report(),
        Step::Wait(1_000),
        comment,
        Step::Wait(1_000),
    ]);
    let what = found(&plan, Tamper::HidesNews);
    assert!(what.contains("wang-phone reads"), "{what}");
}

#[test]
fn the_same_plan_goes_the_same_way_twice() {
    let runner = Runner::default();
    for number in 0..20 {
        let plan = generate::plan(number);
        let first = runner.run(&plan, Manner::default());
        assert_eq!(first, runner.run(&plan, Manner::default()), "plan {number}");
    }
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
