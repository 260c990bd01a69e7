//! People, what they may do, and where.

use serde::{Deserialize, Serialize};

use super::{
    CommunityId, DepartmentId, DeviceId, GridId, ObservationPointId, PersonId, SubdistrictId,
};

/// What somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 网格员
    GridWorker,
    /// 法治观察员
    Observer,
    /// 居委干部
    Committee,
    /// 处置部门
    Handler,
    /// 督导
    Supervisor,
    /// 管理员
    Admin,
    /// The server itself: nobody is given this role.
    System,
}

/// Where a role holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Everywhere in the subdistrict.
    Subdistrict,
    /// In these communities.
    Communities(Vec<CommunityId>),
    /// In these grids.
    Grids(Vec<GridId>),
    /// In what is dispatched to this department.
    Department(DepartmentId),
    /// At this observation point.
    ObservationPoint(ObservationPointId),
}

/// One role within one scope. A person can hold several.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// Where it holds.
    pub scope: Scope,
}

/// Somebody as colleagues see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// The name as it is written.
    pub name: String,
    /// What they may do.
    pub grants: Vec<Grant>,
}

/// Who is acting, on which device, with which grants: what every decision about permission is made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Principal {
    /// Who.
    pub person: PersonId,
    /// On which device.
    pub device: DeviceId,
    /// Of which subdistrict.
    pub subdistrict: SubdistrictId,
    /// With which roles.
    pub grants: Vec<Grant>,
}

impl Principal {
    /// Whether one of the grants has this role, wherever.
    #[must_use]
    pub fn has(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }

    /// Whether this person is on their feet: reports what they see and checks on the spot.
    #[must_use]
    pub fn walks(&self) -> bool {
        [Role::GridWorker, Role::Observer, Role::Committee]
            .into_iter()
            .any(|role| self.has(role))
    }

    /// The departments for which this person handles cases.
    pub fn departments(&self) -> impl Iterator<Item = &DepartmentId> {
        self.grants
            .iter()
            .filter_map(|grant| match (&grant.role, &grant.scope) {
                (Role::Handler, Scope::Department(department)) => Some(department),
                _ => None,
            })
    }

    /// The observation point at which this person observes, if there is one.
    #[must_use]
    pub fn observation_point(&self) -> Option<&ObservationPointId> {
        self.grants
            .iter()
            .find_map(|grant| match (&grant.role, &grant.scope) {
                (Role::Observer, Scope::ObservationPoint(point)) => Some(point),
                _ => None,
            })
    }
}
