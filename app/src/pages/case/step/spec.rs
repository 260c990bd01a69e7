//! What each step asks for.

use gridloop_shared::command::Command;
use gridloop_shared::model::{Case, Source};
use gridloop_shared::policy::Action;

use crate::components::{Glyph, Need};
use crate::i18n::Words;

/// The text that a step asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// What it is.
    pub label: &'static str,
    /// How to write it.
    pub hint: &'static str,
    /// Whether it must be written.
    pub need: Need,
}

/// What is chosen beside the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// Nothing.
    Nothing,
    /// Department and deadline.
    Dispatch,
    /// Who should have it.
    Suggestion,
    /// What became of an observation.
    Adoption,
    /// How it was found.
    Rating,
}

/// The form of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spec {
    /// The text, if it asks for one.
    pub text: Option<Asked>,
    /// The choice.
    pub chosen: Chosen,
    /// Whether it takes photos.
    pub photos: bool,
}

/// The command of a step that asks for nothing.
pub const fn is_at_once(action: Action) -> Option<Command> {
    match action {
        Action::Accept => Some(Command::Accept),
        Action::Start => Some(Command::Start),
        Action::Close => Some(Command::Close),
        Action::SeeAnswer => Some(Command::SeeAnswer),
        _ => None,
    }
}

/// The form of a step.
pub fn spec(words: Words, action: Action, case: &Case) -> Spec {
    let must = |label, hint| {
        Some(Asked {
            label,
            hint,
            need: Need::Required,
        })
    };
    let may = |label, hint| {
        Some(Asked {
            label,
            hint,
            need: Need::Optional,
        })
    };
    let (text, chosen, photos) = match action {
        Action::Reject => (
            must(words.reason(), words.reason_hint_reject()),
            Chosen::Nothing,
            false,
        ),
        Action::Dispatch => (None, Chosen::Dispatch, false),
        Action::HandBack => (
            must(words.reason(), words.reason_hint_back()),
            Chosen::Suggestion,
            false,
        ),
        Action::ReportBack => {
            let chosen = match case.source {
                Source::Observation => Chosen::Adoption,
                _ => Chosen::Nothing,
            };
            (must(words.outcome(), words.outcome_hint()), chosen, true)
        }
        Action::PassCheck => (may(words.note(), ""), Chosen::Nothing, true),
        Action::FailCheck => (
            must(words.reason(), words.reason_hint_fail()),
            Chosen::Nothing,
            true,
        ),
        Action::Rate => (may(words.comment_words(), ""), Chosen::Rating, false),
        _ => (None, Chosen::Nothing, false),
    };
    Spec {
        text,
        chosen,
        photos,
    }
}

/// The sign on the button of an act.
pub const fn sign(action: Action) -> Glyph {
    match action {
        Action::Accept => Glyph::Inbox,
        Action::Reject => Glyph::XCircle,
        Action::Dispatch => Glyph::Send,
        Action::HandBack => Glyph::Undo,
        Action::Start => Glyph::Play,
        Action::PassCheck => Glyph::Check,
        Action::FailCheck => Glyph::Refresh,
        Action::Close => Glyph::CheckCircle,
        Action::Rate => Glyph::FaceHappy,
        _ => Glyph::Edit,
    }
}
