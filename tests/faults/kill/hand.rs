//! Somebody at work with a device of their own: takes in what is new, does this and that, and hands it in, several pushes at
//! once and some of them twice.

use fastrand::Rng;
use futures_util::future::join_all;
use gridloop_shared::command::{Command, offers};
use gridloop_shared::model::{Case, CaseId, FieldName, Rating, Term, Timestamp};
use gridloop_shared::policy::Action;
use gridloop_shared::sync::PushChange;
use gridloop_tests::{Phone, Server};

use super::ledger::Ledger;
use super::moment::Load;

/// Cases that are worked on: the newest.
const AT_HAND: usize = 36;

/// What somebody does. None of it can be refused, whatever others do at the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Post {
    /// Reports, comments, corrects, checks and rates.
    Worker,
    /// Accepts, dispatches and closes.
    Desk,
    /// Starts, hands back and reports back.
    Handler,
}

/// Somebody at work.
pub struct Hand {
    /// Their device.
    pub phone: Phone,
    /// What it sent and heard.
    pub ledger: Ledger,
    post: Post,
    dice: Rng,
    unanswered: Vec<PushChange>,
}

impl Hand {
    /// Signs in on a device of their own.
    pub async fn sign_in(server: &Server, user: &str, post: Post, dice: Rng) -> Self {
        Self {
            phone: Phone::sign_in(server, user).await,
            ledger: Ledger::default(),
            post,
            dice,
            unanswered: Vec::new(),
        }
    }

    /// Works until the server is gone.
    pub async fn work(&mut self, server: &Server, load: &Load) {
        while self.take_in(server).await && self.hand_in(server, load).await {}
    }

    /// Sends again what was not answered.
    pub async fn send_again(&mut self, server: &Server) {
        let again = std::mem::take(&mut self.unanswered);
        if !again.is_empty() {
            let verdicts = self.phone.send(server, again.clone()).await;
            self.ledger.hears_again(&again, &verdicts);
        }
    }

    /// Takes in all that is new. Answers whether the server is there.
    pub async fn take_in(&mut self, server: &Server) -> bool {
        loop {
            let Some(reply) = self.phone.try_pull_once(server).await else {
                return false;
            };
            for row in &reply.rows {
                self.phone.take_in(row);
            }
            self.phone.cursor = reply.cursor;
            if !reply.more {
                return true;
            }
        }
    }

    async fn hand_in(&mut self, server: &Server, load: &Load) -> bool {
        let batches = self.do_something();
        let all = batches.concat();
        self.ledger.sends(&all);
        self.unanswered = all;
        let (phone, ledger) = (&self.phone, &mut self.ledger);
        let answers = join_all(batches.iter().map(|batch| {
            load.begins();
            phone.try_send(server, batch.clone())
        }));
        let mut complete = true;
        for (batch, answer) in batches.iter().zip(answers.await) {
            match answer {
                Some(verdicts) => {
                    ledger.hears(batch, &verdicts);
                    self.unanswered.retain(|change| !batch.contains(change));
                }
                None => complete = false,
            }
        }
        complete
    }

    /// One to three batches that have no case in common; now and then one of them twice, as a phone does that got no answer.
    fn do_something(&mut self) -> Vec<Vec<PushChange>> {
        let newest = self.phone.documents.keys().rev().take(AT_HAND);
        let mut at_hand: Vec<CaseId> = newest.copied().collect();
        self.dice.shuffle(&mut at_hand);
        let count = self.dice.usize(1..=3);
        let mut batches = Vec::new();
        for _ in 0..count {
            for _ in 0..self.dice.usize(1..=4) {
                let case = if self.post == Post::Worker && self.dice.bool() {
                    Some(self.report())
                } else {
                    at_hand.pop()
                };
                for _ in 0..self.dice.usize(..3) {
                    if let Some(case) = case {
                        self.act(case);
                    }
                }
            }
            batches.push(std::mem::take(&mut self.phone.outbox));
        }
        if self.dice.u8(..4) == 0 {
            batches.push(batches[0].clone());
        }
        batches.retain(|batch| !batch.is_empty());
        if batches.is_empty() {
            // A handler to whom nothing was dispatched asks all the same.
            batches.push(Vec::new());
        }
        batches
    }

    fn report(&mut self) -> CaseId {
        let grid = self.dice.u8(1..=4);
        self.phone.report(&format!("c05/c05-g{grid}"), vec![])
    }

    fn act(&mut self, id: CaseId) {
        let case = self.phone.case(id);
        let mut offered = offers(&self.phone.principal, &case);
        offered.retain(|action| self.post.does(*action));
        if let Some(action) = self.dice.choice(offered) {
            self.phone.act(id, command(action, &case));
        }
    }
}

impl Post {
    const fn does(self, action: Action) -> bool {
        match self {
            Self::Worker => matches!(
                action,
                Action::Comment
                    | Action::Correct
                    | Action::PassCheck
                    | Action::FailCheck
                    | Action::SeeAnswer
                    | Action::Rate
            ),
            Self::Desk => matches!(
                action,
                Action::Accept | Action::Dispatch | Action::Close | Action::Comment
            ),
            Self::Handler => matches!(
                action,
                Action::Start | Action::HandBack | Action::ReportBack
            ),
        }
    }
}

fn command(action: Action, case: &Case) -> Command {
    let text = || format!("第 {} 步", case.follow_up.entries.len());
    match action {
        Action::Accept => Command::Accept,
        Action::Dispatch => Command::Dispatch {
            department: "enforcement".parse().unwrap(),
            assisting: Vec::new(),
            term: Term::Until(Timestamp::from_millis(1_900_000_000_000)),
        },
        Action::HandBack => Command::HandBack {
            reason: text(),
            suggested: None,
        },
        Action::Start => Command::Start,
        Action::ReportBack => Command::ReportBack {
            outcome: text(),
            adoption: None,
            photos: vec![],
        },
        Action::PassCheck => Command::PassCheck {
            note: text(),
            photos: vec![],
        },
        Action::FailCheck => Command::FailCheck {
            reason: text(),
            photos: vec![],
        },
        Action::Close => Command::Close,
        Action::Rate => Command::Rate {
            rating: Rating::Satisfied,
            comment: text(),
        },
        Action::SeeAnswer => Command::SeeAnswer,
        Action::Correct => Command::Correct {
            field: FieldName::Address,
            value: text(),
        },
        _ => Command::Comment { text: text() },
    }
}
