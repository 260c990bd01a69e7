//! Rows of packs in the list, while their documents are on their way.

use super::*;
use crate::core::List;
use crate::outbox::Changed;

fn row(n: u8, seq: u64) -> StoredRow {
    let performed = Phone::of(worker()).perform(case(n), report()).unwrap();
    let row = performed.row;
    StoredRow { seq, ..row }
}

fn of(rows: &[StoredRow]) -> Changed {
    rows.iter()
        .map(|row| (row.row.id, Some(row.clone())))
        .collect()
}

fn listed(list: &List) -> Vec<CaseId> {
    let mut ids: Vec<CaseId> = list.listed().iter().map(|each| each.row.id).collect();
    ids.sort_unstable();
    ids
}

#[test]
fn what_was_only_shown_goes_when_the_server_names_everything_anew() {
    let mut list = List::default();
    list.load(vec![row(1, 5)]);
    list.show(of(&[row(1, 2), row(2, 2), row(3, 2)]));
    list.merge(&of(&[row(3, 2)]));
    assert_eq!(listed(&list), [case(1), case(2), case(3)]);
    list.show_no_more();
    assert_eq!(listed(&list), [case(1), case(3)], "these are in the store");
}
