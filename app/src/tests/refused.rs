//! Decision record 1 on the device: what was not taken goes to the tray, the rest goes on.

use super::*;
use crate::core::{Queue, Trouble};
use crate::outbox::put_away;
use crate::records::{Fallen, Why};
use gridloop_shared::model::FieldName;
use gridloop_shared::sync::Code;

fn correct(value: &str) -> Command {
    Command::Correct {
        field: FieldName::Address,
        value: value.into(),
    }
}

const NOT_ALLOWED: Verdict = Verdict::Refused {
    code: Code::NotAllowed,
};
const BUILDS_ON: Verdict = Verdict::Refused {
    code: Code::BuildsOnRefused,
};

#[test]
fn what_came_after_a_refused_act_is_done_again_and_fits_the_server() {
    let mut phone = Phone::of(worker());
    let founding = phone.does(case(1), report());
    phone.settle(std::slice::from_ref(&founding), &[admitted(1)]);
    let refused = phone.does(case(1), correct("别处"));
    let later = phone.does(case(1), comment("看过了"));
    phone.settle(&[refused.clone(), later.clone()], &[NOT_ALLOWED, BUILDS_ON]);

    let tray = phone.tray();
    assert_eq!(tray.len(), 1);
    assert_eq!(tray[0].act, refused.act, "all that was typed");
    assert_eq!(tray[0].why, Why::Refused(Code::NotAllowed));
    let queued = phone.outbox();
    assert_eq!(queued.len(), 1);
    assert_eq!((queued[0].act.id, queued[0].again), (later.act.id, 1));
    assert_ne!(queued[0].hash, later.hash);
    assert_eq!(phone.comments(case(1)), ["看过了"]);
    assert_eq!(phone.listed(case(1)).unwrap().row.address, "兰州路 1 号");
    // The server has the founding only, and takes it.
    entered(case(1), &[&founding.bytes, &queued[0].bytes], 2);

    let next = phone.does(case(1), comment("又一条"));
    entered(
        case(1),
        &[&founding.bytes, &queued[0].bytes, &next.bytes],
        3,
    );
}

#[test]
fn a_refused_report_takes_the_case_with_it_but_nothing_that_was_typed() {
    let mut phone = Phone::of(worker());
    let founding = phone.does(case(1), report());
    let later = phone.does(case(1), comment("补充"));
    let settled = phone.settle(&[founding, later], &[NOT_ALLOWED, BUILDS_ON]);
    assert_eq!(settled.changed[&case(1)], None);
    assert_eq!(phone.stored(case(1)), None);
    assert_eq!(phone.listed(case(1)), None);
    assert!(phone.outbox().is_empty());
    let whys: Vec<Why> = phone.tray().iter().map(|each| each.why).collect();
    assert_eq!(whys.len(), 2);
    assert!(whys.contains(&Why::Fallen(Fallen::CaseGone)));
}

#[test]
fn a_bad_case_does_not_hold_up_another_in_the_same_batch() {
    let mut phone = Phone::of(worker());
    let bad = phone.does(case(1), report());
    let good = phone.does(case(2), report());
    phone.settle(&[bad, good], &[NOT_ALLOWED, admitted(1)]);
    assert!(phone.outbox().is_empty());
    assert_eq!(phone.tray().len(), 1);
    assert_eq!(phone.stored(case(2)).unwrap().seq, 1);
}

#[test]
fn what_was_done_while_the_refused_batch_was_away_is_done_again_too() {
    let mut phone = Phone::of(worker());
    let founding = phone.does(case(1), report());
    phone.settle(&[founding], &[admitted(1)]);
    let refused = phone.does(case(1), correct("别处"));
    phone.does(case(1), comment("此后"));
    phone.settle(&[refused], &[NOT_ALLOWED]);
    assert_eq!(phone.comments(case(1)), ["此后"]);
    assert_eq!(phone.outbox().len(), 1);
    assert_eq!(phone.document(case(1)).changes().len(), 2);
}

#[test]
fn what_keeps_being_unlucky_is_shown_to_a_person_in_the_end() {
    let mut phone = Phone::of(worker());
    let founding = phone.does(case(1), report());
    phone.settle(&[founding], &[admitted(1)]);
    phone.does(case(1), comment("又一条"));
    for round in 0..=5 {
        assert_eq!(phone.tray().len(), 0, "round {round}");
        phone.settle(&phone.outbox(), &[BUILDS_ON]);
    }
    assert!(phone.outbox().is_empty());
    assert_eq!(phone.tray().len(), 1);
}

#[test]
fn a_held_act_that_a_supervisor_takes_after_all_leaves_the_tray() {
    let mut phone = Phone::of(worker());
    let founding = phone.does(case(1), report());
    phone.settle(&[founding], &[admitted(1)]);
    let held = phone.does(case(1), comment("好意"));
    let verdict = Verdict::Held {
        code: Code::NotAllowed,
    };
    phone.settle(std::slice::from_ref(&held), &[verdict]);
    assert_eq!(phone.tray().len(), 1);
    assert!(phone.comments(case(1)).is_empty());
    let taken = phone.take(&[change(&held, 5)]);
    assert!(taken.outbox);
    assert!(phone.tray().is_empty());
    assert_eq!(phone.comments(case(1)), ["好意"]);
}

