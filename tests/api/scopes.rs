//! `/api/v1/sync/pull`: who gets what, as cases come and go.

use gridloop_shared::command::Command;
use gridloop_shared::model::{FieldName, Term, Timestamp};
use gridloop_shared::sync::{Code, PullRow, PushChange, Verdict};
use gridloop_shared::workflow::Stage;

use crate::support::{Phone, Server};

fn dispatch(department: &str) -> Command {
    Command::Dispatch {
        department: department.parse().unwrap(),
        assisting: Vec::new(),
        term: Term::Until(Timestamp::from_millis(1_800_000_000_000)),
    }
}

/// The rows without what stands at every beginning.
fn shapes(rows: &[PullRow]) -> Vec<&'static str> {
    rows.iter()
        .map(|row| match row {
            PullRow::Begin { .. } => "begin",
            PullRow::Complete => "complete",
            PullRow::Directory { .. } => "directory",
            PullRow::Entered(_) => "entered",
            PullRow::Change { .. } => "change",
            PullRow::Left { .. } => "left",
            PullRow::Ruled { .. } => "ruled",
            PullRow::Packs { .. } => "packs",
            PullRow::Unknown => "unknown",
        })
        .collect()
}

#[tokio::test]
async fn a_case_goes_round_from_the_ground_to_the_desk_to_the_department_and_back() {
    let server = Server::start().await;
    let mut worker = Phone::sign_in(&server, "wangge").await;
    let mut desk = Phone::sign_in(&server, "dudao").await;
    let mut handler = Phone::sign_in(&server, "zhifa").await;
    let mut other = Phone::sign_in(&server, "wuguan").await;
    let empty = ["begin", "directory", "complete"];
    for phone in [&mut worker, &mut desk, &mut handler, &mut other] {
        assert_eq!(shapes(&phone.pull(&server).await), empty);
    }

    let case = worker.report("c05/c05-g1", vec![]);
    worker.push_admitted(&server).await;
    assert_eq!(shapes(&desk.pull(&server).await), ["entered"]);
    assert_eq!(shapes(&handler.pull(&server).await), Vec::<&str>::new());

    desk.act(case, Command::Accept);
    desk.act(case, dispatch("enforcement"));
    desk.push_admitted(&server).await;
    assert_eq!(shapes(&handler.pull(&server).await), ["entered"]);
    assert_eq!(shapes(&other.pull(&server).await), Vec::<&str>::new());
    worker.pull(&server).await;

    handler.act(
        case,
        Command::HandBack {
            reason: "属物业管理范围".into(),
            suggested: Some("property".parse().unwrap()),
        },
    );
    handler.push_admitted(&server).await;
    assert_eq!(shapes(&handler.pull(&server).await), ["left"]);
    desk.pull(&server).await;
    desk.act(case, dispatch("property"));
    desk.push_admitted(&server).await;
    assert_eq!(shapes(&other.pull(&server).await), ["entered"]);
    assert_eq!(shapes(&handler.pull(&server).await), Vec::<&str>::new());

    other.act(case, Command::Start);
    other.push_admitted(&server).await;
    for phone in [&mut worker, &mut desk, &mut other] {
        phone.pull(&server).await;
        assert_eq!(phone.case(case).follow_up.state.stage(), Stage::Handling);
        assert_eq!(phone.case(case).follow_up.entries.len(), 6);
    }
    assert!(handler.documents.is_empty());
    let (nothing_new, bytes) = desk.pull_once(&server).await;
    assert_eq!((nothing_new.rows.len(), nothing_new.more), (0, false));
    assert!(bytes < 200, "{bytes} bytes for nothing new");
}

#[tokio::test]
async fn what_has_gone_and_come_back_between_two_pulls_is_there() {
    let server = Server::start().await;
    let mut worker = Phone::sign_in(&server, "wangge").await;
    let mut desk = Phone::sign_in(&server, "dudao").await;
    let mut handler = Phone::sign_in(&server, "zhifa").await;
    handler.pull(&server).await;
    let gone = worker.report("c05/c05-g1", vec![]);
    let back = worker.report("c05/c05-g1", vec![]);
    worker.push_admitted(&server).await;
    desk.pull(&server).await;
    for case in [gone, back] {
        desk.act(case, Command::Accept);
        desk.act(case, dispatch("enforcement"));
    }
    desk.push_admitted(&server).await;

    // A second phone of the department hands both back; one is dispatched to it again.
    let mut second = Phone::sign_in(&server, "zhifa").await;
    second.pull(&server).await;
    for case in [gone, back] {
        second.act(
            case,
            Command::HandBack {
                reason: "退回".into(),
                suggested: None,
            },
        );
    }
    second.push_admitted(&server).await;
    desk.pull(&server).await;
    desk.act(back, dispatch("enforcement"));
    desk.act(gone, dispatch("property"));
    desk.push_admitted(&server).await;

    let rows = handler.pull(&server).await;
    assert_eq!(
        shapes(&rows),
        ["left", "entered"],
        "of what is gone nothing is shown on the way"
    );
    assert_eq!(handler.documents.keys().collect::<Vec<_>>(), [&back]);
    second.pull(&server).await;
    assert_eq!(second.documents.keys().collect::<Vec<_>>(), [&back]);
    assert_eq!(second.case(back), handler.case(back));
}

