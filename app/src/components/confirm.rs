//! A question before something is taken away: what goes, and a way not to.

use leptos::prelude::*;

use super::{Button, Dialog, Weight};
use crate::i18n::use_words;

/// The question.
#[component]
pub fn Confirm(
    /// The `id` of its title.
    id: &'static str,
    /// What is asked.
    title: &'static str,
    /// What goes and what stays.
    #[prop(into)]
    text: Signal<String>,
    /// The act, by its name.
    #[prop(into)]
    act: Signal<String>,
    /// Whether it is asked.
    open: RwSignal<bool>,
    /// It is to be done.
    #[prop(into)]
    on_act: Callback<()>,
    /// What may be done before.
    #[prop(optional)]
    children: Option<ChildrenFn>,
) -> impl IntoView {
    let words = use_words();
    let children = StoredValue::new(children);
    view! {
        <Dialog id title open on_close=move |()| open.set(false)>
            <div class="dialog__body stack">
                <p>{text}</p>
                {children.with_value(|children| children.as_ref().map(|children| children()))}
            </div>
            <div class="dialog__acts">
                <Button
                    label=words.cancel()
                    weight=Weight::Secondary
                    on_press=move |()| open.set(false)
                />
                <Button label=act weight=Weight::Danger large=true on_press=on_act />
            </div>
        </Dialog>
    }
}
