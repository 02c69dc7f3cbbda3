//! Proof of what a browser claims: tokens that a shop's server has signed (JWT, HS256), and the
//! invitations that are such tokens. docs/verified-purchases.md says what stands in one.

mod hs256;
pub mod http;
mod invitation;

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use shared::id::ShopId;
use shared::review::Provenance;
use shared::time::Timestamp;

use crate::error::Error;
use crate::shops::Known;

pub use invitation::{Invitation, Invitations, Link, invite};

/// How far the clocks of two servers may differ, in seconds.
const LEEWAY_SECONDS: f64 = 60.0;

/// What a token says.
#[derive(Clone, Debug, Deserialize, Serialize)]
struct Claims {
    shop: String,
    /// The shop's own id of the customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sub: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    order: Option<String>,
    #[serde(default)]
    skus: Vec<String>,
    /// In seconds since 1970; the standard allows fractions.
    exp: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    nbf: Option<f64>,
    /// Whether the shop has asked for the review.
    #[serde(default)]
    invited: bool,
    /// Whether there was a reward for it.
    #[serde(default)]
    incentive: bool,
}

/// What a token that may be believed says of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Proof {
    /// How a review that comes with it came about.
    pub(crate) provenance: Provenance,
    order_hash: Option<Vec<u8>>,
    skus: Vec<String>,
}

/// One line of an order. Its number is kept as a keyed hash, which tells lines apart and nothing
/// else.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct OrderLine {
    /// Which order.
    pub(crate) order_hash: Vec<u8>,
    /// What was bought; empty where the order as a whole is meant.
    pub(crate) sku: String,
}

impl Proof {
    /// The order line that a review of this product, or of the shop itself, is about; none where
    /// the token does not prove that it was bought.
    pub(crate) fn line(&self, product: Option<&str>) -> Option<OrderLine> {
        let order_hash = self.order_hash.clone()?;
        match product {
            None => Some(OrderLine { order_hash, sku: String::new() }),
            Some(sku) if self.skus.iter().any(|bought| bought == sku) => {
                Some(OrderLine { order_hash, sku: sku.to_owned() })
            }
            Some(_) => None,
        }
    }
}

/// What a token proves; nothing where it is forged, expired, of another shop or no token at all.
/// Whatever came with it counts all the same.
pub(crate) fn read(known: &Known, token: &str, now: Timestamp) -> Result<Option<Proof>, Error> {
    let Some(claims) = claims(known.token_secret(), token) else { return Ok(None) };
    let is_shops = claims.shop.parse::<ShopId>().is_ok_and(|shop| shop == known.shop.id);
    if !is_shops || !claims.hold_at(now) {
        return Ok(None);
    }
    let order = claims.order.as_deref().filter(|order| !order.is_empty());
    Ok(Some(Proof {
        provenance: claims.provenance(),
        order_hash: order.map(|order| known.order_hash(order)).transpose()?,
        skus: claims.skus,
    }))
}

/// What stands in a token that was signed with this secret.
fn claims(secret: &str, token: &str) -> Option<Claims> {
    hs256::install();
    let mut validation = Validation::new(Algorithm::HS256);
    // The time is that of the app's clock; a shop's tokens may be meant for others, too.
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    validation.validate_aud = false;
    let key = DecodingKey::from_secret(secret.as_bytes());
    jsonwebtoken::decode(token.trim(), &key, &validation).ok().map(|token| token.claims)
}

/// Signs claims.
fn sign(secret: &str, claims: &Claims) -> Result<String, Error> {
    hs256::install();
    let key = EncodingKey::from_secret(secret.as_bytes());
    jsonwebtoken::encode(&Header::new(Algorithm::HS256), claims, &key)
        .map_err(|error| Error::Internal(error.to_string()))
}

impl Claims {
    fn hold_at(&self, now: Timestamp) -> bool {
        #[expect(clippy::cast_precision_loss, reason = "exact to a microsecond for centuries")]
        let now = now.micros() as f64 / 1_000_000.0;
        now < self.exp + LEEWAY_SECONDS && self.nbf.is_none_or(|nbf| nbf <= now + LEEWAY_SECONDS)
    }

    fn provenance(&self) -> Provenance {
        match (self.incentive, self.invited) {
            (true, _) => Provenance::Incentivised,
            (false, true) => Provenance::Invited,
            (false, false) => Provenance::Spontaneous,
        }
    }
}

#[cfg(test)]
mod tests;
