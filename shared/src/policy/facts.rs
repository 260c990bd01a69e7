//! What the policy needs to know of a case, whether from its document or from its row.

use serde::{Deserialize, Serialize};

use crate::model::{Area, Case, CaseRow, DepartmentId, ObservationPointId, PersonId};
use crate::workflow::StepKind;

/// The sides of a case that relate people to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Who reported it.
    pub reporter: PersonId,
    /// Where it is.
    pub area: Area,
    /// At which observation point it was observed.
    pub observation_point: Option<ObservationPointId>,
    /// Who has it.
    pub department: Option<DepartmentId>,
    /// Who assists.
    #[serde(default)]
    pub assisting: Vec<DepartmentId>,
    /// Who has ever been given it: what they did in good faith, before they learned that it had left, is theirs to send.
    pub former_departments: Vec<DepartmentId>,
}

impl From<&Case> for Facts {
    fn from(case: &Case) -> Self {
        let given = case.follow_up.entries.iter().flat_map(|entry| {
            let kind = &entry.step.kind;
            let gives = matches!(
                kind,
                StepKind::Dispatched { .. }
                    | StepKind::Reassigned { .. }
                    | StepKind::AssistanceCalled { .. }
            );
            kind.departments().filter(move |_| gives).cloned()
        });
        let assignment = case.follow_up.state.assignment();
        Self {
            reporter: case.reporter.clone(),
            area: case.area.value().clone(),
            observation_point: case.observation_point.clone(),
            department: assignment.map(|a| a.department.clone()),
            assisting: assignment.map_or_else(Vec::new, |a| {
                let assisting = a.assisting.iter().map(|it| it.department.clone());
                assisting.collect()
            }),
            former_departments: given.collect(),
        }
    }
}

impl From<&CaseRow> for Facts {
    fn from(row: &CaseRow) -> Self {
        Self {
            reporter: row.reporter.clone(),
            area: row.area.clone(),
            observation_point: row.observation_point.clone(),
            department: row.department.clone(),
            assisting: row.assisting.clone(),
            former_departments: row
                .department
                .iter()
                .chain(&row.assisting)
                .cloned()
                .collect(),
        }
    }
}
