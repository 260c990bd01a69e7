//! Whether a change may be taken: the questions in order, cheap ones first, each with one answer.

mod founding;
mod references;
mod rights;
mod trusted;
mod unjudged;
mod values;

pub use trusted::trusted;
pub use unjudged::unjudged;

use gridloop_shared::crdt::{CaseDocument, IncomingChange, Misfit, Received};
use gridloop_shared::model::{Directory, Principal, Timestamp};
use gridloop_shared::sync::{Arrival, Code, Verdict};

use super::Decoded;
use super::desk::{Desk, OnDesk, is_of_the_change};
use crate::auth::Sender;
use crate::contained::contained;
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
    /// It is kept, and a supervisor decides.
    Hold(Code),
    /// It is kept and not taken.
    Refuse(Code),
}

/// Whether a change follows what a document holds.
type Fits = fn(&IncomingChange, &CaseDocument) -> Result<(), Misfit>;

/// Why a change is not taken.
enum No {
    Held(Code),
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
    sender: &Sender,
    subdistrict: &Subdistrict,
    decoded: &Decoded,
    desk: &mut Desk,
    index: usize,
    at: impl Fn(&Received) -> Timestamp,
) -> Finding {
    let principal = &sender.principal;
    if let Some(answer) = known(principal, &subdistrict.key, decoded, desk) {
        return answer;
    }
    let directory = &subdistrict.directory;
    let fits = IncomingChange::fits;
    let found = match weigh(principal, directory, decoded, desk, fits, &at) {
        Ok(_) if sender.revoked => Err(No::Held(Code::DeviceRevoked)),
        Err(No::Refused(code @ (Code::NotAllowed | Code::NotFound))) => {
            Err(in_good_faith(sender, directory, decoded, desk, &at).unwrap_or(No::Refused(code)))
        }
        found => found,
    };
    match found {
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
        Err(No::Held(code)) => {
            desk.set_aside(decoded.hash, Standing::Held, code);
            Finding::Hold(code)
        }
        Err(No::Refused(code)) => {
            desk.set_aside(decoded.hash, Standing::Refused, code);
            Finding::Refuse(code)
        }
    }
}

/// What is said instead when it was done, by the device's own account, while the person still had a role that allowed it. That
/// is reason enough to show it to a supervisor, and to nobody else.
fn in_good_faith(
    sender: &Sender,
    directory: &Directory,
    decoded: &Decoded,
    desk: &mut Desk,
    at: &impl Fn(&Received) -> Timestamp,
) -> Option<No> {
    sender.former.iter().find_map(|former| {
        let principal = sender.with(&former.grants);
        let fits = IncomingChange::fits;
        match weigh(&principal, directory, decoded, desk, fits, at) {
            Ok((received, ..)) => {
                (received.writes.step.at < former.until).then_some(No::Held(Code::RoleEnded))
            }
            Err(No::Refused(Code::NotAllowed | Code::NotFound)) => None,
            Err(no) => Some(no),
        }
    })
}

/// The answer to a change that has been judged before.
fn known(
    principal: &Principal,
    key: &SealKey,
    decoded: &Decoded,
    desk: &mut Desk,
) -> Option<Finding> {
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
    if let Some(verdict) = trimmed(key, decoded, desk) {
        return Some(Finding::Answer(verdict));
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

/// The verdict on a change whose row of the log was trimmed: its document holds it all the same.
fn trimmed(key: &SealKey, decoded: &Decoded, desk: &mut Desk) -> Option<Verdict> {
    let command = decoded.change.as_ref().ok()?.command;
    let here = desk.document(&decoded.document).ok()??;
    let arrival = here.arrivals.iter().find(|each| each.command == command)?;
    let at = arrival.at;
    here.document
        .contains(&decoded.hash)
        .then(|| Verdict::Known {
            // Before everything that the log still holds.
            seq: 0,
            at,
            seal: key.seal(&decoded.document, &decoded.hash, at),
        })
}

/// Everything that can speak against a change, in order.
fn weigh(
    principal: &Principal,
    directory: &Directory,
    decoded: &Decoded,
    desk: &mut Desk,
    fits: Fits,
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
    let builds_on = desk.builds_on(change.dependencies());
    let here = desk.document(&decoded.document).map_err(|_| Code::Breaks)?;
    match here {
        Some(here) => rights::may_know(principal, here)?,
        None if change.dependencies().next().is_none() => {}
        None => return Err(stands_on(builds_on).unwrap_or(Code::NotFound.into())),
    }
    let blank = CaseDocument::default();
    let document = here.map_or(&blank, |here| &here.document);
    fits(change, document).map_err(|misfit| match misfit {
        Misfit::Missing(dependencies) => stands_on(builds_on).unwrap_or(No::Missing(dependencies)),
        Misfit::Sequence | Misfit::Counter => Code::OutOfSequence.into(),
    })?;
    if change.crowds(document) {
        return Err(Code::OutOfSequence.into());
    }
    if here.is_some_and(|here| here.has_done(change.command, &principal.person)) {
        return Err(Code::AlreadyArrived.into());
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
        Some(here) => {
            rights::may_add(principal, here, &received)?;
            values::check_of(&here.case, &received)?;
        }
        None => founding::may_found(principal, &decoded.document, &received)?,
    }
    let after = contained(|| OnDesk::after(here, change))
        .flatten()
        .ok_or(Code::Breaks)?;
    Ok((received, after, at))
}

/// What is said of a change for what it builds on.
fn stands_on(standing: Option<Standing>) -> Option<No> {
    Some(match standing? {
        Standing::Held => No::Held(Code::BuildsOnHeld),
        Standing::Refused => No::Refused(Code::BuildsOnRefused),
    })
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
        by: received.writes.step.by.clone(),
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
