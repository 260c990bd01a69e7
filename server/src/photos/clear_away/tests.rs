use gridloop_shared::model::{Photo, PhotoKind};
use gridloop_shared::sync::{PushChange, Verdict};
use tempfile::TempDir;

use super::*;
use crate::fixture::{Draft, report, tenant, worker};
use crate::ingest::Ingest;
use crate::log::Wakes;
use crate::photos::thumbnails::Thumbnail;
use crate::state::Directories;
use crate::store::sqlite::Sqlite;
use crate::store::{Holder, Tenants};

const FORTNIGHT: i64 = 14 * 24;
/// The smallest PNG: 1 × 1.
const PICTURE: &[u8] = include_bytes!("dot.png");

/// A server's rooms behind the routes, with one photo that the worker has sent just now and that no record names.
struct Story {
    work: ClearingAway,
    ingest: Ingest,
    photo: PhotoHash,
    now: Timestamp,
    folder: TempDir,
}

impl Story {
    async fn begin() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Sqlite::open(folder.path()).await.unwrap();
        let tenant = tenant("s");
        store.found(&tenant, &[]).await.unwrap();
        let directories = Directories::default();
        directories.put(tenant);
        let store: Arc<dyn Store> = Arc::new(store);
        let (ingest, _) = Ingest::start(
            store.clone(),
            directories,
            Wakes::default(),
            Clock::default(),
        );
        let story = Self {
            work: ClearingAway {
                photos: PhotoStore::open(folder.path()).await.unwrap(),
                store,
                keep_hours: FORTNIGHT,
                clock: Clock::default(),
                stopping: CancellationToken::new(),
            },
            ingest,
            photo: PhotoHash::of(PICTURE),
            now: Clock::default().now(),
            folder,
        };
        story.send(story.now).await;
        story
    }

    /// The worker sends the photo, as the route does it.
    async fn send(&self, at: Timestamp) {
        let part = self.folder.path().join("sent");
        fs::write(&part, PICTURE).await.unwrap();
        self.note(at).await;
        self.work.photos.shelve(&part, &self.photo).await.unwrap();
    }

    async fn note(&self, at: Timestamp) {
        let sender = Holder::of(&worker(), &self.photo);
        self.work.store.note_holders(&[sender], at).await.unwrap();
    }

    /// A record that names the photo.
    fn record(&self, n: u8) -> PushChange {
        let mut report = report();
        report.photos.push(Photo {
            hash: self.photo.clone(),
            size: 1,
            kind: PhotoKind::Png,
            taken_at: self.now,
            position: None,
        });
        Draft::found(n, &worker(), &report).1
    }

    async fn admit(&self, record: PushChange) {
        let judged = self.ingest.judge(worker(), vec![record]).await.unwrap();
        assert!(matches!(judged.verdicts[..], [Verdict::Admitted { .. }]));
    }

    /// As if nobody had ever sent the photo.
    async fn forget(&self, now: Timestamp) {
        let (store, since) = (&self.work.store, now.plus_hours(1));
        assert!(store.forget_photo(&self.photo, since).await.unwrap());
    }

    /// The moment of clearing away at which others may come in between.
    async fn clears(&self) -> u64 {
        let since = self.now.plus_hours(1);
        leave(&self.work, &self.photo, since).await.unwrap()
    }

    async fn clear_away_after(&self, hours: i64) -> u64 {
        let now = self.now.plus_hours(hours);
        clear_away(&self.work, now).await.unwrap()
    }

    async fn is_here(&self) -> bool {
        let size = self.work.photos.size(&self.photo).await.unwrap();
        size.is_some()
    }

    async fn is_known(&self) -> bool {
        let sender = Holder::of(&worker(), &self.photo);
        self.work.store.holds(&sender).await.unwrap()
    }

    async fn thumbnail(&self) -> io::Result<Thumbnail> {
        let whole = self.work.photos.whole(&self.photo);
        self.work.photos.thumbnails().get(&self.photo, &whole).await
    }
}

/// Two that run at once, one of them held back by more or fewer steps, so that it is close every time.
#[derive(Default)]
struct Race {
    steps: u32,
    rounds: u32,
    won: [bool; 2],
}

impl Race {
    /// Until there were enough rounds, and each came first once.
    fn goes_on(&mut self) -> bool {
        self.rounds += 1;
        assert!(self.rounds < 1_000, "the same comes first every time");
        self.rounds <= 60 || self.won != [true, true]
    }

    /// Lets the other go on by so many steps.
    async fn start(&self) {
        for _ in 0..self.steps {
            tokio::task::yield_now().await;
        }
    }

    /// The other came first, or did not.
    fn was_won(&mut self, by_the_other: bool) {
        self.won[usize::from(by_the_other)] = true;
        self.steps = if by_the_other {
            self.steps / 2
        } else {
            self.steps + self.steps / 2 + 1
        };
    }
}

