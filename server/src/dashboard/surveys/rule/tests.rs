//! A rule that goes into a form comes out of it as it was.

use proptest::prelude::*;
use shared::targeting::{Matches, Operator, Page, Property, Value};

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

#[test]
fn a_day_is_read_as_browsers_write_it() {
    let read = |text: &str| {
        let fields = Fields::default().with("starts_at", text);
        schedule_read(&fields, &Schedule::default()).map(|schedule| schedule.starts_at)
    };

    let christmas = "2026-12-24T18:00:00Z".parse().ok();
    assert_eq!(read("2026-12-24T18:00"), Ok(christmas));
    assert_eq!(read("2026-12-24T18:00:00"), Ok(christmas));
    assert_eq!(read(""), Ok(None));
    assert_eq!(read("tomorrow").unwrap_err().field, "starts_at");
}

#[test]
fn an_event_without_a_name_is_refused_at_its_name() {
    let fields = Fields::default().with("rule.event.properties", "sku = MUG-01");

    let refused = read(&fields, &Rule::default()).unwrap_err();

    assert!(matches!(refused, Error::Invalid(invalid) if invalid.field == "rule.event.name"));
}

fn properties() -> impl Strategy<Value = Vec<Property>> {
    let value = prop_oneof![
        "x[a-z0-9]{1,8}( [=<>!a-z]{1,8})?".prop_map(Value::Text),
        (-1_000_i32..1_000).prop_map(|number| Value::Number(f64::from(number) / 4.0)),
        any::<bool>().prop_map(Value::Bool),
    ];
    let is = prop_oneof![
        Just(Operator::Equals),
        Just(Operator::NotEquals),
        Just(Operator::AtLeast),
        Just(Operator::AtMost),
    ];
    let property =
        ("[a-z_]{1,8}", is, value).prop_map(|(name, is, value)| Property { name, is, value });
    prop::collection::vec(property, 0..4)
}

fn pages() -> impl Strategy<Value = Vec<Page>> {
    let page = prop_oneof![
        "/e[a-z]{0,6}".prop_map(|value| Page { matches: Matches::Exact, value }),
        "/p[a-z]{0,6}".prop_map(|value| Page { matches: Matches::Prefix, value }),
        "/g[a-z]{0,6}\\*".prop_map(|value| Page { matches: Matches::Glob, value }),
    ];
    prop::collection::vec(page, 0..3)
}

fn repeats() -> impl Strategy<Value = Repeat> {
    prop_oneof![
        Just(Repeat::Once),
        Just(Repeat::Always),
        Just(Repeat::UntilAnswered),
        (1_u16..=3_650).prop_map(Repeat::EveryDays),
    ]
}

proptest! {
    #[test]
    fn a_rule_that_is_sent_as_it_was_shown_changes_nothing(
        (include, exclude, traits) in (pages(), pages(), properties()),
        (repeat, event) in (repeats(), prop::option::of(("[a-z_]{1,9}", properties()))),
        (sample_percent, scroll_percent) in (0_u8..=100, prop::option::of(1_u8..=100)),
        (click, delay_ms, exit_intent) in (prop::option::of("[.#][a-z]{1,9}"), 0_u32..=3_600_000, any::<bool>()),
        touchpoints in prop::sample::subsequence(Touchpoint::ALL.to_vec(), 0..=9).prop_shuffle(),
        devices in prop::sample::subsequence(Device::ALL.to_vec(), 0..=3).prop_shuffle(),
        languages in prop::collection::vec("[a-z]{2}(-[A-Z]{2})?", 0..3),
        countries in prop::collection::vec("[A-Z]{2}", 0..3),
    ) {
        let event = event.map(|(name, properties)| EventRule { name, properties });
        let rule = Rule {
            include, exclude, touchpoints, devices, languages, traits, repeat, sample_percent,
            scroll_percent, click, event, delay_ms, exit_intent, countries,
        };

        let read = read(&written(Fields::default(), &rule), &rule);

        prop_assert_eq!(read.ok(), Some(rule));
    }

    #[test]
    fn a_schedule_that_is_sent_as_it_was_shown_changes_nothing(
        starts in prop::option::of(0_i64..4_000_000_000_000_000),
        ends in prop::option::of(0_i64..4_000_000_000_000_000),
    ) {
        let schedule = Schedule {
            starts_at: starts.map(Timestamp::from_micros),
            ends_at: ends.map(Timestamp::from_micros),
        };

        let read = schedule_read(&schedule_written(Fields::default(), &schedule), &schedule);

        prop_assert_eq!(read, Ok(schedule));
    }
}
