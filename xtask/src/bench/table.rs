//! The table on the terminal, which can stand in a Markdown page as it is.

use super::budgets::{Bound, Budget};
use super::notes::NOTES;
use super::record::Measured;
use super::rows::Row;
use super::size::Size;
use super::systems::System;
use super::unit::whole;

/// The table, and under it what its figures do not say by themselves.
pub fn table(all: &[Measured], rows: &[Row], size: &Size) -> String {
    let mut lines = vec![head(all)];
    lines.push(vec![
        "durable at the answer".to_owned(),
        "required".to_owned(),
    ]);
    if let Some(line) = lines.last_mut() {
        let durable = all.iter().map(|one| yes(one.system.durable().0).to_owned());
        line.splice(1..1, durable);
    }
    let mut remarks = Vec::new();
    for row in rows {
        let mut line = vec![row.what.clone()];
        for one in all {
            let mut cell = one
                .median(row)
                .map_or_else(|| "–".to_owned(), |value| row.unit.shown(value));
            for note in NOTES
                .iter()
                .filter(|note| note.system == one.system && note.row == row.key)
            {
                remarks.push(note.text);
                cell.push_str(&format!(" [{}]", remarks.len()));
            }
            line.push(cell);
        }
        line.push(budget(all, row, size));
        lines.push(line);
    }
    let mut text = aligned(&lines);
    text.push('\n');
    for one in all {
        let (durable, why) = one.system.durable();
        text.push_str(&format!(
            "Durable at the answer, {}: {}, {why}.\n",
            one.system.name(),
            yes(durable)
        ));
    }
    for (number, remark) in (1..).zip(remarks) {
        text.push_str(&format!("[{number}] {remark}.\n"));
    }
    for one in all {
        for why in one.runs.iter().filter_map(|run| run.cut_short.as_ref()) {
            text.push_str(&format!(
                "{} did not come to its end: {why}.\n",
                one.system.name()
            ));
        }
    }
    text
}

fn head(all: &[Measured]) -> Vec<String> {
    let systems = all.iter().map(|one| {
        let runs = one.runs.len();
        let s = if runs == 1 { "" } else { "s" };
        format!("{} {}, {runs} run{s}", one.system.name(), one.version)
    });
    let mut head = vec![String::new()];
    head.extend(systems);
    head.push("budget".to_owned());
    head
}

const fn yes(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}

/// The row's budget, and whether we keep it: only if it speaks of this size.
fn budget(all: &[Measured], row: &Row, size: &Size) -> String {
    let Some(budget) = Budget::of(row.key) else {
        return String::new();
    };
    let bound = match budget.bound {
        Bound::AtLeast(bound) => format!("≥ {}", row.unit.shown(bound)),
        Bound::AtMost(bound) => format!("≤ {}", row.unit.shown(bound)),
    };
    let ours = all
        .iter()
        .find(|one| one.system == System::Gridloop)
        .and_then(|one| one.median(row));
    match ours {
        Some(value) if budget.speaks_of(size) => {
            let mark = if budget.is_kept(value) { "✓" } else { "✗" };
            format!("{bound} {mark}")
        }
        _ => match (budget.documents, budget.devices) {
            (Some(documents), _) => format!("{bound} at {} documents", whole(documents)),
            (_, Some(devices)) => format!("{bound} at {devices} devices"),
            _ => bound,
        },
    }
}

/// Columns of even width; the first is a text, the others stand to the right.
fn aligned(lines: &[Vec<String>]) -> String {
    let columns = lines.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| {
        let cells = lines.iter().filter_map(|line| line.get(column));
        cells
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for (number, line) in lines.iter().enumerate() {
        for (column, (cell, width)) in line.iter().zip(&widths).enumerate() {
            let width = *width;
            if column == 0 {
                text.push_str(&format!("| {cell:<width$} "));
            } else {
                text.push_str(&format!("| {cell:>width$} "));
            }
        }
        text.push_str("|\n");
        if number == 0 {
            for (column, width) in widths.iter().enumerate() {
                let end = if column == 0 { "-" } else { ":" };
                text.push_str(&format!("|{}{end}", "-".repeat(width.saturating_add(1))));
            }
            text.push_str("|\n");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::rows::rows;
    use crate::bench::run::{Line, Run};
    use serde_json::json;

    fn measured(system: System, nanoseconds: u64) -> Measured {
        let figures = json!({ "changes": 100, "nanoseconds": nanoseconds });
        let line = Line {
            measure: "created".to_owned(),
            figures,
            server: None,
        };
        Measured {
            system,
            version: "1.0".to_owned(),
            runs: vec![Run {
                lines: vec![line],
                cut_short: Some("it fell asleep".to_owned()),
            }],
        }
    }

    #[test]
    fn a_table_judges_ours_and_says_what_is_missing() {
        let size = Size {
            runs: 1,
            devices: 1,
            documents: 10,
            edits: 0,
            samples: 0,
            reconnecting: 0,
            missed: 0,
        };
        let all = [
            measured(System::Gridloop, 10_000_000),
            measured(System::Pouchdb, 100_000_000),
        ];
        let text = table(&all, &rows(&size), &size);
        let line = |start: &str| {
            let found = text.lines().find(|line| line.starts_with(start));
            found
                .unwrap_or_else(|| panic!("{start}: {text}"))
                .to_owned()
        };
        let both = line("| both together");
        assert!(both.contains(" 10,000 "), "{both}");
        assert!(both.contains(" 1,000 [1] "), "{both}");
        assert!(both.contains("≥ 5,000 ✓"), "{both}");
        assert!(line("| first sync of 10").contains("≤ 1.00 s at 10,000 documents"));
        assert!(line("| saved → visible, p50").contains(" – "));
        assert!(text.contains("[1] judges and merges nothing"));
        assert!(text.contains("PouchDB did not come to its end: it fell asleep."));
        let widths: Vec<usize> = text
            .lines()
            .filter(|line| line.starts_with('|'))
            .map(|line| line.chars().count())
            .collect();
        assert!(widths.windows(2).all(|pair| pair[0] == pair[1]), "{text}");
    }
}
