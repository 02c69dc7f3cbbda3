//! A survey and how far it has come.

use std::cell::Cell;

use shared::invalid::Reason;
use shared::locale::AskWords;
use shared::response::{Answer, ContactAnswer, ReviewAnswer, Value};
use shared::survey::{Kind, Question};

use super::decimal::decimal;
use super::{Flow, Look};

/// A survey and how far it has come.
pub(super) struct State {
    /// The answers, and the question on the screen.
    pub(super) flow: Flow,
    /// What the widget itself says.
    pub(super) words: &'static AskWords<String>,
    /// How it is shown.
    pub(super) look: Look,
    /// The step, the stars or the option, from 1, that is chosen on this screen.
    pub(super) number: Option<i64>,
    /// The options that are ticked on this screen, a bit for each.
    pub(super) ticked: u32,
    /// What is written on this screen.
    pub(super) text: String,
    /// The review that is written on this screen, but for its stars; of a contact, the consent.
    pub(super) review: ReviewAnswer,
    /// What a program wrote into the field that no shopper sees.
    pub(super) website: String,
    /// What is wrong with it: in which field, and what to say.
    pub(super) problem: Option<(String, String)>,
    /// Where Tab stops in the screen's scale.
    pub(super) stop: i64,
    /// What became of the answers, if that is worth a line.
    pub(super) notice: String,
    /// Address of the shopper's own page of the review among the answers.
    pub(super) own: Option<&'static str>,
    /// Read out by screen readers.
    pub(super) live: String,
    /// A digit that another one may follow.
    pub(super) held: Option<i64>,
    /// Whether the question on this screen was answered when it came.
    pub(super) answered: bool,
    /// Counts the screens.
    pub(super) screen: u32,
    /// The screen on which the last key was pressed down.
    pub(super) pressed: Cell<u32>,
}

impl State {
    pub(super) fn new(flow: Flow, words: &'static AskWords<String>, look: Look) -> Self {
        Self {
            flow,
            words,
            look,
            number: None,
            ticked: 0,
            text: String::new(),
            review: ReviewAnswer::default(),
            website: String::new(),
            problem: None,
            stop: 0,
            notice: String::new(),
            own: None,
            live: String::new(),
            held: None,
            answered: false,
            screen: 0,
            pressed: Cell::default(),
        }
    }

    /// Makes ready for the question that is now due, with what was written on an earlier page
    /// and not sent, or with its answer.
    pub(super) fn turn(&mut self, draft: Option<Answer>) {
        self.number = None;
        self.ticked = 0;
        self.text.clear();
        self.review = ReviewAnswer::default();
        let question = self.flow.question();
        let draft = draft.filter(|draft| question.is_some_and(|it| it.id == draft.question));
        let value = draft.map(|draft| draft.value).or_else(|| self.flow.value().cloned());
        match &value {
            Some(Value::Number(number)) => self.number = Some(*number),
            Some(Value::Text(text)) => self.text.clone_from(text),
            Some(Value::Review(review)) => {
                self.number = Some(review.stars);
                self.review = review.clone();
            }
            Some(Value::Contact(contact)) => {
                self.text.clone_from(&contact.email);
                self.review.consent = contact.consent;
            }
            _ => {}
        }
        if let (Some(question), Some(value)) = (question, &value) {
            for (number, option) in (1..).zip(&question.options) {
                match value {
                    Value::Text(id) if *id == option.id => self.number = Some(number),
                    Value::Chosen(ids) if ids.contains(&option.id) => self.ticked |= 1 << number,
                    _ => {}
                }
            }
        }
        let (low, _) = self.range();
        self.stop = self.number.unwrap_or(low);
        self.problem = None;
        self.held = None;
        self.live.clear();
        if self.flow.question().is_none() {
            self.live.push_str(self.flow.thanks());
        }
        self.answered = self.flow.value().is_some();
        self.screen += 1;
    }

    /// The lowest and the highest step of the screen's scale or stars.
    pub(super) fn range(&self) -> (i64, i64) {
        let Some(question) = self.flow.question() else { return (0, 0) };
        match question.kind {
            Kind::Review => (1, 5),
            Kind::SingleChoice => (1, i64::try_from(question.options.len()).unwrap_or_default()),
            _ => question.scale().unwrap_or_default(),
        }
    }

