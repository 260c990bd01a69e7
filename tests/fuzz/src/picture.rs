//! Files that are said to be pictures.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gridloop::fuzzing::picture(bytes));
