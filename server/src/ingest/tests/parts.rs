//! What has to be judged one after the other stays together, whatever came between.

use tokio::sync::oneshot;

use crate::fixture::{Draft, report, worker};
use crate::ingest::part::Part;
use crate::ingest::{Clock, Handed, Waiting, decode};
use gridloop_shared::command::Command;
use gridloop_shared::sync::PushChange;

fn waits(changes: &[&PushChange]) -> Waiting {
    let changes = changes.iter().map(|change| (*change).clone()).collect();
    Waiting {
        sender: worker().into(),
        handed: Handed::Changes(decode(changes), Clock::Now),
        answer: oneshot::channel().0,
    }
}

/// The first byte of the documents of every batch, part by part.
fn documents(parts: &[Part]) -> Vec<Vec<Vec<u8>>> {
    let first = |batch: &Waiting| {
        let changes = batch.handed.changes();
        changes
            .map(|change| change.document.as_bytes()[0])
            .collect()
    };
    let of = |part: &Part| part.batches.iter().map(first).collect();
    parts.iter().map(of).collect()
}

#[test]
fn what_touches_is_together_and_in_order_and_the_rest_is_shared_out() {
    let comment = || Command::Comment { text: "看".into() };
    let [
        (mut a, found_a),
        (mut b, found_b),
        (_, found_c),
        (_, found_d),
    ] = [1, 2, 3, 4].map(|n| Draft::found(n, &worker(), &report()));
    let (on_a, on_b) = (
        a.act(5, &worker(), comment()),
        b.act(6, &worker(), comment()),
    );
    let batches = || {
        vec![
            waits(&[&found_a]),
            waits(&[&found_b]),
            waits(&[&found_c]),
            waits(&[&on_b, &on_a]),
            waits(&[&found_d]),
            waits(&[&on_a]),
        ]
    };
    let ab = vec![vec![1], vec![2], vec![2, 1], vec![1]];
    let mut parts = documents(&Part::at_most(8, batches()));
    parts.sort();
    assert_eq!(parts, [ab.clone(), vec![vec![3]], vec![vec![4]]]);

    // With two at most, others have to go along with them.
    let parts = documents(&Part::at_most(2, batches()));
    assert!(parts.len() <= 2);
    for part in parts {
        let its_ab: Vec<_> = part.iter().filter(|batch| batch[0] < 3).cloned().collect();
        let in_order = its_ab.len() == 4 && its_ab.ends_with(&ab[2..]);
        assert!(its_ab.is_empty() || in_order, "{part:?}");
    }
    assert_eq!(documents(&Part::at_most(1, batches())).len(), 1);
}
