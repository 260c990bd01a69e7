//! What devices and the world hold in common while a plan runs: the agenda, the post, and what was counted.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use crate::agenda::{Agenda, Due};
use crate::figures::Figures;
use crate::post::Post;

/// The longest that a step on a device takes, in milliseconds.
const MOMENT: u64 = 4;

/// The agenda, the post, the figures.
pub struct Shared {
    /// What is due.
    pub agenda: RefCell<Agenda>,
    /// What is on its way.
    pub post: RefCell<Post>,
    /// What was counted.
    pub figures: RefCell<Figures>,
}

impl Shared {
    /// At the beginning of a plan.
    pub fn new(seed: u64) -> Rc<Self> {
        Rc::new(Self {
            agenda: RefCell::new(Agenda::new(seed)),
            post: RefCell::default(),
            figures: RefCell::default(),
        })
    }

    /// What time it is.
    pub fn now(&self) -> i64 {
        self.agenda.borrow().now()
    }

    /// Puts something on the list.
    pub fn after(&self, millis: i64, what: Due) {
        self.agenda.borrow_mut().after(millis, what);
    }

    /// Throws the dice of a stream.
    pub fn dice(&self, stream: u64, sides: u64) -> u64 {
        self.agenda.borrow_mut().dice(stream, sides)
    }

    /// A moment in which something else may happen on a device, or the device may stop for good.
    pub fn moment(self: &Rc<Self>, device: usize) -> impl Future<Output = ()> + use<> {
        Moment {
            shared: self.clone(),
            device,
            until: None,
        }
    }
}

struct Moment {
    shared: Rc<Shared>,
    device: usize,
    until: Option<i64>,
}

impl Future for Moment {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        let now = self.shared.now();
        match self.until {
            Some(until) if now >= until => Poll::Ready(()),
            Some(_) => Poll::Pending,
            None => {
                let device = self.device;
                let stream = 0x5000 + u64::try_from(device).unwrap();
                let millis = i64::try_from(self.shared.dice(stream, MOMENT)).unwrap();
                self.until = Some(now + millis);
                self.shared.after(millis, Due::GoOn { device });
                Poll::Pending
            }
        }
    }
}
