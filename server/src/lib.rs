//! The `candor` program: one process that asks, keeps, shows and proves.
//!
//! A request reads top to bottom: [`app::router`] → a handler in `http.rs`, `dashboard` or `hosted` →
//! a feature's function in its `mod.rs` → its `store.rs`, where SQL is written once for both
//! databases. A folder is a feature; features may call each other's functions, never each
//! other's stores, and only in this direction:
//!
//! ```text
//! main ─► app ─► dashboard, hosted, demo ─► scores ─► responses ─► reviews ─► products, proof ─► surveys ─► shops
//! main ─► upkeep ─► shops
//! all of them ─► auth, assets, db, error, http, clock, config
//! ```

pub mod app;
pub mod assets;
pub mod auth;
pub mod clock;
pub mod config;
pub mod dashboard;
pub mod db;
pub mod demo;
pub mod error;
pub mod health;
pub mod hosted;
pub mod http;
pub mod log;
pub mod metrics;
pub mod openapi;
pub mod products;
pub mod proof;
pub mod responses;
pub mod reviews;
pub mod scores;
pub mod serve;
pub mod shops;
pub mod surveys;
pub mod upkeep;
