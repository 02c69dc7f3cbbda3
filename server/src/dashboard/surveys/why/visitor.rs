//! The visitor that an owner types in: read from the fields of the form.

use shared::context::Device;
use shared::id::SurveyId;
use shared::invalid::{Invalid, Reason};
use shared::targeting::{
    Event, Properties, Rule, Value, Visit, hundredths, is_country, is_language_tag,
};
use shared::time::Timestamp;
use shared::touchpoint::Touchpoint;

use crate::dashboard::parts::fields::Fields;
use crate::shops::Shop;
use crate::surveys::ShopSurvey;

const DAY_MS: i64 = 86_400_000;

/// The fields that were sent; where none were, an ordinary visitor of the front page.
pub(super) fn with_usual(sent: Fields, survey: &ShopSurvey, shop: &Shop) -> Fields {
    if sent.all().next().is_some() {
        return sent;
    }
    let delay = f64::from(survey.settings.rule.delay_ms) / 1000.0;
    Fields::default()
        .with("page", &shop.details.url)
        .with("device", Device::Desktop.as_str())
        .with("language", &shop.details.language)
        .with("seconds", delay.to_string())
        .with("scrolled", "100")
        .with("drawn", "true")
        .with("consent", "true")
}

/// The visit that the fields tell of.
pub(super) fn read(
    fields: &Fields,
    survey: &ShopSurvey,
    (shop, now): (&Shop, Timestamp),
) -> Result<Visit, Invalid> {
    let rule = &survey.settings.rule;
    let now_ms = match fields.filled("at") {
        Some(text) => instant(&text)?,
        None => now.micros() / 1_000,
    };
    let days_ago = |name: &str| {
        let days = thousandths(fields, name, 36_500)?;
        Ok::<_, Invalid>(days.map(|days| now_ms - i64::from(days) * (DAY_MS / 1_000)))
    };
    let percent = thousandths(fields, "scrolled", 100)?.unwrap_or_default() / 1_000;
    let page = page(fields)?;
    let touchpoint = match fields.one("touchpoint") {
        "" => of_address(shop, &page),
        name => Touchpoint::parse(name),
    };
    let tag = |name: &str, good: fn(&str) -> Result<(), Reason>| {
        let text = fields.filled(name);
        match text.as_deref().map(good) {
            Some(Err(reason)) => Err(Invalid::new(name, reason)),
            _ => Ok(text),
        }
    };
    Ok(Visit {
        touchpoint,
        page,
        device: Device::ALL.into_iter().find(|it| it.as_str() == fields.one("device")),
        language: tag("language", is_language_tag)?,
        country: tag("country", is_country)?,
        traits: properties(fields, "traits")?,
        open_ms: thousandths(fields, "seconds", 3_600)?.unwrap_or_default(),
        scrolled_percent: u8::try_from(percent).unwrap_or(100),
        exit: fields.has("exit", "true"),
        clicked: rule.click.iter().filter(|_| fields.has("clicked", "true")).cloned().collect(),
        events: events(fields, rule)?,
        seed: seed(survey.id, rule, fields.has("drawn", "true")),
        now_ms,
        shown_at_ms: days_ago("shown")?,
        answered_at_ms: days_ago("answered")?,
        dismissed_at_ms: days_ago("closed")?,
        other_shown_at_ms: days_ago("other_shown")?,
        consent: fields.has("consent", "true"),
        opted_out: fields.has("opted_out", "true"),
    })
}

fn page(fields: &Fields) -> Result<String, Invalid> {
    let page = fields.filled("page").ok_or(Invalid::new("page", Reason::Missing))?;
    if page.starts_with("https://") || page.starts_with("http://") {
        return Ok(page);
    }
    Err(Invalid::new("page", Reason::Expected("a whole address with https://")))
}

/// The touchpoint that the shop's own rules give a page, as its pages are told.
fn of_address(shop: &Shop, page: &str) -> Option<Touchpoint> {
    let rules = &shop.details.touchpoints;
    let found = rules.iter().find(|rule| rule.pages.iter().any(|pattern| pattern.is(page)));
    found.map(|rule| rule.touchpoint)
}

/// Thousandths of a number from 0, such as `2.5` or `2,5`; none where the field is empty.
fn thousandths(fields: &Fields, name: &str, most: u32) -> Result<Option<u32>, Invalid> {
    let Some(text) = fields.filled(name) else { return Ok(None) };
    match text.replace(',', ".").parse::<f64>() {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the range is checked"
        )]
        Ok(number) if (0.0..=f64::from(most)).contains(&number) => {
            Ok(Some((number * 1000.0).round() as u32))
        }
        _ => {
            Err(Invalid::new(name, Reason::Malformed(format!("must be a number from 0 to {most}"))))
        }
    }
}

/// A time such as `2026-11-27T08:00`, in UTC.
fn instant(text: &str) -> Result<i64, Invalid> {
    let seconds = if text.len() == 16 { ":00Z" } else { "Z" };
    let at: Result<Timestamp, _> = format!("{text}{seconds}").parse();
    at.map(|at| at.micros() / 1_000)
        .map_err(|_| Invalid::new("at", Reason::Expected("a time such as 2026-11-27T08:00")))
}

fn events(fields: &Fields, rule: &Rule) -> Result<Vec<Event>, Invalid> {
    let properties = properties(fields, "event_properties")?;
    let told = rule.event.iter().filter(|_| fields.has("told", "true"));
    Ok(told
        .map(|event| Event { name: event.name.clone(), properties: properties.clone() })
        .collect())
}

/// Lines such as `plan = vip`.
fn properties(fields: &Fields, name: &str) -> Result<Properties, Invalid> {
    let lines = fields.one(name).lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let (name, value) = line.split_once('=')?;
            let value = match value.trim() {
                "true" => Value::Bool(true),
                "false" => Value::Bool(false),
                text => Value::Text(text.to_owned()),
            };
            Some((name.trim().to_owned(), value))
        })
        .collect::<Option<Properties>>()
        .ok_or(Invalid::new(name, Reason::Expected("lines such as plan = vip")))
}

/// A number that a visitor might carry who is drawn, or is not. A share of 0 or 100 % leaves no
/// choice.
fn seed(survey: SurveyId, rule: &Rule, drawn: bool) -> String {
    let id = survey.to_string();
    let below = u32::from(rule.sample_percent) * 100;
    let fits = |seed: &String| (hundredths(&id, seed) < below) == drawn;
    (0..10_000).map(|number| number.to_string()).find(fits).unwrap_or_default()
}
