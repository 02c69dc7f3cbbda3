//! The parts of a rule in the owner's words, with the values of one visit.

use std::fmt::Display;

use shared::context::Device;
use shared::targeting::{
    Asking, Matches, No, Operator, Page, Properties, Property, Repeat, Value, Visit, hundredths,
};
use shared::time::Timestamp;
use shared::touchpoint::Touchpoint;

use crate::dashboard::parts::time::{ago, exactly};
use crate::dashboard::words::{device, touchpoint};

/// A rule that is looked at for one visit.
pub(super) struct Looked<'a> {
    pub asking: Asking<'a>,
    pub visit: &'a Visit,
}

/// What a part is called.
pub(super) fn label(part: No) -> &'static str {
    match part {
        No::Consent => "Consent",
        No::Privacy => "Privacy signal",
        No::Schedule => "Schedule",
        No::Include => "Page",
        No::Exclude => "Excluded page",
        No::Touchpoint => "Touchpoint",
        No::Device => "Device",
        No::Language => "Language",
        No::Traits => "Visitor",
        No::Repeat => "Shown before",
        No::Quiet => "Quiet period",
        No::Sample => "Share of visitors",
        No::Scroll => "Scrolled",
        No::Click => "Click",
        No::Event => "Event",
        No::Delay => "Delay",
        No::Exit => "About to leave",
        No::Country => "Country",
    }
}

impl Looked<'_> {
    /// How a part stands; none where the rule has no such part.
    pub(super) fn said(&self, part: No) -> Option<String> {
        match part {
            No::Consent | No::Privacy | No::Schedule | No::Quiet => self.said_of_shop(part),
            No::Scroll | No::Click | No::Event | No::Delay | No::Exit => self.said_of_moment(part),
            _ => self.said_of_visitor(part),
        }
    }

    /// What holds whatever the rule says.
    fn said_of_shop(&self, part: No) -> Option<String> {
        let Self { asking, visit } = self;
        match part {
            No::Consent => asking.manners.consent_required.then(|| {
                let said = if visit.consent { "has said" } else { "has not said" };
                format!("the page {said} that the visitor consents")
            }),
            No::Privacy => asking.manners.honour_gpc.then(|| {
                let on = if visit.opted_out { "is on" } else { "is off" };
                format!("Global Privacy Control or Do Not Track {on}")
            }),
            No::Schedule => {
                let from = asking.schedule.starts_at.map(|at| format!("from {}", exactly(at)));
                let until = asking.schedule.ends_at.map(|at| format!("until {}", exactly(at)));
                let both: Vec<_> = [from, until].into_iter().flatten().collect();
                (!both.is_empty()).then(|| {
                    format!("{}; the visit is {}", both.join(" "), exactly(instant(visit.now_ms)))
                })
            }
            _ => {
                let days = asking.manners.quiet_days;
                (days > 0).then(|| match visit.other_shown_at_ms {
                    Some(at) => {
                        format!(
                            "another survey shown {}, quiet for {}",
                            self.ago(at),
                            in_days(days)
                        )
                    }
                    None => format!("no other survey was shown, quiet for {}", in_days(days)),
                })
            }
        }
    }

    /// Where the visitor is, and who.
    fn said_of_visitor(&self, part: No) -> Option<String> {
        let Self { asking: Asking { rule, .. }, visit } = self;
        let some = |is: &str, wanted: String| {
            (!wanted.is_empty()).then(|| format!("{is}; asked {wanted}"))
        };
        match part {
            No::Include => some(&visit.page, on("on", &rule.include)),
            No::Exclude => {
                let wanted = on("on", &rule.exclude);
                (!wanted.is_empty()).then(|| format!("{}; not asked {wanted}", visit.page))
            }
            No::Touchpoint => {
                let name = |at: &Touchpoint| touchpoint(at.as_str()).to_owned();
                let here = visit.touchpoint.as_ref().map_or("none".to_owned(), name);
                some(&here, listed("at", rule.touchpoints.iter().map(name)))
            }
            No::Device => {
                let name = |it: &Device| device(it.as_str()).to_owned();
                let here = visit.device.as_ref().map_or("not known".to_owned(), name);
                some(&here, listed("on", rule.devices.iter().map(name)))
            }
            No::Language => {
                some(or_unknown(visit.language.as_deref()), listed("in", &rule.languages))
            }
            No::Country => {
                some(or_unknown(visit.country.as_deref()), listed("in", &rule.countries))
            }
            No::Traits => some(&written(&visit.traits), conditions(&rule.traits)),
            No::Repeat => Some(self.said_of_repeat()),
            _ => (rule.sample_percent < 100).then(|| {
                let at = f64::from(hundredths(self.asking.survey, &visit.seed)) / 100.0;
                format!("this visitor is at {at} %, asked below {} %", rule.sample_percent)
            }),
        }
    }

    fn said_of_repeat(&self) -> String {
        let Visit { shown_at_ms, answered_at_ms, dismissed_at_ms, .. } = self.visit;
        let when = |what: &str, at: &Option<i64>| at.map(|at| format!("{what} {}", self.ago(at)));
        let shown = when("shown", shown_at_ms).unwrap_or("never shown".to_owned());
        let rest = [when("answered", answered_at_ms), when("closed", dismissed_at_ms)];
        let asked = match self.asking.rule.repeat {
            Repeat::Once => "asked once".to_owned(),
            Repeat::Always => "asked on every visit".to_owned(),
            Repeat::UntilAnswered => "asked until it is answered".to_owned(),
            Repeat::EveryDays(days) => format!("asked every {}", in_days(days)),
        };
        let all: Vec<_> = [Some(shown)].into_iter().chain(rest).flatten().collect();
        format!("{}; {asked}", all.join(", "))
    }

    /// What the visitor does.
    fn said_of_moment(&self, part: No) -> Option<String> {
        let Self { asking: Asking { rule, .. }, visit } = self;
        match part {
            No::Scroll => rule
                .scroll_percent
                .map(|least| format!("{} % of {least} %", visit.scrolled_percent)),
            No::Click => rule.click.as_ref().map(|click| {
                let was = if visit.clicked.contains(click) { "was" } else { "was not" };
                format!("{click} {was} clicked")
            }),
            No::Event => rule.event.as_ref().map(|event| {
                let told = visit.events.iter().rev().find(|told| told.name == event.name);
                let told = told.map_or("not told".to_owned(), |told| {
                    format!("told with {}", written(&told.properties))
                });
                let wanted = conditions(&event.properties);
                let wanted = if wanted.is_empty() { wanted } else { format!("; asked {wanted}") };
                format!("{} {told}{wanted}", event.name)
            }),
            No::Delay => (rule.delay_ms > 0).then(|| {
                let seconds = |ms: u32| f64::from(ms) / 1000.0;
                let open = seconds(visit.open_ms.min(rule.delay_ms));
                format!("{open} s of {} s", seconds(rule.delay_ms))
            }),
            _ => rule.exit_intent.then(|| {
                if visit.exit { "the visitor leaves" } else { "the visitor stays" }.to_owned()
            }),
        }
    }

    fn ago(&self, at_ms: i64) -> String {
        ago(instant(at_ms), instant(self.visit.now_ms))
    }
}

