//! The quick views: how many wait at each gate of the road, how many are over their time.

use gridloop_shared::json::word;
use gridloop_shared::workflow::Stage;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::filter::{Clock, Filter};
use crate::clock::use_now;
use crate::components::Figure;
use crate::core::use_core;
use crate::i18n::use_words;
use crate::pages::session::use_names;
use crate::pages::todo::{InTime, in_time};

/// The figures over all cases on this device.
pub fn use_figures() -> Signal<Vec<Figure>> {
    let words = use_words();
    let rows = use_core().rows();
    let now = use_now();
    let names = use_names();
    let query = use_query_map();
    let counts = Memo::new(move |_| {
        let now = now.get();
        let names = names.get();
        rows.with(|rows| {
            let mut counts = [0_usize; 6];
            for item in rows.iter() {
                let row = &item.row;
                let time = in_time(&names, row, now);
                let hits = [
                    row.stage == Stage::Reported,
                    row.stage == Stage::Accepted,
                    row.stage == Stage::Handled,
                    row.stage == Stage::Checked,
                    time == InTime::Today,
                    time == InTime::Overdue,
                ];
                for (count, hit) in counts.iter_mut().zip(hits) {
                    *count = count.saturating_add(usize::from(hit));
                }
            }
            counts
        })
    });
    Signal::derive(move || {
        let shown = Filter::read(&query.get());
        let [reported, accepted, handled, checked, today, overdue] = counts.get();
        let stage = |stage: Stage, count, unit| Figure {
            href: format!("/cases?stage={}", word(&stage)),
            count,
            unit,
            tone: None,
            current: shown.stage == Some(stage),
        };
        let clock = |clock: Clock, count, unit, tone| Figure {
            href: format!("/cases?clock={}", word(&clock)),
            count,
            unit,
            tone: Some(tone),
            current: shown.clock == Some(clock),
        };
        vec![
            stage(Stage::Reported, reported, words.to_accept()),
            stage(Stage::Accepted, accepted, words.to_dispatch()),
            stage(Stage::Handled, handled, words.to_check()),
            stage(Stage::Checked, checked, words.to_close()),
            clock(Clock::Today, today, words.due_today_count(), "amber"),
            clock(Clock::Overdue, overdue, words.overdue(), "red"),
        ]
    })
}
