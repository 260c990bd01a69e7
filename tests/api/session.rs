//! `/api/v1/session`

use gridloop_shared::model::Role;
use gridloop_shared::sync::SignedIn;
use reqwest::Method;

use crate::support::{Phone, Server, new_device, problem};

const SESSION: &str = "/api/v1/session";

#[tokio::test]
async fn somebody_signs_in_is_known_and_signs_out() {
    let server = Server::start().await;
    let response = server
        .try_sign_in("dudao", "gridloop-demo", new_device())
        .await;
    let cookie = response.headers()["set-cookie"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(cookie.starts_with("gridloop_session="), "{cookie}");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"));
    assert!(cookie.contains("Path=/") && !cookie.contains("Secure"));
    assert_eq!(response.headers()["cache-control"], "no-store");

    let cookie = cookie.split(';').next().unwrap().to_owned();
    let show = |method| server.request(method, SESSION).header("cookie", &cookie);
    let response = show(Method::GET).send().await.unwrap();
    let shown: SignedIn = serde_json::from_slice(&response.bytes().await.unwrap()).unwrap();
    assert!(shown.principal.has(Role::Supervisor));
    assert_eq!(shown.token, None, "the token is given once");

    assert_eq!(show(Method::DELETE).send().await.unwrap().status(), 204);
    let (status, code, _) = problem(show(Method::GET).send().await.unwrap()).await;
    assert_eq!((status, code.as_str()), (401, "signed-out"));
}

#[tokio::test]
async fn a_session_survives_a_restart() {
    let mut server = Server::start().await;
    let phone = Phone::sign_in(&server, "wangge").await;
    server.restart().await;
    let shown = phone.request(&server, Method::GET, SESSION).send().await;
    assert_eq!(shown.unwrap().status(), 200);
}

#[tokio::test]
async fn guessing_is_answered_alike_for_everybody_and_then_slowed_down() {
    let server = Server::start().await;
    for user in ["dudao", "nobody"] {
        for _ in 0..5 {
            let tried = server.try_sign_in(user, "wrong", new_device()).await;
            let (status, code, _) = problem(tried).await;
            assert_eq!((status, code.as_str()), (401, "wrong-password"), "{user}");
        }
        let tried = server
            .try_sign_in(user, "gridloop-demo", new_device())
            .await;
        assert!(tried.headers().contains_key("retry-after"));
        let (status, code, problem) = problem(tried).await;
        assert_eq!((status, code.as_str()), (429, "too-many-tries"), "{user}");
        assert!(problem.retry_after_s.unwrap() >= 1);
    }
    Phone::sign_in(&server, "wangge").await;
}

#[tokio::test]
async fn a_device_belongs_to_one_person_for_good() {
    let server = Server::start().await;
    let phone = Phone::sign_in(&server, "wangge").await;
    let device = phone.principal.device;
    let other = server.try_sign_in("dudao", "gridloop-demo", device).await;
    let (status, code, _) = problem(other).await;
    assert_eq!((status, code.as_str()), (409, "device-of-another"));
    let again = server.try_sign_in("wangge", "gridloop-demo", device).await;
    assert_eq!(again.status(), 200);
}

#[tokio::test]
async fn whoever_follows_the_log_stays_signed_in() {
    let server = Server::start().await;
    let phone = Phone::sign_in(&server, "wangge").await;
    let file = server.data().join("gridloop.sqlite");
    let file = format!("sqlite://{}", file.display());
    let database = sqlx::SqlitePool::connect(&file).await.unwrap();
    let earlier = "update sessions set expires_at = expires_at - 172800000";
    sqlx::query(earlier).execute(&database).await.unwrap();
    let pulls = async || {
        let request = phone.request(&server, Method::GET, "/api/v1/sync/pull");
        request
            .send()
            .await
            .unwrap()
            .headers()
            .contains_key("set-cookie")
    };
    assert!(pulls().await, "90 days from now");
    assert!(!pulls().await, "once a day is enough");
}
