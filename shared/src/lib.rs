//! Plain data and rules that the widget and the server agree on.
//!
//! | module | what it holds |
//! |---|---|
//! | [`id`] | typed ids: `sh_…`, `sv_…`, `rv_…`, and the client's own response ids |
//! | [`time`] | instants in microseconds, RFC 3339 on the wire |
//! | [`invalid`] | why a value was refused, and which field it was |
//! | [`text`] | texts in several languages, and what characters a text may hold |
//! | [`locale`] | the built-in words of the widget and the displays |
//! | [`survey`] | surveys and questions |
//! | [`response`] | answers, and the one validation both sides run |
//! | [`context`] | where, by whom and with what it was answered |
//! | [`review`] | reviews as the public sees them |
//! | [`targeting`] | when and where a survey is asked |
//! | [`touchpoint`] | the moments of a customer's journey |
//!
//! Nothing here does I/O, and everything compiles to wasm.

pub mod context;
pub mod id;
pub mod invalid;
pub mod locale;
pub mod response;
pub mod review;
pub mod survey;
pub mod targeting;
pub mod text;
pub mod time;
pub mod touchpoint;
