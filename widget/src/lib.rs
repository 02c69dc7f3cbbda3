//! The browser side: questions inside the page, and the displays of reviews as HTML.

#[cfg(feature = "ssr")]
pub mod show;
