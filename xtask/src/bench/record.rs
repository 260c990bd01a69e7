//! Everything that was measured, as it is kept in a file: every run, the medians, the budgets and the remarks.

use super::budgets::{BUDGETS, Bound};
use super::figures::median;
use super::machine::Machine;
use super::notes::NOTES;
use super::rows::Row;
use super::run::Run;
use super::size::Size;
use super::systems::System;
use serde_json::{Map, Value, json};
use std::time::{SystemTime, UNIX_EPOCH};

/// What was measured of one system.
pub struct Measured {
    /// Which.
    pub system: System,
    /// In which version.
    pub version: String,
    /// Every run.
    pub runs: Vec<Run>,
}

impl Measured {
    /// A row's figure of every run that has one.
    pub fn values(&self, row: &Row) -> Vec<f64> {
        self.runs.iter().filter_map(|run| (row.of)(run)).collect()
    }

    /// The middle one.
    pub fn median(&self, row: &Row) -> Option<f64> {
        median(&self.values(row))
    }
}

/// The record.
pub fn as_json(all: &[Measured], rows: &[Row], size: &Size, machine: &Machine) -> Value {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    json!({
        "measured_at_unix_s": now.map(|since| since.as_secs()).ok(),
        "machine": machine.as_json(),
        "size": size.as_json(),
        "systems": all.iter().map(|one| system(one, rows, size)).collect::<Vec<_>>(),
        "budgets": BUDGETS.iter().map(|budget| {
            let (least, most) = match budget.bound {
                Bound::AtLeast(bound) => (Some(bound), None),
                Bound::AtMost(bound) => (None, Some(bound)),
            };
            json!({
                "row": budget.row, "at_least": least, "at_most": most, "documents": budget.documents,
                "devices": budget.devices,
            })
        }).collect::<Vec<_>>(),
    })
}

fn system(one: &Measured, rows: &[Row], size: &Size) -> Value {
    let figures: Map<String, Value> = rows
        .iter()
        .map(|row| {
            let values = one.values(row);
            let budget =
                super::budgets::Budget::of(row.key).filter(|budget| budget.speaks_of(size));
            let kept = budget.and_then(|budget| Some(budget.is_kept(median(&values)?)));
            let figure =
                json!({ "median": median(&values), "runs": values, "within_budget": kept });
            (row.key.to_owned(), figure)
        })
        .collect();
    let (durable, why) = one.system.durable();
    let notes = NOTES.iter().filter(|note| note.system == one.system);
    json!({
        "name": one.system.name(),
        "version": one.version,
        "durable_at_the_answer": durable,
        "why": why,
        "runs": one.runs.len(),
        "cut_short": one.runs.iter().filter_map(|run| run.cut_short.as_ref()).collect::<Vec<_>>(),
        "figures": figures,
        "notes": notes.map(|note| json!({ "row": note.row, "text": note.text })).collect::<Vec<_>>(),
    })
}
