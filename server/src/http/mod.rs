//! What every handler shares: extractors that fail with our errors, caching, paging, layers.

pub mod cache;
pub mod cursor;
pub mod extract;
pub mod layers;
pub mod packed;
pub mod rates;
pub mod routes;
pub mod serve;
pub mod tls;
pub mod upload;
pub mod visitor;
