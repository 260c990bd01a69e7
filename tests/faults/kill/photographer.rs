//! Sends photos in pieces, one after the other, and reports a case with each that is whole.

use fastrand::Rng;
use gridloop_shared::model::PhotoHash;
use gridloop_shared::sync::PushChange;
use gridloop_tests::{Phone, Server, picture_of_its_own, reference};
use reqwest::Method;

use super::ledger::Ledger;
use super::moment::Load;

/// Bytes of a piece.
const PIECE: usize = 24 * 1024;

/// A photo under way.
struct UnderWay {
    hash: PhotoHash,
    file: Vec<u8>,
    /// So much the server has answered for.
    at: usize,
}

/// Sends photos.
pub struct Photographer {
    /// Their device.
    pub phone: Phone,
    /// What it sent and heard of its reports.
    pub ledger: Ledger,
    /// What the server said is whole, and of which a case that it said it has tells.
    pub whole: Vec<PhotoHash>,
    /// How many were cut by a kill.
    pub cut: usize,
    under_way: Option<UnderWay>,
    unanswered: Vec<PushChange>,
    dice: Rng,
}

impl Photographer {
    /// Signs in on a device of their own.
    pub async fn sign_in(server: &Server, user: &str, dice: Rng) -> Self {
        Self {
            phone: Phone::sign_in(server, user).await,
            ledger: Ledger::default(),
            whole: Vec::new(),
            cut: 0,
            under_way: None,
            unanswered: Vec::new(),
            dice,
        }
    }

    /// Sends one photo after the other until the server is gone.
    pub async fn work(&mut self, server: &Server, load: &Load) {
        loop {
            let photo = self.under_way.take();
            let photo = photo.unwrap_or_else(|| self.take_photo());
            self.under_way = Some(photo);
            if self.send(server, || load.begins()).await.is_none()
                || self.report(server, || load.begins()).await.is_none()
            {
                return;
            }
        }
    }

    /// Sends again a report that was not answered. What was said to have arrived of a photo is there; the rest of it is sent.
    pub async fn go_on(&mut self, server: &Server, said: &str) {
        let again = std::mem::take(&mut self.unanswered);
        if !again.is_empty() {
            let verdicts = self.phone.send(server, again.clone()).await;
            self.ledger.hears_again(&again, &verdicts);
        }
        if let Some(photo) = &mut self.under_way {
            self.cut += 1;
            let (at, whole) = head(&self.phone, server, &photo.hash).await;
            assert!(at >= photo.at, "{at} of {} bytes: {said}", photo.at);
            assert!(!whole || at == photo.file.len(), "{said}");
            photo.at = at;
            let sent = self.send(server, || ()).await.is_some();
            assert!(sent && self.report(server, || ()).await.is_some(), "{said}");
        }
    }

    fn take_photo(&mut self) -> UnderWay {
        let file = picture_of_its_own(self.dice.usize(8_000..160_000), self.dice.u64(..));
        UnderWay {
            hash: PhotoHash::of(&file),
            file,
            at: 0,
        }
    }

    /// Sends what is missing of the photo under way. Also nothing, when all has arrived and nobody has said that it is whole.
    async fn send(&mut self, server: &Server, begins: impl Fn()) -> Option<()> {
        let photo = self.under_way.as_mut()?;
        loop {
            begins();
            let end = (photo.at + PIECE).min(photo.file.len());
            let request = self
                .phone
                .request(server, Method::PATCH, &path(&photo.hash))
                .header("upload-offset", photo.at)
                .header("upload-length", photo.file.len())
                .body(photo.file[photo.at..end].to_vec());
            let response = request.send().await.ok()?;
            assert_eq!(response.status(), 204);
            photo.at = number(&response, "upload-offset");
            if response.headers()["upload-complete"] == "?1" {
                break;
            }
        }
        let UnderWay { hash, file, .. } = self.under_way.take()?;
        self.phone
            .report("c05/c05-g1", vec![reference(&hash, file.len())]);
        self.whole.push(hash);
        self.unanswered.append(&mut self.phone.outbox);
        self.ledger.sends(&self.unanswered);
        Some(())
    }

    async fn report(&mut self, server: &Server, begins: impl Fn()) -> Option<()> {
        begins();
        let changes = self.unanswered.clone();
        let verdicts = self.phone.try_send(server, changes).await?;
        self.ledger.hears(&self.unanswered, &verdicts);
        self.unanswered.clear();
        Some(())
    }
}

/// How much of a photo is here, and whether that is all.
pub async fn head(phone: &Phone, server: &Server, hash: &PhotoHash) -> (usize, bool) {
    let request = phone.request(server, Method::HEAD, &path(hash));
    let response = request.send().await.unwrap();
    if response.status() == 404 {
        return (0, false);
    }
    let whole = response.headers()["upload-complete"] == "?1";
    (number(&response, "upload-offset"), whole)
}

fn number(response: &reqwest::Response, header: &str) -> usize {
    let value = response.headers()[header].to_str().unwrap();
    value.parse().unwrap()
}

/// The address of a photo.
pub fn path(hash: &PhotoHash) -> String {
    format!("/api/v1/photos/{hash}")
}
