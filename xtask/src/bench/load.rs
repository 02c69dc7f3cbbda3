//! Sends answers with wrk, which runs a script for what they say.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

use anyhow::{Context as _, ensure};
use serde::Deserialize;

use super::Programs;
use super::place::{ORIGIN, Place};
use crate::workspace;

/// Most threads of the generator: the servers need the cores.
const MOST_THREADS: usize = 2;

/// How requests are sent.
pub(super) struct Load<'a> {
    /// How many are under way at a time.
    pub(super) connections: u32,
    programs: &'a Programs,
    seconds: u32,
    threads: usize,
    /// Tells the ids of one run from those of all others.
    runs: AtomicU32,
}

/// What became of what was sent, as the script prints it.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) struct Sent {
    /// Answers of 2xx.
    pub(super) answered: u64,
    /// Other answers.
    refused: u64,
    /// Connections that failed, and requests that took too long.
    broken: u64,
    seconds: f64,
    /// 99 of 100 requests took no longer.
    pub(super) p99_ms: f64,
}

impl<'a> Load<'a> {
    /// Sends over so many connections for so long.
    pub(super) fn new(programs: &'a Programs, connections: u32, seconds: u32) -> Self {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let threads = cores.min(MOST_THREADS);
        Self { connections, programs, seconds, threads, runs: AtomicU32::new(1) }
    }

    /// Sends as many as are answered, or so many in a second. Anything but a 2xx is an error:
    /// refusing is faster than taking.
    pub(super) fn send(
        &self,
        url: &str,
        place: &Place,
        per_second: Option<f64>,
    ) -> anyhow::Result<Sent> {
        let run = self.runs.fetch_add(1, Ordering::Relaxed);
        let script = workspace::root().join("xtask/src/bench/ingest.lua");
        let mut wrk = workspace::command(&self.programs.wrk);
        wrk.args(["--threads", &self.threads.to_string()])
            .args(["--connections", &self.connections.to_string()])
            .args(["--duration", &format!("{}s", self.seconds)])
            .args(["--timeout", "10s", "--script"])
            .arg(script)
            .arg(format!("{url}/v1/shops/{}/responses", place.shop))
            .args(["--", ORIGIN, &place.surveys.product_nps, &place.surveys.post_purchase])
            .args([&run.to_string(), &per_second.unwrap_or_default().to_string()])
            .arg(self.threads.to_string());
        let printed = workspace::output(&mut wrk)?;
        let last = printed.lines().rfind(|line| line.starts_with('{'));
        let sent: Sent = serde_json::from_str(last.unwrap_or_default())
            .with_context(|| format!("understanding what wrk printed:\n{printed}"))?;
        let Sent { answered, refused, broken, .. } = sent;
        ensure!(answered > 0, "nothing was answered:\n{printed}");
        ensure!(refused + broken == 0, "{refused} answers were not 2xx, {broken} did not come");
        Ok(sent)
    }
}

impl Sent {
    /// How many were answered in a second.
    #[expect(clippy::cast_precision_loss, reason = "nobody sends 2^52 requests")]
    pub(super) fn per_second(&self) -> f64 {
        self.answered as f64 / self.seconds
    }
}
