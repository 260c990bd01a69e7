//! One push: the oldest acts up, the verdicts made true.

use std::collections::BTreeSet;

use gridloop_shared::model::{CaseId, Principal, Timestamp};
use gridloop_shared::sync::{Code, PushChange, PushReply, PushRequest, Verdict};

use super::resend::resend;
use super::{NoAnswer, Outside};
use crate::inbox::with_room;
use crate::outbox::{
    Changed, Failure, Push, Sent, Settled, Trouble, adopt, batch, hand_over, is_foreign, settle,
};
use crate::records::{OutboxRow, ask_all, found_all};
use crate::store::{LocalStore, StorageProblem};

/// What a push came to.
#[derive(Debug)]
pub struct Pushed {
    /// Its cases.
    pub push: Push,
    /// The server's clock, none when there was nothing to push; or why it failed.
    pub outcome: Result<Option<Timestamp>, Failure>,
    /// The rows that changed.
    pub changed: Changed,
    /// Whether this device was revoked, by what the server says.
    pub revoked: bool,
}

/// Pushes one batch; `revoked` says that the device is known to be.
pub async fn push<S: LocalStore, O: Outside>(
    store: &S,
    outside: &O,
    principal: &Principal,
    most: usize,
    stuck: &BTreeSet<CaseId>,
    revoked: bool,
) -> Pushed {
    let mut pushed = Pushed {
        push: Push::default(),
        outcome: Ok(None),
        changed: Changed::new(),
        revoked,
    };
    let rows = match outbox(store).await {
        Ok(rows) => rows,
        Err(_) => {
            pushed.outcome = Err(Failure::Device);
            return pushed;
        }
    };
    let batch = batch(&rows, stuck, most);
    if batch.is_empty() {
        return pushed;
    }
    if batch.iter().any(|row| is_foreign(row, principal)) {
        // Saved by a tab that had not heard yet that the person has another device now. The next push sends it.
        pushed.push.cases = batch.iter().map(|row| row.act.case).collect();
        let again = async || adopt(store, principal, outside.now()).await;
        let adopted = with_room(store, &principal.person, again).await;
        let rows = match adopted {
            Ok(()) => outbox(store).await,
            Err(problem) => Err(problem),
        };
        match rows {
            Ok(rows) => {
                // What could not be done again is kept for a version that can read it, and keeps nothing else waiting.
                let foreign = rows.iter().filter(|row| is_foreign(row, principal));
                pushed.push.missing = foreign.map(|row| row.act.case).collect();
            }
            Err(_) => pushed.outcome = Err(Failure::Device),
        }
        return pushed;
    }
    pushed.push.cases = batch.iter().map(|row| row.act.case).collect();
    let sent: Vec<Sent> = batch.iter().map(|row| Sent::from(*row)).collect();
    let changes = batch
        .iter()
        .map(|row| PushChange {
            document: row.act.case,
            bytes: row.bytes.clone(),
        })
        .collect();
    let reply = match send(outside, changes).await {
        Ok(reply) => reply,
        Err(no) => {
            pushed.outcome = Err(no.into());
            return pushed;
        }
    };
    if is_of_another(&reply.verdicts) {
        pushed.outcome = Err(Failure::SignedOut);
        return pushed;
    }
    let verdicts = &reply.verdicts;
    pushed.revoked = revoked || verdicts.iter().any(is_of_a_revoked_device);
    let now = outside.now();
    let settled = if pushed.revoked {
        let missing = hand_over(store, &sent, verdicts, now).await;
        missing.map(|missing| Settled {
            missing,
            ..Settled::default()
        })
    } else {
        settle(store, principal, &sent, verdicts, now).await
    };
    match settled {
        Ok(settled) => {
            pushed.changed = settled.changed;
            pushed.push.missing.extend(settled.behind);
            for (case, missing) in settled.missing {
                if !resend(store, outside, principal, case, &missing).await {
                    pushed.push.missing.insert(case);
                }
            }
            pushed.outcome = Ok(Some(reply.now));
        }
        Err(_) => pushed.outcome = Err(Failure::Device),
    }
    pushed
}

/// Sends changes, and gets as many verdicts.
pub(super) async fn send<O: Outside>(
    outside: &O,
    changes: Vec<PushChange>,
) -> Result<PushReply, NoAnswer> {
    let count = changes.len();
    let reply = outside.push(PushRequest { changes }).await?;
    if reply.verdicts.len() == count {
        Ok(reply)
    } else {
        Err(NoAnswer::Trouble(Trouble::Garbage))
    }
}

/// Another person has signed in with this browser: their session is not for this person's work, which is not at fault.
fn is_of_another(verdicts: &[Verdict]) -> bool {
    !verdicts.is_empty()
        && verdicts.iter().all(|verdict| {
            matches!(
                verdict,
                Verdict::Refused {
                    code: Code::WrongDevice | Code::WrongPerson
                }
            )
        })
}

const fn is_of_a_revoked_device(verdict: &Verdict) -> bool {
    matches!(
        verdict,
        Verdict::Held {
            code: Code::DeviceRevoked
        }
    )
}

async fn outbox<S: LocalStore>(store: &S) -> Result<Vec<OutboxRow>, StorageProblem> {
    found_all(&mut store.read(vec![ask_all::<OutboxRow>()]).await?)
}
