//! A role with the place where it holds, chosen from what the directory knows.

use gridloop_shared::model::{Directory, Grant, GridId, Name, Role, Scope};
use leptos::prelude::*;

use crate::components::{Button, Choice, Select, Weight};
use crate::core::use_core;
use crate::i18n::{Words, use_words};

const ROLES: [Role; 6] = [
    Role::GridWorker,
    Role::Observer,
    Role::Committee,
    Role::Handler,
    Role::Supervisor,
    Role::Admin,
];

/// A role that is being chosen.
#[derive(Clone, Default, PartialEq)]
pub enum Draft {
    /// Nothing is.
    #[default]
    None,
    /// Not yet where it is to hold.
    Unfinished,
    /// All of it.
    Ready(Grant),
}

/// The pickers.
#[component]
pub fn NewGrant(
    /// What is chosen and not added yet.
    draft: RwSignal<Draft>,
    /// A role is added.
    #[prop(into)]
    on_add: Callback<Grant>,
) -> impl IntoView {
    let words = use_words();
    let directory = use_core().directory();
    let role = RwSignal::new(None::<Role>);
    let place = RwSignal::new(String::new());
    let grid = RwSignal::new(String::new());
    let roles = ROLES
        .iter()
        .enumerate()
        .map(|(at, role)| Choice::new(at, words.role(*role)));
    let roles: Vec<Choice> = none(words).chain(roles).collect();
    let number = move || {
        let at = role.with(|role| ROLES.iter().position(|each| Some(*each) == *role));
        at.map_or_else(String::new, |at| at.to_string())
    };
    let places = Signal::derive(move || {
        let directory = directory.get();
        let all = directory
            .zip(role.get())
            .map(|(directory, role)| places(words, &directory, role));
        none(words).chain(all.unwrap_or_default()).collect()
    });
    let grids = Signal::derive(move || {
        let directory = directory.get();
        let all = directory.and_then(|directory| {
            let community = place.with(|place| place.parse().ok())?;
            let grids = directory.grids_of(&community);
            Some(
                grids
                    .map(|grid| Choice::new(&grid.id, words.name(&grid.name)))
                    .collect::<Vec<_>>(),
            )
        });
        let whole = Choice::new("", words.whole_community());
        [whole].into_iter().chain(all.unwrap_or_default()).collect()
    });
    Effect::new(move |_| {
        draft.set(match role.get() {
            None => Draft::None,
            Some(role) => match scope(role, &place.get(), &grid.get()) {
                None => Draft::Unfinished,
                Some(scope) => Draft::Ready(Grant { role, scope }),
            },
        });
    });
    let add = move |()| {
        if let Draft::Ready(grant) = draft.get_untracked() {
            on_add.run(grant);
            role.set(None);
        }
    };
    view! {
        <Select
            id="grant-role"
            label=words.add_role()
            choices=Signal::stored(roles)
            value=Signal::derive(number)
            on_choose=move |at: String| {
                place.set(String::new());
                grid.set(String::new());
                role.set(at.parse().ok().and_then(|at: usize| ROLES.get(at).copied()));
            }
        />
        {move || {
            let role = role.get()?;
            let label = label(words, role);
            Some(
                view! {
                    {label
                        .map(|label| {
                            view! {
                                <Select
                                    id="grant-place"
                                    label
                                    choices=places
                                    value=place
                                    on_choose=move |id| {
                                        grid.set(String::new());
                                        place.set(id);
                                    }
                                />
                            }
                        })}
                    {(role == Role::GridWorker)
                        .then(|| {
                            view! {
                                <Select
                                    id="grant-grid"
                                    label=words.grid()
                                    choices=grids
                                    value=grid
                                    on_choose=move |id| grid.set(id)
                                />
                            }
                        })}
                    <Button label=words.add() weight=Weight::Secondary on_press=add />
                },
            )
        }}
    }
}

fn none(words: Words) -> impl Iterator<Item = Choice> {
    [Choice::new("", words.choose())].into_iter()
}

/// What is asked for beside the role; nothing where it holds everywhere.
const fn label(words: Words, role: Role) -> Option<&'static str> {
    match role {
        Role::GridWorker | Role::Committee => Some(words.community()),
        Role::Observer => Some(words.observation_point()),
        Role::Handler => Some(words.department()),
        Role::Supervisor | Role::Admin | Role::System => None,
    }
}

fn places(words: Words, directory: &Directory, role: Role) -> Vec<Choice> {
    let choice = |id: &dyn std::fmt::Display, name: &Name| Choice::new(id, words.name(name));
    match role {
        Role::GridWorker | Role::Committee => directory
            .communities
            .iter()
            .map(|each| choice(&each.id, &each.name))
            .collect(),
        Role::Observer => {
            let points = directory.observation_points.iter();
            points.map(|each| choice(&each.id, &each.name)).collect()
        }
        Role::Handler => directory
            .departments
            .iter()
            .map(|each| choice(&each.id, &each.name))
            .collect(),
        Role::Supervisor | Role::Admin | Role::System => Vec::new(),
    }
}

/// Where the role is to hold, or none while something is not chosen.
fn scope(role: Role, place: &str, grid: &str) -> Option<Scope> {
    Some(match role {
        Role::GridWorker => match grid.parse::<GridId>() {
            Ok(grid) => Scope::Grids(vec![grid]),
            Err(_) => Scope::Communities(vec![place.parse().ok()?]),
        },
        Role::Committee => Scope::Communities(vec![place.parse().ok()?]),
        Role::Observer => Scope::ObservationPoint(place.parse().ok()?),
        Role::Handler => Scope::Department(place.parse().ok()?),
        Role::Supervisor | Role::Admin => Scope::Subdistrict,
        // Nobody is the server.
        Role::System => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_given_where_it_can_hold_and_not_before_that_is_chosen() {
        let grids = Scope::Grids(vec!["c01-g1".parse().unwrap()]);
        let community = Scope::Communities(vec!["c01".parse().unwrap()]);
        assert_eq!(scope(Role::GridWorker, "c01", "c01-g1"), Some(grids));
        assert_eq!(scope(Role::GridWorker, "c01", ""), Some(community.clone()));
        assert_eq!(scope(Role::Committee, "c01", ""), Some(community));
        assert_eq!(scope(Role::Committee, "", ""), None);
        assert_eq!(scope(Role::Handler, "", ""), None);
        assert_eq!(scope(Role::Admin, "", ""), Some(Scope::Subdistrict));
    }
}