fn instant(ms: i64) -> Timestamp {
    Timestamp::from_micros(ms.saturating_mul(1_000))
}

fn in_days(days: u16) -> String {
    if days == 1 { "day".to_owned() } else { format!("{days} days") }
}

fn or_unknown(text: Option<&str>) -> &str {
    text.unwrap_or("not known")
}

fn listed(before: &str, things: impl IntoIterator<Item = impl Display>) -> String {
    let all: Vec<_> = things.into_iter().map(|thing| thing.to_string()).collect();
    if all.is_empty() { String::new() } else { format!("{before} {}", all.join(", ")) }
}

fn on(before: &str, pages: &[Page]) -> String {
    listed(
        before,
        pages.iter().map(|page| match page.matches {
            Matches::Prefix => format!("{}…", page.value),
            Matches::Exact | Matches::Glob => page.value.clone(),
        }),
    )
}

/// Properties as one writes them into the form.
fn written(properties: &Properties) -> String {
    let all: Vec<_> =
        properties.iter().map(|(name, value)| format!("{name} = {}", plain(value))).collect();
    if all.is_empty() { "nothing".to_owned() } else { all.join(", ") }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Text(text) => format!("“{text}”"),
        Value::Number(number) => number.to_string(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
    }
}

fn conditions(conditions: &[Property]) -> String {
    let one = |Property { name, is, value }: &Property| {
        let sign = match is {
            Operator::Equals => "is",
            Operator::NotEquals => "is not",
            Operator::Contains => "contains",
            Operator::AtLeast => "is at least",
            Operator::AtMost => "is at most",
        };
        format!("{name} {sign} {}", plain(value))
    };
    let all: Vec<_> = conditions.iter().map(one).collect();
    if all.is_empty() { String::new() } else { format!("if {}", all.join(" and ")) }
}
