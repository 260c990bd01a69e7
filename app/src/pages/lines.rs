//! From a row of the core to a card of a list.

use gridloop_shared::model::{CaseRow, CategoryId, Timestamp};

use super::todo::{answered, awaits};
use crate::components::{CaseLine, Mark};
use crate::core::{Core, Listed, Receipt};
use crate::format::{Names, headline, moment};
use crate::i18n::Words;
use crate::pages::session::Me;

/// What people know a case by: the beginning of what was written, else what it is about.
pub fn title(names: &Names, row: &CaseRow) -> String {
    known_by(names, &row.excerpt, &row.category)
}

/// What people know a case by that stands in no list.
pub fn known_by(names: &Names, written: &str, category: &CategoryId) -> String {
    let first = headline(written);
    if first.is_empty() {
        names.category(category)
    } else {
        first
    }
}

/// The card of a row.
pub fn line(
    words: Words,
    names: &Names,
    core: Core,
    me: Me,
    item: &Listed,
    now: Timestamp,
) -> CaseLine {
    let row = &item.row;
    let (title, category) = (title(names, row), names.category(&row.category));
    let holder = match &row.department {
        Some(department) => names.department(department),
        None => names.person(&row.reporter),
    };
    let place = if row.address.is_empty() {
        names.area(&row.area)
    } else {
        format!("{} · {}", names.area(&row.area), row.address)
    };
    CaseLine {
        href: format!("/cases/{}", row.id),
        category: (title != category).then_some(category),
        title,
        place,
        stage: row.stage,
        due: names.due(row).filter(|due| !due.paused).filter(|_| {
            // What others have to do in time is theirs to look at, unless it is a department's promise.
            row.stage.is_with_department() || me.with(|principal| awaits(principal, row))
        }),
        mark: match item.receipt {
            Receipt::OnServer => None,
            Receipt::OnThisPhone { .. } => Some(Mark::Local),
            Receipt::NotAccepted { .. } => Some(Mark::Refused),
        },
        when: moment(words, row.reported_at, now),
        who: holder,
        photo: row.photo.clone().map(|hash| core.photo(hash)),
        unread: me.with(|principal| answered(principal, row)),
    }
}
