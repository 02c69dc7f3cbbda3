//! The cryptography of requests that the program itself makes over TLS.

use std::sync::Once;

/// Lets such requests use the library that connections to Postgres use, too. To be called before
/// the first of them; again does no harm.
pub fn prepare() {
    static PREPARED: Once = Once::new();
    PREPARED.call_once(|| {
        // Refused only where somebody has chosen already.
        _ = rustls::crypto::ring::default_provider().install_default();
    });
}
