//! Whether a change may be taken: the questions in order, cheap ones first, each with one answer.

mod founding;
mod references;
mod rights;
mod values;

use std::panic::{AssertUnwindSafe, catch_unwind};

use gridloop_shared::crdt::{CaseDocument, Misfit, Received};
use gridloop_shared::model::{Directory, Principal, Timestamp};
use gridloop_shared::sync::{Arrival, Code, Verdict};

use super::Decoded;
use super::desk::{Desk, OnDesk, is_of_the_change};
use crate::projection::photos;
use crate::seal::SealKey;
use crate::state::Subdistrict;
use crate::store::{Admission, Placed, Standing};
use gridloop_shared::policy::Facts;

/// What was found of one change.
pub enum Finding {
    /// It may be taken, and has been applied on the desk.
    Admit(Box<Admission>),
    /// It is the admission of this index in the same commit.
    Again(usize),
    /// It was judged before, or cannot be judged yet: this is the answer, and nothing is written.
    Answer(Verdict),
    /// It is kept and not taken.
    Refuse(Code),
}

/// Why a change is not taken.
enum No {
    Refused(Code),
    Missing(Vec<gridloop_shared::crdt::ChangeHash>),
}

impl From<Code> for No {
    fn from(code: Code) -> Self {
        Self::Refused(code)
    }
}

/// Judges one change and applies it on the desk if it may be taken.
///
/// `index` is the place that its admission would have among those of the commit; `at` gives its time of arrival.
pub fn judge(
    principal: &Principal,
    subdistrict: &Subdistrict,
    decoded: &Decoded,
    desk: &mut Desk,
    index: usize,
    at: impl Fn(&Received) -> Timestamp,
) -> Finding {
    if let Some(answer) = known(principal, &subdistrict.key, decoded, desk) {
        return answer;
    }
    match weigh(principal, &subdistrict.directory, decoded, desk, &at) {
        Ok((received, after, at)) => Finding::Admit(Box::new(take(
            &subdistrict.key,
            decoded,
            &received,
            after,
            desk,
            index,
            at,
        ))),
        Err(No::Missing(dependencies)) => Finding::Answer(Verdict::Missing { dependencies }),
        Err(No::Refused(code)) => {
            desk.refuse(decoded.hash, code);
            Finding::Refuse(code)
        }
    }
}

/// The answer to a change that has been judged before.
fn known(principal: &Principal, key: &SealKey, decoded: &Decoded, desk: &Desk) -> Option<Finding> {
    if let Some(Placed { document, seq, at }) = desk.recalled().known.get(&decoded.hash).copied() {
        return Some(Finding::Answer(if document == decoded.document {
            let seal = key.seal(&document, &decoded.hash, at);
            Verdict::Known { seq, at, seal }
        } else {
            let code = Code::WrongDocument;
            Verdict::Refused { code }
        }));
    }
    if let Some(index) = desk.admitted(&decoded.hash) {
        return Some(Finding::Again(index));
    }
    let earlier = desk.recalled().set_aside.get(&decoded.hash)?;
    earlier
        .iter()
        .filter(|(device, _, code)| *device == principal.device && is_of_the_change(*code))
        .map(|(_, standing, code)| {
            Finding::Answer(match standing {
                Standing::Held => Verdict::Held { code: *code },
                Standing::Refused => Verdict::Refused { code: *code },
            })
        })
        .next()
}

/// Everything that can speak against a change, in order.
fn weigh(
    principal: &Principal,
    directory: &Directory,
    decoded: &Decoded,
    desk: &mut Desk,
    at: &impl Fn(&Received) -> Timestamp,
) -> Result<(Received, OnDesk, Timestamp), No> {
    let change = decoded.change.as_ref().map_err(|_| Code::Malformed)?;
    if change.actor.device != principal.device {
        return Err(Code::WrongDevice.into());
    }
    if change
        .author
        .as_ref()
        .is_some_and(|author| author != &principal.person)
    {
        return Err(Code::WrongPerson.into());
    }
    let builds_on_refused = change.dependencies().any(|hash| desk.is_set_aside(&hash));
    let here = desk.document(&decoded.document).map_err(|_| Code::Breaks)?;
    match here {
        Some(here) => rights::may_know(principal, here)?,
        None if change.dependencies().next().is_none() => {}
        None if builds_on_refused => return Err(Code::BuildsOnRefused.into()),
        None => return Err(Code::NotFound.into()),
    }
    let blank = CaseDocument::default();
    let document = here.map_or(&blank, |here| &here.document);
    change.fits(document).map_err(|misfit| match misfit {
        Misfit::Missing(_) if builds_on_refused => Code::BuildsOnRefused.into(),
        Misfit::Missing(dependencies) => No::Missing(dependencies),
        Misfit::Sequence | Misfit::Counter => Code::OutOfSequence.into(),
    })?;
    if change.crowds(document) {
        return Err(Code::OutOfSequence.into());
    }
    let received = contained(|| change.read(document))
        .ok_or(Code::Malformed)?
        .map_err(|_| Code::Malformed)?;
    let step = &received.writes.step;
    if step.by != principal.person {
        return Err(Code::WrongPerson.into());
    }
    if step.device != principal.device {
        return Err(Code::WrongDevice.into());
    }
    let at = at(&received);
    values::check(&received, at)?;
    references::check(directory, &received)?;
    match here {
        Some(here) => rights::may_add(principal, here, &received)?,
        None => founding::may_found(principal, &decoded.document, &received)?,
    }
    let after = contained(|| OnDesk::after(here, change))
        .flatten()
        .ok_or(Code::Breaks)?;
    Ok((received, after, at))
}

/// The result of foreign code, or none when it panicked.
fn contained<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

/// Notes on the desk what is taken, and answers what is to be written.
pub fn take(
    key: &SealKey,
    decoded: &Decoded,
    received: &Received,
    mut after: OnDesk,
    desk: &mut Desk,
    index: usize,
    at: Timestamp,
) -> Admission {
    let before = desk
        .as_it_stands(&decoded.document)
        .map(|here| Facts::from(&here.case));
    let command = received.writes.step.id;
    after.arrivals.push(Arrival { command, at });
    let seal = key.seal(&decoded.document, &decoded.hash, at);
    after.seal = after.seal.join(seal);
    let admission = Admission {
        subdistrict: after.subdistrict().clone(),
        document: decoded.document,
        hash: decoded.hash,
        command,
        bytes: decoded.bytes.clone(),
        at,
        seal,
        before,
        after: Facts::from(&after.case),
        photos: photos(&received.writes.step.kind),
    };
    desk.admit(decoded.hash, index, decoded.document, after);
    admission
}
