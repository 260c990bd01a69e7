//! A release build carries the app inside it: when the app was built anew, so is the server.
#![allow(clippy::print_stdout, reason = "how a build script speaks to cargo")]

fn main() {
    if std::env::var("PROFILE").as_deref() == Ok("release") {
        println!("cargo:rerun-if-changed=../dist");
    } else {
        println!("cargo:rerun-if-changed=build.rs");
    }
}
