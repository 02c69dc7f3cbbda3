//! How often one visitor, and all visitors of one shop together, may send.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use shared::id::ShopId;

use super::visitor::{Visitor, VisitorKey};
use crate::error::Error;

/// Keys that are back at their full allowance are forgotten after so many requests.
const SWEEP: u32 = 16_384;

/// Tries of one visitor to sign in, in a minute: more than anybody mistypes. Were it zero, the
/// program would not compile.
const SIGN_INS: NonZeroU32 = NonZeroU32::new(20).unwrap();

/// How much may be sent; 0 is any number.
#[derive(Clone, Copy, Debug)]
pub struct Allowance {
    /// Messages of one visitor in a minute.
    pub per_visitor_minute: u32,
    /// Messages to one shop in a second.
    pub per_shop_second: u32,
}

/// Counts who sent how much. Each process counts for itself.
#[derive(Debug)]
pub struct Rates {
    visitors: Option<DefaultKeyedRateLimiter<VisitorKey>>,
    shops: Option<DefaultKeyedRateLimiter<ShopId>>,
    sign_ins: DefaultKeyedRateLimiter<VisitorKey>,
    clock: DefaultClock,
    asked: AtomicU32,
}

impl Default for Allowance {
    /// A minute of one visitor is many offices behind one address; a second of one shop is more
    /// than shops have.
    fn default() -> Self {
        Self { per_visitor_minute: 600, per_shop_second: 2_000 }
    }
}

impl Rates {
    /// Counts against an allowance.
    pub fn new(allowance: Allowance) -> Arc<Self> {
        let some = NonZeroU32::new;
        Arc::new(Self {
            visitors: some(allowance.per_visitor_minute)
                .map(|most| RateLimiter::keyed(Quota::per_minute(most))),
            shops: some(allowance.per_shop_second)
                .map(|most| RateLimiter::keyed(Quota::per_second(most))),
            sign_ins: RateLimiter::keyed(Quota::per_minute(SIGN_INS)),
            clock: DefaultClock::default(),
            asked: AtomicU32::new(0),
        })
    }

    /// Counts one message, or says when the next one is taken.
    pub fn count(&self, shop: ShopId, visitor: Visitor) -> Result<(), Error> {
        if self.asked.fetch_add(1, Ordering::Relaxed) % SWEEP == SWEEP - 1 {
            self.sweep();
        }
        let of_visitor = self.visitors.as_ref().zip(visitor.0);
        if let Some((limiter, key)) = of_visitor {
            limiter.check_key(&key).map_err(|until| self.refused(&until))?;
        }
        if let Some(limiter) = &self.shops {
            limiter.check_key(&shop).map_err(|until| self.refused(&until))?;
        }
        Ok(())
    }

    /// Counts one try to sign in, or says when the next one is taken. Whoever comes through a
    /// proxy that does not say for whom shares one count.
    pub fn count_sign_in(&self, visitor: Visitor) -> Result<(), Error> {
        self.sign_ins.retain_recent();
        let key = visitor.0.unwrap_or_default();
        self.sign_ins.check_key(&key).map_err(|until| self.refused(&until))
    }

    fn refused(&self, until: &governor::NotUntil<governor::clock::QuantaInstant>) -> Error {
        let wait = until.wait_time_from(self.clock.now());
        Error::TooMany { retry_seconds: wait.as_secs() + 1 }
    }

    /// Bounds the memory: most visitors come once.
    fn sweep(&self) {
        if let Some(visitors) = &self.visitors {
            visitors.retain_recent();
        }
        if let Some(shops) = &self.shops {
            shops.retain_recent();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visitor_who_sends_too_much_holds_up_nobody_else() {
        let rates = Rates::new(Allowance { per_visitor_minute: 2, per_shop_second: 0 });
        let shop = ShopId::new(uuid::Uuid::from_u128(1));
        let [one, other] = [Visitor(Some([1; 16])), Visitor(Some([2; 16]))];

        assert!(rates.count(shop, one).is_ok());
        assert!(rates.count(shop, one).is_ok());
        let refused = rates.count(shop, one).expect_err("that is too much");

        assert!(matches!(refused, Error::TooMany { retry_seconds: 1..=31 }), "{refused}");
        assert!(rates.count(shop, other).is_ok());
        assert!(rates.count(shop, Visitor(None)).is_ok());
    }

    #[test]
    fn a_shop_that_is_sent_too_much_holds_up_no_other() {
        let rates = Rates::new(Allowance { per_visitor_minute: 0, per_shop_second: 1 });
        let [one, other] = [1, 2].map(|number| ShopId::new(uuid::Uuid::from_u128(number)));

        assert!(rates.count(one, Visitor(None)).is_ok());
        assert!(rates.count(one, Visitor(None)).is_err());
        assert!(rates.count(other, Visitor(None)).is_ok());
    }
}
