//! HS256, and no other algorithm: all the cryptography that the token library is given, so that a
//! token which asks for another cannot be read, whatever it says of itself.

use hmac::{Hmac, KeyInit as _, Mac as _};
use jsonwebtoken::crypto::{CryptoProvider, JwtSigner, JwtVerifier, KeyUtils};
use jsonwebtoken::errors::{ErrorKind, Result};
use jsonwebtoken::signature::{Error, Signer, Verifier};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey};
use sha2::Sha256;

/// What the library signs and checks with.
static PROVIDER: CryptoProvider = CryptoProvider {
    signer_factory: |algorithm, key: &EncodingKey| keyed(*algorithm, key.as_bytes()).map(signer),
    verifier_factory: |algorithm, key: &DecodingKey| {
        keyed(*algorithm, key.try_get_as_bytes()?).map(verifier)
    },
    key_utils: KeyUtils::new_unimplemented(),
};

/// A secret, ready to sign and to check.
struct Hs256(Hmac<Sha256>);

/// Gives the library its cryptography. Whoever does so first is right: there is one choice.
pub(super) fn install() {
    _ = PROVIDER.install_default();
}

fn keyed(algorithm: Algorithm, secret: &[u8]) -> Result<Hs256> {
    if algorithm != Algorithm::HS256 {
        return Err(ErrorKind::InvalidAlgorithm.into());
    }
    Hmac::new_from_slice(secret).map(Hs256).map_err(|_| ErrorKind::InvalidKeyFormat.into())
}

fn signer(key: Hs256) -> Box<dyn JwtSigner> {
    Box::new(key)
}

fn verifier(key: Hs256) -> Box<dyn JwtVerifier> {
    Box::new(key)
}

impl Signer<Vec<u8>> for Hs256 {
    fn try_sign(&self, message: &[u8]) -> std::result::Result<Vec<u8>, Error> {
        Ok(self.0.clone().chain_update(message).finalize().into_bytes().to_vec())
    }
}

impl JwtSigner for Hs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }
}

impl Verifier<Vec<u8>> for Hs256 {
    fn verify(&self, message: &[u8], signature: &Vec<u8>) -> std::result::Result<(), Error> {
        // In a time that does not depend on where they differ.
        self.0.clone().chain_update(message).verify_slice(signature).map_err(|_| Error::new())
    }
}

impl JwtVerifier for Hs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }
}
