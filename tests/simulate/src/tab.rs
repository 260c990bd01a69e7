//! A tab of the app on a simulated device: the errands of the app's engine, run as the app's courier says.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::pin::Pin;
use std::rc::Rc;

use gridloop_app::outbox::{
    Courier, Errand, Event, Failure, PerformProblem, Performed, adopt, is_of_another_device, lock,
    perform,
};
use gridloop_app::records::{LastDelivery, OutboxRow, ask_all, found_all};
use gridloop_app::store::{LocalStore, StorageProblem};
use gridloop_app::sync::{Found, News, Outside, Pull, Pulled, Pushed, Sent, push, upload};
use gridloop_shared::command::Act;
use gridloop_shared::model::{PhotoHash, Principal};

use crate::agenda::Due;
use crate::disk::Disk;
use crate::line::Line;
use crate::photo::{Picture, keep};

/// What a task came to.
#[allow(clippy::large_enum_variant, reason = "one at a time, and short-lived")]
pub enum Done {
    /// The store was looked at, and the tab shows it.
    Entered(Result<(), StorageProblem>),
    Pushed(Pushed),
    Pulled(Result<Pulled, Failure>),
    Uploaded(Result<bool, Failure>),
    Locked(Result<Option<LastDelivery>, StorageProblem>),
    Performed(Act, Result<Performed, PerformProblem>),
}

/// Something under way in a tab.
pub type Task = Pin<Box<dyn Future<Output = Done>>>;

/// What the tab that leads has beside what all have.
struct Engine {
    courier: Courier,
    principal: Rc<RefCell<Principal>>,
    timer: u64,
    unfit: Rc<RefCell<BTreeSet<PhotoHash>>>,
    started: Rc<RefCell<BTreeSet<PhotoHash>>>,
    found: Rc<Found>,
}

/// A tab.
pub struct Tab {
    number: u64,
    disk: Disk,
    line: Line,
    /// Who is signed in, as this tab knows them.
    pub session: Rc<RefCell<Principal>>,
    /// Who is signed in, as the device's own database says.
    profile: Rc<RefCell<Principal>>,
    pub entered: bool,
    engine: Option<Engine>,
    pub tasks: Vec<Task>,
}

impl Tab {
    /// Opened; what is there is looked at first.
    pub fn open(number: u64, disk: Disk, line: Line, profile: Rc<RefCell<Principal>>) -> Self {
        let session = Rc::new(RefCell::new(profile.borrow().clone()));
        let mut tab = Self {
            number,
            disk,
            line,
            session,
            profile,
            entered: false,
            engine: None,
            tasks: Vec::new(),
        };
        tab.enter();
        tab
    }

    fn enter(&mut self) {
        let (disk, line) = (self.disk.clone(), self.line.clone());
        let principal = self.session.borrow().clone();
        self.tasks.push(Box::pin(async move {
            Done::Entered(enter(&disk, &line, &principal).await)
        }));
    }

    /// Whether it leads.
    pub const fn leads(&self) -> bool {
        self.engine.is_some()
    }

    /// Whether the session has ended on the server.
    pub fn is_signed_out(&self) -> bool {
        self.engine
            .as_ref()
            .is_some_and(|engine| engine.courier.is_signed_out())
    }

    /// Leads from now on.
    pub fn lead(&mut self, visible: bool) {
        self.engine = Some(Engine {
            courier: Courier::default(),
            principal: Rc::new(RefCell::new(self.session.borrow().clone())),
            timer: 0,
            unfit: Rc::default(),
            started: Rc::default(),
            found: Rc::default(),
        });
        self.hear(Event::Visible(visible));
    }

    /// Stops. What is on its way still comes to its end.
    pub fn let_go(&mut self) {
        self.engine = None;
    }

    /// The time has come that the courier asked for.
    pub fn tick(&mut self, timer: u64) {
        if self
            .engine
            .as_ref()
            .is_some_and(|engine| engine.timer == timer)
        {
            self.hear(Event::Tick);
        }
    }

