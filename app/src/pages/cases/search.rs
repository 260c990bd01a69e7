//! Which rows a filter lets through. Ten thousand in a few milliseconds: names are looked up once, not once a row.

use std::collections::{HashMap, HashSet};

use gridloop_shared::model::{CaseRow, CategoryId, Domain, Principal, Timestamp};

use super::filter::{Clock, Filter, Whose};
use crate::core::Listed;
use crate::format::Names;
use crate::pages::todo::{awaits, is_due_today, is_overdue};

/// The rows that pass, in their order; the most overdue first where deadlines are asked for.
pub fn search(
    rows: &[Listed],
    filter: &Filter,
    names: &Names,
    principal: &Principal,
    now: Timestamp,
) -> Vec<Listed> {
    let sieve = Sieve::new(filter, names, principal, now);
    let mut found: Vec<Listed> = rows
        .iter()
        .filter(|item| sieve.passes(&item.row))
        .cloned()
        .collect();
    if filter.clock.is_some() {
        found.sort_by_key(|item| item.row.due);
    }
    found
}

struct Sieve<'a> {
    filter: &'a Filter,
    principal: &'a Principal,
    now: Timestamp,
    text: String,
    /// The categories of the domain that is asked for.
    of_domain: Option<HashSet<&'a CategoryId>>,
    /// The categories whose names hold the words.
    named: HashMap<&'a CategoryId, bool>,
}

impl<'a> Sieve<'a> {
    fn new(filter: &'a Filter, names: &'a Names, principal: &'a Principal, now: Timestamp) -> Self {
        let text = filter.text.trim().to_lowercase();
        let categories = names
            .directory()
            .map_or(&[][..], |directory| &directory.categories);
        let in_domain = |domain: Domain| {
            categories
                .iter()
                .filter(move |it| it.domain == domain)
                .map(|it| &it.id)
                .collect()
        };
        let named = categories
            .iter()
            .map(|it| {
                let hit = it.name.zh.contains(&text) || it.name.en.to_lowercase().contains(&text);
                (&it.id, hit)
            })
            .collect();
        Self {
            filter,
            principal,
            now,
            text,
            of_domain: filter.domain.map(in_domain),
            named,
        }
    }

    fn passes(&self, row: &CaseRow) -> bool {
        let filter = self.filter;
        filter.stage.is_none_or(|stage| row.stage == stage)
            && filter
                .category
                .as_ref()
                .is_none_or(|id| &row.category == id)
            && self
                .of_domain
                .as_ref()
                .is_none_or(|ids| ids.contains(&row.category))
            && filter
                .community
                .as_ref()
                .is_none_or(|id| &row.area.community == id)
            && self.is_whose(row)
            && match filter.clock {
                None => true,
                Some(Clock::Overdue) => is_overdue(row, self.now),
                Some(Clock::Today) => is_due_today(row, self.now),
            }
            && self.is_named(row)
    }

    fn is_whose(&self, row: &CaseRow) -> bool {
        match self.filter.whose {
            Whose::All => true,
            Whose::Awaiting => awaits(self.principal, row),
            Whose::Mine => row.reporter == self.principal.person,
            Whose::Department => row
                .department
                .as_ref()
                .is_some_and(|own| self.principal.departments().any(|it| it == own)),
        }
    }

    fn is_named(&self, row: &CaseRow) -> bool {
        let text = &self.text;
        text.is_empty()
            || self.named.get(&row.category).copied().unwrap_or(false)
            || contains(&row.address, text)
            || contains(&row.excerpt, text)
            || (text.is_ascii() && row.id.to_string().ends_with(text))
    }
}

/// Whether a text holds lower-case words. Chinese has no case: most texts are searched as they are.
fn contains(text: &str, words: &str) -> bool {
    text.contains(words) || (words.is_ascii() && text.to_lowercase().contains(words))
}
