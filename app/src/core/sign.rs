//! Coming and going. Coming needs the network, this once; going never does.

use std::sync::Arc;

use gridloop_shared::sync::SignedIn;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::forget::forget;
use super::open::Open;
use super::{Core, Session, SessionState, SignInProblem, SignOutProblem, StorageProblem, Trouble};
use crate::device::{Device, Notice, mark, sleep};
use crate::outbox::Event;
use crate::records::{DeviceOf, Happened, Profile};
use crate::sync::{SignInFailure, sign_in, sign_out};

/// Milliseconds until the server is told again that somebody has gone.
const PAY_AGAIN: i32 = 15_000;
/// And at most: each pause is twice the one before.
const PAY_SELDOM: i32 = 600_000;

impl Core {
    pub(super) async fn come(&self, user: &str, password: &str) -> Result<(), SignInProblem> {
        let user = user.trim();
        let device = self.opened_device().await?;
        let profile = device.profile().await?;
        let known = match &profile {
            // Recognised by the server's cookie: it is this person who signs in again, as the device that they are.
            Some(profile) if profile.user.is_empty() && profile.revoked.is_none() => DeviceOf {
                user: user.to_owned(),
                device: profile.principal.device,
                opened: true,
            },
            _ => device.of(user).await?,
        };
        let (known, signed_in) = match sign_in(user, password, known.device).await {
            Ok(signed_in) => (known, signed_in),
            Err(SignInFailure::DeviceRevoked) => {
                let is_this = |profile: &Profile| profile.principal.device == known.device;
                if let Some(profile) = profile.filter(is_this)
                    && self.hands_over_first(profile).await?
                {
                    return Err(SignInProblem::DeviceRevoked);
                }
                renewed(&device, user, password).await?
            }
            Err(SignInFailure::DeviceOfAnother) => renewed(&device, user, password).await?,
            Err(failure) => return Err(failure.into()),
        };
        let session = Session {
            user: user.to_owned(),
            principal: signed_in.principal,
            name: signed_in.name,
        };
        self.note_profile(&session, true).await?;
        let person = session.principal.person.clone();
        match self.open() {
            Ok(open) if open.session.borrow().principal == session.principal => {
                // The session had ended on the server; the work went on here.
                self.is_named(&open, session).await?;
                self.wake(Event::SignedIn, &Notice::SignedIn(person.clone()));
            }
            _ => {
                self.leave();
                self.enter(session, known.opened).await?;
            }
        }
        self.tell(&Notice::SignedIn(person));
        Ok(())
    }

    /// The name by which somebody signs in, where only the server's cookie had known them.
    async fn is_named(&self, open: &Open, session: Session) -> Result<(), StorageProblem> {
        if **open.session.borrow() == session {
            return Ok(());
        }
        let device = session.principal.device;
        self.device()?.note(&session.user, device, true).await?;
        let session = Arc::new(session);
        open.session.replace(session.clone());
        self.session.set(SessionState::SignedIn(session));
        Ok(())
    }

    /// The device's database, also when it could not be opened before.
    async fn opened_device(&self) -> Result<Device, StorageProblem> {
        if let Ok(device) = self.device() {
            return Ok(device);
        }
        let device = Device::open().await?;
        self.home
            .update_value(|home| home.device = Some(device.clone()));
        Ok(device)
    }

    pub(super) async fn go(&self, force: bool) -> Result<(), SignOutProblem> {
        let open = self.open()?;
        let queue = open.read_queue().await?;
        let unsent = queue.unsent().saturating_add(queue.tray.len());
        if unsent > 0 && !force {
            return Err(SignOutProblem::UnsentWork(unsent));
        }
        let session = open.session.borrow().clone();
        self.note_profile(&session, false).await?;
        self.leave();
        self.storage.update(|report| report.was_cleared = false);
        self.session.set(SessionState::SignedOut {
            last_user: Some(session.user.clone()).filter(|user| !user.is_empty()),
        });
        self.tell(&Notice::SignedOut);
        if unsent == 0 {
            // Nothing of other people's stays on a phone that changes hands. What is half typed does.
            let is_kept = !forget(&open.store).await?;
            mark::set(&session.principal.person, is_kept);
        } else {
            self.log(Happened::LeftUnsent(unsent)).await;
        }
        self.pay();
        Ok(())
    }

    /// Tells the server that the person has gone, as soon as it can be told: until then the session lives on there.
    pub(super) fn pay(&self) {
        let core = *self;
        spawn_local(async move {
            let mut pause = PAY_AGAIN;
            // Fails where the device's database does; then it is owed until the next start.
            while core.owes().await.unwrap_or(false) {
                if sign_out().await {
                    let _ = core.paid().await;
                    return;
                }
                sleep(pause).await;
                pause = pause.saturating_mul(2).min(PAY_SELDOM);
            }
        });
    }

    async fn owes(&self) -> Result<bool, StorageProblem> {
        let profile = self.device()?.profile().await?;
        Ok(profile.is_some_and(|profile| !profile.signed_in && profile.owes_sign_out))
    }

    async fn paid(&self) -> Result<(), StorageProblem> {
        let device = self.device()?;
        match device.profile().await? {
            Some(mut profile) if !profile.signed_in => {
                profile.owes_sign_out = false;
                device.set_profile(&profile).await
            }
            _ => Ok(()),
        }
    }
}

/// Signs in as another device, once: this one is somebody else's, or was revoked. That was said of the device, and not of whoever
/// knows the password.
async fn renewed(
    device: &Device,
    user: &str,
    password: &str,
) -> Result<(DeviceOf, SignedIn), SignInProblem> {
    let renewed = device.new_for(user).await?;
    let signed_in = sign_in(user, password, renewed.device).await?;
    Ok((renewed, signed_in))
}

impl From<SignInFailure> for SignInProblem {
    fn from(failure: SignInFailure) -> Self {
        match failure {
            SignInFailure::WrongPassword => Self::WrongPassword,
            SignInFailure::TooManyTries(after_s) => Self::TooManyTries { after_s },
            SignInFailure::DeviceRevoked => Self::DeviceRevoked,
            SignInFailure::DeviceOfAnother => Self::Server(Trouble::NotUnderstood),
            SignInFailure::Trouble(trouble) => Self::Server(trouble),
        }
    }
}
