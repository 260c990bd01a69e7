//! Every route that asks for a session, and who may use it. A route that is not here fails
//! [`every_route_is_named_here`](self::every_route_is_named_here).

use reqwest::Method;

use crate::support::{Phone, Server};

/// Who may.
#[derive(Clone, Copy, PartialEq, Eq)]
enum May {
    /// Whoever comes.
    Anybody,
    /// Whoever is signed in; what they see and may do is decided case by case.
    SignedIn,
    /// Supervisors; to others it does not exist.
    Supervisors,
    /// Administrators; to others it does not exist.
    Admins,
}

use May::{Admins, Anybody, SignedIn, Supervisors};

const PHOTO: &str = "/api/v1/photos/{hash}";

const ROUTES: &[(Method, &str, May)] = &[
    (Method::POST, "/api/v1/session", Anybody),
    (Method::GET, "/api/v1/session", SignedIn),
    (Method::DELETE, "/api/v1/session", SignedIn),
    (Method::POST, "/api/v1/sync/push", SignedIn),
    (Method::GET, "/api/v1/sync/pull", SignedIn),
    (Method::GET, "/api/v1/sync/events", SignedIn),
    (Method::POST, "/api/v1/sync/give-back", SignedIn),
    (Method::GET, "/api/v1/sync/held", Supervisors),
    (Method::POST, "/api/v1/sync/held", Supervisors),
    (Method::GET, "/api/v1/sync/packs/{hash}", SignedIn),
    (Method::GET, "/api/v1/people", Admins),
    (Method::POST, "/api/v1/people/grants", Admins),
    (Method::POST, "/api/v1/people/revoke", Admins),
    (Method::GET, PHOTO, SignedIn),
    (Method::HEAD, PHOTO, SignedIn),
    (Method::PATCH, PHOTO, SignedIn),
    (Method::GET, "/healthz", Anybody),
];

const USERS: [&str; 8] = [
    "wangge", "guancha", "juwei", "zhifa", "wuguan", "sifa", "dudao", "admin",
];

fn path(route: &str) -> String {
    route.replace("{hash}", &"a".repeat(64))
}

#[tokio::test]
async fn who_is_not_signed_in_is_told_so_and_nothing_else() {
    let server = Server::start().await;
    for (method, route, may) in ROUTES {
        let request = server.request(method.clone(), &path(route));
        let status = request.send().await.unwrap().status().as_u16();
        match may {
            Anybody => assert_ne!(status, 401, "{method} {route}"),
            _ => assert_eq!(status, 401, "{method} {route}"),
        }
    }
}

#[tokio::test]
async fn an_office_does_not_exist_for_those_who_do_not_hold_it() {
    let server = Server::start().await;
    for user in USERS {
        let phone = Phone::sign_in(&server, user).await;
        for (method, route, may) in ROUTES {
            let holds = match may {
                Anybody | SignedIn => continue,
                Supervisors => matches!(user, "dudao" | "sifa"),
                Admins => user == "admin",
            };
            let request = phone.request(&server, method.clone(), &path(route));
            let status = request.send().await.unwrap().status().as_u16();
            // An empty body is no request of these; whoever holds the office is told just that.
            let expected = match (holds, method == Method::GET) {
                (false, _) => 404,
                (true, true) => 200,
                (true, false) => 400,
            };
            assert_eq!(status, expected, "{user}: {method} {route}");
        }
    }
}

#[test]
fn every_route_is_named_here() {
    let source = include_str!("../../server/src/router.rs");
    let mut routes = Vec::new();
    for part in source.split(".route(").skip(1) {
        let address = part.split('"').nth(1).unwrap();
        // Up to the next route or layer: the methods of this one.
        let handlers = part.split(".layer(").next().unwrap();
        for method in ["get", "post", "patch", "head", "delete", "put"] {
            if handlers.contains(&format!("{method}(")) {
                routes.push((method.to_uppercase(), address));
            }
        }
    }
    assert!(
        routes.len() >= 10,
        "the router reads otherwise by now: {routes:?}"
    );
    for (method, address) in routes {
        let named = ROUTES
            .iter()
            .any(|(known, route, _)| known.as_str() == method && *route == address);
        assert!(named, "{method} {address} has no permission test");
    }
}
