//! How large a test is: as the test runner wants it, or as `cargo xtask faults` says.

use std::str::FromStr;

/// What the environment says of a size, or what is said here.
pub fn size<T: FromStr>(name: &str, otherwise: T) -> T {
    match std::env::var(format!("GRIDLOOP_FAULTS_{name}")) {
        Ok(given) => given
            .parse()
            .unwrap_or_else(|_| panic!("{name}={given} is no size")),
        Err(_) => otherwise,
    }
}
