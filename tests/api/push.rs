//! `/api/v1/sync/push`

use gridloop_shared::command::Command;
use gridloop_shared::sync::{Code, MOST_PUSH_CHANGES, PushChange, PushRequest, Verdict, encode};
use reqwest::Method;

use crate::support::{Phone, Server, problem};

const PUSH: &str = "/api/v1/sync/push";

fn comment(text: &str) -> Command {
    Command::Comment { text: text.into() }
}

#[tokio::test]
async fn sending_again_is_safe() {
    let server = Server::start().await;
    let mut phone = Phone::sign_in(&server, "wangge").await;
    let case = phone.report("c05/c05-g1", vec![]);
    phone.act(case, comment("看过了"));
    let batch = phone.outbox.clone();
    let first = phone.push(&server).await;
    let again = phone.send(&server, batch.clone()).await;
    for (first, again) in first.iter().zip(&again) {
        let Verdict::Admitted { seq, at, seal } = first.clone() else {
            panic!("{first:?}")
        };
        assert_eq!(*again, Verdict::Known { seq, at, seal });
    }
    let twice = [batch.clone(), batch].concat();
    assert_eq!(phone.send(&server, twice).await.len(), 4);
    assert_eq!(
        phone.pull(&server).await.len(),
        4,
        "begin, directory, the case, complete"
    );
}

#[tokio::test]
async fn a_bad_change_in_a_batch_spoils_nothing_but_what_builds_on_it() {
    let server = Server::start().await;
    let mut phone = Phone::sign_in(&server, "wangge").await;
    let garbage = |document| PushChange {
        document,
        bytes: b"<html>502 Bad Gateway</html>".to_vec(),
    };
    let one = phone.report("c05/c05-g1", vec![]);
    let unknown_place = phone.report("c05/nowhere", vec![]);
    phone.act(unknown_place, comment("补充"));
    let two = phone.report("c05", vec![]);
    let [a, b, c, d] = <[PushChange; 4]>::try_from(std::mem::take(&mut phone.outbox)).unwrap();
    let verdicts = phone
        .send(&server, vec![garbage(one), a, garbage(one), b, c, d])
        .await;
    let code = |at: usize| match &verdicts[at] {
        Verdict::Refused { code } => Some(*code),
        Verdict::Admitted { .. } => None,
        other => panic!("{other:?}"),
    };
    let codes: Vec<_> = (0..6).map(code).collect();
    let (malformed, unknown) = (Some(Code::Malformed), Some(Code::UnknownReference));
    let builds = Some(Code::BuildsOnRefused);
    assert_eq!(codes, [malformed, None, malformed, unknown, builds, None]);
    let mut desk = Phone::sign_in(&server, "dudao").await;
    desk.pull(&server).await;
    let seen: Vec<_> = desk.documents.keys().copied().collect();
    assert_eq!(seen, [one, two]);
}

#[tokio::test]
async fn what_is_no_push_is_told_so() {
    let server = Server::start().await;
    let phone = Phone::sign_in(&server, "wangge").await;
    let send = async |body: Vec<u8>| {
        let request = phone.request(&server, Method::POST, PUSH).body(body);
        problem(request.send().await.unwrap()).await
    };
    assert_eq!(send(b"not cbor".to_vec()).await.1, "bad-request");
    let change = PushChange {
        document: gridloop_shared::model::CaseId::from_bytes([1; 16]),
        bytes: vec![],
    };
    let many = PushRequest {
        changes: vec![change; MOST_PUSH_CHANGES + 1],
    };
    let (status, code, _) = send(encode(&many).unwrap()).await;
    assert_eq!((status, code.as_str()), (413, "too-large"));
    let huge = phone
        .request(&server, Method::POST, PUSH)
        .body(vec![0; 1024 * 1024])
        .send()
        .await;
    // The server may hang up while the body is still being sent.
    if let Ok(response) = huge {
        let (status, code, _) = problem(response).await;
        assert_eq!((status, code.as_str()), (413, "too-large"));
    }
}

#[tokio::test]
async fn many_phones_at_once_get_places_without_gaps() {
    let server = Server::start().await;
    let mut phones = Vec::new();
    for _ in 0..8 {
        let mut phone = Phone::sign_in(&server, "wangge").await;
        for _ in 0..20 {
            phone.report("c05/c05-g2", vec![]);
        }
        phones.push(phone);
    }
    let pushes = phones.iter_mut().map(|phone| phone.push(&server));
    let verdicts = futures_util::future::join_all(pushes).await;
    let mut places: Vec<u64> = verdicts
        .into_iter()
        .flatten()
        .map(|verdict| match verdict {
            Verdict::Admitted { seq, .. } => seq,
            other => panic!("{other:?}"),
        })
        .collect();
    places.sort_unstable();
    assert_eq!(places, (1..=160).collect::<Vec<u64>>());
}
