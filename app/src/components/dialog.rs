//! A native dialog: a sheet from below on a phone, a page in the middle on a desk. The browser keeps the focus inside.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{Glyph, IconButton};
use crate::i18n::use_words;

/// A modal dialog. What stands in it exists only while it is open.
#[component]
pub fn Dialog(
    /// The `id` of its title.
    id: &'static str,
    /// Its title.
    #[prop(into)]
    title: Signal<String>,
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// It was closed by the person.
    #[prop(into)]
    on_close: Callback<()>,
    /// For pickers.
    #[prop(optional)]
    wide: bool,
    /// Body and acts.
    children: ChildrenFn,
) -> impl IntoView {
    let words = use_words();
    let dialog: NodeRef<html::Dialog> = NodeRef::new();
    Effect::new(move |_| {
        let wanted = open.get();
        if let Some(dialog) = dialog.get()
            && dialog.open() != wanted
        {
            if wanted {
                // Refused only for a dialog outside of the document, which this one is not.
                let _ = dialog.show_modal();
                request_animation_frame(move || focus_first(&dialog));
            } else {
                dialog.close();
            }
        }
    });
    let backdrop = move |event: leptos::ev::MouseEvent| {
        let target = event.target().map(wasm_bindgen::JsValue::from);
        let own = dialog.get_untracked().map(|dialog| {
            let element: &web_sys::HtmlDialogElement = &dialog;
            wasm_bindgen::JsValue::from(element.clone())
        });
        if target.is_some() && target == own {
            on_close.run(());
        }
    };
    let children = StoredValue::new(children);
    view! {
        <dialog
            class=if wide { "dialog dialog--wide" } else { "dialog" }
            aria-labelledby=id
            tabindex="-1"
            node_ref=dialog
            // The browser says so in a task of its own: the page may be another by then.
            on:close=move |_| {
                if open.try_get_untracked() == Some(true) {
                    let _ = on_close.try_run(());
                }
            }
            on:click=backdrop
        >
            <Show when=move || open.get()>
                <div class="dialog__form">
                    <div class="dialog__head">
                        <h2 class="dialog__title" id=id>
                            {title}
                        </h2>
                        <IconButton label=words.close() icon=Glyph::X on_press=move |()| on_close.run(()) />
                    </div>
                    {children.with_value(|children| children())}
                </div>
            </Show>
        </dialog>
    }
}

/// The first field for a keyboard; the sheet itself where a field would bring up the keys of a phone over it.
fn focus_first(dialog: &web_sys::HtmlDialogElement) {
    let fine = window()
        .match_media("(pointer: fine)")
        .ok()
        .flatten()
        .is_some_and(|query| query.matches());
    let field =
        dialog.query_selector(".dialog__body :is(input, select, textarea):not([type=file])");
    let target = match field {
        Ok(Some(field)) if fine => field.dyn_into::<HtmlElement>().ok(),
        _ => None,
    };
    // An element that is not in the page any more does not take the focus: nothing is lost.
    let _ = match target {
        Some(field) => field.focus(),
        None => dialog.focus(),
    };
}
