//! Passwords, hashed with argon2id at the parameters that OWASP recommends.

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

use crate::error::Error;

/// Hashing takes 19 MiB and tens of milliseconds; more at once would starve everything else.
static HASHING: Semaphore = Semaphore::const_new(2);

/// How many may wait for their turn; more would wait for longer than a page takes.
static WAITING: Semaphore = Semaphore::const_new(40);

/// A hash of no password that anybody has, so that an unknown address takes as long.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$Y2FuZG9yLW5vYm9keQ$\
                      kBC3Yb3uXt3DhxTXzfkPzu5kUCG6lCj8Uo2mGzVcVyI";

/// Hashes a password with a new salt.
pub(super) async fn hash(password: String) -> Result<String, Error> {
    in_turn(move || {
        Argon2::default()
            .hash_password(password.as_bytes())
            .map(|hash| hash.to_string())
            .map_err(|error| Error::Internal(format!("hashing: {error}")))
    })
    .await?
}

/// Whether a password belongs to a hash. Without a hash, it takes as long and does not.
pub(super) async fn matches(password: String, hash: Option<String>) -> Result<bool, Error> {
    in_turn(move || {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODY.to_owned());
        let right = Argon2::default().verify_password(password.as_bytes(), &*hash).is_ok();
        known && right
    })
    .await
}

async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    let _place = WAITING.try_acquire().map_err(|_| Error::Busy("too many sign in"))?;
    let _turn = HASHING.acquire().await.map_err(|_| Error::Busy("the server stops"))?;
    tokio::task::spawn_blocking(work).await.map_err(|error| Error::Internal(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_matches() -> Result<(), Error> {
        let hash = hash("correct horse".to_owned()).await?;

        assert!(hash.starts_with("$argon2id$"));
        assert!(matches("correct horse".to_owned(), Some(hash.clone())).await?);
        assert!(!matches("battery staple".to_owned(), Some(hash)).await?);
        assert!(!matches("correct horse".to_owned(), None).await?);
        Ok(())
    }
}
