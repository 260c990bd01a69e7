//! The real program, as a process that can be killed.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use super::Server;

/// Names a program that is built already, for figures of the one that is shipped.
const GIVEN: &str = "GRIDLOOP_PROGRAM";

/// The real program, running.
pub struct Program {
    child: Child,
    address: String,
}

impl Program {
    /// Starts it over a data folder with the demo's people, and waits until it listens.
    pub fn start(data: &Path) -> Self {
        Self::with_cases(data, 0)
    }

    /// Starts it with so many of the demo's cases, if the folder is new.
    pub fn with_cases(data: &Path, cases: usize) -> Self {
        Self::listening(Self::spawn(data, cases))
    }

    /// Starts it where no more than so many files may be open, unless it asks for more.
    pub fn with_open_files(data: &Path, most: usize) -> Self {
        let mut limited = Command::new("sh");
        limited.args(["-c", r#"ulimit -Sn "$0" && exec "$@""#, &most.to_string()]);
        limited.arg(program());
        Self::listening(serve(&mut limited, data, 0, Stdio::null()))
    }

    /// Starts it with all that it says going to this file.
    pub fn that_says(data: &Path, log: File) -> Self {
        let program = &mut Command::new(program());
        Self::listening(serve(program, data, 0, log.into()))
    }

    fn listening(mut child: Child) -> Self {
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = lines.next().expect("the program ended").unwrap();
        let address = line
            .strip_prefix("listening on http://")
            .unwrap()
            .to_owned();
        Self { child, address }
    }

    /// Starts it and does not wait: whoever wants to kill it on its way has it.
    pub fn spawn(data: &Path, cases: usize) -> Child {
        serve(&mut Command::new(program()), data, cases, Stdio::null())
    }

    /// As phones see it.
    pub fn server(&self) -> Server {
        Server::elsewhere(&self.address)
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Whether it has not ended.
    pub fn runs(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Waits until it has ended by itself. Answers whether it did so without a complaint.
    pub fn ended_well(&mut self) -> bool {
        self.child.wait().unwrap().success()
    }

    /// Kills it (SIGKILL) and waits until it is gone.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn serve(program: &mut Command, data: &Path, cases: usize, says: Stdio) -> Child {
    program
        .args(["serve", "--listen", "127.0.0.1:0", "--demo"])
        .args(["--demo-cases", &cases.to_string()])
        .arg("--data")
        .arg(data)
        .stdout(Stdio::piped())
        .stderr(says)
        .spawn()
        .unwrap()
}

/// Built beside the test: `cargo test` builds a program only for its own package. All targets, so that every dependency has
/// the features that it has for the tests, and nothing is compiled twice.
fn program() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        if let Some(given) = std::env::var_os(GIVEN) {
            return given.into();
        }
        let test = std::env::current_exe().unwrap();
        let folder = test.parent().unwrap().parent().unwrap();
        let built = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--workspace", "--all-targets"])
            .status()
            .unwrap();
        assert!(built.success());
        folder.join("gridloop")
    })
}
