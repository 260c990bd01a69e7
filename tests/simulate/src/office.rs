//! The subdistrict of all plans: its places, its people, their devices, and a database in which they can work.

use std::collections::BTreeSet;
use std::str::FromStr;
use std::sync::OnceLock;

use gridloop_shared::crdt::IncomingChange;
use gridloop_shared::model::{
    CommandId, DeviceId, Directory, Grant, Principal, Role, Scope, SubdistrictId,
};
use sha2::{Digest, Sha256};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode};
use sqlx::{ConnectOptions, Connection};

use crate::plan::Granted;

/// The subdistrict.
pub const SUBDISTRICT: &str = "street";
/// The database in a data folder.
pub const FILE: &str = "gridloop.sqlite";
/// Where something can be.
pub const AREAS: [&str; 5] = ["c1/c1-g1", "c1/c1-g2", "c2/c2-g1", "c1", "c2"];
/// The devices, each with its person.
pub const DEVICES: [(&str, &str); 10] = [
    ("wang-phone", "wang"),
    ("wang-tablet", "wang"),
    ("li-phone", "li"),
    ("guan-phone", "guan"),
    ("ju-desk", "ju"),
    ("fang-phone", "fang"),
    ("jing-phone", "jing"),
    ("du-desk", "du"),
    ("deng-desk", "deng"),
    ("an-desk", "an"),
];
/// Who grants, revokes and decides, on a device that takes no part.
pub const CHIEF: &str = "zhu";
/// That device.
pub const CHIEF_DEVICE: DeviceId = DeviceId::from_bytes([0xc0; 16]);
/// The people.
pub const PEOPLE: [&str; 9] = [
    "wang", "li", "guan", "ju", "fang", "jing", "du", "deng", "an",
];

fn id<T: FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

/// What somebody may do.
pub fn grants(person: &str, granted: Granted) -> Vec<Grant> {
    let one = |role, scope| vec![Grant { role, scope }];
    let grids = |ids: &[&str]| Scope::Grids(ids.iter().map(|grid| id(grid)).collect());
    let communities = |ids: &[&str]| Scope::Communities(ids.iter().map(|c| id(c)).collect());
    let department = |name: &str| Scope::Department(id(name));
    let elsewhere = match granted {
        Granted::Nothing => return Vec::new(),
        Granted::Supervision => return one(Role::Supervisor, Scope::Subdistrict),
        Granted::Elsewhere => true,
        Granted::AsBefore => false,
    };
    match (person, elsewhere) {
        ("wang", false) => one(Role::GridWorker, grids(&["c1-g1"])),
        ("wang", true) => one(Role::GridWorker, grids(&["c1-g2"])),
        ("li", false) => one(Role::GridWorker, grids(&["c1-g2", "c2-g1"])),
        ("li", true) => one(Role::GridWorker, grids(&["c1-g1"])),
        ("guan", false) => one(Role::Observer, Scope::ObservationPoint(id("chamber"))),
        ("guan", true) => one(Role::GridWorker, grids(&["c2-g1"])),
        ("ju", false) => one(Role::Committee, communities(&["c2"])),
        ("ju", true) => one(Role::Committee, communities(&["c1"])),
        ("fang", false) => one(Role::Handler, department("repairs")),
        ("fang", true) => one(Role::Handler, department("police")),
        ("jing", false) => [
            one(Role::Handler, department("police")),
            one(Role::Committee, communities(&["c1"])),
        ]
        .concat(),
        ("jing", true) => one(Role::Handler, department("repairs")),
        ("an", _) => one(Role::Admin, Scope::Subdistrict),
        (_, false) => one(Role::Supervisor, Scope::Subdistrict),
        (_, true) => one(Role::Committee, communities(&["c1", "c2"])),
    }
}

/// The device of this number, after its person has signed in as another one so many times.
pub fn device_id(device: usize, anew: u8) -> DeviceId {
    let mut bytes = [u8::try_from(device + 1).unwrap(); 16];
    bytes[15] = anew;
    DeviceId::from_bytes(bytes)
}

/// Who works on a device, as they were at the beginning.
pub fn principal(person: &str, device: DeviceId) -> Principal {
    Principal {
        person: id(person),
        device,
        subdistrict: subdistrict(),
        grants: grants(person, Granted::AsBefore),
    }
}

/// The subdistrict.
pub fn subdistrict() -> SubdistrictId {
    id(SUBDISTRICT)
}

/// What opens a device's session.
pub fn token(device: DeviceId) -> String {
    format!("session-of-{device}")
}

