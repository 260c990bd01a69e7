//! How much work is measured. The load client has the meaning of every flag; here are the sizes that are of use.

use clap::Args;
use serde_json::{Value, json};

/// How much work.
#[derive(Clone, Copy)]
pub struct Size {
    pub runs: u32,
    pub devices: u64,
    pub documents: u64,
    pub edits: u64,
    pub samples: u64,
    pub reconnecting: u64,
    pub missed: u64,
}

/// What the budgets speak of: 10,000 documents, 500 devices.
const FULL: Size = Size {
    runs: 3,
    devices: 4,
    documents: 2_500,
    edits: 2,
    samples: 200,
    reconnecting: 500,
    missed: 20,
};

/// For a quick look.
const QUICK: Size = Size {
    runs: 1,
    devices: 4,
    documents: 250,
    edits: 2,
    samples: 50,
    reconnecting: 50,
    missed: 20,
};

/// Changes in one batch.
pub const BATCH: u64 = 100;

/// The flags.
#[derive(Args)]
pub struct Flags {
    /// A small size, for a quick look
    #[arg(long)]
    quick: bool,
    /// How often everything is done with a new server; medians are shown
    #[arg(long)]
    runs: Option<u32>,
    /// Devices that write, all at once
    #[arg(long)]
    devices: Option<u64>,
    /// Documents that each of them records
    #[arg(long)]
    documents: Option<u64>,
    /// Further changes of each document
    #[arg(long)]
    edits: Option<u64>,
    /// Changes that one device saves and another sees
    #[arg(long)]
    samples: Option<u64>,
    /// Devices that come back at once
    #[arg(long)]
    reconnecting: Option<u64>,
    /// Changes that each of those has missed
    #[arg(long)]
    missed: Option<u64>,
}

impl Flags {
    /// The size that they ask for.
    pub fn size(&self) -> Size {
        let base = if self.quick { QUICK } else { FULL };
        Size {
            runs: self.runs.unwrap_or(base.runs).max(1),
            devices: self.devices.unwrap_or(base.devices),
            documents: self.documents.unwrap_or(base.documents),
            edits: self.edits.unwrap_or(base.edits),
            samples: self.samples.unwrap_or(base.samples),
            reconnecting: self.reconnecting.unwrap_or(base.reconnecting),
            missed: self.missed.unwrap_or(base.missed),
        }
    }
}

impl Size {
    /// As the load client takes it.
    pub fn arguments(&self) -> Vec<String> {
        [
            ("--devices", self.devices),
            ("--documents", self.documents),
            ("--edits", self.edits),
            ("--batch", BATCH),
            ("--samples", self.samples),
            ("--reconnecting", self.reconnecting),
            ("--missed", self.missed),
        ]
        .iter()
        .flat_map(|(flag, value)| [(*flag).to_owned(), value.to_string()])
        .collect()
    }

    /// All documents.
    pub fn all(&self) -> u64 {
        self.devices.saturating_mul(self.documents)
    }

    /// Those that are there at the first look: a tenth of each device's.
    pub fn first(&self) -> u64 {
        self.devices
            .saturating_mul(self.documents.div_euclid(10).max(1))
    }

    /// As it is recorded.
    pub fn as_json(&self) -> Value {
        json!({
            "runs": self.runs, "devices": self.devices, "documents": self.all(), "edits": self.edits,
            "batch": BATCH, "samples": self.samples, "reconnecting": self.reconnecting, "missed": self.missed,
        })
    }
}
