//! The two languages, and which one this device has chosen.

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Locale {
    /// Simplified Chinese: what nobody has chosen otherwise.
    #[default]
    Zh,
    /// English.
    En,
}

impl Locale {
    /// Its tag (BCP 47), as in `<html lang>` and for `Intl`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// Its own name for itself, which its readers find whatever the page speaks.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Zh => "中文",
            Self::En => "English",
        }
    }

    /// The language of this tag; Chinese for any other.
    pub fn from_tag(tag: &str) -> Self {
        if tag == Self::En.tag() {
            Self::En
        } else {
            Self::Zh
        }
    }
}
