//! Where something is: measured on the spot, or named by community, grid and address. Either is enough.

use std::sync::Arc;

use gridloop_shared::model::{Area, Directory, Position};
use leptos::prelude::*;

use super::{Button, Choice, Glyph, Icon, Line, Need, Select, Weight};
use crate::i18n::{Words, use_words};

/// How the measuring goes.
#[derive(Debug, Clone, PartialEq)]
pub enum Locating {
    /// Nobody asked.
    Idle,
    /// The phone looks for itself.
    Looking,
    /// It knows.
    Found(Position),
    /// It does not, and why, in words.
    Failed(String),
}

/// The place as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlaceValue {
    /// Community and grid.
    pub area: Option<Area>,
    /// Road, number, stairwell.
    pub address: String,
}

/// A picker of a place.
#[component]
pub fn PlacePicker(
    /// Where communities and grids stand.
    #[prop(into)]
    directory: Signal<Option<Arc<Directory>>>,
    /// How the measuring goes.
    #[prop(into)]
    locating: Signal<Locating>,
    /// The place.
    #[prop(into)]
    place: Signal<PlaceValue>,
    /// What is wrong with the area.
    #[prop(into)]
    area_error: Signal<Option<String>>,
    /// What is wrong with the address.
    #[prop(into)]
    address_error: Signal<Option<String>>,
    /// The phone is to look for itself.
    #[prop(into)]
    on_locate: Callback<()>,
    /// Another place is named.
    #[prop(into)]
    on_change: Callback<PlaceValue>,
    /// A field was left.
    #[prop(into)]
    on_leave: Callback<()>,
) -> impl IntoView {
    let words = use_words();
    let looking = Signal::derive(move || locating.get() == Locating::Looking);
    let communities = Signal::derive(move || communities(words, directory.get().as_deref()));
    let grids = Signal::derive(move || {
        place.with(|place| grids(words, directory.get().as_deref(), place.area.as_ref()))
    });
    let community = Signal::derive(move || {
        place
            .with(|place| place.area.as_ref().map(|area| area.community.to_string()))
            .unwrap_or_default()
    });
    let grid = Signal::derive(move || {
        place
            .with(|place| place.area.as_ref()?.grid.as_ref().map(ToString::to_string))
            .unwrap_or_default()
    });
    let change = move |change: &dyn Fn(&mut PlaceValue)| {
        let mut value = place.get_untracked();
        change(&mut value);
        on_change.run(value);
    };
    view! {
        <fieldset class="field-group">
            <legend class="field-group__title">{words.place()}</legend>
            <div class="place-picker">
                <div class=move || format!("accuracy accuracy--{}", grade(&locating.get()).0)>
                    <Icon of=Glyph::Locate />
                    <div class="accuracy__body">
                        <p class="accuracy__text" role="status">
                            {move || sentence(words, &locating.get(), directory.get().as_deref())}
                        </p>
                        <meter
                            class="accuracy__meter"
                            min="0"
                            max="4"
                            value=move || grade(&locating.get()).1
                            aria-label=words.accuracy()
                        ></meter>
                    </div>
                    <Button
                        label=Signal::derive(move || {
                            let again = matches!(locating.get(), Locating::Found(_));
                            if again { words.locate_again() } else { words.locate() }.to_owned()
                        })
                        icon=Glyph::Refresh
                        weight=Weight::Quiet
                        busy=looking
                        on_press=on_locate
                    />
                </div>
                <Select
                    id="community"
                    label=words.community()
                    need=Need::Required
                    choices=communities
                    value=community
                    error=area_error
                    on_choose=move |value: String| {
                        change(
                            &|place| {
                                place.area = value
                                    .parse()
                                    .ok()
                                    .map(|community| Area { community, grid: None });
                            },
                        )
                    }
                />
                {move || {
                    (!community.get().is_empty())
                        .then(|| {
                            view! {
                                <Select
                                    id="grid"
                                    label=words.grid()
                                    need=Need::Optional
                                    choices=grids
                                    value=grid
                                    on_choose=move |value: String| {
                                        change(
                                            &|place| {
                                                if let Some(area) = &mut place.area {
                                                    area.grid = value.parse().ok();
                                                }
                                            },
                                        )
                                    }
                                />
                            }
                        })
                }}
                <Line
                    id="address"
                    label=words.address()
                    need=Need::Optional
                    hint=words.address_hint()
                    value=Signal::derive(move || place.with(|place| place.address.clone()))
                    error=address_error
                    on_input=move |text: String| change(&|place| place.address.clone_from(&text))
                    on_leave=on_leave
                />
            </div>
        </fieldset>
    }
}

fn communities(words: Words, directory: Option<&Directory>) -> Vec<Choice> {
    let all = directory.map_or(&[][..], |directory| &directory.communities);
    std::iter::once(Choice::new("", words.choose()))
        .chain(
            all.iter()
                .map(|it| Choice::new(&it.id, words.name(&it.name))),
        )
        .collect()
}

fn grids(words: Words, directory: Option<&Directory>, area: Option<&Area>) -> Vec<Choice> {
    let none = Choice::new("", words.grid_unknown());
    let Some((directory, area)) = directory.zip(area) else {
        return vec![none];
    };
    std::iter::once(none)
        .chain(
            directory
                .grids_of(&area.community)
                .map(|grid| Choice::new(&grid.id, words.name(&grid.name))),
        )
        .collect()
}

/// The modifier of the style sheet, and the meter's place from 0 to 4.
fn grade(locating: &Locating) -> (&'static str, &'static str) {
    match locating {
        Locating::Found(position) if position.accuracy_m <= 10.0 => ("good", "4"),
        Locating::Found(position) if position.accuracy_m <= 20.0 => ("good", "3"),
        Locating::Found(position) if position.accuracy_m <= 100.0 => ("fair", "2"),
        Locating::Found(_) => ("poor", "1"),
        _ => ("none", "0"),
    }
}

fn sentence(words: Words, locating: &Locating, directory: Option<&Directory>) -> String {
    match locating {
        Locating::Idle => words.not_located().to_owned(),
        Locating::Looking => words.looking_for_position().to_owned(),
        Locating::Failed(why) => why.clone(),
        Locating::Found(position) => {
            let metres = format!("{:.0}", position.accuracy_m);
            if position.accuracy_m > 100.0 {
                words.position_vague(&metres)
            } else if directory.is_some_and(|directory| directory.locate(position).is_none()) {
                words.position_outside(&metres)
            } else {
                words.position_found(&metres)
            }
        }
    }
}
