//! Starts the app.

fn main() {
    gridloop_app::start();
}
