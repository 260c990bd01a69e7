//! What a case can be about and who deals with it: domains, categories, departments, observation points.

use serde::Deserialize;

/// One of the six tops of the category tree.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Domain {
    /// `city` and so on.
    pub id: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
}

/// A leaf of the category tree.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Domain and leaf, `city.garbage`.
    pub id: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// Synonyms and pinyin initials, separated by spaces.
    pub search: String,
    /// Id of the department that usually handles it.
    pub department: String,
    /// Usual term in working days: 1, 5 or 15.
    pub days: u8,
}

impl Category {
    /// Id of the domain, the part before the dot.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.id
            .split_once('.')
            .map_or(self.id.as_str(), |(domain, _)| domain)
    }
}

/// Who handles cases.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Department {
    /// `enforcement` and so on.
    pub id: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
}

/// A place appointed for observing how the law works on the ground (基层法治观察点).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObservationPoint {
    /// `wuhuan` and so on.
    pub id: String,
    /// Full Chinese name.
    pub zh: String,
    /// Short Chinese name, as in the 2023 report.
    pub short: String,
    /// English name.
    pub en: String,
    /// Id of the community it lies in. For the chamber and the service centre this is made up.
    pub community: String,
}
