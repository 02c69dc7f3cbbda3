//! The time and the randomness that everything else is given, so that tests and the demo
//! shop can decide both.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use rand::rngs::{StdRng, SysRng};
use rand::{Rng, SeedableRng, TryRng};
use shared::time::Timestamp;
use uuid::Uuid;

/// Tells the time.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's.
    System,
    /// Stands still until it is set; in microseconds since 1970.
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at this instant until it is set.
    pub fn fixed(at: Timestamp) -> Self {
        Self::Fixed(Arc::new(AtomicI64::new(at.micros())))
    }

    /// The time now.
    pub fn now(&self) -> Timestamp {
        match self {
            #[expect(clippy::disallowed_methods, reason = "this is where the time comes from")]
            Self::System => {
                let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                Timestamp::from_micros(i64::try_from(since_1970.as_micros()).unwrap_or(i64::MAX))
            }
            Self::Fixed(micros) => Timestamp::from_micros(micros.load(Ordering::Relaxed)),
        }
    }

    /// Sets a clock that stands still; the machine's is left alone.
    pub fn set(&self, at: Timestamp) {
        if let Self::Fixed(micros) = self {
            micros.store(at.micros(), Ordering::Relaxed);
        }
    }
}

/// Gives random bytes.
#[derive(Clone, Debug)]
pub enum Chance {
    /// The operating system's.
    System,
    /// The same ones each time, for data that must come out alike.
    Seeded(Arc<Mutex<StdRng>>),
}

impl Chance {
    /// Gives the same bytes for the same seed.
    pub fn seeded(seed: u64) -> Self {
        Self::Seeded(Arc::new(Mutex::new(StdRng::seed_from_u64(seed))))
    }

    /// Random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match self {
            Self::System => SysRng
                .try_fill_bytes(&mut bytes)
                .expect("an operating system that has no randomness cannot keep a secret"),
            Self::Seeded(rng) => {
                rng.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bytes);
            }
        }
        bytes
    }

    /// A new `UUIDv7` for a thing that begins now.
    pub fn uuid(&self, now: Timestamp) -> Uuid {
        let ms = u64::try_from(now.micros() / 1_000).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(ms, &self.bytes()).into_uuid()
    }
}
