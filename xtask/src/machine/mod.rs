//! What this machine has of what tests and benchmarks need, and starting it for them.

pub(crate) mod axe;
pub(crate) mod browser;
pub(crate) mod install;
pub(crate) mod postgres;
pub(crate) mod served;
pub(crate) mod system;

use crate::workspace;

/// Says that something is left out; nobody reads that in a pipeline, so there it is an error.
pub(crate) fn skip(what: &str, remedy: &str) -> anyhow::Result<()> {
    anyhow::ensure!(!workspace::is_ci(), "{what}: {remedy}");
    eprintln!("\n!!! SKIPPED: {what}\n!!! {remedy}\n");
    Ok(())
}
