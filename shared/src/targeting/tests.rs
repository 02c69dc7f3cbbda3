//! Rules are held to the shared table of cases, and what an owner writes to what can be meant.

use serde_json::json;

use super::*;
use crate::time::Timestamp;

#[derive(Deserialize)]
struct Case {
    name: String,
    survey: String,
    rule: Rule,
    #[serde(default)]
    schedule: Schedule,
    #[serde(default)]
    shop: Manners,
    visit: Visit,
    refuses: Option<No>,
}

#[test]
fn every_case_of_the_shared_table_holds() {
    let cases: Vec<Case> =
        serde_json::from_str(include_str!("../targeting_cases.json")).expect("the table is JSON");

    assert!(cases.len() > 100);
    for part in No::ALL {
        assert!(cases.iter().any(|case| case.refuses == Some(part)), "no case of {part:?}");
    }
    for Case { name, survey, rule, schedule, shop, visit, refuses } in cases {
        let asking = Asking { survey: &survey, rule: &rule, schedule, manners: shop };
        assert_eq!(asking.refuses(&visit), refuses, "{name}");
        assert_eq!(rule.check(), Ok(()), "{name}");
    }
}

#[test]
fn a_rule_that_was_stored_before_there_were_more_parts_means_the_same() {
    let stored = json!({"include": [], "exclude": [], "touchpoints": ["cart"], "delay_ms": 2000,
                        "sample_percent": 50, "repeat": "always"});

    let rule: Rule = serde_json::from_value(stored).expect("it parses");

    let wanted = Rule {
        touchpoints: vec![Touchpoint::Cart],
        delay_ms: 2000,
        sample_percent: 50,
        repeat: Repeat::Always,
        ..Rule::default()
    };
    assert_eq!(rule, wanted);
}

#[test]
fn how_often_keeps_its_shape_in_json() {
    for (repeat, written) in [
        (Repeat::Once, json!("once")),
        (Repeat::Always, json!("always")),
        (Repeat::UntilAnswered, json!("until_answered")),
        (Repeat::EveryDays(30), json!({"every_days": 30})),
    ] {
        assert_eq!(serde_json::to_value(repeat).expect("it is written"), written);
        assert_eq!(serde_json::from_value::<Repeat>(written).ok(), Some(repeat));
    }
}

#[test]
fn an_owner_is_told_which_part_of_a_rule_is_not_acceptable() {
    let field = |rule: serde_json::Value| {
        let rule: Rule = serde_json::from_value(rule).expect("it parses");
        rule.check().err().map(|invalid| invalid.field)
    };
    let many: Vec<_> =
        (0..11).map(|at| json!({"name": at.to_string(), "is": "equals", "value": 1})).collect();

    for (rule, wanted) in [
        (json!({"scroll_percent": 0}), "scroll_percent"),
        (json!({"scroll_percent": 101}), "scroll_percent"),
        (json!({"sample_percent": 101}), "sample_percent"),
        (json!({"delay_ms": 3_600_001}), "delay_ms"),
        (json!({"click": " "}), "click"),
        (json!({"click": "a".repeat(201)}), "click"),
        (json!({"click": "a\u{0}"}), "click"),
        (json!({"event": {"name": ""}}), "event.name"),
        (json!({"event": {"name": "e", "properties": many.clone()}}), "event.properties"),
        (json!({"traits": many}), "traits"),
        (json!({"traits": [{"name": "", "is": "equals", "value": true}]}), "traits[0].name"),
        (json!({"traits": [{"name": "n", "is": "at_least", "value": "x"}]}), "traits[0].value"),
        (json!({"traits": [{"name": "n", "is": "contains", "value": 1}]}), "traits[0].value"),
        (json!({"traits": [{"name": "n", "is": "contains", "value": ""}]}), "traits[0].value"),
        (json!({"languages": ["nl", "Dutch language"]}), "languages[1]"),
        (json!({"countries": ["NLD"]}), "countries[0]"),
        (json!({"repeat": {"every_days": 0}}), "repeat.every_days"),
        (json!({"repeat": {"every_days": 3651}}), "repeat.every_days"),
    ] {
        assert_eq!(field(rule.clone()).as_deref(), Some(wanted), "{rule}");
    }
    assert_eq!(field(json!({"scroll_percent": 100, "click": "#buy, .more", "delay_ms": 1})), None);
}

#[test]
fn a_schedule_that_ends_before_it_starts_is_refused() {
    let at = |micros| Some(Timestamp::from_micros(micros));

    let refused = Schedule { starts_at: at(2), ends_at: at(2) }.check();

    assert_eq!(refused.err().map(|invalid| invalid.field).as_deref(), Some("ends_at"));
    assert_eq!(Schedule { starts_at: at(1), ends_at: at(2) }.check(), Ok(()));
}
