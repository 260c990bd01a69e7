//! Who is asking: passwords, sessions, devices, and the one place where a session becomes a principal.

mod kept;
mod password;
mod principal;
mod session;
mod throttle;

pub use password::{PasswordError, Passwords};
pub use principal::SignedIn;
pub use session::{show, sign_in, sign_out};
pub use throttle::Throttle;