#[test]
fn a_decision_that_comes_before_the_verdict_holds() {
    let mut phone = Phone::of(worker());
    let rows = [phone.does(case(1), report()), phone.does(case(2), report())];
    let ruled = |row: &OutboxRow, taken, reason: &str| PullRow::Ruled {
        command: row.act.id,
        taken,
        reason: reason.into(),
        act: None,
    };
    phone.take(&[
        ruled(&rows[0], true, ""),
        ruled(&rows[1], false, "已有人上报"),
    ]);
    let held = Verdict::Held {
        code: Code::RoleEnded,
    };
    phone.settle(&rows, &[held.clone(), held]);
    let [left] = phone.outbox().try_into().unwrap();
    assert_eq!(left.act, rows[0].act, "it is sent again, and has arrived");
    let [aside] = phone.tray().try_into().unwrap();
    assert_eq!(
        (aside.why, aside.reason.as_deref()),
        (Why::Refused(Code::RuledOut), Some("已有人上报"))
    );
}

#[test]
fn what_has_arrived_as_another_change_goes_out_without_a_word() {
    let mut phone = Phone::of(worker());
    let founding = phone.does(case(1), report());
    phone.settle(&[founding], &[admitted(1)]);
    let rows = [
        phone.does(case(1), comment("已经到了")),
        phone.does(case(1), comment("后来的")),
    ];
    let arrived = Verdict::Refused {
        code: Code::AlreadyArrived,
    };
    let verdicts = [arrived, BUILDS_ON];
    let settled = phone.settle(&rows, &verdicts);
    assert_eq!(settled.behind.into_iter().collect::<Vec<_>>(), [case(1)]);
    let noted = phone.outbox();
    assert_eq!(
        phone.comments(case(1)),
        ["已经到了", "后来的"],
        "the log may bring it yet, and it is nowhere else here"
    );
    let stuck = [(case(1), Trouble::NotUnderstood)];
    let trouble = |outbox: &[OutboxRow]| {
        let queue = Queue {
            outbox: outbox.to_vec(),
            ..Queue::default()
        };
        queue.trouble(&stuck)
    };
    assert_eq!(trouble(&noted), None, "it only waits for the log");
    assert_eq!(trouble(&rows), Some(Trouble::NotUnderstood));
    assert_eq!(trouble(&[]), None, "the log has brought all of it");

    // It has not: the case is none of theirs any more.
    phone.settle(&noted, &verdicts);
    assert!(phone.tray().is_empty());
    let [left] = phone.outbox().try_into().unwrap();
    assert_eq!(left.act, rows[1].act);
    assert_eq!(phone.comments(case(1)), ["后来的"]);
}

#[test]
fn whoever_does_not_see_the_case_any_more_hears_of_the_decision_all_the_same() {
    let mut phone = Phone::of(worker());
    let held = [phone.does(case(1), report()), phone.does(case(2), report())];
    let verdict = Verdict::Held {
        code: Code::RoleEnded,
    };
    phone.settle(&held, &[verdict.clone(), verdict]);
    assert_eq!(phone.tray().len(), 2);
    let ruled = |row: &OutboxRow, taken, reason: &str| PullRow::Ruled {
        command: row.act.id,
        taken,
        reason: reason.into(),
        act: None,
    };
    let rows = [
        ruled(&held[0], true, ""),
        ruled(&held[1], false, "已有人上报"),
    ];
    assert!(phone.take(&rows).outbox);
    let [left] = phone.tray().try_into().unwrap();
    assert_eq!(left.act, held[1].act);
    assert_eq!(left.why, Why::Refused(Code::RuledOut));
    assert_eq!(left.reason.as_deref(), Some("已有人上报"));
}

#[test]
fn what_was_done_on_a_lost_phone_and_not_taken_is_told_on_another() {
    let act = Phone::of(worker()).does(case(1), report()).act;
    let phone = Phone::of(worker());
    let mut ruled = PullRow::Ruled {
        command: act.id,
        taken: false,
        reason: "看不清".into(),
        act: None,
    };
    phone.take(std::slice::from_ref(&ruled));
    assert!(phone.tray().is_empty(), "the phone in use tells it");
    if let PullRow::Ruled { act: told, .. } = &mut ruled {
        *told = Some(Box::new(act.clone()));
    }
    assert!(phone.take(std::slice::from_ref(&ruled)).outbox);
    let [told] = phone.tray().try_into().unwrap();
    let gone = told.act.id;
    assert_eq!((told.act, told.reason.as_deref()), (act, Some("看不清")));

    block_on(put_away(&phone.store, gone)).unwrap();
    // A restored server names everything anew.
    phone.take(&[ruled]);
    assert!(phone.tray().is_empty(), "it was looked at");
}
