//! What comes back: a department's answer, and what its reporter thinks of it.

use serde::{Deserialize, Serialize};

/// How the reporter found the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rating {
    /// 满意
    Satisfied,
    /// 部分满意
    Partly,
    /// 不满意
    Not,
}

/// What a handler says to a legal observation, always with reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Adoption {
    /// 采纳
    Adopted,
    /// 部分采纳
    PartlyAdopted,
    /// 未采纳
    Declined,
}

impl Adoption {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Adopted, Self::PartlyAdopted, Self::Declined];
}