    /// Takes in what happened, and does what the courier says.
    pub fn hear(&mut self, event: Event) {
        let now = self.line.now().millis();
        let device = self.line.device;
        let stream = 0x7000 + u64::try_from(device).unwrap();
        let dice = u16::try_from(self.line.shared.dice(stream, 1_000)).unwrap();
        let Some(engine) = &mut self.engine else {
            return;
        };
        if event == Event::Now {
            engine.unfit.borrow_mut().clear();
        }
        for errand in engine.courier.step(event, now, dice) {
            match errand {
                Errand::Push { most, stuck } => {
                    let (disk, line) = (self.disk.clone(), self.line.clone());
                    let principal = engine.principal.borrow().clone();
                    let revoked = engine.courier.is_revoked();
                    self.tasks.push(Box::pin(async move {
                        Done::Pushed(push(&disk, &line, &principal, most, &stuck, revoked).await)
                    }));
                }
                Errand::Pull => {
                    let (disk, line) = (self.disk.clone(), self.line.clone());
                    let known = engine.principal.clone();
                    let (session, profile) = (self.session.clone(), self.profile.clone());
                    let found = engine.found.clone();
                    self.tasks.push(Box::pin(async move {
                        let tell = |news| {
                            if let News::Principal(principal) = news {
                                known.replace(principal.clone());
                                session.replace(principal.clone());
                                profile.replace(principal);
                            }
                        };
                        let principal = known.borrow().clone();
                        let pull = Pull {
                            store: &disk,
                            outside: &line,
                            principal,
                            found: &found,
                            tell: &tell,
                        };
                        Done::Pulled(pull.run().await)
                    }));
                }
                Errand::Upload => {
                    let (disk, line) = (self.disk.clone(), self.line.clone());
                    let (kept_unfit, kept_started) = (engine.unfit.clone(), engine.started.clone());
                    self.tasks.push(Box::pin(async move {
                        let mut unfit = kept_unfit.borrow().clone();
                        let mut started = kept_started.borrow().clone();
                        let sent = upload(&disk, &line, &mut unfit, &mut started).await;
                        kept_unfit.borrow_mut().append(&mut unfit);
                        kept_started.borrow_mut().append(&mut started);
                        Done::Uploaded(sent.map(|sent| matches!(sent, Sent::Some)))
                    }));
                }
                Errand::Lock => {
                    let disk = self.disk.clone();
                    let stuck = engine.courier.stuck().keys().copied().collect();
                    let unfit = engine.unfit.borrow().clone();
                    self.tasks.push(Box::pin(async move {
                        Done::Locked(lock(&disk, &stuck, &unfit).await)
                    }));
                }
                Errand::Wake(at) => {
                    engine.timer += 1;
                    let due = Due::Tick {
                        device,
                        tab: self.number,
                        timer: engine.timer,
                    };
                    self.line.shared.after(at.saturating_sub(now), due);
                }
            }
        }
    }

    /// Does an act, with what was photographed for it.
    pub fn perform(&mut self, act: Act, picture: Option<Picture>) {
        let disk = self.disk.clone();
        let principal = self.session.borrow().clone();
        self.tasks.push(Box::pin(async move {
            if let Some(picture) = picture
                && let Err(problem) = keep(&disk, picture).await
            {
                return Done::Performed(act, Err(problem.into()));
            }
            let done = perform(&disk, &principal, act.clone(), None).await;
            Done::Performed(act, done)
        }));
    }
}

/// As the app does before it shows anything.
async fn enter(disk: &Disk, line: &Line, principal: &Principal) -> Result<(), StorageProblem> {
    let mut answers = disk.read(vec![ask_all::<OutboxRow>()]).await?;
    let outbox: Vec<OutboxRow> = found_all(&mut answers)?;
    if is_of_another_device(&outbox, principal) {
        adopt(disk, principal, line.now()).await?;
    }
    Ok(())
}
