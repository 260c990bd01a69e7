//! The texts that cases are written from, as the data files have them. Public only inside: the server gets finished cases.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::beats::Stage;
use crate::case::{Decision, Source};
use crate::photo::Scene;

/// One kind of problem, with gaps such as `{hao}` that [`Slots`](crate::slots::Slots) fills.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Template {
    pub(crate) id: String,
    pub(crate) category: String,
    pub(crate) sources: Vec<Source>,
    /// What a photo of it shows; `None` where nothing can be photographed.
    pub(crate) scene: Option<Scene>,
    pub(crate) title: String,
    pub(crate) place: String,
    pub(crate) text: String,
    pub(crate) outcomes: Vec<Outcome>,
}

/// What the handler reports back. An observation is answered with a decision.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "OutcomeFile")]
pub(crate) struct Outcome {
    pub(crate) text: String,
    pub(crate) decision: Option<Decision>,
}

/// In the files a bare string where no decision is taken.
#[derive(Deserialize)]
#[serde(untagged)]
enum OutcomeFile {
    Text(String),
    Decided { text: String, decision: Decision },
}

impl From<OutcomeFile> for Outcome {
    fn from(file: OutcomeFile) -> Self {
        match file {
            OutcomeFile::Text(text) => Self {
                text,
                decision: None,
            },
            OutcomeFile::Decided { text, decision } => Self {
                text,
                decision: Some(decision),
            },
        }
    }
}

/// Sentences that fit any case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Phrases {
    pub(crate) opening: BTreeMap<Source, Vec<String>>,
    pub(crate) asking: Vec<String>,
    pub(crate) rejected: Rejections,
    pub(crate) handed_back: Vec<HandBack>,
    pub(crate) passed: Vec<String>,
    pub(crate) failed: Vec<String>,
    /// Of observations nobody can say that the place is clean: what is checked is the answer.
    pub(crate) passed_observation: Vec<String>,
    pub(crate) failed_observation: Vec<String>,
    pub(crate) rated: RatingNotes,
    pub(crate) rated_observation: RatingNotes,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rejections {
    pub(crate) any: Vec<String>,
    pub(crate) observation: Vec<String>,
}

/// Why a department gives a case of certain categories back, and who should have it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HandBack {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) categories: Vec<String>,
    pub(crate) reason: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RatingNotes {
    pub(crate) satisfied: Vec<String>,
    pub(crate) partly: Vec<String>,
    pub(crate) not: Vec<String>,
}

/// One of the first cases, written so that every state and every demo account has something to show.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Recipe {
    pub(crate) template: String,
    pub(crate) source: Source,
    /// User name of the reporter.
    pub(crate) by: String,
    pub(crate) community: String,
    pub(crate) stage: Stage,
    pub(crate) clock: Clock,
    pub(crate) decision: Option<Decision>,
}

/// How much of the term a recipe has used up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Clock {
    Fresh,
    Near,
    Over,
}
