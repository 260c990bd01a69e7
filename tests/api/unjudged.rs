//! What builds on something held could not be judged when it came: a decision on one act is none on another.

use gridloop_shared::command::Command;
use gridloop_shared::sync::{Code, Held, Verdict, encode};

use crate::held::{HELD, comment, elsewhere, held, on_the_workers_ground, post, regrant, ruling};
use crate::support::{Phone, Server};

async fn rules(desk: &Phone, server: &Server, on: &Held, take: bool) {
    let body = encode(&ruling(on, take, "看过了")).unwrap();
    assert_eq!(post(desk, server, HELD, body).await, 204);
}

fn holds(codes: &[Code]) -> Vec<Verdict> {
    codes
        .iter()
        .map(|code| Verdict::Held { code: *code })
        .collect()
}

#[tokio::test]
async fn forged_work_is_refused_and_not_held_whatever_somebody_could_do_once() {
    let server = Server::start().await;
    let mut worker = Phone::sign_in(&server, "wangge").await;
    let mut desk = Phone::sign_in(&server, "dudao").await;
    let case = desk.report("c01/c01-g1", vec![]);
    desk.push_admitted(&server).await;
    // Never theirs.
    worker.documents.insert(case, desk.documents[&case].clone());
    worker.act_as(&desk.principal, case, Command::Accept);
    regrant(&server, &worker, elsewhere()).await;
    let verdicts = worker.push(&server).await;
    assert!(
        matches!(verdicts[..], [Verdict::Refused { .. }]),
        "{verdicts:?}"
    );
    assert_eq!(held(&desk, &server).await, []);
}

#[tokio::test]
async fn a_step_in_somebody_elses_name_does_not_come_in_behind_an_honest_one() {
    let (server, mut worker, mut desk, case) = on_the_workers_ground().await;
    worker.act(case, comment("老实话"));
    worker.forge(&desk.principal, case, Command::Accept);
    regrant(&server, &worker, elsewhere()).await;
    let sent = worker.outbox.clone();
    let both = [Code::RoleEnded, Code::BuildsOnHeld];
    assert_eq!(worker.push(&server).await, holds(&both));

    let waiting = held(&desk, &server).await;
    rules(&desk, &server, &waiting[0], true).await;
    desk.pull(&server).await;
    let entries = desk.case(case).follow_up.entries;
    assert_eq!(entries.len(), 2, "the report and the comment");
    assert_eq!(held(&desk, &server).await, []);
    let code = Code::WrongPerson;
    let verdicts = worker.send(&server, sent).await;
    assert!(matches!(verdicts[0], Verdict::Known { .. }), "{verdicts:?}");
    assert_eq!(verdicts[1], Verdict::Refused { code });
}

#[tokio::test]
async fn what_its_author_never_could_do_does_not_come_in_behind_what_they_could() {
    let (server, mut worker, mut desk, case) = on_the_workers_ground().await;
    worker.act(case, comment("老实话"));
    worker.act_as(&desk.principal, case, Command::Accept);
    worker.act(case, comment("后话"));
    regrant(&server, &worker, elsewhere()).await;
    worker.push(&server).await;

    let waiting = held(&desk, &server).await;
    rules(&desk, &server, &waiting[0], true).await;
    desk.pull(&server).await;
    assert_eq!(desk.case(case).follow_up.entries.len(), 2);
    assert_eq!(held(&desk, &server).await, [], "nor does what builds on it");
}

#[tokio::test]
async fn a_decision_on_one_persons_act_leaves_anothers_alone() {
    let (server, mut worker, mut desk, case) = on_the_workers_ground().await;
    let mut other = Phone::sign_in(&server, "juwei").await;
    other.pull(&server).await;
    for phone in [&mut worker, &mut other] {
        phone.act(case, comment("先"));
        phone.act(case, comment("后"));
        regrant(&server, phone, elsewhere()).await;
    }
    let both = holds(&[Code::RoleEnded, Code::BuildsOnHeld]);
    assert_eq!(worker.push(&server).await, both);
    assert_eq!(other.push(&server).await, both);

    let waiting = held(&desk, &server).await;
    let of = |phone: &Phone| {
        let person = phone.principal.person.clone();
        waiting.iter().find(|held| held.person == person).cloned()
    };
    rules(&desk, &server, &of(&worker).unwrap(), false).await;
    let left = held(&desk, &server).await;
    assert!(
        left.iter()
            .all(|held| held.person == other.principal.person)
    );
    assert_eq!(left.len(), 2, "{left:?}");
    rules(&desk, &server, &of(&other).unwrap(), true).await;
    desk.pull(&server).await;
    assert_eq!(desk.case(case).follow_up.entries.len(), 3);
}
