//! What pages hold: signals to read, and asynchronous functions to do something. Nothing here waits for the network
//! except [`Core::sign_in`].
//!
//! ```ignore
//! let core = use_core();                       // Copy; Core::provide() once, at the root
//! match core.session().get() {                 // Loading → SignedOut | SignedIn | Blocked
//!     SessionState::SignedIn(session) => session.name.clone(),
//!     …
//! }
//! let rows = core.rows();                      // Arc<Vec<Listed>>: unsent first, then what is newest in the log
//! let opened = core.case(id);                  // Loading → Here(Arc<OpenCase>) | Absent | Unreadable; follows changes
//! let id = core.perform(None, Command::Report(report)).await?;   // safe on this phone when it returns
//! core.perform(Some(id), Command::Comment { text }).await?;
//! ```
//!
//! - **Writing** is [`Core::perform`] and nothing else. It decides, and commits document, row, outbox and journal in one
//!   transaction with strict durability; say "saved" when it returns, and not before. `offer` and `offers` of
//!   [`gridloop_shared::command`] say beforehand what may be done, for greying out.
//! - **Signals** given by functions with an argument (`case`, `photo`) belong to the component that asked and end with it.
//! - **Drafts** and **photos** are kept per person. Save the draft before opening the camera. Photos of a draft need nothing
//!   else: `perform` claims those that its command names, and they are sent by themselves.
//! - Every failure is typed and none of them loses anything that was saved.

mod base64;
mod case;
mod cases;
mod device;
mod draft;
mod export;
mod fetch;
mod forget;
mod hear;
mod home;
mod import;
mod line;
mod list;
mod office;
mod open;
mod parcel;
mod pictures;
mod problem;
mod publish;
mod revoked;
mod session;
mod sight;
mod sign;
mod space;
mod start;
mod sweep;
mod tray;
mod write;

use std::sync::Arc;

use gridloop_shared::command::Command;
use gridloop_shared::form::ReportDraft;
use gridloop_shared::model::{CaseId, CommandId, Directory, Photo, PhotoHash, Position, Timestamp};
use gridloop_shared::policy::Action;
use leptos::prelude::*;

use home::Home;

use crate::device::{Notice, clock, hand_over, locate, worker};
use crate::outbox::Event;
use crate::records::{REPORT_DRAFT, step_draft_key};

pub use crate::device::{HandedOver, LocateProblem};
pub use crate::outbox::{BroughtIn, PerformProblem, Trouble};
pub use crate::records::{Fallen, Happened, LastDelivery, Logged};
pub use crate::store::StorageProblem;
pub use cases::{Listed, OpenCase, Opened, Receipt, StepReceipt};
pub use device::{Space, StorageReport, Tab};
pub use draft::StepDraft;
#[cfg(test)]
pub(crate) use forget::forget;
pub use import::ImportProblem;
pub use line::{SyncLine, Waiting, WaitingState};
#[cfg(test)]
pub(crate) use list::List;
pub use office::OfficeProblem;
pub use parcel::ParcelProblem;
#[cfg(test)]
pub(crate) use parcel::unpack;
pub use problem::{PhotoProblem, PhotoReceipt, WaitingPhoto};
pub use session::{Session, SessionState, SignInProblem, SignOutProblem};
pub use sight::Sight;
#[cfg(test)]
pub(crate) use sweep::is_superfluous;
#[cfg(test)]
pub(crate) use tray::Queue;

/// The app behind the pages. `Copy`: take it into every closure.
#[derive(Clone, Copy)]
pub struct Core {
    session: RwSignal<SessionState>,
    directory: RwSignal<Option<Arc<Directory>>>,
    rows: RwSignal<Arc<Vec<Listed>>>,
    line: RwSignal<SyncLine>,
    waiting: RwSignal<Arc<Vec<Waiting>>>,
    listing: RwSignal<bool>,
    storage: RwSignal<StorageReport>,
    clock_off: RwSignal<Option<i64>>,
    held_count: RwSignal<usize>,
    update_offered: RwSignal<bool>,
    /// Changes when photos that could not be seen may have come.
    looks: RwSignal<u32>,
    home: StoredValue<Home, LocalStorage>,
}

/// The [`Core`] that [`Core::provide`] gave.
///
/// # Panics
/// Outside of the component that called it: a mistake of the program.
#[must_use]
pub fn use_core() -> Core {
    expect_context::<Core>()
}

