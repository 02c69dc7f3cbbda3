//! Surveys that can be asked, and surveys that are refused.

use super::*;
use crate::invalid::Reason;

fn question(id: &str, kind: Kind, show_if: Vec<Condition>) -> Question {
    Question {
        id: id.to_owned(),
        kind,
        text: Texts::one("en", "A question?"),
        low: None,
        mid: None,
        high: None,
        steps: None,
        icons: Icons::Numbers,
        options: Vec::new(),
        required: false,
        show_if,
    }
}

fn after(question: &str, at_least: Option<i64>, at_most: Option<i64>) -> Vec<Condition> {
    vec![Condition { question: question.to_owned(), at_least, at_most, any_of: vec![] }]
}

fn survey(questions: Vec<Question>) -> Survey {
    Survey { questions, thanks: Texts::one("en", "Thank you.") }
}

fn number(question: &str, value: i64) -> Answer {
    Answer { question: question.to_owned(), value: Value::Number(value) }
}

#[test]
fn a_review_that_depends_on_a_score_is_refused() {
    let gated = survey(vec![
        question("recommend", Kind::Nps, vec![]),
        question("review", Kind::Review, after("recommend", Some(9), None)),
    ]);

    let invalid = gated.check().unwrap_err();

    assert_eq!(invalid.field, "questions[1].show_if[0]");
    assert!(invalid.to_string().contains("never depend on a score"));
}

#[test]
fn a_review_that_depends_on_a_score_by_a_detour_is_refused() {
    let gated = survey(vec![
        question("recommend", Kind::Nps, vec![]),
        question("why", Kind::LongText, after("recommend", Some(9), None)),
        question("review", Kind::Review, after("why", None, None)),
    ]);

    assert_eq!(gated.check().unwrap_err().field, "questions[2].show_if[0]");
}

#[test]
fn many_conditions_take_no_longer_than_few() {
    let mut questions = vec![question("q0", Kind::LongText, vec![])];
    for at in 1..MAX_QUESTIONS - 1 {
        let before = format!("q{}", at - 1);
        let conditions = (0..MAX_QUESTIONS).flat_map(|_| after(&before, None, None)).collect();
        questions.push(question(&format!("q{at}"), Kind::LongText, conditions));
    }
    let last = format!("q{}", MAX_QUESTIONS - 2);
    questions.push(question("review", Kind::Review, after(&last, None, None)));

    // Going back along every condition would take 20 to the power of 18 steps.
    assert_eq!(survey(questions).check(), Ok(()));
}

#[test]
fn even_answered_at_all_is_a_condition_on_a_score() {
    let gated = survey(vec![
        question("recommend", Kind::Nps, vec![]),
        question("review", Kind::Review, after("recommend", None, None)),
    ]);

    assert!(gated.check().is_err());
}

#[test]
fn branches_follow_the_answers() {
    let survey = survey(vec![
        question("easy", Kind::Effort, vec![]),
        question("hard_why", Kind::LongText, after("easy", None, Some(4))),
        question("easy_why", Kind::LongText, after("easy", Some(5), None)),
    ]);
    let asked = |answers: &[Answer]| -> Vec<String> {
        survey.asked(answers).map(|question| question.id.clone()).collect()
    };

    assert_eq!(survey.check(), Ok(()));
    assert_eq!(asked(&[]), ["easy"]);
    assert_eq!(asked(&[number("easy", 4)]), ["easy", "hard_why"]);
    assert_eq!(asked(&[number("easy", 5)]), ["easy", "easy_why"]);
}

#[test]
fn a_condition_on_a_later_or_unknown_question_is_refused() {
    let backwards = survey(vec![
        question("why", Kind::LongText, after("recommend", None, Some(6))),
        question("recommend", Kind::Nps, vec![]),
    ]);

    assert_eq!(backwards.check().unwrap_err().field, "questions[0].show_if[0].question");
}

