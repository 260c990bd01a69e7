//! The keys of a case's document.

/// The version of the layout. A document of a newer one is kept and not read.
pub const SCHEMA: u64 = 1;
/// What kind of document this is.
pub(super) const KIND_CASE: &str = "case";

pub(super) const KEY_SCHEMA: &str = "schema";
pub(super) const KEY_KIND: &str = "kind";
pub(super) const KEY_ID: &str = "id";
pub(super) const KEY_SUBDISTRICT: &str = "subdistrict";
pub(super) const KEY_SOURCE: &str = "source";
pub(super) const KEY_REPORTER: &str = "reporter";
pub(super) const KEY_POINT: &str = "observation_point";
pub(super) const KEY_STEPS: &str = "steps";
