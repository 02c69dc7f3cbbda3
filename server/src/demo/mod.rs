//! The demo shop: made-up data, the same every time, and a storefront on another site.

use axum::Router;
use tokio::net::TcpListener;

use crate::app::App;

/// Makes the demo shop, if there is no shop yet, and opens its storefront.
pub async fn open(_app: &App, place: &str) -> anyhow::Result<(TcpListener, Router)> {
    Ok((TcpListener::bind(place).await?, Router::new()))
}
