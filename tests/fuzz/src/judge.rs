//! Many changes of several people.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gridloop::fuzzing::judge(bytes));
