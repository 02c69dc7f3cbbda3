//! Whether the program runs, whether it can take answers, and what it counts.

pub mod http;

use crate::app::App;
use crate::error::Error;

/// Whether the next answer would be written: the database answers, the last ones were written,
/// and the queue has room.
pub async fn ready(app: &App) -> Result<(), Error> {
    if !app.writer.has_room() {
        return Err(Error::Busy("too many answers wait"));
    }
    if app.writer.is_in_trouble() {
        return Err(Error::Busy("answers cannot be written"));
    }
    app.db.ping().await
}
