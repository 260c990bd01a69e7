//! `/api/v1/sync/held`: what was done in good faith is not lost, a supervisor decides, and its author hears.

use gridloop_shared::command::{Act, Command};
use gridloop_shared::model::{CaseId, Grant, Photo, PhotoHash, PhotoKind, Role, Scope, Timestamp};
use gridloop_shared::sync::{
    Code, Held, HeldReply, PullRow, Regrant, Revoke, Ruling, Verdict, decode, encode,
};
use reqwest::Method;

use crate::support::{Phone, Server, problem};

pub const HELD: &str = "/api/v1/sync/held";

pub fn comment(text: &str) -> Command {
    Command::Comment { text: text.into() }
}

pub async fn post(phone: &Phone, server: &Server, path: &str, body: Vec<u8>) -> u16 {
    let request = phone.request(server, Method::POST, path);
    let response = request.body(body).send().await.unwrap();
    response.status().as_u16()
}

pub async fn held(phone: &Phone, server: &Server) -> Vec<Held> {
    let request = phone.request(server, Method::GET, HELD);
    let bytes = request.send().await.unwrap().bytes().await.unwrap();
    decode::<HeldReply>(&bytes).unwrap().held
}

pub fn ruling(held: &Held, take: bool, reason: &str) -> Ruling {
    Ruling {
        hash: held.hash,
        device: held.device,
        take,
        reason: reason.into(),
    }
}

/// The administrator gives somebody other grants.
pub async fn regrant(server: &Server, person: &Phone, grants: Vec<Grant>) {
    let admin = Phone::sign_in(server, "admin").await;
    let person = person.principal.person.clone();
    let asked = Regrant { person, grants };
    assert_eq!(
        post(
            &admin,
            server,
            "/api/v1/people/grants",
            encode(&asked).unwrap()
        )
        .await,
        204
    );
}

pub async fn revoke(server: &Server, phone: &Phone) {
    let admin = Phone::sign_in(server, "admin").await;
    let asked = Revoke {
        device: phone.principal.device,
    };
    assert_eq!(
        post(
            &admin,
            server,
            "/api/v1/people/revoke",
            encode(&asked).unwrap()
        )
        .await,
        204
    );
}

pub fn elsewhere() -> Vec<Grant> {
    vec![Grant {
        role: Role::GridWorker,
        scope: Scope::Grids(vec!["c01-g1".parse().unwrap()]),
    }]
}

/// A worker, a desk, and the desk's case on the worker's ground: what leaves with the role.
pub async fn on_the_workers_ground() -> (Server, Phone, Phone, CaseId) {
    let server = Server::start().await;
    let mut worker = Phone::sign_in(&server, "wangge").await;
    let mut desk = Phone::sign_in(&server, "dudao").await;
    let case = desk.report("c05/c05-g1", vec![]);
    desk.push_admitted(&server).await;
    worker.pull(&server).await;
    (server, worker, desk, case)
}

