//! The form of a report as its fields see it: what is filled in, what keeps it, what is wrong.

use gridloop_shared::form::{FieldProblem, Problem, ReportDraft, ReportField};
use leptos::prelude::*;

use crate::i18n::Words;
use crate::pages::pause::Keeper;

/// The form as its fields see it. Copied freely.
#[derive(Clone, Copy)]
pub struct Filling {
    /// What is filled in.
    pub draft: RwSignal<ReportDraft>,
    /// Keeps it.
    pub keeper: Keeper,
    /// What is wrong, once somebody tried to save.
    pub problems: RwSignal<Vec<FieldProblem>>,
    /// Photos that are being prepared: done, of.
    pub shrinking: RwSignal<Option<(usize, usize)>>,
}

impl Filling {
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
