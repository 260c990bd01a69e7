//! All further cases: a year's everyday work in any number, for lists, figures and load.

use std::collections::BTreeMap;

use crate::beats::{Road, Stage};
use crate::case::{DemoCase, Source};
use crate::cast::Cast;
use crate::dice::Dice;
use crate::hours::{MINUTE, WORKING_DAY, by_daylight, worked};
use crate::load::Demo;
use crate::people::Person;
use crate::place::{Community, Grid};
use crate::teller::{Facts, tell};
use crate::template::Template;

/// How far back the cases go, in minutes.
const PAST: i64 = 120 * 24 * 60;
/// Of which a quarter of the cases fall into the last fortnight.
const RECENT: i64 = 14 * 24 * 60;

#[derive(Debug)]
pub(crate) struct Bulk<'a> {
    demo: &'a Demo,
    cast: Cast<'a>,
    templates: BTreeMap<Source, Vec<&'a Template>>,
    /// Communities whose committee has an account.
    visited: Vec<&'a Community>,
    now: i64,
}

/// Who reports from where.
type Scene<'a> = (&'a Person, &'a Community, &'a Grid);

impl<'a> Bulk<'a> {
    pub(crate) fn of(demo: &'a Demo, now: i64) -> Self {
        let cast = Cast::of(demo);
        let mut templates: BTreeMap<Source, Vec<&Template>> = BTreeMap::new();
        for template in &demo.templates {
            for source in &template.sources {
                templates.entry(*source).or_default().push(template);
            }
        }
        let visited = demo
            .communities
            .iter()
            .filter(|c| !cast.committee(&c.id).is_empty())
            .collect();
        Self {
            demo,
            cast,
            templates,
            visited,
            now,
        }
    }

    pub(crate) fn case(&self, index: usize) -> Option<DemoCase> {
        let mut dice = Dice::new(u64::try_from(index).ok()?);
        let source = source(&mut dice);
        let template = dice.pick(self.templates.get(&source)?).copied()?;
        let (reporter, community, grid) = self.scene(source, &mut dice)?;
        let reported_at_ms = self.reported_at(&mut dice);
        let category = self.demo.category(&template.category)?;
        let term = i64::from(category.days).saturating_mul(WORKING_DAY);
        let road = Road {
            stage: stage(&mut dice),
            department: &category.department,
            hand_back: self
                .demo
                .hand_back(&category.department, &category.id)
                .filter(|_| dice.chance(7)),
            fails_once: dice.chance(7),
            term,
            handling: pace(&mut dice),
        };
        let mut beats = road.beats(&mut dice);
        // Some get stuck: the overdue ones of weeks ago.
        if dice.chance(2) {
            beats.truncate(usize::try_from(dice.below(5)).unwrap_or(0));
        }
        let facts = Facts {
            template,
            source,
            reporter,
            community,
            grid,
            decision: None,
            reported_at_ms,
            from: worked(reported_at_ms),
            until: worked(self.now),
            term,
            beats,
            lead: false,
        };
        tell(self.demo, &self.cast, &facts, &mut dice)
    }

    fn reported_at(&self, dice: &mut Dice) -> i64 {
        let oldest = if dice.chance(25) { RECENT } else { PAST };
        let age = dice.between(10 * MINUTE, oldest.saturating_mul(MINUTE));
        by_daylight(self.now.saturating_sub(age), dice.between(0, WORKING_DAY))
    }

    fn scene(&self, source: Source, dice: &mut Dice) -> Option<Scene<'a>> {
        let anywhere = |dice: &mut Dice| dice.pick(&self.demo.communities);
        let (reporter, community) = match source {
            Source::Patrol => {
                let community = anywhere(dice)?;
                let grid = dice.pick(&community.grids)?;
                return Some((dice.pick(self.cast.workers(&grid.id))?, community, grid));
            }
            Source::Observation => {
                let (observer, point) = dice.pick(&self.cast.observers).copied()?;
                let point = self
                    .demo
                    .observation_points
                    .iter()
                    .find(|p| p.id == point)?;
                let home = if dice.chance(60) {
                    self.demo.community(&point.community)
                } else {
                    None
                };
                (observer, home.or_else(|| anywhere(dice))?)
            }
            Source::Visit => {
                let community = dice.pick(&self.visited).copied()?;
                (
                    dice.pick(self.cast.committee(&community.id)).copied()?,
                    community,
                )
            }
            Source::Hotline | Source::Enterprise => {
                (dice.pick(&self.cast.supervisors).copied()?, anywhere(dice)?)
            }
        };
        Some((reporter, community, dice.pick(&community.grids)?))
    }
}

fn source(dice: &mut Dice) -> Source {
    match dice.below(100) {
        0..58 => Source::Patrol,
        58..77 => Source::Hotline,
        77..89 => Source::Visit,
        89..96 => Source::Observation,
        _ => Source::Enterprise,
    }
}

/// Where it would end, given time: the date of the report cuts the newer ones short.
fn stage(dice: &mut Dice) -> Stage {
    match dice.below(100) {
        0..2 => Stage::Rejected,
        2..5 => Stage::RejectedSeen,
        5..14 => Stage::Closed,
        14..30 => Stage::ClosedSeen,
        30..78 => Stage::Satisfied,
        78..93 => Stage::Partly,
        _ => Stage::Not,
    }
}

/// Share of the term used for handling: nine in ten are in time.
fn pace(dice: &mut Dice) -> (i64, i64) {
    match dice.below(10) {
        0..6 => (8, 45),
        6..9 => (45, 85),
        _ => (95, 180),
    }
}
