//! What is on its way between devices and the server, and how the way treats it: requests that are lost, answers that are lost
//! after the server has acted, what comes twice, late, cut, or from somebody else altogether.

use std::collections::{BTreeMap, VecDeque};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use axum::http::Method;
use gridloop_app::outbox::Trouble;
use serde::{Deserialize, Serialize};

use crate::agenda::Due;
use crate::shared::Shared;

/// What happens to one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// It never arrives.
    LoseRequest,
    /// The server acts, and its answer never arrives.
    LoseAnswer,
    /// The server gets it once more, so many milliseconds later.
    Twice(i64),
    /// It takes so many milliseconds longer on the way to the server.
    SlowThere(i64),
    /// The answer takes so many milliseconds longer.
    SlowBack(i64),
    /// Only so many bytes of it arrive.
    Cut(usize),
    /// The server's database fails.
    DatabaseFails,
    /// The server is killed before it has committed anything of it, and comes back.
    CrashBefore,
    /// The server is killed after it has committed, before it answers, and comes back.
    CrashAfter,
}

/// A request, as it is on the wire.
#[derive(Debug, Clone)]
pub struct Call {
    pub method: Method,
    pub path: String,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
    /// Milliseconds until the app gives up waiting for the beginning of an answer.
    pub patience: i64,
}

/// An answer, as it is on the wire.
#[derive(Debug, Clone)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// A request that is under way.
pub struct Flight {
    pub device: usize,
    pub call: Call,
    pub fault: Option<Fault>,
    /// What the device will hear when it is told.
    pub coming: Option<Result<Reply, Trouble>>,
    /// What it has heard.
    pub heard: Option<Result<Reply, Trouble>>,
    sent: i64,
    /// Times that it still reaches the server.
    pub to_arrive: u8,
    /// Nobody waits for the answer any more.
    pub abandoned: bool,
}

/// How a device is connected.
#[derive(Debug, Clone, Default)]
pub struct Connection {
    /// Whether it has a network.
    pub online: bool,
    /// Whether a log-in page stands between it and the server.
    pub portal: bool,
    /// What happens to its next requests.
    pub faults: VecDeque<Fault>,
}

/// All that is on its way.
#[derive(Default)]
pub struct Post {
    flights: BTreeMap<u64, Flight>,
    count: u64,
    pub connections: Vec<Connection>,
}

impl Post {
    /// A request that is under way.
    pub fn flight(&mut self, request: u64) -> Option<&mut Flight> {
        self.flights.get_mut(&request)
    }

    /// The device loses its network: what is under way is cut.
    pub fn cut(&mut self, device: usize) -> Vec<u64> {
        let mut cut = Vec::new();
        for (id, flight) in &mut self.flights {
            if flight.device == device && flight.heard.is_none() {
                flight.coming = Some(Err(Trouble::NoNetwork));
                cut.push(*id);
            }
        }
        cut
    }

    /// The server answers, or is found not to be there.
    pub fn answer(&mut self, request: u64, answer: Result<Reply, Trouble>) {
        if let Some(flight) = self.flights.get_mut(&request)
            && flight.coming.is_none()
        {
            flight.coming = Some(answer);
        }
    }

    /// A request has reached the server once.
    pub fn arrived(&mut self, request: u64) {
        if let Some(flight) = self.flights.get_mut(&request) {
            flight.to_arrive = flight.to_arrive.saturating_sub(1);
        }
        self.forget(request);
    }

    /// The device is told.
    pub fn hand_over(&mut self, request: u64) -> Option<usize> {
        let flight = self.flights.get_mut(&request)?;
        if flight.heard.is_none() {
            flight.heard = flight.coming.clone();
        }
        Some(flight.device)
    }

    /// Whether anybody waits for an answer.
    pub fn is_empty(&self) -> bool {
        self.flights
            .values()
            .all(|flight| flight.to_arrive == 0 && flight.heard.is_some())
    }

    /// How long the server has been waited for.
    pub fn patience_left(&self, request: u64, now: i64) -> i64 {
        self.flights.get(&request).map_or(0, |flight| {
            flight.sent.saturating_add(flight.call.patience) - now
        })
    }

    fn forget(&mut self, request: u64) {
        if self
            .flights
            .get(&request)
            .is_some_and(|flight| flight.abandoned && flight.to_arrive == 0)
        {
            self.flights.remove(&request);
        }
    }
}

/// Sends a request and waits for what becomes of it.
pub fn send(shared: &Rc<Shared>, device: usize, call: Call) -> Waiting {
    let stream = 0x6000 + u64::try_from(device).unwrap();
    let way = i64::try_from(5 + shared.dice(stream, 60)).unwrap();
    let mut post = shared.post.borrow_mut();
    post.count += 1;
    let request = post.count;
    let connection = &mut post.connections[device];
    let mut coming = None;
    let mut fault = None;
    let mut arrives = vec![];
    if !connection.online {
        coming = Some(Err(Trouble::NoNetwork));
    } else if connection.portal {
        coming = Some(Err(Trouble::Garbage));
    } else {
        fault = connection.faults.pop_front();
        arrives.push((way, false));
        match fault {
            Some(Fault::LoseRequest) => {
                arrives.clear();
                coming = Some(Err(Trouble::NoNetwork));
            }
            Some(Fault::Twice(later)) => arrives.push((way + later.max(1), true)),
            Some(Fault::SlowThere(later)) => arrives = vec![(way + later.max(0), false)],
            _ => {}
        }
    }
    let at_once = coming.is_some();
    let patience = call.patience;
    post.flights.insert(
        request,
        Flight {
            device,
            call,
            fault,
            coming,
            heard: None,
            sent: shared.now(),
            to_arrive: u8::try_from(arrives.len()).unwrap(),
            abandoned: false,
        },
    );
    drop(post);
    shared.figures.borrow_mut().requests += 1;
    if at_once {
        shared.after(way, Due::Answered { request });
    }
    for (after, echo) in &arrives {
        shared.after(
            *after,
            Due::Arrives {
                request,
                echo: *echo,
            },
        );
    }
    if arrives.iter().all(|(after, _)| *after >= patience) && !at_once {
        shared.post.borrow_mut().answer(request, Err(Trouble::Slow));
        shared.after(patience, Due::Answered { request });
    }
    Waiting {
        shared: shared.clone(),
        request,
    }
}

/// An answer that is waited for.
pub struct Waiting {
    shared: Rc<Shared>,
    request: u64,
}

impl Future for Waiting {
    type Output = Result<Reply, Trouble>;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
        let mut post = self.shared.post.borrow_mut();
        match post
            .flight(self.request)
            .and_then(|flight| flight.heard.clone())
        {
            Some(heard) => Poll::Ready(heard),
            None => Poll::Pending,
        }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        let mut post = self.shared.post.borrow_mut();
        if let Some(flight) = post.flight(self.request) {
            flight.abandoned = true;
            flight.heard.get_or_insert(Err(Trouble::NoNetwork));
        }
        post.forget(self.request);
    }
}
