//! A survey on its way: what has been answered, what is due, and what one more answer leads to.

use shared::id::{ResponseId, ShopId, SurveyId};
use shared::invalid::Reason;
use shared::response::{Answer, NewResponse, Value, check_answers};
use shared::survey::{Kind, Question};
use shared::time::Timestamp;

use super::context;
use super::controls::read;
use super::given::Given;
use super::kiosk;
use super::visit::{END, Visit};
use crate::app::App;
use crate::error::Error;
use crate::http::visitor::Sender;
use crate::responses;
use crate::shops::{self, Shop};
use crate::surveys::embed::{self, Contents};
use crate::surveys::links;

/// A survey that somebody is answering.
pub(super) struct Asking {
    /// Whose it is.
    pub(super) shop: Shop,
    /// What is asked, as its reader reads it.
    pub(super) contents: Contents,
    /// What the address says.
    pub(super) visit: Visit,
    /// Whether many people use the screen.
    pub(super) kiosk: bool,
    /// Whether the address still is the one of a person before.
    anew: bool,
    /// The response that it becomes.
    pub(super) response: ResponseId,
    /// Which version of the survey is asked.
    pub(super) version: i64,
    /// What has been answered.
    pub(super) answers: Vec<Answer>,
    /// Whether all has been.
    pub(super) complete: bool,
    survey: SurveyId,
    seq: i64,
    path: String,
    now: Timestamp,
}

/// What an answer leads to.
pub(super) enum Outcome {
    /// Another page.
    On(String),
    /// The same question again, because of what is wrong with the answer.
    Again(Reason),
}

impl Asking {
    /// Finds out what is asked and how far it has come. `form` is what was sent, if something
    /// was.
    pub(super) async fn open(
        app: &App,
        (shop, name): (ShopId, &str),
        visit: Visit,
        form: Option<&Given>,
    ) -> Result<Self, Error> {
        let shop = shops::find(app, shop).await?;
        let survey = links::live(app, shop.id, name).await?;
        let is_kiosk = match visit.one("kiosk") {
            Some(signature) => links::is_kiosk(app, shop.id, survey.id, signature).await?,
            None => false,
        };
        let now = app.clock.now();
        let sent = form.and_then(|form| form.one("response")?.parse().ok());
        let mut known = sent.or_else(|| visit.response());
        let mut so_far = match known {
            Some(id) => responses::so_far(app, shop.id, id).await?,
            None => None,
        };
        let is_over = |left| kiosk::is_over(left, &visit, form.is_some(), now);
        let anew = is_kiosk && so_far.as_ref().is_some_and(is_over);
        if anew {
            (known, so_far) = (None, None);
        }
        let so_far = so_far.filter(|begun| begun.survey == survey.id);
        let sent = form.and_then(|form| form.one("version")?.parse().ok());
        let begun = so_far.as_ref().map(|begun| begun.version);
        let version = begun.or(sent).unwrap_or(survey.version);
        let spoken = survey.settings.survey.questions.first().map(|question| &question.text);
        let language = &shop.details.language;
        let language = spoken.map_or(language.clone(), |spoken| visit.language(spoken, language));
        let contents = embed::contents(app, shop.id, survey.id, version, Some(&language)).await?;
        Ok(Self {
            path: links::path(shop.id, name),
            response: known.unwrap_or_else(|| new_id(app, now)),
            seq: so_far.as_ref().map_or(0, |begun| begun.seq),
            complete: so_far.as_ref().is_some_and(|begun| begun.complete),
            answers: so_far.map(|begun| begun.answers).unwrap_or_default(),
            survey: survey.id,
            shop,
            contents,
            visit,
            kiosk: is_kiosk,
            anew,
            version,
            now,
        })
    }

    /// The questions that the answers so far lead to.
    pub(super) fn asked(&self) -> Vec<&Question<String>> {
        self.contents.survey.asked(&self.answers).collect()
    }

    /// The place among them of the one that is due; none after the last.
    pub(super) fn due(&self) -> Option<usize> {
        let asked = self.asked();
        match self.visit.at() {
            _ if self.complete => None,
            _ if self.anew => self.open_place(&asked),
            Some(END) => None,
            Some(at) => {
                let named = asked.iter().position(|question| question.id == at);
                named.or_else(|| self.open_place(&asked))
            }
            None => self.wanted(&asked).or_else(|| self.open_place(&asked)),
        }
    }

    /// The first of the kind that the link begins with, until something is answered.
    fn wanted(&self, asked: &[&Question<String>]) -> Option<usize> {
        let kind = Kind::parse(self.visit.one("start")?).filter(|_| self.answers.is_empty())?;
        asked.iter().position(|question| question.kind == kind)
    }

    /// The first that has no answer, or the last.
    fn open_place(&self, asked: &[&Question<String>]) -> Option<usize> {
        let open = asked.iter().position(|question| self.answer_to(question).is_none());
        open.or(asked.len().checked_sub(1))
    }

    /// The answer that a question has.
    pub(super) fn answer_to(&self, question: &Question<String>) -> Option<&Value> {
        let found = self.answers.iter().find(|answer| answer.question == question.id);
        found.map(|answer| &answer.value)
    }

    /// The fields of a question's form as its reader finds them, and whether they came with the
    /// link.
    pub(super) fn given(&self, question: &Question<String>) -> (Given, bool) {
        if let Some(value) = self.answer_to(question) {
            return (Given::of(value), false);
        }
        let mut scores = self.contents.survey.questions.iter();
        let first = scores.find(|question| question.kind.is_score());
        let is_first = first.is_some_and(|first| first.id == question.id);
        let brought = self.visit.brought(question, is_first);
        // What cannot be an answer is not marked, and there is nothing to confirm.
        match read(question, &brought) {
            Ok(Some(_)) => (brought, true),
            _ => (Given::default(), false),
        }
    }

