//! Tokens as a shop's own server signs them, made without any code of ours.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::shop::Shop;

impl Shop {
    /// The owner makes a new token secret.
    pub async fn token_secret(&self) -> String {
        let got: Value = self.owner.post("/token-secret", &json!({})).await.ok().json();
        got["token_secret"].as_str().expect("a secret is a text").to_owned()
    }

    /// What the shop's server says of somebody who bought these in an order, for an hour.
    pub fn bought(&self, order: &str, skus: &[&str]) -> Value {
        let exp = self.app().clock.now().plus_seconds(3_600).micros() / 1_000_000;
        json!({ "shop": self.id, "sub": "c-981", "order": order, "skus": skus, "exp": exp })
    }
}

/// Signs claims with HS256, as RFC 7519 says.
pub fn signed(secret: &str, claims: &Value) -> String {
    signed_as(&json!({ "alg": "HS256", "typ": "JWT" }), secret, claims)
}

/// Signs claims with HS256, whatever the header says.
pub fn signed_as(header: &Value, secret: &str, claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signing = format!("{}.{}", part(header), part(claims));
    let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("any secret will do");
    let signature = mac.chain_update(&signing).finalize().into_bytes();
    format!("{signing}.{}", URL_SAFE_NO_PAD.encode(signature))
}
