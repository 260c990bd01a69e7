//! A change says which act it was.

use super::*;
use crate::model::FieldName;

#[test]
fn every_act_can_be_recalled_from_its_change() {
    let (mut document, founding, change) = founded();
    let mut done = vec![(founding, change)];
    let commands = [
        (
            worker(),
            Command::Comment {
                text: "看过了".into(),
            },
        ),
        (
            worker(),
            Command::Correct {
                field: FieldName::Address,
                value: "兰州路 3 号".into(),
            },
        ),
        (supervisor(2), Command::Accept),
        (supervisor(2), dispatch()),
    ];
    for (who, command) in commands {
        done.push(perform(&mut document, &who, command).unwrap());
    }
    for (act, change) in done {
        let change = IncomingChange::decode(&change.bytes).unwrap();
        assert_eq!(change.recall(&document, case_id()), Some(act));
    }
}