fn directory() -> Directory {
    let name = serde_json::json!({ "zh": "名", "en": "name" });
    let named = |id: &str| serde_json::json!({ "id": id, "name": name, "outline": [] });
    let grid = |id: &str, community: &str| serde_json::json!({ "id": id, "community": community, "name": name, "outline": [] });
    let people: Vec<_> = PEOPLE
        .iter()
        .map(|person| serde_json::json!({ "id": person, "name": person, "grants": grants(person, Granted::AsBefore) }))
        .collect();
    serde_json::from_value(serde_json::json!({
        "version": 1, "subdistrict": SUBDISTRICT, "name": name,
        "communities": [named("c1"), named("c2")],
        "grids": [grid("c1-g1", "c1"), grid("c1-g2", "c1"), grid("c2-g1", "c2")],
        "departments": [{ "id": "repairs", "name": name }, { "id": "police", "name": name }],
        "observation_points": [{ "id": "chamber", "name": name, "community": "c1" }],
        "categories": [
            { "id": "city.garbage", "domain": "city", "name": name, "days": 5 },
            { "id": "city.stall", "domain": "city", "name": name, "days": 3 },
        ],
        "people": people
    }))
    .unwrap()
}

/// The database on the first morning, made once: a real server makes it, and the office moves in.
pub async fn database() -> &'static [u8] {
    static MADE: OnceLock<Vec<u8>> = OnceLock::new();
    if MADE.get().is_none() {
        let made = make().await;
        // Whoever was faster has made the same.
        let _ = MADE.set(made);
    }
    MADE.get().unwrap()
}

async fn make() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let parts = gridloop::open(
        crate::server::config(folder.path()),
        gridloop::Clock::default(),
    );
    parts.await.unwrap().close().await;
    let file = folder.path().join(FILE);
    let mut database = connect(&file).await;
    sqlx::query("insert into subdistricts (id, epoch, seal_key, directory) values (?, 1, ?, ?)")
        .bind(SUBDISTRICT)
        .bind([7u8; 32].as_slice())
        .bind(serde_json::to_string(&directory()).unwrap())
        .execute(&mut database)
        .await
        .unwrap();
    for person in PEOPLE {
        register(&mut database, person, &grants(person, Granted::AsBefore)).await;
    }
    let offices = [Role::Supervisor, Role::Admin].map(|role| Grant {
        role,
        scope: Scope::Subdistrict,
    });
    register(&mut database, CHIEF, &offices).await;
    sign_in(&mut database, CHIEF, CHIEF_DEVICE).await;
    for (number, (_, person)) in DEVICES.iter().enumerate() {
        sign_in(&mut database, person, device_id(number, 0)).await;
    }
    sqlx::query("pragma wal_checkpoint(truncate)")
        .execute(&mut database)
        .await
        .unwrap();
    database.close().await.unwrap();
    std::fs::read(&file).unwrap()
}

async fn register(database: &mut SqliteConnection, person: &str, grants: &[Grant]) {
    sqlx::query("insert into accounts (user, subdistrict, person, name, grants, password) values (?, ?, ?, ?, ?, '')")
        .bind(person)
        .bind(SUBDISTRICT)
        .bind(person)
        .bind(person)
        .bind(serde_json::to_string(grants).unwrap())
        .execute(database)
        .await
        .unwrap();
}

/// A look at a database, beside the server.
pub async fn connect(file: &std::path::Path) -> SqliteConnection {
    SqliteConnectOptions::new()
        .filename(file)
        .journal_mode(SqliteJournalMode::Wal)
        .connect()
        .await
        .unwrap()
}

/// Opens a session for a device, without a password.
pub async fn sign_in(database: &mut SqliteConnection, person: &str, device: DeviceId) {
    sqlx::query("insert into devices (id, subdistrict, person, registered_at) values (?, ?, ?, 0) on conflict do nothing")
        .bind(device.as_bytes().as_slice())
        .bind(SUBDISTRICT)
        .bind(person)
        .execute(&mut *database)
        .await
        .unwrap();
    sqlx::query("insert into sessions (token, device, opened_at, expires_at) values (?, ?, 0, ?) on conflict do nothing")
        .bind(Sha256::digest(token(device)).to_vec())
        .bind(device.as_bytes().as_slice())
        .bind(i64::MAX / 2)
        .execute(&mut *database)
        .await
        .unwrap();
}

/// Revokes a device once more, in a database that is from before.
pub async fn revoke(database: &mut SqliteConnection, device: DeviceId, at: i64) {
    sqlx::query("update devices set revoked_at = ? where id = ?")
        .bind(at)
        .bind(device.as_bytes().as_slice())
        .execute(database)
        .await
        .unwrap();
}

/// The acts that the server keeps beside its log: held, or refused.
pub async fn set_aside(database: &mut SqliteConnection) -> BTreeSet<CommandId> {
    let rows: Vec<Vec<u8>> = sqlx::query_scalar("select bytes from set_aside")
        .fetch_all(database)
        .await
        .unwrap();
    rows.iter()
        .filter_map(|bytes| IncomingChange::decode(bytes).ok())
        .map(|change| change.command)
        .collect()
}
