//! Tests that cross rooms live beside this file, one folder a kind; this library is what they share.
