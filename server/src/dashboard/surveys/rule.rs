//! When and where a survey is asked, as fields of a form.

use leptos::prelude::*;
use shared::invalid::{Invalid, Reason};
use shared::targeting::{Repeat, Rule};
use shared::touchpoint::Touchpoint;

use crate::dashboard::parts::fields::Fields;
use crate::dashboard::parts::form::{Choice, Line, Lines, Refused, Tick};
use crate::dashboard::patterns;
use crate::dashboard::words;
use crate::error::Error;

/// Stands for a number of days that the form does not show.
const KEPT: &str = "every_days";

/// The fields of a form, and those of a rule.
pub(super) fn written(fields: Fields, rule: &Rule) -> Fields {
    let repeat = match rule.repeat {
        Repeat::Once => "once",
        Repeat::Always => "always",
        Repeat::UntilAnswered => "until_answered",
        Repeat::EveryDays(_) => KEPT,
    };
    let seconds = f64::from(rule.delay_ms) / 1000.0;
    let fields = fields
        .with("rule.include", patterns::written(&rule.include))
        .with("rule.exclude", patterns::written(&rule.exclude))
        .with("delay_seconds", seconds.to_string())
        .with("rule.sample_percent", rule.sample_percent.to_string())
        .with("rule.repeat", repeat);
    rule.touchpoints
        .iter()
        .fold(fields, |fields, touchpoint| fields.with("rule.touchpoints", touchpoint.as_str()))
}

/// The rule that a form says, where `before` is the one that it showed.
pub(super) fn read(fields: &Fields, before: &Rule) -> Result<Rule, Error> {
    let pages = |name: &str, before| patterns::read(name, fields.one(name), before);
    let percent = fields.filled("rule.sample_percent").unwrap_or("100".to_owned());
    Ok(Rule {
        include: pages("rule.include", &before.include)?,
        exclude: pages("rule.exclude", &before.exclude)?,
        touchpoints: Touchpoint::ALL
            .into_iter()
            .filter(|touchpoint| fields.has("rule.touchpoints", touchpoint.as_str()))
            .collect(),
        delay_ms: delay_ms(fields)?,
        sample_percent: percent
            .trim_end_matches('%')
            .trim_end()
            .parse()
            .map_err(|_| Invalid::new("rule.sample_percent", Reason::Range(0, 100)))?,
        repeat: match fields.one("rule.repeat") {
            "always" => Repeat::Always,
            "until_answered" => Repeat::UntilAnswered,
            KEPT => before.repeat,
            _ => Repeat::Once,
        },
        ..before.clone()
    })
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

/// The fields.
#[component]
pub fn RuleFields(fields: Fields, refused: Refused) -> impl IntoView {
    let moments = Touchpoint::ALL
        .into_iter()
        .map(|touchpoint| {
            let value = touchpoint.as_str();
            let ticked = fields.has("rule.touchpoints", value);
            let label = words::touchpoint(value);
            view! { <Tick name="rule.touchpoints" label value ticked /> }
        })
        .collect_view();

    view! {
        <fieldset class="group">
            <legend>"At these moments"</legend>
            <div class="ticks">{moments}</div>
            <p class="hint">"None ticked means at any."</p>
        </fieldset>
        <Pages fields=fields.clone() refused=refused.clone() />
        <HowOften fields refused />
    }
}

#[component]
fn Pages(fields: Fields, refused: Refused) -> impl IntoView {
    view! {
        <div class="columns">
            <Lines
                name="rule.include"
                label="Only on these pages"
                hint="One per line, such as /products/*; * stands for anything. Empty means all."
                value=fields.one("rule.include")
                rows=3
                code=true
                refused=refused.clone()
            />
            <Lines
                name="rule.exclude"
                label="Never on these pages"
                hint="One per line."
                value=fields.one("rule.exclude")
                rows=3
                code=true
                refused
            />
        </div>
    }
}

#[component]
fn HowOften(fields: Fields, refused: Refused) -> impl IntoView {
    let kept = (fields.one("rule.repeat") == KEPT).then_some((KEPT, "Every so many days"));
    let repeats = [
        ("once", "Once"),
        ("always", "On every visit"),
        ("until_answered", "Until it is answered"),
    ]
    .into_iter()
    .chain(kept)
    .map(|(value, words)| (value.to_owned(), words.to_owned()))
    .collect();

    view! {
        <div class="columns">
            <Line
                name="delay_seconds"
                label="After so many seconds"
                value=fields.one("delay_seconds")
                kind="number"
                refused=refused.clone()
            />
            <Line
                name="rule.sample_percent"
                label="Share of visitors, in %"
                hint="Always the same ones."
                value=fields.one("rule.sample_percent")
                kind="number"
                refused=refused.clone()
            />
            <Choice
                name="rule.repeat"
                label="How often one visitor is asked"
                options=repeats
                value=fields.one("rule.repeat")
                refused
            />
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delay_is_read_as_people_write_it() {
        let delay = |text: &str| delay_ms(&Fields::default().with("delay_seconds", text)).ok();

        assert_eq!(delay("2.5"), Some(2_500));
        assert_eq!(delay("2,5"), Some(2_500));
        assert_eq!(delay(""), Some(0));
        assert_eq!(delay("-1"), None);
        assert_eq!(delay("NaN"), None);
        assert_eq!(delay("3601"), None);
    }
}
