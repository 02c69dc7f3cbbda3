//! What the API is: an OpenAPI document, written by hand and held by tests to the routes and to
//! what they answer.

pub mod http;
pub mod read;

use serde_json::Value;

use crate::app::App;
use crate::error::Error;
use read::Document;

/// The document of a server that the world reaches at no address yet.
const DOCUMENT: &str = include_str!("openapi.json");
/// Stands in the document where the address goes.
const ADDRESS: &str = r#""url": "/""#;

/// The document of this server. Its text stays in the order in which it was written.
pub fn document(app: &App) -> String {
    let address = Value::from(app.public.to(""));
    DOCUMENT.replacen(ADDRESS, &format!(r#""url": {address}"#), 1)
}

/// The document as something to show.
pub fn read() -> Result<Document, Error> {
    serde_json::from_str(DOCUMENT).map_err(|error| Error::Internal(format!("openapi: {error}")))
}
