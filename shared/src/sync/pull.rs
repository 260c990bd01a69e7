//! `GET /api/v1/sync/pull?cursor=…&most=…`: what is new, in order, from the caller's scopes.

use serde::{Deserialize, Serialize};

use crate::model::{CaseId, CaseRow, CommandId, Directory, Timestamp};

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
}

/// One row of what is new.
///
/// On the wire the kind is the key and the rest its value: a kind *inside* the map would have to be read twice, and
/// could be taken for a field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PullRow {
    /// The caller starts from nothing, or its scopes or the log's epoch are new: every document that it may see follows.
    /// What has not been named by [`PullRow::Complete`] has left its scope.
    Begin,
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
    },
    /// A document leaves the caller's scope.
    Left {
        /// Which document.
        document: CaseId,
    },
}

/// What is new, and where to go on from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PullReply {
    /// In order.
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
                PullRow::Begin,
                PullRow::Directory {
                    directory: serde_json::from_value(directory).unwrap(),
                },
                PullRow::Entered(Box::new(Entered {
                    document,
                    snapshot: vec![5; 300],
                    row: serde_json::from_value(row).unwrap(),
                    arrivals: vec![arrival],
                    seq: 6,
                })),
                PullRow::Complete,
                PullRow::Change {
                    document,
                    bytes: vec![7; 300],
                    arrival,
                    seq: 8,
                },
                PullRow::Left { document },
            ],
            cursor: "1.f.1.8".into(),
            more: false,
            now: Timestamp::from_millis(9),
        };
        assert_eq!(decode(&encode(&reply).unwrap()), Ok(reply));
    }
}
