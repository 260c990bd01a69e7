//! How many files the program may have open, which is how many phones may be connected to it: as many as the system grants.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Takes all that the system grants. What it grants without being asked is often 1,024, and a subdistrict has more phones.
pub fn take_all() {
    let granted = getrlimit(Resource::Nofile);
    let all = Rlimit {
        current: granted.maximum,
        ..granted
    };
    if let Err(error) = setrlimit(Resource::Nofile, all) {
        tracing::warn!(%error, files = granted.current, "no more files may be open, nor phones connected");
    }
}
