//! Language, appearance, size of the text.

use leptos::prelude::*;

use crate::components::{Glyph, Icon, Segmented};
use crate::i18n::{Locale, use_words};
use crate::preferences::{Theme, use_preferences};

/// The settings of the display.
#[component]
pub fn Display() -> impl IntoView {
    let words = use_words();
    let preferences = use_preferences();
    view! {
        <section class="settings" aria-labelledby="display-title">
            <h2 class="settings__title" id="display-title">
                {words.display()}
            </h2>
            <ul class="settings__list">
                <li>
                    <div class="settings__row settings__row--wrap">
                        <Icon of=Glyph::Globe />
                        <span class="settings__name">{words.language()}</span>
                        <Segmented
                            name="locale"
                            legend=words.language()
                            choices=[Locale::Zh, Locale::En].map(|it| (it, it.name())).to_vec()
                            chosen=preferences.locale
                            on_choose=move |locale| preferences.locale.set(locale)
                        />
                    </div>
                </li>
                <li>
                    <div class="settings__row settings__row--wrap">
                        <Icon of=Glyph::Moon />
                        <span class="settings__name">{words.theme()}</span>
                        <Segmented
                            name="theme"
                            legend=words.theme()
                            choices=vec![
                                (Theme::System, words.theme_system()),
                                (Theme::Light, words.theme_light()),
                                (Theme::Dark, words.theme_dark()),
                            ]
                            chosen=preferences.theme
                            on_choose=move |theme| preferences.theme.set(theme)
                        />
                    </div>
                </li>
                <li>
                    <label class="settings__row">
                        <Icon of=Glyph::TextSize />
                        <span class="settings__name">
                            {words.large_text()}
                            <span class="settings__hint">{words.large_text_hint()}</span>
                        </span>
                        <input
                            class="switch"
                            type="checkbox"
                            role="switch"
                            prop:checked=preferences.large_text
                            on:change:target=move |event| {
                                preferences.large_text.set(event.target().checked());
                            }
                        />
                    </label>
                </li>
            </ul>
        </section>
    }
}
