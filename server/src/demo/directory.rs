//! The demo's places, people and categories as reference data.

use gridloop_demo as demo;
use gridloop_shared::deadline::DeadlineRules;
use gridloop_shared::model::{
    Category, Community, Department, Directory, Domain, Grant, Grid, Name, ObservationPoint,
    Person, Role, Scope,
};

use super::DemoError;
use crate::calendar::published_calendar;

/// The directory of the demo subdistrict.
pub fn directory(demo: &demo::Demo) -> Result<Directory, DemoError> {
    let mut communities = Vec::new();
    let mut grids = Vec::new();
    for community in &demo.communities {
        communities.push(Community {
            id: community.id.parse()?,
            name: name(&community.zh, &community.en),
            outline: outline(&community.polygon),
        });
        for grid in &community.grids {
            grids.push(Grid {
                id: grid.id.parse()?,
                community: community.id.parse()?,
                name: name(&grid.zh, &grid.en),
                outline: outline(&grid.polygon),
            });
        }
    }
    Ok(Directory {
        version: 1,
        subdistrict: demo.subdistrict.id.parse()?,
        name: name(&demo.subdistrict.zh, &demo.subdistrict.en),
        communities,
        grids,
        departments: each(&demo.departments, |department| {
            Ok(Department {
                id: department.id.parse()?,
                name: name(&department.zh, &department.en),
            })
        })?,
        observation_points: each(&demo.observation_points, |point| {
            Ok(ObservationPoint {
                id: point.id.parse()?,
                name: name(&point.zh, &point.en),
                community: point.community.parse()?,
            })
        })?,
        categories: each(&demo.categories, category)?,
        people: each(&demo.people, person)?,
        calendar: published_calendar()?,
        deadlines: DeadlineRules::default(),
    })
}

fn each<T, U>(all: &[T], map: impl Fn(&T) -> Result<U, DemoError>) -> Result<Vec<U>, DemoError> {
    all.iter().map(map).collect()
}

fn name(zh: &str, en: &str) -> Name {
    Name {
        zh: zh.to_owned(),
        en: en.to_owned(),
    }
}

fn outline(polygon: &demo::Polygon) -> Vec<[f64; 2]> {
    polygon
        .corners()
        .iter()
        .map(|corner| [corner.lon, corner.lat])
        .collect()
}

fn category(category: &demo::Category) -> Result<Category, DemoError> {
    let domain = match category.domain() {
        "party" => Domain::Party,
        "business" => Domain::Business,
        "city" => Domain::City,
        "safety" => Domain::Safety,
        "livelihood" => Domain::Livelihood,
        "rule_of_law" => Domain::RuleOfLaw,
        other => return Err(DemoError::Unknown(other.to_owned())),
    };
    Ok(Category {
        id: category.id.parse()?,
        domain,
        name: name(&category.zh, &category.en),
        search: category.search.clone(),
        department: Some(category.department.parse()?),
        days: u16::from(category.days),
    })
}

/// A person with grants.
pub fn person(person: &demo::Person) -> Result<Person, DemoError> {
    Ok(Person {
        id: person.id.parse()?,
        name: person.name.clone(),
        grants: each(&person.roles, grant)?,
    })
}

fn grant(held: &demo::Assignment) -> Result<Grant, DemoError> {
    let role = match held.role {
        demo::Role::GridWorker => Role::GridWorker,
        demo::Role::Observer => Role::Observer,
        demo::Role::Committee => Role::Committee,
        demo::Role::Handler => Role::Handler,
        demo::Role::Supervisor => Role::Supervisor,
        demo::Role::Admin => Role::Admin,
    };
    let scope = match &held.scope {
        demo::Scope::Grids(grids) => Scope::Grids(each(grids, |grid| Ok(grid.parse()?))?),
        demo::Scope::ObservationPoint(point) => Scope::ObservationPoint(point.parse()?),
        demo::Scope::Community(community) => Scope::Communities(vec![community.parse()?]),
        demo::Scope::Department(department) => Scope::Department(department.parse()?),
        demo::Scope::Subdistrict(_) => Scope::Subdistrict,
    };
    Ok(Grant { role, scope })
}
