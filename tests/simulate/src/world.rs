//! A plan while it runs: devices, the way, the server, one clock; and after every step the question whether all still holds.

use std::collections::BTreeSet;
use std::rc::Rc;

use gridloop_app::outbox::{Event, Trouble};
use gridloop_shared::command::Command;
use gridloop_shared::model::{CommandId, Principal, Timestamp};

use crate::acting;
use crate::agenda::Due;
use crate::device::Device;
use crate::figures::Figures;
use crate::office;
use crate::photo;
use crate::plan::{Plan, Step};
use crate::post::{Call, Connection, Fault, Reply};
use crate::server::Server;
use crate::shared::Shared;
use crate::tamper::Tamper;
use crate::truth::Truth;
use crate::violation::Violation;

/// A plan while it runs.
pub struct World {
    pub shared: Rc<Shared>,
    pub server: Server,
    pub devices: Vec<Device>,
    pub truth: Truth,
    /// Every act that was ever admitted.
    pub ever: BTreeSet<CommandId>,
    /// Acts that a restored backup lacked and that no device had any more.
    pub gone: BTreeSet<CommandId>,
    /// Acts that the server had set aside, and that a restored backup lacked: phones do not give these back.
    pub forgotten: BTreeSet<CommandId>,
    /// Each device's commits when it was last looked at.
    pub looked_at: Vec<u64>,
    tamper: Tamper,
    dirty: bool,
    /// Whether something is new that is no act.
    pub news: bool,
    pictures: u64,
    /// Tells what happens, for whoever replays a plan.
    pub tell: bool,
}

impl World {
    /// The first morning, with the devices of a plan.
    pub async fn new(plan: &Plan, tamper: Tamper) -> Self {
        let shared = Shared::new(plan.seed);
        let server = Server::new(shared.now()).await;
        let cast: Vec<usize> = plan
            .cast
            .iter()
            .filter_map(|name| office::DEVICES.iter().position(|(known, _)| known == name))
            .collect();
        let connected = Connection {
            online: true,
            ..Connection::default()
        };
        shared.post.borrow_mut().connections = vec![connected; cast.len()];
        let devices: Vec<Device> = cast
            .iter()
            .enumerate()
            .map(|(index, number)| Device::new(&shared, index, *number))
            .collect();
        Self {
            looked_at: vec![u64::MAX; devices.len()],
            shared,
            server,
            devices,
            truth: Truth::default(),
            ever: BTreeSet::new(),
            gone: BTreeSet::new(),
            forgotten: BTreeSet::new(),
            tamper,
            dirty: false,
            news: false,
            pictures: 0,
            tell: false,
        }
    }

    /// Runs a plan to its end.
    ///
    /// # Errors
    /// What did not hold.
    pub async fn run(&mut self, plan: &Plan) -> Result<(), Violation> {
        self.pass(0).await?;
        for (number, step) in plan.steps.iter().enumerate() {
            let done = self.step(step).await;
            let done = match done {
                Ok(()) => self.look_around().await,
                wrong => wrong,
            };
            done.map_err(|violation| Violation {
                step: Some(number),
                ..violation
            })?;
            self.shared.figures.borrow_mut().steps += 1;
        }
        self.settle(plan.idle_hour).await
    }

    /// What was counted.
    pub fn figures(&self) -> Figures {
        let contested = self.truth.documents.values();
        let contested = contested.filter(|known| known.case.contested().next().is_some());
        let ineffective = self.truth.documents.values();
        let ineffective = ineffective.map(|known| known.case.follow_up.ineffective().count());
        Figures {
            plans: 1,
            contested: u64::try_from(contested.count()).unwrap(),
            ineffective: u64::try_from(ineffective.sum::<usize>()).unwrap(),
            ..*self.shared.figures.borrow()
        }
    }

    /// Everything is cleared away.
    pub async fn end(self) {
        let Self {
            devices, server, ..
        } = self;
        drop(devices);
        server.end().await;
    }

    pub fn say(&self, what: impl FnOnce() -> String) {
        if self.tell {
            let millis = self.shared.now() - crate::agenda::MORNING;
            crate::say(&format!("{:>10.3}  {}", seconds(millis), what()));
        }
    }

    fn index_of(&self, name: &str) -> Option<usize> {
        self.devices.iter().position(|device| device.name == name)
    }

