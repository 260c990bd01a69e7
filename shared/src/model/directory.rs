//! What the server owns and every device reads: people, places, departments, categories. Versioned, not merged.

use serde::{Deserialize, Serialize};

use super::{
    Area, Category, CategoryId, CommunityId, DepartmentId, GridId, ObservationPointId, Person,
    PersonId, Position, SubdistrictId, Term, Timestamp, contains,
};
use crate::deadline::{DeadlineRules, Due, WorkingCalendar, due, due_at, end};
use crate::workflow::Clock;

/// A name in both languages of the interface.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// Simplified Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// 居民区
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Community {
    /// Its identifier.
    pub id: CommunityId,
    /// Its names.
    pub name: Name,
    /// Outline, `[longitude, latitude]` in WGS-84 degrees.
    pub outline: Vec<[f64; 2]>,
}

/// 网格
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Grid {
    /// Its identifier.
    pub id: GridId,
    /// The community that it is part of.
    pub community: CommunityId,
    /// Its names.
    pub name: Name,
    /// Outline, `[longitude, latitude]` in WGS-84 degrees.
    pub outline: Vec<[f64; 2]>,
}

/// 处置部门
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Department {
    /// Its identifier.
    pub id: DepartmentId,
    /// Its names.
    pub name: Name,
}

/// 基层法治观察点
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObservationPoint {
    /// Its identifier.
    pub id: ObservationPointId,
    /// Its names.
    pub name: Name,
    /// The community that it lies in.
    pub community: CommunityId,
}

/// All reference data of one subdistrict, in one version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Directory {
    /// Grows by one with each change.
    pub version: u64,
    /// Whose data it is.
    pub subdistrict: SubdistrictId,
    /// The subdistrict's names.
    pub name: Name,
    /// Its communities.
    pub communities: Vec<Community>,
    /// Their grids.
    pub grids: Vec<Grid>,
    /// Who handles cases.
    pub departments: Vec<Department>,
    /// Where observers observe.
    pub observation_points: Vec<ObservationPoint>,
    /// What cases are about.
    pub categories: Vec<Category>,
    /// Who works here.
    pub people: Vec<Person>,
    /// When people work.
    #[serde(default)]
    pub calendar: WorkingCalendar,
    /// How much time there is for what.
    #[serde(default)]
    pub deadlines: DeadlineRules,
}

impl Directory {
    /// The community of this identifier.
    #[must_use]
    pub fn community(&self, id: &CommunityId) -> Option<&Community> {
        self.communities
            .iter()
            .find(|community| &community.id == id)
    }

    /// The grid of this identifier.
    #[must_use]
    pub fn grid(&self, id: &GridId) -> Option<&Grid> {
        self.grids.iter().find(|grid| &grid.id == id)
    }

    /// The department of this identifier.
    #[must_use]
    pub fn department(&self, id: &DepartmentId) -> Option<&Department> {
        self.departments
            .iter()
            .find(|department| &department.id == id)
    }

    /// The category of this identifier.
    #[must_use]
    pub fn category(&self, id: &CategoryId) -> Option<&Category> {
        self.categories.iter().find(|category| &category.id == id)
    }

    /// What a clock of a case of this category comes to, if there is a deadline for what it waits for.
    #[must_use]
    pub fn due(&self, clock: &Clock, category: &CategoryId) -> Option<Due> {
        due(clock, category, &self.deadlines, &self.calendar)
    }

    /// The deadline alone of a clock of a case of this category: none while it stands still.
    #[must_use]
    pub fn due_at(&self, clock: &Clock, category: &CategoryId) -> Option<Timestamp> {
        due_at(clock, category, &self.deadlines, &self.calendar)
    }

    /// When a term that begins at an instant ends.
    #[must_use]
    pub fn after(&self, from: Timestamp, term: Term) -> Timestamp {
        end(&self.calendar, from, term)
    }

    /// The person of this identifier.
    #[must_use]
    pub fn person(&self, id: &PersonId) -> Option<&Person> {
        self.people.iter().find(|person| &person.id == id)
    }

    /// The grids of one community.
    pub fn grids_of(&self, community: &CommunityId) -> impl Iterator<Item = &Grid> {
        self.grids
            .iter()
            .filter(move |grid| &grid.community == community)
    }

    /// The area that a position lies in, or none if it is outside the subdistrict.
    #[must_use]
    pub fn locate(&self, position: &Position) -> Option<Area> {
        let point = position.lon_lat();
        if let Some(grid) = self
            .grids
            .iter()
            .find(|grid| contains(&grid.outline, point))
        {
            return Some(Area {
                community: grid.community.clone(),
                grid: Some(grid.id.clone()),
            });
        }
        let community = self
            .communities
            .iter()
            .find(|community| contains(&community.outline, point))?;
        Some(Area {
            community: community.id.clone(),
            grid: None,
        })
    }

    /// Whether the area names a community of this directory, and a grid of that community if it names one.
    #[must_use]
    pub fn knows(&self, area: &Area) -> bool {
        self.community(&area.community).is_some()
            && area.grid.as_ref().is_none_or(|id| {
                self.grid(id)
                    .is_some_and(|grid| grid.community == area.community)
            })
    }
}
