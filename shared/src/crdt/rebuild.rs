//! When the server will not take a change: the document without it, and the later work done again (decision record 1).

use std::collections::BTreeSet;

use super::{CaseDocument, ChangeHash, IncomingChange, NewChange, Unreadable};
use crate::command::{Act, Command, Refusal, decide, decide_report};
use crate::model::{CommandId, Principal};
use crate::policy::Denied;

/// An act of this device that is not admitted yet, with the change that it became.
#[derive(Debug, Clone)]
pub struct JournalEntry {
    /// What was meant.
    pub act: Act,
    /// What it was written as.
    pub change: ChangeHash,
}

/// The document without what was set aside.
pub struct Rebuilt {
    /// What is left, or nothing if the founding act itself was set aside.
    pub document: Option<CaseDocument>,
    /// The acts that were done again, each with the change that it became this time.
    pub replayed: Vec<(CommandId, NewChange)>,
    /// The acts that could not be done again because what they built on is gone, with why.
    pub fallen: Vec<(CommandId, Refusal)>,
}

/// Rebuilds a document from what is admitted and does the journal again, except for what is set aside.
///
/// `unadmitted` are this device's acts on this document that the server has not admitted, in the order in which they were
/// done; `set_aside` names those among them that the server holds or refused. `incarnation` must never have been used by
/// this device in this document.
///
/// # Errors
/// When the changes of the document do not form one without them.
pub fn rebuild(
    document: &CaseDocument,
    unadmitted: &[JournalEntry],
    set_aside: &BTreeSet<CommandId>,
    principal: &Principal,
    incarnation: u16,
) -> Result<Rebuilt, Unreadable> {
    let local: BTreeSet<ChangeHash> = unadmitted.iter().map(|entry| entry.change).collect();
    let mut left = CaseDocument::default();
    let mut founded = false;
    for change in document
        .changes()
        .into_iter()
        .filter(|change| !local.contains(&change.hash))
    {
        let change = IncomingChange::decode(&change.bytes)
            .map_err(|malformed| Unreadable::NotADocument(malformed.to_string()))?;
        left.apply(&change)?;
        founded = true;
    }
    let mut replayed = Vec::new();
    let mut fallen = Vec::new();
    for entry in unadmitted
        .iter()
        .filter(|entry| !set_aside.contains(&entry.act.id))
    {
        // It has arrived as another change: when the answer to that one was lost, it was done again. It is not a second act.
        if founded && has(&left, &entry.act.id)? {
            continue;
        }
        match again(&mut left, founded, &entry.act, principal, incarnation)? {
            Ok(change) => {
                founded = true;
                replayed.push((entry.act.id, change));
            }
            Err(refusal) => fallen.push((entry.act.id, refusal)),
        }
    }
    Ok(Rebuilt {
        document: founded.then_some(left),
        replayed,
        fallen,
    })
}

/// Whether an act is in a document.
fn has(document: &CaseDocument, act: &CommandId) -> Result<bool, Unreadable> {
    let follow_up = document.case()?.follow_up;
    Ok(follow_up.entries.iter().any(|entry| entry.step.id == *act))
}

fn again(
    document: &mut CaseDocument,
    founded: bool,
    act: &Act,
    principal: &Principal,
    incarnation: u16,
) -> Result<Result<NewChange, Refusal>, Unreadable> {
    let decided = match &act.command {
        Command::Report(report) if !founded => decide_report(principal, act, report),
        _ if !founded => Err(Refusal::Denied(Denied::OutOfScope)),
        _ => decide(principal, &document.case()?, act),
    };
    Ok(match decided {
        Ok(writes) => Ok(document.write(principal, incarnation, act.case, &writes)?),
        Err(refusal) => Err(refusal),
    })
}
