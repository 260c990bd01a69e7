//! Every word that a person sees, in both languages, side by side, so that neither can be forgotten.
//!
//! A word is a method of [`Words`]; a missing language or a misspelt placeholder does not compile. This takes the place
//! of `leptos_i18n` 0.6.2, which was tried: its build script and ICU raise the crates to be built from 175 to 284 (among
//! them `ring`, `ureq`, `tar` and all of `icu`) for what sixty lines of macro do without any.
//! A change of language mounts the pages anew, so that words are plain texts and not thousands of closures.

#[macro_use]
mod words;

mod act;
mod case;
mod cases;
mod device;
mod home;
mod locale;
mod office;
mod problem;
mod receipt;
mod report;
mod revoked;
mod shell;
mod sign_in;
mod sync;
mod terms;
mod time;
mod timeline;

pub use locale::Locale;
pub use words::{Words, provide_words, use_words};
