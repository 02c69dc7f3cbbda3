//! Questions as they were asked, with what was answered to each.

use leptos::prelude::*;
use shared::response::{Answer, Value};
use shared::survey::{Kind, Question};

use crate::dashboard::reviews::said::{Said, Stars};
use crate::dashboard::words;
use crate::responses::Group;

/// One question and its answer.
#[component]
pub fn Answered(
    /// The question, in the words that the customer may have read.
    question: Question<String>,
    /// What was answered, if it was.
    answer: Option<Answer>,
    /// Language tag of what customers write.
    language: Option<String>,
) -> impl IntoView {
    let text = question.text.clone();
    let answer = match answer.map(|answer| answer.value) {
        None => view! { <p class="quiet-text">"Not answered."</p> }.into_any(),
        Some(Value::Number(number)) => view! { <Step question number /> }.into_any(),
        Some(Value::Text(id)) if question.kind == Kind::SingleChoice => {
            view! { <Chosen question ids=vec![id] /> }.into_any()
        }
        Some(Value::Text(text)) => view! { <Said text language /> }.into_any(),
        Some(Value::Chosen(ids)) => view! { <Chosen question ids /> }.into_any(),
        Some(Value::Contact(contact)) => {
            let href = format!("mailto:{}", contact.email);
            view! {
                <p>
                    <a href=href dir="ltr">
                        {contact.email}
                    </a>
                </p>
                <p class="quiet-text small">"Agreed that you keep it and write to it."</p>
            }
            .into_any()
        }
        Some(Value::Review(review)) => {
            let consent = if review.consent {
                "Agreed to have it published."
            } else {
                "Did not agree to have it published: only you read it."
            };
            let title = (!review.title.is_empty()).then(|| {
                view! {
                    <p class="title" dir="auto">
                        {review.title}
                    </p>
                }
            });
            let by = (!review.name.is_empty()).then(|| {
                view! {
                    <bdi>{review.name}</bdi>
                    " · "
                }
            });
            view! {
                <Stars stars=review.stars />
                {title}
                <Said text=review.text language />
                <p class="quiet-text small">{by} {consent}</p>
            }
            .into_any()
        }
    };

    view! {
        <li class="answered">
            <h2 dir="auto">{text}</h2>
            {answer}
        </li>
    }
}

/// The options that were chosen, in the words they were asked with.
#[component]
fn Chosen(question: Question<String>, ids: Vec<String>) -> impl IntoView {
    let options = ids
        .into_iter()
        .map(|id| {
            let known = question.options.iter().find(|option| option.id == id);
            let text = known.map(|option| option.text.clone()).filter(|text| !text.is_empty());
            view! { <li dir="auto">{text.unwrap_or(id)}</li> }
        })
        .collect_view();

    view! { <ul class="chosen">{options}</ul> }
}

/// The step of a scale that was chosen, among the others.
#[component]
fn Step(question: Question<String>, number: i64) -> impl IntoView {
    let Some((low, high)) = question.scale() else {
        return view! { <p class="figure">{number}</p> }.into_any();
    };
    let steps = (low..=high)
        .map(|step| {
            let chosen = (step == number).then_some("");
            view! { <span class="step" data-chosen=chosen>{step}</span> }
        })
        .collect_view();
    let word = match question.kind {
        Kind::Nps => Some(words::member(Group::of(number))),
        Kind::Effort => Some(words::agreement(number, high)),
        Kind::Satisfaction => Some(words::satisfaction(number)),
        _ => None,
    };
    let ends = [question.low, question.high].map(|label| {
        view! { <span dir="auto">{label.unwrap_or_default()}</span> }
    });

    view! {
        <p class="step-said">
            <strong class="figure">{number}</strong>
            {format!(" on a scale from {low} to {high}")}
            {word.map(|word| format!(" · {word}"))}
        </p>
        <div class="steps" aria-hidden="true">
            <div>{steps}</div>
            <div class="ends">{ends}</div>
        </div>
    }
    .into_any()
}
