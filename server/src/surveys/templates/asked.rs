//! What each template asks.

use std::collections::BTreeMap;

use shared::survey::{Choice, Condition, Icons, Kind, Question, Survey};
use shared::text::Texts;

use super::{Words, more_words as more, options, words};

/// Asks how likely a recommendation is and why, then everybody alike for a review.
pub fn product_nps() -> Survey {
    survey(vec![
        required(question_of(Kind::Nps)),
        question("why", Kind::LongText, words::WHY),
        question_of(Kind::Review),
    ])
}

/// Asks how easy ordering was, then what made it so.
pub fn post_purchase_effort() -> Survey {
    survey(vec![
        required(question_of(Kind::Effort)),
        after("easy", (None, Some(4)), question("hard_why", Kind::LongText, words::HARD_WHY)),
        after("easy", (Some(5), None), question("easy_why", Kind::LongText, words::EASY_WHY)),
    ])
}

/// Asks how the parcel arrived, then everybody alike for a review.
pub(super) fn delivery() -> Survey {
    let wrong = choice(
        "wrong",
        (Kind::MultipleChoice, more::DELIVERY_WRONG),
        &[
            ("late", options::LATE),
            ("damaged", options::DAMAGED_PARCEL),
            ("incomplete", options::INCOMPLETE),
            ("tracking", options::TRACKING),
            ("packaging", options::PACKAGING),
            ("other", options::OTHER),
        ],
    );
    let satisfied = Question { icons: Icons::Stars, ..question_of(Kind::Satisfaction) };
    survey(vec![
        required(Question { text: texts(more::DELIVERY), ..satisfied }),
        after("satisfied", (None, Some(3)), wrong),
        question("anything", Kind::LongText, more::ANYTHING),
        question_of(Kind::Review),
    ])
}

/// Asks how easy it was to send something back, and why it came back.
pub(super) fn returns() -> Survey {
    let why = choice(
        "reason",
        (Kind::SingleChoice, more::RETURN_WHY),
        &[
            ("fit", options::FIT),
            ("not_as_shown", options::NOT_AS_SHOWN),
            ("faulty", options::FAULTY),
            ("late", options::TOO_LATE),
            ("changed_mind", options::CHANGED_MIND),
            ("other", options::OTHER),
        ],
    );
    survey(vec![
        required(Question { text: texts(more::RETURN_EASY), ..question_of(Kind::Effort) }),
        why,
        after("easy", (None, Some(4)), question("hard_why", Kind::LongText, words::HARD_WHY)),
    ])
}

/// Asks what keeps somebody from ordering.
pub(super) fn leaving() -> Survey {
    let why = choice(
        "reason",
        (Kind::SingleChoice, more::LEAVING),
        &[
            ("price", options::PRICE),
            ("shipping", options::SHIPPING),
            ("payment", options::PAYMENT),
            ("question", options::UNSURE),
            ("looking", options::LOOKING),
            ("other", options::OTHER),
        ],
    );
    let any_of = ["price", "shipping", "payment", "question", "other"].map(str::to_owned).into();
    let what = Question {
        show_if: vec![Condition {
            question: "reason".to_owned(),
            at_least: None,
            at_most: None,
            any_of,
        }],
        ..question("what", Kind::LongText, more::LEAVING_WHAT)
    };
    survey(vec![required(why), what])
}

/// Asks how easy it was to get help, and whether it helped.
pub(super) fn support() -> Survey {
    let solved = choice(
        "solved",
        (Kind::SingleChoice, more::SOLVED),
        &[("yes", options::YES), ("partly", options::PARTLY), ("no", options::NO)],
    );
    survey(vec![
        required(Question { text: texts(more::SUPPORT_EASY), ..question_of(Kind::Effort) }),
        solved,
        after("easy", (None, Some(4)), question("hard_why", Kind::LongText, words::HARD_WHY)),
        after("easy", (Some(5), None), question("easy_why", Kind::LongText, words::EASY_WHY)),
    ])
}

/// Asks how the visit to a shop of bricks was.
pub(super) fn store() -> Survey {
    let satisfied = Question { icons: Icons::Faces, ..question_of(Kind::Satisfaction) };
    survey(vec![
        required(Question { text: texts(more::VISIT), ..satisfied }),
        question("better", Kind::LongText, more::VISIT_BETTER),
        question_of(Kind::Review),
    ])
}

/// Asks one open question.
pub(super) fn open() -> Survey {
    survey(vec![question("open", Kind::LongText, more::OPEN)])
}

/// A question of a kind with the words that are usual for it; those of options are the owner's.
pub fn question_of(kind: Kind) -> Question {
    let labels = |question: Question, [low, mid, high]: [Option<Words>; 3]| Question {
        low: low.map(texts),
        mid: mid.map(texts),
        high: high.map(texts),
        ..question
    };
    match kind {
        Kind::Nps => labels(
            question("recommend", kind, words::RECOMMEND),
            [Some(words::NOT_LIKELY), None, Some(words::VERY_LIKELY)],
        ),
        Kind::Effort => labels(
            question("easy", kind, words::EASY),
            [Some(words::DISAGREE), Some(words::NEITHER), Some(words::AGREE)],
        ),
        Kind::Satisfaction => labels(
            question("satisfied", kind, more::SATISFIED),
            [Some(more::VERY_DISSATISFIED), None, Some(more::VERY_SATISFIED)],
        ),
        Kind::SingleChoice | Kind::MultipleChoice => {
            let options = ["a", "b"].map(|id| Choice { id: id.to_owned(), text: Texts::default() });
            let text = Texts::default();
            Question { text, options: options.into(), ..question("choice", kind, more::OPEN) }
        }
        Kind::ShortText => {
            Question { text: Texts::default(), ..question("line", kind, more::OPEN) }
        }
        Kind::LongText => question("text", kind, more::ANYTHING),
        Kind::Review => question("review", kind, words::REVIEW),
        Kind::Contact => question("contact", kind, more::CONTACT),
    }
}

fn survey(questions: Vec<Question>) -> Survey {
    Survey { questions, thanks: texts(words::THANKS) }
}

fn required(question: Question) -> Question {
    Question { required: true, ..question }
}

/// The same question, asked only after an answer in a range.
fn after(
    earlier: &str,
    (at_least, at_most): (Option<i64>, Option<i64>),
    question: Question,
) -> Question {
    let earlier = earlier.to_owned();
    let condition = Condition { question: earlier, at_least, at_most, any_of: Vec::new() };
    Question { show_if: vec![condition], ..question }
}

fn choice(id: &str, (kind, text): (Kind, Words), options: &[(&str, Words)]) -> Question {
    let option = |(id, text): &(&str, Words)| Choice { id: (*id).to_owned(), text: texts(*text) };
    Question { options: options.iter().map(option).collect(), ..question(id, kind, text) }
}

/// A question that may stay unanswered and is always asked.
fn question(id: &str, kind: Kind, text: Words) -> Question {
    Question {
        id: id.to_owned(),
        kind,
        text: texts(text),
        low: None,
        mid: None,
        high: None,
        steps: None,
        icons: Icons::Numbers,
        options: Vec::new(),
        required: false,
        show_if: Vec::new(),
    }
}

fn texts(words: Words) -> Texts {
    Texts(BTreeMap::from(words.map(|(language, text)| (language.to_owned(), text.to_owned()))))
}
