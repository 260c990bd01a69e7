//! Two to four choices side by side, as native radio buttons.

use leptos::prelude::*;

/// One of few, all in sight.
#[component]
pub fn Segmented<T>(
    /// The name of the group.
    name: &'static str,
    /// What is chosen, for the ear.
    #[prop(into)]
    legend: String,
    /// What there is, with words.
    choices: Vec<(T, &'static str)>,
    /// What is chosen.
    #[prop(into)]
    chosen: Signal<T>,
    /// Another is chosen.
    #[prop(into)]
    on_choose: Callback<T>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let items = choices
        .into_iter()
        .map(|(value, label)| {
            view! {
                <label class="segmented__item">
                    <input
                        class="segmented__input"
                        type="radio"
                        name=name
                        prop:checked=move || chosen.get() == value
                        on:change=move |_| on_choose.run(value)
                    />
                    <span class="segmented__label">{label}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="segmented">
            <legend class="visually-hidden">{legend}</legend>
            {items}
        </fieldset>
    }
}
