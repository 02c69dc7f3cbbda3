//! What an owner says of a survey, and what of it is acceptable.

use serde::{Deserialize, Serialize};
use shared::invalid::{Invalid, Reason};
use shared::survey::{Question, Survey};
use shared::targeting::{Rule, Schedule};
use shared::text::{self, Texts};
use shared::time::Timestamp;

use super::Placement;

/// Longest text on a tab, in characters: it stands at the edge of a phone, too.
const MAX_TAB: usize = 24;

/// What an owner says of a survey.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "Flat")]
pub struct Settings {
    /// Names it in pages: `<candor-survey name="post-purchase">`.
    pub name: String,
    /// What the owner calls it; never public.
    pub title: String,
    /// Whether it is asked.
    pub live: bool,
    /// Where it appears.
    pub placement: Placement,
    /// What stands on its tab, where it waits behind one; the built-in word where it is empty.
    pub tab: Texts,
    /// When and where it is asked.
    pub rule: Rule,
    /// From when to when it is asked.
    #[serde(flatten)]
    pub schedule: Schedule,
    /// What is asked.
    #[serde(flatten)]
    pub survey: Survey,
}

/// The same, field by field: serde does not tell where it stopped within what it flattens, and
/// a refusal names the field.
#[derive(Deserialize)]
struct Flat {
    name: String,
    title: String,
    live: bool,
    #[serde(default)]
    placement: Placement,
    #[serde(default)]
    tab: Texts,
    #[serde(default)]
    rule: Rule,
    #[serde(default)]
    starts_at: Option<Timestamp>,
    #[serde(default)]
    ends_at: Option<Timestamp>,
    questions: Vec<Question>,
    thanks: Texts,
}

impl From<Flat> for Settings {
    fn from(flat: Flat) -> Self {
        let Flat { name, title, live, placement, tab, rule, .. } = flat;
        let Flat { starts_at, ends_at, questions, thanks, .. } = flat;
        let (schedule, survey) = (Schedule { starts_at, ends_at }, Survey { questions, thanks });
        Self { name, title, live, placement, tab, rule, schedule, survey }
    }
}

impl Settings {
    /// Checks what an owner wrote.
    pub(crate) fn check(&self) -> Result<(), Invalid> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if self.name.is_empty() || self.name.len() > 60 || !self.name.chars().all(plain) {
            let wanted = "1 to 60 lower-case letters, digits and -";
            return Err(Invalid::new("name", Reason::Expected(wanted)));
        }
        if self.title.trim().is_empty() {
            return Err(Invalid::new("title", Reason::Missing));
        }
        text::check(&self.title, 80).map_err(|reason| Invalid::new("title", reason))?;
        self.tab.check(MAX_TAB).map_err(|invalid| invalid.within("tab"))?;
        self.rule.check().map_err(|invalid| invalid.within("rule"))?;
        self.schedule.check()?;
        self.survey.check()
    }
}
