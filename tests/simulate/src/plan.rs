//! A plan: who is there, and what happens, in order. It is saved as JSON, a step a line, so that it can be read, shortened by
//! hand and run again.

use std::fmt::Write;

use gridloop_shared::model::FieldName;
use serde::{Deserialize, Serialize};

use crate::post::Fault;

/// A plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What it is about, for people.
    #[serde(default)]
    pub about: String,
    /// What the dice show.
    pub seed: u64,
    /// The devices that take part.
    pub cast: Vec<String>,
    /// Whether an hour in which nothing happens follows, in which hardly anything may be sent.
    #[serde(default)]
    pub idle_hour: bool,
    /// What happens.
    pub steps: Vec<Step>,
}

/// Photos of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Taken {
    /// None.
    #[default]
    None,
    /// One that goes in one piece.
    Small,
    /// One that goes in several.
    Large,
}

/// What a person's grants are changed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Granted {
    /// What they were at the beginning.
    AsBefore,
    /// None at all.
    Nothing,
    /// The same role somewhere else.
    Elsewhere,
    /// Supervision of the subdistrict.
    Supervision,
}

/// One thing that happens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// Somebody reports a case.
    Report {
        on: String,
        area: u8,
        #[serde(default)]
        photo: Taken,
    },
    /// Somebody does one of the things that the app offers them on a case that they have.
    Act {
        on: String,
        case: u8,
        pick: u8,
        #[serde(default)]
        photo: Taken,
    },
    /// Somebody says something.
    Comment { on: String, case: u8 },
    /// Somebody corrects a field.
    Correct {
        on: String,
        case: u8,
        field: FieldName,
        to: u8,
    },
    /// Somebody takes something off the tray.
    Dismiss { on: String },
    /// Somebody does not want to wait.
    Now { on: String },
    /// So many milliseconds pass.
    Wait(i64),
    /// A device loses its network.
    Away { on: String },
    /// It has it again.
    Back { on: String },
    /// It has one that leads to a log-in page.
    Portal { on: String },
    /// What happens to its next request.
    Fault { on: String, fault: Fault },
    /// Nobody looks at the app.
    Hidden { on: String },
    /// Somebody looks at it again.
    Shown { on: String },
    /// The app is killed after so many moments of work, or the whole device loses power; and comes back.
    Crash {
        on: String,
        after: u8,
        power: bool,
        off: i64,
    },
    /// The app is opened in one more tab.
    OpenTab { on: String },
    /// The tab that leads is closed.
    CloseTab { on: String },
    /// The browser has no locks: every tab leads.
    NoLocks { on: String },
    /// The disk is full.
    DiskFull { on: String },
    /// It has room again.
    DiskFree { on: String },
    /// The device's clock shows so many milliseconds more than it should, from now on.
    Clock { on: String, ahead: i64 },
    /// Somebody revokes the device.
    Revoke { on: String },
    /// Its person signs in as another device, over what is there.
    NewDevice { on: String },
    /// A supervisor decides on one of the acts that are held.
    Rule { which: u8, take: bool },
    /// Somebody's grants change.
    Grants { of: String, to: Granted },
    /// The server is stopped for so many milliseconds.
    ServerStops(i64),
    /// The server is killed, and comes back after so many milliseconds.
    ServerCrash(i64),
    /// A backup is made.
    Backup,
    /// The last backup but so many is put in place: with the command for it, or by hand.
    Restore { back: u8, by_hand: bool },
}

impl Plan {
    /// Reads a saved plan.
    ///
    /// # Errors
    /// When it is none.
    pub fn read(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// The plan as it is saved.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::from("{\n");
        let _ = writeln!(text, "  \"about\": {},", json(&self.about));
        let _ = writeln!(text, "  \"seed\": {},", self.seed);
        let _ = writeln!(text, "  \"cast\": {},", json(&self.cast));
        let _ = writeln!(text, "  \"idle_hour\": {},", self.idle_hour);
        let steps: Vec<String> = self
            .steps
            .iter()
            .map(|step| format!("    {}", json(step)))
            .collect();
        let _ = write!(text, "  \"steps\": [\n{}\n  ]\n}}\n", steps.join(",\n"));
        text
    }
}

fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
