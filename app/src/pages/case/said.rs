//! What a field says, in words: identifiers become names.

use gridloop_shared::model::{FieldName, Position};

use crate::format::Names;
use crate::i18n::Words;

/// A value of a field as it reads.
pub fn value_in_words(words: Words, names: &Names, field: FieldName, value: &str) -> String {
    match field {
        FieldName::Category => value.parse().map_or_else(
            |_| value.to_owned(),
            |id| match names.category_of(&id) {
                Some(category) => {
                    format!(
                        "{} · {}",
                        words.domain(category.domain),
                        names.category(&id)
                    )
                }
                None => names.category(&id),
            },
        ),
        FieldName::Area => value
            .parse()
            .map_or_else(|_| value.to_owned(), |area| names.area(&area)),
        FieldName::Position => value.parse::<Position>().map_or_else(
            |_| String::new(),
            |position| {
                let point = format!("{:.5}, {:.5}", position.latitude, position.longitude);
                let within = words.position_found(&format!("{:.0}", position.accuracy_m));
                format!("{point} · {within}")
            },
        ),
        FieldName::Address | FieldName::Description => value.to_owned(),
    }
}
