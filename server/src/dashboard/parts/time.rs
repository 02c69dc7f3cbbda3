//! Instants as people say them.

use leptos::prelude::*;
use shared::time::Timestamp;

/// An instant: how long ago for the eye, exactly for machines and for whoever points at it.
#[component]
pub fn Ago(
    /// When it was.
    at: Timestamp,
    /// The time now.
    now: Timestamp,
) -> impl IntoView {
    view! {
        <time datetime=at.to_string() title=exactly(at)>
            {ago(at, now)}
        </time>
    }
}

/// How long ago something was: "2 minutes ago"; a date where that is a month or longer.
pub(crate) fn ago(at: Timestamp, now: Timestamp) -> String {
    const MINUTE: i64 = 60;
    const HOUR: i64 = 60 * MINUTE;
    const DAY: i64 = 24 * HOUR;
    let (number, unit) = match now.seconds_since(at) {
        ..MINUTE => return "just now".to_owned(),
        seconds @ MINUTE..HOUR => (seconds / MINUTE, "minute"),
        seconds @ HOUR..DAY => (seconds / HOUR, "hour"),
        seconds if seconds < 30 * DAY => (seconds / DAY, "day"),
        _ => return date(at),
    };
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {unit}{plural} ago")
}

/// A day such as "22 Nov 2026", in UTC.
pub(crate) fn date(at: Timestamp) -> String {
    written(at, "%-d %b %Y")
}

/// A day and a time such as "22 Nov 2026, 14:03 UTC".
pub(crate) fn exactly(at: Timestamp) -> String {
    written(at, "%-d %b %Y, %H:%M UTC")
}

fn written(at: Timestamp, format: &str) -> String {
    match jiff::Timestamp::from_microsecond(at.micros()) {
        Ok(instant) => instant.strftime(format).to_string(),
        Err(_) => at.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_long_ago_is_said_in_the_largest_whole_unit() {
        let now = Timestamp::from_micros(1_795_356_180_000_000);
        let said = |seconds: i64| ago(now.plus_seconds(-seconds), now);

        assert_eq!(said(-5), "just now");
        assert_eq!(said(59), "just now");
        assert_eq!(said(60), "1 minute ago");
        assert_eq!(said(7_199), "1 hour ago");
        assert_eq!(said(86_400 * 29), "29 days ago");
        assert_eq!(said(86_400 * 31), "22 Oct 2026");
        assert_eq!(exactly(now), "22 Nov 2026, 14:03 UTC");
    }
}
