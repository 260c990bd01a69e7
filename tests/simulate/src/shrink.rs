//! From a plan that fails to the shortest that still does: steps are left out in halves, quarters and one by one, then devices.

use crate::plan::Plan;
use crate::violation::Violation;

/// The most runs that are spent on it.
const MOST_RUNS: usize = 600;

/// Shortens a plan as long as `fails` says that it still fails.
pub fn shrink(
    plan: &Plan,
    violation: Violation,
    mut fails: impl FnMut(&Plan) -> Option<Violation>,
) -> (Plan, Violation) {
    let mut best = (plan.clone(), violation);
    let mut runs = 0;
    let mut improved = true;
    while improved && runs < MOST_RUNS {
        improved = false;
        let mut size = best.0.steps.len().max(1);
        while size > 0 && runs < MOST_RUNS {
            let mut at = 0;
            while at < best.0.steps.len() && runs < MOST_RUNS {
                let mut shorter = best.0.clone();
                let end = at.saturating_add(size).min(shorter.steps.len());
                shorter.steps.drain(at..end);
                runs += 1;
                match fails(&shorter) {
                    Some(violation) => {
                        best = (shorter, violation);
                        improved = true;
                    }
                    None => at += size,
                }
            }
            size /= 2;
        }
        let mut others = (0..best.0.cast.len()).rev().collect::<Vec<_>>();
        while let Some(at) = others.pop() {
            let mut smaller = best.0.clone();
            if at >= smaller.cast.len() {
                continue;
            }
            smaller.cast.remove(at);
            runs += 1;
            if let Some(violation) = fails(&smaller) {
                best = (smaller, violation);
                improved = true;
            }
        }
    }
    best
}
