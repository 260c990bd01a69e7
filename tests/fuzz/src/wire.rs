//! Messages of the protocol.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gridloop::fuzzing::wire(bytes));