    fn is_brought(&self, question: &Question<String>, value: Option<&Value>) -> bool {
        let (given, is_brought) = self.given(question);
        is_brought && read(question, &given).is_ok_and(|brought| brought.as_ref() == value)
    }

    /// Takes the answer of a form and stores it, unless the very same is stored already.
    pub(super) async fn take(
        &self,
        app: &App,
        sender: &Sender,
        form: &Given,
    ) -> Result<Outcome, Error> {
        let asked = self.asked();
        let named = |question: &&&Question<String>| form.has("question", &question.id);
        let Some(question) = asked.iter().find(named) else {
            // An answer was changed so that this is not asked any more.
            return Ok(Outcome::On(self.to(self.first_open())));
        };
        let back = form.has("go", "back");
        let value = match read(question, form) {
            // On the way back nobody has confirmed what the link has brought.
            Ok(value) if back && self.is_brought(question, value.as_ref()) => None,
            Ok(value) => value,
            Err(_) if back => self.answer_to(question).cloned(),
            Err(problem) => return Ok(Outcome::Again(problem)),
        };
        let answers = self.with(question, value);
        let after: Vec<_> = self.contents.survey.asked(&answers).collect();
        let at = after.iter().position(|other| other.id == question.id).unwrap_or_default();
        let is_done = check_answers(&self.contents.survey, &answers, true).is_ok();
        let next = if back { Some(at.saturating_sub(1)) } else { next(&after, at, &answers) };
        let complete = is_done && (next.is_none() || self.complete);
        let to = next.and_then(|next| after.get(next)).map_or(END, |question| &question.id);
        let to = self.to(to);
        if complete != self.complete || answers != self.answers {
            self.store(app, sender, (answers, complete), form).await?;
        }
        Ok(Outcome::On(to))
    }

    /// The answers, where a question has this one or none.
    fn with(&self, question: &Question<String>, value: Option<Value>) -> Vec<Answer> {
        let others = self.answers.iter().filter(|answer| answer.question != question.id);
        let mut answers: Vec<Answer> = others.cloned().collect();
        answers.extend(value.map(|value| Answer { question: question.id.clone(), value }));
        let asked: Vec<_> = self.contents.survey.asked(&answers).collect();
        let mut kept = Vec::with_capacity(answers.len());
        for question in asked {
            kept.extend(answers.iter().find(|answer| answer.question == question.id).cloned());
        }
        kept
    }

    async fn store(
        &self,
        app: &App,
        sender: &Sender,
        (answers, complete): (Vec<Answer>, bool),
        form: &Given,
    ) -> Result<(), Error> {
        if answers.is_empty() && self.seq == 0 && form.text("website").is_empty() {
            // Nobody has said anything.
            return Ok(());
        }
        let page = app.public.to(&self.to_with(&self.visit.query(None)));
        let new = NewResponse {
            id: self.response,
            survey: self.survey,
            survey_version: self.version,
            seq: self.seq + 1,
            complete,
            answers,
            context: context::of(&self.visit, &self.shop, (&self.contents.language, &page)),
            token: context::token(&self.visit),
            elapsed_ms: (self.seq == 0).then(|| self.elapsed_ms()),
            website: form.one("website").map(str::to_owned),
        };
        let taken = responses::submit(app, self.shop.id, sender, new).await;
        app.metrics.came_to(&taken);
        taken.map(|_| ())
    }

    /// How long ago the first page was made: its id tells when.
    fn elapsed_ms(&self) -> f64 {
        let bytes = self.response.uuid().as_u128() >> 80;
        let begun = i64::try_from(bytes).unwrap_or(i64::MAX);
        #[expect(clippy::cast_precision_loss, reason = "within a day it is exact")]
        let elapsed = (self.now.micros() / 1_000).saturating_sub(begun) as f64;
        elapsed
    }

    fn first_open(&self) -> &str {
        let asked = self.asked();
        self.open_place(&asked).and_then(|at| asked.get(at).copied()).map_or(END, |it| &it.id)
    }

    /// The path of the step that asks a question.
    pub(super) fn to(&self, question: &str) -> String {
        self.to_with(&self.visit.query(Some((self.response, question))))
    }

    /// The path at which it all begins anew.
    pub(super) fn again(&self) -> String {
        self.to_with(&self.visit.query(None))
    }

    fn to_with(&self, query: &str) -> String {
        if query.is_empty() { self.path.clone() } else { format!("{}?{query}", self.path) }
    }

    /// Where its author finds the review that was given with it.
    pub(super) fn review_url(&self, app: &App) -> Option<String> {
        let is_public = |answer: &Answer| match &answer.value {
            Value::Review(review) => review.consent,
            _ => false,
        };
        let has_review = self.answers.iter().any(is_public);
        has_review.then(|| crate::reviews::author_url(app, self.shop.id, self.response))
    }
}

/// The place of the question after one; before the end, of one that was passed by and must be
/// answered.
fn next(asked: &[&Question<String>], at: usize, answers: &[Answer]) -> Option<usize> {
    if at + 1 < asked.len() {
        return Some(at + 1);
    }
    let is_open = |question: &&Question<String>| {
        question.required && !answers.iter().any(|answer| answer.question == question.id)
    };
    asked.iter().position(is_open)
}

fn new_id(app: &App, now: Timestamp) -> ResponseId {
    let unix_ms = u64::try_from(now.micros() / 1_000).unwrap_or_default();
    ResponseId::from_parts(unix_ms, app.chance.bytes())
}
