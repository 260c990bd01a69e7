//! The follow-up as a letter: every step, by whom, when by the server, and where it is safe.

use gridloop_shared::model::{PersonId, Photo, Timestamp};
use gridloop_shared::workflow::{Effect as Outcome, Entry, Ineffective, StepKind};
use leptos::prelude::*;

use super::Opening;
use super::next::next;
use super::pictures::{Pictures, use_pictures};
use super::step::told::told;
use crate::clock::use_now;
use crate::components::{Mark, Shown, Timeline, TimelineEntry};
use crate::core::{OpenCase, PhotoReceipt, StepReceipt};
use crate::format::{Names, clock, exact, float, iso, span};
use crate::i18n::{Words, use_words};
use crate::pages::session::{use_me, use_names};

/// A difference of clocks that is worth a word. Milliseconds.
const DIFFERENCE: i64 = 60_000;

/// The follow-up.
#[component]
pub fn Story(
    /// The case.
    case: Opening,
) -> impl IntoView {
    let words = use_words();
    let names = use_names();
    let now = use_now();
    let pictures = use_pictures();
    let me = use_me();
    let entries = Signal::derive(move || {
        let names = names.get();
        let me = me.with(|principal| principal.person.clone());
        case.with(|open| {
            open.as_ref().map_or_else(Vec::new, |open| {
                let teller = Teller {
                    words,
                    names: &names,
                    open,
                    me: &me,
                    pictures,
                    now: now.get_untracked(),
                };
                open.case
                    .follow_up
                    .entries
                    .iter()
                    // To have seen the answer once more is no sentence of the letter.
                    .filter(|entry| {
                        !matches!(entry.step.kind, StepKind::AnswerSeen)
                            || entry.effect == Outcome::Effective
                    })
                    .map(|entry| teller.entry(entry))
                    .collect()
            })
        })
    });
    let waits = Signal::derive(move || {
        case.with(|open| {
            open.as_ref()
                .and_then(|open| next(words, &names.get(), &open.case))
        })
    });
    view! {
        <section class="section" aria-labelledby="story-title">
            <h3 class="section__title" id="story-title">
                {words.follow_up()}
            </h3>
            <Timeline entries next=waits />
        </section>
    }
}

struct Teller<'a> {
    words: Words,
    names: &'a Names,
    open: &'a OpenCase,
    me: &'a PersonId,
    pictures: Pictures,
    now: Timestamp,
}

impl Teller<'_> {
    fn entry(&self, entry: &Entry) -> TimelineEntry {
        let step = &entry.step;
        let receipt = self.open.steps.get(&step.id);
        let arrived = match receipt {
            Some(StepReceipt::OnServer { at }) => *at,
            _ => None,
        };
        // What was done a moment before it arrived was done then. A larger difference may be a wrong clock, and is said.
        let at = match arrived {
            Some(arrived) if arrived.since(step.at).abs() > DIFFERENCE => arrived,
            Some(arrived) => arrived.min(step.at),
            None => step.at,
        };
        let told = told(self.words, self.names, &step.kind, self.now);
        TimelineEntry {
            tone: told.tone,
            sign: told.sign,
            who: self.names.person(&step.by),
            role: self.names.role_of(&step.by),
            act: told.act,
            when: (iso(at), exact(self.words, at, self.now)),
            device: arrived.and_then(|arrived| self.clocks(step.at, arrived)),
            text: told.text,
            photos: step
                .kind
                .photos()
                .iter()
                .map(|photo| self.photo(photo))
                .collect(),
            mark: match receipt {
                Some(StepReceipt::OnThisPhone) => Some(Mark::Local),
                // Whoever did it wants to know that it arrived; to the others it goes without saying.
                Some(StepReceipt::OnServer { .. }) if step.by == *self.me => Some(Mark::Sent),
                _ => None,
            },
            why_not: match &entry.effect {
                Outcome::Effective => None,
                Outcome::Ineffective(why) => Some(why_not(self.words, self.names, why)),
            },
        }
    }

    fn photo(&self, photo: &Photo) -> Shown {
        let (mark, sent) = match self.open.photos.get(&photo.hash) {
            Some(PhotoReceipt::OnThisPhone { sent, of }) if *sent > 0 && *of > 0 => {
                let count = |bytes: u64| float(i64::try_from(bytes).unwrap_or(i64::MAX));
                (None, Some(count(*sent) / count(*of)))
            }
            Some(PhotoReceipt::OnThisPhone { .. }) => (Some(Mark::Local), None),
            Some(PhotoReceipt::Lost) => (Some(Mark::Refused), None),
            Some(PhotoReceipt::OnServer) => (Some(Mark::Sent), None),
            _ => (None, None),
        };
        Shown {
            key: photo.hash.to_string(),
            sight: self.pictures.sight(&photo.hash),
            mark,
            sent,
            caption: exact(self.words, photo.taken_at, self.now),
        }
    }

    /// The phone's time, when it is worth a word. What was written offline arrives later: that is no wrong clock, and
    /// reads the same, so it is said as the time of the phone and nothing more is concluded.
    fn clocks(&self, device: Timestamp, server: Timestamp) -> Option<String> {
        let late = server.since(device);
        let (time, how) = (exact(self.words, device, self.now), span(self.words, late));
        if late.abs() <= DIFFERENCE {
            None
        } else if late > 0 {
            Some(self.words.device_earlier(&time, &how))
        } else {
            Some(self.words.device_fast(&clock(self.words, device), &how))
        }
    }
}

/// Why a step did not take effect.
pub fn why_not(words: Words, names: &Names, why: &Ineffective) -> String {
    let because = match why {
        Ineffective::WrongStage { stage } => words.was_at(&words.stage(*stage)),
        Ineffective::OtherDepartment { assigned } => words.was_with(&names.department(assigned)),
        Ineffective::Awaited { department } => words.was_awaited(&names.department(department)),
        Ineffective::NothingThere => words.was_not_there().to_owned(),
        Ineffective::AlreadyDone => words.was_done().to_owned(),
        Ineffective::Unknown => words.was_newer().to_owned(),
    };
    words.not_effective(&because)
}
