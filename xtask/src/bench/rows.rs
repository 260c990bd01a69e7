//! What is shown of a run, row by row, in units that people read.

use super::figures::percentile;
use super::run::Run;
use super::size::Size;
use super::unit::{Unit, whole};

const PUSHED: [&str; 2] = ["created", "edited"];
const ALL: [&str; 6] = [
    "created",
    "edited",
    "first_sync",
    "nothing_new",
    "visible",
    "reconnected",
];
/// Nanoseconds in a second and in a millisecond.
const S: f64 = 1e9;
const MS: f64 = 1e6;

/// One row.
pub struct Row {
    /// Its name in the record, by which a budget knows it.
    pub key: &'static str,
    /// What it says.
    pub what: String,
    /// How its figures are written.
    pub unit: Unit,
    /// Its figure of one run.
    pub of: fn(&Run) -> Option<f64>,
}

/// All rows, in their order.
pub fn rows(size: &Size) -> Vec<Row> {
    let (first, all) = (whole(size.first()), whole(size.all()));
    let row = |key, what: String, unit, of| Row {
        key,
        what,
        unit,
        of,
    };
    use Unit::{ASecond, Bytes, Count, Milliseconds, Seconds};
    vec![
        row(
            "created_per_second",
            "new documents a second".into(),
            ASecond,
            |run| rate(run, &["created"]),
        ),
        row(
            "edited_per_second",
            "further changes a second".into(),
            ASecond,
            |run| rate(run, &["edited"]),
        ),
        row(
            "changes_per_second",
            "both together".into(),
            ASecond,
            |run| rate(run, &PUSHED),
        ),
        row(
            "batch_p50_ms",
            "answer to a batch, p50".into(),
            Milliseconds,
            |run| waited(run, 0.5),
        ),
        row(
            "batch_p99_ms",
            "answer to a batch, p99".into(),
            Milliseconds,
            |run| waited(run, 0.99),
        ),
        row("push_bytes_up", "bytes up, a change".into(), Bytes, |run| {
            Some(run.sum(&PUSHED, "sent")? / run.sum(&PUSHED, "changes")?)
        }),
        row(
            "push_bytes_down",
            "bytes down, a change".into(),
            Bytes,
            |run| Some(run.sum(&PUSHED, "received")? / run.sum(&PUSHED, "changes")?),
        ),
        row(
            "push_cpu_ms",
            "server's CPU, a change".into(),
            Milliseconds,
            |run| Some(run.server_cpu_s(&PUSHED)? * 1e3 / run.sum(&PUSHED, "changes")?),
        ),
        row(
            "first_sync_small_s",
            format!("first sync of {first}"),
            Seconds,
            |run| Some(synced(run, "nanoseconds", false)? / S),
        ),
        row(
            "first_sync_small_bytes",
            "bytes down".into(),
            Bytes,
            |run| synced(run, "received", false),
        ),
        row(
            "list_stands_s",
            format!("first sync of {all}, until the list stands"),
            Seconds,
            |run| Some(stands(run, "nanoseconds")? / S),
        ),
        row("list_stands_bytes", "bytes down".into(), Bytes, |run| {
            stands(run, "received")
        }),
        row(
            "first_sync_s",
            "until every document is there".into(),
            Seconds,
            |run| Some(synced(run, "nanoseconds", true)? / S),
        ),
        row("first_sync_bytes", "bytes down".into(), Bytes, |run| {
            synced(run, "received", true)
        }),
        row("first_sync_bytes_up", "bytes up".into(), Bytes, |run| {
            synced(run, "sent", true)
        }),
        row(
            "nothing_new_ms",
            format!("nothing new, {all} documents"),
            Milliseconds,
            |run| again(run, "nanoseconds").map(|time| time / MS),
        ),
        row(
            "nothing_new_bytes",
            "bytes, both ways".into(),
            Bytes,
            |run| Some(again(run, "sent")? + again(run, "received")?),
        ),
        row(
            "nothing_new_requests",
            "requests or messages".into(),
            Count,
            |run| again(run, "requests"),
        ),
        row(
            "visible_p50_ms",
            "saved → visible, p50".into(),
            Milliseconds,
            |run| seen(run, 0.5),
        ),
        row(
            "visible_p99_ms",
            "saved → visible, p99".into(),
            Milliseconds,
            |run| seen(run, 0.99),
        ),
        row(
            "visible_bytes",
            "bytes, both ways, both devices".into(),
            Bytes,
            |run| {
                let bytes = run.sum(&["visible"], "sent")? + run.sum(&["visible"], "received")?;
                Some(bytes / count(&run.listed(&["visible"], "samples")))
            },
        ),
        row(
            "reconnect_s",
            format!("{} devices come back", size.reconnecting),
            Seconds,
            |run| Some(run.sum(&["reconnected"], "nanoseconds")? / S),
        ),
        row(
            "reconnect_behind",
            "documents that stay behind".into(),
            Count,
            |run| run.sum(&["reconnected"], "behind"),
        ),
        row(
            "reconnect_bytes",
            "bytes down, a device".into(),
            Bytes,
            |run| {
                Some(
                    run.sum(&["reconnected"], "received")?
                        / run.sum(&["reconnected"], "devices")?,
                )
            },
        ),
        row(
            "server_peak_bytes",
            "server's memory, peak".into(),
            Bytes,
            |run| {
                let peaks = run.lines.iter().filter_map(|line| Some(line.server?.peak));
                peaks.reduce(f64::max)
            },
        ),
        row(
            "server_cpu_s",
            "server's CPU, all of the above".into(),
            Seconds,
            |run| run.server_cpu_s(&ALL),
        ),
    ]
}

