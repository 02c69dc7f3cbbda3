//! Answers that are taken, and answers that are refused.

use super::*;
use crate::survey::{Choice, Icons, Kind};

fn question(kind: Kind, required: bool) -> Question<()> {
    let option = |id: &str| Choice { id: id.to_owned(), text: () };
    Question {
        id: "q".to_owned(),
        kind,
        text: (),
        low: None,
        mid: None,
        high: None,
        steps: None,
        icons: Icons::Numbers,
        options: if kind.is_choice() { vec![option("shop"), option("app")] } else { vec![] },
        required,
        show_if: vec![],
    }
}

/// Why an answer is refused, and which part of it.
fn refusal(question: &Question<()>, value: &Value) -> Option<(String, Reason)> {
    question.check_value(value).err().map(|invalid| (invalid.field, invalid.reason))
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn chosen(options: &[&str]) -> Value {
    Value::Chosen(options.iter().map(|id| (*id).to_owned()).collect())
}

fn contact(email: &str, consent: bool) -> Value {
    Value::Contact(ContactAnswer { email: email.to_owned(), consent })
}

#[test]
fn every_kind_of_answer_is_told_by_its_json() {
    let read = |json: &str| serde_json::from_str::<Value>(json).unwrap();
    let review = ReviewAnswer {
        stars: 5,
        title: "Lovely".to_owned(),
        text: "…".to_owned(),
        name: "Ana".to_owned(),
        consent: true,
    };

    for (json, value) in [
        ("9", Value::Number(9)),
        (r#""Fast delivery""#, text("Fast delivery")),
        (r#"["shop","app"]"#, chosen(&["shop", "app"])),
        (
            r#"{"stars":5,"title":"Lovely","text":"…","name":"Ana","consent":true}"#,
            Value::Review(review),
        ),
        (r#"{"email":"ana@example.org","consent":true}"#, contact("ana@example.org", true)),
    ] {
        assert_eq!(read(json), value);
        assert_eq!(serde_json::to_string(&value).unwrap(), json);
    }
    assert_eq!(read(r#"{"email":"ana@example.org"}"#), contact("ana@example.org", false));
    assert_eq!(
        read(r#"{"consent":true}"#),
        Value::Review(ReviewAnswer { consent: true, ..ReviewAnswer::default() })
    );
}

#[test]
fn a_step_is_on_its_scale() {
    let five = Question { steps: Some(5), ..question(Kind::Effort, false) };

    assert_eq!(refusal(&five, &Value::Number(5)), None);
    assert_eq!(refusal(&five, &Value::Number(6)), Some((String::new(), Reason::Range(1, 5))));
    assert_eq!(refusal(&question(Kind::Effort, false), &Value::Number(7)), None);
    assert_eq!(refusal(&question(Kind::Satisfaction, false), &Value::Number(1)), None);
    assert!(refusal(&question(Kind::Satisfaction, false), &Value::Number(0)).is_some());
    assert!(refusal(&question(Kind::Satisfaction, false), &text("5")).is_some());
}

#[test]
fn a_choice_is_among_its_options_and_names_each_once() {
    let one = question(Kind::SingleChoice, true);
    let any = question(Kind::MultipleChoice, false);
    let some = question(Kind::MultipleChoice, true);

    assert_eq!(refusal(&one, &text("app")), None);
    assert_eq!(refusal(&one, &text("mail")), Some((String::new(), Reason::Unknown)));
    assert!(refusal(&one, &chosen(&["app"])).is_some());
    assert_eq!(refusal(&any, &chosen(&["app", "shop"])), None);
    assert_eq!(refusal(&any, &chosen(&["app", "app"])), Some(("[1]".into(), Reason::Twice)));
    assert_eq!(refusal(&any, &chosen(&["mail"])), Some(("[0]".into(), Reason::Unknown)));
    assert!(refusal(&any, &text("app")).is_some());
    assert_eq!(refusal(&any, &chosen(&[])), None);
    assert_eq!(refusal(&some, &chosen(&[])), Some((String::new(), Reason::Missing)));
}

#[test]
fn a_short_text_is_one_line_of_two_hundred_characters() {
    let line = question(Kind::ShortText, false);

    assert_eq!(refusal(&line, &text(&"ä".repeat(200))), None);
    assert_eq!(
        refusal(&line, &text(&"ä".repeat(201))),
        Some((String::new(), Reason::TooLong(MAX_SHORT_TEXT)))
    );
    assert_eq!(refusal(&line, &text("two\nlines")), Some((String::new(), Reason::Character)));
    assert_eq!(refusal(&question(Kind::ShortText, true), &text(" ")).unwrap().1, Reason::Missing);
}

#[test]
fn an_address_has_something_on_both_sides_of_one_at_sign() {
    let question = question(Kind::Contact, false);
    let longest = format!("a@{}", "b".repeat(MAX_EMAIL - 2));

    for address in ["a@b", "ana+news@example.org", "анна@почта.рф", &longest] {
        assert_eq!(refusal(&question, &contact(address, true)), None, "{address}");
    }
    for address in
        ["", "@", "ana", "@example.org", "ana@", "a@b@c", "a b@c", "a@b\u{7f}", &(longest + "b")]
    {
        let (field, _) = refusal(&question, &contact(address, true)).unwrap();
        assert_eq!(field, "email", "{address}");
    }
    assert!(refusal(&question, &text("ana@example.org")).is_some());
}

/// The message that the API's contract shows.
const MESSAGE: &str = r#"{
    "id": "0199a3c2-0000-7000-8000-000000000001",
    "survey": "sv_0199a3c2000070008000000000000002",
    "survey_version": 3, "seq": 2, "complete": true,
    "answers": [{"question": "recommend", "value": 9},
                {"question": "why", "value": "Fast delivery"},
                {"question": "channels", "value": ["shop", "app"]},
                {"question": "review", "value":
                    {"stars": 5, "title": "Lovely", "text": "…", "name": "Ana", "consent": true}},
                {"question": "contact", "value": {"email": "ana@example.org", "consent": true}}]
}"#;

fn survey() -> Survey<()> {
    let named = |id: &str, kind| Question { id: id.to_owned(), ..question(kind, true) };
    let questions = vec![
        named("recommend", Kind::Nps),
        named("why", Kind::LongText),
        named("channels", Kind::MultipleChoice),
        named("review", Kind::Review),
        named("contact", Kind::Contact),
    ];
    Survey { questions, thanks: () }
}

#[test]
fn the_message_of_the_contract_is_taken() {
    let message: NewResponse = serde_json::from_str(MESSAGE).unwrap();

    assert_eq!(message.check(&survey()), Ok(()));
}

#[test]
fn an_address_without_consent_is_forgotten_and_answers_nothing() {
    let without = MESSAGE.replace(r#""ana@example.org", "consent": true"#, r#""ana@example.org""#);
    let mut message: NewResponse = serde_json::from_str(&without).unwrap();

    message.forget_unconsented();

    assert_eq!(message.answers.len(), 4);
    assert_eq!(message.check(&survey()).unwrap_err().field, "answers.contact");
}
