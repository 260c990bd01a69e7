//! One field issue or one observation, as it reads from its document.

use serde::{Deserialize, Serialize};

use super::{
    Area, CaseId, CategoryId, ObservationPointId, PersonId, Photo, Position, SubdistrictId,
    Timestamp,
};
use crate::workflow::FollowUp;

/// How a case came to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// 网格巡查
    Patrol,
    /// 法治观察
    Observation,
    /// 12345 热线
    Hotline,
    /// 来访
    Visit,
    /// 企业服务
    Enterprise,
}

/// The fields of a case that people may correct.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldName {
    /// What it is about.
    Category,
    /// Community and grid.
    Area,
    /// Road, number, stairwell.
    Address,
    /// Measured position.
    Position,
    /// What was seen.
    Description,
}

impl FieldName {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 5] = [
        Self::Category,
        Self::Area,
        Self::Address,
        Self::Position,
        Self::Description,
    ];

    /// The key in the document.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Category => "category",
            Self::Area => "area",
            Self::Address => "address",
            Self::Position => "position",
            Self::Description => "description",
        }
    }

    /// The field of this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.key() == key)
    }
}

/// A value that somebody wrote without knowing of the one that is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Concurrent<T> {
    /// What was written.
    pub value: T,
    /// Who wrote it, if the document says.
    pub by: Option<PersonId>,
    /// When, by the writer's device, to the second.
    pub at: Timestamp,
}

/// A field: the value that every device shows, and those written beside it offline.
///
/// Which of several concurrent values is shown is the same everywhere (the greatest operation id); the others are
/// kept until somebody chooses.
#[derive(Debug, Clone, PartialEq)]
pub struct Field<T> {
    /// The value shown, with who wrote it.
    pub shown: Concurrent<T>,
    /// The others. Empty when nobody disagreed.
    pub others: Vec<Concurrent<T>>,
}

impl<T> Field<T> {
    /// The value that is shown.
    pub const fn value(&self) -> &T {
        &self.shown.value
    }

    /// Whether two people wrote different things here.
    #[must_use]
    pub fn is_contested(&self) -> bool {
        !self.others.is_empty()
    }

    /// The same field with every value converted.
    pub fn map<U>(self, mut convert: impl FnMut(T) -> U) -> Field<U> {
        let mut each = |Concurrent { value, by, at }| Concurrent {
            value: convert(value),
            by,
            at,
        };
        Field {
            shown: each(self.shown),
            others: self.others.into_iter().map(each).collect(),
        }
    }
}

/// A case as read from its document: facts, and the follow-up folded from its steps.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Which case.
    pub id: CaseId,
    /// Whose data it is.
    pub subdistrict: SubdistrictId,
    /// How it came to be known.
    pub source: Source,
    /// Who reported it.
    pub reporter: PersonId,
    /// At which observation point, for an observation.
    pub observation_point: Option<ObservationPointId>,
    /// What it is about.
    pub category: Field<CategoryId>,
    /// Community and grid.
    pub area: Field<Area>,
    /// Road, number, stairwell. May be empty.
    pub address: Field<String>,
    /// Measured position, if there is one.
    pub position: Field<Option<Position>>,
    /// What was seen. May be empty when there are photos.
    pub description: Field<String>,
    /// What has happened to it.
    pub follow_up: FollowUp,
}

impl Case {
    /// The fields in which people disagree.
    pub fn contested(&self) -> impl Iterator<Item = FieldName> {
        [
            (FieldName::Category, self.category.is_contested()),
            (FieldName::Area, self.area.is_contested()),
            (FieldName::Address, self.address.is_contested()),
            (FieldName::Position, self.position.is_contested()),
            (FieldName::Description, self.description.is_contested()),
        ]
        .into_iter()
        .filter_map(|(name, contested)| contested.then_some(name))
    }

    /// Every value of a field as text, the shown one first: what a person chooses between.
    #[must_use]
    pub fn values(&self, field: FieldName) -> Vec<Concurrent<String>> {
        let all = match field {
            FieldName::Category => self.category.clone().map(String::from),
            FieldName::Area => self.area.clone().map(String::from),
            FieldName::Address => self.address.clone(),
            FieldName::Position => self
                .position
                .clone()
                .map(|value| value.map(String::from).unwrap_or_default()),
            FieldName::Description => self.description.clone(),
        };
        std::iter::once(all.shown).chain(all.others).collect()
    }

    /// Every photo of every step, in the order of the steps.
    pub fn photos(&self) -> impl Iterator<Item = &Photo> {
        self.follow_up
            .entries
            .iter()
            .flat_map(|entry| entry.step.kind.photos())
    }
}
