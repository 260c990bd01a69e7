//! A term as a draft keeps it and as people read it: so many working days, or until an instant.

use gridloop_shared::model::{Term, Timestamp};

use crate::format::{civil, exact, from_civil};
use crate::i18n::Words;

/// What stands behind the number of days.
const DAYS: char = 'd';

/// `5d`, or `2026-03-14T17:00`.
pub fn term_text(term: Term) -> String {
    match term {
        Term::Days(days) => format!("{days}{DAYS}"),
        // Nobody types minutes; what a connector gave for so many is a day at least.
        Term::Minutes(_) => format!("1{DAYS}"),
        Term::Until(due) => civil(due),
    }
}

/// What was typed of an instant; nothing where days are chosen.
pub fn named_day(text: &str) -> &str {
    if text.ends_with(DAYS) { "" } else { text }
}

/// The term of such a text; none of an instant that is past.
pub fn term_from(text: &str, now: Timestamp) -> Option<Term> {
    if let Some(days) = text.strip_suffix(DAYS) {
        return days.parse().ok().map(Term::Days);
    }
    let due = from_civil(text).filter(|due| *due > now)?;
    Some(Term::Until(due))
}

/// `5 个工作日`, or `至 3月14日 17:00`.
pub fn term_in_words(words: Words, term: Term, now: Timestamp) -> String {
    match term {
        Term::Days(days) => words.work_days(usize::from(days)),
        Term::Minutes(minutes) => {
            let minutes = usize::try_from(minutes).unwrap_or(usize::MAX);
            words.work_minutes(minutes)
        }
        Term::Until(due) => words.until(&exact(words, due, now)),
    }
}

/// Department, term and who assists, as a draft keeps them: `repairs|5d|cleaning,police`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dispatching {
    /// Who is to lead.
    pub department: String,
    /// How much time there is.
    pub term: String,
    /// Who is to assist.
    pub assisting: Vec<String>,
}

impl Dispatching {
    /// From the text of a draft.
    pub fn read(choice: &str) -> Self {
        let mut parts = choice.split('|').map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        let (department, term, assisting) = (next(), next(), next());
        Self {
            department,
            term,
            assisting: assisting
                .split(',')
                .filter(|id| !id.is_empty())
                .map(str::to_owned)
                .collect(),
        }
    }

    /// As the text of a draft.
    pub fn write(&self) -> String {
        format!(
            "{}|{}|{}",
            self.department,
            self.term,
            self.assisting.join(",")
        )
    }
}
