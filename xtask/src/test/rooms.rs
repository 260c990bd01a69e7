//! Which room may use which: app → shared ← server, tests → all. Read from cargo's own view of the workspace, through every room in between.

use crate::process;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Room, and the rooms that it must not reach.
const NEVER: [(&str, &[&str]); 3] = [
    (
        "gridloop-shared",
        &[
            "gridloop-app",
            "gridloop",
            "gridloop-tests",
            "gridloop-simulate",
            "xtask",
        ],
    ),
    (
        "gridloop-app",
        &["gridloop", "gridloop-tests", "gridloop-simulate", "xtask"],
    ),
    (
        "gridloop",
        &[
            "gridloop-app",
            "gridloop-tests",
            "gridloop-simulate",
            "xtask",
        ],
    ),
];

type Uses = BTreeMap<String, BTreeSet<String>>;

/// Fails with a line for every wrong direction.
pub fn check() -> Result<()> {
    let metadata =
        process::output(process::cargo().args(["metadata", "--format-version", "1", "--no-deps"]))
            .context("cargo metadata failed")?;
    let wrong = wrong_directions(&read(&serde_json::from_str(&metadata)?)?);
    if !wrong.is_empty() {
        bail!("{}", wrong.join("; "));
    }
    Ok(())
}

/// Which package of the workspace names which other, for whatever purpose.
fn read(metadata: &Value) -> Result<Uses> {
    let list = |value: &Value, key: &str| {
        value
            .get(key)
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default()
    };
    let name = |value: &Value| {
        value
            .get("name")
            .and_then(Value::as_str)
            .map(str::to_owned)
            .context("a package without a name")
    };
    let packages = list(metadata, "packages");
    let ours = packages.iter().map(name).collect::<Result<BTreeSet<_>>>()?;
    packages
        .iter()
        .map(|package| {
            let used = list(package, "dependencies")
                .iter()
                .map(name)
                .collect::<Result<BTreeSet<_>>>()?;
            Ok((name(package)?, used.intersection(&ours).cloned().collect()))
        })
        .collect()
}

fn wrong_directions(uses: &Uses) -> Vec<String> {
    let wrong = |(room, never): &(&str, &[&str])| {
        let reached = reach(uses, room);
        never
            .iter()
            .filter(|other| reached.contains(**other))
            .map(|other| format!("{room} must not use {other}"))
            .collect::<Vec<_>>()
    };
    NEVER.iter().flat_map(wrong).collect()
}

fn reach(uses: &Uses, from: &str) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut open = vec![from.to_owned()];
    while let Some(room) = open.pop() {
        for used in uses.get(&room).into_iter().flatten() {
            if reached.insert(used.clone()) {
                open.push(used.clone());
            }
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::{read, wrong_directions};
    use serde_json::json;

    fn workspace(app_uses: &str, between_uses: &str) -> serde_json::Value {
        json!({ "packages": [
            { "name": "gridloop-shared", "dependencies": [{ "name": "serde" }] },
            { "name": "gridloop-app", "dependencies": [{ "name": app_uses }] },
            { "name": "between", "dependencies": [{ "name": between_uses }] },
            { "name": "gridloop", "dependencies": [{ "name": "gridloop-shared" }] },
        ]})
    }

    #[test]
    fn the_design_is_allowed() {
        assert!(
            wrong_directions(&read(&workspace("gridloop-shared", "serde")).unwrap()).is_empty()
        );
    }

    #[test]
    fn a_detour_is_found_too() {
        let wrong = wrong_directions(&read(&workspace("between", "gridloop")).unwrap());
        assert_eq!(wrong, ["gridloop-app must not use gridloop"]);
    }

    #[test]
    fn shared_uses_none_of_the_rooms_that_use_it() {
        let metadata = json!({ "packages": [
            { "name": "gridloop-shared", "dependencies": [{ "name": "gridloop" }] },
            { "name": "gridloop", "dependencies": [] },
        ]});
        assert_eq!(
            wrong_directions(&read(&metadata).unwrap()),
            ["gridloop-shared must not use gridloop"]
        );
    }
}
