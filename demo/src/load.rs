//! Reads the embedded data: the only file that knows the data files by name.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::bulk::Bulk;
use crate::case::DemoCase;
use crate::catalogue::{Category, Department, Domain, ObservationPoint};
use crate::error::DemoError;
use crate::opening::Opening;
use crate::people::Person;
use crate::place::{Community, Subdistrict};
use crate::template::{Phrases, Recipe, Template};

/// The demo subdistrict, checked: every id is unique and everything named exists.
#[derive(Debug, Clone)]
pub struct Demo {
    /// The tenant.
    pub subdistrict: Subdistrict,
    /// Its 22 communities with their grids.
    pub communities: Vec<Community>,
    /// Who handles cases.
    pub departments: Vec<Department>,
    /// Where observers sit.
    pub observation_points: Vec<ObservationPoint>,
    /// Everyone with an account, the memorable accounts first.
    pub people: Vec<Person>,
    /// The tops of the category tree.
    pub domains: Vec<Domain>,
    /// Its leaves.
    pub categories: Vec<Category>,
    pub(crate) templates: Vec<Template>,
    pub(crate) phrases: Phrases,
    pub(crate) opening: Vec<Recipe>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tree {
    domains: Vec<Domain>,
    categories: Vec<Category>,
}

fn parse<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, DemoError> {
    serde_json::from_str(text).map_err(|source| DemoError::Parse { file, source })
}

macro_rules! data {
    ($file:literal) => {
        parse($file, include_str!(concat!("../data/", $file)))
    };
}

impl Demo {
    /// Reads and checks the embedded data.
    ///
    /// # Errors
    /// When a data file was edited into something that does not parse or does not fit together.
    pub fn load() -> Result<Self, DemoError> {
        let tree: Tree = data!("categories.json")?;
        let mut templates: Vec<Template> = data!("templates-city.json")?;
        let more: [Vec<Template>; 4] = [
            data!("templates-safety.json")?,
            data!("templates-livelihood.json")?,
            data!("templates-rule-of-law.json")?,
            data!("templates-business.json")?,
        ];
        templates.extend(more.into_iter().flatten());
        let demo = Self {
            subdistrict: data!("subdistrict.json")?,
            communities: data!("communities.json")?,
            departments: data!("departments.json")?,
            observation_points: data!("observation-points.json")?,
            people: data!("people.json")?,
            domains: tree.domains,
            categories: tree.categories,
            templates,
            phrases: data!("phrases.json")?,
            opening: data!("opening.json")?,
        };
        demo.check()?;
        Ok(demo)
    }

    /// The first `n` cases as they stand at `now` (Unix ms), one after the other and not in the order of time.
    ///
    /// The first 60 are written by hand: every state, every demo account, some nearly due and some overdue. The rest
    /// spread over all communities and the 120 days before `now`. Case `i` is the same whatever `n` is.
    pub fn cases(&self, n: usize, now: i64) -> impl Iterator<Item = DemoCase> + '_ {
        let opening = Opening::of(self, now);
        let bulk = Bulk::of(self, now);
        (0..n).filter_map(move |index| opening.case(index).or_else(|| bulk.case(index)))
    }

    /// The person with this id.
    #[must_use]
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }

    /// The community with this id.
    #[must_use]
    pub fn community(&self, id: &str) -> Option<&Community> {
        self.communities.iter().find(|community| community.id == id)
    }

    /// The category with this id.
    #[must_use]
    pub fn category(&self, id: &str) -> Option<&Category> {
        self.categories.iter().find(|category| category.id == id)
    }
}
