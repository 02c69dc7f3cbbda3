//! One screen: a question with what it is answered with and the way on, or the thanks.

use leptos::either::{Either, EitherOf3};
use leptos::prelude::*;
use shared::survey::{Kind, Question};

use super::Run;
use super::part::{Text, flag, on, text};
use super::review::review;
use super::run::{State, fill};
use super::scale::scale;
use super::text::{Field, sentences};

const ANSWER: Field = Field { name: "", id: "answer", problem: "answer-problem" };

/// The screen that is due.
pub fn screen(run: &Run) -> impl IntoView + use<> {
    let (question, thanks) =
        run.read(|state| (state.flow.question().cloned(), state.flow.thanks().to_owned()));
    let Some(question) = question else {
        return Either::Left(view! {
            <div class="screen thanks" part="thanks">
                {heading(thanks)} <p class="note" part="note" role="status">
                    {text(run, |state| state.notice.clone())}
                </p>
            </div>
        });
    };
    let control = match question.kind {
        Kind::Nps | Kind::Effort => EitherOf3::A(numbers(run, &question)),
        Kind::LongText => {
            let placeholder = run.read(|state| state.words.placeholder.clone());
            EitherOf3::B(sentences(run, ANSWER, "question", placeholder, |state| &mut state.text))
        }
        Kind::Review => EitherOf3::C(review(run)),
    };
    Either::Right(view! {
        {progress(run)}
        <div class="screen" part="screen">
            {heading(question.text)}
            {control}
        </div>
        {way(run, question.required)}
    })
}

fn heading(text: String) -> impl IntoView {
    view! {
        <div class="question" part="question" id="question" tabindex="-1">
            {text}
        </div>
    }
}

/// How far the shopper has come; nothing where there is one question only.
fn progress(run: &Run) -> impl IntoView + use<> {
    let (label, step, total) = run.read(|state| {
        let (step, total) = state.flow.progress();
        let label = fill(&state.words.progress, "{step}", step);
        (fill(&label, "{total}", total), step, total)
    });
    (total > 1).then(|| {
        view! {
            <progress
                class="progress"
                part="progress"
                aria-label=label
                value=step.to_string()
                max=total.to_string()
            ></progress>
        }
    })
}

/// A scale of numbers, with words under its ends and under its middle.
fn numbers(run: &Run, question: &Question<String>) -> impl IntoView + use<> {
    let words =
        [&question.low, &question.mid, &question.high].map(|word| word.clone().unwrap_or_default());
    let (low, high) = question.kind.scale().unwrap_or_default();
    let step = |number: i64| {
        let label = usize::try_from(number).unwrap_or_default().to_string();
        let word = match number {
            _ if number == low => &words[0],
            _ if number == high => &words[2],
            _ if number * 2 == low + high => &words[1],
            _ => "",
        };
        let name = if word.is_empty() { label.clone() } else { [&label, ", ", word].concat() };
        (label, name)
    };
    let steps = scale(run, "numbers", (low..=high).map(step).collect());
    let [low, mid, high] = words;
    view! {
        {steps}
        <div class="ends" part="ends" aria-hidden="true">
            <span>{low}</span>
            <span>{mid}</span>
            <span>{high}</span>
        </div>
    }
}

/// Back, and on. A scale goes on by itself, so that it has a button only where there is
/// nothing to choose any more.
fn way(run: &Run, required: bool) -> impl IntoView + use<> {
    let (is_scale, answered, first) = run.read(|state| {
        let kind = state.flow.question().map(|question| question.kind);
        let is_scale = kind.and_then(Kind::scale).is_some();
        (is_scale, state.number.is_some(), state.flow.is_first())
    });
    let skips = move |state: &State| {
        !required && if is_scale { !answered } else { state.draft().is_none() }
    };
    let go = (!is_scale || answered || !required).then(|| {
        let label: Text = text(run, move |state| {
            let words = &state.words;
            let word = if skips(state) {
                &words.skip
            } else if state.flow.is_last() {
                &words.send
            } else {
                &words.next
            };
            word.clone()
        });
        view! {
            <button
                {..on("click", run, |run, _| run.proceed())}
                type="button"
                class="go"
                part="button"
                data-skips=flag(run, move |state| skips(state).then_some(""))
            >
                {label}
            </button>
        }
    });
    let back = (!first).then(|| {
        view! {
            <button type="button" class="back" part="back" {..on("click", run, |run, _| run.back())}>
                {run.read(|state| state.words.back.clone())}
            </button>
        }
    });
    let privacy =
        run.read(|state| state.look.privacy.clone().zip(Some(state.words.privacy.clone())));
    let privacy = privacy.map(|(href, word)| {
        view! {
            <a class="privacy" part="privacy" href=href target="_blank" rel="noopener">
                {word}
            </a>
        }
    });
    view! { <div class="way" part="way">{back} {privacy} {go}</div> }
}
