//! A supervisor decides while the author's phone has gone on without what is held.

use gridloop_shared::command::{Act, Command};
use gridloop_shared::crdt::CaseDocument;
use gridloop_shared::model::{CaseId, DepartmentId, Grant, Role, Scope, Term};
use gridloop_shared::sync::{Code, PullRow, Verdict, encode};
use gridloop_shared::workflow::Stage;
use reqwest::Method;

use crate::held::{HELD, comment, held, post, regrant, ruling};
use crate::support::{Phone, Server, problem};

/// A grid worker who handles cases of a department as well, and one of their own reports, which is the department's.
struct Story {
    server: Server,
    worker: Phone,
    desk: Phone,
    case: CaseId,
    /// The case as it was before the department's role ended.
    before: CaseDocument,
}

fn department() -> DepartmentId {
    "enforcement".parse().unwrap()
}

async fn handles_as_well(server: &Server, worker: &mut Phone) {
    let mut both = worker.principal.grants.clone();
    both.push(Grant {
        role: Role::Handler,
        scope: Scope::Department(department()),
    });
    regrant(server, worker, both.clone()).await;
    worker.principal.grants = both;
}

impl Story {
    /// What the worker did for the department came when that role had ended, so it is held.
    async fn held(acts: &[Command]) -> (Self, Vec<Act>) {
        let server = Server::start().await;
        let mut worker = Phone::sign_in(&server, "wangge").await;
        let mut desk = Phone::sign_in(&server, "dudao").await;
        let walks = worker.principal.grants.clone();
        handles_as_well(&server, &mut worker).await;
        let case = worker.report("c05/c05-g1", vec![]);
        worker.push_admitted(&server).await;
        desk.pull(&server).await;
        desk.act(case, Command::Accept);
        let due = desk.case(case).follow_up.entries[0].step.at;
        let department = department();
        desk.act(
            case,
            Command::Dispatch {
                department,
                assisting: Vec::new(),
                term: Term::Until(due),
            },
        );
        desk.push_admitted(&server).await;
        worker.pull(&server).await;

        let before = worker.documents[&case].clone();
        let acts = acts.iter().map(|act| worker.act(case, act.clone()));
        let acts: Vec<Act> = acts.collect();
        regrant(&server, &worker, walks.clone()).await;
        worker.principal.grants = walks;
        let verdicts = worker.push(&server).await;
        let is_held = |verdict: &Verdict| matches!(verdict, Verdict::Held { .. });
        assert!(verdicts.iter().all(is_held), "{verdicts:?}");
        let mut story = Self {
            server,
            worker,
            desk,
            case,
            before,
        };
        story.goes_on_without();
        (story, acts)
    }

    /// The phone takes what is held out of the case.
    fn goes_on_without(&mut self) {
        let document = self.before.clone();
        self.worker.documents.insert(self.case, document);
    }

    async fn takes(&self, which: usize) -> u16 {
        let waiting = held(&self.desk, &self.server).await;
        let body = encode(&ruling(&waiting[which], true, "")).unwrap();
        post(&self.desk, &self.server, HELD, body).await
    }

    /// It cannot be taken, and stays. Answers with what is said of it.
    async fn takes_none(&self, which: usize) -> String {
        let waiting = held(&self.desk, &self.server).await;
        let body = encode(&ruling(&waiting[which], true, "")).unwrap();
        let request = self.desk.request(&self.server, Method::POST, HELD);
        let response = request.body(body).send().await.unwrap();
        let (status, code, _) = problem(response).await;
        assert_eq!(status, 409);
        assert_eq!(held(&self.desk, &self.server).await, waiting);
        code
    }

    async fn heard(&mut self) -> Vec<bool> {
        let rows = self.worker.pull(&self.server).await;
        let taken = rows.iter().filter_map(|row| match row {
            PullRow::Ruled { taken, .. } => Some(*taken),
            _ => None,
        });
        taken.collect()
    }
}

