//! Where the phone is. A report goes on without.

use futures::channel::oneshot;
use gridloop_shared::model::Position;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{PositionError, PositionOptions};

/// Milliseconds that the phone may take.
const PATIENCE: u32 = 15_000;
/// How old a fix may be, in milliseconds. Whoever asks again has moved, or does not believe the last one: browsers keep an
/// older one that was more accurate.
const FRESH: u32 = 0;
/// Metres from which on naming the grid says more.
const VAGUE_M: f64 = 1_000.0;

/// Why the phone does not know where it is.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum LocateProblem {
    /// The person, or the page's insecure address, does not allow it.
    #[error("not allowed")]
    Refused,
    /// No signal, or no such hardware.
    #[error("not available")]
    Unavailable,
    /// Nothing within 15 seconds.
    #[error("took too long")]
    TimedOut,
    /// Known only to within so many metres: worse than naming the grid.
    #[error("known only to within {0:.0} m")]
    TooVague(f64),
}

/// Asks the phone where it is, with high accuracy.
///
/// # Errors
/// Why it does not know.
pub async fn locate() -> Result<Position, LocateProblem> {
    let geolocation = web_sys::window()
        .and_then(|window| window.navigator().geolocation().ok())
        .ok_or(LocateProblem::Unavailable)?;
    let options = PositionOptions::new();
    options.set_enable_high_accuracy(true);
    options.set_timeout(PATIENCE);
    options.set_maximum_age(FRESH);

    let (found, finding) = oneshot::channel();
    let (failed, failing) = oneshot::channel();
    let on_found = Closure::once(move |position: web_sys::Position| {
        let coordinates = position.coords();
        let _ = found.send(Position::new(
            coordinates.latitude(),
            coordinates.longitude(),
            coordinates.accuracy(),
        ));
    });
    let on_failed = Closure::once(move |error: PositionError| {
        let _ = failed.send(match error.code() {
            PositionError::PERMISSION_DENIED => LocateProblem::Refused,
            PositionError::TIMEOUT => LocateProblem::TimedOut,
            _ => LocateProblem::Unavailable,
        });
    });
    geolocation
        .get_current_position_with_error_callback_and_options(
            on_found.as_ref().unchecked_ref(),
            Some(on_failed.as_ref().unchecked_ref()),
            &options,
        )
        .map_err(|_| LocateProblem::Refused)?;
    let position = match futures::future::select(finding, failing).await {
        futures::future::Either::Left((position, _)) => position
            .ok()
            .and_then(Result::ok)
            .ok_or(LocateProblem::Unavailable)?,
        futures::future::Either::Right((problem, _)) => {
            return Err(problem.unwrap_or(LocateProblem::Unavailable));
        }
    };
    if position.accuracy_m >= VAGUE_M {
        return Err(LocateProblem::TooVague(position.accuracy_m));
    }
    Ok(position)
}
