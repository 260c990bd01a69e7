//! The ways in which a case is handled, beyond doing what is to be done.

use serde::{Deserialize, Serialize};

/// How the reporter was first contacted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactWay {
    /// 电话
    Phone,
    /// 上门
    Visit,
    /// 短信或消息
    Message,
}

impl ContactWay {
    /// All of them, the usual first.
    pub const ALL: [Self; 3] = [Self::Phone, Self::Visit, Self::Message];
}

/// Who mediates (人民调解法: a residents' committee's mediation committee, or the subdistrict's).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediationLevel {
    /// 居民区调解
    Community,
    /// 街道调解
    Subdistrict,
}

impl MediationLevel {
    /// Both, the first to be tried first.
    pub const ALL: [Self; 2] = [Self::Community, Self::Subdistrict];
}

/// How a mediation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediationOutcome {
    /// 达成协议
    Agreed,
    /// 未达成协议
    Failed,
    /// 当事人撤回
    Withdrawn,
}

impl MediationOutcome {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Agreed, Self::Failed, Self::Withdrawn];
}

/// Whoever an observation is passed up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Authority {
    /// 区级
    District,
    /// 市级
    City,
}

impl Authority {
    /// Both, the nearer first.
    pub const ALL: [Self; 2] = [Self::District, Self::City];
}

/// What an observation was taken into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fruit {
    /// 公约
    Convention,
    /// 政策文件
    Policy,
}

impl Fruit {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Convention, Self::Policy];
}
