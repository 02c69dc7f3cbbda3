//! What the servers of all tests wrote to their log, so that a test can look for what must not
//! be there.

use std::io;
use std::sync::{Mutex, Once, PoisonError};

use tracing_subscriber::Layer as _;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static BEGUN: Once = Once::new();

struct Writer;

impl io::Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LOG.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Begins to keep the log: everything that the server, its framework and its database say, far
/// more than an operator sees. What the tests' own clients say does not count.
pub fn begin() {
    BEGUN.call_once(|| {
        let of_the_server = Targets::new()
            .with_target("server", LevelFilter::TRACE)
            .with_target("axum", LevelFilter::TRACE)
            .with_target("tower_http", LevelFilter::TRACE)
            .with_target("sqlx", LevelFilter::DEBUG);
        let kept = tracing_subscriber::fmt::layer()
            .with_ansi(false)
            .with_writer(|| Writer)
            .with_filter(of_the_server);
        tracing_subscriber::registry().with(kept).init();
    });
}

/// Fails if one of these texts stands in the log.
pub fn assert_silent_about(texts: &[&str]) {
    let log = LOG.lock().unwrap_or_else(PoisonError::into_inner);
    let log = String::from_utf8_lossy(&log);
    assert!(log.contains("duration_ms"), "the log is not kept at all");
    for text in texts {
        assert!(!text.is_empty(), "an empty text stands everywhere");
        let line = log.lines().find(|line| line.contains(text));
        assert_eq!(line, None, "the log tells {text:?}");
    }
}
