//! Which part of a rule decides whether a survey is asked on a visit.

use serde::{Deserialize, Serialize};

use super::{Page, Repeat, Rule, Visit, properties};
use crate::invalid::{Invalid, Reason};
use crate::time::Timestamp;

/// A day, in milliseconds.
const DAY_MS: i64 = 86_400_000;

/// From when to when a survey is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Schedule {
    /// Not asked before.
    pub starts_at: Option<Timestamp>,
    /// Not asked from then on.
    pub ends_at: Option<Timestamp>,
}

/// What holds for every survey of a shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Manners {
    /// How many days a survey that was shown keeps every other one silent, 0–365.
    pub quiet_days: u16,
    /// Whether nothing is asked before the page says that the visitor consents.
    pub consent_required: bool,
    /// Whether nothing is asked where the browser says no: Global Privacy Control or Do Not Track.
    pub honour_gpc: bool,
}

impl Default for Manners {
    fn default() -> Self {
        Self { quiet_days: 0, consent_required: false, honour_gpc: true }
    }
}

/// The part that said no, in the order in which they are looked at: what is cheap and stable
/// first, what waits for the visitor later, and what only the server knows last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum No {
    /// The visitor has not consented, and the shop asks for consent.
    Consent,
    /// The browser says no, and the shop honours that.
    Privacy,
    /// Before its start or after its end.
    Schedule,
    /// The page is not included.
    Include,
    /// The page is excluded.
    Exclude,
    /// Another touchpoint, or none.
    Touchpoint,
    /// Another device.
    Device,
    /// Another language.
    Language,
    /// A visitor of whom something else is so.
    Traits,
    /// It was shown or answered before.
    Repeat,
    /// Another survey was shown a short time ago.
    Quiet,
    /// The visitor is not in the sample.
    Sample,
    /// The page was not scrolled far enough.
    Scroll,
    /// The element was not clicked.
    Click,
    /// The page has not told the event.
    Event,
    /// All of the above has not said yes for long enough.
    Delay,
    /// The visitor is not about to leave.
    Exit,
    /// Another country, or not known which.
    Country,
}

impl No {
    /// All of them, in the order in which they are looked at.
    pub const ALL: [Self; 18] = [
        Self::Consent,
        Self::Privacy,
        Self::Schedule,
        Self::Include,
        Self::Exclude,
        Self::Touchpoint,
        Self::Device,
        Self::Language,
        Self::Traits,
        Self::Repeat,
        Self::Quiet,
        Self::Sample,
        Self::Scroll,
        Self::Click,
        Self::Event,
        Self::Delay,
        Self::Exit,
        Self::Country,
    ];
}

/// A survey that might be asked.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    /// Its id, as it prints.
    pub survey: &'a str,
    /// When and where it is asked.
    pub rule: &'a Rule,
    /// From when to when.
    pub schedule: Schedule,
    /// What holds for every survey of the shop.
    pub manners: Manners,
}

impl Asking<'_> {
    /// The first part that says no to asking this survey on this visit; none says yes.
    pub fn refuses(&self, visit: &Visit) -> Option<No> {
        No::ALL.into_iter().find(|part| self.says_no(*part, visit))
    }

    /// Whether one part says no, whatever the others say.
    pub fn says_no(&self, part: No, visit: &Visit) -> bool {
        let Self { rule, manners, .. } = self;
        let on = |pages: &[Page]| pages.iter().any(|page| page.is(&visit.page));
        match part {
            No::Consent => manners.consent_required && !visit.consent,
            No::Privacy => manners.honour_gpc && visit.opted_out,
            No::Schedule => !self.schedule.covers(visit.now_ms),
            No::Include => !rule.include.is_empty() && !on(&rule.include),
            No::Exclude => on(&rule.exclude),
            No::Touchpoint => not_among(&rule.touchpoints, visit.touchpoint.as_ref()),
            No::Device => not_among(&rule.devices, visit.device.as_ref()),
            No::Language => {
                let spoken = visit.language.as_deref().unwrap_or_default();
                !rule.languages.is_empty() && !rule.languages.iter().any(|tag| means(tag, spoken))
            }
            No::Traits => !properties::all_hold(&rule.traits, &visit.traits),
            No::Repeat => rule.repeat.refuses(visit),
            No::Quiet => within(visit, visit.other_shown_at_ms, manners.quiet_days),
            No::Sample => {
                let drawn = hundredths(self.survey, &visit.seed);
                rule.sample_percent < 100 && drawn >= u32::from(rule.sample_percent) * 100
            }
            No::Scroll => rule.scroll_percent.is_some_and(|least| visit.scrolled_percent < least),
            No::Click => rule.click.as_ref().is_some_and(|click| !visit.clicked.contains(click)),
            No::Event => rule.event.as_ref().is_some_and(|event| {
                !visit.events.iter().any(|told| event.is(&told.name, &told.properties))
            }),
            No::Delay => visit.open_ms < rule.delay_ms,
            No::Exit => rule.exit_intent && !visit.exit,
            No::Country => {
                let here = visit.country.as_deref().unwrap_or_default();
                let is = |country: &String| country.eq_ignore_ascii_case(here);
                !rule.countries.is_empty() && !rule.countries.iter().any(is)
            }
        }
    }
}

impl Schedule {
    /// Whether a survey is asked at an instant, in milliseconds since 1970.
    pub fn covers(&self, now_ms: i64) -> bool {
        let ms = |at: Timestamp| at.micros().div_euclid(1_000);
        self.starts_at.is_none_or(|start| ms(start) <= now_ms)
            && self.ends_at.is_none_or(|end| now_ms < ms(end))
    }

    /// Checks what an owner wrote.
    pub fn check(&self) -> Result<(), Invalid> {
        match (self.starts_at, self.ends_at) {
            (Some(start), Some(end)) if end <= start => {
                Err(Invalid::new("ends_at", Reason::Refused("must be after starts_at")))
            }
            _ => Ok(()),
        }
    }
}

impl Repeat {
    fn refuses(self, visit: &Visit) -> bool {
        match self {
            Self::Once => visit.shown_at_ms.is_some(),
            Self::Always => false,
            Self::UntilAnswered => {
                visit.answered_at_ms.is_some() || within(visit, visit.dismissed_at_ms, 1)
            }
            Self::EveryDays(days) => within(visit, visit.shown_at_ms, days),
        }
    }
}

/// Whether something happened less than so many days ago.
fn within(visit: &Visit, at_ms: Option<i64>, days: u16) -> bool {
    at_ms.is_some_and(|at| visit.now_ms.saturating_sub(at) < i64::from(days) * DAY_MS)
}

/// Whether a list names something, and not this.
fn not_among<T: PartialEq>(list: &[T], this: Option<&T>) -> bool {
    !list.is_empty() && !this.is_some_and(|this| list.contains(this))
}

/// Whether a language tag means a page's language: `pt` each of its regions, `pt-BR` only itself.
fn means(tag: &str, spoken: &str) -> bool {
    let primary = spoken.split('-').next().unwrap_or_default();
    tag.eq_ignore_ascii_case(spoken) || tag.eq_ignore_ascii_case(primary)
}

/// Where a visitor falls between 0 and 9,999 for one survey: 32-bit FNV-1a of both, so that
/// a visitor is drawn alike on every page and differently for every survey.
pub fn hundredths(survey: &str, seed: &str) -> u32 {
    let hash = survey
        .bytes()
        .chain(seed.bytes())
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash % 10_000
}
