//! What is known of the case, each with a way to correct it for those who may.

use gridloop_shared::command::{Act, Command, offer};
use gridloop_shared::model::{CaseId, FieldName, Role};
use gridloop_shared::policy::Action;
use gridloop_shared::workflow::Stage;
use leptos::prelude::*;

use super::Opening;
use super::bearings::{departments, related};
use super::correct::Correct;
use super::said::value_in_words;
use crate::clock::use_now;
use crate::components::{Glyph, IconButton, PersonTag};
use crate::core::use_core;
use crate::format::exact;
use crate::i18n::use_words;
use crate::pages::again::{of_tray, use_again};
use crate::pages::session::{use_me, use_names};

/// The facts.
#[component]
pub fn Facts(
    /// Which case.
    id: CaseId,
    /// The case.
    case: Opening,
) -> impl IntoView {
    let words = use_words();
    let me = use_me();
    let core = use_core();
    let names = use_names();
    let now = use_now();
    let correcting = RwSignal::new(None::<FieldName>);
    // What people disagree about is chosen, not corrected, once the case is taken on.
    let may = Memo::new(move |_| {
        case.with(|open| {
            open.as_ref().is_some_and(|open| {
                me.with(|principal| {
                    let stage = open.case.follow_up.state.stage();
                    let is_open = matches!(stage, Stage::Reported | Stage::Returned);
                    (is_open || principal.has(Role::Supervisor))
                        && offer(principal, &open.case, Action::Correct).is_ok()
                })
            })
        })
    });
    let again = use_again();
    Effect::new(move |_| {
        let act = again.get().and_then(|asked| of_tray(core, asked));
        if let Some(Act {
            case,
            command: Command::Correct { field, .. },
            ..
        }) = act
            && case == id
        {
            correcting.set(Some(field));
        }
    });
    let row = move |field: FieldName, text: String| {
        let editable = may.get() && field != FieldName::Position;
        let text = if text.is_empty() {
            words.none_given().to_owned()
        } else {
            text
        };
        view! {
            <div class=if field == FieldName::Description { "facts__row facts__row--long" } else { "facts__row" }>
                <dt class="facts__name">{words.field(field)}</dt>
                <dd class=if editable { "facts__value facts__value--editable" } else { "facts__value" }>
                    <span class="facts__text">{text}</span>
                    {editable
                        .then(|| {
                            view! {
                                <IconButton
                                    label=words.edit_field(&words.field(field))
                                    icon=Glyph::Edit
                                    on_press=move |()| correcting.set(Some(field))
                                />
                            }
                        })}
                </dd>
            </div>
        }
    };
    let rows = move || {
        let open = case.get()?;
        let case = &open.case;
        let names = names.get();
        let value = |field: FieldName| {
            let raw = case
                .values(field)
                .into_iter()
                .next()
                .map(|it| it.value)
                .unwrap_or_default();
            row(field, value_in_words(words, &names, field, &raw))
        };
        let has_position = case.position.value().is_some();
        Some(view! {
            {value(FieldName::Description)}
            {value(FieldName::Category)}
            {value(FieldName::Area)}
            {value(FieldName::Address)}
            {has_position.then(|| value(FieldName::Position))}
            {departments(words, &names, case)}
            {related(words, case)}
            <div class="facts__row">
                <dt class="facts__name">{words.source_label()}</dt>
                <dd class="facts__value">{words.source(case.source)}</dd>
            </div>
            <div class="facts__row">
                <dt class="facts__name">{words.reporter()}</dt>
                <dd class="facts__value">
                    <PersonTag name=names.person(&case.reporter) role=names.role_of(&case.reporter) />
                    " "
                    {exact(words, open.reported_at(), now.get_untracked())}
                </dd>
            </div>
        })
    };
    view! {
        <section class="section" aria-labelledby="facts-title">
            <h3 class="section__title" id="facts-title">
                {words.facts()}
            </h3>
            <dl class="facts">{rows}</dl>
        </section>
        <Correct id case field=correcting />
    }
}
