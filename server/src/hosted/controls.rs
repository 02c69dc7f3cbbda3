//! What a question is answered with: the browser's own controls, and what they send.

use leptos::prelude::*;
use shared::invalid::Reason;
use shared::locale::AskWords;
use shared::response::{ContactAnswer, ReviewAnswer, Value};
use shared::survey::{Icons, Kind, Question};

use super::consent::{Contact, Review};
use super::given::Given;
use super::icons::{face, star};

/// There is an address that nobody may keep.
pub(super) const NO_CONSENT: Reason = Reason::Refused("there is no consent to keep the address");

/// The answer in a form; none where a question that may stay open was left so.
pub(super) fn read(question: &Question<String>, form: &Given) -> Result<Option<Value>, Reason> {
    let value = match question.kind {
        Kind::Nps | Kind::Effort | Kind::Satisfaction => {
            form.one("value").and_then(|number| number.parse().ok()).map(Value::Number)
        }
        Kind::SingleChoice => form.one("value").map(|id| Value::Text(id.to_owned())),
        Kind::MultipleChoice => {
            let mut chosen: Vec<String> = Vec::new();
            for id in form.all("value") {
                if !chosen.iter().any(|other| other == id) {
                    chosen.push(id.to_owned());
                }
            }
            Some(Value::Chosen(chosen)).filter(|_| form.one("value").is_some())
        }
        Kind::ShortText | Kind::LongText => {
            // Forms send every line's end as two characters.
            let text = form.text("value").replace("\r\n", "\n");
            (!text.is_empty()).then_some(Value::Text(text))
        }
        Kind::Review => review(form)?,
        Kind::Contact => {
            let email = form.text("email");
            let contact = ContactAnswer { email, consent: form.has("consent", "yes") };
            (!contact.email.is_empty()).then_some(Value::Contact(contact))
        }
    };
    match &value {
        // What nobody may keep would be forgotten without a word.
        Some(Value::Contact(contact)) if !contact.consent => return Err(NO_CONSENT),
        Some(value) => question.check_value(value).map_err(|invalid| invalid.reason)?,
        None if question.required => return Err(Reason::Missing),
        None => {}
    }
    Ok(value)
}

fn review(form: &Given) -> Result<Option<Value>, Reason> {
    let stars = form.one("stars").and_then(|stars| stars.parse().ok());
    let [title, text, name] = ["title", "text", "name"].map(|name| form.text(name));
    let consent = form.has("consent", "yes");
    match stars {
        None if title.is_empty() && text.is_empty() && !consent => Ok(None),
        None => Err(Reason::Missing),
        Some(stars) => {
            let text = text.replace("\r\n", "\n");
            Ok(Some(Value::Review(ReviewAnswer { stars, title, text, name, consent })))
        }
    }
}

/// What a question is answered with, inside its group or below its label.
#[component]
pub fn Controls(
    question: Question<String>,
    /// What stands in it.
    given: Given,
    words: &'static AskWords,
    /// Whether something of it is wrong.
    wrong: bool,
) -> impl IntoView {
    match question.kind {
        Kind::Nps | Kind::Effort | Kind::Satisfaction => {
            view! { <Scale question given words wrong /> }.into_any()
        }
        Kind::SingleChoice | Kind::MultipleChoice => {
            view! { <Options question given words wrong /> }.into_any()
        }
        Kind::ShortText | Kind::LongText => {
            view! { <Words question given words wrong /> }.into_any()
        }
        Kind::Review => view! { <Review given words wrong /> }.into_any(),
        Kind::Contact => view! { <Contact given words wrong /> }.into_any(),
    }
}

/// Whether a question's controls are one group, of which the question is the name.
pub(super) fn is_group(kind: Kind) -> bool {
    !matches!(kind, Kind::ShortText | Kind::LongText)
}