fn choice(id: &str, kind: Kind, options: &[&str]) -> Question {
    let option = |id: &&str| Choice { id: (*id).to_owned(), text: Texts::one("en", id) };
    Question { options: options.iter().map(option).collect(), ..question(id, kind, vec![]) }
}

fn chose(question: &str, options: &[&str]) -> Vec<Condition> {
    let any_of = options.iter().map(|id| (*id).to_owned()).collect();
    vec![Condition { question: question.to_owned(), at_least: None, at_most: None, any_of }]
}

fn refusal(questions: Vec<Question>) -> (String, Reason) {
    let invalid = survey(questions).check().unwrap_err();
    (invalid.field, invalid.reason)
}

#[test]
fn a_review_that_depends_on_a_choice_is_refused() {
    for kind in [Kind::SingleChoice, Kind::MultipleChoice] {
        let liked = || choice("liked", kind, &["yes", "no"]);
        let gated = vec![liked(), question("review", Kind::Review, chose("liked", &["yes"]))];
        let by_detour = vec![
            liked(),
            question("why", Kind::ShortText, chose("liked", &["yes"])),
            question("review", Kind::Review, after("why", None, None)),
        ];

        assert_eq!(refusal(gated).0, "questions[1].show_if[0]");
        assert_eq!(refusal(by_detour).0, "questions[2].show_if[0]");
    }
}

#[test]
fn a_review_that_depends_on_satisfaction_is_refused() {
    let gated = vec![
        question("satisfied", Kind::Satisfaction, vec![]),
        question("review", Kind::Review, after("satisfied", Some(4), None)),
    ];

    assert_eq!(refusal(gated).0, "questions[1].show_if[0]");
}

#[test]
fn branches_follow_the_options() {
    let survey = survey(vec![
        choice("channel", Kind::SingleChoice, &["shop", "friend", "other"]),
        choice("seen", Kind::MultipleChoice, &["shop", "app", "mail"]),
        question("which", Kind::ShortText, chose("channel", &["friend", "other"])),
        question("app_why", Kind::LongText, chose("seen", &["app"])),
    ]);
    let asked = |channel: &str, seen: &[&str]| -> Vec<String> {
        let seen = seen.iter().map(|id| (*id).to_owned()).collect();
        let answers = [
            Answer { question: "channel".into(), value: Value::Text(channel.into()) },
            Answer { question: "seen".into(), value: Value::Chosen(seen) },
        ];
        survey.asked(&answers).skip(2).map(|question| question.id.clone()).collect()
    };

    assert_eq!(survey.check(), Ok(()));
    assert_eq!(asked("shop", &["mail"]), [""; 0]);
    assert_eq!(asked("other", &["shop", "app"]), ["which", "app_why"]);
}

#[test]
fn a_condition_on_options_names_options_of_a_choice_and_nothing_else() {
    let channel = || choice("channel", Kind::SingleChoice, &["shop", "friend"]);
    let after_channel = |show_if| vec![channel(), question("which", Kind::ShortText, show_if)];
    let mut both = chose("channel", &["shop"]);
    both[0].at_least = Some(1);
    let on_score = vec![
        question("recommend", Kind::Nps, vec![]),
        question("which", Kind::ShortText, chose("recommend", &["9"])),
    ];

    let at = |name: &str| format!("questions[1].show_if[0].{name}");
    let unknown = refusal(after_channel(chose("channel", &["shop", "mail"])));
    assert_eq!(unknown, (at("any_of[1]"), Reason::Unknown));
    let twice = refusal(after_channel(chose("channel", &["shop", "shop"])));
    assert_eq!(twice, (at("any_of[1]"), Reason::Twice));
    assert_eq!(refusal(after_channel(both)).0, at("any_of"));
    assert_eq!(refusal(after_channel(after("channel", Some(1), None))).0, at("question"));
    assert_eq!(refusal(on_score).0, at("question"));
}

