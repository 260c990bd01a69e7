//! Whether everything that a change names exists in the subdistrict.

use gridloop_shared::crdt::Received;
use gridloop_shared::model::{Directory, FieldName};
use gridloop_shared::sync::Code;

/// Places, categories and departments must be in the directory.
pub fn check(directory: &Directory, received: &Received) -> Result<(), Code> {
    let fields = &received.writes.fields;
    let known = fields
        .iter()
        .all(|(field, value)| knows(directory, *field, value))
        && received
            .writes
            .step
            .kind
            .departments()
            .all(|id| directory.department(id).is_some());
    if known {
        Ok(())
    } else {
        Err(Code::UnknownReference)
    }
}

fn knows(directory: &Directory, field: FieldName, value: &str) -> bool {
    match field {
        FieldName::Category => value
            .parse()
            .is_ok_and(|id| directory.category(&id).is_some()),
        FieldName::Area => value.parse().is_ok_and(|area| directory.knows(&area)),
        FieldName::Address | FieldName::Position | FieldName::Description => true,
    }
}
