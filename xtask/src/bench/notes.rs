//! What a figure does not say by itself: where a system does something else than the row's words, or cannot do it.

use super::systems::System;

/// A remark on one system's figures in one row.
pub struct Note {
    /// On whose figures.
    pub system: System,
    /// In which row.
    pub row: &'static str,
    /// What is to be known.
    pub text: &'static str,
}

/// All of them.
pub const NOTES: [Note; 11] = [
    Note {
        system: System::Gridloop,
        row: "list_stands_s",
        text: "by the load client, which unpacks and reads every row; a browser also stores them",
    },
    Note {
        system: System::Gridloop,
        row: "server_peak_bytes",
        text: "the budget is for 1,000,000 documents: shown, not judged",
    },
    Note {
        system: System::AutomergeRepo,
        row: "changes_per_second",
        text: "has no batches: so many documents are changed at once, and the next when the server has said that it has each",
    },
    Note {
        system: System::AutomergeRepo,
        row: "first_sync_s",
        text: "cannot say which documents there are: the new device is given all addresses beforehand",
    },
    Note {
        system: System::AutomergeRepo,
        row: "nothing_new_ms",
        text: "cannot say that there is nothing new: the time of the last message, after which nothing came for a second",
    },
    Note {
        system: System::AutomergeRepo,
        row: "reconnect_s",
        text: "asks after every document that a device holds, so here each holds only those that were changed; what came is told by the documents themselves",
    },
    Note {
        system: System::AutomergeRepo,
        row: "reconnect_behind",
        text: "when many devices ask at once, some documents stay as they were until they are changed again; the time is that of the last one that came",
    },
    Note {
        system: System::AutomergeRepo,
        row: "server_peak_bytes",
        text: "keeps every document in memory that it was ever asked for",
    },
    Note {
        system: System::Pouchdb,
        row: "changes_per_second",
        text: "judges and merges nothing: of two changes of one document the later one is refused, and its sender has to merge; batches go straight to the server, which is faster than replication",
    },
    Note {
        system: System::Pouchdb,
        row: "visible_p50_ms",
        text: "two replications that stay open, one on each device",
    },
    Note {
        system: System::Pouchdb,
        row: "reconnect_s",
        text: "each device has the checkpoint of one that holds everything, but not the documents: 500 databases of all would not fit",
    },
];
