//! Checks the data as a whole, so that the generator may rely on every name it meets.

mod texts;

use std::collections::BTreeSet;

use crate::error::DemoError;
use crate::load::Demo;
use crate::people::{Role, Scope};
use crate::template::HandBack;

type Ids<'a> = BTreeSet<&'a str>;

fn unique<'a>(
    what: &'static str,
    ids: impl Iterator<Item = &'a String>,
) -> Result<Ids<'a>, DemoError> {
    let mut seen = Ids::new();
    for id in ids {
        if !seen.insert(id) {
            return Err(DemoError::Duplicate {
                what,
                id: id.clone(),
            });
        }
    }
    Ok(seen)
}

fn known(ids: &Ids<'_>, what: &'static str, id: &str, named_by: &str) -> Result<(), DemoError> {
    if ids.contains(id) {
        return Ok(());
    }
    Err(DemoError::Unknown {
        what,
        id: id.to_owned(),
        named_by: named_by.to_owned(),
    })
}

fn usable(holds: bool, id: &str, why: &'static str) -> Result<(), DemoError> {
    if holds {
        Ok(())
    } else {
        Err(DemoError::Unusable {
            id: id.to_owned(),
            why,
        })
    }
}

impl Demo {
    /// What `department` says when it hands back a case of `category`.
    pub(crate) fn hand_back(&self, department: &str, category: &str) -> Option<&HandBack> {
        let fits = |back: &&HandBack| {
            back.from == department && back.categories.iter().any(|id| id == category)
        };
        self.phrases.handed_back.iter().find(fits)
    }

    pub(crate) fn check(&self) -> Result<(), DemoError> {
        self.check_places()?;
        self.check_people()?;
        self.check_categories()?;
        self.check_phrases()?;
        self.check_opening()
    }

    fn check_places(&self) -> Result<(), DemoError> {
        let communities = unique("community", self.communities.iter().map(|c| &c.id))?;
        unique(
            "grid",
            self.communities
                .iter()
                .flat_map(|c| &c.grids)
                .map(|g| &g.id),
        )?;
        unique(
            "observation point",
            self.observation_points.iter().map(|p| &p.id),
        )?;
        for point in &self.observation_points {
            known(&communities, "community", &point.community, &point.id)?;
        }
        for community in &self.communities {
            usable(
                !community.streets.is_empty() && !community.estates.is_empty(),
                &community.id,
                "it has no addresses",
            )?;
            usable(
                !community.grids.is_empty(),
                &community.id,
                "it has no grids",
            )?;
            for grid in &community.grids {
                usable(
                    grid.polygon.area_m2() > 1_000.0,
                    &grid.id,
                    "its polygon has no area",
                )?;
            }
        }
        Ok(())
    }

    fn check_people(&self) -> Result<(), DemoError> {
        unique("person", self.people.iter().map(|p| &p.id))?;
        unique("user name", self.people.iter().map(|p| &p.user))?;
        let communities = unique("community", self.communities.iter().map(|c| &c.id))?;
        let grids = unique(
            "grid",
            self.communities
                .iter()
                .flat_map(|c| &c.grids)
                .map(|g| &g.id),
        )?;
        let departments = unique("department", self.departments.iter().map(|d| &d.id))?;
        let points = unique(
            "observation point",
            self.observation_points.iter().map(|p| &p.id),
        )?;
        for person in &self.people {
            for held in &person.roles {
                match (held.role, &held.scope) {
                    (Role::GridWorker, Scope::Grids(ids)) => {
                        ids.iter()
                            .try_for_each(|id| known(&grids, "grid", id, &person.id))?;
                    }
                    (Role::Observer, Scope::ObservationPoint(id)) => {
                        known(&points, "observation point", id, &person.id)?
                    }
                    (Role::Committee, Scope::Community(id)) => {
                        known(&communities, "community", id, &person.id)?
                    }
                    (Role::Handler, Scope::Department(id)) => {
                        known(&departments, "department", id, &person.id)?
                    }
                    (Role::Supervisor | Role::Admin, Scope::Subdistrict(id)) => {
                        usable(
                            *id == self.subdistrict.id,
                            &person.id,
                            "its scope is another subdistrict",
                        )?;
                    }
                    _ => usable(
                        false,
                        &person.id,
                        "the role does not go with that kind of scope",
                    )?,
                }
            }
        }
        for department in &departments {
            usable(
                self.people.iter().any(|p| p.handles(department)),
                department,
                "nobody handles its cases",
            )?;
        }
        for grid in &grids {
            usable(
                self.people.iter().any(|p| p.walks(grid)),
                grid,
                "nobody walks it",
            )?;
        }
        for role in [
            Role::GridWorker,
            Role::Observer,
            Role::Committee,
            Role::Handler,
            Role::Supervisor,
            Role::Admin,
        ] {
            usable(
                self.people.iter().any(|p| p.is(role)),
                "people",
                "a role is missing",
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The code with which a demo is refused after `spoil`.
    fn refused(spoil: impl FnOnce(&mut Demo)) -> Option<&'static str> {
        let mut demo = Demo::load().unwrap();
        spoil(&mut demo);
        demo.check().err().map(|error| error.code())
    }

    #[test]
    fn what_does_not_fit_together_is_refused() {
        assert_eq!(refused(|_| {}), None);
        assert_eq!(
            refused(|demo| demo.people[1].user = demo.people[0].user.clone()),
            Some("demo.duplicate")
        );
        assert_eq!(
            refused(|demo| demo.categories[0].department = "nobody".into()),
            Some("demo.unknown")
        );
        assert_eq!(
            refused(|demo| demo.opening[0].template = "no-such".into()),
            Some("demo.unknown")
        );
        assert_eq!(
            refused(|demo| demo.people.retain(|person| !person.handles("police"))),
            Some("demo.unusable")
        );
        assert_eq!(
            refused(|demo| demo.templates[0].text.push_str("{gap}")),
            Some("demo.unusable")
        );
        assert_eq!(
            refused(|demo| demo.phrases.passed.clear()),
            Some("demo.unusable")
        );
    }
}
