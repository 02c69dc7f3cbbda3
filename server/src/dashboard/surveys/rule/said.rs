//! What the folded fields of a rule say, in a few words.

use crate::dashboard::parts::fields::Fields;
use crate::dashboard::parts::lines::in_lines;
use crate::dashboard::words::{counted, device};

/// On which pages.
pub(super) fn pages(fields: &Fields) -> String {
    let patterns = |name: &str| in_lines(fields.one(name));
    let (only, never) = (patterns("rule.include"), patterns("rule.exclude"));
    let only = match &only[..] {
        [] => "On every page".to_owned(),
        [one] => format!("On {one}"),
        [one, others @ ..] => {
            format!("On {one} and {}", counted(count(others), "other pattern", "other patterns"))
        }
    };
    match &never[..] {
        [] => only,
        [one] => format!("{only}, never on {one}"),
        more => format!("{only}, never on {}", counted(count(more), "pattern", "patterns")),
    }
}

/// At which moment of a visit.
pub(super) fn moment(fields: &Fields) -> String {
    let delay = fields.filled("delay_seconds").filter(|delay| delay != "0");
    let parts = [
        fields
            .filled("rule.scroll_percent")
            .map(|share| format!("once {share} % is scrolled past")),
        fields.filled("rule.click").map(|click| format!("after a click on {click}")),
        fields.filled("rule.event").map(|event| format!("after the event {event}")),
        delay.map(|delay| format!("after {delay} seconds")),
        fields
            .has("rule.exit_intent", "true")
            .then(|| "when the visitor is about to leave".to_owned()),
    ];
    sentence(parts.into_iter().flatten().collect(), "At once")
}

/// Which visitors.
pub(super) fn visitors(fields: &Fields) -> String {
    let devices: Vec<_> = fields
        .all()
        .filter(|(name, _)| *name == "rule.devices")
        .map(|(_, value)| device(value).to_lowercase())
        .collect();
    let share = fields.filled("rule.sample_percent").filter(|share| share != "100");
    let traits = in_lines(fields.one("rule.traits"));
    let parts = [
        share.map(|share| format!("{} % of visitors", share.trim_end_matches('%').trim_end())),
        (!devices.is_empty()).then(|| format!("on a {}", devices.join(" or "))),
        fields.filled("rule.languages").map(|tags| format!("in {tags}")),
        fields.filled("rule.countries").map(|countries| format!("from {countries}")),
        (!traits.is_empty()).then(|| format!("where {}", traits.join(" and "))),
    ];
    sentence(parts.into_iter().flatten().collect(), "Anyone, on any device")
}

/// How often one visitor.
pub(super) fn often(fields: &Fields) -> String {
    match fields.one("rule.repeat") {
        "always" => "On every visit".to_owned(),
        "until_answered" => "Until it is answered".to_owned(),
        "every_days" => match fields.one("rule.repeat.every_days").trim() {
            "1" => "Once a day".to_owned(),
            days => format!("Once in {days} days"),
        },
        _ => "Once".to_owned(),
    }
}

/// From when to when.
pub(super) fn schedule(fields: &Fields) -> String {
    let day = |name: &str| fields.filled(name).map(|at| at.replace('T', ", "));
    match (day("starts_at"), day("ends_at")) {
        (None, None) => "As long as it is live".to_owned(),
        (Some(start), None) => format!("From {start} UTC on"),
        (None, Some(end)) => format!("Until {end} UTC"),
        (Some(start), Some(end)) => format!("From {start} to {end} UTC"),
    }
}

fn count<T>(list: &[T]) -> i64 {
    i64::try_from(list.len()).unwrap_or(i64::MAX)
}

/// Parts as one phrase that begins with a capital; `otherwise` where there are none.
fn sentence(parts: Vec<String>, otherwise: &str) -> String {
    let whole = parts.join(", ");
    let mut letters = whole.chars();
    let first = letters.next().map(|first| first.to_uppercase().collect::<String>());
    first.map_or(otherwise.to_owned(), |first| first + letters.as_str())
}

#[cfg(test)]
mod tests {
    use shared::targeting::Rule;

    use super::*;
    use crate::dashboard::surveys::rule::{schedule_written, written};

    #[test]
    fn a_rule_that_says_nothing_says_so() {
        let fields = written(Fields::default(), &Rule::default());
        let fields = schedule_written(fields, &shared::targeting::Schedule::default());

        assert_eq!(pages(&fields), "On every page");
        assert_eq!(moment(&fields), "At once");
        assert_eq!(visitors(&fields), "Anyone, on any device");
        assert_eq!(often(&fields), "Once");
        assert_eq!(schedule(&fields), "As long as it is live");
    }

    #[test]
    fn what_is_set_is_said() {
        let fields = Fields::default()
            .with("rule.include", "/a\n/b\n/c")
            .with("rule.exclude", "/cart")
            .with("rule.scroll_percent", "50")
            .with("rule.exit_intent", "true")
            .with("rule.devices", "mobile")
            .with("rule.devices", "tablet")
            .with("rule.sample_percent", "20")
            .with("rule.repeat", "every_days")
            .with("rule.repeat.every_days", "90")
            .with("ends_at", "2026-12-24T18:00");

        assert_eq!(pages(&fields), "On /a and 2 other patterns, never on /cart");
        assert_eq!(
            moment(&fields),
            "Once 50 % is scrolled past, when the visitor is about to leave"
        );
        assert_eq!(visitors(&fields), "20 % of visitors, on a phone or tablet");
        assert_eq!(often(&fields), "Once in 90 days");
        assert_eq!(schedule(&fields), "Until 2026-12-24, 18:00 UTC");
    }
}
