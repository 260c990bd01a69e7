//! How a photo is to be seen: as it lies on this phone, small or whole from the server, or not yet. When a photo may have come, or
//! the server may be there again, it is looked for anew.

use gridloop_shared::model::PhotoHash;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Url;

use super::Core;
use super::pictures::object_url;
use crate::sync::{Browser, NotShown};

/// How a photo is to be seen now.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Seen {
    /// It is being looked up.
    LookedUp,
    /// On this phone, under this address.
    Here(String),
    /// On the server, which draws it small.
    Small,
    /// On the server, which cannot draw it small.
    Whole,
    /// A record names it, and it has not reached the server.
    NotHereYet,
    /// Nowhere at present.
    Away,
}

/// A photo as it is to be seen. It ends with the component that asked for it.
#[derive(Clone, Copy)]
pub struct Sight {
    hash: StoredValue<PhotoHash>,
    seen: RwSignal<Seen>,
}

impl Sight {
    fn on_server(self) -> String {
        self.hash
            .with_value(|hash| format!("/api/v1/photos/{hash}"))
    }

    /// Where a list finds it: small, or not at all.
    #[must_use]
    pub fn small(self) -> Option<String> {
        match self.seen.get() {
            Seen::Here(url) => Some(url),
            Seen::Small => Some(format!("{}?size=thumb", self.on_server())),
            _ => None,
        }
    }

    /// Where a tile finds it: small if it can be.
    #[must_use]
    pub fn shown(self) -> Option<String> {
        match self.seen.get() {
            Seen::Whole => Some(self.on_server()),
            _ => self.small(),
        }
    }

    /// Where it is whole.
    #[must_use]
    pub fn whole(self) -> Option<String> {
        match self.seen.get() {
            Seen::Here(url) => Some(url),
            Seen::Small | Seen::Whole => Some(self.on_server()),
            _ => None,
        }
    }

    /// Whether it is still on the phone of whoever took it.
    #[must_use]
    pub fn is_not_here_yet(self) -> bool {
        self.seen.get() == Seen::NotHereYet
    }

    /// The browser could not show it.
    pub fn failed(self) {
        match self.seen.try_get_untracked() {
            Some(Seen::Small) => spawn_local(async move {
                let Some(address) = self.seen.try_with_untracked(|_| self.on_server()) else {
                    return;
                };
                let seen = match Browser::why_not_shown(&format!("{address}?size=thumb")).await {
                    NotShown::NotHereYet => Seen::NotHereYet,
                    NotShown::Small => Seen::Whole,
                    NotShown::Away => Seen::Away,
                };
                let _ = self.seen.try_set(seen);
            }),
            Some(Seen::Here(_) | Seen::Whole) => self.seen.set(Seen::Away),
            _ => {}
        }
    }
}

impl Core {
    pub(super) fn see(&self, hash: PhotoHash) -> Sight {
        let seen = RwSignal::new(Seen::LookedUp);
        let made = StoredValue::new(None::<String>);
        on_cleanup(move || {
            if let Some(url) = made.try_get_value().flatten() {
                let _ = Url::revoke_object_url(&url);
            }
        });
        let looks = self.looks;
        Effect::new(move |again: Option<()>| {
            looks.track();
            let missing = || matches!(seen.get_untracked(), Seen::NotHereYet | Seen::Away);
            if again.is_some() && missing() {
                seen.set(Seen::Small);
            }
        });
        let sight = Sight {
            hash: StoredValue::new(hash.clone()),
            seen,
        };
        let open = self.open();
        spawn_local(async move {
            let local = match open {
                Ok(open) => object_url(&open.store, &hash).await,
                Err(_) => None,
            };
            let found = local.clone().map_or(Seen::Small, Seen::Here);
            let gone = seen.try_set(found).is_some();
            match local {
                Some(url) if gone => {
                    let _ = Url::revoke_object_url(&url);
                }
                local => {
                    made.try_set_value(local);
                }
            }
        });
        sight
    }

    /// Photos that could not be seen may have come.
    pub(super) fn look_again(&self) {
        self.looks.update(|looks| *looks = looks.wrapping_add(1));
    }
}
