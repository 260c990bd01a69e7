//! A simulated device: a disk, a line, a person, and the tabs in which the app is open. It can stop at any moment of its work.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use gridloop_app::outbox::{Event, Failure};
use gridloop_app::records::{LastDelivery, OutboxRow, SetAside, StoredPhoto, ask_all, found_all};
use gridloop_shared::command::Act;
use gridloop_shared::model::{CaseId, CommandId, DeviceId, Principal};

use crate::agenda::Due;
use crate::disk::Disk;
use crate::line::Line;
use crate::office;
use crate::shared::Shared;
use crate::tab::{Done, Tab};

/// Something that the app has said to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub command: CommandId,
    pub case: CaseId,
}

/// What will stop the device.
#[derive(Debug, Clone, Copy)]
struct Stop {
    after: u8,
    power: bool,
    off: i64,
}

/// A device.
pub struct Device {
    pub name: &'static str,
    pub person: &'static str,
    /// Its place in the plan's cast.
    pub index: usize,
    number: usize,
    anew: u8,
    pub id: DeviceId,
    pub disk: Disk,
    shared: Rc<Shared>,
    pub skew: Rc<Cell<i64>>,
    /// Who is signed in, as the device remembers them without a network.
    pub profile: Rc<RefCell<Principal>>,
    pub tabs: BTreeMap<u64, Tab>,
    /// Tabs that have let go, with what was still on its way.
    ghosts: Vec<Tab>,
    opened: u64,
    locks: bool,
    visible: bool,
    pub on: bool,
    pub revoked: bool,
    /// Nothing of its person is left on it.
    pub locked: bool,
    /// What it said of its work when it was locked, until that is held against what the server has.
    pub delivered: Option<LastDelivery>,
    /// Whether the server's events come.
    pub listens: bool,
    line: u64,
    dials: bool,
    stop: Option<Stop>,
    pub said: Vec<Said>,
}

impl Device {
    /// Device number `number` of the office, switched on.
    pub fn new(shared: &Rc<Shared>, index: usize, number: usize) -> Self {
        let (name, person) = office::DEVICES[number];
        let id = office::device_id(number, 0);
        let mut device = Self {
            name,
            person,
            index,
            number,
            anew: 0,
            id,
            disk: Disk::new(shared.clone(), index),
            shared: shared.clone(),
            skew: Rc::default(),
            profile: Rc::new(RefCell::new(office::principal(person, id))),
            tabs: BTreeMap::new(),
            ghosts: Vec::new(),
            opened: 0,
            locks: true,
            visible: true,
            on: true,
            revoked: false,
            locked: false,
            delivered: None,
            listens: false,
            line: 0,
            dials: false,
            stop: None,
            said: Vec::new(),
        };
        device.open_tab();
        device
    }

    fn is_online(&self) -> bool {
        let connection = &self.shared.post.borrow().connections[self.index];
        connection.online && !connection.portal
    }

    /// Opens the app in one more tab.
    pub fn open_tab(&mut self) {
        if !self.on || self.locked {
            return;
        }
        self.opened += 1;
        let line = Line {
            shared: self.shared.clone(),
            device: self.index,
            token: office::token(self.id),
            skew: self.skew.clone(),
        };
        let tab = Tab::open(self.opened, self.disk.clone(), line, self.profile.clone());
        self.tabs.insert(self.opened, tab);
        self.go_on();
    }

    /// Closes the tab that leads; the next one takes over.
    pub fn close_tab(&mut self) {
        if self.tabs.len() < 2 {
            return;
        }
        self.tabs.pop_first();
        self.hang_up();
        self.choose_leader();
        self.go_on();
    }

    /// The browser has no locks.
    pub fn lose_locks(&mut self) {
        self.locks = false;
        self.choose_leader();
        self.go_on();
    }

    fn choose_leader(&mut self) {
        let visible = self.visible;
        let led = self.tabs.values().any(Tab::leads);
        let entered = self
            .tabs
            .values_mut()
            .filter(|tab| tab.entered && !tab.leads());
        if self.locks {
            if !led && let Some(tab) = entered.into_iter().next() {
                tab.lead(visible);
            }
        } else {
            for tab in entered {
                tab.lead(visible);
            }
            // Each listens on a line of its own; here they hear of it together.
            self.hang_up();
        }
    }

