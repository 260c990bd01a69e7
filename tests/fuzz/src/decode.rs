//! One change on its own.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gridloop::fuzzing::decode(bytes));
