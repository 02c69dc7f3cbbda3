//! Surveys: their questions, in which order, and after which answers each is asked.

use serde::{Deserialize, Serialize};

use crate::invalid::{Invalid, Reason};
use crate::response::{Answer, Value};
use crate::text::Texts;

/// Most questions in one survey.
pub const MAX_QUESTIONS: usize = 20;
/// Longest question text, in characters.
pub const MAX_QUESTION_TEXT: usize = 300;
/// Longest label at an end of a scale, in characters.
pub const MAX_LABEL: usize = 80;

/// What is asked: the part of a survey that is versioned, so that an answer keeps the words
/// it was asked with.
///
/// `T` is [`Texts`] as the owner writes it, `String` as one shopper reads it, and `()` where the
/// words do not matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Survey<T = Texts> {
    /// In the order in which they are asked.
    pub questions: Vec<Question<T>>,
    /// Said at the end.
    pub thanks: T,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "T: Deserialize<'de>"))]
pub struct Question<T = Texts> {
    /// Names it in answers: lower-case letters, digits and `_`.
    pub id: String,
    /// What kind of answer it takes.
    pub kind: Kind,
    /// The question itself.
    pub text: T,
    /// Label under the lowest step of a scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<T>,
    /// Label under the middle step of a scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mid: Option<T>,
    /// Label under the highest step of a scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<T>,
    /// Whether a complete response must answer it.
    #[serde(default)]
    pub required: bool,
    /// Asked only if all of these hold; always, if there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub show_if: Vec<Condition>,
}

/// What kind of answer a question takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// How likely are you to recommend us, 0–10 (Net Promoter Score).
    Nps,
    /// How easy was it, 1–7 from "strongly disagree" to "strongly agree" (Customer Effort
    /// Score 2.0).
    Effort,
    /// Some sentences.
    LongText,
    /// A review: stars, title, text, name, and consent to publish it.
    Review,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Nps, Self::Effort, Self::LongText, Self::Review];

    /// Its name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nps => "nps",
            Self::Effort => "effort",
            Self::LongText => "long_text",
            Self::Review => "review",
        }
    }

    /// The kind of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// The lowest and the highest step, if it is a scale.
    pub fn scale(self) -> Option<(i64, i64)> {
        match self {
            Self::Nps => Some((0, 10)),
            Self::Effort => Some((1, 7)),
            Self::LongText | Self::Review => None,
        }
    }
}

/// Holds if an earlier question was answered, and with a number in this range.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// The earlier question's id.
    pub question: String,
    /// Lowest number that holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<i64>,
    /// Highest number that holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<i64>,
}

impl Condition {
    fn holds(&self, answers: &[&Answer]) -> bool {
        let Some(answer) = answers.iter().find(|answer| answer.question == self.question) else {
            return false;
        };
        let (Value::Number(number), true) =
            (&answer.value, self.at_least.is_some() || self.at_most.is_some())
        else {
            return self.at_least.is_none() && self.at_most.is_none();
        };
        self.at_least.is_none_or(|low| *number >= low)
            && self.at_most.is_none_or(|high| *number <= high)
    }
}

impl<T> Survey<T> {
    /// The questions that these answers lead to, in order. Answers to questions that are no
    /// longer asked do not count.
    pub fn asked<'a>(
        &'a self,
        answers: &'a [Answer],
    ) -> impl Iterator<Item = &'a Question<T>> + use<'a, T> {
        let mut counted: Vec<&Answer> = Vec::new();
        self.questions.iter().filter(move |question| {
            let asked = question.show_if.iter().all(|condition| condition.holds(&counted));
            if asked {
                counted.extend(answers.iter().find(|answer| answer.question == question.id));
            }
            asked
        })
    }
}

impl Survey {
    /// The survey as one shopper reads it: region, then language, then the shop's language.
    pub fn in_language(&self, language: &str, shop_language: &str) -> Survey<String> {
        self.said(|texts| texts.pick(language, shop_language).unwrap_or_default().to_owned())
    }

    /// The survey as answers are checked against it.
    pub fn without_words(&self) -> Survey<()> {
        self.said(|_| ())
    }

    fn said<T>(&self, say: impl Fn(&Texts) -> T) -> Survey<T> {
        let questions = self
            .questions
            .iter()
            .map(|question| Question {
                id: question.id.clone(),
                kind: question.kind,
                text: say(&question.text),
                low: question.low.as_ref().map(&say),
                mid: question.mid.as_ref().map(&say),
                high: question.high.as_ref().map(&say),
                required: question.required,
                show_if: question.show_if.clone(),
            })
            .collect();
        Survey { questions, thanks: say(&self.thanks) }
    }