    async fn step(&mut self, step: &Step) -> Result<(), Violation> {
        self.say(|| format!("{step:?}"));
        match step {
            Step::Wait(millis) => return self.pass(*millis).await,
            Step::Grants { of, to } => self.grant(of, *to).await,
            Step::Rule { which, take } => self.rule(*which, *take).await?,
            Step::ServerStops(millis) => {
                self.server.stop().await;
                self.server_is_gone(*millis);
            }
            Step::ServerCrash(millis) => {
                self.server.kill();
                self.server_is_gone(*millis);
            }
            Step::Backup => self.server.back_up().await,
            Step::Restore { back, by_hand } => self.restore(*back, *by_hand).await?,
            Step::Report { on, .. }
            | Step::Act { on, .. }
            | Step::Comment { on, .. }
            | Step::Correct { on, .. }
            | Step::Dismiss { on }
            | Step::Now { on }
            | Step::Away { on }
            | Step::Back { on }
            | Step::Portal { on }
            | Step::Fault { on, .. }
            | Step::Hidden { on }
            | Step::Shown { on }
            | Step::Crash { on, .. }
            | Step::OpenTab { on }
            | Step::CloseTab { on }
            | Step::NoLocks { on }
            | Step::DiskFull { on }
            | Step::DiskFree { on }
            | Step::Clock { on, .. }
            | Step::Revoke { on }
            | Step::NewDevice { on } => {
                if let Some(index) = self.index_of(on) {
                    self.step_on(index, step).await;
                }
            }
        }
        self.pass(0).await
    }

    async fn step_on(&mut self, index: usize, step: &Step) {
        let shared = self.shared.clone();
        let device = &mut self.devices[index];
        let connection = |change: &dyn Fn(&mut Connection)| {
            change(&mut shared.post.borrow_mut().connections[index]);
        };
        match step {
            Step::Now { .. } => device.hear(&Event::Now),
            Step::Away { .. } => self.cut(index),
            Step::Back { .. } => {
                connection(&|line| (line.online, line.portal) = (true, false));
                device.network_changed();
            }
            Step::Portal { .. } => {
                connection(&|line| (line.online, line.portal) = (true, true));
                device.network_changed();
                device.hear(&Event::Now);
            }
            Step::Fault { fault, .. } => connection(&|line| line.faults.push_back(*fault)),
            Step::Hidden { .. } => device.look(false),
            Step::Shown { .. } => device.look(true),
            Step::Crash {
                after, power, off, ..
            } => device.stop_after(*after, *power, *off),
            Step::OpenTab { .. } => device.open_tab(),
            Step::CloseTab { .. } => device.close_tab(),
            Step::NoLocks { .. } => device.lose_locks(),
            Step::DiskFull { .. } => device.disk.set_full(true),
            Step::DiskFree { .. } => device.disk.set_full(false),
            Step::Clock { ahead, .. } => device.skew.set(*ahead),
            Step::Dismiss { .. } => device.dismiss(),
            Step::Revoke { .. } => self.devices[index].revoked |= self.revoke(index).await,
            Step::NewDevice { .. } => self.sign_in_anew(index).await,
            _ => self.act(index, step),
        }
    }

    fn act(&mut self, index: usize, step: &Step) {
        let device = &mut self.devices[index];
        let Some(who) = device.session().filter(|_| device.on) else {
            return;
        };
        let now = self.shared.now() + device.skew.get();
        let taken = match step {
            Step::Report { photo, .. } | Step::Act { photo, .. } => *photo,
            _ => crate::plan::Taken::None,
        };
        self.pictures += 1;
        let picture = photo::take(taken, self.pictures, Timestamp::from_millis(now));
        let photos: Vec<_> = picture
            .iter()
            .map(|picture| picture.photo.clone())
            .collect();
        let (case, command) = match step {
            Step::Report { area, .. } => (None, Some(acting::report(&who, *area, photos))),
            Step::Act { case, pick, .. } => match acting::pointed_at(device, *case) {
                Some((id, case)) => {
                    let command = acting::offered(&who, &case, *pick, &photos, now);
                    (Some(id), command)
                }
                None => (None, None),
            },
            Step::Comment { case, .. } => {
                let id = acting::pointed_at(device, *case).map(|(id, _)| id);
                let text = format!("备注 {}", self.pictures);
                (id, id.map(|_| Command::Comment { text }))
            }
            Step::Correct {
                case, field, to, ..
            } => {
                let id = acting::pointed_at(device, *case).map(|(id, _)| id);
                (id, id.map(|_| acting::correction(*field, *to)))
            }
            _ => (None, None),
        };
        if let Some(command) = command {
            let act = acting::act(&self.shared, device, case, command);
            let names = matches!(
                act.command,
                Command::Report(_)
                    | Command::ReportBack { .. }
                    | Command::PassCheck { .. }
                    | Command::FailCheck { .. }
            );
            device.perform(act.clone(), picture.filter(|_| names));
            self.say(|| format!("    {:?} on {} ({})", act.command, act.case, act.id));
        }
    }

