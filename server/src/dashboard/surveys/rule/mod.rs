//! When and where a survey is asked, as fields of a form: written into it and read from it.

mod fields;
mod said;

use shared::context::Device;
use shared::invalid::{Invalid, Reason};
use shared::targeting::{EventRule, Repeat, Rule, Schedule};
use shared::time::Timestamp;
use shared::touchpoint::Touchpoint;

use super::properties;
use crate::dashboard::parts::fields::Fields;
use crate::dashboard::patterns;
use crate::error::Error;

pub(super) use fields::RuleFields;

/// The fields of a form, and those of a rule.
pub(super) fn written(fields: Fields, rule: &Rule) -> Fields {
    let (repeat, days) = match rule.repeat {
        Repeat::Once => ("once", String::new()),
        Repeat::Always => ("always", String::new()),
        Repeat::UntilAnswered => ("until_answered", String::new()),
        Repeat::EveryDays(days) => ("every_days", days.to_string()),
    };
    let seconds = f64::from(rule.delay_ms) / 1000.0;
    let event = rule.event.as_ref();
    let scroll = rule.scroll_percent.map(|percent| percent.to_string());
    let fields = fields
        .with("rule.include", patterns::written(&rule.include))
        .with("rule.exclude", patterns::written(&rule.exclude))
        .with("rule.languages", rule.languages.join(", "))
        .with("rule.countries", rule.countries.join(", "))
        .with("rule.traits", properties::written(&rule.traits))
        .with("rule.scroll_percent", scroll.unwrap_or_default())
        .with("rule.click", rule.click.as_deref().unwrap_or_default())
        .with("rule.event", event.map(|event| event.name.clone()).unwrap_or_default())
        .with(
            "rule.event.properties",
            event.map(|event| properties::written(&event.properties)).unwrap_or_default(),
        )
        .with("delay_seconds", seconds.to_string())
        .with("rule.sample_percent", rule.sample_percent.to_string())
        .with("rule.repeat", repeat)
        .with("rule.repeat.every_days", days);
    let fields = if rule.exit_intent { fields.with("rule.exit_intent", "true") } else { fields };
    let fields = rule
        .devices
        .iter()
        .fold(fields, |fields, device| fields.with("rule.devices", device.as_str()));
    rule.touchpoints
        .iter()
        .fold(fields, |fields, touchpoint| fields.with("rule.touchpoints", touchpoint.as_str()))
}

/// The rule that a form says, where `before` is the one that it showed.
pub(super) fn read(fields: &Fields, before: &Rule) -> Result<Rule, Error> {
    let pages = |name: &str, before| patterns::read(name, fields.one(name), before);
    let traits = properties::read("rule.traits", fields.one("rule.traits"), &before.traits)?;
    Ok(Rule {
        include: pages("rule.include", &before.include)?,
        exclude: pages("rule.exclude", &before.exclude)?,
        touchpoints: ticked(
            fields,
            "rule.touchpoints",
            &before.touchpoints,
            &Touchpoint::ALL,
            Touchpoint::as_str,
        ),
        devices: ticked(fields, "rule.devices", &before.devices, &Device::ALL, Device::as_str),
        languages: words(fields.one("rule.languages")),
        traits,
        repeat: repeat(fields)?,
        sample_percent: percent(fields, "rule.sample_percent", 0)?.unwrap_or(100),
        scroll_percent: percent(fields, "rule.scroll_percent", 1)?,
        click: fields.filled("rule.click"),
        event: event(fields, before)?,
        delay_ms: delay_ms(fields)?,
        exit_intent: fields.has("rule.exit_intent", "true"),
        countries: words(fields.one("rule.countries")),
    })
}

/// What is ticked of all there is. Boxes that say what they said before leave the order alone.
fn ticked<T: Copy + PartialEq>(
    fields: &Fields,
    name: &str,
    before: &[T],
    all: &[T],
    value: fn(T) -> &'static str,
) -> Vec<T> {
    let is = |one: &T| fields.has(name, value(*one));
    if all.iter().all(|one| is(one) == before.contains(one)) {
        return before.to_vec();
    }
    all.iter().filter(|one| is(one)).copied().collect()
}

