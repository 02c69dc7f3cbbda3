//! What was answered so far and which question comes next.

use shared::response::{Answer, Value};
use shared::survey::{Kind, Question, Survey};

/// One shopper's way through a survey.
///
/// A page shows few surveys, so that none is ever freed: the code for that weighs more.
pub struct Flow {
    survey: &'static Survey<String>,
    answers: Vec<Answer>,
    /// Which question is on the screen; none after the last.
    at: Option<usize>,
    /// The question that the shopper began with.
    start: usize,
    /// The questions that were on the screen before this one, the first of them first.
    way: Vec<usize>,
}

impl Flow {
    /// Begins at the first question, or at the first of the wanted kind.
    pub fn new(survey: Survey<String>, start: Option<Kind>) -> Self {
        let survey: &'static Survey<String> = Box::leak(Box::new(survey));
        let mut flow = Self { survey, answers: Vec::new(), at: None, start: 0, way: Vec::new() };
        let path = flow.path();
        let wanted = |at: &&usize| Some(flow.survey.questions[**at].kind) == start;
        flow.at = path.iter().find(wanted).or(path.first()).copied();
        flow.start = flow.at.unwrap_or_default();
        flow
    }

    /// Goes on where an earlier page was left: with these answers, after so many questions, but
    /// not past one that still needs an answer.
    pub fn resume(&mut self, answers: Vec<Answer>, step: usize) {
        self.answers = answers;
        for _ in 0..step {
            let waits = self.question().is_none_or(|it| it.required) && self.value().is_none();
            if waits || self.is_last() {
                return;
            }
            self.forward();
        }
    }

    /// The question on the screen.
    pub fn question(&self) -> Option<&'static Question<String>> {
        self.survey.questions.get(self.at?)
    }

    /// What is said at the end.
    pub fn thanks(&self) -> &'static str {
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
        let next = self.ahead().first().copied();
        self.way.extend(self.at);
        self.at = next;
    }

    /// Whether the question on the screen is the last.
    pub fn is_last(&self) -> bool {
        self.ahead().is_empty()
    }

    /// Goes back to the question before, if there is one.
    pub fn back(&mut self) {
        self.at = self.way.pop().or(self.at);
    }

    /// Whether there is no question before.
    pub fn is_first(&self) -> bool {
        self.way.is_empty()
    }

    /// Which question is on the screen, counted along the way that was taken, from 1, and how
    /// many that way has.
    pub fn progress(&self) -> (usize, usize) {
        let step = self.way.len() + 1;
        (step, step + self.ahead().len())
    }

    /// The questions after this one. Who began in the middle is asked of the earlier ones, at
    /// the end, only what is required.
    fn ahead(&self) -> Vec<usize> {
        let Some(here) = self.at else { return Vec::new() };
        let path = self.path();
        let mut ahead = path.clone();
        ahead.retain(|at| *at > here && here >= self.start);
        for at in path {
            let question = &self.survey.questions[at];
            let is_answered = || self.answers.iter().any(|it| it.question == question.id);
            if at < self.start && at != here && question.required && !is_answered() {
                ahead.push(at);
            }
        }
        ahead
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
    use shared::survey::{Condition, Icons};

    use super::*;

    fn question(id: &str, kind: Kind, after: Option<(&str, i64)>) -> Question<String> {
        let condition = |(question, least): (&str, i64)| Condition {
            question: question.to_owned(),
            at_least: Some(least),
            at_most: None,
            any_of: Vec::new(),
        };
        Question {
            id: id.to_owned(),
            kind,
            text: String::new(),
            low: None,
            mid: None,
            high: None,
            steps: None,
            icons: Icons::Numbers,
            options: Vec::new(),
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
        assert!(here(&flow) == "recommend" && flow.is_last() && !flow.is_first());
        flow.answer(Some(Value::Number(9)));
        flow.forward();
        assert_eq!(here(&flow), "end");
    }

    #[test]
    fn a_later_page_goes_on_where_it_was_and_passes_nothing_that_is_required() {
        let recommended = || Answer { question: "recommend".to_owned(), value: Value::Number(9) };
        let resumed = |answers, step| {
            let mut flow = flow(None);
            flow.resume(answers, step);
            (here(&flow).to_owned(), flow.answers().len(), flow.is_first())
        };

        assert_eq!(resumed(vec![recommended()], 0), ("recommend".to_owned(), 1, true));
        assert_eq!(resumed(vec![recommended()], 1), ("praise".to_owned(), 1, false));
        assert_eq!(resumed(vec![recommended()], 9), ("review".to_owned(), 1, false));
        assert_eq!(resumed(vec![], 2), ("recommend".to_owned(), 0, true));
    }

    #[test]
    fn progress_and_back_follow_the_way_that_was_taken() {
        let mut flow = flow(Some(Kind::Review));

        assert_eq!(flow.progress(), (1, 2));
        flow.answer(Some(text("Sturdy")));
        flow.forward();
        assert_eq!((here(&flow), flow.progress()), ("recommend", (2, 2)));
        flow.back();

        assert_eq!((here(&flow), flow.progress()), ("review", (1, 2)));
        assert_eq!(flow.value(), Some(&text("Sturdy")));
    }
}
