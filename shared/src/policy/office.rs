//! What somebody may do that is not about one case.

use crate::model::{Principal, Role, Scope};

/// An office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Office {
    /// Decide on what is held.
    Rule,
    /// Say who may do what, and on which devices.
    ManagePeople,
}

impl Office {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Rule, Self::ManagePeople];

    const fn role(self) -> Role {
        match self {
            Self::Rule => Role::Supervisor,
            Self::ManagePeople => Role::Admin,
        }
    }
}

/// Whether somebody holds an office.
#[must_use]
pub fn holds(principal: &Principal, office: Office) -> bool {
    principal
        .grants
        .iter()
        .any(|grant| grant.role == office.role() && grant.scope == Scope::Subdistrict)
}

/// Whether somebody sees every case of the subdistrict, whatever it is.
#[must_use]
pub fn sees_all(principal: &Principal) -> bool {
    principal.grants.iter().any(|grant| {
        matches!(grant.role, Role::Supervisor | Role::Admin | Role::System)
            && grant.scope == Scope::Subdistrict
    })
}
