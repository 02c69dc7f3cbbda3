//! When and where a survey is asked. The loader evaluates the same rules in JavaScript; one
//! table of cases, `targeting_cases.json`, is run against both.

mod asking;
mod pages;
mod properties;
mod visit;

use serde::{Deserialize, Serialize};

pub use asking::{Asking, Manners, No, Schedule, hundredths};
pub use pages::{MAX_PATTERNS, Matches, Page, check_pages};
pub use properties::{
    EventRule, MAX_CONDITIONS, MAX_NAME, MAX_VALUE, Operator, Properties, Property, Value,
};
pub use visit::{Event, Visit};

use crate::context::Device;
use crate::invalid::{Invalid, Reason};
use crate::text;
use crate::touchpoint::Touchpoint;

/// Longest selector of an element, in characters.
pub const MAX_SELECTOR: usize = 200;
/// Longest delay: one hour.
pub const MAX_DELAY_MS: u32 = 3_600_000;
/// Longest time between two askings of one visitor.
pub const MAX_DAYS: u16 = 3_650;

/// When and where a survey is asked: all parts must say yes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rule {
    /// Asked on pages that match one of these; on all, if there are none.
    pub include: Vec<Page>,
    /// Never asked on pages that match one of these.
    pub exclude: Vec<Page>,
    /// Asked at one of these moments; at all, if there are none.
    pub touchpoints: Vec<Touchpoint>,
    /// Asked on these devices; on all, if there are none.
    pub devices: Vec<Device>,
    /// Asked on pages in these languages; in all, if there are none. `pt` means every Portuguese,
    /// `pt-BR` only that of Brazil.
    pub languages: Vec<String>,
    /// Asked of visitors of whom all of this is so, as the page says with `identify`.
    pub traits: Vec<Property>,
    /// How often one visitor is asked.
    pub repeat: Repeat,
    /// Share of visitors who are asked, 0–100 %; always the same visitors.
    pub sample_percent: u8,
    /// Asked once so much of the page was scrolled past, 1–100 %.
    pub scroll_percent: Option<u8>,
    /// Asked once an element that this CSS selector means was clicked.
    pub click: Option<String>,
    /// Asked once the page told this.
    pub event: Option<EventRule>,
    /// How long all of the above must have said yes, in milliseconds.
    pub delay_ms: u32,
    /// Asked when the visitor is about to leave the page.
    pub exit_intent: bool,
    /// Asked in these countries, by their two letters; in all, if there are none.
    pub countries: Vec<String>,
}

impl Default for Rule {
    fn default() -> Self {
        Self {
            include: Vec::new(),
            exclude: Vec::new(),
            touchpoints: Vec::new(),
            devices: Vec::new(),
            languages: Vec::new(),
            traits: Vec::new(),
            repeat: Repeat::Once,
            sample_percent: 100,
            scroll_percent: None,
            click: None,
            event: None,
            delay_ms: 0,
            exit_intent: false,
            countries: Vec::new(),
        }
    }
}

impl Rule {
    /// What of it holds for a tab at the page's edge: on which pages and to whom it is shown.
    /// When a survey would come by itself does not matter to one that waits to be opened.
    #[must_use]
    pub fn of_tab(&self) -> Self {
        let Self { include, exclude, touchpoints, devices, languages, traits, .. } = self.clone();
        let repeat = Repeat::Always;
        Self {
            include,
            exclude,
            touchpoints,
            devices,
            languages,
            traits,
            repeat,
            ..Self::default()
        }
    }
}

/// How often one visitor is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Repeat {
    /// Never again once it has been shown.
    Once,
    /// On every visit.
    Always,
    /// Never again once it has been answered, and not for a day after it was closed.
    UntilAnswered,
    /// Not for so many days after it was shown, 1–3,650: `{"every_days": 30}`.
    EveryDays(u16),
}

impl Rule {
    /// Checks what an owner wrote.
    pub fn check(&self) -> Result<(), Invalid> {
        for (name, pages) in [("include", &self.include), ("exclude", &self.exclude)] {
            check_pages(pages).map_err(|invalid| invalid.within(name))?;
        }
        check_tags("languages", &self.languages, is_language_tag)?;
        check_tags("countries", &self.countries, is_country)?;
        properties::check(&self.traits).map_err(|invalid| invalid.within("traits"))?;
        if let Some(event) = &self.event {
            event.check().map_err(|invalid| invalid.within("event"))?;
        }
        if let Some(click) = &self.click {
            check_selector(click).map_err(|reason| Invalid::new("click", reason))?;
        }
        let refuse = |field: &str, low, high| Err(Invalid::new(field, Reason::Range(low, high)));
        if self.scroll_percent.is_some_and(|percent| !(1..=100).contains(&percent)) {
            return refuse("scroll_percent", 1, 100);
        }
        if self.sample_percent > 100 {
            return refuse("sample_percent", 0, 100);
        }
        if self.delay_ms > MAX_DELAY_MS {
            return refuse("delay_ms", 0, MAX_DELAY_MS.into());
        }
        match self.repeat {
            Repeat::EveryDays(days) if !(1..=MAX_DAYS).contains(&days) => {
                refuse("repeat.every_days", 1, MAX_DAYS.into())
            }
            _ => Ok(()),
        }
    }
}

/// Whether a text is a language tag, such as `nl` or `pt-BR`.
pub fn is_language_tag(tag: &str) -> Result<(), Reason> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if (2..=35).contains(&tag.len()) && tag.chars().all(plain) && !tag.starts_with('-') {
        return Ok(());
    }
    Err(Reason::Expected("a language tag, such as nl or pt-BR"))
}

/// Whether a text is the two letters of a country.
pub fn is_country(country: &str) -> Result<(), Reason> {
    if country.len() == 2 && country.chars().all(|c| c.is_ascii_alphabetic()) {
        return Ok(());
    }
    Err(Reason::Expected("the two letters of a country, such as NL"))
}

/// A list of no more than there are patterns, each of which is `good`.
fn check_tags(
    field: &str,
    tags: &[String],
    good: fn(&str) -> Result<(), Reason>,
) -> Result<(), Invalid> {
    if tags.len() > MAX_PATTERNS {
        return Err(Invalid::new(field, Reason::TooMany(MAX_PATTERNS)));
    }
    tags.iter().enumerate().try_for_each(|(at, tag)| {
        good(tag).map_err(|reason| Invalid::new(format!("{field}[{at}]"), reason))
    })
}

/// Only a browser knows whether a selector is well written; the loader passes over one that
/// is not.
fn check_selector(selector: &str) -> Result<(), Reason> {
    if selector.trim().is_empty() {
        return Err(Reason::Missing);
    }
    text::check(selector, MAX_SELECTOR)
}

#[cfg(test)]
mod tests;
