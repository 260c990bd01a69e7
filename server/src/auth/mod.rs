//! Who is asking: passwords, sessions, devices, and the one place where a session becomes a principal.

mod ended;
mod kept;
mod password;
mod people;
mod principal;
mod sender;
mod session;
mod throttle;

pub use ended::Ended;
pub use password::{PasswordError, Passwords};
pub use people::{people, regrant, revoke};
pub use principal::{Held, SignedIn};
pub use sender::Sender;
pub use session::{prolonged, show, sign_in, sign_out};
pub use throttle::Throttle;
