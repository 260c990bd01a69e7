//! From the lines of a run to figures: sums, medians, percentiles.

use super::run::{Line, Run};
use serde_json::Value;

/// The middle one; of an even number the lower of the two in the middle, so that it is one that was measured.
pub fn median(values: &[f64]) -> Option<f64> {
    percentile(values, 0.5)
}

/// The smallest value that at least this part of all does not exceed (nearest rank).
pub fn percentile(values: &[f64], part: f64) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let count = sorted.iter().fold(0.0, |count, _| count + 1.0);
    let mut rank = 0.0;
    sorted.into_iter().find(|_| {
        rank += 1.0;
        rank >= part * count
    })
}

impl Run {
    /// The sum of a figure over the lines of some measures; nothing when there are none.
    pub fn sum(&self, measures: &[&str], figure: &str) -> Option<f64> {
        let values = self.each(measures, figure);
        (!values.is_empty()).then(|| values.iter().sum())
    }

    /// A figure of every line of some measures.
    pub fn each(&self, measures: &[&str], figure: &str) -> Vec<f64> {
        self.of(measures)
            .filter_map(|line| line.figures.get(figure)?.as_f64())
            .collect()
    }

    /// All values of a list that is in every line of some measures.
    pub fn listed(&self, measures: &[&str], list: &str) -> Vec<f64> {
        self.of(measures)
            .filter_map(|line| line.figures.get(list)?.as_array())
            .flatten()
            .filter_map(Value::as_f64)
            .collect()
    }

    /// Seconds of processor time that the server spent while these were measured: since the line before each.
    pub fn server_cpu_s(&self, measures: &[&str]) -> Option<f64> {
        let mut spent = None;
        for (before, line) in self.lines.iter().zip(self.lines.iter().skip(1)) {
            if measures.contains(&line.measure.as_str()) {
                let more = line.server?.cpu_s - before.server?.cpu_s;
                spent = Some(spent.unwrap_or(0.0) + more);
            }
        }
        spent
    }

    fn of(&self, measures: &[&str]) -> impl Iterator<Item = &Line> {
        self.lines
            .iter()
            .filter(move |line| measures.contains(&line.measure.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::{median, percentile};
    use crate::bench::run::{Line, Run};
    use crate::bench::usage::Usage;
    use serde_json::json;

    #[test]
    fn percentiles_are_values_that_were_measured() {
        let values = [5.0, 1.0, 4.0, 2.0, 3.0];
        assert_eq!(median(&values), Some(3.0));
        assert_eq!(median(&[2.0, 1.0]), Some(1.0));
        assert_eq!(percentile(&values, 0.99), Some(5.0));
        assert_eq!(median(&[]), None);
    }

    #[test]
    fn the_server_is_charged_for_what_was_measured() {
        let line = |measure: &str, cpu_s: f64| Line {
            measure: measure.to_owned(),
            figures: json!({ "changes": 10, "batches": [1, 2] }),
            server: Some(Usage { cpu_s, peak: 0.0 }),
        };
        let run = Run {
            lines: vec![
                line("started", 1.0),
                line("created", 3.0),
                line("first_sync", 10.0),
                line("created", 10.5),
            ],
            cut_short: None,
        };
        assert_eq!(run.server_cpu_s(&["created"]), Some(2.5));
        assert_eq!(run.server_cpu_s(&["visible"]), None);
        assert_eq!(run.sum(&["created"], "changes"), Some(20.0));
        assert_eq!(run.sum(&["visible"], "changes"), None);
        assert_eq!(run.listed(&["created"], "batches"), [1.0, 2.0, 1.0, 2.0]);
    }
}