impl Core {
    /// Starts everything and gives it to this component and all below. Once, at the root.
    pub fn provide() {
        let core = Self {
            session: RwSignal::new(SessionState::Loading),
            directory: RwSignal::new(None),
            rows: RwSignal::default(),
            line: RwSignal::new(SyncLine::AllSent),
            waiting: RwSignal::default(),
            listing: RwSignal::new(false),
            storage: RwSignal::default(),
            clock_off: RwSignal::new(None),
            held_count: RwSignal::new(0),
            update_offered: RwSignal::new(false),
            looks: RwSignal::new(0),
            home: StoredValue::new_local(Home::default()),
        };
        provide_context(core);
        core.start();
    }

    /// Who uses this phone.
    #[must_use]
    pub fn session(&self) -> Signal<SessionState> {
        self.session.into()
    }

    /// Signs somebody in; needs the network, this once. Afterwards the app opens without one for ever.
    ///
    /// # Errors
    /// Why not. Whoever was signed in still is.
    pub async fn sign_in(&self, user: String, password: String) -> Result<(), SignInProblem> {
        self.come(&user, &password).await
    }

    /// Signs out on this phone, and on the server if it can be reached. With `force` also when there is unsent work: it
    /// stays on this phone until the same person signs in again.
    ///
    /// # Errors
    /// Unsent work, without force.
    pub async fn sign_out(&self, force: bool) -> Result<(), SignOutProblem> {
        self.go(force).await
    }

    /// After this device was revoked and cleared: on to the sign-in page. Whoever signs in does so on what is another device.
    ///
    /// # Errors
    /// When the device cannot.
    pub async fn leave_locked(&self) -> Result<(), StorageProblem> {
        self.begin_anew().await
    }

    /// People, places, departments, categories. `None` until the first synchronisation.
    #[must_use]
    pub fn directory(&self) -> Signal<Option<Arc<Directory>>> {
        self.directory.into()
    }

    /// Every case on this phone: unsent ones first, then what is newest in the log.
    #[must_use]
    pub fn rows(&self) -> Signal<Arc<Vec<Listed>>> {
        self.rows.into()
    }

    /// One case, read from the device when asked for and again whenever it changes.
    #[must_use]
    pub fn case(&self, id: CaseId) -> Signal<Opened> {
        self.watch(id)
    }

    /// Does something: the only way to write. `case` is `None` for [`Command::Report`], which founds one.
    ///
    /// Returns when it is durable on this phone; sending is nobody's business but the outbox's.
    ///
    /// # Errors
    /// Nothing was saved, and why.
    pub async fn perform(
        &self,
        case: Option<CaseId>,
        command: Command,
    ) -> Result<CaseId, PerformProblem> {
        self.act(case, command, None).await
    }

    /// Does something in place of an act of the tray, which goes in the same transaction.
    ///
    /// # Errors
    /// Nothing was saved, the act is still in the tray, and why.
    pub async fn perform_instead(
        &self,
        case: Option<CaseId>,
        command: Command,
        instead: Option<CommandId>,
    ) -> Result<CaseId, PerformProblem> {
        self.act(case, command, instead).await
    }

    /// Fetches a case again that was let go to make room, as soon as there is a network.
    ///
    /// # Errors
    /// When the device cannot note it.
    pub async fn bring_back(&self, case: CaseId) -> Result<(), StorageProblem> {
        self.fetch_back(case).await
    }

    /// Keeps the form of a report as far as it is filled in. There is one.
    ///
    /// # Errors
    /// When the device cannot.
    pub async fn save_draft(&self, draft: ReportDraft) -> Result<(), StorageProblem> {
        self.keep_draft(REPORT_DRAFT.to_owned(), &draft).await
    }

    /// The form that was kept.
    ///
    /// # Errors
    /// When the device cannot read it.
    pub async fn draft(&self) -> Result<Option<ReportDraft>, StorageProblem> {
        self.kept_draft(REPORT_DRAFT.to_owned()).await
    }

    /// Forgets the form: it was reported, or the person threw it away. Photos that no record names go with it.
    ///
    /// # Errors
    /// When the device cannot.
    pub async fn drop_draft(&self) -> Result<(), StorageProblem> {
        self.forget_draft(REPORT_DRAFT.to_owned()).await
    }

    /// Keeps the form of a step of one case.
    ///
    /// # Errors
    /// When the device cannot.
    pub async fn save_step_draft(
        &self,
        case: CaseId,
        action: Action,
        draft: StepDraft,
    ) -> Result<(), StorageProblem> {
        self.keep_draft(step_draft_key(case, action), &draft).await
    }

