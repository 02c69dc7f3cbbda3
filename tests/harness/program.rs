//! The real binary, started and stopped as an operator does it.