    /// What every tab that leads hears.
    pub fn hear(&mut self, event: &Event) {
        for tab in self.tabs.values_mut() {
            tab.hear(event.clone());
        }
        self.go_on();
    }

    /// A tab's timer has run out.
    pub fn tick(&mut self, tab: u64, timer: u64) {
        if let Some(tab) = self.tabs.get_mut(&tab) {
            tab.tick(timer);
        }
        self.go_on();
    }

    /// Somebody looks, or nobody does.
    pub fn look(&mut self, visible: bool) {
        self.visible = visible;
        if !visible {
            self.hang_up();
        }
        self.hear(&Event::Visible(visible));
    }

    /// The network is there, or not.
    pub fn network_changed(&mut self) {
        if self.is_online() {
            self.hear(&Event::Now);
        } else if self.listens {
            self.hang_up();
            self.hear(&Event::Events(false));
        }
    }

    /// The server is not there any more: its events break off.
    pub fn server_gone(&mut self) {
        if self.listens {
            self.hang_up();
            self.hear(&Event::Events(false));
        }
    }

    fn hang_up(&mut self) {
        self.listens = false;
        self.dials = false;
        self.line += 1;
    }

    /// The server's events come on a line that was asked for.
    pub fn events_up(&mut self, line: u64, server_is_up: bool) {
        if line != self.line || !self.on {
            return;
        }
        self.dials = false;
        if self.is_online() && server_is_up && self.visible {
            self.listens = true;
            self.hear(&Event::Events(true));
        } else {
            self.dial(3_000);
        }
    }

    fn dial(&mut self, after: i64) {
        let led = self
            .tabs
            .values()
            .any(|tab| tab.leads() && !tab.is_signed_out());
        let wanted = self.on && self.visible && led && self.is_online();
        if wanted && !self.listens && !self.dials {
            self.dials = true;
            let (device, line) = (self.index, self.line);
            self.shared.after(after, Due::EventsUp { device, line });
        }
    }

    /// The app will be killed, or the device lose power, after so many moments of its work.
    pub fn stop_after(&mut self, after: u8, power: bool, off: i64) {
        if self.on {
            self.stop = Some(Stop { after, power, off });
            if after == 0 {
                self.stop_now();
            }
        }
    }

    fn stop_now(&mut self) {
        let Some(stop) = self.stop.take() else {
            return;
        };
        self.tabs.clear();
        self.ghosts.clear();
        self.hang_up();
        if stop.power {
            self.disk.lose_power();
        }
        self.on = false;
        self.shared.figures.borrow_mut().device_crashes += 1;
        let device = self.index;
        self.shared.after(stop.off, Due::SwitchedOn { device });
    }

    /// Switched on again, the app opened.
    pub fn switch_on(&mut self) {
        if !self.on {
            self.on = true;
            self.open_tab();
        }
    }

    /// Whether it will still stop.
    pub fn spare(&mut self) {
        self.stop = None;
    }

    /// Its person signs in as another device of theirs, over what is there. Answers with which.
    pub fn sign_in_anew(&mut self, principal: Principal) {
        for (_, mut tab) in std::mem::take(&mut self.tabs) {
            tab.let_go();
            self.ghosts.push(tab);
        }
        self.hang_up();
        self.id = principal.device;
        self.revoked = false;
        self.locked = false;
        self.profile.replace(principal);
        self.open_tab();
    }

    /// The device that it would be next.
    pub fn next_id(&mut self) -> DeviceId {
        self.anew += 1;
        office::device_id(self.number, self.anew)
    }

    /// Somebody does something in one of the tabs.
    pub fn perform(&mut self, act: Act, picture: Option<crate::photo::Picture>) {
        let entered: Vec<u64> = self
            .tabs
            .iter()
            .filter(|(_, tab)| tab.entered)
            .map(|(number, _)| *number)
            .collect();
        let stream = 0x8000 + u64::try_from(self.index).unwrap();
        let dice = self
            .shared
            .dice(stream, u64::try_from(entered.len()).unwrap());
        if let Some(number) = entered.get(usize::try_from(dice).unwrap())
            && let Some(tab) = self.tabs.get_mut(number)
        {
            tab.perform(act, picture);
        }
        self.go_on();
    }

