//! The app that a person carries: everything is done on the device first, and sent when there is a network.
//!
//! Data goes one way: a page calls [`core::Core::perform`]; [`store`] commits; a notice refreshes the signals that
//! pages read; [`sync`] carries the outbox to the server and brings back what is new.

#[macro_use]
mod i18n;

mod app;
mod clock;
mod components;
pub mod core;
pub mod device;
mod format;
pub mod inbox;
pub mod outbox;
mod pages;
mod preferences;
pub mod records;
pub mod store;
pub mod sync;

#[cfg(test)]
mod tests;

/// Starts the app in the page that loaded it.
pub fn start() {
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|panic| leptos::logging::error!("{panic}")));
    leptos::prelude::mount_to_body(app::App);
}
