//! Where it is: the phone looks for itself where it may, and a person can always name the place.

use gridloop_shared::form::ReportField;
use gridloop_shared::model::Position;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};

use super::filling::Filling;
use crate::components::{Locating, PlacePicker, PlaceValue};
use crate::core::use_core;
use crate::i18n::use_words;

/// Worse than this, a position says less than the name of the grid. Metres.
const VAGUE: f64 = 100.0;

/// The place.
#[component]
pub fn Place(
    /// The form.
    filling: Filling,
) -> impl IntoView {
    let words = use_words();
    let core = use_core();
    let directory = core.directory();
    let draft = filling.draft;
    let locating = RwSignal::new(Locating::Idle);
    // Somebody who asks wants the place that is found; what was chosen by hand meanwhile is not taken away unasked.
    let take = move |position: Position, asked: bool| {
        let _ = locating.try_set(Locating::Found(position));
        let area = directory
            .try_get_untracked()
            .flatten()
            .filter(|_| position.accuracy_m <= VAGUE)
            .and_then(|directory| directory.locate(&position));
        let placeless = draft.with_untracked(|draft| filling.is_placeless(draft));
        if !asked && placeless && area.is_some() {
            filling.own.set(area.clone());
        }
        filling.change(|draft| {
            draft.position = Some(position);
            if area.is_some() && (asked || placeless) {
                draft.area = area;
            }
        });
    };
    let find = move |asked: bool| {
        locating.set(Locating::Looking);
        spawn_local(async move {
            let answer = core.locate().await;
            if draft.try_with_untracked(|_| ()).is_none() {
                return;
            }
            match answer {
                Ok(position) => take(position, asked),
                Err(problem) => {
                    let _ = locating.try_set(Locating::Failed(words.locate_problem(problem)));
                }
            }
        });
    };
    // A draft that comes back brings its position along.
    Effect::new(move |_| {
        if let Some(position) = draft.with(|draft| draft.position)
            && locating.with_untracked(|it| *it == Locating::Idle)
        {
            locating.set(Locating::Found(position));
        }
    });
    // By itself only where nothing is known yet, and not before the kept form has said what is.
    Effect::new(move |_| {
        if !filling.read.get() {
            return;
        }
        spawn_local(async move {
            let granted = is_granted().await;
            let unknown = draft.try_with_untracked(|draft| filling.is_placeless(draft));
            let idle = locating.try_get_untracked() == Some(Locating::Idle);
            if granted && unknown == Some(true) && idle {
                find(false);
            }
        });
    });
    let value = Signal::derive(move || {
        draft.with(|draft| PlaceValue {
            area: draft.area.clone(),
            address: draft.address.clone(),
        })
    });
    view! {
        <PlacePicker
            directory
            locating
            place=value
            area_error=filling.error(words, ReportField::Area)
            address_error=filling.error(words, ReportField::Address)
            on_locate=move |()| find(true)
            on_change=move |place: PlaceValue| {
                filling.change(|draft| {
                    draft.area = place.area;
                    draft.address = place.address;
                });
            }
            on_leave=move |()| filling.keeper.now()
        />
    }
}

/// Whether the person has allowed locating before: nobody is asked at the door.
async fn is_granted() -> bool {
    let navigator: JsValue = window().navigator().into();
    let get = |of: &JsValue, name: &str| js_sys::Reflect::get(of, &JsValue::from_str(name));
    let asked = || -> Result<js_sys::Promise, JsValue> {
        let permissions = get(&navigator, "permissions")?;
        let query: js_sys::Function = get(&permissions, "query")?.dyn_into()?;
        let what = js_sys::Object::new();
        js_sys::Reflect::set(
            &what,
            &JsValue::from_str("name"),
            &JsValue::from_str("geolocation"),
        )?;
        query.call1(&permissions, &what)?.dyn_into()
    };
    let Ok(promise) = asked() else {
        return false;
    };
    match wasm_bindgen_futures::JsFuture::from(promise).await {
        Ok(status) => get(&status, "state").is_ok_and(|state| state == "granted"),
        Err(_) => false,
    }
}
