//! Looks after the database from the command line: copies it while it is in use, and checks it.

mod backup;
mod check;
mod store;

pub use backup::backup;
pub use check::check;
