//! `/api/v1/people`: who may do what, and on which devices.

use gridloop_shared::model::{Grant, Role, Scope};
use gridloop_shared::sync::{PeopleReply, PullRow, Regrant, Revoke, decode, encode};
use reqwest::Method;

use super::held::{elsewhere, post, regrant};
use crate::support::{Phone, Server, new_device};

#[tokio::test]
async fn the_administration_is_the_administrators() {
    let server = Server::start().await;
    let admin = Phone::sign_in(&server, "admin").await;
    let worker = Phone::sign_in(&server, "wangge").await;
    let request = admin.request(&server, Method::GET, "/api/v1/people");
    let bytes = request.send().await.unwrap().bytes().await.unwrap();
    let people = decode::<PeopleReply>(&bytes).unwrap().people;
    let own = people
        .iter()
        .find(|each| each.person == worker.principal.person)
        .unwrap();
    assert!(
        own.devices
            .iter()
            .any(|device| device.id == worker.principal.device)
    );

    let grants = |scope| {
        vec![Grant {
            role: Role::Admin,
            scope,
        }]
    };
    let own = |grants| Regrant {
        person: admin.principal.person.clone(),
        grants,
    };
    for (bad, status) in [
        (own(elsewhere()), 400),
        (own(grants(Scope::Grids(vec![]))), 400),
        (
            Regrant {
                person: "nobody".parse().unwrap(),
                grants: elsewhere(),
            },
            404,
        ),
        (
            Regrant {
                person: worker.principal.person.clone(),
                grants: vec![Grant {
                    role: Role::Handler,
                    scope: Scope::Department("none".parse().unwrap()),
                }],
            },
            400,
        ),
    ] {
        assert_eq!(
            post(
                &admin,
                &server,
                "/api/v1/people/grants",
                encode(&bad).unwrap()
            )
            .await,
            status,
            "{bad:?}"
        );
    }
    for (device, status) in [(admin.principal.device, 400), (new_device(), 404)] {
        let body = encode(&Revoke { device }).unwrap();
        let answered = post(&admin, &server, "/api/v1/people/revoke", body).await;
        assert_eq!(answered, status);
    }
}

#[tokio::test]
async fn other_grants_reach_the_phone_at_its_next_pull() {
    let server = Server::start().await;
    let mut worker = Phone::sign_in(&server, "wangge").await;
    let mut desk = Phone::sign_in(&server, "dudao").await;
    let (here, there) = (
        desk.report("c05/c05-g1", vec![]),
        desk.report("c01/c01-g1", vec![]),
    );
    desk.push_admitted(&server).await;
    worker.pull(&server).await;
    assert!(worker.documents.contains_key(&here));
    regrant(&server, &worker, elsewhere()).await;
    let rows = worker.pull(&server).await;
    let named: Vec<_> = rows
        .iter()
        .filter_map(|row| match row {
            PullRow::Entered(entered) => Some(entered.document),
            _ => None,
        })
        .collect();
    assert_eq!(named, [there]);
    assert!(matches!(rows[0], PullRow::Begin { lost: false }));
    let directory = rows.iter().find_map(|row| match row {
        PullRow::Directory { directory } => Some(directory),
        _ => None,
    });
    let known = directory.unwrap().person(&worker.principal.person).unwrap();
    assert_eq!(known.grants, elsewhere());
}
