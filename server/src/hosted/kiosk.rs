//! When a screen that many people use begins anew.

use shared::time::Timestamp;

use super::visit::{END, Visit};
use crate::responses::SoFar;

/// How long a kiosk waits for a person who may have left, in seconds.
pub(super) const IDLE_SECONDS: i64 = 120;
/// How long a kiosk shows its thanks, in seconds.
pub(super) const THANKS_SECONDS: i64 = 8;

/// Whether what was begun is another person's by now: the next one does not read what the one
/// before has left there, however far back they go, nor change what that one has completed.
pub(super) fn is_over(left: &SoFar, visit: &Visit, sends: bool, now: Timestamp) -> bool {
    let age = now.seconds_since(left.updated_at);
    match (left.complete, sends) {
        // The same button pressed twice is the same answer.
        (true, true) => age >= THANKS_SECONDS,
        (true, false) => visit.at() != Some(END) || age >= THANKS_SECONDS,
        // Who has thought for long may still send what they wrote.
        (false, true) => false,
        (false, false) => age >= IDLE_SECONDS,
    }
}