#[tokio::test]
async fn what_is_taken_joins_what_its_device_has_written_since() {
    let (mut story, _) = Story::held(&[Command::Start]).await;
    let case = story.case;
    story.worker.act_anew(case, comment("没有它也往下记"));
    story.worker.push_admitted(&story.server).await;
    // Made before the phone hears that it was taken after all.
    story.worker.act_anew(case, comment("还不知道"));
    assert_eq!(story.takes(0).await, 204);
    story.worker.push_admitted(&story.server).await;

    assert_eq!(story.heard().await, [true]);
    story.worker.act_anew(case, comment("知道了"));
    story.worker.push_admitted(&story.server).await;
    story.desk.pull(&story.server).await;
    for phone in [&story.worker, &story.desk] {
        let follow_up = phone.case(case).follow_up;
        assert_eq!(follow_up.state.stage(), Stage::Handling);
        assert_eq!(follow_up.entries.len(), 7);
    }
}

#[tokio::test]
async fn what_builds_on_something_held_is_not_taken_before_it() {
    let acts = [Command::Start, comment("二"), comment("三")];
    let (mut story, _) = Story::held(&acts).await;
    assert_eq!(story.takes_none(1).await, "builds-on-held");
    assert!(story.heard().await.is_empty());

    assert_eq!(story.takes(0).await, 204);
    assert_eq!(story.heard().await, [true, true, true]);
}

#[tokio::test]
async fn what_was_done_again_since_is_there_already() {
    let (mut story, acts) = Story::held(&[Command::Start, comment("又做一次")]).await;
    story.worker.does(1, &acts[1]);
    story.worker.push_admitted(&story.server).await;
    assert_eq!(story.takes(0).await, 204);
    assert_eq!(story.heard().await, [true, true]);
    assert_eq!(held(&story.desk, &story.server).await, []);
    story.desk.pull(&story.server).await;
    assert_eq!(story.desk.case(story.case).follow_up.entries.len(), 5);
}

#[tokio::test]
async fn what_builds_on_an_act_that_was_done_again_is_decided_by_itself() {
    let (mut story, acts) = Story::held(&[Command::Start, comment("接着")]).await;
    handles_as_well(&story.server, &mut story.worker).await;
    story.worker.does(1, &acts[0]);
    story.worker.push_admitted(&story.server).await;
    assert_eq!(story.takes(0).await, 204);
    assert_eq!(story.heard().await, [true]);

    // What it names is nowhere, and nothing is left that could be decided first.
    assert_eq!(story.takes_none(0).await, "does-not-fit");
    story.worker.does(2, &acts[1]);
    story.worker.push_admitted(&story.server).await;
    assert_eq!(story.takes(0).await, 204);
    assert_eq!(story.heard().await, [true]);
}

#[tokio::test]
async fn what_somebody_else_has_done_under_the_same_number_is_not_that_act() {
    let (mut story, acts) = Story::held(&[Command::Start, comment("我说的")]).await;
    story.desk.does(1, &acts[1]);
    story.desk.push_admitted(&story.server).await;
    assert_eq!(story.takes(0).await, 204);
    assert_eq!(story.heard().await, [true, false]);
}

#[tokio::test]
async fn a_device_does_not_write_beside_itself_over_and_over() {
    let (mut story, _) = Story::held(&[Command::Start]).await;
    let mut verdicts = Vec::new();
    for incarnation in 1..=6 {
        story.goes_on_without();
        let act = story.worker.act(story.case, comment("旁边"));
        story.worker.outbox.clear();
        story.goes_on_without();
        story.worker.does(incarnation, &act);
        verdicts.extend(story.worker.push(&story.server).await);
    }
    let code = Code::OutOfSequence;
    assert_eq!(verdicts[5], Verdict::Refused { code });
    let others = &verdicts[..5];
    let admitted = |verdict: &Verdict| matches!(verdict, Verdict::Admitted { .. });
    assert!(others.iter().all(admitted), "{others:?}");
}
