//! Passwords: argon2id (RFC 9106) with the library's parameters, off the runtime and a few at a time.

use std::sync::Arc;

use argon2::Params;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{CustomizedPasswordHasher, PasswordVerifier, try_generate_salt};
use tokio::sync::{OnceCell, Semaphore};

use super::kept::Kept;

/// Checks at once: each takes 19 MiB, which are kept, for some hundredths of a second.
const AT_ONCE: usize = 4;

/// Checks that may wait for their turn. Who comes later is told to come again: they would give up before it is theirs.
const WAITING: usize = 100;

/// Why a password could not be hashed or checked.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// The library refused.
    #[error("password hash: {0}")]
    Hash(String),
    /// Too many wait already.
    #[error("too many passwords are being checked")]
    Crowded,
    /// The worker stopped.
    #[error("password worker: {0}")]
    Worker(#[from] tokio::task::JoinError),
    /// The server is stopping.
    #[error("the server is stopping")]
    Stopping(#[from] tokio::sync::AcquireError),
}

impl PasswordError {
    fn hash(error: impl ToString) -> Self {
        Self::Hash(error.to_string())
    }
}

/// Checks passwords.
#[derive(Clone)]
pub struct Passwords {
    at_once: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
    /// What a user who does not exist is checked against, so that the answer takes as long.
    nobody: Arc<str>,
}

impl Passwords {
    /// Ready to check.
    ///
    /// # Errors
    /// When hashing does not work on this machine at all.
    pub async fn start() -> Result<Self, PasswordError> {
        // One for all servers of a process: it takes as long as a sign-in.
        static NOBODY: OnceCell<Arc<str>> = OnceCell::const_new();
        let hash = || Self::hash("nobody has this password".to_owned());
        let nobody = NOBODY
            .get_or_try_init(|| async { Ok::<_, PasswordError>(hash().await?.into()) })
            .await?;
        Ok(Self {
            at_once: Arc::new(Semaphore::new(AT_ONCE)),
            waiting: Arc::new(Semaphore::new(WAITING)),
            nobody: nobody.clone(),
        })
    }

    /// The PHC string of a new password, with a new salt.
    ///
    /// # Errors
    /// When hashing does not work on this machine.
    pub async fn hash(password: String) -> Result<String, PasswordError> {
        tokio::task::spawn_blocking(move || {
            let salt = try_generate_salt().map_err(PasswordError::hash)?;
            Kept.hash_password_with_params(password.as_bytes(), &salt, Params::default())
                .map(|hash| hash.to_string())
                .map_err(PasswordError::hash)
        })
        .await?
    }

    /// Whether a password is the one of the PHC string; none stands for a user who does not exist.
    ///
    /// # Errors
    /// When the check could not be made.
    pub async fn check(
        &self,
        password: String,
        stored: Option<String>,
    ) -> Result<bool, PasswordError> {
        let _place = self
            .waiting
            .try_acquire()
            .map_err(|_| PasswordError::Crowded)?;
        let _turn = self.at_once.acquire().await?;
        let exists = stored.is_some();
        let stored = stored.unwrap_or_else(|| self.nobody.to_string());
        let right = tokio::task::spawn_blocking(move || {
            PasswordHash::new(&stored)
                .is_ok_and(|hash| Kept.verify_password(password.as_bytes(), &hash).is_ok())
        })
        .await?;
        Ok(right && exists)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use argon2::Argon2;
    use argon2::password_hash::PasswordHasher;

    #[tokio::test]
    async fn a_password_opens_what_it_closed_and_no_other_does() {
        let passwords = Passwords::start().await.unwrap();
        let check = async |password: &str, stored: &str| {
            let stored = Some(stored.to_owned());
            passwords.check(password.to_owned(), stored).await.unwrap()
        };
        let ours = Passwords::hash("right".to_owned()).await.unwrap();
        let plain = Argon2::default().hash_password(b"right").unwrap();
        // As it stands in databases since before the memory was kept.
        for stored in [ours, plain.to_string()] {
            assert!(
                stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
                "{stored}"
            );
            assert!(check("right", &stored).await);
            assert!(!check("wrong", &stored).await);
            let plain = PasswordHash::new(&stored).unwrap();
            assert!(Argon2::default().verify_password(b"right", &plain).is_ok());
        }
        assert!(!passwords.check("right".to_owned(), None).await.unwrap());
    }
}
