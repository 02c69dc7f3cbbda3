//! What every answer needs to know of its shop, kept in memory for a moment.

use std::fmt;
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
pub(crate) struct Known {
    /// The shop.
    pub(crate) shop: Shop,
    customer_key: Vec<u8>,
    token_secret: String,
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

/// Without its secrets.
impl fmt::Debug for Known {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Known").field("shop", &self.shop.id).finish_non_exhaustive()
    }
}

impl Known {
    /// A customer as responses keep them: a keyed hash of the shop's own id, never the id.
    pub(crate) fn customer_hash(&self, customer: &str) -> Result<Vec<u8>, Error> {
        self.keyed_hash(&[customer])
    }

    /// An order as proofs of purchase keep it: a keyed hash of its number, never the number, and
    /// never that of a customer with the same one.
    pub(crate) fn order_hash(&self, order: &str) -> Result<Vec<u8>, Error> {
        self.keyed_hash(&["order\0", order])
    }

    /// The secret that signs the shop's tokens.
    pub(crate) fn token_secret(&self) -> &str {
        &self.token_secret
    }

    fn keyed_hash(&self, parts: &[&str]) -> Result<Vec<u8>, Error> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.customer_key)
            .map_err(|error| Error::Internal(error.to_string()))?;
        for part in parts {
            mac.update(part.as_bytes());
        }
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
        let token_secret = store::token_secret(&app.answers, shop).await?;
        Ok(Arc::new(Known { shop: found, customer_key, token_secret, read_at: now }))
    };
    app.shops.0.get_or_insert_async(&shop, read).await
}
