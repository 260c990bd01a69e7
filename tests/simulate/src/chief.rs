//! Somebody who grants, revokes and decides on what is held, over the server's own routes.

use axum::http::Method;
use gridloop_shared::model::CommandId;
use gridloop_shared::sync::{
    Held, HeldReply, PROTOCOL, PROTOCOL_HEADER, Regrant, Revoke, Ruling, decode, encode,
};
use serde::Serialize;

use crate::office;
use crate::plan::Granted;
use crate::post::{Call, Reply};
use crate::violation::{Violation, hold};
use crate::world::World;

const HELD: &str = "/api/v1/sync/held";

impl World {
    /// Changes what somebody may do.
    pub async fn grant(&mut self, person: &str, to: Granted) {
        let regrant = Regrant {
            person: person.parse().unwrap(),
            grants: office::grants(person, to),
        };
        if self.asks("/api/v1/people/grants", &regrant).await == Some(204) {
            self.shared.figures.borrow_mut().grants_changed += 1;
        }
    }

    /// Revokes a device. Answers whether the server was there to be told.
    pub async fn revoke(&mut self, index: usize) -> bool {
        let device = self.devices[index].id;
        let revoke = Revoke { device };
        self.asks("/api/v1/people/revoke", &revoke).await == Some(204)
    }

    /// Decides on one of the acts that are held.
    ///
    /// # Errors
    /// What does not hold.
    pub async fn rule(&mut self, which: u8, take: bool) -> Result<(), Violation> {
        let Some(held) = self.held().await else {
            return Ok(());
        };
        let Some(one) = held.get(usize::from(which) % held.len().max(1)) else {
            return Ok(());
        };
        let ruling = Ruling {
            hash: one.hash,
            device: one.device,
            take,
            reason: if take { "" } else { "不清楚" }.into(),
        };
        let act = one.act.as_ref().map(|act| act.id);
        let is_there =
            |world: &Self| act.is_some_and(|act| world.truth.admitted.contains_key(&act));
        let was_there = is_there(self);
        let Some(status) = self.asks(HELD, &ruling).await else {
            return Ok(());
        };
        self.say(|| format!("    {act:?} held for {:?}: {status}", one.code));
        self.follow().await?;
        match status {
            // What its author has done again meanwhile is there, however it is decided.
            204 => self.was_ruled(act, take || was_there),
            409 => {
                let still = self.held().await;
                hold(still.as_ref() == Some(&held), || {
                    "something was decided that was not to be".into()
                })
            }
            other => Err(Violation::new(format!(
                "a decision is answered with {other}"
            ))),
        }
    }

    fn was_ruled(&mut self, act: Option<CommandId>, taken: bool) -> Result<(), Violation> {
        self.shared.figures.borrow_mut().ruled += 1;
        let Some(act) = act else {
            return Ok(());
        };
        let is_there = self.truth.admitted.contains_key(&act);
        hold(is_there == taken, || {
            format!("of {act} it was decided, taken: {taken}, and it is there: {is_there}")
        })
    }

    /// What waits for a decision, as the server has it; none while it is down.
    pub async fn held(&mut self) -> Option<Vec<Held>> {
        let reply = self.ask_server(Method::GET, HELD, Vec::new()).await?;
        let HeldReply { held, .. } = decode(&reply.body).unwrap();
        Some(held)
    }

    /// The status of the answer; none when the server is down.
    async fn asks(&mut self, path: &str, body: &impl Serialize) -> Option<u16> {
        let body = encode(body).unwrap();
        let reply = self.ask_server(Method::POST, path, body).await?;
        // Everybody is told to look.
        self.news = true;
        Some(reply.status)
    }

    async fn ask_server(&mut self, method: Method, path: &str, body: Vec<u8>) -> Option<Reply> {
        let token = office::token(office::CHIEF_DEVICE);
        self.ask_as(&token, method, path, body).await
    }

    /// An answer that somebody gets without delay; none when the server is down.
    pub async fn ask_as(
        &mut self,
        token: &str,
        method: Method,
        path: &str,
        body: Vec<u8>,
    ) -> Option<Reply> {
        let session = format!("Bearer {token}");
        let call = Call {
            method,
            path: path.into(),
            headers: vec![
                (PROTOCOL_HEADER, PROTOCOL.to_string()),
                ("authorization", session),
            ],
            body,
            patience: 0,
        };
        self.server
            .answer(self.shared.now(), &call, None)
            .await
            .ok()
    }
}
