//! The words of the trade as types: who, where, what, and the rows that lists are made of.

mod answer;
mod case;
mod category;
mod content;
mod directory;
mod geo;
mod handling;
mod id;
mod person;
mod photo;
mod place;
mod row;
mod term;
mod time;

pub use answer::{Adoption, Rating};
pub use case::{Case, Concurrent, Field, FieldName, Source};
pub use category::{Category, Domain};
pub use content::ContentHash;
pub use directory::{Community, Department, Directory, Grid, Name, ObservationPoint};
pub use geo::{contains, distance_m};
pub use handling::{Authority, ContactWay, Fruit, MediationLevel, MediationOutcome};
pub use id::{
    CaseId, CategoryId, CommandId, CommunityId, DepartmentId, DeviceId, GridId, IdError,
    ObservationPointId, PersonId, SubdistrictId,
};
pub use person::{Grant, Person, Principal, Role, Scope};
pub use photo::{Photo, PhotoHash, PhotoKind};
pub use place::{Area, Position, PositionError};
pub use row::{CaseRow, EXCERPT_CHARS};
pub use term::Term;
pub use time::Timestamp;
