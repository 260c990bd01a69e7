//! The demo data as a whole: places that fit together, enough people, enough to choose from.

#![allow(clippy::expect_used, reason = "helpers of tests may stop the test")]

use std::collections::BTreeSet;

use gridloop_demo::{Demo, Role, Scope};

fn demo() -> Demo {
    Demo::load().expect("the embedded data load")
}

#[test]
fn there_are_22_communities_of_3_to_5_grids_and_the_report_names_five() {
    let demo = demo();
    assert_eq!(demo.communities.len(), 22);
    assert!(
        demo.communities
            .iter()
            .all(|c| (3..=5).contains(&c.grids.len()))
    );
    let real: Vec<&str> = demo
        .communities
        .iter()
        .filter(|c| !c.demo)
        .map(|c| c.short.as_str())
        .collect();
    assert_eq!(real, ["吴家浜", "兰州新村", "恒阳", "张家浜", "五环"]);
}

#[test]
fn grids_tile_their_community_and_communities_the_subdistrict() {
    let demo = demo();
    let whole = demo.subdistrict.outline.area_m2();
    assert!((2.3e6..2.5e6).contains(&whole), "{whole} m²");
    let communities: f64 = demo.communities.iter().map(|c| c.polygon.area_m2()).sum();
    assert!(
        (communities - whole).abs() < 1.0,
        "{communities} m² of {whole}"
    );
    for community in &demo.communities {
        let grids: f64 = community.grids.iter().map(|g| g.polygon.area_m2()).sum();
        assert!(
            (grids - community.polygon.area_m2()).abs() < 1.0,
            "{}",
            community.id
        );
        assert!(
            community
                .grids
                .iter()
                .all(|g| g.polygon.area_m2() > 10_000.0),
            "{}",
            community.id
        );
    }
}

#[test]
fn no_grid_covers_the_centre_of_another() {
    let demo = demo();
    let grids: Vec<_> = demo.communities.iter().flat_map(|c| &c.grids).collect();
    for grid in &grids {
        let centre = grid.polygon.centre();
        assert!(
            (31.26..31.28).contains(&centre.lat) && (121.50..121.53).contains(&centre.lon),
            "{}",
            grid.id
        );
        let over: Vec<&str> = grids
            .iter()
            .filter(|g| g.polygon.contains(centre))
            .map(|g| g.id.as_str())
            .collect();
        assert_eq!(over, [grid.id.as_str()]);
    }
}

#[test]
fn every_role_has_an_account_that_is_easy_to_remember() {
    let demo = demo();
    assert!((40..=55).contains(&demo.people.len()));
    let expected = [
        ("wangge", Role::GridWorker),
        ("guancha", Role::Observer),
        ("juwei", Role::Committee),
        ("zhifa", Role::Handler),
        ("wuguan", Role::Handler),
        ("sifa", Role::Supervisor),
        ("dudao", Role::Supervisor),
        ("admin", Role::Admin),
    ];
    for (user, role) in expected {
        let person = demo.people.iter().find(|p| p.user == user).expect(user);
        assert!(person.is(role), "{user}");
    }
    let wuhuan = demo
        .communities
        .iter()
        .find(|c| c.short == "五环")
        .expect("五环");
    let wangge = demo
        .people
        .iter()
        .find(|p| p.user == "wangge")
        .expect("wangge");
    assert!(wuhuan.grids.iter().all(|g| wangge.walks(&g.id)));
    let sifa = demo.people.iter().find(|p| p.user == "sifa").expect("sifa");
    assert!(sifa.handles("judicial"));
}

#[test]
fn the_named_accounts_reach_what_their_names_say() {
    let demo = demo();
    let scope = |user: &str| {
        demo.people
            .iter()
            .find(|p| p.user == user)
            .map(|p| p.roles[0].scope.clone())
    };
    assert_eq!(scope("juwei"), Some(Scope::Community("c05".into())));
    assert_eq!(
        scope("guancha"),
        Some(Scope::ObservationPoint("wuhuan".into()))
    );
    assert_eq!(
        scope("zhifa"),
        Some(Scope::Department("enforcement".into()))
    );
    assert_eq!(scope("wuguan"), Some(Scope::Department("property".into())));
}

#[test]
fn categories_cover_all_domains_and_can_be_found_by_two_letters() {
    let demo = demo();
    let domains: BTreeSet<&str> = demo.categories.iter().map(|c| c.domain()).collect();
    let expected = [
        "business",
        "city",
        "livelihood",
        "party",
        "rule_of_law",
        "safety",
    ];
    assert_eq!(domains, BTreeSet::from(expected));
    assert!((45..=60).contains(&demo.categories.len()));
    let law: Vec<&str> = demo
        .categories
        .iter()
        .filter(|c| c.domain() == "rule_of_law")
        .map(|c| c.zh.as_str())
        .collect();
    let named = [
        "小区物业管理",
        "旧改拆迁",
        "加装电梯",
        "行政执法规范",
        "矛盾纠纷",
        "业委会运作",
        "未成年人保护",
        "残疾人权益",
    ];
    assert_eq!(law, named);
    for category in &demo.categories {
        let initials = category
            .search
            .split(' ')
            .any(|word| word.len() >= 2 && word.is_ascii());
        assert!(
            initials,
            "{} cannot be found by pinyin initials",
            category.id
        );
    }
}
