//! What a user can see, feature by feature, on the database of the day.
#![expect(clippy::unwrap_used, reason = "a test fails where it panics")]

mod abuse;
mod access;
mod accessible;
mod api;
mod asking;
mod backups;
mod bad_input;
mod barriers;
mod configuration;
mod demo;
mod editor;
mod faults;
mod forms;
mod health;
mod hosted;
mod hostile;
mod kinds;
mod life;
mod older;
mod owners;
mod products;
mod proxied;
mod responses;
mod reviews;
mod serving;
mod shops;
mod showing;
mod speed;
mod standing;
mod strict;
mod surveys;
mod tab;
mod targeting;
mod triggers;
mod upgrading;
