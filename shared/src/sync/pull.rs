//! `GET /api/v1/sync/pull?cursor=…&most=…`: what is new, in order, from the caller's scopes.

use serde::{Deserialize, Serialize};

use super::{PackRef, Seal, lenient};
use crate::command::Act;
use crate::model::{CaseId, CaseRow, CommandId, Directory, Timestamp};
use crate::workflow::Step;

/// The most rows of one page. A caller on a line that is cut again and again says `most`, and gets no more at once than that.
pub const MOST_PULL_ROWS: usize = 500;

/// When the server took in an act: its own clock, beside the device's in the step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrival {
    /// The act.
    pub command: CommandId,
    /// When, by the server's clock.
    pub at: Timestamp,
}

/// When a step was done: by the server's clock, or by its device's while the server does not know of it.
pub fn arrived(arrivals: &[Arrival]) -> impl Fn(&Step) -> Timestamp + '_ {
    |step| {
        let arrival = arrivals.iter().find(|arrival| arrival.command == step.id);
        arrival.map_or(step.at, |arrival| arrival.at)
    }
}

/// A document that comes into the caller's scope, whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entered {
    /// Which document.
    pub document: CaseId,
    /// A standard Automerge file.
    #[serde(with = "serde_bytes")]
    pub snapshot: Vec<u8>,
    /// Its list row, so that nothing need be loaded to draw the list.
    pub row: CaseRow,
    /// When each of its acts arrived.
    pub arrivals: Vec<Arrival>,
    /// Place in the log of the newest change in the snapshot.
    pub seq: u64,
    /// The seal of all its changes.
    pub seal: Seal,
}

/// One row of what is new.
///
/// On the wire the kind is the key and the rest its value: a kind *inside* the map would have to be read twice, and
/// could be taken for a field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PullRow {
    /// The caller starts from nothing, or its scopes or the log's epoch are new: every document that it may see follows.
    /// What has not been named by [`PullRow::Complete`] has left its scope, unless the server has lost it.
    Begin {
        /// The log is not the one that the caller has read before: an older backup was put in its place, and what was
        /// admitted since is to be given back.
        lost: bool,
    },
    /// Many of the documents that follow, to be fetched and taken in before the next pull as if each came as
    /// [`PullRow::Entered`].
    Packs {
        /// Each apart from the others.
        packs: Vec<PackRef>,
    },
    /// All documents have been named.
    Complete,
    /// Reference data in a newer version.
    Directory {
        /// All of it.
        directory: Box<Directory>,
    },
    /// A document comes into scope, or is named after [`PullRow::Begin`].
    Entered(Box<Entered>),
    /// A change of a document that the caller has.
    Change {
        /// Which document.
        document: CaseId,
        /// The change.
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
        /// When it arrived.
        arrival: Arrival,
        /// Its place in the log.
        seq: u64,
        /// Its own seal, to be joined with the document's.
        seal: Seal,
    },
    /// A document leaves the caller's scope.
    Left {
        /// Which document.
        document: CaseId,
    },
    /// A supervisor has decided on an act of this person that was held. One that is taken also comes as any change does, to those who
    /// see its case: its author may not any more.
    Ruled {
        /// The act.
        command: CommandId,
        /// Whether it is taken.
        #[serde(default)]
        taken: bool,
        /// In which words.
        reason: String,
        /// What it was, when it was not taken and the device on which it was done was revoked: that one shows nothing any more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        act: Option<Box<Act>>,
    },
    /// A kind that a newer server uses: passed over, and never sent.
    #[serde(other, skip_serializing)]
    Unknown,
}

