//! Who may take which step: looked up once, because a hundred thousand cases ask for it a million times.

use std::collections::BTreeMap;

use crate::dice::Dice;
use crate::load::Demo;
use crate::people::{Person, Role, Scope};

type ByPlace<'a> = BTreeMap<&'a str, Vec<&'a Person>>;

/// The people of the demo by what they may do. The memorable accounts come first in each list.
#[derive(Debug, Default)]
pub(crate) struct Cast<'a> {
    workers: ByPlace<'a>,
    committees: ByPlace<'a>,
    handlers: ByPlace<'a>,
    /// Observers with the id of their point.
    pub(crate) observers: Vec<(&'a Person, &'a str)>,
    /// Supervisors of the grid centre.
    pub(crate) supervisors: Vec<&'a Person>,
    /// Supervisors of the judicial office, who take the observations.
    pub(crate) judicial: Vec<&'a Person>,
}

impl<'a> Cast<'a> {
    pub(crate) fn of(demo: &'a Demo) -> Self {
        let mut cast = Self::default();
        for person in &demo.people {
            for held in &person.roles {
                match (held.role, &held.scope) {
                    (Role::GridWorker, Scope::Grids(grids)) => {
                        for grid in grids {
                            cast.workers.entry(grid).or_default().push(person);
                        }
                    }
                    (Role::Committee, Scope::Community(id)) => {
                        cast.committees.entry(id).or_default().push(person)
                    }
                    (Role::Handler, Scope::Department(id)) => {
                        cast.handlers.entry(id).or_default().push(person)
                    }
                    (Role::Observer, Scope::ObservationPoint(id)) => {
                        cast.observers.push((person, id))
                    }
                    (Role::Supervisor, _) if person.handles("judicial") => {
                        cast.judicial.push(person)
                    }
                    (Role::Supervisor, _) => cast.supervisors.push(person),
                    _ => {}
                }
            }
        }
        cast
    }

    pub(crate) fn workers(&self, grid: &str) -> &[&'a Person] {
        self.workers.get(grid).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn committee(&self, community: &str) -> &[&'a Person] {
        self.committees.get(community).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn handlers(&self, department: &str) -> &[&'a Person] {
        self.handlers.get(department).map_or(&[], Vec::as_slice)
    }
}

/// The first of `people` when `lead`, else any: the written cases belong to the memorable accounts.
pub(crate) fn choose<'a>(people: &[&'a Person], lead: bool, dice: &mut Dice) -> Option<&'a Person> {
    if lead {
        people.first().copied()
    } else {
        dice.pick(people).copied()
    }
}
