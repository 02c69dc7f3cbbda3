//! What a user can see, feature by feature, on the database of the day.
#![expect(clippy::unwrap_used, reason = "a test fails where it panics")]

mod abuse;
mod asking;
mod bad_input;
mod demo;
mod forms;
mod owners;
mod products;
mod responses;
mod reviews;
mod serving;
mod shops;
mod showing;
mod surveys;
mod targeting;
