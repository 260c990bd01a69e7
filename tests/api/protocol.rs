//! What holds for every address of the API.

use reqwest::Method;

use crate::support::{Phone, Server, problem};

const HASH: &str =
    "/api/v1/photos/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

/// Every route of the API but signing in, which needs no session.
fn routes() -> [(Method, &'static str); 8] {
    [
        (Method::GET, "/api/v1/session"),
        (Method::DELETE, "/api/v1/session"),
        (Method::POST, "/api/v1/sync/push"),
        (Method::GET, "/api/v1/sync/pull"),
        (Method::GET, "/api/v1/sync/events"),
        (Method::GET, HASH),
        (Method::HEAD, HASH),
        (Method::PATCH, HASH),
    ]
}

#[tokio::test]
async fn nothing_is_served_without_a_session() {
    let server = Server::start().await;
    for (method, path) in routes() {
        for token in [None, Some("made-up")] {
            let mut request = server.request(method.clone(), path);
            if let Some(token) = token {
                request = request.bearer_auth(token);
            }
            let response = request.send().await.unwrap();
            assert_eq!(response.status(), 401, "{method} {path}");
            assert_eq!(response.headers()["cache-control"], "no-store");
            if method != Method::HEAD {
                assert_eq!(problem(response).await.1, "signed-out");
            }
        }
    }
}

#[tokio::test]
async fn nothing_but_pictures_is_served_without_the_protocol() {
    let server = Server::start().await;
    let phone = Phone::sign_in(&server, "dudao").await;
    let with_sign_in = routes()
        .into_iter()
        .chain([(Method::POST, "/api/v1/session")]);
    for (method, path) in with_sign_in {
        for version in [None, Some("2"), Some("one")] {
            let mut request = server.bare(method.clone(), path).bearer_auth(&phone.token);
            if let Some(version) = version {
                request = request.header("gridloop-protocol", version);
            }
            let response = request.send().await.unwrap();
            if (&method, path) == (&Method::GET, HASH) {
                assert_eq!(response.status(), 404, "asked for the picture itself");
                continue;
            }
            assert_eq!(response.status(), 400, "{method} {path}");
            if method != Method::HEAD {
                assert_eq!(problem(response).await.1, "wrong-protocol");
            }
        }
    }
}

#[tokio::test]
async fn an_address_that_is_none_is_a_problem_and_no_page() {
    let server = Server::start().await;
    for path in ["/api/v1/nothing", "/api", "/api/v2/sync/pull"] {
        let response = server.request(Method::GET, path).send().await.unwrap();
        assert_eq!(problem(response).await.1, "not-found", "{path}");
    }
}

#[tokio::test]
async fn whoever_watches_sees_version_and_database() {
    let server = Server::start().await;
    let response = server.bare(Method::GET, "/healthz").send().await.unwrap();
    assert_eq!(response.status(), 200);
    let body: serde_json::Value = serde_json::from_slice(&response.bytes().await.unwrap()).unwrap();
    assert_eq!(body["database"], "ok");
    assert!(body["version"].is_string());
}
