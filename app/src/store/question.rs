//! What a transaction asks, what it is answered, and what it writes.

use std::collections::VecDeque;

use super::{Shelf, StorageProblem};

/// Something to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query {
    /// The bytes under one key.
    One(Shelf, String),
    /// All bytes of a shelf, in the order of their keys.
    All(Shelf),
    /// All keys of a shelf, in order.
    Keys(Shelf),
}

impl Query {
    /// The shelf that it reads.
    #[must_use]
    pub const fn shelf(&self) -> Shelf {
        match self {
            Self::One(shelf, _) | Self::All(shelf) | Self::Keys(shelf) => *shelf,
        }
    }
}

/// The answer to one query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    One(Option<Vec<u8>>),
    All(Vec<Vec<u8>>),
    Keys(Vec<String>),
}

/// The answers, to be taken in the order of the queries.
#[derive(Debug, Default)]
pub struct Answers(VecDeque<Answer>);

impl Answers {
    pub(super) fn push(&mut self, answer: Answer) {
        self.0.push_back(answer);
    }

    /// The answer to [`Query::One`].
    ///
    /// # Errors
    /// When something else was asked at this place: a mistake of the program.
    pub fn one(&mut self) -> Result<Option<Vec<u8>>, StorageProblem> {
        match self.0.pop_front() {
            Some(Answer::One(bytes)) => Ok(bytes),
            _ => Err(out_of_order()),
        }
    }

    /// The answer to [`Query::All`].
    ///
    /// # Errors
    /// When something else was asked at this place: a mistake of the program.
    pub fn all(&mut self) -> Result<Vec<Vec<u8>>, StorageProblem> {
        match self.0.pop_front() {
            Some(Answer::All(values)) => Ok(values),
            _ => Err(out_of_order()),
        }
    }

    /// The answer to [`Query::Keys`].
    ///
    /// # Errors
    /// When something else was asked at this place: a mistake of the program.
    pub fn keys(&mut self) -> Result<Vec<String>, StorageProblem> {
        match self.0.pop_front() {
            Some(Answer::Keys(keys)) => Ok(keys),
            _ => Err(out_of_order()),
        }
    }
}

fn out_of_order() -> StorageProblem {
    StorageProblem::Failed("answers taken in another order than asked".into())
}

/// Something to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Write {
    /// Bytes under a key, in place of those that were there.
    Put(Shelf, String, Vec<u8>),
    /// Nothing under this key any more.
    Drop(Shelf, String),
    /// Nothing on this shelf any more.
    Clear(Shelf),
}

impl Write {
    /// The shelf that it changes.
    #[must_use]
    pub const fn shelf(&self) -> Shelf {
        match self {
            Self::Put(shelf, ..) | Self::Drop(shelf, _) | Self::Clear(shelf) => *shelf,
        }
    }
}

/// What a decision comes to.
#[derive(Debug)]
pub enum Next<R> {
    /// More has to be read first.
    Ask(Vec<Query>),
    /// To write this, in order, and to return that.
    Write(Vec<Write>, R),
}
