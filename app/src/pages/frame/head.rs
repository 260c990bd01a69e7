//! What a page says of itself to the frame: its title, and where its back button leads.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use leptos_router::params::ParamsMap;
use wasm_bindgen::JsCast;

use crate::i18n::use_words;

/// The list of cases.
const LIST: &str = "/cases";

/// The head of the page that is open.
#[derive(Clone, Copy)]
pub struct Head {
    /// Its only `h1`.
    pub title: RwSignal<String>,
    /// Where the back button leads; none on the first level.
    pub back: RwSignal<Option<String>>,
    /// The page of the first level that was open last, with its query: where a case leads back to.
    came_from: RwSignal<String>,
    /// Whether the step before this one in the browser's history is that page.
    came_directly: StoredValue<bool>,
    opened: StoredValue<bool>,
}

pub(super) fn provide_head() {
    let came_from = RwSignal::new(LIST.to_owned());
    let came_directly = StoredValue::new(false);
    let address = use_location();
    Effect::new(move |before: Option<String>| {
        let path = address.pathname.get();
        let query = address.query.with(ParamsMap::to_query_string);
        let is_first = |path: &str| path == "/" || path == LIST;
        if is_first(&path) {
            came_from.set(format!("{path}{query}"));
        }
        if before.as_ref() != Some(&path) {
            came_directly.set_value(before.is_some_and(|before| is_first(&before)));
        }
        path
    });
    provide_context(Head {
        title: RwSignal::new(String::new()),
        back: RwSignal::new(None),
        came_from,
        came_directly,
        opened: StoredValue::new(false),
    });
}

/// Names the page, in the bar and in the browser's, and moves the focus to it unless it is the first.
pub fn open_page(title: &str, back: Option<&str>) {
    let words = use_words();
    document().set_title(&format!("{title} · {}", words.brand()));
    let Some(head) = use_context::<Head>() else {
        return;
    };
    head.title.set(title.to_owned());
    head.back.set(back.map(ToOwned::to_owned));
    if head.opened.get_value() {
        request_animation_frame(focus_main);
    }
    head.opened.set_value(true);
}

impl Head {
    /// Whether going back in the browser's history leads where the back button does: then no step is added to it.
    pub fn is_behind(self) -> bool {
        let leads_there = self.back.with_untracked(|back| {
            self.came_from
                .with_untracked(|from| back.as_ref() == Some(from))
        });
        leads_there && self.came_directly.get_value()
    }
}

/// Where a case leads back to: the list as it was filtered, or the first page.
pub fn came_from() -> String {
    use_context::<Head>().map_or_else(|| LIST.to_owned(), |head| head.came_from.get_untracked())
}

fn focus_main() {
    // A page that puts the focus somewhere itself, or a list beside the case, keeps it.
    let busy = document()
        .active_element()
        .is_some_and(|element| element.closest("#main").ok().flatten().is_some());
    if let Some(main) = document().get_element_by_id("main")
        && !busy
        && let Ok(main) = main.dyn_into::<web_sys::HtmlElement>()
    {
        let _ = main.focus();
    }
}
