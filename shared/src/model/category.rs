//! The category tree: six domains on top, the admin's leaves below.

use serde::{Deserialize, Serialize};

use super::{CategoryId, DepartmentId, Name};

/// The six domains of the subdistrict's platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Domain {
    /// 党建引领
    Party,
    /// 优化营商
    Business,
    /// 城市管理
    City,
    /// 公共安全
    Safety,
    /// 民生服务
    Livelihood,
    /// 法治建议
    RuleOfLaw,
}

impl Domain {
    /// All six, in the order in which people are shown them.
    pub const ALL: [Self; 6] = [
        Self::City,
        Self::Safety,
        Self::Livelihood,
        Self::RuleOfLaw,
        Self::Business,
        Self::Party,
    ];
}

/// A leaf of the tree: what a case is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// Its identifier.
    pub id: CategoryId,
    /// The domain that it stands under.
    pub domain: Domain,
    /// Its names.
    pub name: Name,
    /// Further words by which people look for it: synonyms and pinyin initials, separated by spaces.
    #[serde(default)]
    pub search: String,
    /// Who usually handles it.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// Usual working days to handle it.
    pub days: u16,
}
