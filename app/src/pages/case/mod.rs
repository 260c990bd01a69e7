//! One case: where it stands, the next act, the facts, and the whole follow-up as a letter.

mod acts;
mod answer;
mod bearings;
mod came_back;
mod comment;
mod conflicts;
mod contested;
mod correct;
mod done_again;
mod facts;
mod head;
mod next;
mod pictures;
mod said;
mod see_answer;
mod set_aside;
mod step;
mod story;

use std::sync::Arc;
use std::time::Duration;

use gridloop_shared::model::CaseId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::frame::{came_from, open_page};
use crate::components::{Button, Empty, Glyph, Icon, IconSize, Weight};
use crate::core::{OpenCase, Opened, use_core};
use crate::i18n::use_words;
use acts::Acts;
use answer::Answer;
use came_back::CameBack;
use comment::CommentBox;
use conflicts::Conflicts;
use contested::Contested;
use facts::Facts;
use head::CaseHead;
use pictures::provide_pictures;
pub use said::value_in_words;
use see_answer::see_answer;
use set_aside::SetAside;
pub use step::spec::is_at_once;
pub use step::term::{Dispatching, term_in_words, term_text};
pub use step::told::{Told, told};
use story::Story;

/// The case as its parts see it; they end with the page.
pub type Opening = Signal<Option<Arc<OpenCase>>>;

/// The page of the case that the address names.
#[component]
pub fn CasePage() -> impl IntoView {
    let words = use_words();
    let params = use_params_map();
    let id =
        Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse().ok())));
    move || {
        open_page(words.case(), Some(&came_from()));
        match id.get() {
            Some(id) => view! { <OneCase id /> }.into_any(),
            None => {
                view! { <Empty icon=Glyph::MapPin title=words.absent() text=words.absent_text() /> }
                    .into_any()
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Shape {
    Loading,
    Absent,
    Gone,
    Unreadable,
    LetGo,
    Here,
}

/// One case.
#[component]
fn OneCase(id: CaseId) -> impl IntoView {
    let words = use_words();
    let opened = use_core().case(id);
    provide_pictures();
    let case: Opening = Memo::new(move |_| opened.with(|opened| opened.here().cloned())).into();
    // The parts stay while the case changes under them: what is half typed stays too.
    let shape = Memo::new(move |before: Option<&Shape>| {
        let was_here = matches!(before, Some(Shape::Here | Shape::Gone));
        opened.with(|opened| match opened {
            Opened::Loading => Shape::Loading,
            Opened::Absent if was_here => Shape::Gone,
            Opened::Absent => Shape::Absent,
            Opened::Unreadable => Shape::Unreadable,
            Opened::LetGo => Shape::LetGo,
            Opened::Here(_) => Shape::Here,
        })
    });
    see_answer(id, case);
    move || match shape.get() {
        Shape::Loading => view! { <Reading /> }.into_any(),
        Shape::Absent => {
            view! { <Empty icon=Glyph::Inbox title=words.absent() text=words.absent_text() /> }
                .into_any()
        }
        Shape::Gone => view! {
            <Empty icon=Glyph::Inbox title=words.gone() text=words.gone_text()>
                <a class="button button--secondary" href=came_from()>
                    {words.back()}
                </a>
            </Empty>
        }
        .into_any(),
        Shape::Unreadable => view! {
            <Empty icon=Glyph::Lock title=words.unreadable() text=words.unreadable_text() />
        }
        .into_any(),
        Shape::LetGo => view! { <LetGo id /> }.into_any(),
        Shape::Here => view! {
            <div class="page">
                <div class="page__body">
                    <CaseHead case />
                    <SetAside case />
                    <CameBack case />
                    <Answer case />
                    <Contested id case />
                    <Conflicts id case />
                    <Facts id case />
                    <Story case />
                    <CommentBox id case />
                </div>
                <Acts id case />
            </div>
        }
        .into_any(),
    }
}

/// A case that made room for unsent work. To open it is to want it back.
#[component]
fn LetGo(id: CaseId) -> impl IntoView {
    let words = use_words();
    let core = use_core();
    let fetch = move || {
        leptos::task::spawn_local(async move {
            // Failing that, the button tries again.
            let _ = core.bring_back(id).await;
        });
    };
    fetch();
    view! {
        <Empty icon=Glyph::Cloud title=words.let_go() text=words.let_go_text()>
            <Button label=words.fetch_now() weight=Weight::Secondary on_press=move |()| fetch() />
        </Empty>
    }
}

/// Said only when reading takes long enough to be noticed.
#[component]
fn Reading() -> impl IntoView {
    let words = use_words();
    let late = RwSignal::new(false);
    set_timeout(
        move || {
            let _ = late.try_set(true);
        },
        Duration::from_millis(300),
    );
    move || {
        late.get().then(|| {
            view! {
                <p class="loading-line" role="status">
                    <Icon of=Glyph::PhoneDevice size=IconSize::Small />
                    {words.loading_cases()}
                </p>
            }
        })
    }
}
