//! A commit that is being written while the next work is judged.

use std::future::Future;

use tokio::task::JoinHandle;

use super::asked::Asked;
use super::desk::{Desk, Shelf};

/// At most one commit.
#[derive(Default)]
pub struct UnderWay(Option<(Asked, JoinHandle<Option<Vec<Desk>>>)>);

impl UnderWay {
    /// Begins it. It comes to the desk with what is durable now, or to nothing.
    pub fn begin(
        asked: Asked,
        commit: impl Future<Output = Option<Vec<Desk>>> + Send + 'static,
    ) -> Self {
        Self(Some((asked, tokio::spawn(commit))))
    }

    /// Whether nothing has to be waited for.
    pub fn is_over(&self) -> bool {
        self.0
            .as_ref()
            .is_none_or(|(_, commit)| commit.is_finished())
    }

    /// Whether what it writes can mean anything to whoever asks this.
    pub fn touches(&self, asked: &Asked) -> bool {
        let commit = self.0.as_ref();
        commit.is_some_and(|(written, _)| written.touches(asked))
    }

    /// Waits for its end, and puts its documents back on the shelf.
    pub async fn ends(&mut self, shelf: &mut Shelf) {
        let Some((_, commit)) = self.0.take() else {
            return;
        };
        match commit.await {
            Ok(desks) => {
                let desks = desks.into_iter().flatten();
                desks.for_each(|desk| desk.clear(shelf));
            }
            // Who waits learns that nothing was judged, and sends it again.
            Err(error) => tracing::error!(%error, "a commit ended before its time"),
        }
    }
}
