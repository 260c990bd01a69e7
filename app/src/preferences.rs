//! What this device is set to: language, appearance, text size, the categories used last. Worn on `<html>`; `boot.js`
//! wears it again before the first paint. A browser that keeps nothing loses these, and nothing else.

use gridloop_shared::model::CategoryId;
use leptos::prelude::*;

use crate::device::notes::{read, write};
use crate::i18n::Locale;

const THEME: &str = "gridloop.theme";
const TEXT: &str = "gridloop.text";
const LANG: &str = "gridloop.lang";
const RECENT: &str = "gridloop.recent-categories";
/// How many categories are remembered.
const MOST_RECENT: usize = 6;

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    System,
    /// 浅色
    Light,
    /// 深色
    Dark,
}

/// The settings of this device.
#[derive(Clone, Copy)]
pub struct Preferences {
    /// The language.
    pub locale: RwSignal<Locale>,
    /// Light or dark.
    pub theme: RwSignal<Theme>,
    /// Text at 130 %.
    pub large_text: RwSignal<bool>,
}

/// Reads the settings and keeps `<html>` and the store in step with them.
pub fn provide_preferences() {
    let preferences = Preferences {
        locale: RwSignal::new(Locale::from_tag(&read(LANG).unwrap_or_default())),
        theme: RwSignal::new(match read(THEME).as_deref() {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            _ => Theme::System,
        }),
        large_text: RwSignal::new(read(TEXT).as_deref() == Some("large")),
    };
    Effect::new(move |_| {
        let tag = preferences.locale.get().tag();
        wear("lang", Some(tag));
        write(LANG, Some(tag));
    });
    Effect::new(move |_| {
        let theme = match preferences.theme.get() {
            Theme::System => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        };
        wear("data-theme", theme);
        write(THEME, theme);
    });
    Effect::new(move |_| {
        let text = preferences.large_text.get().then_some("large");
        wear("data-text", text);
        write(TEXT, text);
    });
    provide_context(preferences);
}

/// The settings of this device.
pub fn use_preferences() -> Preferences {
    use_context().unwrap_or_else(|| Preferences {
        locale: RwSignal::new(Locale::default()),
        theme: RwSignal::new(Theme::System),
        large_text: RwSignal::new(false),
    })
}

/// The categories used last, newest first.
pub fn recent_categories() -> Vec<CategoryId> {
    read(RECENT)
        .unwrap_or_default()
        .split(' ')
        .filter_map(|id| id.parse().ok())
        .collect()
}

/// Remembers that a category was used.
pub fn remember_category(id: &CategoryId) {
    let others = recent_categories().into_iter().filter(|other| other != id);
    let all: Vec<String> = std::iter::once(id.clone())
        .chain(others)
        .take(MOST_RECENT)
        .map(String::from)
        .collect();
    write(RECENT, Some(&all.join(" ")));
}

fn wear(name: &str, value: Option<&str>) {
    let Some(root) = document().document_element() else {
        return;
    };
    // Setting an attribute of a valid name does not fail.
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}
