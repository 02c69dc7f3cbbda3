//! What a user can see, feature by feature, on the database of the day.

mod bad_input;
mod owners;
mod products;
mod responses;
mod reviews;
mod serving;
mod shops;
mod surveys;
