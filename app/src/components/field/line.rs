//! A field of one line.

use leptos::prelude::*;

use super::{Field, Need};

/// One line of text.
#[component]
pub fn Line(
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
    /// `text`, `password`, `datetime-local`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What the browser may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// It was left.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
) -> impl IntoView {
    let described = format!("{id}-hint {id}-error");
    view! {
        <Field id label need hint error>
            <input
                class="input"
                id=id
                type=kind
                autocomplete=autocomplete
                autocapitalize="none"
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
            />
        </Field>
    }
}
