//! What a case is called, and the short number by which people name it on the telephone.

use gridloop_shared::model::CaseId;

/// The first sentence of a description.
pub fn opening(description: &str) -> String {
    description
        .split(['\n', '。', '；', ';'])
        .map(str::trim)
        .find(|part| !part.is_empty())
        .unwrap_or_default()
        .to_owned()
}

/// The last six digits of the id: the random end, so that cases of one minute differ.
pub fn short_number(id: CaseId) -> String {
    let text = id.to_string();
    let tail = text.len().saturating_sub(6);
    text.get(tail..).unwrap_or(&text).to_uppercase()
}
