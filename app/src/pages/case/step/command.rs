//! From the form of a step to its command, or to what the form lacks.

use gridloop_shared::command::Command;
use gridloop_shared::form::{MOST_ADDRESS, MOST_REASON, Problem, text, written};
use gridloop_shared::json::from_word;
use gridloop_shared::model::{CaseId, DepartmentId, Term, Timestamp};
use gridloop_shared::policy::Action;
use serde::de::DeserializeOwned;

use super::spec::{Chosen, Few, Spec};
use super::term::{Dispatching, term_from};
use crate::components::Need;
use crate::core::StepDraft;

/// What a form lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lacks {
    /// At the text.
    pub text: Option<Problem>,
    /// At the choice.
    pub choice: bool,
    /// The deadline is missing or past.
    pub due: bool,
}

/// The command, or what is lacking. `remaining` is the case in which what is not solved goes on.
pub fn command(
    action: Action,
    spec: &Spec,
    draft: &StepDraft,
    remaining: CaseId,
    now: Timestamp,
) -> Result<Command, Lacks> {
    let most = match action {
        Action::TakeUp => MOST_ADDRESS,
        _ => MOST_REASON,
    };
    let said = match spec.text.map(|asked| asked.need) {
        Some(Need::Required) => written(&draft.text, most),
        _ => text(&draft.text, most),
    };
    let form = Form {
        choice: draft.choice.as_deref().unwrap_or_default(),
        lacks: Lacks {
            text: said.err(),
            ..Lacks::default()
        },
        now,
    };
    let chosen = form.chosen(spec)?;
    if form.lacks != Lacks::default() {
        return Err(form.lacks);
    }
    form.filled(action, chosen, draft, remaining)
}

/// A form as far as it was read.
struct Form<'a> {
    choice: &'a str,
    lacks: Lacks,
    now: Timestamp,
}

/// What was chosen with more than one part.
#[derive(Default)]
struct Picked {
    department: Option<DepartmentId>,
    assisting: Vec<DepartmentId>,
    term: Option<Term>,
}

impl Form<'_> {
    /// What was chosen, if that is enough.
    fn chosen(&self, spec: &Spec) -> Result<Picked, Lacks> {
        match spec.chosen {
            Chosen::Nothing | Chosen::Suggestion => Ok(Picked::default()),
            Chosen::Dispatch => {
                let dispatching = Dispatching::read(self.choice);
                let department = dispatching.department.parse().ok();
                let term = term_from(&dispatching.term, self.now);
                if department.is_none() || term.is_none() {
                    return Err(Lacks {
                        choice: department.is_none(),
                        due: term.is_none(),
                        ..self.lacks
                    });
                }
                let assisting = dispatching.assisting.iter();
                Ok(Picked {
                    department,
                    term,
                    assisting: assisting.filter_map(|id| id.parse().ok()).collect(),
                })
            }
            Chosen::Department | Chosen::Assisting => Ok(Picked {
                department: Some(self.choice.parse().map_err(|_| self.without_choice())?),
                ..Picked::default()
            }),
            Chosen::Term => {
                let term = term_from(self.choice, self.now);
                Ok(Picked {
                    term: Some(term.ok_or(Lacks {
                        due: true,
                        ..self.lacks
                    })?),
                    ..Picked::default()
                })
            }
            Chosen::Case => match self.choice.parse::<CaseId>() {
                Ok(_) => Ok(Picked::default()),
                Err(_) => Err(self.without_choice()),
            },
            Chosen::Rating => self
                .one::<gridloop_shared::model::Rating>()
                .map(|_| Picked::default()),
            Chosen::One(few) => self.is_one(few).map(|()| Picked::default()),
        }
    }

    fn is_one(&self, few: Few) -> Result<(), Lacks> {
        let is = few
            .choices(crate::i18n::Words::default())
            .iter()
            .any(|(word, _)| word == self.choice);
        is.then_some(()).ok_or(self.without_choice())
    }

    fn one<T: DeserializeOwned>(&self) -> Result<T, Lacks> {
        from_word(self.choice).ok_or(self.without_choice())
    }

    const fn without_choice(&self) -> Lacks {
        Lacks {
            choice: true,
            ..self.lacks
        }
    }

    /// The command of a form that lacks nothing.
    fn filled(
        &self,
        action: Action,
        picked: Picked,
        draft: &StepDraft,
        remaining: CaseId,
    ) -> Result<Command, Lacks> {
        let said = draft.text.trim().to_owned();
        let photos = draft.photos.clone();
        let Picked {
            department,
            assisting,
            term,
        } = picked;
        let department = || department.clone().ok_or(self.without_choice());
        let term = || term.ok_or(self.without_choice());
        Ok(match action {
            Action::Reject => Command::Reject { reason: said },
            Action::Return => Command::Return { reason: said },
            Action::Contact => Command::Contact {
                way: self.one()?,
                note: said,
            },
            Action::Dispatch => Command::Dispatch {
                department: department()?,
                assisting,
                term: term()?,
            },
            Action::Reassign => Command::Reassign {
                department: department()?,
                assisting,
                term: term()?,
                reason: said,
            },
            Action::CallAssistance => Command::CallAssistance {
                department: department()?,
            },
            Action::ReleaseAssistance => Command::ReleaseAssistance {
                department: department()?,
            },
            Action::Assist => Command::Assist {
                outcome: said,
                photos,
            },
            Action::HandBack => Command::HandBack {
                reason: said,
                suggested: self.choice.parse().ok(),
            },
            Action::Suspend => Command::Suspend { reason: said },
            Action::AskExtension => Command::AskExtension {
                term: term()?,
                reason: said,
            },
            Action::GrantExtension => Command::GrantExtension { term: term()? },
            Action::DeclineExtension => Command::DeclineExtension { reason: said },
            Action::ReportBack => Command::ReportBack {
                outcome: said,
                adoption: from_word(self.choice),
                photos,
            },
            Action::PassCheck => Command::PassCheck { note: said, photos },
            Action::FailCheck => Command::FailCheck {
                reason: said,
                photos,
            },
            Action::PassPartly => Command::PassPartly {
                note: said,
                photos,
                remaining,
            },
            Action::OpenMediation => Command::OpenMediation { level: self.one()? },
            Action::HoldMediation => Command::HoldMediation { note: said, photos },
            Action::EndMediation => Command::EndMediation {
                outcome: self.one()?,
                note: said,
                photos,
            },
            Action::PassUp => Command::PassUp {
                to: self.one()?,
                reason: said,
            },
            Action::TakeUp => Command::TakeUp {
                fruit: self.one()?,
                title: said,
            },
            Action::Rate => Command::Rate {
                rating: self.one()?,
                comment: said,
            },
            Action::Reopen => Command::Reopen {
                reason: said,
                photos,
            },
            Action::Merge => Command::Merge {
                into: self.choice.parse().map_err(|_| self.without_choice())?,
            },
            _ => return Err(self.lacks),
        })
    }
}
