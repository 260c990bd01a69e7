//! Which cases the list shows. It lives in the address, so that it can be kept, shared and gone back to.

use gridloop_shared::json::{from_word, word};
use gridloop_shared::model::{CategoryId, CommunityId, Domain};
use gridloop_shared::workflow::Stage;
use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

/// Whose cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// All.
    #[default]
    All,
    /// Those whose next step is this person's.
    Awaiting,
    /// Those that this person reported.
    Mine,
    /// Those of this person's department.
    Department,
}

/// How the deadline stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// 超时
    Overdue,
    /// 今日到期
    Today,
}

/// A filter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Words to be found.
    pub text: String,
    /// One stage.
    pub stage: Option<Stage>,
    /// One domain.
    pub domain: Option<Domain>,
    /// One category.
    pub category: Option<CategoryId>,
    /// One community.
    pub community: Option<CommunityId>,
    /// Whose.
    pub whose: Whose,
    /// How the deadline stands.
    pub clock: Option<Clock>,
}

impl Filter {
    /// The filter of an address.
    pub fn read(query: &ParamsMap) -> Self {
        let value = |name: &str| query.get(name);
        Self {
            text: value("q").unwrap_or_default(),
            stage: value("stage").and_then(|word| from_word(&word)),
            domain: value("domain").and_then(|word| from_word(&word)),
            category: value("category").and_then(|id| id.parse().ok()),
            community: value("community").and_then(|id| id.parse().ok()),
            whose: value("whose")
                .and_then(|word| from_word(&word))
                .unwrap_or_default(),
            clock: value("clock").and_then(|word| from_word(&word)),
        }
    }

    /// The query of the address, with its question mark; empty for no filter.
    pub fn query(&self) -> String {
        let mut parts = Vec::new();
        let mut add = |name: &str, value: Option<String>| {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                let value = String::from(js_sys::encode_uri_component(&value));
                parts.push(format!("{name}={value}"));
            }
        };
        add("q", Some(self.text.clone()));
        add("stage", self.stage.as_ref().map(word));
        add("domain", self.domain.as_ref().map(word));
        add("category", self.category.as_ref().map(ToString::to_string));
        add(
            "community",
            self.community.as_ref().map(ToString::to_string),
        );
        add(
            "whose",
            (self.whose != Whose::All).then(|| word(&self.whose)),
        );
        add("clock", self.clock.as_ref().map(word));
        if parts.is_empty() {
            String::new()
        } else {
            format!("?{}", parts.join("&"))
        }
    }

    /// How many conditions there are, apart from the words.
    pub fn conditions(&self) -> usize {
        [
            self.stage.is_some(),
            self.domain.is_some() || self.category.is_some(),
            self.community.is_some(),
            self.whose != Whose::All,
            self.clock.is_some(),
        ]
        .into_iter()
        .filter(|is| *is)
        .count()
    }

    /// Whether every case passes.
    pub fn is_open(&self) -> bool {
        self == &Self::default()
    }
}
