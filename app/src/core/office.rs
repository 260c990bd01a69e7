//! Offices that need the network: deciding on what is held, and who may do what on which devices.

use std::rc::Rc;

use gridloop_shared::policy::{Office, holds};
use gridloop_shared::sync::{
    HeldReply, PeopleReply, ProblemCode, Regrant, Revoke, Ruling, decode, encode,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::open::Open;
use super::{Core, Trouble};
use crate::device::Notice;
use crate::outbox::Failure;
use crate::sync::{NoAnswer, ask, order};

const HELD: &str = "/api/v1/sync/held";

/// Why something was not done. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OfficeProblem {
    /// Somebody else was faster, or the office is this person's no more.
    #[error("not there any more")]
    Gone,
    /// The server does not take it.
    #[error("not taken")]
    Invalid,
    /// What it is about builds on something else that is held.
    #[error("builds on what is held")]
    BuildsOnHeld,
    /// What was held cannot be taken any more.
    #[error("does not fit any more")]
    DoesNotFit,
    /// Nobody is signed in on the server.
    #[error("signed out on the server")]
    SignedOut,
    /// No answer, or none of ours.
    #[error(transparent)]
    Server(Trouble),
}

impl Core {
    /// What waits for a supervisor.
    ///
    /// # Errors
    /// Why it is not known.
    pub async fn held(&self) -> Result<HeldReply, OfficeProblem> {
        let reply: HeldReply = read(&self.asked(HELD).await?)?;
        self.say_held(reply.held.len());
        Ok(reply)
    }

    /// How many acts wait for a supervisor, as far as is known.
    #[must_use]
    pub fn held_count(&self) -> Signal<usize> {
        self.held_count.into()
    }

    /// Decides on what is held.
    ///
    /// # Errors
    /// Why it is not decided.
    pub async fn rule(&self, ruling: &Ruling) -> Result<(), OfficeProblem> {
        self.ordered(HELD, written(ruling)?).await
    }

    /// Everybody, with their devices.
    ///
    /// # Errors
    /// Why it is not known.
    pub async fn people(&self) -> Result<PeopleReply, OfficeProblem> {
        read(&self.asked("/api/v1/people").await?)
    }

    /// Gives somebody other grants.
    ///
    /// # Errors
    /// Why not.
    pub async fn regrant(&self, grants: &Regrant) -> Result<(), OfficeProblem> {
        let body = written(grants)?;
        self.ordered("/api/v1/people/grants", body).await
    }

    /// Revokes a device, for good.
    ///
    /// # Errors
    /// Why not.
    pub async fn revoke(&self, device: &Revoke) -> Result<(), OfficeProblem> {
        let body = written(device)?;
        self.ordered("/api/v1/people/revoke", body).await
    }

    /// Looks how much waits, if it waits for this person.
    pub(super) fn look_for_held(&self, open: &Rc<Open>) {
        let session = open.session.borrow().clone();
        if holds(&session.principal, Office::Rule) {
            let core = *self;
            spawn_local(async move {
                // Without an answer the number stays as it was.
                let _ = core.held().await;
            });
        }
    }

    fn say_held(&self, count: usize) {
        if self.held_count.get_untracked() != count {
            self.held_count.set(count);
            self.tell(&Notice::Held(count));
        }
    }

    async fn asked(&self, address: &str) -> Result<Vec<u8>, OfficeProblem> {
        ask(address).await.map_err(|no| self.problem(no))
    }

    async fn ordered(&self, address: &str, body: Vec<u8>) -> Result<(), OfficeProblem> {
        order(address, body).await.map_err(|no| self.problem(no))
    }

    fn problem(&self, no: NoAnswer) -> OfficeProblem {
        if let NoAnswer::Problem(problem, _) = &no {
            match problem.code {
                ProblemCode::NotFound => return OfficeProblem::Gone,
                ProblemCode::BuildsOnHeld => return OfficeProblem::BuildsOnHeld,
                ProblemCode::DoesNotFit => return OfficeProblem::DoesNotFit,
                ProblemCode::BadRequest => return OfficeProblem::Invalid,
                _ => {}
            }
        }
        match Failure::from(no) {
            Failure::Trouble(trouble, _) => OfficeProblem::Server(trouble),
            Failure::Revoked => {
                self.is_revoked();
                OfficeProblem::SignedOut
            }
            Failure::SignedOut | Failure::Device => OfficeProblem::SignedOut,
        }
    }
}

fn read<R: DeserializeOwned>(body: &[u8]) -> Result<R, OfficeProblem> {
    decode(body).map_err(|_| OfficeProblem::Server(Trouble::Garbage))
}

fn written<Q: Serialize>(said: &Q) -> Result<Vec<u8>, OfficeProblem> {
    encode(said).map_err(|_| OfficeProblem::Invalid)
}
