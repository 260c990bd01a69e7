//! An act that is held, with what its author did on top of it: both are decided together.

use std::sync::Arc;

use gridloop_shared::sync::{Code, Held};

/// An act with what builds on it, in the order in which it was done.
#[derive(Debug, PartialEq)]
pub struct Group {
    /// The act, which is the first, and what builds on it.
    pub acts: Vec<Held>,
}

/// Puts together what is decided together.
pub fn groups(held: Vec<Held>) -> Vec<Arc<Group>> {
    let mut groups: Vec<Group> = Vec::new();
    for act in held {
        let together = groups.iter_mut().rev().find(|group| {
            let is_before =
                |first: &Held| first.document == act.document && first.device == act.device;
            act.code == Code::BuildsOnHeld && group.acts.first().is_some_and(is_before)
        });
        match together {
            Some(group) => group.acts.push(act),
            None => groups.push(Group { acts: vec![act] }),
        }
    }
    groups.into_iter().map(Arc::new).collect()
}

#[cfg(test)]
mod tests {
    use gridloop_shared::crdt::ChangeHash;
    use gridloop_shared::model::{CaseId, DeviceId, Timestamp};

    use super::*;

    fn held(n: u8, case: u8, device: u8, code: Code) -> Held {
        Held {
            hash: ChangeHash::from_bytes([n; 32]),
            document: CaseId::from_bytes([case; 16]),
            person: "p".parse().unwrap(),
            device: DeviceId::from_bytes([device; 16]),
            code,
            at: Timestamp::from_millis(i64::from(n)),
            act: None,
            row: None,
        }
    }

    #[test]
    fn what_builds_on_an_act_of_the_same_device_and_case_is_decided_with_it() {
        use Code::{BuildsOnHeld, DeviceRevoked, RoleEnded};
        let all = vec![
            held(1, 1, 1, RoleEnded),
            held(2, 2, 1, DeviceRevoked),
            held(3, 1, 1, BuildsOnHeld),
            held(4, 1, 2, RoleEnded),
            held(5, 2, 1, BuildsOnHeld),
            held(6, 9, 1, BuildsOnHeld),
        ];
        let found: Vec<Vec<i64>> = groups(all)
            .iter()
            .map(|group| group.acts.iter().map(|act| act.at.millis()).collect())
            .collect();
        assert_eq!(found, [vec![1, 3], vec![2, 5], vec![4], vec![6]]);
    }
}
