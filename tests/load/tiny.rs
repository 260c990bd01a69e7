//! The load client does all of its work with a real server, in a small size, and says what it measured.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::process::Stdio;

use serde_json::Value;
use tokio::process::Command;

/// Two devices with ten documents each, two further steps a document; five devices come back.
const SIZE: [&str; 20] = [
    "--devices",
    "2",
    "--documents",
    "10",
    "--edits",
    "2",
    "--batch",
    "4",
    "--again",
    "3",
    "--again-seconds",
    "60",
    "--samples",
    "6",
    "--pause-ms",
    "1",
    "--reconnecting",
    "5",
    "--missed",
    "7",
];

/// What the load client writes, line by line.
async fn lines(task: &[&str]) -> Vec<Value> {
    let load = Command::new(env!("CARGO_BIN_EXE_gridloop-load"))
        .args(task)
        .args(SIZE)
        .stderr(Stdio::inherit())
        .output()
        .await
        .unwrap();
    assert!(load.status.success());
    let written = String::from_utf8(load.stdout).unwrap();
    written
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The sum of a figure over all lines of a measurement.
fn sum(lines: &[Value], measure: &str, figure: &str) -> u64 {
    let of = lines.iter().filter(|line| line["measure"] == measure);
    of.map(|line| line[figure].as_u64().unwrap()).sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_measurement_is_made_with_a_real_server() {
    let data = tempfile::tempdir().unwrap();
    let running = gridloop::start(gridloop::Config {
        data: data.path().to_owned(),
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        app: None,
        secure_cookie: false,
        keep_days: 180,
        keep_unnamed_hours: 24 * 14,
        demo: Some(0),
    })
    .await
    .unwrap();
    let address = running.address.to_string();
    let lines = lines(&["run", "--server", &address]).await;

    let mut counts = BTreeMap::new();
    for line in &lines {
        let measure = line["measure"].as_str().unwrap();
        *counts.entry(measure).or_insert(0) += 1;
    }
    // A tenth first and then the rest, so most come twice; two rounds of edits each.
    let expected = [
        ("created", 2),
        ("edited", 4),
        ("first_sync", 2),
        ("list_stands", 2),
        ("nothing_new", 3),
        ("prepared", 2),
        ("reconnected", 1),
        ("started", 1),
        ("visible", 1),
    ];
    assert_eq!(counts, BTreeMap::from(expected));
    assert_eq!(sum(&lines, "created", "changes"), 20);
    assert_eq!(sum(&lines, "edited", "changes"), 40);
    assert_eq!(sum(&lines, "first_sync", "documents"), 2 + 20);
    assert_eq!(
        sum(&lines, "nothing_new", "requests"),
        3,
        "one request is enough"
    );
    let says_nothing = ["started", "prepared"];
    for line in &lines {
        if says_nothing.contains(&line["measure"].as_str().unwrap()) {
            continue;
        }
        for figure in ["nanoseconds", "sent", "received", "requests"] {
            assert!(line[figure].as_u64().unwrap() > 0, "{figure} of {line}");
        }
    }
    let visible = lines.iter().find(|line| line["measure"] == "visible");
    assert_eq!(visible.unwrap()["samples"].as_array().unwrap().len(), 6);
    assert_eq!(sum(&lines, "reconnected", "behind"), 0);
    // 20 documents of half a kilobyte of text and more cannot come in less, nor go up in less.
    assert!(sum(&lines, "created", "sent") > 20 * 800);
    assert!(sum(&lines, "first_sync", "received") > 20 * 400);
    running.stop().await;
}

#[tokio::test]
async fn the_peers_are_told_the_same_work() {
    let told = &lines(&["workload"]).await[0];
    assert_eq!(told["size"]["documents"], 10);
    assert_eq!(told["first"], 1);
    let devices = told["devices"].as_array().unwrap();
    assert_eq!(devices.len(), 2);
    let one = &devices[1][9];
    let description = one["document"]["description"].as_str().unwrap();
    assert_eq!(description.chars().count(), 180);
    assert_eq!(one["edits"].as_array().unwrap().len(), 2);
    assert_eq!(one["edits"][0]["id"], one["document"]["id"]);
    assert_eq!(told["visible"].as_array().unwrap().len(), 6);
    assert_eq!(told["missed"].as_array().unwrap().len(), 7);
}