    /// What somebody on a device may do, as the server has it.
    pub async fn principal(&mut self, index: usize) -> Principal {
        let device = &self.devices[index];
        let text: String = sqlx::query_scalar("select grants from accounts where person = ?")
            .bind(device.person)
            .fetch_one(&mut self.server.database)
            .await
            .unwrap();
        Principal {
            grants: serde_json::from_str(&text).unwrap(),
            ..office::principal(device.person, device.id)
        }
    }

    async fn sign_in_anew(&mut self, index: usize) {
        let device = &mut self.devices[index];
        let connected = self.shared.post.borrow().connections[index].online;
        if !device.on || !connected || self.shared.now() < self.server.down_until {
            return;
        }
        let id = device.next_id();
        let person = device.person;
        office::sign_in(&mut self.server.database, person, id).await;
        let grants = self.principal(index).await.grants;
        let principal = Principal {
            grants,
            ..office::principal(person, id)
        };
        self.devices[index].sign_in_anew(principal);
    }

    fn cut(&mut self, index: usize) {
        let mut post = self.shared.post.borrow_mut();
        post.connections[index].online = false;
        let cut = post.cut(index);
        drop(post);
        for request in cut {
            self.shared.after(1, Due::Answered { request });
        }
        self.devices[index].network_changed();
    }

    fn server_is_gone(&mut self, millis: i64) {
        self.server.down_until = self.shared.now() + millis.max(0);
        self.shared.figures.borrow_mut().server_crashes += 1;
        for device in &mut self.devices {
            device.server_gone();
        }
    }

    async fn restore(&mut self, back: u8, by_hand: bool) -> Result<(), Violation> {
        self.follow().await?;
        // By hand only what phones can notice: see docs/ARCHITECTURE.md.
        let mut devices = self.devices.iter();
        let by_hand = by_hand && devices.all(Device::has_read_what_was_admitted);
        let aside = office::set_aside(&mut self.server.database).await;
        if !self.server.restore(back, by_hand).await {
            return Ok(());
        }
        self.forgotten.extend(aside);
        self.shared.figures.borrow_mut().restores += 1;
        self.server_is_gone(500);
        let before = std::mem::take(&mut self.truth);
        self.truth.follow(&mut self.server.database).await?;
        for device in &mut self.devices {
            // Whoever signed in after the backup was made signs in again.
            office::sign_in(&mut self.server.database, device.person, device.id).await;
            if device.revoked {
                let now = self.shared.now();
                office::revoke(&mut self.server.database, device.id, now).await;
            }
        }
        let lost = before
            .admitted
            .iter()
            .filter(|(command, _)| !self.truth.admitted.contains_key(command));
        for (command, case) in lost {
            if !self
                .devices
                .iter()
                .any(|device| !device.revoked && device.has(case, command))
            {
                self.gone.insert(*command);
            }
        }
        self.say(|| format!("    {} acts are with nobody any more", self.gone.len()));
        Ok(())
    }

    /// Lets so many milliseconds pass.
    pub async fn pass(&mut self, millis: i64) -> Result<(), Violation> {
        let until = self.shared.now() + millis.max(0);
        loop {
            let due = self.shared.agenda.borrow_mut().next_until(until);
            let Some(due) = due else {
                break;
            };
            self.due(due).await?;
        }
        self.shared.agenda.borrow_mut().pass_until(until);
        Ok(())
    }

