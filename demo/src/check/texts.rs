//! Checks what cases are written from: categories, templates, phrases and the recipes of the first cases.

use super::{Ids, known, unique, usable};
use crate::beats::Stage;
use crate::case::Source;
use crate::error::DemoError;
use crate::load::Demo;
use crate::slots::GAPS;
use crate::template::{Recipe, Template};

impl Demo {
    pub(super) fn check_categories(&self) -> Result<(), DemoError> {
        let domains = unique("domain", self.domains.iter().map(|d| &d.id))?;
        let departments = unique("department", self.departments.iter().map(|d| &d.id))?;
        let categories = unique("category", self.categories.iter().map(|c| &c.id))?;
        unique("template", self.templates.iter().map(|t| &t.id))?;
        for category in &self.categories {
            known(&domains, "domain", category.domain(), &category.id)?;
            known(
                &departments,
                "department",
                &category.department,
                &category.id,
            )?;
            usable(
                matches!(category.days, 1 | 5 | 15),
                &category.id,
                "its term is not 1, 5 or 15 working days",
            )?;
        }
        for template in &self.templates {
            known(&categories, "category", &template.category, &template.id)?;
            check_template(template)?;
        }
        for back in &self.phrases.handed_back {
            known(&departments, "department", &back.from, &back.reason)?;
            known(&departments, "department", &back.to, &back.reason)?;
            back.categories
                .iter()
                .try_for_each(|id| known(&categories, "category", id, &back.reason))?;
            check_gaps(&back.reason, &back.reason)?;
        }
        Ok(())
    }

    pub(super) fn check_phrases(&self) -> Result<(), DemoError> {
        let phrases = &self.phrases;
        for source in [
            Source::Patrol,
            Source::Observation,
            Source::Hotline,
            Source::Visit,
            Source::Enterprise,
        ] {
            let openings = phrases.opening.get(&source);
            usable(
                openings.is_some_and(|o| !o.is_empty()),
                "opening",
                "a source has no opening",
            )?;
            usable(
                self.templates.iter().any(|t| t.sources.contains(&source)),
                "templates",
                "a source has none",
            )?;
        }
        let rejected = &phrases.rejected;
        let lists = [
            &phrases.asking,
            &rejected.any,
            &rejected.observation,
            &phrases.passed,
            &phrases.passed_observation,
            &phrases.failed,
            &phrases.failed_observation,
        ];
        let notes = [&phrases.rated, &phrases.rated_observation]
            .into_iter()
            .flat_map(|rated| [&rated.satisfied, &rated.partly, &rated.not]);
        for list in lists
            .into_iter()
            .chain(notes)
            .chain(phrases.opening.values())
        {
            usable(!list.is_empty(), "phrases", "a list is empty")?;
            list.iter().try_for_each(|text| check_gaps(text, text))?;
        }
        Ok(())
    }

    pub(super) fn check_opening(&self) -> Result<(), DemoError> {
        let users = unique("user name", self.people.iter().map(|p| &p.user))?;
        let communities = unique("community", self.communities.iter().map(|c| &c.id))?;
        for recipe in &self.opening {
            known(&users, "user name", &recipe.by, &recipe.template)?;
            known(
                &communities,
                "community",
                &recipe.community,
                &recipe.template,
            )?;
            self.check_recipe(recipe)?;
        }
        Ok(())
    }

    fn check_recipe(&self, recipe: &Recipe) -> Result<(), DemoError> {
        let Some(template) = self
            .templates
            .iter()
            .find(|template| template.id == recipe.template)
        else {
            return known(&Ids::new(), "template", &recipe.template, "opening");
        };
        usable(
            template.sources.contains(&recipe.source),
            &template.id,
            "a recipe gives it a source that it lacks",
        )?;
        let decided = recipe.decision.is_none()
            || template
                .outcomes
                .iter()
                .any(|o| o.decision == recipe.decision);
        usable(
            decided,
            &template.id,
            "a recipe asks for a decision that it lacks",
        )?;
        let category = self.category(&template.category);
        let back = category.and_then(|category| self.hand_back(&category.department, &category.id));
        usable(
            recipe.stage != Stage::HandedBack || back.is_some(),
            &template.id,
            "no phrase hands it back",
        )
    }
}

fn check_template(template: &Template) -> Result<(), DemoError> {
    usable(
        !template.sources.is_empty() && !template.outcomes.is_empty(),
        &template.id,
        "it has no source or outcome",
    )?;
    let decided = template
        .outcomes
        .iter()
        .all(|outcome| outcome.decision.is_some());
    usable(
        !template.sources.contains(&Source::Observation) || decided,
        &template.id,
        "an observation needs decisions",
    )?;
    let outcomes = template.outcomes.iter().map(|outcome| &outcome.text);
    [&template.title, &template.place, &template.text]
        .into_iter()
        .chain(outcomes)
        .try_for_each(|text| check_gaps(text, &template.id))
}

fn check_gaps(text: &str, id: &str) -> Result<(), DemoError> {
    let mut gaps = text
        .split('{')
        .skip(1)
        .map(|tail| tail.split_once('}').map_or(tail, |(gap, _)| gap));
    usable(
        gaps.all(|gap| GAPS.contains(&gap)),
        id,
        "it has a gap that nothing fills",
    )
}
