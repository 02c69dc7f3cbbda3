//! A visit, as far as rules look at it.

use serde::{Deserialize, Serialize};

use super::properties::Properties;
use crate::context::Device;
use crate::touchpoint::Touchpoint;

/// A visit, as far as rules look at it. Instants are milliseconds since 1970, as browsers count.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Visit {
    /// The page's address.
    pub page: String,
    /// The moment of the journey, if it is known.
    pub touchpoint: Option<Touchpoint>,
    /// What it is looked at with, if that is known.
    pub device: Option<Device>,
    /// Language tag of the page, if it is known.
    pub language: Option<String>,
    /// Two letters of the country; none while it is not known.
    pub country: Option<String>,
    /// What the page said of the visitor with `identify`.
    pub traits: Properties,
    /// How long every part of the rule that comes before the delay has said yes, in milliseconds.
    pub open_ms: u32,
    /// The furthest that the page was scrolled, 0–100 % of it.
    pub scrolled_percent: u8,
    /// Whether the visitor is about to leave this page.
    pub exit: bool,
    /// Selectors of elements that were clicked.
    pub clicked: Vec<String>,
    /// What the page told with `track`.
    pub events: Vec<Event>,
    /// The visitor's own random number, kept in the browser.
    pub seed: String,
    /// The time.
    pub now_ms: i64,
    /// When this survey was last shown to the visitor.
    pub shown_at_ms: Option<i64>,
    /// When the visitor answered it.
    pub answered_at_ms: Option<i64>,
    /// When the visitor closed it without an answer.
    pub dismissed_at_ms: Option<i64>,
    /// When another survey of the shop was last shown to the visitor.
    pub other_shown_at_ms: Option<i64>,
    /// Whether the page has said that the visitor consents.
    pub consent: bool,
    /// Whether the browser says no: Global Privacy Control or Do Not Track.
    pub opted_out: bool,
}

/// Something that the page told with `candor.push(["track", name, properties])`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Its name.
    pub name: String,
    /// Its properties that are a text, a number or yes or no.
    #[serde(default)]
    pub properties: Properties,
}