    async fn due(&mut self, due: Due) -> Result<(), Violation> {
        match due {
            Due::Arrives { request, echo } => self.arrives(request, echo).await?,
            Due::Answered { request } => {
                let device = self.shared.post.borrow_mut().hand_over(request);
                if let Some(device) = device {
                    self.devices[device].go_on();
                }
            }
            Due::GoOn { device } => self.devices[device].go_on(),
            Due::Tick { device, tab, timer } => self.devices[device].tick(tab, timer),
            Due::Woken { device } => {
                if self.devices[device].listens {
                    self.devices[device].hear(&Event::Woken);
                }
            }
            Due::EventsUp { device, line } => {
                let up = self.shared.now() >= self.server.down_until;
                self.devices[device].events_up(line, up);
            }
            Due::SwitchedOn { device } => self.devices[device].switch_on(),
        }
        Ok(())
    }

    async fn arrives(&mut self, request: u64, echo: bool) -> Result<(), Violation> {
        let flight = self
            .shared
            .post
            .borrow_mut()
            .flight(request)
            .map(|flight| (flight.device, flight.call.clone(), flight.fault));
        let Some((device, call, fault)) = flight else {
            return Ok(());
        };
        let fault = fault.filter(|_| !echo);
        let answer = self.handle(&call, fault).await;
        self.say(|| {
            let status = answer.as_ref().map(|reply| reply.status);
            let name = self.devices[device].name;
            format!(
                "  {name}: {} {} → {status:?} {fault:?}",
                call.method, call.path
            )
        });
        if let Ok(reply) = &answer {
            self.dirty = true;
            self.note(device, &call, reply).await?;
        }
        let answer = answer.map(|reply| self.tamper.reply(&call, reply));
        let mut post = self.shared.post.borrow_mut();
        if !echo {
            let stream = 0xa000 + u64::try_from(device).unwrap();
            let way = i64::try_from(5 + self.shared.dice(stream, 60)).unwrap();
            let left = post.patience_left(request, self.shared.now()).max(1);
            let lost = matches!(
                fault,
                Some(Fault::LoseAnswer | Fault::CrashAfter | Fault::CrashBefore | Fault::Cut(_))
            );
            let (after, answer) = match fault {
                _ if lost && self.shared.dice(stream, 2) == 0 => (left, Err(Trouble::Slow)),
                _ if lost => (way, Err(Trouble::NoNetwork)),
                Some(Fault::SlowBack(more)) if way + more > left => (left, Err(Trouble::Slow)),
                Some(Fault::SlowBack(more)) => (way + more.max(0), answer),
                _ => (way, answer),
            };
            post.answer(request, answer);
            self.shared.after(after, Due::Answered { request });
        }
        post.arrived(request);
        Ok(())
    }

    async fn handle(&mut self, call: &Call, fault: Option<Fault>) -> Result<Reply, Trouble> {
        let now = self.shared.now();
        let cut = match fault {
            Some(Fault::Cut(bytes)) => Some(bytes),
            _ => None,
        };
        let fails = matches!(fault, Some(Fault::DatabaseFails | Fault::CrashBefore));
        if fails {
            self.server.set_failing(true).await;
        }
        let reply = self.server.answer(now, call, cut).await;
        if fails {
            self.server.set_failing(false).await;
        }
        if matches!(fault, Some(Fault::CrashBefore | Fault::CrashAfter)) {
            self.server.kill();
            self.server_is_gone(2_000);
        }
        reply
    }

    /// Reads on in the log, when the server has done something, and wakes whoever listens.
    pub async fn follow(&mut self) -> Result<(), Violation> {
        let news = std::mem::take(&mut self.news);
        if std::mem::take(&mut self.dirty) || news {
            let new = self.truth.follow(&mut self.server.database).await?;
            self.shared.figures.borrow_mut().admitted += u64::try_from(new.len()).unwrap();
            if news || !new.is_empty() {
                for device in self.devices.iter().filter(|device| device.listens) {
                    let stream = 0xb000 + u64::try_from(device.index).unwrap();
                    let after = i64::try_from(5 + self.shared.dice(stream, 30)).unwrap();
                    let device = device.index;
                    self.shared.after(after, Due::Woken { device });
                }
            }
            self.ever.extend(new);
        }
        Ok(())
    }
}

fn seconds(millis: i64) -> f64 {
    std::time::Duration::from_millis(u64::try_from(millis).unwrap_or(0)).as_secs_f64()
}