/// Short words with commas or spaces between them.
fn words(text: &str) -> Vec<String> {
    let between = |c: char| c == ',' || c == ';' || c.is_whitespace();
    text.split(between).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn repeat(fields: &Fields) -> Result<Repeat, Invalid> {
    Ok(match fields.one("rule.repeat") {
        "always" => Repeat::Always,
        "until_answered" => Repeat::UntilAnswered,
        "every_days" => {
            let days = fields.filled("rule.repeat.every_days").unwrap_or_default().parse();
            let refused = |_| Invalid::new("rule.repeat.every_days", Reason::Range(1, 3_650));
            Repeat::EveryDays(days.map_err(refused)?)
        }
        _ => Repeat::Once,
    })
}

fn event(fields: &Fields, before: &Rule) -> Result<Option<EventRule>, Error> {
    let (name, lines) = (fields.filled("rule.event"), fields.one("rule.event.properties"));
    let before = before.event.as_ref().map(|event| event.properties.clone()).unwrap_or_default();
    let properties = properties::read("rule.event.properties", lines, &before)?;
    match name {
        None if !properties.is_empty() => {
            Err(Invalid::new("rule.event.name", Reason::Missing).into())
        }
        name => Ok(name.map(|name| EventRule { name, properties })),
    }
}

fn percent(fields: &Fields, name: &str, low: i64) -> Result<Option<u8>, Invalid> {
    let Some(text) = fields.filled(name) else { return Ok(None) };
    let number = text.trim_end_matches('%').trim_end().parse();
    number.map(Some).map_err(|_| Invalid::new(name, Reason::Range(low, 100)))
}

/// A delay in seconds, such as `2`, `2.5` or `2,5`, in milliseconds.
fn delay_ms(fields: &Fields) -> Result<u32, Invalid> {
    let text = fields.filled("delay_seconds").unwrap_or_default().replace(',', ".");
    let seconds = if text.is_empty() { Ok(0.0) } else { text.parse::<f64>() };
    match seconds {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the range is checked"
        )]
        Ok(seconds) if (0.0..=3600.0).contains(&seconds) => Ok((seconds * 1000.0).round() as u32),
        _ => {
            let wanted = "a number of seconds from 0 to 3600";
            Err(Invalid::new("delay_seconds", Reason::Expected(wanted)))
        }
    }
}

/// The fields of a form, and from when to when a survey is asked.
pub(super) fn schedule_written(fields: Fields, schedule: &Schedule) -> Fields {
    fields
        .with("starts_at", schedule.starts_at.map(minute).unwrap_or_default())
        .with("ends_at", schedule.ends_at.map(minute).unwrap_or_default())
}

/// From when to when a form says. An instant that shows the same minute stays what it was.
pub(super) fn schedule_read(fields: &Fields, before: &Schedule) -> Result<Schedule, Invalid> {
    let instant = |name: &str, before: Option<Timestamp>| {
        let Some(text) = fields.filled(name) else { return Ok(None) };
        if before.is_some_and(|before| minute(before) == text) {
            return Ok(before);
        }
        let seconds = if text.len() > 16 { "" } else { ":00" };
        let read = format!("{text}{seconds}Z").parse();
        let wanted = Reason::Expected("a day and a time, such as 2026-12-24T18:00");
        read.map(Some).map_err(|_| Invalid::new(name, wanted))
    };
    Ok(Schedule {
        starts_at: instant("starts_at", before.starts_at)?,
        ends_at: instant("ends_at", before.ends_at)?,
    })
}

/// An instant to the minute, as browsers write it.
fn minute(at: Timestamp) -> String {
    at.to_string().chars().take(16).collect()
}

#[cfg(test)]
mod tests;
