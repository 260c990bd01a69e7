//! Loads the demo subdistrict into a new database, by the road that everything takes: acts become changes, changes are
//! judged. What is loaded proves that the judge lets honest work pass.

mod acts;
mod directory;
mod pictures;

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;

use acts::Done;
use gridloop_demo::{DEMO_PASSWORD, Demo};
use gridloop_shared::model::{DeviceId, IdError};
use gridloop_shared::sync::{Verdict, WireError};
use tokio::sync::oneshot;

use crate::auth::{PasswordError, Passwords};
use crate::clock;
use crate::ingest::{Clock, Ingest, IngestError, Judged};
use crate::photos::PhotoStore;
use crate::seal::SealKey;
use crate::state::Directories;
use crate::store::{Account, Holder, Store, StoreError, Tenant};

/// Answers that may be outstanding: the writer commits what waits together.
const OUTSTANDING: usize = 400;

/// Why the demo cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// Its data is at fault.
    #[error(transparent)]
    Data(#[from] gridloop_demo::DemoError),
    /// An identifier of it is none of ours.
    #[error(transparent)]
    Id(#[from] IdError),
    /// The working calendar is none.
    #[error(transparent)]
    Calendar(#[from] WireError),
    /// Its positions are none of ours.
    #[error(transparent)]
    Position(#[from] gridloop_shared::model::PositionError),
    /// It names somebody or something that it does not have.
    #[error("the demo names {0}, which it does not have")]
    Unknown(String),
    /// A document of it could not be written.
    #[error(transparent)]
    Document(#[from] gridloop_shared::crdt::Unreadable),
    /// An act of it is not one that its person may take.
    #[error("case {case}: {refusal}")]
    Act {
        /// Index of the case.
        case: usize,
        /// Why not.
        refusal: gridloop_shared::command::Refusal,
    },
    /// The judge did not take it.
    #[error("the judge says {0:?}")]
    Verdict(Verdict),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The way in.
    #[error(transparent)]
    Ingest(#[from] IngestError),
    /// It was begun and not ended: the server was stopped meanwhile.
    #[error("the demo in {0} was not loaded to its end: remove that folder and start again")]
    Unfinished(String),
    /// Its password.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// Its key.
    #[error("the system has no randomness to give")]
    Randomness(#[from] getrandom::Error),
    /// Its photos.
    #[error(transparent)]
    Photos(#[from] std::io::Error),
}

/// Lies in the data folder while the demo is being loaded.
const UNFINISHED: &str = "demo-unfinished";

/// Checks that the demo of this data folder, if there is one, is whole.
///
/// # Errors
/// When its loading was cut short.
pub fn check_finished(data: &Path) -> Result<(), DemoError> {
    if data.join(UNFINISHED).exists() {
        return Err(DemoError::Unfinished(data.display().to_string()));
    }
    Ok(())
}

/// Loads so many cases into a data folder that has no subdistrict yet.
///
/// # Errors
/// When something cannot be written, or the demo contradicts itself.
pub async fn load(
    data: &Path,
    store: &dyn Store,
    directories: &Directories,
    ingest: &Ingest,
    photos: &PhotoStore,
    cases: usize,
) -> Result<(), DemoError> {
    let began = Instant::now();
    let demo = Demo::load()?;
    let unfinished = data.join(UNFINISHED);
    tokio::fs::write(&unfinished, []).await?;
    found(store, directories, &demo).await?;
    let now = clock::now();
    let pictures = pictures::draw(&demo, cases, now.millis(), photos).await?;
    tracing::debug!(photos = pictures.len(), took = ?began.elapsed(), "photos are drawn");
    let mut outstanding = Vec::with_capacity(OUTSTANDING);
    let mut takers = BTreeSet::new();
    for (index, case) in demo.cases(cases, now.millis()).enumerate() {
        for done in acts::changes(&demo, &pictures, index, &case)? {
            let Done {
                who,
                changes,
                photos,
            } = done;
            takers.extend(photos.iter().map(|photo| Holder::of(&who, photo)));
            outstanding.push(ingest.hand_in(who, changes, Clock::AsWritten).await?);
        }
        if outstanding.len() >= OUTSTANDING {
            settle(&mut outstanding).await?;
        }
    }
    settle(&mut outstanding).await?;
    let takers: Vec<Holder> = takers.into_iter().collect();
    store.note_holders(&takers, now).await?;
    tokio::fs::remove_file(&unfinished).await?;
    tracing::info!(cases, photos = pictures.len(), took = ?began.elapsed(), "the demo is loaded");
    announce(&demo);
    Ok(())
}

async fn found(store: &dyn Store, directories: &Directories, demo: &Demo) -> Result<(), DemoError> {
    let directory = directory::directory(demo)?;
    // One hash for all: the password is printed anyway.
    let password = Passwords::hash(DEMO_PASSWORD.to_owned()).await?;
    let accounts: Vec<Account> = demo
        .people
        .iter()
        .zip(&directory.people)
        .map(|(demo, person)| Account {
            user: demo.user.clone(),
            subdistrict: directory.subdistrict.clone(),
            person: person.id.clone(),
            name: person.name.clone(),
            grants: person.grants.clone(),
            password: password.clone(),
        })
        .collect();
    let tenant = Tenant {
        epoch: clock::now().seconds().unsigned_abs(),
        key: SealKey::generate()?,
        directory,
    };
    store.found(&tenant, &accounts).await?;
    for account in &accounts {
        let device = device(account.person.as_str());
        store.register_device(device, account, clock::now()).await?;
    }
    directories.put(tenant);
    Ok(())
}

type Answer = oneshot::Receiver<Result<Judged, IngestError>>;

/// Waits for all answers. One change that is not taken means that the demo and the judge disagree.
async fn settle(outstanding: &mut Vec<Answer>) -> Result<(), DemoError> {
    for answer in outstanding.drain(..) {
        let judged = answer.await.map_err(|_| IngestError::Stopping)??;
        for verdict in judged.verdicts {
            if !matches!(verdict, Verdict::Admitted { .. }) {
                return Err(DemoError::Verdict(verdict));
            }
        }
    }
    Ok(())
}

/// The device of a demo person: the first bytes of a hash, so that it is the same at every load.
fn device(person: &str) -> DeviceId {
    use sha2::{Digest, Sha256};
    let digest: [u8; 32] = Sha256::digest(format!("demo device of {person}")).into();
    let mut bytes = [0; 16];
    for (byte, from) in bytes.iter_mut().zip(digest) {
        *byte = from;
    }
    DeviceId::from_bytes(bytes)
}

/// Says who can sign in, the memorable accounts first.
fn announce(demo: &Demo) {
    let mut lines = format!("demo sign-ins, password {DEMO_PASSWORD}:\n");
    for person in demo.people.iter().take(8) {
        let roles: Vec<String> = person
            .roles
            .iter()
            .map(|held| format!("{:?}", held.role))
            .collect();
        lines.push_str(&format!(
            "  {:<10} {} ({})\n",
            person.user,
            person.name,
            roles.join(", ")
        ));
    }
    eprint!("{lines}");
}