    /// The form of a step that was kept.
    ///
    /// # Errors
    /// When the device cannot read it.
    pub async fn step_draft(
        &self,
        case: CaseId,
        action: Action,
    ) -> Result<Option<StepDraft>, StorageProblem> {
        self.kept_draft(step_draft_key(case, action)).await
    }

    /// Forgets the form of a step.
    ///
    /// # Errors
    /// When the device cannot.
    pub async fn drop_step_draft(
        &self,
        case: CaseId,
        action: Action,
    ) -> Result<(), StorageProblem> {
        self.forget_draft(step_draft_key(case, action)).await
    }

    /// Makes a photo of a file: turned upright, shrunk to 1600 px, JPEG without EXIF, durable on this phone. `position` is
    /// where the phone is, if it knows; it stands beside the picture, not in it.
    ///
    /// # Errors
    /// Why it is none, or is not kept.
    pub async fn add_photo(
        &self,
        file: web_sys::File,
        position: Option<Position>,
    ) -> Result<Photo, PhotoProblem> {
        self.take_photo(file, position).await
    }

    /// How a photo is to be seen: on this phone if it is here, otherwise on the server.
    #[must_use]
    pub fn photo(&self, hash: PhotoHash) -> Sight {
        self.see(hash)
    }

    /// Where the phone is, with high accuracy, within 15 seconds.
    ///
    /// # Errors
    /// Why it does not know. A report goes on without.
    pub async fn locate(&self) -> Result<Position, LocateProblem> {
        locate().await
    }

    /// The one line about the way to the server.
    #[must_use]
    pub fn sync_line(&self) -> Signal<SyncLine> {
        self.line.into()
    }

    /// Whether not all that this person may see is listed yet, so that figures would be wrong.
    #[must_use]
    pub fn is_listing(&self) -> Signal<bool> {
        self.listing.into()
    }

    /// Every act that is not on the server, and those whose photos are not; oldest first, set-aside ones before all.
    #[must_use]
    pub fn waiting(&self) -> Signal<Arc<Vec<Waiting>>> {
        self.waiting.into()
    }

    /// Takes a set-aside act off the list: its author has looked at it, and done again what was worth it.
    ///
    /// # Errors
    /// When the device cannot.
    pub async fn put_away(&self, act: CommandId) -> Result<(), StorageProblem> {
        self.take_off(act).await
    }

    /// Tries the server at once, whatever the back-off says.
    pub fn sync_now(&self) {
        self.wake(Event::Now, &Notice::Now);
    }

    /// Offers the unsent and the set-aside work as a file to be kept (JSON, photos as base64).
    ///
    /// # Errors
    /// When the device cannot read it.
    pub async fn export_unsent(&self) -> Result<(), StorageProblem> {
        self.export(None).await
    }

    /// Offers one act of the tray as such a file.
    ///
    /// # Errors
    /// When the device cannot read it.
    pub async fn export_one(&self, act: CommandId) -> Result<(), StorageProblem> {
        self.export(Some(act)).await
    }

    /// Takes in a file that another device of the same person offered. What is here already is told by its id.
    ///
    /// # Errors
    /// Why nothing was taken in, or not all.
    pub async fn import_unsent(&self, file: web_sys::File) -> Result<BroughtIn, ImportProblem> {
        self.import(file).await
    }

    /// Gives a text to somebody else: by the phone's own way of sharing, or by the clipboard.
    pub async fn hand_over(&self, text: &str) -> HandedOver {
        hand_over(text).await
    }

    /// Asks the browser to keep what is stored. Some ask the person.
    pub async fn ask_to_keep(&self) {
        self.ask_to_persist().await;
    }

    /// Looks for a newer version of the app.
    pub async fn look_for_update(&self) {
        worker::look().await;
    }

    /// What the browser grants, and this tab's part.
    #[must_use]
    pub fn storage(&self) -> Signal<StorageReport> {
        self.storage.into()
    }

    /// By how many milliseconds this device is ahead of the server, when that is more than five minutes.
    #[must_use]
    pub fn clock_off(&self) -> Signal<Option<i64>> {
        self.clock_off.into()
    }

    /// Now, by the server's clock as far as it is known to be another: deadlines run on that. Not a signal.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let ahead = self.clock_off.get_untracked().unwrap_or(0);
        Timestamp::from_millis(clock::now().millis().saturating_sub(ahead))
    }

    /// Whether a newer version of the app lies ready.
    #[must_use]
    pub fn update_offered(&self) -> Signal<bool> {
        self.update_offered.into()
    }

    /// Starts the newer version; the page reloads. Only when the person says so.
    pub fn apply_update(&self) {
        worker::apply();
    }
}