#[tokio::test]
async fn a_photo_that_no_record_names_goes_after_a_fortnight_with_all_that_is_its() {
    let story = Story::begin().await;
    assert!(matches!(
        story.thumbnail().await.unwrap(),
        Thumbnail::Drawn(_)
    ));
    assert_eq!(story.clear_away_after(FORTNIGHT - 1).await, 0);
    assert!(story.is_here().await && story.is_known().await);
    assert_eq!(story.clear_away_after(FORTNIGHT + 1).await, 1);
    assert!(!story.is_here().await && !story.is_known().await);
    let gone = story.thumbnail().await.unwrap_err();
    assert_eq!(gone.kind(), ErrorKind::NotFound);
    assert_eq!(names(story.work.photos.leaving()).await.unwrap(), [""; 0]);
    assert_eq!(story.clear_away_after(FORTNIGHT + 1).await, 0, "once");
    story.send(story.now).await;
    assert!(story.is_here().await, "it can be sent again");
}

#[tokio::test]
async fn a_photo_that_a_record_names_stays() {
    let story = Story::begin().await;
    story.admit(story.record(1)).await;
    assert_eq!(story.clear_away_after(10 * FORTNIGHT).await, 0);
    assert!(story.is_here().await);
}

#[tokio::test]
async fn a_phone_that_asks_for_its_photo_keeps_it_here() {
    let story = Story::begin().await;
    story.note(story.now.plus_hours(FORTNIGHT)).await;
    assert_eq!(story.clear_away_after(FORTNIGHT + 1).await, 0);
    assert!(story.is_here().await);
    assert_eq!(story.clear_away_after(2 * FORTNIGHT + 1).await, 1);
}

#[tokio::test]
async fn a_record_that_comes_while_its_photo_is_on_its_way_out_brings_it_back() {
    let story = Story::begin().await;
    story.work.photos.take_off(&story.photo).await.unwrap();
    story.admit(story.record(1)).await;
    assert!(!story.is_here().await);
    // As after a kill at that very moment.
    assert_eq!(story.clear_away_after(FORTNIGHT + 1).await, 0);
    assert!(story.is_here().await);
}

#[tokio::test]
async fn whoever_claims_a_photo_while_it_is_cleared_away_is_never_told_wrongly() {
    let story = Story::begin().await;
    let late = story.now.plus_hours(FORTNIGHT + 1);
    let mut race = Race::default();
    while race.goes_on() {
        story.send(story.now).await;
        // What the route does: the claim first, then the look.
        let asks = async {
            race.start().await;
            if !story.is_known().await {
                return false;
            }
            story.note(late).await;
            story.is_here().await
        };
        let (gone, told_whole) = tokio::join!(story.clears(), asks);
        assert!(gone == 0 || !told_whole, "told that it is here");
        assert_eq!(story.is_here().await, gone == 0);
        race.was_won(gone == 1);
        story.forget(late).await;

        story.send(story.now).await;
        let sends = async {
            race.start().await;
            story.send(late).await;
        };
        let (_, ()) = tokio::join!(story.clears(), sends);
        assert!(story.is_here().await && story.is_known().await);
        story.forget(late).await;
    }
}

#[tokio::test]
async fn a_record_admitted_while_its_photo_is_cleared_away_finds_it_or_the_phone_sends_it_again() {
    let mut race = Race::default();
    while race.goes_on() {
        let story = Story::begin().await;
        // A record has far to go before it is written: to its judge and back.
        let clears = async {
            race.start().await;
            story.clears().await
        };
        let (gone, ()) = tokio::join!(clears, story.admit(story.record(1)));
        assert_eq!(story.is_here().await, gone == 0);
        let told = story.is_known().await;
        assert_eq!(told, gone == 0, "the phone is told to send it again");
        race.was_won(gone == 0);
    }
}

#[tokio::test]
async fn parts_go_after_a_week_and_not_while_somebody_is_at_them() {
    let story = Story::begin().await;
    let photos = &story.work.photos;
    let part = photos.part(&story.photo, &worker().device);
    fs::write(&part, b"half").await.unwrap();
    story.clear_away_after(ABANDONED_HOURS - 1).await;
    assert!(part.exists());
    let at_it = photos.write(&story.photo, &worker().device).unwrap();
    story.clear_away_after(ABANDONED_HOURS + 1).await;
    assert!(part.exists());
    drop(at_it);
    story.clear_away_after(ABANDONED_HOURS + 1).await;
    assert!(!part.exists());
}

#[tokio::test]
async fn a_small_picture_without_its_photo_goes() {
    let story = Story::begin().await;
    story.thumbnail().await.unwrap();
    let whole = story.work.photos.whole(&story.photo);
    fs::remove_file(whole).await.unwrap();
    story.clear_away_after(0).await;
    assert!(story.thumbnail().await.is_err());
}
