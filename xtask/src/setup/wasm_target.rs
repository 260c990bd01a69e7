//! The standard library for WebAssembly, by the shortest of four roads: it is there; rustup downloads it; Debian's compiler has it or can
//! build it; or a sentence that says what to install.

use super::debian_std;
use crate::{process, say};
use anyhow::{Result, bail};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The target of the app.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// The name under which rustup knows Debian's compiler.
const LINKED: &str = "gridloop-wasm";

/// How cargo is told the target's linker.
const LINKER: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER";

/// Which compiler builds for WebAssembly.
#[derive(Clone, Copy)]
pub enum Toolchain {
    /// The one that builds everything else.
    Default,
    /// Debian's, where rustup's builds everything else.
    DebianBesideRustup,
    /// Debian's, which builds everything else too.
    Debian,
}

impl Toolchain {
    /// Makes cargo and rustc under this command be of this toolchain.
    pub fn apply(self, command: &mut Command) {
        if matches!(self, Toolchain::Default) {
            return;
        }
        if matches!(self, Toolchain::DebianBesideRustup) {
            command.env("RUSTUP_TOOLCHAIN", LINKED);
            // `cargo run` put its own compiler's libraries there.
            command.env_remove("LD_LIBRARY_PATH");
        }
        // Debian's compiler brings no linker of its own, and the name of Debian's ends in a version.
        if let (Some(linker), None) = (debian_std::linker(), env::var_os(LINKER)) {
            command.env(LINKER, linker);
        }
    }
}

/// How cargo is told flags that only the target's code gets.
const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Erased types of views: one code for all elements instead of one for each page's own nesting.
const ERASED: &str = "--cfg=erase_components";

/// Makes cargo under this command build what is shipped: small. Where the library can be built from its source, that is made
/// small too; elsewhere what travels is a tenth larger.
pub fn make_small(toolchain: Toolchain, cache: &Path, command: &mut Command) -> Result<()> {
    let mut flags = ERASED.to_owned();
    if !matches!(toolchain, Toolchain::Default) && debian_std::can_be_small() {
        let sysroot = debian_std::ensure_small(cache)?;
        flags = format!(
            "{flags} --sysroot={} {}",
            sysroot.display(),
            debian_std::SMALL
        );
        command.env("RUSTC_BOOTSTRAP", "1");
    }
    command.env(FLAGS, flags);
    Ok(())
}

/// Finds or makes a toolchain that builds for WebAssembly.
pub fn ensure(cache: &Path) -> Result<Toolchain> {
    let rustup = process::find("rustup").is_some();
    let debian = if rustup {
        Toolchain::DebianBesideRustup
    } else {
        Toolchain::Debian
    };
    // Without rustup the default compiler may be Debian's.
    let default = if rustup || !debian_std::is_possible() {
        Toolchain::Default
    } else {
        debian
    };
    if let Some(ready) = [default, debian]
        .into_iter()
        .find(|toolchain| is_ready(*toolchain))
    {
        return Ok(ready);
    }
    if rustup && add_by_rustup() {
        return Ok(Toolchain::Default);
    }
    if !debian_std::is_possible() {
        bail!(
            "The WebAssembly target is missing: please run `rustup target add {TARGET}`, then try again"
        );
    }
    debian_std::ensure(cache)?;
    if rustup && !is_ready(debian) {
        process::run(Command::new("rustup").args(["toolchain", "link", LINKED, "/usr"]))?;
    }
    if !is_ready(debian) {
        bail!(
            "Debian's compiler has no usable standard library for {TARGET}: please run `rustup target add {TARGET}`, then try again"
        );
    }
    Ok(debian)
}

fn add_by_rustup() -> bool {
    let step = say::start(format!("rustup target add {TARGET}"));
    let mut rustup = Command::new("rustup");
    let added = process::output(rustup.args(["target", "add", TARGET])).is_some();
    if added && has_std(Toolchain::Default) {
        step.done();
        return true;
    }
    say::line("rustup could not download it");
    false
}

fn is_ready(toolchain: Toolchain) -> bool {
    let fits = matches!(toolchain, Toolchain::Default) || debian_std::is_current();
    fits && has_std(toolchain)
}

/// Whether the toolchain has the target's standard library.
fn has_std(toolchain: Toolchain) -> bool {
    let mut rustc = Command::new("rustc");
    rustc.args(["--print", "target-libdir", "--target", TARGET]);
    toolchain.apply(&mut rustc);
    process::output(&mut rustc).is_some_and(|folder| holds_core(&PathBuf::from(folder)))
}

/// Whether the folder holds a `core` library.
pub fn holds_core(folder: &Path) -> bool {
    let Ok(entries) = folder.read_dir() else {
        return false;
    };
    entries.flatten().any(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        name.starts_with("libcore-") && name.ends_with(".rlib")
    })
}
