//! A survey answered from the first question to thanks, on a page that only takes notes.

use std::cell::RefCell;
use std::rc::Rc;

use shared::locale::AskWords;
use shared::response::{ReviewAnswer, Value};
use shared::survey::{Icons, Kind, Question, Survey};

use super::{Flow, Focus, Look, Page, Run, Sent};

/// What happened to the page.
#[derive(Default)]
pub(super) struct Notes {
    sent: Vec<Sent>,
    focused: Vec<Focus>,
    later: Vec<(u32, Box<dyn FnOnce()>)>,
    closed: Option<bool>,
}

struct Paper(Rc<RefCell<Notes>>);

impl Page for Paper {
    fn send(&self, sent: Sent) {
        self.0.borrow_mut().sent.push(sent);
    }

    fn show(&self, _: &Run) {}

    fn focus(&self, to: Focus) {
        self.0.borrow_mut().focused.push(to);
    }

    fn is_read(&self) -> bool {
        false
    }

    fn later(&self, after: u32, then: Box<dyn FnOnce()>) {
        self.0.borrow_mut().later.push((after, then));
    }

    fn drag(&self, _: Option<i32>) {}

    fn close(&self, done: bool) {
        self.0.borrow_mut().closed = Some(done);
    }
}

fn question(id: &str, kind: Kind) -> Question<String> {
    Question {
        id: id.to_owned(),
        kind,
        text: format!("{id}?"),
        low: None,
        mid: None,
        high: None,
        steps: None,
        icons: Icons::Numbers,
        options: Vec::new(),
        required: kind == Kind::Nps,
        show_if: Vec::new(),
    }
}

fn words() -> AskWords<String> {
    let words = serde_json::to_value(shared::locale::locale("en", "en").ask);
    serde_json::from_value(words.expect("words are texts")).expect("words are texts")
}

pub(super) fn begin() -> (Run, Rc<RefCell<Notes>>) {
    begin_with(Look::default())
}

pub(super) fn begin_with(look: Look) -> (Run, Rc<RefCell<Notes>>) {
    let words_at_ends = Question {
        low: Some("Not likely".to_owned()),
        high: Some("Very likely".to_owned()),
        ..question("recommend", Kind::Nps)
    };
    let questions =
        vec![words_at_ends, question("why", Kind::LongText), question("review", Kind::Review)];
    let survey = Survey { questions, thanks: "Thank you.".to_owned() };
    let notes = Rc::<RefCell<Notes>>::default();
    let page = Rc::new(Paper(notes.clone()));
    (Run::new(Flow::new(survey, None), words(), look, page), notes)
}

/// Lets the time pass that was waited for.
pub(super) fn wait(notes: &RefCell<Notes>) {
    let due = std::mem::take(&mut notes.borrow_mut().later);
    for (_, then) in due {
        then();
    }
}

fn here(run: &Run) -> String {
    run.read(|state| state.flow.question().map_or("thanks".to_owned(), |it| it.id.clone()))
}

#[test]
fn a_score_is_sent_as_soon_as_it_is_chosen_and_the_next_question_comes_after_a_moment() {
    let (run, notes) = begin();

    run.choose(9);

    assert_eq!(notes.borrow().sent.len(), 1);
    assert!(!notes.borrow().sent[0].complete);
    assert_eq!(here(&run), "recommend");
    wait(&notes);
    assert_eq!(here(&run), "why");
}

#[test]
fn moving_along_the_scale_chooses_nothing() {
    let (run, notes) = begin();

    run.stop_at(4);
    wait(&notes);

    assert!(notes.borrow().sent.is_empty());
    assert_eq!(notes.borrow().focused, [Focus::Step(4)]);
    assert_eq!(here(&run), "recommend");
}

#[test]
fn a_one_and_then_a_zero_is_ten() {
    let (run, notes) = begin();

    run.digit(1);
    run.digit(0);
    wait(&notes);

    assert_eq!(notes.borrow().sent.len(), 1);
    assert_eq!(notes.borrow().sent[0].answers[0].value, Value::Number(10));
}

#[test]
fn choosing_the_same_score_twice_sends_it_once() {
    let (run, notes) = begin();

    run.choose(9);
    run.choose(9);

    assert_eq!(notes.borrow().sent.len(), 1);
}

#[test]
fn a_required_question_is_not_passed_without_an_answer() {
    let (run, notes) = begin();

    run.proceed();

    assert_eq!(here(&run), "recommend");
    assert_eq!(notes.borrow().focused, [Focus::Problem]);
    let problem = run.read(|state| state.problem.clone()).expect("a problem is shown");
    assert_eq!(problem.1, words().required);
}

#[test]
fn the_last_answer_completes_the_response_and_thanks_leave_by_themselves() {
    let (run, notes) = begin();
    run.choose(2);
    wait(&notes);
    run.write(|state| state.text = "Slow.".to_owned());
    run.proceed();

    run.choose(5);
    run.write(|state| {
        state.review = ReviewAnswer { text: "Good.".into(), consent: true, ..Default::default() };
    });
    run.proceed();

    let last = notes.borrow().sent.last().cloned().expect("it is sent");
    assert!(last.complete);
    assert_eq!(last.answers.len(), 3);
    assert_eq!(here(&run), "thanks");
    wait(&notes);
    assert_eq!(notes.borrow().closed, Some(true));
}

#[test]
fn going_back_keeps_what_was_written() {
    let (run, notes) = begin();
    run.choose(7);
    wait(&notes);
    run.write(|state| state.text = "Half a sen".to_owned());

    run.back();
    run.proceed();

    assert_eq!(here(&run), "why");
    assert_eq!(run.read(|state| state.text.clone()), "Half a sen");
}

#[test]
fn a_text_that_is_too_long_is_refused_with_its_limit_and_not_sent() {
    let (run, notes) = begin();
    run.choose(7);
    wait(&notes);
    let before = notes.borrow().sent.len();

    run.write(|state| state.text = "x".repeat(5_001));
    run.proceed();

    assert_eq!(here(&run), "why");
    assert_eq!(notes.borrow().sent.len(), before);
    let problem = run.read(|state| state.problem.clone()).expect("a problem is shown");
    assert!(problem.1.contains("5000"), "{}", problem.1);
}
