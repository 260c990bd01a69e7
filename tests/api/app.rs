//! Every address that is not the API's: the app.

use std::net::SocketAddr;

use gridloop::{Config, Running};
use reqwest::{Client, Response};
use tempfile::TempDir;

async fn with_files(files: &[(&str, &str)]) -> (Running, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let dist = folder.path().join("dist");
    std::fs::create_dir(&dist).unwrap();
    for (name, text) in files {
        std::fs::write(dist.join(name), text).unwrap();
    }
    let running = gridloop::start(Config {
        data: folder.path().join("data"),
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        app: Some(dist),
        secure_cookie: true,
        keep_days: 180,
        keep_unnamed_hours: 24 * 14,
        demo: None,
    });
    (running.await.unwrap(), folder)
}

async fn get(running: &Running, path: &str, headers: &[(&str, &str)]) -> Response {
    let request = Client::new().get(format!("http://{}{path}", running.address));
    let request = headers.iter().fold(request, |request, (name, value)| {
        request.header(*name, *value)
    });
    request.send().await.unwrap()
}

#[tokio::test]
async fn the_page_finds_its_own_way_and_runs_nothing_foreign() {
    let page = "<!doctype html><script>alert('Hello, world.');</script>";
    let (running, _folder) = with_files(&[("index.html", page)]).await;
    for path in [
        "/",
        "/cases/1",
        "/index.html",
        "/%2e%2e/data/gridloop.sqlite",
    ] {
        let response = get(&running, path, &[]).await;
        assert_eq!(response.status(), 200, "{path}");
        let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
        let policy = header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='; style-src 'self'; "), "{policy}");
        assert_eq!(header("cache-control"), "no-cache");
        assert_eq!(header("referrer-policy"), "no-referrer");
        assert_eq!(header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert!(header("permissions-policy").contains("geolocation=(self)"));
        assert_eq!(response.text().await.unwrap(), page, "{path}");
    }
}

#[tokio::test]
async fn files_come_small_once_and_for_good() {
    let name = "app-0123456789abcdef.js";
    let br = format!("{name}.br");
    let (running, _folder) =
        with_files(&[(name, "plain"), (&br, "small"), ("sw.js", "worker")]).await;
    let path = format!("/{name}");
    let plain = get(&running, &path, &[]).await;
    assert_eq!(
        plain.headers()["content-type"],
        "text/javascript; charset=utf-8"
    );
    assert!(
        plain.headers()["cache-control"]
            .to_str()
            .unwrap()
            .contains("immutable")
    );
    assert!(!plain.headers().contains_key("content-encoding"));
    assert_eq!(plain.text().await.unwrap(), "plain");

    let small = get(&running, &path, &[("accept-encoding", "gzip, br")]).await;
    assert_eq!(small.headers()["content-encoding"], "br");
    assert_eq!(small.headers()["vary"], "accept-encoding");
    let tag = small.headers()["etag"].to_str().unwrap().to_owned();
    assert_eq!(small.text().await.unwrap(), "small");
    let known = [("accept-encoding", "br"), ("if-none-match", tag.as_str())];
    assert_eq!(get(&running, &path, &known).await.status(), 304);
    assert_eq!(
        get(&running, "/sw.js", &[]).await.headers()["cache-control"],
        "no-cache"
    );
}

#[tokio::test]
async fn a_server_without_an_app_says_so() {
    let (running, _folder) = with_files(&[]).await;
    let text = get(&running, "/", &[]).await.text().await.unwrap();
    assert!(text.contains("cargo xtask build"), "{text}");
}

#[tokio::test]
async fn files_are_only_read() {
    let (running, _folder) = with_files(&[("index.html", "page"), ("sw.js", "worker")]).await;
    for path in ["/", "/sw.js", "/cases/1"] {
        let request = Client::new().post(format!("http://{}{path}", running.address));
        assert_eq!(request.send().await.unwrap().status(), 405, "{path}");
    }
}
