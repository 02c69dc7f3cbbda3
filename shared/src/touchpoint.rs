//! The moments of a customer's journey at which a shop can ask.

use serde::{Deserialize, Serialize};

/// A moment of a customer's journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Touchpoint {
    /// The shop's front page.
    Home,
    /// A product's page.
    Product,
    /// The cart.
    Cart,
    /// Paying.
    Checkout,
    /// Right after an order.
    ThankYou,
    /// The parcel has arrived.
    Delivery,
    /// Sending something back.
    Returns,
    /// Getting help.
    Support,
    /// A shop of bricks.
    Store,
}

impl Touchpoint {
    /// All of them, in the order of the journey.
    pub const ALL: [Self; 9] = [
        Self::Home,
        Self::Product,
        Self::Cart,
        Self::Checkout,
        Self::ThankYou,
        Self::Delivery,
        Self::Returns,
        Self::Support,
        Self::Store,
    ];

    /// Its name in JSON and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Product => "product",
            Self::Cart => "cart",
            Self::Checkout => "checkout",
            Self::ThankYou => "thank_you",
            Self::Delivery => "delivery",
            Self::Returns => "returns",
            Self::Support => "support",
            Self::Store => "store",
        }
    }

    /// The touchpoint of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|touchpoint| touchpoint.as_str() == name)
    }
}
