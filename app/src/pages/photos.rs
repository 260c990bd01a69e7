//! Photos that are being collected, for a report or a step: taken, shrunk one after the other, shown, taken away.

use gridloop_shared::model::{Photo, Position};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use crate::components::{Mood, Notice, PhotoGrid, PhotoTake, Progress, Shown};
use crate::core::{PhotoProblem, use_core};
use crate::i18n::use_words;

/// Collects photos.
#[component]
pub fn PhotoField(
    /// Those that there are.
    photos: Signal<Vec<Photo>>,
    /// Where the phone is, if it knows.
    #[prop(optional, into)]
    position: Signal<Option<Position>>,
    /// Those that are being prepared: done, of.
    shrinking: RwSignal<Option<(usize, usize)>>,
    /// The camera is about to open: save what is half typed.
    #[prop(into)]
    on_opening: Callback<()>,
    /// There are others now.
    #[prop(into)]
    on_change: Callback<Vec<Photo>>,
) -> impl IntoView {
    let words = use_words();
    let core = use_core();
    let problems = RwSignal::new(Vec::<PhotoProblem>::new());
    let some = Memo::new(move |_| photos.with(|photos| !photos.is_empty()));
    let on_files = Callback::new(move |files: Vec<File>| {
        problems.set(Vec::new());
        let of = files.len();
        shrinking.set(Some((0, of)));
        spawn_local(async move {
            for (index, file) in files.into_iter().enumerate() {
                let _ = shrinking.try_set(Some((index, of)));
                match core
                    .add_photo(file, position.try_get_untracked().flatten())
                    .await
                {
                    Ok(photo) => {
                        let Some(mut all) = photos.try_get_untracked() else {
                            return;
                        };
                        if all.iter().all(|other| other.hash != photo.hash) {
                            all.push(photo);
                        }
                        let _ = on_change.try_run(all);
                    }
                    Err(problem) => {
                        let _ = problems.try_update(|problems| problems.push(problem));
                    }
                }
            }
            let _ = shrinking.try_set(None);
        });
    });
    let shown = Memo::new(move |_| photos.get());
    let tiles = Signal::derive(move || {
        shown
            .get()
            .into_iter()
            .map(|photo| Shown {
                key: photo.hash.to_string(),
                sight: core.photo(photo.hash),
                mark: None,
                sent: None,
                caption: String::new(),
            })
            .collect::<Vec<_>>()
    });
    let remove = Callback::new(move |key: String| {
        let mut all = photos.get_untracked();
        all.retain(|photo| photo.hash.as_str() != key);
        on_change.run(all);
    });
    view! {
        <Show
            when=move || some.get()
            fallback=move || view! { <PhotoTake some=false on_opening on_files /> }
        >
            <PhotoGrid photos=tiles on_remove=remove>
                <PhotoTake some=true on_opening on_files />
            </PhotoGrid>
        </Show>
        {move || {
            shrinking
                .get()
                .map(|(done, of)| {
                    view! {
                        <Progress
                            label=words.shrinking()
                            most=Signal::stored(of)
                            done=Signal::stored(done)
                            text=words.shrinking_photo(&done.saturating_add(1).min(of), &of)
                        />
                    }
                })
        }}
        {move || {
            problems
                .get()
                .iter()
                .map(|problem| view! { <Notice mood=Mood::Error title=words.photo_problem(problem) /> })
                .collect_view()
        }}
    }
}