/// Changes a second.
fn rate(run: &Run, measures: &[&str]) -> Option<f64> {
    Some(run.sum(measures, "changes")? * S / run.sum(measures, "nanoseconds")?)
}

/// How long a batch waited for its answer.
fn waited(run: &Run, part: f64) -> Option<f64> {
    Some(percentile(&run.listed(&PUSHED, "batches"), part)? / MS)
}

/// A figure of the first sync: of a tenth, or of all documents.
fn synced(run: &Run, figure: &str, all: bool) -> Option<f64> {
    let syncs = run.each(&["first_sync"], figure);
    syncs.get(usize::from(all)).copied()
}

/// A figure of the whole first sync, until its list stands: who does not tell it apart has it when everything is there.
fn stands(run: &Run, figure: &str) -> Option<f64> {
    let lists = run.each(&["list_stands"], figure);
    lists.last().copied().or_else(|| synced(run, figure, true))
}

/// A figure of asking again, the middle one.
fn again(run: &Run, figure: &str) -> Option<f64> {
    percentile(&run.each(&["nothing_new"], figure), 0.5)
}

fn seen(run: &Run, part: f64) -> Option<f64> {
    Some(percentile(&run.listed(&["visible"], "samples"), part)? / MS)
}

fn count(values: &[f64]) -> f64 {
    values.iter().fold(0.0, |count, _| count + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::run::Line;
    use serde_json::{Value, json};

    fn run(lines: &[Value]) -> Run {
        let lines = lines.iter().map(|line| Line {
            measure: line["measure"].as_str().unwrap().to_owned(),
            figures: line.clone(),
            server: None,
        });
        Run {
            lines: lines.collect(),
            cut_short: None,
        }
    }

    fn figure(run: &Run, key: &str) -> Option<f64> {
        let size = Size {
            runs: 1,
            devices: 1,
            documents: 10,
            edits: 0,
            samples: 0,
            reconnecting: 0,
            missed: 0,
        };
        let row = rows(&size).into_iter().find(|row| row.key == key).unwrap();
        (row.of)(run)
    }

    #[test]
    fn a_list_can_stand_before_everything_is_there() {
        let run = run(&[
            json!({ "measure": "list_stands", "received": 2 }),
            json!({ "measure": "first_sync", "received": 2 }),
            json!({ "measure": "list_stands", "received": 3 }),
            json!({ "measure": "first_sync", "received": 9 }),
        ]);
        assert_eq!(figure(&run, "list_stands_bytes"), Some(3.0));
        assert_eq!(figure(&run, "first_sync_bytes"), Some(9.0));
    }

    #[test]
    fn lines_become_figures() {
        let run = run(&[
            json!({ "measure": "created", "changes": 100, "nanoseconds": 1_000_000_000, "batches": [2_000_000] }),
            json!({ "measure": "edited", "changes": 300, "nanoseconds": 1_000_000_000, "batches": [4_000_000] }),
            json!({ "measure": "first_sync", "nanoseconds": 1, "received": 7 }),
            json!({ "measure": "first_sync", "nanoseconds": 3_000_000_000u64, "received": 9 }),
            json!({ "measure": "visible", "samples": [5_000_000, 6_000_000], "sent": 10, "received": 30 }),
        ]);
        assert_eq!(figure(&run, "created_per_second"), Some(100.0));
        assert_eq!(figure(&run, "changes_per_second"), Some(200.0));
        assert_eq!(figure(&run, "batch_p99_ms"), Some(4.0));
        assert_eq!(figure(&run, "first_sync_small_bytes"), Some(7.0));
        assert_eq!(figure(&run, "first_sync_s"), Some(3.0));
        assert_eq!(figure(&run, "list_stands_s"), Some(3.0));
        assert_eq!(figure(&run, "visible_bytes"), Some(20.0));
        assert_eq!(figure(&run, "reconnect_s"), None);
        assert_eq!(figure(&run, "server_peak_bytes"), None);
    }
}
