//! The machine's time.

use std::time::{SystemTime, UNIX_EPOCH};

use shared::time::Timestamp;

/// The time now.
#[expect(clippy::disallowed_methods, reason = "there is no `App` to take the time from")]
pub(crate) fn now() -> Timestamp {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_micros(i64::try_from(since_1970.as_micros()).unwrap_or(i64::MAX))
}