/// The steps of a scale in a row, with words under its ends.
#[component]
fn Scale(
    question: Question<String>,
    given: Given,
    words: &'static AskWords,
    wrong: bool,
) -> impl IntoView {
    let (low, high) = question.scale().unwrap_or_default();
    let drawn = if question.kind == Kind::Satisfaction { question.icons } else { Icons::Numbers };
    let end = |number: i64| match number {
        _ if number == low => question.low.clone(),
        _ if number == high => question.high.clone(),
        _ if number * 2 == low + high => question.mid.clone(),
        _ => None,
    };
    let steps = (low..=high)
        .map(|number| {
            let value = number.to_string();
            let said = end(number).map(|end| format!(", {end}"));
            let checked = given.has("value", &value);
            let mark = match drawn {
                Icons::Numbers => view! { <span class="mark">{number}</span> }.into_any(),
                Icons::Stars => view! {
                    <span class="mark">{star()}</span>
                    <span class="unseen">{name(&words.star_names, number)}</span>
                }
                .into_any(),
                Icons::Faces => view! {
                    <span class="mark">{face(number)}</span>
                    <span class="unseen">{name(&words.face_names, number)}</span>
                }
                .into_any(),
            };
            view! {
                <label class="step">
                    <input type="radio" name="value" value=value checked=checked />
                    {mark}
                    <span class="unseen">{said}</span>
                </label>
            }
        })
        .collect_view();
    let ends = [question.low.clone(), question.mid.clone(), question.high.clone()];
    let ends = ends.iter().any(Option::is_some).then(|| {
        let ends = ends.map(|end| view! { <span>{end}</span> }).collect_view();
        view! {
            <div class="ends" aria-hidden="true">
                {ends}
            </div>
        }
    });

    view! {
        <div class="steps" data-drawn=drawn.as_str() data-wrong=wrong.then_some("")>
            {steps}
        </div>
        {ends}
    }
}

/// The name of a step from 1 to 5.
fn name(names: &[&'static str; 5], step: i64) -> &'static str {
    usize::try_from(step - 1).ok().and_then(|at| names.get(at)).copied().unwrap_or_default()
}

/// Options one below the other.
#[component]
fn Options(
    question: Question<String>,
    given: Given,
    words: &'static AskWords,
    wrong: bool,
) -> impl IntoView {
    let several = (question.kind == Kind::MultipleChoice)
        .then(|| view! { <p class="note">{words.several}</p> });
    let kind = if question.kind == Kind::SingleChoice { "radio" } else { "checkbox" };
    let options = question
        .options
        .into_iter()
        .map(|option| {
            let checked = given.has("value", &option.id);
            view! {
                <label class="option">
                    <input type=kind name="value" value=option.id checked=checked />
                    <span>{option.text}</span>
                </label>
            }
        })
        .collect_view();

    view! {
        {several}
        <div class="options" data-wrong=wrong.then_some("")>
            {options}
        </div>
    }
}

/// A line, or room for some sentences.
#[component]
fn Words(
    question: Question<String>,
    given: Given,
    words: &'static AskWords,
    wrong: bool,
) -> impl IntoView {
    let text = given.one("value").unwrap_or_default().to_owned();
    let invalid = wrong.then_some("true");
    let described = wrong.then_some("problem");
    if question.kind == Kind::ShortText {
        return view! {
            <input
                class="field"
                id="value"
                name="value"
                autocomplete="off"
                dir="auto"
                aria-labelledby="question"
                aria-invalid=invalid
                aria-describedby=described
                placeholder=words.placeholder
                value=text
            />
        }
        .into_any();
    }
    // A line's end right after the tag is not part of the text.
    let text = format!("\n{text}");
    view! {
        <textarea
            class="field"
            id="value"
            name="value"
            rows="4"
            dir="auto"
            aria-labelledby="question"
            aria-invalid=invalid
            aria-describedby=described
            placeholder=words.placeholder
        >
            {text}
        </textarea>
    }
    .into_any()
}
