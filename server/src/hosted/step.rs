//! One step of a survey: the question, what it is answered with, and the way back and on; after
//! the last one, thanks.

use axum::response::Response;
use leptos::prelude::*;
use shared::invalid::Reason;
use shared::locale::{AskWords, PageWords, page_words};
use shared::survey::Question;

use super::asking::Asking;
use super::controls::{Controls, is_group};
use super::document::Page;
use super::given::Given;
use super::kiosk::{IDLE_SECONDS, THANKS_SECONDS};
use super::response;
use crate::app::App;

/// The page that is due.
pub(super) fn page(app: &App, asking: &Asking) -> Response {
    let asked = asking.asked();
    match asking.due().and_then(|at| Some((at, *asked.get(at)?))) {
        None => thanks(app, asking),
        Some((at, question)) => {
            let (given, is_brought) = asking.given(question);
            let note =
                is_brought.then(|| said(asking).confirm.replace("{next}", words_of(asking, at).1));
            step(app, asking, Step { at, given, problem: None, note })
        }
    }
}

/// The page that a form came from, as it was sent: with what is wrong with the answer, or where
/// nothing is, because there was no room for it.
pub(super) fn page_again(
    app: &App,
    asking: &Asking,
    form: &Given,
    problem: Option<Reason>,
) -> Response {
    let asked = asking.asked();
    let at = asked.iter().position(|question| form.has("question", &question.id));
    let words = asking.contents.words;
    let problem = match problem {
        Some(reason) => reason_said(&reason, words),
        None => said(asking).busy.to_owned(),
    };
    let given = form.clone();
    step(
        app,
        asking,
        Step { at: at.unwrap_or_default(), given, problem: Some(problem), note: None },
    )
}

/// What is on the screen.
struct Step {
    at: usize,
    given: Given,
    problem: Option<String>,
    note: Option<String>,
}

fn said(asking: &Asking) -> &'static PageWords {
    page_words(&asking.contents.language, &asking.shop.details.language)
}

/// Whether a question is the last one, and what its button says.
fn words_of(asking: &Asking, at: usize) -> (bool, &'static str) {
    let words = asking.contents.words;
    let is_last = at + 1 >= asking.asked().len();
    (is_last, if is_last { words.send } else { words.next })
}

fn reason_said(reason: &Reason, words: &AskWords) -> String {
    match reason {
        Reason::TooLong(limit) => words.too_long.replace("{limit}", &limit.to_string()),
        Reason::Character => words.character.to_owned(),
        Reason::Refused(_) => words.contact_needed.to_owned(),
        Reason::Expected(_) => words.email_problem.to_owned(),
        _ => words.required.to_owned(),
    }
}

fn step(app: &App, asking: &Asking, step: Step) -> Response {
    let asked = asking.asked();
    let Some(question) = asked.get(step.at).copied() else { return thanks(app, asking) };
    let contents = &asking.contents;
    let words = contents.words;
    let (place, total) = (step.at + 1, asked.len());
    let progress =
        words.progress.replace("{step}", &place.to_string()).replace("{total}", &total.to_string());
    let action = app.public.to(&asking.to(&question.id));
    let problem = step.problem.map(|problem| {
        view! {
            <p class="problem" id="problem" role="alert">
                {problem}
            </p>
        }
    });
    let note = step.note.map(|note| view! { <p class="confirm">{note}</p> });
    let wrong = problem.is_some();
    let body = view! {
        <progress class="progress" max=total value=place aria-label=progress></progress>
        <form method="post" action=action novalidate>
            <Hidden question=question.id.clone() asking />
            <Asked question=question.clone() given=step.given words wrong />
            {note}
            {problem}
            <Buttons forward=words_of(asking, step.at).1 back=(step.at > 0).then_some(words.back) />
        </form>
    };
    let title = question.text.clone();
    shown(app, asking, (&title, IDLE_SECONDS), body.into_any())
}

/// What the form says beside the answer.
#[component]
fn Hidden<'a>(question: String, asking: &'a Asking) -> impl IntoView {
    view! {
        <input type="hidden" name="response" value=asking.response.to_string() />
        <input type="hidden" name="version" value=asking.version />
        <input type="hidden" name="question" value=question />
        <div class="trap" aria-hidden="true">
            <label>
                "Website"
                <input name="website" tabindex="-1" autocomplete="off" />
            </label>
        </div>
    }
}

/// The question and its controls.
#[component]
fn Asked(
    question: Question<String>,
    given: Given,
    words: &'static AskWords,
    wrong: bool,
) -> impl IntoView {
    let optional =
        (!question.required).then(|| view! { <span class="optional">{words.optional}</span> });
    let text = question.text.clone();
    let heading = view! {
        <h1 class="question" id="question">
            {text} " " {optional}
        </h1>
    };
    if is_group(question.kind) {
        let described = wrong.then_some("problem");
        return view! {
            <fieldset aria-describedby=described>
                <legend>{heading}</legend>
                <Controls question given words wrong />
            </fieldset>
        }
        .into_any();
    }
    view! {
        {heading}
        <Controls question given words wrong />
    }
    .into_any()
}

/// The first button is the one that Enter presses, so it leads on; it is drawn last.
#[component]
fn Buttons(forward: &'static str, back: Option<&'static str>) -> impl IntoView {
    view! {
        <div class="buttons">
            <button class="button" name="go" value="next">
                {forward}
            </button>
            {back
                .map(|back| {
                    view! {
                        <button class="button quiet" name="go" value="back">
                            {back}
                        </button>
                    }
                })}
        </div>
    }
}

fn thanks(app: &App, asking: &Asking) -> Response {
    let contents = &asking.contents;
    let said = said(asking);
    let review = asking.review_url(app).filter(|_| !asking.kiosk).map(|url| {
        view! {
            <p>
                <a href=url target=asking.visit.framed().then_some("_blank")>
                    {contents.words.your_review}
                </a>
            </p>
        }
    });
    let again = asking.kiosk.then(|| {
        view! {
            <p>
                <a class="button quiet" href=app.public.to(&asking.again())>
                    {said.again}
                </a>
            </p>
        }
    });
    let body = view! {
        <div class="thanks" data-done="">
            <span class="tick" aria-hidden="true"></span>
            <h1 class="question">{contents.survey.thanks.clone()}</h1>
            {review}
            {again}
        </div>
    };
    shown(app, asking, (&contents.survey.thanks, THANKS_SECONDS), body.into_any())
}

fn shown(app: &App, asking: &Asking, (title, seconds): (&str, i64), body: AnyView) -> Response {
    let contents = &asking.contents;
    let again = app.public.to(&asking.again());
    let page = Page {
        title,
        language: &contents.language,
        dir: contents.dir,
        theme: asking.visit.one("theme"),
        shop: Some(&asking.shop),
        framed: asking.visit.framed(),
        kiosk: asking.kiosk,
        refresh: asking.kiosk.then(|| format!("{seconds}; url={again}")),
        privacy: contents.privacy_url.as_deref().filter(|_| !asking.kiosk),
        privacy_said: contents.words.privacy,
        body,
    };
    response(app, page)
}
