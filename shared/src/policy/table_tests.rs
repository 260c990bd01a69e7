//! The golden matrix: a change of the policy shows as a change of this picture.

use std::fmt::Write;

use super::*;
use crate::model::{DeviceId, PersonId};
use crate::policy::{Office, holds, sees_all};

fn principal(role: Role, scope: Scope) -> Principal {
    Principal {
        person: "me".parse().unwrap(),
        device: DeviceId::from_bytes([1; 16]),
        subdistrict: "s".parse().unwrap(),
        grants: vec![Grant { role, scope }],
    }
}

fn facts(reporter: &str) -> Facts {
    Facts {
        reporter: reporter.parse::<PersonId>().unwrap(),
        area: "c1/c1-g1".parse().unwrap(),
        observation_point: Some("point".parse().unwrap()),
        department: Some("now".parse().unwrap()),
        assisting: vec!["beside".parse().unwrap()],
        former_departments: vec!["once".parse().unwrap(), "now".parse().unwrap()],
    }
}

/// Who is asked for: a role, a scope that has to do with the case or not, and whether they reported it.
fn askers() -> Vec<(&'static str, Principal, Facts)> {
    let grids = |id: &str| Scope::Grids(vec![id.parse().unwrap()]);
    let communities = |id: &str| Scope::Communities(vec![id.parse().unwrap()]);
    let department = |id: &str| Scope::Department(id.parse().unwrap());
    let point = |id: &str| Scope::ObservationPoint(id.parse().unwrap());
    vec![
        (
            "grid worker, own grid",
            principal(GridWorker, grids("c1-g1")),
            facts("other"),
        ),
        (
            "grid worker, other grid",
            principal(GridWorker, grids("c1-g2")),
            facts("other"),
        ),
        (
            "grid worker, reporter",
            principal(GridWorker, grids("c1-g2")),
            facts("me"),
        ),
        (
            "observer, own point",
            principal(Observer, point("point")),
            facts("other"),
        ),
        (
            "observer, other point",
            principal(Observer, point("elsewhere")),
            facts("other"),
        ),
        (
            "observer, reporter",
            principal(Observer, point("point")),
            facts("me"),
        ),
        (
            "committee, own community",
            principal(Committee, communities("c1")),
            facts("other"),
        ),
        (
            "committee, other community",
            principal(Committee, communities("c2")),
            facts("other"),
        ),
        (
            "handler, has it",
            principal(Handler, department("now")),
            facts("other"),
        ),
        (
            "handler, assists",
            principal(Handler, department("beside")),
            facts("other"),
        ),
        (
            "handler, had it",
            principal(Handler, department("once")),
            facts("other"),
        ),
        (
            "handler, never had it",
            principal(Handler, department("never")),
            facts("other"),
        ),
        (
            "supervisor",
            principal(Supervisor, Scope::Subdistrict),
            facts("other"),
        ),
        (
            "the server itself",
            principal(System, Scope::Subdistrict),
            facts("other"),
        ),
        (
            "admin",
            principal(Admin, Scope::Subdistrict),
            facts("other"),
        ),
    ]
}

#[test]
fn the_matrix() {
    let mut picture = String::new();
    for (name, principal, facts) in askers() {
        let may: Vec<String> = Action::ALL
            .iter()
            .filter(|action| permits(&principal, **action, &facts).is_ok())
            .map(|action| format!("{action:?}"))
            .chain(
                Office::ALL
                    .iter()
                    .filter(|office| holds(&principal, **office))
                    .map(|office| format!("{office:?}")),
            )
            .collect();
        let may = if may.is_empty() {
            "nothing".into()
        } else {
            may.join(" ")
        };
        writeln!(picture, "{name}: {may}").unwrap();
    }
    insta::assert_snapshot!(picture);
}

#[test]
fn whoever_sees_all_sees_any_case() {
    for (name, principal, facts) in askers() {
        let any = permits(&principal, Action::View, &facts).is_ok();
        assert!(any || !sees_all(&principal), "{name}");
        let all = matches!(principal.grants[0].role, Supervisor | Admin | System);
        assert_eq!(sees_all(&principal), all, "{name}");
    }
}

#[test]
fn what_one_may_not_see_does_not_exist() {
    for (name, principal, facts) in askers() {
        let sees = permits(&principal, Action::View, &facts).is_ok();
        for action in Action::ALL {
            if let Err(denied) = permits(&principal, action, &facts) {
                let expected = if sees {
                    Denied::NotYours
                } else {
                    Denied::OutOfScope
                };
                assert_eq!(denied, expected, "{name}, {action:?}");
            }
        }
    }
}