/// The phones' acts are written with times that are long past for a server of today: made before any role ended.
#[tokio::test]
async fn what_was_done_before_a_role_ended_is_held_and_taken_by_a_supervisor_as_it_was() {
    let (server, mut worker, mut desk, case) = on_the_workers_ground().await;
    let bound = Timestamp::from_millis(1_760_000_000_000);
    assert!(worker.case(case).follow_up.entries[0].step.at > bound);
    worker.act(case, comment("离开前看过"));
    worker.act(case, comment("又看了一次"));
    regrant(&server, &worker, elsewhere()).await;

    let verdicts = worker.push(&server).await;
    let codes = [Code::RoleEnded, Code::BuildsOnHeld].map(|code| Verdict::Held { code });
    assert_eq!(verdicts, codes);
    assert_eq!(
        desk.pull(&server)
            .await
            .iter()
            .filter(|row| matches!(row, PullRow::Change { .. }))
            .count(),
        0
    );
    let waiting = held(&desk, &server).await;
    assert_eq!(waiting.len(), 2);
    let act = waiting[0].act.as_ref().unwrap();
    assert_eq!(act.command, comment("离开前看过"));
    assert_eq!(waiting[0].row.as_ref().unwrap().id, case);

    assert_eq!(
        post(
            &desk,
            &server,
            HELD,
            encode(&ruling(&waiting[0], true, "")).unwrap()
        )
        .await,
        204
    );
    assert_eq!(
        held(&desk, &server).await,
        [],
        "and what builds on it with it"
    );
    desk.pull(&server).await;
    let steps = desk.case(case).follow_up.entries;
    let by: Vec<_> = steps.iter().map(|entry| entry.step.by.clone()).collect();
    assert_eq!(
        by[1..],
        [
            worker.principal.person.clone(),
            worker.principal.person.clone()
        ]
    );
    // Its author does not see the case any more, and hears of it all the same.
    let heard = worker.pull(&server).await;
    let taken: Vec<_> = heard
        .iter()
        .filter_map(|row| match row {
            PullRow::Ruled { command, taken, .. } => Some((*command, *taken)),
            _ => None,
        })
        .collect();
    let acts = waiting.iter().map(|held| held.act.as_ref().unwrap().id);
    assert_eq!(taken, acts.map(|id| (id, true)).collect::<Vec<_>>());
    // Somebody else has decided already.
    assert_eq!(
        post(
            &desk,
            &server,
            HELD,
            encode(&ruling(&waiting[0], false, "晚了")).unwrap()
        )
        .await,
        404
    );
}

#[tokio::test]
async fn whoever_is_ruled_against_hears_why_and_the_answer_stays() {
    let server = Server::start().await;
    let mut worker = Phone::sign_in(&server, "wangge").await;
    let desk = Phone::sign_in(&server, "dudao").await;
    worker.pull(&server).await;
    let case = worker.report("c05/c05-g1", vec![]);
    let sent = worker.outbox.clone();
    regrant(&server, &worker, vec![]).await;
    assert_eq!(
        worker.push(&server).await,
        [Verdict::Held {
            code: Code::RoleEnded
        }]
    );
    // Once more changes nothing.
    assert_eq!(
        worker.send(&server, sent.clone()).await,
        [Verdict::Held {
            code: Code::RoleEnded
        }]
    );

    let waiting = held(&desk, &server).await;
    assert_eq!(waiting[0].row, None, "it would found the case");
    assert_eq!(
        post(
            &desk,
            &server,
            HELD,
            encode(&ruling(&waiting[0], false, " ")).unwrap()
        )
        .await,
        400,
        "not without a reason"
    );
    assert_eq!(
        post(
            &desk,
            &server,
            HELD,
            encode(&ruling(&waiting[0], false, "已有人上报")).unwrap()
        )
        .await,
        204
    );
    let command = waiting[0].act.as_ref().unwrap().id;
    let heard = PullRow::Ruled {
        command,
        taken: false,
        reason: "已有人上报".into(),
        act: None,
    };
    let rows = worker.pull(&server).await;
    assert!(
        rows.contains(&heard),
        "also when everything begins anew: {rows:?}"
    );
    let idle = worker.pull(&server).await;
    assert_eq!(idle, [], "and once");
    assert_eq!(
        worker.send(&server, sent).await,
        [Verdict::Refused {
            code: Code::RuledOut
        }]
    );
    let mut desk = desk;
    desk.pull(&server).await;
    assert!(!desk.documents.contains_key(&case));
}

