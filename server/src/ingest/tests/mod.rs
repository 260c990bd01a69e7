//! The judge over a real store: what honest people do is taken, and everything that speaks against a change is found.

mod honest;
mod hostile;
mod parts;
mod under_way;

use gridloop_shared::model::Term;
use std::sync::Arc;

use gridloop_shared::model::Principal;
use gridloop_shared::sync::{Code, PushChange, Verdict};
use tempfile::TempDir;

use super::Ingest;
use crate::clock::Clock;
use crate::fixture::{Draft, handler, report, supervisor, tenant, worker};
use crate::log::Wakes;
use crate::state::Directories;
use crate::store::sqlite::Sqlite;
use crate::store::{Store, Tenants};

/// The way in, with two subdistricts behind it.
struct Court {
    ingest: Ingest,
    store: Arc<dyn Store>,
    folder: TempDir,
}

impl Court {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Sqlite::open(folder.path()).await.unwrap();
        let directories = Directories::default();
        for subdistrict in ["s", "other"] {
            let tenant = tenant(subdistrict);
            store.found(&tenant, &[]).await.unwrap();
            directories.put(tenant);
        }
        let store: Arc<dyn Store> = Arc::new(store);
        let (ingest, _) = Ingest::start(
            store.clone(),
            directories,
            Wakes::default(),
            Clock::default(),
        );
        Self {
            ingest,
            store,
            folder,
        }
    }

    async fn push(&self, who: &Principal, changes: &[&PushChange]) -> Vec<Verdict> {
        let changes = changes.iter().map(|change| (*change).clone()).collect();
        let judged = self.ingest.judge(who.clone(), changes).await;
        judged.unwrap().verdicts
    }

    /// Pushes one change, which must be admitted.
    async fn admit(&self, who: &Principal, change: &PushChange) {
        let verdicts = self.push(who, &[change]).await;
        assert!(
            matches!(verdicts[..], [Verdict::Admitted { .. }]),
            "{verdicts:?}"
        );
    }

    /// Pushes one change, which must be refused with this code.
    #[track_caller]
    fn refuses<'a>(
        &'a self,
        who: &'a Principal,
        change: &'a PushChange,
        code: Code,
    ) -> impl Future<Output = ()> + 'a {
        let caller = std::panic::Location::caller();
        async move {
            let verdicts = self.push(who, &[change]).await;
            assert_eq!(verdicts, [Verdict::Refused { code }], "at {caller}");
        }
    }

    /// A case that a worker reported and the server has.
    async fn case(&self, n: u8) -> Draft {
        let (draft, change) = Draft::found(n, &worker(), &report());
        self.admit(&worker(), &change).await;
        draft
    }

    /// The same, dispatched to the repairs. Uses the acts `n + 1` and `n + 2`.
    async fn dispatched(&self, n: u8) -> Draft {
        let mut draft = self.case(n).await;
        let dispatch = gridloop_shared::command::Command::Dispatch {
            department: "repairs".parse().unwrap(),
            assisting: Vec::new(),
            term: Term::Until(crate::clock::now()),
        };
        for (n, command) in [
            (n + 1, gridloop_shared::command::Command::Accept),
            (n + 2, dispatch),
        ] {
            let change = draft.act(n, &supervisor(), command);
            self.admit(&supervisor(), &change).await;
        }
        draft
    }
}

/// Somebody like this one, on another device.
fn on_device(who: &Principal, device: u8) -> Principal {
    Principal {
        device: gridloop_shared::model::DeviceId::from_bytes([device; 16]),
        ..who.clone()
    }
}
