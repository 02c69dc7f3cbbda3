//! What was answered so far and which question comes next.

use shared::response::{Answer, Value};
use shared::survey::{Kind, Question, Survey};

/// One shopper's way through a survey.
pub struct Flow {
    survey: Survey<String>,
    answers: Vec<Answer>,
    /// Which question is on the screen; none after the last.
    at: Option<usize>,
    /// The question that the shopper began with.
    start: usize,
}

impl Flow {
    /// Begins at the first question, or at the first of the wanted kind.
    pub fn new(survey: Survey<String>, start: Option<Kind>) -> Self {
        let mut flow = Self { survey, answers: Vec::new(), at: None, start: 0 };
        let path = flow.path();
        let wanted = |at: &&usize| Some(flow.survey.questions[**at].kind) == start;
        flow.at = path.iter().find(wanted).or(path.first()).copied();
        flow.start = flow.at.unwrap_or_default();
        flow
    }

    /// The question on the screen.
    pub fn question(&self) -> Option<&Question<String>> {
        self.survey.questions.get(self.at?)
    }

    /// What is said at the end.
    pub fn thanks(&self) -> &str {
        &self.survey.thanks
    }

    /// The earlier answer to the question on the screen.
    pub fn value(&self) -> Option<&Value> {
        let question = self.question()?;
        self.answers.iter().find(|answer| answer.question == question.id).map(|it| &it.value)
    }

    /// Answers the question on the screen, or takes its answer back. Tells whether that
    /// changed anything.
    pub fn answer(&mut self, value: Option<Value>) -> bool {
        let Some(question) = self.question() else { return false };
        if self.value() == value.as_ref() {
            return false;
        }
        let question = question.id.clone();
        self.answers.retain(|answer| answer.question != question);
        if let Some(value) = value {
            self.answers.push(Answer { question, value });
        }
        true
    }

    /// All answers that count: those to questions that the others lead to.
    pub fn answers(&self) -> Vec<Answer> {
        let answer = |question: &Question<String>| {
            self.answers.iter().find(|answer| answer.question == question.id).cloned()
        };
        self.survey.asked(&self.answers).filter_map(answer).collect()
    }

    /// Goes on to the next question, or to the end.
    pub fn forward(&mut self) {
        self.at = self.next();
    }

    /// Whether the question on the screen is the last.
    pub fn is_last(&self) -> bool {
        self.next().is_none()
    }

    /// Goes back to the question before, if there is one.
    pub fn back(&mut self) {
        self.at = self.previous().or(self.at);
    }

    /// Whether there is no question before.
    pub fn is_first(&self) -> bool {
        self.previous().is_none()
    }

    /// Which question is on the screen, from 1, and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        let path = self.path();
        let before = path.iter().take_while(|at| Some(**at) != self.at).count();
        (before + 1, path.len())
    }

    /// The next question after this one. Who began in the middle is asked of the earlier ones,
    /// at the end, only what is required.
    fn next(&self) -> Option<usize> {
        let here = self.at?;
        let path = self.path();
        let next = path.iter().copied().find(|at| *at > here && here >= self.start);
        next.or_else(|| {
            path.into_iter().find(|at| {
                let question = &self.survey.questions[*at];
                *at < self.start
                    && *at != here
                    && question.required
                    && !self.answers.iter().any(|answer| answer.question == question.id)
            })
        })
    }

    fn previous(&self) -> Option<usize> {
        let here = self.at.filter(|at| *at > self.start)?;
        self.path().into_iter().rfind(|at| *at < here)
    }

    /// The questions that the answers lead to, as they stand in the survey.
    fn path(&self) -> Vec<usize> {
        let questions = &self.survey.questions;
        let asked = self.survey.asked(&self.answers);
        asked.filter_map(|asked| questions.iter().position(|it| std::ptr::eq(it, asked))).collect()
    }
}

#[cfg(test)]
mod tests {
    use shared::survey::Condition;

    use super::*;

    fn question(id: &str, kind: Kind, after: Option<(&str, i64)>) -> Question<String> {
        let condition = |(question, least): (&str, i64)| Condition {
            question: question.to_owned(),
            at_least: Some(least),
            at_most: None,
        };
        Question {
            id: id.to_owned(),
            kind,
            text: String::new(),
            low: None,
            mid: None,
            high: None,
            required: kind == Kind::Nps,
            show_if: after.map(condition).into_iter().collect(),
        }
    }

    fn flow(start: Option<Kind>) -> Flow {
        let questions = vec![
            question("recommend", Kind::Nps, None),
            question("praise", Kind::LongText, Some(("recommend", 9))),
            question("review", Kind::Review, None),
        ];
        Flow::new(Survey { questions, thanks: "Thanks".to_owned() }, start)
    }

    fn here(flow: &Flow) -> &str {
        flow.question().map_or("end", |question| &question.id)
    }

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn questions_come_in_the_order_that_the_answers_lead_to() {
        let mut flow = flow(None);

        assert_eq!((here(&flow), flow.progress()), ("recommend", (1, 2)));
        flow.answer(Some(Value::Number(9)));
        flow.forward();
        assert_eq!((here(&flow), flow.progress()), ("praise", (2, 3)));
        flow.forward();
        assert!(here(&flow) == "review" && flow.is_last());
        flow.forward();
        assert_eq!(here(&flow), "end");
    }

    #[test]
    fn an_answer_to_a_question_that_is_no_longer_asked_does_not_count() {
        let mut flow = flow(None);
        flow.answer(Some(Value::Number(10)));
        flow.forward();
        flow.answer(Some(text("Quick")));
        flow.back();

        flow.answer(Some(Value::Number(3)));

        assert_eq!(flow.answers().len(), 1);
        flow.forward();
        assert_eq!(here(&flow), "review");
    }

    #[test]
    fn the_same_answer_again_changes_nothing() {
        let mut flow = flow(None);

        assert!(flow.answer(Some(Value::Number(7))));
        assert!(!flow.answer(Some(Value::Number(7))));
        assert!(flow.answer(None));
        assert_eq!(flow.answers(), []);
    }

    #[test]
    fn going_back_keeps_what_was_answered_and_stops_at_the_first_question() {
        let mut flow = flow(None);
        flow.answer(Some(Value::Number(7)));
        flow.forward();

        flow.back();
        flow.back();

        assert!(flow.is_first());
        assert_eq!(flow.value(), Some(&Value::Number(7)));
    }

    #[test]
    fn who_begins_with_the_review_is_asked_only_what_is_required_afterwards() {
        let mut flow = flow(Some(Kind::Review));

        assert!(here(&flow) == "review" && flow.is_first() && !flow.is_last());
        flow.forward();
        assert!(here(&flow) == "recommend" && flow.is_last());
        flow.answer(Some(Value::Number(9)));
        flow.forward();
        assert_eq!(here(&flow), "end");
    }
}