/// What is new, and where to go on from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PullReply {
    /// In order.
    #[serde(deserialize_with = "lenient::rows")]
    pub rows: Vec<PullRow>,
    /// To be sent with the next pull, after the rows are stored.
    pub cursor: String,
    /// Whether there is more at once.
    pub more: bool,
    /// The server's clock.
    pub now: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ContentHash;
    use crate::sync::{decode, encode};

    #[test]
    fn every_kind_of_row_survives_the_wire() {
        let document = CaseId::from_bytes([1; 16]);
        let arrival = Arrival {
            command: CommandId::from_bytes([2; 16]),
            at: Timestamp::from_millis(3),
        };
        let row = serde_json::json!({
            "id": document, "stage": "reported", "source": "patrol", "category": "city.garbage", "area": "c1",
            "address": "", "excerpt": "", "reporter": "p", "reported_at": 4, "photos": 0, "contested": false,
            "ineffective": 0, "answer_seen": false
        });
        let directory = serde_json::json!({
            "version": 1, "subdistrict": "s", "name": { "zh": "街道", "en": "Subdistrict" }, "communities": [],
            "grids": [], "departments": [], "observation_points": [], "categories": [], "people": []
        });
        let reply = PullReply {
            rows: vec![
                PullRow::Begin { lost: true },
                PullRow::Directory {
                    directory: serde_json::from_value(directory).unwrap(),
                },
                PullRow::Entered(Box::new(Entered {
                    document,
                    snapshot: vec![5; 300],
                    row: serde_json::from_value(row).unwrap(),
                    arrivals: vec![arrival],
                    seq: 6,
                    seal: Seal::from_bytes([8; 16]),
                })),
                PullRow::Packs {
                    packs: vec![PackRef {
                        rows: ContentHash::of(b"rows"),
                        documents: vec![ContentHash::of(b"documents")],
                        count: 1_000,
                        bytes: 500_000,
                    }],
                },
                PullRow::Complete,
                PullRow::Change {
                    document,
                    bytes: vec![7; 300],
                    arrival,
                    seq: 8,
                    seal: Seal::from_bytes([9; 16]),
                },
                PullRow::Left { document },
                PullRow::Ruled {
                    command: arrival.command,
                    taken: false,
                    reason: "不在现场".into(),
                    act: None,
                },
            ],
            cursor: "1.f.1.8.a".into(),
            more: false,
            now: Timestamp::from_millis(9),
        };
        assert_eq!(decode(&encode(&reply).unwrap()), Ok(reply));
    }

    #[test]
    fn a_kind_of_row_that_a_newer_server_uses_is_passed_over_with_all_that_is_in_it() {
        #[derive(Serialize)]
        #[serde(rename_all = "snake_case")]
        enum Newer {
            Paused,
            Ruling {
                by: Vec<u8>,
                deep: Vec<Vec<Option<u8>>>,
            },
            Count(u64),
            Left {
                document: CaseId,
            },
        }
        #[derive(Serialize)]
        struct Reply {
            rows: Vec<Newer>,
            cursor: String,
            more: bool,
            now: Timestamp,
        }
        let document = CaseId::from_bytes([1; 16]);
        let sent = Reply {
            rows: vec![
                Newer::Ruling {
                    by: vec![1, 2],
                    deep: vec![vec![None, Some(3)]],
                },
                Newer::Left { document },
                Newer::Paused,
                Newer::Count(7),
                Newer::Left { document },
            ],
            cursor: "1.f.1.8.a".into(),
            more: true,
            now: Timestamp::from_millis(9),
        };
        let read: PullReply = decode(&encode(&sent).unwrap()).unwrap();
        let left = PullRow::Left { document };
        assert_eq!(
            read.rows,
            [
                PullRow::Unknown,
                left.clone(),
                PullRow::Unknown,
                PullRow::Unknown,
                left
            ]
        );
        assert_eq!((read.cursor, read.more), (sent.cursor, true));
    }

    #[test]
    fn a_known_kind_of_row_with_wrong_content_is_still_an_error() {
        let rows = serde_json::json!({
            "rows": [{ "left": { "document": 5 } }], "cursor": "", "more": false, "now": 1
        });
        assert!(decode::<PullReply>(&encode(&rows).unwrap()).is_err());
    }
}