    /// Checks that the survey can be asked, and that whether a review is asked for does not
    /// depend on a score.
    pub fn check(&self) -> Result<(), Invalid> {
        if self.questions.is_empty() {
            return Err(Invalid::new("questions", Reason::Missing));
        }
        if self.questions.len() > MAX_QUESTIONS {
            return Err(Invalid::new("questions", Reason::TooMany(MAX_QUESTIONS)));
        }
        self.thanks.check(MAX_QUESTION_TEXT).map_err(|invalid| invalid.within("thanks"))?;
        let depending = self.depending_on_score();
        for (at, question) in self.questions.iter().enumerate() {
            self.check_question(at, question, &depending)
                .map_err(|invalid| invalid.within(&format!("questions[{at}]")))?;
        }
        Ok(())
    }

    fn check_question(
        &self,
        at: usize,
        question: &Question,
        depending: &[bool],
    ) -> Result<(), Invalid> {
        let earlier = &self.questions[..at];
        question.check()?;
        if earlier.iter().any(|other| other.id == question.id) {
            return Err(Invalid::new("id", Reason::Twice));
        }
        // Scores of a kind are one column of a response.
        if question.kind != Kind::LongText
            && earlier.iter().any(|other| other.kind == question.kind)
        {
            return Err(Invalid::new("kind", Reason::Twice));
        }
        if question.show_if.len() > MAX_QUESTIONS {
            return Err(Invalid::new("show_if", Reason::TooMany(MAX_QUESTIONS)));
        }
        for (number, condition) in question.show_if.iter().enumerate() {
            let field = format!("show_if[{number}]");
            let Some(before) = earlier.iter().position(|other| other.id == condition.question)
            else {
                return Err(Invalid::new(format!("{field}.question"), Reason::Unknown));
            };
            condition.check(earlier[before].kind).map_err(|invalid| invalid.within(&field))?;
            if question.kind == Kind::Review && depending[before] {
                return Err(Invalid::new(
                    field,
                    Reason::Refused("whether a review is asked for may never depend on a score"),
                ));
            }
        }
        Ok(())
    }

    /// For each question, whether it is a score, or whether it is asked depends on one. From the
    /// first to the last, as conditions look back only.
    fn depending_on_score(&self) -> Vec<bool> {
        let mut depending: Vec<bool> = Vec::with_capacity(self.questions.len());
        for question in &self.questions {
            let on_score = |condition: &Condition| {
                let at = self.questions.iter().position(|other| other.id == condition.question);
                at.and_then(|at| depending.get(at)).is_some_and(|depends| *depends)
            };
            let depends = question.kind.scale().is_some() || question.show_if.iter().any(on_score);
            depending.push(depends);
        }
        depending
    }
}

impl Question {
    fn check(&self) -> Result<(), Invalid> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if self.id.is_empty() || self.id.len() > 40 || !self.id.chars().all(plain) {
            let wanted = "1 to 40 lower-case letters, digits and _";
            return Err(Invalid::new("id", Reason::Expected(wanted)));
        }
        if self.text.0.values().all(|text| text.trim().is_empty()) {
            return Err(Invalid::new("text", Reason::Missing));
        }
        self.text.check(MAX_QUESTION_TEXT).map_err(|invalid| invalid.within("text"))?;
        for (name, label) in [("low", &self.low), ("mid", &self.mid), ("high", &self.high)] {
            if let Some(label) = label {
                label.check(MAX_LABEL).map_err(|invalid| invalid.within(name))?;
            }
        }
        Ok(())
    }
}

impl Condition {
    fn check(&self, kind: Kind) -> Result<(), Invalid> {
        if self.at_least.is_none() && self.at_most.is_none() {
            return Ok(());
        }
        let Some((low, high)) = kind.scale() else {
            return Err(Invalid::new("question", Reason::Expected("a question with numbers")));
        };
        for (name, bound) in [("at_least", self.at_least), ("at_most", self.at_most)] {
            if bound.is_some_and(|bound| !(low..=high).contains(&bound)) {
                return Err(Invalid::new(name, Reason::Range(low, high)));
            }
        }
        if self.at_least.zip(self.at_most).is_some_and(|(least, most)| least > most) {
            return Err(Invalid::new("at_most", Reason::Refused("is below at_least")));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(id: &str, kind: Kind, show_if: Vec<Condition>) -> Question {
        Question {
            id: id.to_owned(),
            kind,
            text: Texts::one("en", "A question?"),
            low: None,
            mid: None,
            high: None,
            required: false,
            show_if,
        }
    }

    fn after(question: &str, at_least: Option<i64>, at_most: Option<i64>) -> Vec<Condition> {
        vec![Condition { question: question.to_owned(), at_least, at_most }]
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
}
