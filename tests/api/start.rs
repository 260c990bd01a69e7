//! A start that cannot go well fails at once, says why, and leaves nothing behind.

use std::error::Error;
use std::io::{Seek, SeekFrom, Write};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;

use gridloop::{Config, StartError};

fn config(data: &Path) -> Config {
    Config {
        data: data.to_owned(),
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        app: None,
        secure_cookie: false,
        keep_days: 180,
        keep_unnamed_hours: 24 * 14,
        demo: None,
    }
}

/// Everything that the error says, as the program prints it.
async fn refused(config: Config) -> String {
    let error = match gridloop::start(config).await {
        Err(error) => error,
        Ok(running) => panic!("it started on {}", running.address),
    };
    let mut said = vec![error.to_string()];
    let mut cause = error.source();
    while let Some(next) = cause {
        said.push(next.to_string());
        cause = next.source();
    }
    let text = said.join(": ");
    said.dedup();
    assert_eq!(said.join(": "), text, "nothing is said twice");
    text
}

#[tokio::test]
async fn an_address_that_is_taken_is_named_and_no_database_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let listen = other.local_addr().unwrap();
    let said = refused(Config {
        listen,
        ..config(&data)
    })
    .await;
    assert!(said.contains(&listen.to_string()), "{said}");
    assert!(!data.exists());
}

#[tokio::test]
async fn a_database_that_must_not_be_written_is_not_served() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    gridloop::start(config(&data)).await.unwrap().stop().await;
    // The write version of the file format (SQLite's file format, 1.3.3): a later one may be read and not written.
    let mut file = std::fs::File::options()
        .write(true)
        .open(data.join("gridloop.sqlite"))
        .unwrap();
    file.seek(SeekFrom::Start(18)).unwrap();
    file.write_all(&[3]).unwrap();
    drop(file);
    let error = gridloop::start(config(&data)).await.unwrap_err();
    assert!(matches!(error, StartError::Store(_)), "{error:?}");
}

#[tokio::test]
async fn half_a_demo_is_not_served() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let with_demo = || Config {
        demo: Some(3),
        ..config(&data)
    };
    gridloop::start(with_demo()).await.unwrap().stop().await;
    gridloop::start(with_demo()).await.unwrap().stop().await;
    // As a kill in the middle of its loading leaves it.
    std::fs::write(data.join("demo-unfinished"), []).unwrap();
    let said = refused(with_demo()).await;
    assert!(said.contains(&data.display().to_string()), "{said}");
}

#[tokio::test]
async fn half_a_request_does_not_hold_its_connection_for_ever() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let folder = tempfile::tempdir().unwrap();
    let running = gridloop::start(config(&folder.path().join("data")))
        .await
        .unwrap();
    let mut connection = tokio::net::TcpStream::connect(running.address)
        .await
        .unwrap();
    connection
        .write_all(b"GET /healthz HTTP/1.1\r\nhost: ")
        .await
        .unwrap();
    let mut answer = Vec::new();
    let closed = connection.read_to_end(&mut answer);
    let patience = std::time::Duration::from_secs(45);
    assert!(tokio::time::timeout(patience, closed).await.is_ok());
    running.stop().await;
}

#[tokio::test]
async fn a_folder_that_another_server_writes_into_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let running = gridloop::start(config(folder.path())).await.unwrap();
    let said = refused(config(folder.path())).await;
    assert!(said.ends_with("stop that one first"), "{said}");
    let rebuilt = gridloop::rebuild(folder.path(), |_| {}).await;
    assert!(rebuilt.unwrap_err().to_string().contains("in use"));
    running.stop().await;
    gridloop::rebuild(folder.path(), |_| {}).await.unwrap();
}

#[tokio::test]
async fn a_file_that_is_no_database_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("gridloop.sqlite");
    std::fs::write(&file, "no database at all, but longer than a header of one").unwrap();
    let said = refused(config(folder.path())).await;
    let named = format!("{} is no database", file.display());
    assert!(said.contains(&named), "{said}");
}
