//! Two people at once: nothing is lost, everybody sees the same.

use super::*;
use crate::model::{CaseRow, FieldName, Term};
use crate::workflow::{Effect, Stage};

#[test]
fn what_was_reported_reads_back_after_saving() {
    let (document, act, _) = founded();
    let case = CaseDocument::load(&document.save())
        .unwrap()
        .case()
        .unwrap();
    assert_eq!(case.id, case_id());
    assert_eq!(case.reporter, worker().person);
    assert_eq!(case.description.value(), "楼道堆物");
    assert_eq!(case.follow_up.state.stage(), Stage::Reported);
    assert_eq!(case.follow_up.reported_at(), act.at);
    assert_eq!(CaseRow::of(&case, |step| step.at).excerpt, "楼道堆物");
}

#[test]
fn one_act_is_one_change_named_after_it() {
    let (mut document, founding, change) = founded();
    assert_eq!(
        IncomingChange::decode(&change.bytes).unwrap().command,
        founding.id
    );
    let (accept, change) = perform(&mut document, &supervisor(2), Command::Accept).unwrap();
    let incoming = IncomingChange::decode(&change.bytes).unwrap();
    assert_eq!(incoming.command, accept.id);
    assert_eq!(incoming.author, Some(supervisor(2).person));
    let (_, change) = perform(&mut document, &supervisor(2), dispatch()).unwrap();
    assert_eq!(
        IncomingChange::decode(&change.bytes).unwrap().author,
        None,
        "only on the first"
    );
    assert_eq!(document.changes().len(), 3);
}

#[test]
fn concurrent_corrections_are_both_kept_until_one_is_chosen() {
    let (document, ..) = founded();
    let correct = |value: &str| Command::Correct {
        field: FieldName::Description,
        value: value.into(),
    };
    let (mut phone, mut desk) = (document.clone(), document);
    let (_, from_phone) = perform(&mut phone, &worker(), correct("三楼楼道")).unwrap();
    let (_, from_desk) = perform(&mut desk, &supervisor(2), correct("四楼楼道")).unwrap();
    take(&mut phone, &from_desk);
    take(&mut desk, &from_phone);
    assert_eq!(phone.case(), desk.case());

    let case = phone.case().unwrap();
    let values = case.values(FieldName::Description);
    let mut texts: Vec<&str> = values.iter().map(|each| each.value.as_str()).collect();
    texts.sort_unstable();
    assert_eq!(texts, ["三楼楼道", "四楼楼道"]);
    assert!(values.iter().all(|each| each.by.is_some()));
    assert_eq!(
        case.contested().collect::<Vec<_>>(),
        [FieldName::Description]
    );
    assert_eq!(
        case.follow_up.entries.len(),
        3,
        "both corrections stand in the record"
    );

    perform(&mut desk, &supervisor(2), correct("三楼楼道")).unwrap();
    let case = desk.case().unwrap();
    assert_eq!(case.contested().count(), 0);
    assert_eq!(case.description.value(), "三楼楼道");
}

#[test]
fn two_dispatches_at_once_fold_alike_in_either_order() {
    let (mut document, ..) = founded();
    perform(&mut document, &supervisor(2), Command::Accept).unwrap();
    let (mut one, mut two) = (document.clone(), document);
    let to = |department: &str| Command::Dispatch {
        department: department.parse().unwrap(),
        assisting: Vec::new(),
        term: Term::Until(Timestamp::from_millis(9)),
    };
    let (_, a) = perform(&mut one, &supervisor(2), to("repairs")).unwrap();
    let (_, b) = perform(&mut two, &supervisor(3), to("police")).unwrap();
    take(&mut one, &b);
    take(&mut two, &a);
    let (one, two) = (one.case().unwrap(), two.case().unwrap());
    assert_eq!(one, two);
    let effects: Vec<bool> = one
        .follow_up
        .entries
        .iter()
        .map(|entry| entry.effect == Effect::Effective)
        .collect();
    assert_eq!(effects, [true, true, true, false]);
}

#[test]
fn what_does_not_apply_now_is_not_written() {
    let (mut document, ..) = founded();
    let before = document.changes().len();
    assert!(matches!(
        perform(&mut document, &supervisor(2), Command::Close),
        Err(Refusal::NotNow(_))
    ));
    assert!(matches!(
        perform(&mut document, &worker(), Command::Accept),
        Err(Refusal::Denied(_))
    ));
    assert!(matches!(
        perform(
            &mut document,
            &supervisor(2),
            Command::Reject {
                reason: "  ".into()
            }
        ),
        Err(Refusal::Invalid {
            field: "reason",
            ..
        })
    ));
    assert_eq!(document.changes().len(), before);
}
