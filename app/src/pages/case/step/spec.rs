//! What each step asks for.

use gridloop_shared::command::Command;
use gridloop_shared::json::word;
use gridloop_shared::model::{
    Adoption, Authority, Case, ContactWay, Fruit, MediationLevel, MediationOutcome, Source,
};
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
    /// Department, term and who assists.
    Dispatch,
    /// A department that does not have it yet.
    Department,
    /// A department that assists.
    Assisting,
    /// Who should have it.
    Suggestion,
    /// How much more time.
    Term,
    /// Another case.
    Case,
    /// How it was found.
    Rating,
    /// One of few.
    One(Few),
}

/// What one of few is chosen from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Few {
    /// What became of an observation.
    Adoption,
    /// How the reporter was reached.
    Way,
    /// Who mediates.
    Level,
    /// How a mediation ended.
    Outcome,
    /// To whom it is passed up.
    Authority,
    /// What it is taken into.
    Fruit,
}

impl Few {
    /// What it is.
    pub const fn label(self, words: Words) -> &'static str {
        match self {
            Self::Adoption => words.adoption_label(),
            Self::Way => words.way_label(),
            Self::Level => words.level_label(),
            Self::Outcome => words.mediation_outcome_label(),
            Self::Authority => words.authority_label(),
            Self::Fruit => words.fruit_label(),
        }
    }

    /// What there is: the word of each in a draft, and how it reads.
    pub fn choices(self, words: Words) -> Vec<(String, &'static str)> {
        fn each<T: Copy + serde::Serialize>(
            all: &[T],
            name: impl Fn(T) -> &'static str,
        ) -> Vec<(String, &'static str)> {
            all.iter().map(|it| (word(it), name(*it))).collect()
        }
        match self {
            Self::Adoption => each(&Adoption::ALL, |it| words.adoption(it)),
            Self::Way => each(&ContactWay::ALL, |it| words.contact_way(it)),
            Self::Level => each(&MediationLevel::ALL, |it| words.mediation_level(it)),
            Self::Outcome => each(&MediationOutcome::ALL, |it| words.mediation_outcome(it)),
            Self::Authority => each(&Authority::ALL, |it| words.authority(it)),
            Self::Fruit => each(&Fruit::ALL, |it| words.fruit(it)),
        }
    }
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
        Action::Resubmit => Some(Command::Resubmit),
        Action::Start => Some(Command::Start),
        Action::Resume => Some(Command::Resume),
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
    let reason = |hint| must(words.reason(), hint);
    let observed = case.source == Source::Observation;
    let (text, chosen, photos) = match action {
        Action::Reject => (reason(words.reason_hint_reject()), Chosen::Nothing, false),
        Action::Return => (reason(words.reason_hint_return()), Chosen::Nothing, false),
        Action::Contact => (may(words.what_was_said(), ""), Chosen::One(Few::Way), false),
        Action::Dispatch => (None, Chosen::Dispatch, false),
        Action::Reassign => (
            reason(words.reason_hint_reassign()),
            Chosen::Dispatch,
            false,
        ),
        Action::CallAssistance => (None, Chosen::Department, false),
        Action::ReleaseAssistance => (None, Chosen::Assisting, false),
        Action::Assist => (
            must(words.outcome(), words.outcome_hint_assist()),
            Chosen::Nothing,
            true,
        ),
        Action::HandBack => (reason(words.reason_hint_back()), Chosen::Suggestion, false),
        Action::Suspend => (reason(words.reason_hint_suspend()), Chosen::Nothing, false),
        Action::AskExtension => (reason(words.reason_hint_extension()), Chosen::Term, false),
        Action::GrantExtension => (None, Chosen::Term, false),
        Action::DeclineExtension => (reason(""), Chosen::Nothing, false),
        Action::ReportBack => {
            let chosen = if observed {
                Chosen::One(Few::Adoption)
            } else {
                Chosen::Nothing
            };
            (must(words.outcome(), words.outcome_hint()), chosen, true)
        }
        Action::PassCheck => (may(words.note(), ""), Chosen::Nothing, true),
        Action::FailCheck => (reason(words.reason_hint_fail()), Chosen::Nothing, true),
        Action::PassPartly => (
            must(words.what_remains(), words.what_remains_hint()),
            Chosen::Nothing,
            true,
        ),
        Action::OpenMediation => (None, Chosen::One(Few::Level), false),
        Action::HoldMediation => (
            must(words.what_was_said(), words.mediation_hint()),
            Chosen::Nothing,
            true,
        ),
        Action::EndMediation => (
            must(words.agreement(), words.agreement_hint()),
            Chosen::One(Few::Outcome),
            true,
        ),
        Action::PassUp => (reason(""), Chosen::One(Few::Authority), false),
        Action::TakeUp => (
            must(words.fruit_title(), words.fruit_title_hint()),
            Chosen::One(Few::Fruit),
            false,
        ),
        Action::Reopen => (reason(words.reason_hint_reopen()), Chosen::Nothing, true),
        Action::Merge => (None, Chosen::Case, false),
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
        Action::Dispatch | Action::Resubmit => Glyph::Send,
        Action::HandBack | Action::Return => Glyph::Undo,
        Action::Start | Action::Resume => Glyph::Play,
        Action::Suspend => Glyph::Pause,
        Action::AskExtension | Action::GrantExtension => Glyph::Clock,
        Action::DeclineExtension | Action::ReleaseAssistance => Glyph::X,
        Action::Reassign => Glyph::Building,
        Action::CallAssistance | Action::Assist | Action::Contact => Glyph::Users,
        Action::OpenMediation | Action::HoldMediation | Action::EndMediation => Glyph::Scale,
        Action::PassCheck | Action::PassPartly => Glyph::Check,
        Action::FailCheck | Action::Reopen => Glyph::Refresh,
        Action::PassUp | Action::TakeUp => Glyph::ArrowRight,
        Action::Merge => Glyph::Merge,
        Action::Close => Glyph::CheckCircle,
        Action::Rate => Glyph::FaceHappy,
        _ => Glyph::Edit,
    }
}
