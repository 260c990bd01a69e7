//! Which rows a filter lets through. Ten thousand in a few milliseconds: names are looked up once, not once a row.

use std::collections::HashSet;

use gridloop_shared::model::{
    CaseRow, CategoryId, CommunityId, Directory, Domain, Name, Principal, Timestamp,
};

use super::filter::{Clock, Filter, Whose};
use crate::core::Listed;
use crate::format::Names;
use crate::pages::todo::{InTime, awaits, in_time};

/// So many digits of a case's number are meant as one: fewer are a house number.
const LEAST_NUMBER: usize = 4;

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
        found.sort_by_cached_key(|item| names.due_at(&item.row));
    }
    found
}

struct Sieve<'a> {
    filter: &'a Filter,
    names: &'a Names,
    principal: &'a Principal,
    now: Timestamp,
    /// The categories of the domain that is asked for.
    of_domain: Option<HashSet<&'a CategoryId>>,
    words: Vec<Word<'a>>,
}

/// One of the words that are looked for; a case must have them all.
struct Word<'a> {
    text: String,
    /// The categories and communities whose names hold it.
    categories: HashSet<&'a CategoryId>,
    communities: HashSet<&'a CommunityId>,
}

impl<'a> Sieve<'a> {
    fn new(filter: &'a Filter, names: &'a Names, principal: &'a Principal, now: Timestamp) -> Self {
        let directory = names.directory();
        let categories = directory.map_or(&[][..], |directory| &directory.categories);
        let in_domain = |domain: Domain| {
            categories
                .iter()
                .filter(move |it| it.domain == domain)
                .map(|it| &it.id)
                .collect()
        };
        let words = filter.text.split_whitespace();
        Self {
            filter,
            names,
            principal,
            now,
            of_domain: filter.domain.map(in_domain),
            words: words
                .map(|text| Word::new(text.to_lowercase(), directory))
                .collect(),
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
                Some(Clock::Overdue) => in_time(self.names, row, self.now) == InTime::Overdue,
                Some(Clock::Today) => in_time(self.names, row, self.now) == InTime::Today,
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
        self.words.iter().all(|word| word.is_in(row))
    }
}

impl<'a> Word<'a> {
    fn new(text: String, directory: Option<&'a Directory>) -> Self {
        let holds = |name: &Name| contains(&name.zh, &text) || contains(&name.en, &text);
        let categories = directory.map_or(&[][..], |directory| &directory.categories);
        let communities = directory.map_or(&[][..], |directory| &directory.communities);
        Self {
            categories: categories
                .iter()
                .filter(|it| holds(&it.name))
                .map(|it| &it.id)
                .collect(),
            communities: communities
                .iter()
                .filter(|it| holds(&it.name))
                .map(|it| &it.id)
                .collect(),
            text,
        }
    }

    fn is_in(&self, row: &CaseRow) -> bool {
        let text = &self.text;
        self.categories.contains(&row.category)
            || self.communities.contains(&row.area.community)
            || contains(&row.address, text)
            || contains(&row.excerpt, text)
            || (text.len() >= LEAST_NUMBER && text.is_ascii() && row.id.to_string().ends_with(text))
    }
}

/// Whether a text holds lower-case words. Chinese has no case: most texts are searched as they are.
fn contains(text: &str, words: &str) -> bool {
    text.contains(words) || (words.is_ascii() && text.to_lowercase().contains(words))
}