#[test]
fn a_choice_has_two_to_twenty_options_each_once_and_with_a_text() {
    let ids: Vec<String> = (0..=MAX_OPTIONS).map(|at| format!("o{at}")).collect();
    let many: Vec<&str> = ids.iter().map(String::as_str).collect();
    let of = |options: &[&str]| vec![choice("channel", Kind::SingleChoice, options)];
    let mut silent = of(&["a", "b"]);
    silent[0].options[1].text = Texts::default();
    let text_with_options =
        vec![Question { kind: Kind::LongText, ..choice("why", Kind::SingleChoice, &["a", "b"]) }];

    assert_eq!(survey(of(&many[..2])).check(), Ok(()));
    assert_eq!(survey(of(&many[..MAX_OPTIONS])).check(), Ok(()));
    assert_eq!(refusal(of(&[])), ("questions[0].options".into(), Reason::Missing));
    assert_eq!(refusal(of(&["a"])).0, "questions[0].options");
    assert_eq!(refusal(of(&many)).1, Reason::TooMany(MAX_OPTIONS));
    assert_eq!(refusal(of(&["a", "a"])), ("questions[0].options[1].id".into(), Reason::Twice));
    assert_eq!(refusal(of(&["a", "B"])).0, "questions[0].options[1].id");
    assert_eq!(refusal(silent), ("questions[0].options[1].text".into(), Reason::Missing));
    assert_eq!(refusal(text_with_options).0, "questions[0].options");
}

#[test]
fn scores_a_review_and_a_contact_are_asked_once_and_texts_and_choices_often() {
    for kind in Kind::ALL {
        let options: &[&str] = if kind.is_choice() { &["a", "b"] } else { &[] };
        let twice = survey(vec![choice("one", kind, options), choice("two", kind, options)]);

        assert_eq!(twice.check().is_err(), kind.is_single(), "{kind:?}");
    }
}

#[test]
fn effort_has_five_or_seven_steps_and_a_condition_knows_how_many() {
    let effort = |steps, least| {
        let easy = Question { steps, ..question("easy", Kind::Effort, vec![]) };
        survey(vec![easy, question("why", Kind::LongText, after("easy", Some(least), None))])
    };

    assert_eq!(effort(None, 7).check(), Ok(()));
    assert_eq!(effort(Some(7), 7).check(), Ok(()));
    assert_eq!(effort(Some(5), 5).check(), Ok(()));
    assert_eq!(effort(Some(5), 6).check().unwrap_err().reason, Reason::Range(1, 5));
    assert_eq!(effort(Some(6), 1).check().unwrap_err().field, "questions[0].steps");
    let nps = Question { steps: Some(5), ..question("recommend", Kind::Nps, vec![]) };
    assert_eq!(refusal(vec![nps]).0, "questions[0].steps");
    let nps = Question { icons: Icons::Faces, ..question("recommend", Kind::Nps, vec![]) };
    assert_eq!(refusal(vec![nps]).0, "questions[0].icons");
}

#[test]
fn a_survey_is_written_as_before_where_it_has_nothing_new() {
    let before = r#"{"questions":[{"id":"easy","kind":"effort","text":{"en":"A question?"},"required":false,"show_if":[]}],"thanks":{"en":"Thank you."}}"#;

    let read: Survey = serde_json::from_str(before).unwrap();

    assert_eq!(read, survey(vec![question("easy", Kind::Effort, vec![])]));
    let written = serde_json::to_value(&read).unwrap();
    let mut fields: Vec<&String> = written["questions"][0].as_object().unwrap().keys().collect();
    fields.sort();
    assert_eq!(fields, ["id", "kind", "required", "text"]);
}

#[test]
fn options_are_said_in_the_readers_language() {
    let mut asked = survey(vec![choice("channel", Kind::SingleChoice, &["shop", "app"])]);
    asked.questions[0].options[0].text.0.insert("nl".to_owned(), "Winkel".to_owned());

    let said = asked.in_language("nl", "en");

    let texts: Vec<&str> = said.questions[0].options.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(texts, ["Winkel", "app"]);
}
