//! Who records what: the same at every run, because it is drawn from a seed. Nothing here knows to whom it will be sent.

use anyhow::{Context, Result};
use fastrand::Rng;
use gridloop_demo::{Demo, Person, Role, Scope};
use gridloop_shared::command::Report;
use gridloop_shared::model::{
    Area, CaseId, CommandId, DeviceId, PersonId, Photo, PhotoHash, PhotoKind, Position, Source,
    SubdistrictId, Timestamp,
};

use crate::size::Size;
use crate::texts::Texts;

/// Characters of a description and of a comment.
const DESCRIPTION: usize = 180;
const COMMENT: usize = 20;
/// Bytes of a photo that a phone has shrunk. Only its reference travels here.
const PHOTO_BYTES: u64 = 180_000;
/// When the day begins (2026-09-21T17:33:20Z), and how long after an act comes the next.
const BEGINS: i64 = 1_790_000_000_000;
const STEP_MS: i64 = 137;

/// All the work.
pub struct Workload {
    /// How much it is.
    pub size: Size,
    /// Whose data it is.
    pub subdistrict: SubdistrictId,
    /// Who writes.
    pub workers: Vec<Worker>,
    /// What the first worker adds, one after the other, while another looks on.
    pub visible: Vec<Comment>,
    /// What the first worker adds while others are away.
    pub missed: Vec<Comment>,
}

/// Somebody with a phone, and a day's work.
pub struct Worker {
    /// By which name they sign in.
    pub user: String,
    /// Who.
    pub person: PersonId,
    /// Their phone.
    pub device: DeviceId,
    /// What they record.
    pub cases: Vec<Recorded>,
}

/// A case, and what is said of it later.
pub struct Recorded {
    /// Which.
    pub case: CaseId,
    /// The act of recording it.
    pub command: CommandId,
    /// When, by the phone.
    pub at: Timestamp,
    /// What is recorded.
    pub report: Report,
    /// What is said of it later.
    pub comments: Vec<Comment>,
}

/// One further step of a case.
pub struct Comment {
    /// Of which case.
    pub case: CaseId,
    /// The act.
    pub command: CommandId,
    /// When, by the phone.
    pub at: Timestamp,
    /// What is said.
    pub text: String,
}

impl Workload {
    /// Draws it.
    ///
    /// # Errors
    /// When the demo's people or places do not read.
    pub fn new(size: Size) -> Result<Self> {
        let demo = Demo::load()?;
        let mut draw = Draw {
            rng: Rng::with_seed(size.documents.try_into()?),
            texts: Texts::new(),
            now: BEGINS,
        };
        let people = demo.people.iter().filter(|one| one.is(Role::GridWorker));
        let workers = people
            .cycle()
            .take(size.devices)
            .map(|person| draw.worker(&demo, person, &size))
            .collect::<Result<Vec<_>>>()?;
        let first = workers.first().context("at least one device must write")?;
        // What is added later is added to different halves, so that no step builds on one of the other kind.
        let (visible, missed) = first.cases.split_at(first.cases.len().div_ceil(2));
        let missed = if missed.is_empty() { visible } else { missed };
        Ok(Self {
            visible: draw.comments(visible, size.samples),
            missed: draw.comments(missed, size.missed),
            subdistrict: demo.subdistrict.id.parse()?,
            workers,
            size,
        })
    }

    /// How many documents there are in the end.
    pub fn documents(&self) -> usize {
        self.workers.iter().map(|worker| worker.cases.len()).sum()
    }
}

/// Draws one thing after the other.
struct Draw {
    rng: Rng,
    texts: Texts,
    now: i64,
}

impl Draw {
    fn worker(&mut self, demo: &Demo, person: &Person, size: &Size) -> Result<Worker> {
        let areas = areas(demo, person)?;
        let (at, random) = self.unique();
        Ok(Worker {
            user: person.user.clone(),
            person: person.id.parse()?,
            device: DeviceId::new(at, random),
            cases: (0..size.documents)
                .map(|_| self.recorded(demo, &areas, size.edits))
                .collect::<Result<_>>()?,
        })
    }

    fn recorded(&mut self, demo: &Demo, areas: &[Area], edits: usize) -> Result<Recorded> {
        let (at, random) = self.unique();
        let case = CaseId::new(at, random);
        let category = self.rng.choice(&demo.categories).context("no category")?;
        let area = self.rng.choice(areas).context("no grid")?.clone();
        let position = Position::new(
            31.26 + self.rng.f64() / 50.0,
            121.51 + self.rng.f64() / 50.0,
            12.0,
        )?;
        let taken = Photo {
            hash: PhotoHash::of(&random),
            size: PHOTO_BYTES,
            kind: PhotoKind::Jpeg,
            taken_at: at,
            position: Some(position),
        };
        let street = self.texts.text(&mut self.rng, 2);
        let (number, room) = (self.rng.u16(1..900), self.rng.u16(101..1_800));
        let report = Report {
            source: Source::Patrol,
            category: category.id.parse()?,
            area,
            address: format!("{street}路 {number} 号 {room} 室"),
            position: Some(position),
            description: self.texts.text(&mut self.rng, DESCRIPTION),
            photos: vec![taken],
            follows: None,
        };
        let command = self.command().0;
        Ok(Recorded {
            case,
            command,
            at,
            report,
            comments: (0..edits).map(|_| self.comment(case)).collect(),
        })
    }

    fn comments(&mut self, cases: &[Recorded], count: usize) -> Vec<Comment> {
        let cases = cases.iter().cycle().take(count);
        cases.map(|of| self.comment(of.case)).collect()
    }

    fn comment(&mut self, case: CaseId) -> Comment {
        let (command, at) = self.command();
        Comment {
            case,
            command,
            at,
            text: self.texts.text(&mut self.rng, COMMENT),
        }
    }

    fn command(&mut self) -> (CommandId, Timestamp) {
        let (at, random) = self.unique();
        (CommandId::new(at, random), at)
    }

    fn unique(&mut self) -> (Timestamp, [u8; 10]) {
        self.now = self.now.saturating_add(STEP_MS);
        let mut random = [0; 10];
        self.rng.fill(&mut random);
        (Timestamp::from_millis(self.now), random)
    }
}

/// The grids that somebody walks.
fn areas(demo: &Demo, person: &Person) -> Result<Vec<Area>> {
    let grids = demo
        .communities
        .iter()
        .flat_map(|community| community.grids.iter().map(move |grid| (community, grid)));
    let own = |id: &str| {
        person
            .roles
            .iter()
            .any(|held| matches!(&held.scope, Scope::Grids(grids) if grids.iter().any(|grid| grid == id)))
    };
    grids
        .filter(|(_, grid)| own(&grid.id))
        .map(|(community, grid)| {
            Ok(Area {
                community: community.id.parse()?,
                grid: Some(grid.id.parse()?),
            })
        })
        .collect()
}
