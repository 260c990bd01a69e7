//! The diagram of the trade, held against the code.

use super::*;

/// From every stage, exactly these kinds take effect.
#[test]
fn the_diagram_holds_for_every_stage_and_every_step() {
    let a = || department("a");
    let into = CaseId::from_bytes([3; 16]);
    let all: Vec<(&str, K)> = vec![
        ("accept", K::Accepted),
        ("reject", K::Rejected { reason: "r".into() }),
        ("return", K::Returned { reason: "r".into() }),
        ("resubmit", K::Resubmitted),
        (
            "contact",
            K::Contacted {
                way: ContactWay::Phone,
                note: String::new(),
            },
        ),
        ("merge", K::Merged { into }),
        (
            "answer",
            K::Answered {
                of: into,
                outcome: "o".into(),
                adoption: None,
            },
        ),
        ("dispatch", dispatched("a")),
        (
            "reassign",
            K::Reassigned {
                department: department("b"),
                assisting: vec![],
                term: Term::Days(1),
                reason: "r".into(),
            },
        ),
        ("call", called("b")),
        (
            "release",
            K::AssistanceReleased {
                department: department("b"),
            },
        ),
        ("assist", assisted("b")),
        ("hand back", handed_back("a")),
        ("start", started("a")),
        (
            "suspend",
            K::Suspended {
                department: a(),
                reason: "r".into(),
            },
        ),
        ("resume", K::Resumed { department: a() }),
        (
            "ask",
            K::ExtensionAsked {
                department: a(),
                term: Term::Days(3),
                reason: "r".into(),
            },
        ),
        (
            "grant",
            K::ExtensionGranted {
                term: Term::Until(Timestamp::default()),
            },
        ),
        ("decline", K::ExtensionDeclined { reason: "r".into() }),
        ("report back", reported_back("a")),
        ("pass", check_passed()),
        ("fail", check_failed()),
        (
            "partly",
            K::PartlySolved {
                note: String::new(),
                photos: vec![],
                remaining: into,
            },
        ),
        (
            "mediate",
            K::MediationOpened {
                level: MediationLevel::Community,
            },
        ),
        (
            "pass up",
            K::PassedUp {
                to: Authority::District,
                reason: "r".into(),
            },
        ),
        (
            "take up",
            K::TakenUp {
                fruit: Fruit::Convention,
                title: "t".into(),
            },
        ),
        ("close", K::Closed),
        ("rate", rated()),
        ("see", K::AnswerSeen),
        (
            "reopen",
            K::Reopened {
                reason: "r".into(),
                photos: vec![],
            },
        ),
        (
            "remind",
            K::Reminded {
                clock: ClockKind::Handle,
                urgency: Urgency::Near,
            },
        ),
        ("unknown", K::Unknown),
    ];
    let mut suspended = road()[..4].to_vec();
    suspended.push(K::Suspended {
        department: a(),
        reason: "r".into(),
    });
    let rejected = vec![
        K::Reported {
            photos: vec![],
            follows: None,
        },
        K::Rejected { reason: "r".into() },
    ];
    let merged = vec![
        K::Reported {
            photos: vec![],
            follows: None,
        },
        K::Merged { into },
    ];
    let returned = vec![road()[0].clone(), K::Returned { reason: "r".into() }];
    let mut assisted_by_b = road()[..3].to_vec();
    assisted_by_b.push(called("b"));
    let expected: Vec<(Vec<K>, &str)> = vec![
        (
            road()[..1].to_vec(),
            "accept reject return contact merge pass up take up remind",
        ),
        (
            returned,
            "accept reject resubmit contact merge pass up take up remind",
        ),
        (
            road()[..2].to_vec(),
            "return contact merge dispatch pass up take up remind",
        ),
        (
            road()[..3].to_vec(),
            "contact reassign call hand back start ask grant mediate pass up take up remind",
        ),
        (
            assisted_by_b,
            "contact reassign release assist hand back start ask grant mediate pass up take up remind",
        ),
        (
            road()[..4].to_vec(),
            "contact reassign call suspend ask grant report back mediate pass up take up remind",
        ),
        (
            suspended,
            "contact reassign call resume ask grant mediate pass up take up remind",
        ),
        (
            road()[..5].to_vec(),
            "contact call pass fail partly pass up take up remind",
        ),
        (
            road()[..6].to_vec(),
            "contact call pass up take up close remind",
        ),
        (road()[..7].to_vec(), "take up rate see reopen"),
        (rejected, "see reopen"),
        (merged, "answer see reopen"),
    ];
    for (before, allowed) in expected {
        let taken: Vec<&str> = all
            .iter()
            .filter(|(_, kind)| {
                let mut kinds = before.clone();
                kinds.push(kind.clone());
                fold(steps(&kinds)).ineffective().count() == 0
            })
            .map(|(name, _)| *name)
            .collect();
        assert_eq!(taken.join(" "), allowed, "after {:?}", before.last());
    }
}
