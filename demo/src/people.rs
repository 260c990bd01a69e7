//! Who takes part: invented people, each with roles and what the roles reach.

use serde::Deserialize;

/// A demo account. All share [`DEMO_PASSWORD`](crate::DEMO_PASSWORD).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// `p01` and so on; what steps name.
    pub id: String,
    /// What is typed to sign in.
    pub user: String,
    /// Invented Chinese name.
    pub name: String,
    /// What the person may do, and where.
    pub roles: Vec<Assignment>,
}

/// One role within one scope.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// What the person may do.
    pub role: Role,
    /// Where.
    pub scope: Scope,
}

/// The roles of the domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
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
}

/// What a role reaches, by id.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// These grids.
    Grids(Vec<String>),
    /// This observation point.
    ObservationPoint(String),
    /// This community.
    Community(String),
    /// This department.
    Department(String),
    /// The whole subdistrict.
    Subdistrict(String),
}

impl Person {
    /// Whether the person holds `role`, wherever.
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.roles.iter().any(|held| held.role == role)
    }

    /// Whether the person handles the cases of `department`.
    #[must_use]
    pub fn handles(&self, department: &str) -> bool {
        self.roles.iter().any(
            |held| matches!((held.role, &held.scope), (Role::Handler, Scope::Department(of)) if of == department),
        )
    }

    /// Whether the person walks `grid`.
    #[must_use]
    pub fn walks(&self, grid: &str) -> bool {
        self.roles.iter().any(|held| {
            matches!((held.role, &held.scope), (Role::GridWorker, Scope::Grids(ids)) if ids.iter().any(|id| id == grid))
        })
    }

    /// The observation point at which the person observes, if there is one.
    #[must_use]
    pub fn observation_point(&self) -> Option<&str> {
        self.roles
            .iter()
            .find_map(|held| match (held.role, &held.scope) {
                (Role::Observer, Scope::ObservationPoint(point)) => Some(point.as_str()),
                _ => None,
            })
    }
}