    /// What the screen's question is answered with; none where nothing is chosen or written.
    pub(super) fn draft(&self) -> Option<Value> {
        let question = self.flow.question()?;
        let written = !self.text.trim().is_empty();
        match question.kind {
            Kind::Nps | Kind::Effort | Kind::Satisfaction => self.number.map(Value::Number),
            Kind::SingleChoice => {
                let at = usize::try_from(self.number? - 1).ok()?;
                question.options.get(at).map(|option| Value::Text(option.id.clone()))
            }
            Kind::MultipleChoice => {
                let options = (1..).zip(&question.options);
                let ticked = options.filter(|(number, _)| self.ticked >> number & 1 == 1);
                let ids: Vec<String> = ticked.map(|(_, option)| option.id.clone()).collect();
                (!ids.is_empty()).then_some(Value::Chosen(ids))
            }
            Kind::ShortText | Kind::LongText => written.then(|| Value::Text(self.text.clone())),
            Kind::Contact => written.then(|| {
                let email = self.text.trim().to_owned();
                Value::Contact(ContactAnswer { email, consent: self.review.consent })
            }),
            Kind::Review => {
                let stars = self.number.unwrap_or_default();
                let review = ReviewAnswer { stars, ..self.review.clone() };
                let written = [&review.title, &review.text, &review.name];
                let empty = stars == 0 && written.iter().all(|text| text.is_empty());
                (!empty).then_some(Value::Review(review))
            }
        }
    }

    /// What is chosen or written on this screen and not among the answers yet.
    pub(super) fn unsent(&self) -> Option<Answer> {
        let value = self.draft().filter(|draft| self.flow.value() != Some(draft))?;
        Some(Answer { question: self.flow.question()?.id.clone(), value })
    }

    /// Whether going on leaves the question unanswered. A scale goes on by itself when a step is
    /// chosen, so that its button must not change under the pointer.
    pub(super) fn skips(&self) -> bool {
        let Some(question) = self.flow.question() else { return false };
        !question.required
            && if goes_on(question) { !self.answered } else { self.draft().is_none() }
    }

    /// What is wrong with an answer to the screen's question.
    pub(super) fn problem(&self, value: Option<&Value>) -> Option<(String, String)> {
        let question = self.flow.question()?;
        let Some(value) = value else {
            let field = match question.kind {
                Kind::Review => "stars",
                Kind::Contact => "email",
                _ => "",
            };
            return question.required.then(|| (field.to_owned(), self.words.required.clone()));
        };
        if goes_on(question) || question.kind == Kind::MultipleChoice {
            return None;
        }
        let Err(invalid) = question.check_written(value) else {
            // Nothing is sent of an address that its owner does not let anybody keep.
            let refused = matches!(value, Value::Contact(contact) if !contact.consent);
            return refused.then(|| ("consent".to_owned(), self.words.contact_needed.clone()));
        };
        let text = match invalid.reason {
            Reason::TooLong(limit) => fill(&self.words.too_long, |_| limit),
            Reason::Character => self.words.character.clone(),
            Reason::Expected(_) => self.words.email_problem.clone(),
            _ => self.words.required.clone(),
        };
        Some((invalid.field, text))
    }

    /// Keeps what is on the screen if there is nothing wrong with it. Tells whether that was
    /// news, or what is wrong.
    pub(super) fn keep(&mut self) -> Result<bool, (String, String)> {
        let value = self.draft();
        match self.problem(value.as_ref()) {
            Some(problem) => Err(problem),
            None => Ok(self.flow.answer(value)),
        }
    }
}

/// A count as text.
pub(super) fn counted(count: usize) -> String {
    decimal(i64::try_from(count).unwrap_or_default())
}

/// Whether choosing answers a question and goes on, without a button.
pub(super) fn goes_on(question: &Question<String>) -> bool {
    question.scale().is_some() || question.kind == Kind::SingleChoice
}

/// A phrase with each `{name}` in it filled in.
pub(super) fn fill(phrase: &str, number: impl Fn(&str) -> usize) -> String {
    let mut filled = String::new();
    for (at, part) in phrase.split(['{', '}']).enumerate() {
        if at % 2 == 0 { filled.push_str(part) } else { filled.push_str(&counted(number(part))) }
    }
    filled
}
