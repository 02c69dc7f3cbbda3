//! What every handler shares: extractors that fail with our errors, caching, paging, layers.

pub mod cache;
pub mod countries;
pub mod cursor;
pub mod extract;
pub mod layers;
mod objects;
pub mod packed;
pub mod rates;
pub mod routes;
pub mod serve;
pub mod tls;
pub mod upload;
pub mod visitor;
