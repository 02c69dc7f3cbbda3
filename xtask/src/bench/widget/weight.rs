//! How many bytes the files have that a page fetches, in each way that the server sends them.

use anyhow::Context as _;
use serde_json::{Value, json};

/// Bytes of all bodies.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Weight {
    /// As they are.
    pub(super) raw: usize,
    /// For browsers that take gzip.
    pub(super) gzip: usize,
    /// For browsers that take Brotli.
    pub(super) brotli: usize,
}

impl Weight {
    /// Fetches each of these once in each way.
    pub(super) fn of(addresses: &[String]) -> anyhow::Result<Self> {
        let mut all = Self::default();
        for address in addresses {
            all.raw += length(address, "identity")?;
            all.gzip += length(address, "gzip")?;
            all.brotli += length(address, "br")?;
        }
        Ok(all)
    }

    /// The same in JSON.
    pub(super) fn json(self) -> Value {
        json!({ "raw": self.raw, "gzip": self.gzip, "brotli": self.brotli })
    }
}

fn length(address: &str, encoding: &str) -> anyhow::Result<usize> {
    let answer = ureq::get(address).header("accept-encoding", encoding).call();
    let body = answer.and_then(|answer| answer.into_body().read_to_vec());
    Ok(body.with_context(|| format!("fetching {address}"))?.len())
}
