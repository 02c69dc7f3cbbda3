//! Surveys to start from, in every built-in language.

mod asked;
mod more_words;
mod options;
#[cfg(test)]
mod tests;
mod words;

use shared::targeting::{Repeat, Rule, Schedule};
use shared::text::Texts;
use shared::touchpoint::Touchpoint;

use super::{Placement, Settings};
pub use asked::{post_purchase_effort, product_nps, question_of};

/// One text in every built-in language, by language tag.
type Words = [(&'static str, &'static str); 8];

/// A shopper who was asked is left alone for so long, in days.
const QUIET_DAYS: u16 = 90;
/// Time to look at a page before a question is asked, in milliseconds.
const SETTLED_MS: u32 = 10_000;

/// A survey to start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// How easy ordering was, right after an order.
    PostPurchase,
    /// How likely a recommendation is, on product pages.
    ProductNps,
    /// How the parcel arrived.
    Delivery,
    /// How easy it was to send something back, and why.
    Returns,
    /// What keeps somebody from ordering.
    ExitIntent,
    /// How easy it was to get help.
    Support,
    /// How the visit to a shop of bricks was.
    Store,
    /// One open question.
    Empty,
}

impl Template {
    /// All of them, the empty one last.
    pub const ALL: [Self; 8] = [
        Self::PostPurchase,
        Self::ProductNps,
        Self::Delivery,
        Self::Returns,
        Self::ExitIntent,
        Self::Support,
        Self::Store,
        Self::Empty,
    ];

    /// Its name, which is also the name in pages of the survey that is made of it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PostPurchase => "post-purchase",
            Self::ProductNps => "product-nps",
            Self::Delivery => "delivery",
            Self::Returns => "returns",
            Self::ExitIntent => "exit-intent",
            Self::Support => "support",
            Self::Store => "store",
            Self::Empty => "survey",
        }
    }

    /// The template of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|template| template.as_str() == name)
    }

    /// What an owner calls the survey that is made of it.
    pub fn title(self) -> &'static str {
        match self {
            Self::PostPurchase => "Effort, after an order",
            Self::ProductNps => "Recommendation, on product pages",
            Self::Delivery => "Delivery",
            Self::Returns => "Returns",
            Self::ExitIntent => "Leaving without an order",
            Self::Support => "Support",
            Self::Store => "Visit to a store",
            Self::Empty => "New survey",
        }
    }

    /// What it asks and when, in one sentence.
    pub fn says(self) -> &'static str {
        match self {
            Self::PostPurchase => {
                "Asks on the thank-you page how easy ordering was, and what made it hard or easy."
            }
            Self::ProductNps => {
                "Asks on product pages how likely a recommendation is and why, then everybody for \
                 a review."
            }
            Self::Delivery => {
                "Asks after delivery how it went and what could have gone better, then everybody \
                 for a review."
            }
            Self::Returns => {
                "Asks after a return how easy it was, why the goods came back, and what was hard."
            }
            Self::ExitIntent => {
                "Asks in the cart and at the checkout, of whoever is about to leave, what keeps \
                 them from ordering."
            }
            Self::Support => {
                "Asks after a call for help how easy it was to get it, and whether it helped."
            }
            Self::Store => {
                "Asks by a link or a QR code in the store how the visit was and what to do better."
            }
            Self::Empty => "Asks one open question, at any moment, until you say otherwise.",
        }
    }

    /// A draft of a survey: not live.
    pub fn settings(self) -> Settings {
        Settings {
            name: self.as_str().to_owned(),
            title: self.title().to_owned(),
            live: false,
            placement: Placement::Popover,
            tab: Texts::default(),
            rule: self.rule(),
            schedule: Schedule::default(),
            survey: match self {
                Self::PostPurchase => asked::post_purchase_effort(),
                Self::ProductNps => asked::product_nps(),
                Self::Delivery => asked::delivery(),
                Self::Returns => asked::returns(),
                Self::ExitIntent => asked::leaving(),
                Self::Support => asked::support(),
                Self::Store => asked::store(),
                Self::Empty => asked::open(),
            },
        }
    }

    fn rule(self) -> Rule {
        let at = |touchpoints: &[Touchpoint], delay_ms| Rule {
            touchpoints: touchpoints.to_vec(),
            delay_ms,
            repeat: Repeat::EveryDays(QUIET_DAYS),
            ..Rule::default()
        };
        match self {
            Self::PostPurchase => at(&[Touchpoint::ThankYou], 2_000),
            Self::ProductNps => at(&[Touchpoint::Product], SETTLED_MS),
            Self::Delivery => at(&[Touchpoint::Delivery], 2_000),
            Self::Returns => at(&[Touchpoint::Returns], 2_000),
            Self::ExitIntent => {
                Rule { exit_intent: true, ..at(&[Touchpoint::Cart, Touchpoint::Checkout], 5_000) }
            }
            Self::Support => at(&[Touchpoint::Support], 2_000),
            Self::Store => at(&[Touchpoint::Store], 0),
            Self::Empty => at(&[], SETTLED_MS),
        }
    }
}

/// The two surveys that a new shop starts with: one for product pages, one for the page after
/// an order.
pub fn usual(live: bool) -> [Settings; 2] {
    [(Template::ProductNps, Touchpoint::Product), (Template::PostPurchase, Touchpoint::ThankYou)]
        .map(|(template, touchpoint)| Settings {
            live,
            rule: Rule { touchpoints: vec![touchpoint], delay_ms: 2_000, ..Rule::default() },
            ..template.settings()
        })
}
