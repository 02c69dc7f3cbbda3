//! The owner's pages: HTML that the server renders and that works without script.

use axum::Router;

use crate::app::App;

/// The routes of the owner's pages.
pub fn router(app: &App) -> Router {
    Router::new().with_state(app.clone())
}
