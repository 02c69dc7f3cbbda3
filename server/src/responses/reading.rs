//! Whatever is sent as a message is read into a typed value, or refused with a reason that blames
//! the client, names a field and does not repeat the value.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};
use shared::response::NewResponse;
use shared::survey::{Kind, Question, Survey};
use shared::text::Texts;

use crate::error::Error;
use crate::http::extract::parse_json;
use crate::surveys::templates;

/// Stands in texts that are sent; what serde says of a value has the same words.
const PERSONAL: &str = "jane.roe@example.org, expected at line 1";

/// Messages that say all that can be said: one to the usual survey, one to a survey of every kind
/// of question.
const WHOLE: [&str; 2] = [
    include_str!("../../../tests/fuzz/seeds/nps.json"),
    include_str!("../../../tests/fuzz/seeds/kinds.json"),
];

/// Names of fields, so that values stand where they are looked at.
const FIELDS: [&str; 14] = [
    "id",
    "survey",
    "survey_version",
    "seq",
    "complete",
    "answers",
    "question",
    "value",
    "stars",
    "context",
    "vitals",
    "touchpoint",
    "elapsed_ms",
    "website",
];

fn read(bytes: &[u8]) -> Result<(), Error> {
    let message: NewResponse = parse_json(bytes)?;
    message
        .check(&templates::post_purchase_effort())
        .or_else(|_| message.check(&every_kind()))
        .or_else(|_| message.check(&templates::product_nps()))?;
    Ok(())
}

/// A survey with a question of every kind, by its name.
fn every_kind() -> Survey {
    let question =
        |kind: Kind| Question { id: kind.as_str().to_owned(), ..templates::question_of(kind) };
    Survey { questions: Kind::ALL.map(question).into(), thanks: Texts::default() }
}

fn assert_read_or_refused(bytes: &[u8]) -> Result<(), TestCaseError> {
    let Err(error) = read(bytes) else { return Ok(()) };
    prop_assert!(error.status().is_client_error(), "{error}");
    prop_assert!(error.field().is_some_and(|field| !field.is_empty()), "{error}");
    prop_assert!(!error.detail().contains("jane"), "{}", error.detail());
    Ok(())
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,20}".prop_map(|text| json!(format!("{PERSONAL}{text}"))),
        Just(json!(PERSONAL)),
    ];
    leaf.prop_recursive(6, 48, 6, |inner| {
        let pair = (select(&FIELDS[..]), inner.clone());
        prop_oneof![
            vec(inner, 0..6).prop_map(Value::from),
            vec(pair, 0..6).prop_map(|pairs| pairs
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect::<serde_json::Map<_, _>>()
                .into()),
        ]
    })
}

/// The places in a value, the innermost last.
fn places(value: &Value, at: &str) -> Vec<String> {
    let inside: Vec<(String, &Value)> = match value {
        Value::Object(fields) => {
            fields.iter().map(|(name, value)| (format!("{at}/{name}"), value)).collect()
        }
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(at_item, value)| (format!("{at}/{at_item}"), value))
            .collect(),
        _ => Vec::new(),
    };
    let deeper = inside.iter().flat_map(|(place, value)| places(value, place));
    std::iter::once(at.to_owned()).chain(deeper).collect()
}

#[test]
fn the_messages_that_others_are_made_from_are_read() {
    for message in WHOLE {
        assert!(read(message.as_bytes()).is_ok(), "{message}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..512)) {
        assert_read_or_refused(&bytes)?;
    }

    #[test]
    fn any_json_is_read_or_refused(json in any_json()) {
        assert_read_or_refused(json.to_string().as_bytes())?;
    }

    #[test]
    fn a_message_with_other_bytes_in_it_is_read_or_refused(
        whole in select(&WHOLE[..]),
        edits in vec((any::<Index>(), any::<u8>(), any::<bool>()), 1..8)
    ) {
        let mut bytes = whole.replace("Lovely", PERSONAL).into_bytes();
        for (at, byte, instead) in edits {
            let at = at.index(bytes.len());
            bytes.splice(at..at + usize::from(instead), [byte]);
        }
        assert_read_or_refused(&bytes)?;
    }

    #[test]
    fn a_message_with_any_value_in_place_of_one_is_read_or_refused(
        whole in select(&WHOLE[..]), at in any::<Index>(), value in any_json()
    ) {
        let mut message: Value = serde_json::from_str(whole).expect("the seed is JSON");
        let place = at.get(places(&message, "").as_slice()).clone();
        *message.pointer_mut(&place).expect("it is one of its places") = value;
        assert_read_or_refused(message.to_string().as_bytes())?;
    }
}
