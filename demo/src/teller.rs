//! Turns a road into a case: puts times, people and words to the beats.

use crate::beats::{Beat, Deed};
use crate::case::{Decision, DemoCase, DemoStep, DemoStepKind, Fix, Rating, Source};
use crate::cast::{Cast, choose};
use crate::dice::Dice;
use crate::hours::moment;
use crate::load::Demo;
use crate::people::Person;
use crate::photo::{DemoPhoto, Moment, PHOTO_SEEDS};
use crate::place::{Community, Grid};
use crate::slots::Slots;
use crate::template::{Outcome, Template};

/// What is settled before the telling.
#[derive(Debug)]
pub(crate) struct Facts<'a> {
    pub(crate) template: &'a Template,
    pub(crate) source: Source,
    pub(crate) reporter: &'a Person,
    pub(crate) community: &'a Community,
    pub(crate) grid: &'a Grid,
    /// Asked for by a recipe; otherwise the dice choose among the outcomes.
    pub(crate) decision: Option<Decision>,
    pub(crate) reported_at_ms: i64,
    /// Office ms at the report.
    pub(crate) from: i64,
    /// Office ms at `now`: no step is taken at or after it.
    pub(crate) until: i64,
    pub(crate) term: i64,
    pub(crate) beats: Vec<Beat<'a>>,
    /// Whether the memorable accounts act.
    pub(crate) lead: bool,
}

/// The case of `facts`; `None` only if nobody could act, which the checked data exclude.
pub(crate) fn tell<'a>(
    demo: &'a Demo,
    cast: &Cast<'a>,
    facts: &Facts<'a>,
    dice: &mut Dice,
) -> Option<DemoCase> {
    let openings = demo.phrases.opening.get(&facts.source)?;
    let (opening, asking) = (dice.pick(openings)?, dice.pick(&demo.phrases.asking)?);
    let slots = Slots::draw(facts.community, opening, asking, dice);
    let at = facts.grid.polygon.point(dice);
    let accuracy = u32::try_from(dice.between(40, 350)).unwrap_or(100);
    let photos = report_photos(facts, dice);
    let template = facts.template;
    let decided: Vec<&Outcome> = template
        .outcomes
        .iter()
        .filter(|o| facts.decision.is_none() || o.decision == facts.decision)
        .collect();
    let mut telling = Telling {
        demo,
        cast,
        facts,
        slots: &slots,
        outcome: dice.pick(&decided).copied()?,
        scene_seed: photos
            .first()
            .map_or_else(|| dice.below(PHOTO_SEEDS), |photo| photo.seed),
        handler: None,
    };
    let mut steps = Vec::with_capacity(facts.beats.len());
    let mut clock = facts.from;
    for beat in &facts.beats {
        clock = clock.saturating_add(beat.after);
        if clock >= facts.until {
            break;
        }
        steps.push(telling.step(beat.deed, clock, dice)?);
    }
    Some(DemoCase {
        source: facts.source,
        reporter: facts.reporter.id.clone(),
        observation_point: (facts.source == Source::Observation)
            .then(|| facts.reporter.observation_point().map(str::to_owned))
            .flatten(),
        reported_at_ms: facts.reported_at_ms,
        community: facts.community.id.clone(),
        grid: facts.grid.id.clone(),
        address: slots.fill(&template.place, facts.reported_at_ms),
        position: Fix {
            lat: at.lat,
            lon: at.lon,
            accuracy_m: f64::from(accuracy) / 10.0,
        },
        category: template.category.clone(),
        title: template.title.clone(),
        description: slots.fill(&template.text, facts.reported_at_ms),
        photos,
        steps,
    })
}

fn report_photos(facts: &Facts<'_>, dice: &mut Dice) -> Vec<DemoPhoto> {
    let Some(scene) = facts.template.scene else {
        return Vec::new();
    };
    let likely = match facts.source {
        Source::Patrol => 90,
        Source::Observation | Source::Visit => 45,
        Source::Hotline => 8,
        Source::Enterprise => 30,
    };
    if !facts.lead && !dice.chance(likely) {
        return Vec::new();
    }
    let count = if dice.chance(65) {
        1
    } else {
        dice.between(2, 3)
    };
    (0..count)
        .map(|_| DemoPhoto {
            scene,
            moment: Moment::Before,
            seed: dice.below(PHOTO_SEEDS),
        })
        .collect()
}

