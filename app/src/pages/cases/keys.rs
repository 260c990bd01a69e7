//! The keyboard of the desk: j and k move, a, d, r and c act on the open case, / searches, ? helps.

use gridloop_shared::model::CaseId;
use gridloop_shared::policy::Action;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::components::Dialog;
use crate::core::Listed;
use crate::i18n::use_words;

/// What the keyboard wishes of the open case. The case's page listens, to what is meant for it and nothing else.
#[derive(Clone, Copy)]
pub struct Wish(pub RwSignal<Option<(CaseId, Action)>>);

pub(super) fn provide_wish() {
    provide_context(Wish(RwSignal::new(None)));
}

/// What the keyboard wishes of the open case.
pub fn use_wish() -> Wish {
    use_context().unwrap_or_else(|| Wish(RwSignal::new(None)))
}

/// Listens to the keyboard while the list is in the page, and shows the help.
#[component]
pub fn ListKeys(
    /// The list.
    #[prop(into)]
    found: Signal<Vec<Listed>>,
    /// The case that is open.
    #[prop(into)]
    open: Signal<Option<CaseId>>,
    /// Where to bring the focus.
    reveal: RwSignal<Option<usize>>,
    /// The address of the list as it is filtered.
    #[prop(into)]
    list: Signal<String>,
) -> impl IntoView {
    let words = use_words();
    let wish = use_wish().0;
    let help = RwSignal::new(false);
    let navigate = use_navigate();
    // Where the keyboard stands. The focus alone would not do: it follows some frames late, and a row that is drawn anew
    // under the keys loses it.
    let cursor = StoredValue::new(None::<CaseId>);
    let place = move |id: CaseId| {
        found.with_untracked(|found| found.iter().position(|item| item.row.id == id))
    };
    let go = move |by: isize| {
        let count = found.with_untracked(Vec::len);
        let standing = cursor.get_value().and_then(place);
        let at = standing.or_else(|| open.get_untracked().and_then(place));
        let next = match at {
            Some(at) => at.checked_add_signed(by),
            None => Some(0),
        };
        if let Some(next) = next.filter(|next| *next < count) {
            let id = found.with_untracked(|found| found.get(next).map(|item| item.row.id));
            cursor.set_value(id);
            // Set to nothing first: the same row may be wished for again after the list was scrolled.
            reveal.set(None);
            reveal.set(Some(next));
        }
    };
    let start = move || {
        let first = found.with_untracked(|found| found.first().map(|item| item.row.id));
        if first.is_some() {
            cursor.set_value(first);
            reveal.set(None);
            reveal.set(Some(0));
        }
    };
    let moved = window_event_listener(leptos::ev::focusin, move |_| {
        if let Some(row) = focused_row() {
            let id = found.with_untracked(|found| found.get(row).map(|item| item.row.id));
            cursor.set_value(id);
        }
    });
    // An act is for the case that is open and looked at, not for one that the keyboard has moved away from.
    let act = move |action: Action| {
        let cursor = cursor.get_value();
        let aside = is_on_list() && cursor.is_some() && cursor != open.get_untracked();
        if let Some(id) = open.get_untracked().filter(|_| !aside) {
            wish.set(Some((id, action)));
        }
    };
    let heard = window_event_listener(leptos::ev::keydown, move |event| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() {
            return;
        }
        let key = event.key();
        match key.as_str() {
            // From the search into what it found.
            "ArrowDown" | "Enter" if is_searching() => {
                start();
            }
            _ if is_elsewhere() => return,
            "j" => go(1),
            "k" => go(-1),
            "ArrowDown" if focused_row().is_some() => go(1),
            "ArrowUp" if focused_row().is_some() => go(-1),
            "Enter" if is_on_list() => match cursor.get_value() {
                Some(id) => navigate(&format!("/cases/{id}"), Default::default()),
                None => return,
            },
            "a" => act(Action::Accept),
            "d" => act(Action::Dispatch),
            "r" => act(Action::Reject),
            "c" => act(Action::Close),
            "/" => focus("#case-search"),
            "?" => help.set(true),
            "Escape" if open.get_untracked().is_some() => {
                navigate(&list.get_untracked(), Default::default());
            }
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || {
        heard.remove();
        moved.remove();
    });
    let keys = [
        (&["J", "K"][..], words.key_next()),
        (&["Enter"], words.key_open()),
        (&["A"], words.key_accept()),
        (&["D"], words.key_dispatch()),
        (&["R"], words.key_reject()),
        (&["C"], words.key_close()),
        (&["/"], words.key_search()),
        (&["?"], words.key_help()),
        (&["Esc"], words.key_escape()),
    ];
    let row = |(keys, what): (&'static [&'static str], &'static str)| {
        let keys = keys
            .iter()
            .map(|key| view! { <kbd class="key">{*key}</kbd> })
            .collect_view();
        view! {
            <div class="key-list__row">
                <dt>{keys}</dt>
                <dd>{what}</dd>
            </div>
        }
    };
    view! {
        <Dialog id="keys-title" title=words.keys() open=help on_close=move |()| help.set(false)>
            <div class="dialog__body">
                <dl class="key-list">{keys.map(row).into_iter().collect_view()}</dl>
            </div>
        </Dialog>
    }
}

/// The row of the list that has the focus.
fn focused_row() -> Option<usize> {
    let row = document()
        .active_element()?
        .closest("[data-index]")
        .ok()??;
    row.get_attribute("data-index")?.parse().ok()
}

/// Whether the keys go into the search.
fn is_searching() -> bool {
    document()
        .active_element()
        .is_some_and(|element| element.id() == "case-search")
}

/// Whether the focus is nowhere, or on a row: not on a button or a link of something else.
fn is_on_list() -> bool {
    focused_row().is_some()
        || document()
            .active_element()
            .is_none_or(|element| element.matches("body, main, .window-list").unwrap_or(false))
}

/// Whether the keys belong to something else: a field that is typed in, or a dialog.
fn is_elsewhere() -> bool {
    let typing = document().active_element().is_some_and(|element| {
        element
            .matches("input, textarea, select, [contenteditable], dialog *, .menu *")
            .unwrap_or(false)
    });
    typing
        || document()
            .query_selector("dialog[open]")
            .ok()
            .flatten()
            .is_some()
}

fn focus(selector: &str) {
    if let Ok(Some(element)) = document().query_selector(selector)
        && let Ok(element) = element.dyn_into::<HtmlElement>()
    {
        let _ = element.focus();
    }
}
