//! Secondary acts behind one button. Arrow keys move, Escape closes and gives the focus back.

use leptos::{html, prelude::*};
use web_sys::HtmlElement;

use super::{Glyph, Icon};

/// One entry.
#[derive(Clone)]
pub struct MenuItem {
    /// What it does.
    pub label: String,
    /// The drawing.
    pub icon: Glyph,
    /// Why it cannot be done now, if it cannot.
    pub why_not: Option<String>,
    /// It was chosen.
    pub on_choose: Callback<()>,
}

/// A menu.
#[component]
pub fn Menu(
    /// The `id` of its list.
    id: &'static str,
    /// What its button says, for the ear.
    #[prop(into)]
    label: String,
    /// The entries.
    #[prop(into)]
    items: Signal<Vec<MenuItem>>,
    /// Opens upwards.
    #[prop(optional)]
    up: bool,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let frame: NodeRef<html::Div> = NodeRef::new();
    let step = move |by: isize| {
        if let Some(frame) = frame.get_untracked() {
            move_focus(&frame, by);
        }
    };
    let leave = move || {
        open.set(false);
        if let Some(button) = frame
            .get_untracked()
            .and_then(|f| first(&f, ".icon-button"))
        {
            let _ = button.focus();
        }
    };
    let key = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        "Escape" if open.get_untracked() => {
            event.stop_propagation();
            leave();
        }
        "ArrowDown" => {
            event.prevent_default();
            open.set(true);
            step(1);
        }
        "ArrowUp" => {
            event.prevent_default();
            step(-1);
        }
        _ => {}
    };
    // Also runs while the menu is being taken off the page, when its signals are gone.
    let left = move |event: leptos::ev::FocusEvent| {
        use wasm_bindgen::JsCast;
        let to = event
            .related_target()
            .and_then(|to| to.dyn_into::<web_sys::Node>().ok());
        if let Some(Some(frame)) = frame.try_get_untracked()
            && !frame.contains(to.as_ref())
        {
            let _ = open.try_set(false);
        }
    };
    let entry = move |item: MenuItem| {
        let blocked = item.why_not.is_some();
        let choose = move |_| {
            if !blocked {
                leave();
                item.on_choose.run(());
            }
        };
        view! {
            <li role="none">
                <button
                    class="menu__item"
                    role="menuitem"
                    type="button"
                    aria-disabled=blocked.then_some("true")
                    title=item.why_not
                    on:click=choose
                >
                    <Icon of=item.icon />
                    {item.label}
                </button>
            </li>
        }
    };
    view! {
        <div class="menu" node_ref=frame on:keydown=key on:focusout=left>
            <button
                class="icon-button"
                type="button"
                aria-label=label.clone()
                title=label
                aria-haspopup="menu"
                aria-controls=id
                aria-expanded=move || if open.get() { "true" } else { "false" }
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <Icon of=Glyph::More />
            </button>
            <ul
                class=if up { "menu__list menu__list--up" } else { "menu__list" }
                role="menu" id=id
                hidden=move || !open.get()
            >
                {move || items.get().into_iter().map(entry).collect_view()}
            </ul>
        </div>
    }
}

fn first(frame: &web_sys::Element, selector: &str) -> Option<HtmlElement> {
    use wasm_bindgen::JsCast;
    frame
        .query_selector(selector)
        .ok()
        .flatten()
        .and_then(|element| element.dyn_into().ok())
}

fn move_focus(frame: &web_sys::Element, by: isize) {
    use wasm_bindgen::JsCast;
    let Ok(found) = frame.query_selector_all(".menu__item") else {
        return;
    };
    let items: Vec<HtmlElement> = (0..found.length())
        .filter_map(|index| found.item(index)?.dyn_into().ok())
        .collect();
    let focused = document().active_element();
    let at = items
        .iter()
        .position(|item| Some(item.as_ref()) == focused.as_ref());
    let next = match at {
        Some(at) => at
            .checked_add_signed(by)
            .unwrap_or(items.len().saturating_sub(1)),
        None => 0,
    };
    if let Some(item) = items.get(next).or_else(|| items.first()) {
        let _ = item.focus();
    }
}
