//! What has gone over a line, and what of it was for nothing.

use std::sync::Mutex;

/// Bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Bytes {
    /// From the phone.
    pub up: usize,
    /// To the phone.
    pub down: usize,
}

/// What has gone over a line.
#[derive(Debug, Clone, Copy, Default)]
pub struct Figures {
    /// Everything that was given to the line.
    pub carried: Bytes,
    /// Of that, requests that nobody answered any more, with what there was of an answer.
    pub lost: Bytes,
    /// How often all was cut.
    pub cuts: usize,
    /// Connections.
    pub connections: usize,
}

/// Counts.
#[derive(Debug, Default)]
pub struct Counts(Mutex<Figures>);

impl Counts {
    /// So far.
    pub fn figures(&self) -> Figures {
        *self.0.lock().unwrap()
    }

    pub(super) fn cut(&self) {
        self.0.lock().unwrap().cuts += 1;
    }
}

/// The request under way on one connection, and its answer. HTTP/1.1 without pipelining: one after the other.
pub struct Exchange<'a> {
    counts: &'a Counts,
    now: Mutex<Now>,
}

#[derive(Default)]
struct Now {
    asked: usize,
    answer: usize,
    delivered: usize,
}

impl<'a> Exchange<'a> {
    /// A new connection.
    pub(super) fn on(counts: &'a Counts) -> Self {
        counts.0.lock().unwrap().connections += 1;
        Self {
            counts,
            now: Mutex::default(),
        }
    }

    /// The phone gives bytes of a request to the line.
    pub(super) fn asks(&self, bytes: usize) {
        self.counts.0.lock().unwrap().carried.up += bytes;
        let mut now = self.now.lock().unwrap();
        if now.delivered > 0 {
            *now = Now::default();
        }
        now.asked += bytes;
    }

    /// The server gives bytes of an answer to the line.
    pub(super) fn begins_to_answer(&self, bytes: usize) {
        self.counts.0.lock().unwrap().carried.down += bytes;
        self.now.lock().unwrap().answer += bytes;
    }

    /// Bytes of an answer come out at the phone.
    pub(super) fn answers(&self, bytes: usize) {
        self.now.lock().unwrap().delivered += bytes;
    }
}

impl Drop for Exchange<'_> {
    /// The connection is gone. A request without an answer, or with a part of one, was for nothing.
    fn drop(&mut self) {
        let now = self.now.lock().unwrap();
        if now.delivered == 0 || now.answer > now.delivered {
            let mut figures = self.counts.0.lock().unwrap();
            figures.lost.up += now.asked;
            figures.lost.down += now.answer;
        }
    }
}