#[tokio::test]
async fn a_revoked_device_hands_over_what_it_has_and_gets_nothing() {
    let server = Server::start().await;
    let mut lost = Phone::sign_in(&server, "wangge").await;
    let desk = Phone::sign_in(&server, "dudao").await;
    lost.pull(&server).await;
    lost.report("c05/c05-g1", vec![]);
    revoke(&server, &lost).await;

    assert_eq!(
        lost.push(&server).await,
        [Verdict::Held {
            code: Code::DeviceRevoked
        }]
    );
    let photo = format!("/api/v1/photos/{}", "a".repeat(64));
    for path in [
        "/api/v1/sync/pull",
        "/api/v1/session",
        HELD,
        "/api/v1/sync/events",
        &photo,
    ] {
        let response = lost
            .request(&server, Method::GET, path)
            .send()
            .await
            .unwrap();
        let (status, code, _) = problem(response).await;
        assert_eq!((status, code.as_str()), (401, "device-revoked"), "{path}");
    }
    let again = server
        .try_sign_in("wangge", "gridloop-demo", lost.principal.device)
        .await;
    assert_eq!(again.status(), 401);
    // The same person goes on with another.
    let waiting = held(&desk, &server).await;
    assert_eq!(
        post(
            &desk,
            &server,
            HELD,
            encode(&ruling(&waiting[0], true, "本人确认")).unwrap()
        )
        .await,
        204
    );
    let mut new = Phone::sign_in(&server, "wangge").await;
    let rows = new.pull(&server).await;
    assert!(rows.iter().any(|row| matches!(row, PullRow::Entered(_))));
}

#[tokio::test]
async fn a_decision_on_a_revoked_device_reaches_its_person_on_others() {
    let server = Server::start().await;
    let mut lost = Phone::sign_in(&server, "wangge").await;
    let mut phone = Phone::sign_in(&server, "wangge").await;
    let mut colleague = Phone::sign_in(&server, "juwei").await;
    let desk = Phone::sign_in(&server, "dudao").await;
    for phone in [&mut phone, &mut colleague] {
        phone.pull(&server).await;
    }
    let case = lost.report("c05/c05-g1", vec![]);
    let said = lost.act(case, comment("还在"));
    revoke(&server, &lost).await;
    lost.push(&server).await;
    let waiting = held(&desk, &server).await;
    let against = encode(&ruling(&waiting[0], false, "看不清")).unwrap();
    assert_eq!(post(&desk, &server, HELD, against).await, 204);

    let mut new = Phone::sign_in(&server, "wangge").await;
    for phone in [&mut phone, &mut new] {
        let rows = phone.pull(&server).await;
        let told: Vec<_> = rows.iter().filter_map(told).collect();
        let report = waiting[0].act.clone().unwrap();
        assert_eq!(told, [&report, &said]);
        assert_eq!(phone.pull(&server).await, [], "once");
    }
    let rows = colleague.pull(&server).await;
    assert_eq!(rows.iter().filter_map(told).count(), 0);
}

#[tokio::test]
async fn a_decision_that_a_device_never_heard_reaches_its_person_when_it_is_revoked() {
    let (server, mut lost, desk, case) = on_the_workers_ground().await;
    let mut phone = Phone::sign_in(&server, "wangge").await;
    let said = lost.act(case, comment("走之前"));
    regrant(&server, &lost, elsewhere()).await;
    lost.push(&server).await;
    phone.pull(&server).await;
    let waiting = held(&desk, &server).await;
    let against = encode(&ruling(&waiting[0], false, "不用了")).unwrap();
    assert_eq!(post(&desk, &server, HELD, against).await, 204);
    let rows = phone.pull(&server).await;
    assert_eq!(
        rows.iter().filter_map(told).count(),
        0,
        "the device tells it"
    );

    revoke(&server, &lost).await;
    let rows = phone.pull(&server).await;
    assert_eq!(rows.iter().filter_map(told).collect::<Vec<_>>(), [&said]);
    revoke(&server, &lost).await;
    assert_eq!(phone.pull(&server).await, [], "once");
}

fn told(row: &PullRow) -> Option<&Act> {
    match row {
        PullRow::Ruled { act, .. } => act.as_deref(),
        _ => None,
    }
}

/// A file that begins as a PNG of 800 × 600.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x03\x20\0\0\x02\x58\x08\x02\0\0\0";

