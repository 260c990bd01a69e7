//! The root: what everything below may ask for, and the language in which it is drawn.

use leptos::prelude::*;

use crate::clock::provide_clock;
use crate::components::provide_toasts;
use crate::core::Core;
use crate::i18n::provide_words;
use crate::pages::Gate;
use crate::preferences::{provide_preferences, use_preferences};

/// The app.
#[component]
pub fn App() -> impl IntoView {
    Core::provide();
    provide_preferences();
    provide_clock();
    provide_toasts();
    let locale = Memo::new({
        let locale = use_preferences().locale;
        move |_| locale.get()
    });
    move || {
        provide_words(locale.get());
        view! { <Gate /> }
    }
}
