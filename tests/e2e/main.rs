//! What a user can see, feature by feature, on the database of the day.

mod bad_input;
mod owners;
mod responses;
mod reviews;
