//! The form of a report as its fields see it: what is filled in, what keeps it, what is wrong.

use gridloop_shared::command::{Act, Command};
use gridloop_shared::form::{FieldProblem, Problem, ReportDraft, ReportField};
use gridloop_shared::model::{Area, Source};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::own_area::own_area;
use crate::core::use_core;
use crate::i18n::Words;
use crate::pages::pause::Keeper;
use crate::pages::session::use_me;

/// The form as its fields see it. Copied freely.
#[derive(Clone, Copy)]
pub struct Filling {
    /// What is filled in.
    pub draft: RwSignal<ReportDraft>,
    /// The area that was filled in for the person, where they work or where the phone finds itself: no more theirs than an
    /// empty field.
    pub own: RwSignal<Option<Area>>,
    /// Whether the form that was kept, if there was one, is on the page.
    pub read: RwSignal<bool>,
    /// Keeps it.
    pub keeper: Keeper,
    /// What is wrong, once somebody tried to save.
    pub problems: RwSignal<Vec<FieldProblem>>,
    /// Photos that are being prepared: done, of.
    pub shrinking: RwSignal<Option<(usize, usize)>>,
    /// Whether a form that was not finished has come back.
    pub restored: RwSignal<bool>,
}

impl Filling {
    /// A new form, or the one that was kept, as soon as it is read.
    pub fn open(source: Source, again: Option<Act>) -> Self {
        let core = use_core();
        let again = again.and_then(|act| match act.command {
            Command::Report(report) => Some(ReportDraft {
                instead: Some(act.id),
                ..ReportDraft::of(report)
            }),
            _ => None,
        });
        let instead = again.as_ref().and_then(|again| again.instead);
        let draft = RwSignal::new(again.unwrap_or_else(|| ReportDraft::new(source)));
        let own = RwSignal::new(None);
        let read = RwSignal::new(false);
        // Whether something of this form is on the disk.
        let kept = StoredValue::new(false);
        let keeper = Keeper::new(move || {
            // Before the kept form is read, the empty one must not take its place.
            if read.try_get_untracked() == Some(true)
                && let Some(draft) = draft.try_get_untracked()
            {
                let untouched = is_untouched(&draft, own);
                // Another tab's form is not this one's to clear.
                if untouched && !kept.get_value() {
                    return;
                }
                kept.set_value(!untouched);
                spawn_local(async move {
                    // The form stands on the page; the next pause tries again, and saving says so aloud.
                    let _ = match untouched {
                        true => core.drop_draft().await,
                        false => core.save_draft(draft).await,
                    };
                });
            }
        });
        let restored = RwSignal::new(false);
        spawn_local(async move {
            if let Ok(Some(found)) = core.draft().await
                && !found.is_blank()
            {
                kept.set_value(true);
                let _ = draft.try_set(found);
                let _ = restored.try_set(true);
            }
            let _ = read.try_set(true);
            if instead.is_some() {
                keeper.touch();
            }
        });
        let (me, directory) = (use_me(), core.directory());
        Effect::new(move |_| {
            if let Some(directory) = directory.get().filter(|_| read.get()) {
                let area = me.with(|principal| own_area(principal, &directory));
                if draft.with_untracked(ReportDraft::is_blank) {
                    draft.update(|draft| draft.area.clone_from(&area));
                }
                own.set(area);
            }
        });
        Self {
            draft,
            own,
            read,
            keeper,
            problems: RwSignal::default(),
            shrinking: RwSignal::new(None),
            restored,
        }
    }

    /// Begins anew.
    pub fn clear(self) {
        let area = self.own.get_untracked();
        self.draft.update(|draft| {
            *draft = ReportDraft {
                area,
                ..ReportDraft::new(draft.source)
            };
        });
        self.problems.set(Vec::new());
        self.restored.set(false);
    }

    /// Changes the form and keeps it after a pause.
    pub fn change(self, change: impl FnOnce(&mut ReportDraft)) {
        self.draft.update(change);
        if self
            .problems
            .with_untracked(|problems| !problems.is_empty())
        {
            self.problems.set(
                self.draft
                    .with_untracked(|draft| draft.check().err().unwrap_or_default()),
            );
        }
        self.keeper.touch();
    }

    /// Whether the person has filled in nothing of this form.
    pub fn is_untouched(self, draft: &ReportDraft) -> bool {
        is_untouched(draft, self.own)
    }

    /// Whether nothing is known of the place, but for where this person works.
    pub fn is_placeless(self, draft: &ReportDraft) -> bool {
        // A form that came back says what was seen there, not here.
        let restored = self.restored.get_untracked();
        let is_own = self.own.with_untracked(|own| own == &draft.area);
        draft.position.is_none()
            && draft.address.is_empty()
            && (draft.area.is_none() || (is_own && !restored))
    }

    /// What is wrong at a field, in words.
    pub fn error(self, words: Words, field: ReportField) -> Signal<Option<String>> {
        Signal::derive(move || {
            let problem = self.problems.with(|all| {
                all.iter()
                    .find(|problem| problem.field == field)
                    .map(|it| it.problem)
            })?;
            Some(match (field, problem) {
                (ReportField::Category, Problem::Missing) => words.category_missing().to_owned(),
                (ReportField::Area, Problem::Missing) => words.area_missing().to_owned(),
                (ReportField::Description, Problem::Missing) => {
                    words.description_missing().to_owned()
                }
                (_, problem) => words.problem(problem),
            })
        })
    }
}

fn is_untouched(draft: &ReportDraft, own: RwSignal<Option<Area>>) -> bool {
    let is_own = own.with_untracked(|own| own.is_some() && own == &draft.area);
    let area = draft.area.clone().filter(|_| !is_own);
    ReportDraft {
        area,
        position: None,
        ..draft.clone()
    }
    .is_blank()
}

/// Brings the focus to the first field that lacks something.
pub fn focus_first(problems: &[FieldProblem]) {
    use wasm_bindgen::JsCast;
    let id = match problems.first().map(|problem| problem.field) {
        Some(ReportField::Photos) => "photos",
        Some(ReportField::Category) => "category",
        Some(ReportField::Area) => "community",
        Some(ReportField::Address) => "address",
        Some(ReportField::Description) => "description",
        None => return,
    };
    request_animation_frame(move || {
        let field = document().get_element_by_id(id);
        if let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = field.focus();
        }
    });
}
