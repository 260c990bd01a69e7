//! How the subdistrict stands, as a small sentence, for those who oversee it.

use gridloop_shared::model::Role;
use leptos::prelude::*;

use crate::components::Stats;
use crate::core::use_core;
use crate::pages::cases::use_figures;
use crate::pages::session::use_me;

/// The figures, for supervisors and administrators.
#[component]
pub fn Figures() -> impl IntoView {
    let figures = use_figures();
    let me = use_me();
    let oversees = me.has(Role::Supervisor) || me.has(Role::Admin);
    oversees.then(|| view! { <Stats figures counting=use_core().is_listing() /> })
}
