//! Builds everything and runs the server in this process's place.

use crate::{app, files, process, say};
use anyhow::{Result, bail};
use clap::Args;
use std::path::PathBuf;
use std::process::Command;

/// `cargo xtask serve`
#[derive(Args)]
pub struct Serve {
    /// Where to listen
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: String,
    /// Where the server keeps its data
    #[arg(long, default_value = "data")]
    data: PathBuf,
    /// Start empty instead of with the demonstration's subdistrict
    #[arg(long)]
    no_demo: bool,
    /// Build app and server quickly and without optimisation
    #[arg(long)]
    debug: bool,
}

impl Serve {
    /// Runs until the server ends.
    pub fn run(self) -> Result<()> {
        app::build(app::Profile::from_debug(self.debug), false)?;
        let step = say::start("building the server");
        let mut cargo = process::cargo();
        cargo.args(["build", "--package", "gridloop"]);
        cargo.args((!self.debug).then_some("--release"));
        process::run(&mut cargo)?;
        step.done();

        let folder = if self.debug { "debug" } else { "release" };
        let mut server = Command::new(files::target().join(folder).join("gridloop"));
        server.current_dir(files::root()).arg("serve");
        server
            .arg("--data")
            .arg(&self.data)
            .arg("--listen")
            .arg(&self.listen);
        // From the folder, not from the program: cargo does not see that dist/ has changed under a program it built before.
        server.arg("--app").arg(files::dist());
        server.args((!self.no_demo).then_some("--demo"));
        say::line(format!("starting `{}`", process::shown(&server)));
        become_it(server)
    }
}

/// On Unix the server takes this process's place, so that signals reach it itself.
#[cfg(unix)]
fn become_it(mut server: Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    let error = server.exec();
    bail!("cannot start `{}`: {error}", process::shown(&server))
}

#[cfg(not(unix))]
fn become_it(mut server: Command) -> Result<()> {
    let status = server.status()?;
    if status.success() {
        Ok(())
    } else {
        bail!("the server ended: {status}")
    }
}
