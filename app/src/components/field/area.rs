//! A field of several lines.

use leptos::prelude::*;

use super::{Field, Need};

/// Several lines of text.
#[component]
pub fn Area(
    /// Its `id`.
    id: &'static str,
    /// What it is.
    #[prop(into)]
    label: String,
    /// What it says.
    #[prop(into)]
    value: Signal<String>,
    /// It says something else.
    #[prop(into)]
    on_input: Callback<String>,
    /// Whether it must be filled in.
    #[prop(optional)]
    need: Need,
    /// How to fill it in.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// How high it stands at first.
    #[prop(default = 3)]
    rows: u32,
    /// It was left.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
) -> impl IntoView {
    let described = format!("{id}-hint {id}-error");
    view! {
        <Field id label need hint error>
            <textarea
                class="input input--area"
                id=id
                rows=rows.to_string()
                aria-describedby=described
                aria-required=(need == Need::Required).then_some("true")
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                prop:value=value
                on:input:target=move |event| on_input.run(event.target().value())
                on:blur=move |_| {
                    if let Some(leave) = on_leave {
                        // A field that is taken off the page loses the focus, too.
                        let _ = leave.try_run(());
                    }
                }
            ></textarea>
        </Field>
    }
}