#[tokio::test]
async fn people_of_other_places_get_nothing_and_can_add_nothing() {
    let server = Server::start().await;
    let mut worker = Phone::sign_in(&server, "wangge").await;
    let mut stranger = Phone::sign_in(&server, "xuhuimin").await;
    let mut neighbour = Phone::sign_in(&server, "juwei").await;
    let case = worker.report("c05/c05-g1", vec![]);
    worker.push_admitted(&server).await;
    assert_eq!(
        shapes(&stranger.pull(&server).await),
        ["begin", "directory", "complete"]
    );
    neighbour.pull(&server).await;
    assert!(neighbour.documents.contains_key(&case));

    // Somebody who got hold of the document writes into it: to them it does not exist.
    stranger
        .documents
        .insert(case, worker.documents[&case].clone());
    let mut document = worker.documents[&case].clone();
    let mut writes = comment_of(&neighbour, case);
    writes.step.by = stranger.principal.person.clone();
    writes.step.device = stranger.principal.device;
    let change = document
        .write(&stranger.principal, 0, case, &writes)
        .unwrap();
    let push = |document| PushChange {
        document,
        bytes: change.bytes.clone(),
    };
    let nowhere = gridloop_shared::model::CaseId::from_bytes([3; 16]);
    let not_found = [Verdict::Refused {
        code: Code::NotFound,
    }];
    assert_eq!(stranger.send(&server, vec![push(case)]).await, not_found);
    assert_eq!(stranger.send(&server, vec![push(nowhere)]).await, not_found);
    neighbour.pull(&server).await;
    assert_eq!(neighbour.case(case).follow_up.entries.len(), 1);
}

fn comment_of(
    phone: &Phone,
    case: gridloop_shared::model::CaseId,
) -> gridloop_shared::command::Writes {
    let act = gridloop_shared::command::Act {
        id: gridloop_shared::model::CommandId::from_bytes([5; 16]),
        case,
        at: Timestamp::from_millis(1_790_000_000_000),
        command: Command::Comment {
            text: "路过".into(),
        },
    };
    gridloop_shared::command::decide(&phone.principal, &phone.case(case), &act).unwrap()
}

#[tokio::test]
async fn correcting_the_place_moves_a_case_between_scopes() {
    let server = Server::start().await;
    let mut worker = Phone::sign_in(&server, "wangge").await;
    let mut here = Phone::sign_in(&server, "juwei").await;
    let mut there = Phone::sign_in(&server, "xuhuimin").await;
    let case = worker.report("c05/c05-g1", vec![]);
    worker.push_admitted(&server).await;
    here.pull(&server).await;
    there.pull(&server).await;
    worker.act(
        case,
        Command::Correct {
            field: FieldName::Area,
            value: "c01".into(),
        },
    );
    worker.push_admitted(&server).await;
    assert_eq!(shapes(&here.pull(&server).await), ["left"]);
    assert_eq!(shapes(&there.pull(&server).await), ["entered"]);
}

#[tokio::test]
async fn a_cursor_that_means_nothing_here_starts_from_the_beginning() {
    let server = Server::start().await;
    let mut worker = Phone::sign_in(&server, "wangge").await;
    worker.report("c05/c05-g1", vec![]);
    worker.push_admitted(&server).await;
    worker.pull(&server).await;
    let own = worker.cursor.clone();
    let mut desk = Phone::sign_in(&server, "dudao").await;
    for cursor in ["nonsense", "1.0.0.0", own.as_str(), "99.0.1.1"] {
        desk.cursor = cursor.to_owned();
        let rows = desk.pull(&server).await;
        assert_eq!(
            shapes(&rows),
            ["begin", "directory", "entered", "complete"],
            "{cursor}"
        );
    }
    let beyond = own.rsplit_once('.').unwrap().0.to_owned() + ".4000000000";
    worker.cursor = beyond;
    assert_eq!(shapes(&worker.pull(&server).await)[0], "begin");
}

#[tokio::test]
async fn a_long_list_is_named_in_pages_and_misses_nothing_that_comes_meanwhile() {
    let server = Server::start().await;
    let mut worker = Phone::sign_in(&server, "wangge").await;
    for _ in 0..1_100 {
        worker.report("c05/c05-g1", vec![]);
        if worker.outbox.len() == 100 {
            worker.push_admitted(&server).await;
        }
    }
    let mut desk = Phone::sign_in(&server, "dudao").await;
    let (first, _) = desk.pull_once(&server).await;
    assert!(
        first.more && first.rows.len() <= 502,
        "{}",
        first.rows.len()
    );
    let early = *worker.documents.keys().next().unwrap();
    worker.act(
        early,
        Command::Comment {
            text: "名单念到一半".into(),
        },
    );
    worker.push_admitted(&server).await;
    desk.cursor = first.cursor.clone();
    for row in &first.rows {
        if let PullRow::Entered(entered) = row {
            let document = gridloop_shared::crdt::CaseDocument::load(&entered.snapshot).unwrap();
            desk.documents.insert(entered.document, document);
        }
    }
    desk.pull(&server).await;
    assert_eq!(desk.documents.len(), 1_100);
    assert_eq!(desk.case(early).follow_up.entries.len(), 2);
}
