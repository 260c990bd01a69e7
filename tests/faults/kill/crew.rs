//! Everybody who is at work while the program is killed.

use std::collections::BTreeSet;

use fastrand::Rng;
use futures_util::future::join_all;
use gridloop_tests::Server;

use super::hand::{Hand, Post};
use super::ledger::Ledger;
use super::moment::Load;
use super::photographer::Photographer;

/// Two devices of one grid worker, of two supervisors one each, of two handlers of one department one each.
const HANDS: [(&str, Post); 6] = [
    ("wangge", Post::Worker),
    ("wangge", Post::Worker),
    ("dudao", Post::Desk),
    ("wangjingyi", Post::Desk),
    ("zhifa", Post::Handler),
    ("dingguofeng", Post::Handler),
];

/// Everybody who is at work.
pub struct Crew {
    /// Those who push.
    pub hands: Vec<Hand>,
    /// Who sends photos.
    pub photographer: Photographer,
}

impl Crew {
    /// Everybody signs in.
    pub async fn sign_in(server: &Server, dice: &mut Rng) -> Self {
        let mut hands = Vec::new();
        for (user, post) in HANDS {
            hands.push(Hand::sign_in(server, user, post, dice.fork()).await);
        }
        Self {
            hands,
            photographer: Photographer::sign_in(server, "wangge", dice.fork()).await,
        }
    }

    /// Everybody works until the server is gone.
    pub async fn work(&mut self, server: &Server, load: &Load) {
        let hands = self.hands.iter_mut().map(|hand| hand.work(server, load));
        futures_util::join!(join_all(hands), self.photographer.work(server, load));
    }

    /// Everybody sends again what was not answered.
    pub async fn send_again(&mut self, server: &Server, said: &str) {
        let hands = self.hands.iter_mut().map(|hand| hand.send_again(server));
        join_all(hands).await;
        self.photographer.go_on(server, said).await;
    }

    /// What all of them sent and heard.
    pub fn ledger(&self) -> Ledger {
        let mut all = self.photographer.ledger.clone();
        for hand in &self.hands {
            all.add(&hand.ledger);
        }
        all
    }

    /// Photos that the server said are whole.
    pub fn photos_whole(&self) -> usize {
        self.photographer
            .whole
            .iter()
            .collect::<BTreeSet<_>>()
            .len()
    }

    /// Photos that were cut by a kill.
    pub const fn photos_cut(&self) -> usize {
        self.photographer.cut
    }
}
