//! Argon2 in memory that is kept. The 19 MiB of a check, asked for and given back each time by one thread or another, stay with the
//! process in pieces that nobody can use: a hundred sign-ins made it half a gigabyte larger for good.

use std::sync::{Mutex, PoisonError};

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::password_hash::{CustomizedPasswordHasher, Result};
use argon2::{Algorithm, Argon2, Block, Params, Version};

/// What no check uses just now. As many as there were ever at once.
static KEPT: Mutex<Vec<Vec<Block>>> = Mutex::new(Vec::new());

/// Argon2 in memory that is kept.
pub(super) struct Kept;

impl CustomizedPasswordHasher<PasswordHash> for Kept {
    type Params = Params;

    fn hash_password_customized(
        &self,
        password: &[u8],
        salt: &[u8],
        algorithm: Option<&str>,
        version: Option<u32>,
        params: Params,
    ) -> Result<PasswordHash> {
        let algorithm = algorithm.map(Algorithm::try_from).transpose()?;
        let version = version.map(Version::try_from).transpose()?;
        let (algorithm, version) = (algorithm.unwrap_or_default(), version.unwrap_or_default());
        let salt = Salt::new(salt)?;
        let mut output = vec![0; params.output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN)];
        let argon2 = Argon2::new(algorithm, version, params);

        let mut memory = with_kept(Vec::pop).unwrap_or_default();
        memory.resize(argon2.params().block_count(), Block::default());
        let filled =
            argon2.hash_password_into_with_memory(password, &salt, &mut output, &mut memory);
        with_kept(|kept| kept.push(memory));
        filled?;

        Ok(PasswordHash {
            algorithm: algorithm.ident(),
            version: Some(version.into()),
            params: ParamsString::try_from(argon2.params())?,
            salt: Some(salt),
            hash: Some(Output::new(&output)?),
        })
    }
}

fn with_kept<T>(act: impl FnOnce(&mut Vec<Vec<Block>>) -> T) -> T {
    act(&mut KEPT.lock().unwrap_or_else(PoisonError::into_inner))
}
