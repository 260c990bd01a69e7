//! The demo's photos, drawn once each: a few hundred however many cases there are.

use std::collections::{BTreeSet, HashMap};

use gridloop_demo::{Demo, DemoCase, DemoPhoto, DemoStepKind};
use gridloop_shared::model::{PhotoHash, PhotoKind};

use super::DemoError;
use crate::photos::PhotoStore;

/// The most photos that are drawn. A case whose photo is beyond it shows one of the same scene.
const MOST_DRAWN: usize = 128;

/// A drawn photo.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// The name of its bytes.
    pub hash: PhotoHash,
    /// Their number.
    pub size: u64,
    /// Their format.
    pub kind: PhotoKind,
}

/// The photos that were drawn.
pub type Pictures = HashMap<DemoPhoto, Drawn>;

/// Draws and stores the photos of the first cases.
pub async fn draw(
    demo: &Demo,
    cases: usize,
    now: i64,
    store: &PhotoStore,
) -> Result<Pictures, DemoError> {
    let wanted = wanted(demo, cases, now);
    let half = wanted.len().div_ceil(2);
    let mut workers = Vec::new();
    for some in wanted.chunks(half.max(1)) {
        let some = some.to_vec();
        workers.push(tokio::task::spawn_blocking(move || {
            some.into_iter()
                .map(|photo| (photo, photo.jpeg()))
                .collect::<Vec<_>>()
        }));
    }
    let mut pictures = Pictures::new();
    for worker in workers {
        for (photo, bytes) in worker.await.map_err(std::io::Error::other)? {
            let drawn = Drawn {
                hash: PhotoHash::of(&bytes),
                size: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
                kind: PhotoKind::Jpeg,
            };
            store.put(&drawn.hash, &bytes).await?;
            pictures.insert(photo, drawn);
        }
    }
    Ok(pictures)
}

/// The photos of the first cases, in their order, each once.
fn wanted(demo: &Demo, cases: usize, now: i64) -> Vec<DemoPhoto> {
    let mut seen = BTreeSet::new();
    let mut wanted = Vec::new();
    for case in demo.cases(cases, now) {
        for photo in photos(&case) {
            if seen.insert(*photo) {
                wanted.push(*photo);
            }
        }
        if wanted.len() >= MOST_DRAWN {
            break;
        }
    }
    wanted
}

fn photos(case: &DemoCase) -> impl Iterator<Item = &DemoPhoto> {
    let later = case.steps.iter().flat_map(|step| match &step.kind {
        DemoStepKind::ReportedBack { photos, .. } | DemoStepKind::CheckFailed { photos, .. } => {
            photos.as_slice()
        }
        _ => &[],
    });
    case.photos.iter().chain(later)
}

/// The drawn photo for one that a case has: itself, or another of its scene and moment.
pub fn drawn<'a>(pictures: &'a Pictures, photo: &DemoPhoto) -> Option<&'a Drawn> {
    pictures.get(photo).or_else(|| {
        pictures
            .iter()
            .filter(|(other, _)| other.scene == photo.scene && other.moment == photo.moment)
            .min_by_key(|(other, _)| other.seed)
            .map(|(_, drawn)| drawn)
    })
}
