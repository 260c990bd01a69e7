//! The names behind the identifiers of a case, in the language in use.

use std::sync::Arc;

use gridloop_shared::deadline::Due;
use gridloop_shared::follow_up::SYSTEM;
use gridloop_shared::model::{
    Area, CaseRow, Category, CategoryId, CommunityId, DepartmentId, Directory, Grant, PersonId,
    Role, Scope, Timestamp,
};
use gridloop_shared::workflow::Clock;

use crate::i18n::Words;

/// A directory, read in one language. Cheap to copy.
#[derive(Clone)]
pub struct Names {
    words: Words,
    directory: Option<Arc<Directory>>,
}

impl Names {
    /// Names from this directory; identifiers stand in for names until there is one.
    pub const fn new(words: Words, directory: Option<Arc<Directory>>) -> Self {
        Self { words, directory }
    }

    /// The directory behind the names.
    pub fn directory(&self) -> Option<&Directory> {
        self.directory.as_deref()
    }

    /// What a clock of a case of this category comes to, if there is a deadline for what it waits for.
    pub fn due_of(&self, clock: &Clock, category: &CategoryId) -> Option<Due> {
        self.directory()?.due(clock, category)
    }

    /// The deadline of what a case waits for.
    pub fn due(&self, row: &CaseRow) -> Option<Due> {
        self.due_of(row.clock.as_ref()?, &row.category)
    }

    /// The deadline alone of what a case waits for, while it runs.
    pub fn due_at(&self, row: &CaseRow) -> Option<Timestamp> {
        self.directory()?.due_at(row.clock.as_ref()?, &row.category)
    }

    /// What a category says of itself.
    pub fn category_of(&self, id: &CategoryId) -> Option<&Category> {
        self.directory()?.category(id)
    }

    /// The name of a category.
    pub fn category(&self, id: &CategoryId) -> String {
        self.category_of(id).map_or_else(
            || self.words.something().to_owned(),
            |category| self.words.name(&category.name),
        )
    }

    /// The name of a community.
    pub fn community(&self, id: &CommunityId) -> String {
        self.directory()
            .and_then(|directory| directory.community(id))
            .map_or_else(|| id.to_string(), |it| self.words.name(&it.name))
    }

    /// The name of a department.
    pub fn department(&self, id: &DepartmentId) -> String {
        self.directory()
            .and_then(|directory| directory.department(id))
            .map_or_else(|| id.to_string(), |it| self.words.name(&it.name))
    }

    /// The name of a person.
    pub fn person(&self, id: &PersonId) -> String {
        if id.as_str() == SYSTEM {
            return self.words.role(Role::System).to_owned();
        }
        self.directory()
            .and_then(|directory| directory.person(id))
            .map_or_else(|| self.words.somebody().to_owned(), |it| it.name.clone())
    }

    /// What a person is here: the first role with its scope.
    pub fn role_of(&self, id: &PersonId) -> Option<String> {
        let person = self.directory()?.person(id)?;
        person.grants.first().map(|grant| self.grant(grant))
    }

    /// A role with its scope: 网格员 · 五环 1、2 网格.
    pub fn grant(&self, grant: &Grant) -> String {
        let role = self.words.role(grant.role);
        match &grant.scope {
            Scope::Department(id) => self.department(id),
            _ => format!("{role} · {}", self.scope(&grant.scope)),
        }
    }

    /// Where a role holds.
    pub fn scope(&self, scope: &Scope) -> String {
        let list = |names: Vec<String>| names.join(self.words.comma());
        match scope {
            Scope::Subdistrict => self.words.whole_subdistrict().to_owned(),
            Scope::Communities(ids) => list(ids.iter().map(|id| self.community(id)).collect()),
            Scope::Grids(ids) => {
                let mut communities: Vec<_> = ids
                    .iter()
                    .filter_map(|id| self.directory()?.grid(id))
                    .map(|grid| self.community(&grid.community))
                    .collect();
                communities.dedup();
                list(communities)
            }
            Scope::Department(id) => self.department(id),
            Scope::ObservationPoint(id) => self
                .directory()
                .and_then(|directory| {
                    directory
                        .observation_points
                        .iter()
                        .find(|point| &point.id == id)
                })
                .map_or_else(|| id.to_string(), |point| self.words.name(&point.name)),
        }
    }

    /// 五环居民区 · 第三网格.
    pub fn area(&self, area: &Area) -> String {
        let community = self.community(&area.community);
        let grid = area
            .grid
            .as_ref()
            .and_then(|id| self.directory()?.grid(id))
            .map(|grid| self.words.name(&grid.name));
        match grid {
            Some(grid) => format!("{community} · {grid}"),
            None => community,
        }
    }
}
