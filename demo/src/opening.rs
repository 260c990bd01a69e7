//! The first cases, one a recipe: every state and every demo account shows something, whatever `now` is.

use crate::beats::{Beat, Deed, Road, Stage};
use crate::case::DemoCase;
use crate::cast::Cast;
use crate::dice::Dice;
use crate::hours::{MINUTE, WORKING_DAY, moment, worked};
use crate::load::Demo;
use crate::teller::{Facts, tell};
use crate::template::{Clock, Recipe};

#[derive(Debug)]
pub(crate) struct Opening<'a> {
    demo: &'a Demo,
    cast: Cast<'a>,
    now: i64,
}

impl<'a> Opening<'a> {
    pub(crate) fn of(demo: &'a Demo, now: i64) -> Self {
        Self {
            demo,
            cast: Cast::of(demo),
            now,
        }
    }

    /// The case of recipe `index`, if there is one.
    pub(crate) fn case(&self, index: usize) -> Option<DemoCase> {
        let demo = self.demo;
        let recipe = demo.opening.get(index)?;
        let mut dice = Dice::new(u64::try_from(index).ok()?);
        let template = demo
            .templates
            .iter()
            .find(|template| template.id == recipe.template)?;
        let category = demo.category(&template.category)?;
        let community = demo.community(&recipe.community)?;
        let hand_back = demo.hand_back(&category.department, &category.id);
        let term = i64::from(category.days).saturating_mul(WORKING_DAY);
        let road = Road {
            stage: recipe.stage,
            department: &category.department,
            hand_back: hand_back.filter(|_| recipe.stage == Stage::HandedBack),
            fails_once: false,
            term,
            handling: (20, 45),
        };
        let beats = road.beats(&mut dice);
        let until = worked(self.now);
        let way: i64 = beats.iter().map(|beat| beat.after).sum();
        let from = until
            .saturating_sub(way)
            .saturating_sub(idle(recipe, &beats, term, &mut dice));
        let facts = Facts {
            template,
            source: recipe.source,
            reporter: demo.people.iter().find(|person| person.user == recipe.by)?,
            community,
            grid: dice.pick(&community.grids)?,
            decision: recipe.decision,
            reported_at_ms: moment(from),
            from,
            until,
            term,
            beats,
            lead: true,
        };
        tell(demo, &self.cast, &facts, &mut dice)
    }
}

/// Office ms from the last step to `now`, so that the running term is as far used as the recipe says.
fn idle(recipe: &Recipe, beats: &[Beat<'_>], term: i64, dice: &mut Dice) -> i64 {
    if recipe.stage > Stage::Handled
        || matches!(recipe.stage, Stage::Rejected | Stage::RejectedSeen)
    {
        return dice.between(90 * MINUTE, 5 * WORKING_DAY);
    }
    // The term runs from the dispatch; before it, one working day for the first contact.
    let dispatch = beats
        .iter()
        .rposition(|beat| matches!(beat.deed, Deed::Dispatch(_)));
    let dispatch = dispatch.filter(|_| recipe.stage != Stage::HandedBack);
    let term = if dispatch.is_some() {
        term
    } else {
        WORKING_DAY
    };
    let since: i64 = beats
        .iter()
        .skip(dispatch.map_or(0, |at| at.saturating_add(1)))
        .map(|beat| beat.after)
        .sum();
    let percent = term / 100;
    let target = match recipe.clock {
        Clock::Fresh => return dice.between(2 * percent, 8 * percent),
        Clock::Near => dice.between(84 * percent, 94 * percent),
        Clock::Over => dice.between(115 * percent, 220 * percent),
    };
    target.saturating_sub(since).max(MINUTE)
}
