//! A list of any length, of which only the rows in sight exist.
//!
//! Every row has the height that the style sheet's `--row-height` says, so that places are known without measuring.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::format::number;

/// Rows kept ready above and below the window.
const SPARE: usize = 6;
/// What the style sheet says on a phone, until it is asked.
const ROW: f64 = 96.0;

/// A windowed list.
#[component]
pub fn WindowList<T, K, R, V>(
    /// What it lists, for the ear.
    #[prop(into)]
    label: Signal<String>,
    /// All items.
    #[prop(into)]
    items: Signal<Vec<T>>,
    /// What makes an item of the list the same item.
    key: K,
    /// Draws an item.
    row: R,
    /// Bring this row into sight and give it the focus.
    #[prop(optional, into)]
    reveal: Option<Signal<Option<usize>>>,
    /// When this changes, the list shows other things and begins at its top again.
    #[prop(into)]
    about: Signal<String>,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    K: Fn(&T) -> String + Copy + Send + Sync + 'static,
    R: Fn(T) -> V + Copy + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let frame: NodeRef<html::Div> = NodeRef::new();
    let top = RwSignal::new(0.0_f64);
    let height = RwSignal::new(800.0_f64);
    let row_height = RwSignal::new(ROW);
    let measure = move || {
        // Runs with the next frame of the screen: the page may be another by then.
        if let Some(Some(frame)) = frame.try_get_untracked() {
            if frame.client_height() > 0 {
                height.set(f64::from(frame.client_height()));
                // Hidden on a phone while a case is open, and back again: the browser may have forgotten the place.
                if frame.scroll_top() == 0 && top.get_untracked() > 0.0 {
                    frame.set_scroll_top(whole(top.get_untracked()));
                }
            }
            row_height.set(row_height_of(&frame).unwrap_or(ROW));
        }
    };
    Effect::new(move |_| {
        if frame.get().is_some() {
            request_animation_frame(measure);
        }
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| measure());
    on_cleanup(move || resized.remove());

    Effect::new(move |before: Option<String>| {
        let about = about.get();
        if before.is_some_and(|before| before != about)
            && let Some(frame) = frame.get_untracked()
        {
            top.set(0.0);
            frame.set_scroll_top(0);
        }
        about
    });
    let range = Memo::new(move |_| {
        let count = items.with(Vec::len);
        let row = row_height.get().max(1.0);
        let first = index(top.get() / row).saturating_sub(SPARE);
        let shown = index(height.get() / row).saturating_add(2 * SPARE + 1);
        (first.min(count), first.saturating_add(shown).min(count))
    });
    let visible = move || {
        let (first, last) = range.get();
        items.with(|items| {
            items
                .get(first..last)
                .unwrap_or_default()
                .iter()
                .cloned()
                .enumerate()
                .map(|(offset, item)| (first.saturating_add(offset), item))
                .collect::<Vec<_>>()
        })
    };
    if let Some(reveal) = reveal {
        Effect::new(move |_| {
            if let (Some(at), Some(frame)) = (reveal.get(), frame.get()) {
                let wanted = move || reveal.try_get_untracked() == Some(Some(at));
                bring_into_sight(&frame, at, row_height.get_untracked(), wanted);
            }
        });
    }
    view! {
        <div
            class="window-list"
            role="list"
            aria-label=move || label.get()
            tabindex="0"
            node_ref=frame
            on:scroll=move |_| {
                if let Some(Some(frame)) = frame.try_get_untracked()
                    && frame.client_height() > 0
                {
                    top.set(f64::from(frame.scroll_top()));
                    height.set(f64::from(frame.client_height()));
                }
            }
        >
            <div
                class="window-list__space"
                role="presentation"
                style=("--count", move || items.with(Vec::len).to_string())
            >
                <For each=visible key=move |(at, item)| format!("{at} {}", key(item)) let:entry>
                    <div
                        class="window-list__row"
                        role="listitem"
                        aria-setsize=move || items.with(Vec::len).to_string()
                        aria-posinset=number(entry.0.saturating_add(1))
                        data-index=entry.0.to_string()
                        style=("--index", entry.0.to_string())
                    >
                        {row(entry.1)}
                    </div>
                </For>
            </div>
        </div>
    }
}

fn bring_into_sight(
    frame: &HtmlElement,
    at: usize,
    row: f64,
    is_wanted: impl Fn() -> bool + 'static,
) {
    let start = f64::from(u32::try_from(at).unwrap_or(u32::MAX)) * row;
    let (top, height) = (
        f64::from(frame.scroll_top()),
        f64::from(frame.client_height()),
    );
    if start < top {
        frame.set_scroll_top(whole(start));
    } else if start + row > top + height {
        frame.set_scroll_top(whole(start + row - height));
    }
    let frame = frame.clone();
    // The row may not exist before the next two frames: one for the scroll event, one for drawing.
    request_animation_frame(move || {
        request_animation_frame(move || {
            let link = frame.query_selector(&format!("[data-index=\"{at}\"] a"));
            if is_wanted()
                && let Ok(Some(link)) = link
                && let Ok(link) = link.dyn_into::<HtmlElement>()
            {
                let _ = link.focus();
            }
        });
    });
}

fn row_height_of(frame: &HtmlElement) -> Option<f64> {
    let style = window().get_computed_style(frame).ok()??;
    let value = style.get_property_value("--row-height").ok()?;
    value.trim().strip_suffix("px")?.parse().ok()
}

/// The whole part of a number that is not negative, as an index.
fn index(n: f64) -> usize {
    format!("{:.0}", n.max(0.0).floor())
        .parse()
        .unwrap_or_default()
}

/// Pixels as the browser counts them here.
fn whole(n: f64) -> i32 {
    format!("{:.0}", n.max(0.0)).parse().unwrap_or_default()
}
