//! The macro that makes words, and the handle by which pages reach them.

use leptos::prelude::{provide_context, use_context};

use super::Locale;

/// Every word, in one language. Copied freely.
#[derive(Debug, Clone, Copy, Default)]
pub struct Words {
    /// The language.
    pub locale: Locale,
}

/// Makes the words of a language known to everything below.
pub fn provide_words(locale: Locale) {
    provide_context(Words { locale });
}

/// The words of the language in use.
pub fn use_words() -> Words {
    use_context().unwrap_or_default()
}

/// Words, Chinese first. Three kinds: plain; with parts; counted, where English tells one from many.
///
/// ```text
/// today: "今天", "Today";
/// over(time): "超时 {time}", "{time} over";
/// cases[n]: "{n} 件", one "{n} case", many "{n} cases";
/// ```
macro_rules! words {
    () => {};
    ($name:ident: $zh:literal, $en:literal; $($rest:tt)*) => {
        impl $crate::i18n::Words {
            #[doc = $zh]
            pub const fn $name(self) -> &'static str {
                match self.locale {
                    $crate::i18n::Locale::Zh => $zh,
                    $crate::i18n::Locale::En => $en,
                }
            }
        }
        words! { $($rest)* }
    };
    ($name:ident($($part:ident),+): $zh:literal, $en:literal; $($rest:tt)*) => {
        impl $crate::i18n::Words {
            #[doc = $zh]
            pub fn $name(self, $($part: &dyn std::fmt::Display),+) -> String {
                match self.locale {
                    $crate::i18n::Locale::Zh => format!($zh),
                    $crate::i18n::Locale::En => format!($en),
                }
            }
        }
        words! { $($rest)* }
    };
    ($name:ident[$count:ident]: $zh:literal, one $one:literal, many $many:literal; $($rest:tt)*) => {
        impl $crate::i18n::Words {
            #[doc = $zh]
            pub fn $name(self, $count: usize) -> String {
                let single = $count == 1;
                let $count = $crate::format::number($count);
                match (self.locale, single) {
                    ($crate::i18n::Locale::Zh, _) => format!($zh),
                    ($crate::i18n::Locale::En, true) => format!($one),
                    ($crate::i18n::Locale::En, false) => format!($many),
                }
            }
        }
        words! { $($rest)* }
    };
}
