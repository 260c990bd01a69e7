//! The device's own small database: who uses it, and which device it is for whom.

use gridloop_shared::model::DeviceId;

use super::{clock, random};
use crate::records::{DeviceOf, Log, Logged, Profile, Record, ask, found, found_or_new};
use crate::store::{Durability, IndexedDb, LocalStore, Next, Shelf, StorageProblem, Write};

/// The name of the database.
const NAME: &str = "gridloop-device";

/// The device's own database.
#[derive(Clone)]
pub struct Device {
    store: IndexedDb,
}

impl Device {
    /// Opens it.
    ///
    /// # Errors
    /// When the browser keeps nothing.
    pub async fn open() -> Result<Self, StorageProblem> {
        let store = IndexedDb::open(NAME).await?;
        let was_here = !store.is_new;
        let device = Self { store };
        // A browser that opens and does not write is one that keeps nothing; better known now.
        let opened = Write::Put(Shelf::Meta, "opened".into(), Vec::new());
        match device.write(opened).await {
            // It has written before. What waits here can be sent, and makes room.
            Err(StorageProblem::Full) if was_here => {}
            written => written?,
        }
        Ok(device)
    }

    /// Who uses it, or did last.
    ///
    /// # Errors
    /// When the browser cannot read it.
    pub async fn profile(&self) -> Result<Option<Profile>, StorageProblem> {
        found(&mut self.store.read(vec![ask::<Profile>(&Profile::KEY)]).await?)
    }

    /// Notes who uses it.
    ///
    /// # Errors
    /// When the browser cannot write it.
    pub async fn set_profile(&self, profile: &Profile) -> Result<(), StorageProblem> {
        self.write(profile.put()?).await
    }

    /// Which device this is for somebody: the same at every sign-in.
    ///
    /// # Errors
    /// When the browser cannot write it.
    pub async fn of(&self, user: &str) -> Result<DeviceOf, StorageProblem> {
        let key = DeviceOf::key_of(user);
        let known = found(&mut self.store.read(vec![ask::<DeviceOf>(&key)]).await?)?;
        match known {
            Some(known) => Ok(known),
            None => self.new_for(user).await,
        }
    }

    /// Makes this another device for somebody.
    ///
    /// # Errors
    /// When the browser cannot write it.
    pub async fn new_for(&self, user: &str) -> Result<DeviceOf, StorageProblem> {
        self.note(user, random::device_id(clock::now())?, false)
            .await
    }

    /// Notes which device this is for somebody, and whether their database was made.
    ///
    /// # Errors
    /// When the browser cannot write it.
    pub async fn note(
        &self,
        user: &str,
        device: DeviceId,
        opened: bool,
    ) -> Result<DeviceOf, StorageProblem> {
        let user = user.to_owned();
        let record = DeviceOf {
            user,
            device,
            opened,
        };
        self.write(record.put()?).await?;
        Ok(record)
    }

    /// Adds to what happened to this device; answers with all of it.
    ///
    /// # Errors
    /// When the browser cannot write it.
    pub async fn log(&self, entry: Logged) -> Result<Log, StorageProblem> {
        let queries = vec![ask::<Log>(&Log::KEY)];
        self.store
            .transact(
                &[Shelf::Meta],
                Durability::Relaxed,
                queries,
                |mut answers| {
                    let mut log: Log = found_or_new(&mut answers)?;
                    log.add(entry);
                    Ok(Next::Write(vec![log.put()?], log))
                },
            )
            .await
    }

    /// What happened to this device.
    ///
    /// # Errors
    /// When the browser cannot read it.
    pub async fn read_log(&self) -> Result<Log, StorageProblem> {
        found_or_new(&mut self.store.read(vec![ask::<Log>(&Log::KEY)]).await?)
    }

    /// Notes that this is no device of this person any more: whoever signs in next does so on another.
    ///
    /// # Errors
    /// When the browser cannot write it.
    pub async fn use_up(&self, profile: &Profile) -> Result<(), StorageProblem> {
        let used_up = Write::Drop(Shelf::Meta, DeviceOf::key_of(&profile.user));
        self.write_all(vec![profile.put()?, used_up]).await
    }

    async fn write(&self, write: Write) -> Result<(), StorageProblem> {
        self.write_all(vec![write]).await
    }

    async fn write_all(&self, writes: Vec<Write>) -> Result<(), StorageProblem> {
        self.store
            .transact(&[Shelf::Meta], Durability::Strict, Vec::new(), |_| {
                Ok(Next::Write(writes.clone(), ()))
            })
            .await
    }
}
