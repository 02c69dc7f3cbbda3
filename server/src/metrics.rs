//! What the program counts about itself, for `/metrics`. Never anything about people.

use std::sync::Arc;
use std::time::Instant;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry;

use crate::error::Error;

/// Counters that every part may add to; cheap to clone.
#[derive(Clone, Debug)]
pub struct Metrics(Arc<All>);

#[derive(Debug)]
struct All {
    accepted: Counter,
    rejected: Family<Why, Counter>,
    waiting: Gauge,
    batch_size: Histogram,
    commit_seconds: Histogram,
    registry: Registry,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Why {
    reason: &'static str,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("candor");
        let accepted = Counter::default();
        let rejected = Family::default();
        let waiting = Gauge::default();
        let batch_size = Histogram::new(exponential_buckets(1.0, 2.0, 9));
        // From a twentieth of a millisecond to three seconds: from memory to a disk in trouble.
        let commit_seconds = Histogram::new(exponential_buckets(0.000_05, 2.0, 17));
        registry.register(
            "responses_accepted",
            "Messages about responses that are on disk",
            accepted.clone(),
        );
        registry.register(
            "responses_rejected",
            "Messages about responses that were not taken, by reason",
            rejected.clone(),
        );
        registry.register("responses_waiting", "Messages that wait to be written", waiting.clone());
        registry.register(
            "batch_size",
            "Messages that were written in one transaction",
            batch_size.clone(),
        );
        registry.register(
            "commit_seconds",
            "Time from the begin of a transaction until it is on disk",
            commit_seconds.clone(),
        );
        Self(Arc::new(All { accepted, rejected, waiting, batch_size, commit_seconds, registry }))
    }
}

impl Metrics {
    /// Counts a message by what became of it.
    pub fn came_to<T>(&self, result: &Result<T, Error>) {
        match result {
            Ok(_) => _ = self.0.accepted.inc(),
            Err(error) => {
                _ = self.0.rejected.get_or_create(&Why { reason: error.word() }).inc();
            }
        }
    }

    /// Counts a transaction of so many messages, begun then.
    pub fn committed(&self, size: usize, begun: Instant) {
        let size = u32::try_from(size).unwrap_or(u32::MAX);
        self.0.batch_size.observe(size.into());
        self.0.commit_seconds.observe(begun.elapsed().as_secs_f64());
    }

    /// Everything in the text format of `OpenMetrics`, with so many messages waiting now.
    pub fn text(&self, waiting: usize) -> Result<String, Error> {
        self.0.waiting.set(i64::try_from(waiting).unwrap_or(i64::MAX));
        let mut text = String::new();
        encode(&mut text, &self.0.registry)
            .map_err(|error| Error::Internal(format!("metrics: {error}")))?;
        Ok(text)
    }
}
