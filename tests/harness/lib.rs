//! Everything that a test needs to be a shopper, an owner or a shop: a running server with a
//! database of its own, people who use it over HTTP, and browsers that look at it.
//!
//! - [`axe`]: finds in a page what keeps people out
//! - [`shop`]: a running server with one shop, and what happens there in the user's words
//! - [`message`]: what a shopper's browser sends about a response, right or wrong
//! - [`load`]: many shoppers at once, who remember what they were told
//! - [`client`]: HTTP as a visitor, a page or an owner
//! - [`database`]: a file or a schema for each test, gone afterwards
//! - [`ended`]: a program that ended by itself, and what it said
//! - [`routes`]: every route of the server, by asking the server
//! - [`photo`]: photos as phones make them, and forms that send them
//! - [`planted`]: a shop in which there is one of everything
//! - [`description`]: what the server says of its API, and whether that is true
//! - [`cluster`]: a Postgres that a test may stop, and start again
//! - [`disk`]: a disk that is small enough to be filled
//! - [`log`]: what the server wrote while it worked
//! - [`nginx`]: a reverse proxy, as the documentation sets it up
//! - [`owner`]: an owner who signs in and sends forms
//! - [`sheet`]: a form of a page, as a browser without script would send it
//! - [`program`]: the real binary, started and stopped as an operator does
//! - [`reader`]: somebody whose browser runs no script
//! - [`storefront`]: a shop's own pages, on another site
//! - [`browser`]: a real browser, steered with keys and a pointer
//! - [`axe`]: what keeps people out of the page that a browser shows
//! - [`token`]: what a shop's own server signs
//! - [`wait`]: polls until something holds; nothing here sleeps for a while and hopes

pub mod axe;
pub mod browser;
pub mod client;
pub mod cluster;
pub mod database;
pub mod description;
pub mod disk;
pub mod ended;
pub mod load;
pub mod log;
pub mod message;
pub mod nginx;
pub mod owner;
pub mod photo;
pub mod planted;
pub mod program;
pub mod reader;
pub mod routes;
pub mod sheet;
pub mod shop;
mod skip;
pub mod storefront;
pub mod token;
pub mod wait;

pub use axe::Axe;
pub use browser::{Browser, Screen};
pub use client::{Client, Got, encoded};
pub use cluster::Cluster;
pub use description::Description;
pub use disk::SmallDisk;
pub use ended::Ended;
pub use load::Load;
pub use message::Message;
pub use nginx::Nginx;
pub use reader::Reader;
pub use sheet::Sheet;
pub use shop::{Server, Shop};
pub use skip::{skip, skip_without_widget};
pub use storefront::Storefront;
pub use thirtyfour::Key;
pub use wait::until;
