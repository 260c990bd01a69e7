//! Figures as a small sentence, each leading to what it counts.

use leptos::prelude::*;

use crate::format::number;

/// One figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Where it leads.
    pub href: String,
    /// How many.
    pub count: usize,
    /// Of what.
    pub unit: &'static str,
    /// The tone while it is not zero: amber, red.
    pub tone: Option<&'static str>,
    /// Whether the list shows these now.
    pub current: bool,
}

/// A sentence of figures.
#[component]
pub fn Stats(
    /// The figures.
    #[prop(into)]
    figures: Signal<Vec<Figure>>,
    /// Not everything is counted yet: a number would mislead.
    #[prop(into)]
    counting: Signal<bool>,
) -> impl IntoView {
    let one = move |figure: Figure| {
        let counting = counting.get();
        let tone = match (figure.count, figure.tone) {
            (0, _) => " stat--none".to_owned(),
            _ if counting => " stat--none".to_owned(),
            (_, Some(tone)) => format!(" stat--{tone}"),
            _ => String::new(),
        };
        view! {
            <a
                class=format!("stat{tone}")
                href=figure.href
                aria-current=figure.current.then_some("true")
            >
                <span class="stat__number">{if counting { "…".to_owned() } else { number(figure.count) }}</span>
                " "
                <span class="stat__unit">{figure.unit}</span>
            </a>
        }
    };
    view! { <p class="stats">{move || figures.get().into_iter().map(one).collect_view()}</p> }
}
