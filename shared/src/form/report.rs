//! The form by which a case is reported.

use serde::{Deserialize, Serialize};

use super::{MOST_ADDRESS, MOST_DESCRIPTION, Problem, text};
use crate::command::Report;
use crate::model::{Area, CaseId, CategoryId, CommandId, Photo, Position, Source};

/// The form as far as it is filled in. It is kept on the device at every pause.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportDraft {
    /// How the case came to be known.
    pub source: Source,
    /// What it is about, once chosen.
    pub category: Option<CategoryId>,
    /// Community and grid, once known.
    pub area: Option<Area>,
    /// Road, number, stairwell.
    pub address: String,
    /// Measured position.
    pub position: Option<Position>,
    /// What was seen.
    pub description: String,
    /// What was photographed.
    pub photos: Vec<Photo>,
    /// The case of which this is what remained to be solved.
    #[serde(default)]
    pub follows: Option<CaseId>,
    /// The act that was not taken, and in whose place this is done.
    #[serde(default)]
    pub instead: Option<CommandId>,
}

/// The fields of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportField {
    /// Photos.
    Photos,
    /// Category.
    Category,
    /// Community and grid.
    Area,
    /// Address.
    Address,
    /// Description.
    Description,
}

/// What is wrong at which field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldProblem {
    /// Where.
    pub field: ReportField,
    /// What.
    pub problem: Problem,
}

impl ReportDraft {
    /// An empty form.
    #[must_use]
    pub const fn new(source: Source) -> Self {
        Self {
            source,
            category: None,
            area: None,
            address: String::new(),
            position: None,
            description: String::new(),
            photos: Vec::new(),
            follows: None,
            instead: None,
        }
    }

    /// The form as it was when this was reported.
    #[must_use]
    pub fn of(report: Report) -> Self {
        Self {
            source: report.source,
            category: Some(report.category),
            area: Some(report.area),
            address: report.address,
            position: report.position,
            description: report.description,
            photos: report.photos,
            follows: report.follows,
            instead: None,
        }
    }

    /// Whether nothing has been filled in.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self == &Self::new(self.source)
    }

    /// The report that the form makes, or everything that it lacks, in the order of the form.
    ///
    /// Required are a category, a community, and a photo or a description: a photo says enough to a person in a hurry.
    ///
    /// # Errors
    /// Every problem, each at its field.
    pub fn check(&self) -> Result<Report, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let mut at = |field, problem| problems.push(FieldProblem { field, problem });
        if self.photos.len() > Photo::MOST_PER_STEP {
            at(
                ReportField::Photos,
                Problem::TooMany {
                    most: Photo::MOST_PER_STEP,
                },
            );
        }
        if self.category.is_none() {
            at(ReportField::Category, Problem::Missing);
        }
        if self.area.is_none() {
            at(ReportField::Area, Problem::Missing);
        }
        if let Err(problem) = text(&self.address, MOST_ADDRESS) {
            at(ReportField::Address, problem);
        }
        if self.description.trim().is_empty() && self.photos.is_empty() {
            at(ReportField::Description, Problem::Missing);
        } else if let Err(problem) = text(&self.description, MOST_DESCRIPTION) {
            at(ReportField::Description, problem);
        }
        match (&self.category, &self.area) {
            (Some(category), Some(area)) if problems.is_empty() => Ok(Report {
                source: self.source,
                category: category.clone(),
                area: area.clone(),
                address: self.address.trim().to_owned(),
                position: self.position,
                description: self.description.trim().to_owned(),
                photos: self.photos.clone(),
                follows: self.follows,
            }),
            _ => Err(problems),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(draft: &ReportDraft) -> Vec<ReportField> {
        draft
            .check()
            .err()
            .into_iter()
            .flatten()
            .map(|problem| problem.field)
            .collect()
    }

    #[test]
    fn an_empty_form_says_all_that_it_lacks_in_order() {
        let draft = ReportDraft::new(Source::Patrol);
        assert!(draft.is_blank());
        assert_eq!(
            fields(&draft),
            [
                ReportField::Category,
                ReportField::Area,
                ReportField::Description
            ]
        );
    }

    #[test]
    fn a_description_too_long_is_said_at_the_description() {
        let draft = ReportDraft {
            category: "city.garbage".parse().ok(),
            area: "c1".parse().ok(),
            description: "长".repeat(MOST_DESCRIPTION + 1),
            ..ReportDraft::new(Source::Patrol)
        };
        assert_eq!(fields(&draft), [ReportField::Description]);
        let draft = ReportDraft {
            description: "长".repeat(MOST_DESCRIPTION),
            ..draft
        };
        assert_eq!(
            draft.check().unwrap().description.chars().count(),
            MOST_DESCRIPTION
        );
    }

    #[test]
    fn a_form_that_stands_for_what_was_not_taken_is_kept_as_such() {
        let draft = ReportDraft {
            description: "楼道".into(),
            instead: Some(CommandId::from_bytes([3; 16])),
            ..ReportDraft::new(Source::Patrol)
        };
        let kept = crate::sync::encode(&draft).unwrap();
        assert_eq!(crate::sync::decode(&kept), Ok(draft.clone()));
        assert!(!draft.is_blank());
    }
}
