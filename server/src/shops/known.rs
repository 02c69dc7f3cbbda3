//! What every answer needs to know of its shop, kept in memory for a moment.

use std::sync::Arc;

use hmac::{Hmac, KeyInit, Mac};
use quick_cache::sync::Cache;
use sha2::Sha256;
use shared::id::ShopId;
use shared::time::Timestamp;

use super::{Shop, store};
use crate::app::App;
use crate::error::Error;

/// Shops that are kept; each takes a few kilobytes.
const SHOPS: usize = 1_000;
/// How long another process may not know that a shop was changed.
const FRESH_SECONDS: i64 = 5;

/// A shop as answers need it.
#[derive(Debug)]
pub(crate) struct Known {
    /// The shop.
    pub(crate) shop: Shop,
    customer_key: Vec<u8>,
    read_at: Timestamp,
}

/// The shops in memory.
#[derive(Debug)]
pub struct KnownShops(Cache<ShopId, Arc<Known>>);

impl Default for KnownShops {
    fn default() -> Self {
        Self(Cache::new(SHOPS))
    }
}

impl KnownShops {
    /// Makes the next answer look again.
    pub(super) fn forget(&self, shop: ShopId) {
        self.0.remove(&shop);
    }
}

impl Known {
    /// A customer as responses keep them: a keyed hash of the shop's own id, never the id.
    pub(crate) fn customer_hash(&self, customer: &str) -> Result<Vec<u8>, Error> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.customer_key)
            .map_err(|error| Error::Internal(error.to_string()))?;
        mac.update(customer.as_bytes());
        Ok(mac.finalize().into_bytes().to_vec())
    }

    fn is_fresh(&self, now: Timestamp) -> bool {
        (0..FRESH_SECONDS).contains(&now.seconds_since(self.read_at))
    }
}

/// A shop as answers need it: from memory, or from the database.
pub(crate) async fn known(app: &App, shop: ShopId) -> Result<Arc<Known>, Error> {
    let now = app.clock.now();
    if let Some(known) = app.shops.0.get(&shop) {
        if known.is_fresh(now) {
            return Ok(known);
        }
        app.shops.forget(shop);
    }
    // However many answers ask at once, one of them reads.
    let read = async {
        let found = store::find(&app.answers, shop).await?.ok_or(Error::NotFound("shop"))?;
        let customer_key = store::customer_key(&app.answers, shop).await?;
        Ok(Arc::new(Known { shop: found, customer_key, read_at: now }))
    };
    app.shops.0.get_or_insert_async(&shop, read).await
}
