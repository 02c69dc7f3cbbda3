//! Everything that a test needs to be a shopper, an owner or a shop: a running server with a
//! database of its own, people who use it over HTTP, and browsers that look at it.
//!
//! - [`shop`]: a running server with one shop, and what happens there in the user's words
//! - [`message`]: what a shopper's browser sends about a response, right or wrong
//! - [`client`]: HTTP as a visitor, a page or an owner
//! - [`database`]: a file or a schema for each test, gone afterwards
//! - [`log`]: what the server wrote while it worked
//! - [`owner`]: an owner who signs in and sends forms
//! - [`program`]: the real binary, started and stopped as an operator does
//! - [`storefront`]: a shop's own pages, on another site
//! - [`browser`]: a real browser, steered with keys and a pointer
//! - [`wait`]: polls until something holds; nothing here sleeps for a while and hopes

pub mod browser;
pub mod client;
pub mod database;
pub mod log;
pub mod message;
pub mod owner;
pub mod program;
pub mod shop;
mod skip;
pub mod storefront;
pub mod wait;

pub use browser::{Browser, Screen};
pub use client::{Client, Got, encoded};
pub use message::Message;
pub use shop::{Server, Shop};
pub use skip::skip_without_widget;
pub use storefront::Storefront;
pub use thirtyfour::Key;
pub use wait::until;