    /// The person who sits in front of a tab.
    pub fn session(&self) -> Option<Principal> {
        let tab = self.tabs.values().find(|tab| tab.entered)?;
        Some(tab.session.borrow().clone())
    }

    /// Goes on with whatever can go on.
    pub fn go_on(&mut self) {
        loop {
            let mut done = Vec::new();
            let numbers: Vec<u64> = self.tabs.keys().copied().collect();
            for number in numbers {
                let Some(tab) = self.tabs.get_mut(&number) else {
                    continue;
                };
                let tasks = std::mem::take(&mut tab.tasks);
                for mut task in tasks {
                    let mut context = Context::from_waker(Waker::noop());
                    match task.as_mut().poll(&mut context) {
                        Poll::Ready(what) => done.push((number, what)),
                        Poll::Pending => {
                            if let Some(tab) = self.tabs.get_mut(&number) {
                                tab.tasks.push(task);
                            }
                        }
                    }
                    if let Some(stop) = &mut self.stop {
                        stop.after = stop.after.saturating_sub(1);
                        if stop.after == 0 {
                            // What a task has just come to dies with it, but for what it has written.
                            self.note_said(&done);
                            self.stop_now();
                            return;
                        }
                    }
                }
            }
            for ghost in &mut self.ghosts {
                ghost.tasks.retain_mut(|task| {
                    let mut context = Context::from_waker(Waker::noop());
                    task.as_mut().poll(&mut context).is_pending()
                });
            }
            if done.is_empty() {
                break;
            }
            self.note_said(&done);
            for (number, what) in done {
                self.done(number, what);
            }
        }
        self.dial(20);
    }

    fn note_said(&mut self, done: &[(u64, Done)]) {
        for (_, what) in done {
            if let Done::Performed(act, Ok(_)) = what {
                self.shared.figures.borrow_mut().commands += 1;
                self.said.push(Said {
                    command: act.id,
                    case: act.case,
                });
            }
        }
    }

    fn done(&mut self, number: u64, what: Done) {
        let mut hear = |event| {
            if let Some(tab) = self.tabs.get_mut(&number) {
                tab.hear(event);
            }
        };
        match what {
            Done::Entered(Ok(())) => {
                if let Some(tab) = self.tabs.get_mut(&number) {
                    tab.entered = true;
                }
                self.choose_leader();
            }
            // The page says that the device cannot; it is opened again.
            Done::Entered(Err(_)) => {
                self.tabs.remove(&number);
                let device = self.index;
                self.on = false;
                self.tabs.clear();
                self.hang_up();
                self.shared.after(10_000, Due::SwitchedOn { device });
            }
            Done::Pushed(pushed) => {
                if pushed.revoked {
                    hear(Event::Revoked);
                }
                hear(Event::Pushed(pushed.push, pushed.outcome.err()));
            }
            Done::Pulled(outcome) => {
                hear(Event::Pulled(outcome.map(drop)));
                if outcome.is_ok_and(|pulled| pulled.gave_back) {
                    hear(Event::Now);
                }
            }
            Done::Uploaded(outcome) => hear(Event::Uploaded(outcome)),
            Done::Locked(Ok(Some(over))) => {
                self.tabs.clear();
                self.ghosts.clear();
                self.hang_up();
                (self.locked, self.delivered) = (true, Some(over));
            }
            Done::Locked(outcome) => {
                hear(Event::Locked(
                    outcome.map(|_| false).map_err(|_| Failure::Device),
                ));
            }
            Done::Performed(_, Ok(_)) => {
                for tab in self.tabs.values_mut() {
                    tab.hear(Event::Queued);
                }
            }
            Done::Performed(_, Err(_)) => {}
        }
    }

    /// What it has not sent.
    pub fn outbox(&self) -> Vec<OutboxRow> {
        found_all(&mut self.disk.look(vec![ask_all::<OutboxRow>()])).unwrap()
    }

    /// What was not taken.
    pub fn tray(&self) -> Vec<SetAside> {
        found_all(&mut self.disk.look(vec![ask_all::<SetAside>()])).unwrap()
    }

    /// Its photos.
    pub fn photos(&self) -> Vec<StoredPhoto> {
        found_all(&mut self.disk.look(vec![ask_all::<StoredPhoto>()])).unwrap()
    }
}
