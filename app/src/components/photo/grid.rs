//! Photos side by side, opening to the viewer.

use leptos::prelude::*;

use super::tile::PhotoTile;
use super::{PhotoViewer, Shown};

/// A grid of photos.
#[component]
pub fn PhotoGrid(
    /// The photos.
    #[prop(into)]
    photos: Signal<Vec<Shown>>,
    /// In the timeline.
    #[prop(optional)]
    small: bool,
    /// One is to be taken away; its key.
    #[prop(optional, into)]
    on_remove: Option<Callback<String>>,
    /// The last tile, to add one.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let open = RwSignal::new(None::<usize>);
    let tiles = move || {
        let shown = photos.get();
        let of = shown.len();
        shown
            .into_iter()
            .enumerate()
            .map(|(index, photo)| {
                let key = photo.key.clone();
                let remove =
                    on_remove.map(|remove| Callback::new(move |()| remove.run(key.clone())));
                view! {
                    <PhotoTile
                        photo
                        place=index.saturating_add(1)
                        of
                        on_open=move |()| open.set(Some(index))
                        on_remove=remove
                    />
                }
            })
            .collect_view()
    };
    view! {
        <ul class=if small { "photo-grid photo-grid--small" } else { "photo-grid" }>
            {tiles} {children.map(|children| children())}
        </ul>
        <PhotoViewer photos open />
    }
}
