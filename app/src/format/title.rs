//! What a case is called, and the short number by which people name it, or a device, on the telephone.

use std::fmt::Display;

/// A heading that a person wrote before a colon has at most so many characters.
const MOST_HEADING: usize = 24;
/// A first sentence longer than this is cut at its first comma.
const LONG: usize = 30;

/// What stands at the beginning of a description: its heading, its first sentence, or that sentence's first clause.
pub fn headline(description: &str) -> String {
    let sentence = description
        .split(['\n', '。', '；', ';'])
        .map(str::trim)
        .find(|part| !part.is_empty())
        .unwrap_or_default();
    let count = |text: &str| text.chars().count();
    let heading = sentence
        .split_once(['：', ':'])
        .map(|(heading, _)| heading.trim())
        .filter(|heading| (2..=MOST_HEADING).contains(&count(heading)));
    let clause = sentence
        .split_once(['，', ','])
        .map(|(clause, _)| clause.trim())
        .filter(|clause| count(sentence) > LONG && count(clause) >= 6);
    heading.or(clause).unwrap_or(sentence).to_owned()
}

/// The last six digits of the id: the random end, so that those of one minute differ.
pub fn short_number(id: impl Display) -> String {
    let text = id.to_string();
    let tail = text.len().saturating_sub(6);
    text.get(tail..).unwrap_or(&text).to_uppercase()
}
