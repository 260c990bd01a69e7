//! Where a person works, if that is one place: what they report is there, and they need not say so.

use gridloop_shared::model::{Area, CommunityId, Directory, Grant, Principal, Role, Scope};

/// The one community, and the one grid, that this person's own work is in.
pub fn own_area(principal: &Principal, directory: &Directory) -> Option<Area> {
    let mut areas: Vec<Area> = Vec::new();
    for Grant { role, scope } in &principal.grants {
        match (role, scope) {
            (Role::GridWorker | Role::Committee, Scope::Grids(grids)) => {
                areas.extend(grids.iter().filter_map(|id| {
                    let community = directory.grid(id)?.community.clone();
                    let grid = Some(id.clone());
                    Some(Area { community, grid })
                }));
            }
            (Role::GridWorker | Role::Committee, Scope::Communities(communities)) => {
                areas.extend(communities.iter().map(whole));
            }
            (Role::Observer, Scope::ObservationPoint(id)) => {
                let mut points = directory.observation_points.iter();
                areas.extend(
                    points
                        .find(|point| &point.id == id)
                        .map(|point| whole(&point.community)),
                );
            }
            _ => {}
        }
    }
    let mut areas = areas.into_iter();
    areas.next().and_then(|first| {
        areas.try_fold(first, |known, area| {
            if known == area {
                Some(known)
            } else {
                (known.community == area.community).then(|| whole(&known.community))
            }
        })
    })
}

fn whole(community: &CommunityId) -> Area {
    Area {
        community: community.clone(),
        grid: None,
    }
}

#[cfg(test)]
mod tests {
    use gridloop_shared::model::{DeviceId, Grid, Name, ObservationPoint};

    use super::*;

    fn person(grants: &[(Role, Scope)]) -> Principal {
        let grant = |(role, scope): &(Role, Scope)| Grant {
            role: *role,
            scope: scope.clone(),
        };
        Principal {
            person: "p".parse().unwrap(),
            device: DeviceId::from_bytes([1; 16]),
            subdistrict: "s".parse().unwrap(),
            grants: grants.iter().map(grant).collect(),
        }
    }

    fn directory() -> Directory {
        let name = || Name {
            zh: "name".into(),
            en: "Name".into(),
        };
        let grid = |id: &str, community: &str| Grid {
            id: id.parse().unwrap(),
            community: community.parse().unwrap(),
            name: name(),
            outline: vec![],
        };
        Directory {
            version: 1,
            subdistrict: "s".parse().unwrap(),
            name: name(),
            communities: vec![],
            grids: vec![grid("a-1", "a"), grid("a-2", "a"), grid("b-1", "b")],
            departments: vec![],
            observation_points: vec![ObservationPoint {
                id: "o".parse().unwrap(),
                name: name(),
                community: "b".parse().unwrap(),
            }],
            categories: vec![],
            people: vec![],
            calendar: gridloop_shared::deadline::WorkingCalendar::default(),
            deadlines: gridloop_shared::deadline::DeadlineRules::default(),
        }
    }

    #[test]
    fn it_is_filled_in_only_where_there_is_one() {
        let grids = |ids: &[&str]| {
            let ids = ids.iter().map(|id| id.parse().unwrap()).collect();
            (Role::GridWorker, Scope::Grids(ids))
        };
        let own = |grants: &[(Role, Scope)]| {
            own_area(&person(grants), &directory()).map(|area| area.to_string())
        };
        assert_eq!(own(&[grids(&["a-1"])]).as_deref(), Some("a/a-1"));
        assert_eq!(own(&[grids(&["a-1", "a-2"])]).as_deref(), Some("a"));
        assert_eq!(own(&[grids(&["a-1", "b-1"])]), None);
        let committee = (
            Role::Committee,
            Scope::Communities(vec!["b".parse().unwrap()]),
        );
        assert_eq!(own(std::slice::from_ref(&committee)).as_deref(), Some("b"));
        assert_eq!(own(&[committee, grids(&["a-1"])]), None);
        let observer = (
            Role::Observer,
            Scope::ObservationPoint("o".parse().unwrap()),
        );
        assert_eq!(own(&[observer]).as_deref(), Some("b"));
        assert_eq!(own(&[(Role::Supervisor, Scope::Subdistrict)]), None);
        assert_eq!(own(&[]), None);
    }
}