struct Telling<'a, 't> {
    demo: &'a Demo,
    cast: &'t Cast<'a>,
    facts: &'t Facts<'a>,
    slots: &'t Slots<'a>,
    outcome: &'a Outcome,
    /// The handler's photo shows the same place as the reporter's.
    scene_seed: u64,
    handler: Option<&'a Person>,
}

impl<'a> Telling<'a, '_> {
    fn step(&mut self, deed: Deed<'a>, clock: i64, dice: &mut Dice) -> Option<DemoStep> {
        let at_ms = moment(clock);
        let kind = self.kind(deed, clock, at_ms, dice)?;
        let actor = self.actor(deed, dice)?.id.clone();
        if let Deed::Dispatch(department) = deed {
            self.handler = choose(self.cast.handlers(department), self.facts.lead, dice);
        }
        Some(DemoStep { actor, at_ms, kind })
    }

    fn actor(&self, deed: Deed<'a>, dice: &mut Dice) -> Option<&'a Person> {
        match deed {
            Deed::Accept | Deed::Reject | Deed::Dispatch(_) | Deed::Close => {
                let observation = self.facts.source == Source::Observation;
                let desk = if observation {
                    &self.cast.judicial
                } else {
                    &self.cast.supervisors
                };
                choose(desk, self.facts.lead, dice)
            }
            Deed::HandBack(_) | Deed::Start | Deed::ReportBack => self.handler,
            Deed::Pass | Deed::Fail if self.facts.source == Source::Patrol => {
                Some(self.facts.reporter)
            }
            Deed::Pass | Deed::Fail => choose(
                self.cast.workers(&self.facts.grid.id),
                self.facts.lead,
                dice,
            ),
            Deed::Seen | Deed::Rate(_) => Some(self.facts.reporter),
        }
    }

    fn kind(
        &self,
        deed: Deed<'a>,
        clock: i64,
        at_ms: i64,
        dice: &mut Dice,
    ) -> Option<DemoStepKind> {
        let phrases = &self.demo.phrases;
        let observation = self.facts.source == Source::Observation;
        let either = |plain, observed| if observation { observed } else { plain };
        let fill = |text: &str| self.slots.fill(text, at_ms);
        Some(match deed {
            Deed::Accept => DemoStepKind::Accepted,
            Deed::Reject => {
                let reasons = either(&phrases.rejected.any, &phrases.rejected.observation);
                DemoStepKind::Rejected {
                    reason: fill(dice.pick(reasons)?),
                }
            }
            Deed::Dispatch(department) => DemoStepKind::Dispatched {
                department: department.to_owned(),
                due_ms: moment(clock.saturating_add(self.facts.term)),
            },
            Deed::HandBack(back) => DemoStepKind::HandedBack {
                reason: fill(&back.reason),
                suggested: back.to.clone(),
            },
            Deed::Start => DemoStepKind::Started,
            Deed::ReportBack => DemoStepKind::ReportedBack {
                outcome: fill(&self.outcome.text),
                decision: self.outcome.decision.filter(|_| observation),
                photos: self.photo(Moment::After, 70, self.scene_seed, dice),
            },
            Deed::Fail => DemoStepKind::CheckFailed {
                reason: fill(dice.pick(either(&phrases.failed, &phrases.failed_observation))?),
                photos: self.photo(Moment::Before, 100, dice.below(PHOTO_SEEDS), dice),
            },
            Deed::Pass => DemoStepKind::CheckPassed {
                note: fill(dice.pick(either(&phrases.passed, &phrases.passed_observation))?),
            },
            Deed::Close => DemoStepKind::Closed,
            Deed::Seen => DemoStepKind::AnswerSeen,
            Deed::Rate(rating) => {
                let rated = if observation {
                    &phrases.rated_observation
                } else {
                    &phrases.rated
                };
                let notes = match rating {
                    Rating::Satisfied => &rated.satisfied,
                    Rating::Partly => &rated.partly,
                    Rating::Not => &rated.not,
                };
                DemoStepKind::Rated {
                    rating,
                    note: fill(dice.pick(notes)?),
                }
            }
        })
    }

    fn photo(&self, moment: Moment, likely: u64, seed: u64, dice: &mut Dice) -> Vec<DemoPhoto> {
        let taken = self.facts.lead || dice.chance(likely);
        self.facts
            .template
            .scene
            .filter(|_| taken)
            .map(|scene| DemoPhoto {
                scene,
                moment,
                seed,
            })
            .into_iter()
            .collect()
    }
}
