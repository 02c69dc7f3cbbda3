//! What a user can see, feature by feature, on the database of the day.

mod bad_input;
mod responses;
mod reviews;