#[tokio::test]
async fn a_revoked_device_hands_over_its_photos_for_a_supervisor_to_see() {
    let server = Server::start().await;
    let mut lost = Phone::sign_in(&server, "wangge").await;
    let desk = Phone::sign_in(&server, "dudao").await;
    let admin = Phone::sign_in(&server, "admin").await;
    let hash = PhotoHash::of(PICTURE);
    let photo = Photo {
        hash: hash.clone(),
        size: PICTURE.len().try_into().unwrap(),
        kind: PhotoKind::Png,
        taken_at: Timestamp::from_millis(1),
        position: None,
    };
    let case = lost.report("c05/c05-g1", vec![photo]);
    lost.act(case, comment("还在"));
    revoke(&server, &lost).await;
    lost.push(&server).await;
    let path = format!("/api/v1/photos/{hash}");
    let absent = lost.request(&server, Method::HEAD, &path).send().await;
    assert_eq!(absent.unwrap().status(), 404);
    let piece = lost
        .request(&server, Method::PATCH, &path)
        .header("upload-offset", 0)
        .header("upload-length", PICTURE.len())
        .body(PICTURE);
    assert_eq!(piece.send().await.unwrap().status(), 204);

    let read = async |phone: &Phone| {
        let response = phone.request(&server, Method::GET, &path).send().await;
        response.unwrap().status().as_u16()
    };
    assert_eq!(read(&desk).await, 200);
    assert_eq!(read(&admin).await, 404, "no case names it");
    let waiting = held(&desk, &server).await;
    let what: Vec<_> = waiting
        .iter()
        .map(|held| held.act.as_ref().unwrap().command.clone())
        .collect();
    assert!(matches!(&what[0], Command::Report(report) if report.photos[0].hash == hash));
    assert_eq!(
        what[1],
        comment("还在"),
        "also what builds on it can be read"
    );
    assert!(waiting.iter().all(|held| held.document == case));
    let ruling = encode(&ruling(&waiting[0], false, "重复")).unwrap();
    assert_eq!(post(&desk, &server, HELD, ruling).await, 204);
    assert_eq!(read(&desk).await, 404, "nothing is left to decide");
}

#[tokio::test]
async fn whoever_knows_the_password_hands_over_what_a_revoked_device_has_and_can_do_nothing_else() {
    let server = Server::start().await;
    let mut lost = Phone::sign_in(&server, "wangge").await;
    lost.report("c05/c05-g1", vec![]);
    revoke(&server, &lost).await;
    let out = lost.request(&server, Method::DELETE, "/api/v1/session");
    let out = out.send().await.unwrap();
    assert_eq!(out.status(), 204);
    assert_eq!(out.headers()["clear-site-data"], "\"cache\"");
    let status = |response: reqwest::Response| response.status().as_u16();
    let push = lost.push_request(&server, lost.outbox.clone());
    assert_eq!(status(push.send().await.unwrap()), 401);

    let device = lost.principal.device;
    let wrong = server.try_sign_in("wangge", "guess", device).await;
    assert!(wrong.headers().get("set-cookie").is_none());
    let again = server.try_sign_in("wangge", "gridloop-demo", device).await;
    let cookie = again.headers()["set-cookie"].to_str().unwrap().to_owned();
    let (status, code, _) = problem(again).await;
    assert_eq!((status, code.as_str()), (401, "device-revoked"));
    lost.token = cookie[cookie.find('=').unwrap() + 1..cookie.find(';').unwrap()].to_owned();
    let code = Code::DeviceRevoked;
    assert_eq!(lost.push(&server).await, [Verdict::Held { code }]);
    let pull = lost.request(&server, Method::GET, "/api/v1/sync/pull");
    let (status, code, _) = problem(pull.send().await.unwrap()).await;
    assert_eq!((status, code.as_str()), (401, "device-revoked"));
}

#[tokio::test]
async fn who_decides_is_woken_when_something_is_held() {
    let server = Server::start().await;
    let mut lost = Phone::sign_in(&server, "wangge").await;
    let desk = Phone::sign_in(&server, "dudao").await;
    revoke(&server, &lost).await;
    let events = desk.request(&server, Method::GET, "/api/v1/sync/events");
    let mut events = events.send().await.unwrap();
    lost.report("c05/c05-g1", vec![]);
    lost.push(&server).await;
    let line = events.chunk().await.unwrap().unwrap();
    assert!(line.starts_with(b"data:"), "{line:?}");
}
