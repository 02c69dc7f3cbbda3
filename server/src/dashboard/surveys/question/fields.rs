//! The fields of one question, and the row that adds another.

use leptos::prelude::*;
use shared::survey::{Icons, Kind, MAX_OPTIONS, MAX_QUESTIONS};

use super::asked_if::{AskedIf, Others, said};
use crate::dashboard::parts::fields::Fields;
use crate::dashboard::parts::folded::{Folded, Message};
use crate::dashboard::parts::form::{Choice, Line, Lines, Refused, Tick};
use crate::dashboard::surveys::list::kind;
use crate::dashboard::surveys::wording::Wording;

/// One question: its texts, its options, and after which answers it is asked.
#[component]
pub fn QuestionFields(
    wording: Wording,
    /// All questions, which conditions may look at.
    others: Others,
    fields: Fields,
    refused: Refused,
    /// Where the form is sent.
    action: String,
) -> impl IntoView {
    let at = wording.at;
    let lang = fields.one("language").to_owned();
    let name = format!("questions[{at}].text");
    let value = fields.one(&name).to_owned();
    let back = format!("{action}#question-{}", at + 1);
    let labels: Vec<_> = wording
        .labels
        .iter()
        .map(|(part, label, instead)| {
            let name = format!("questions[{at}].{part}");
            let value = fields.one(&name).to_owned();
            let hint = instead.clone().unwrap_or_default();
            view! { <Line name label=*label hint value lang=lang.clone() refused=refused.clone() /> }
        })
        .collect();
    let labels =
        (!labels.is_empty()).then(|| view! { <div class="columns scale-words">{labels}</div> });

    view! {
        <fieldset class="group question" id=format!("question-{}", at + 1)>
            <legend>
                {format!("Question {}", at + 1)}
                <span class="quiet-text">{kind(wording.question.kind)}</span>
            </legend>
            <Order list="questions" at last=wording.last action=action.clone() what=format!("question {}", at + 1) />
            <Lines
                name
                label="Text"
                hint=wording.text.clone().unwrap_or_default()
                value
                rows=2
                lang=lang.clone()
                refused=refused.clone()
            />
            {labels}
            <Options wording=wording.clone() fields=fields.clone() refused=refused.clone() back=back.clone() />
            <Details wording others fields refused back />
        </fieldset>
    }
}

/// Buttons that move something in its list, or take it out.
#[component]
fn Order(
    #[prop(into)] list: String,
    at: usize,
    last: bool,
    action: String,
    what: String,
) -> impl IntoView {
    let button = |deed: &'static str, sign: &'static str, label: &'static str, place: usize| {
        view! {
            <button
                class="button quiet small"
                name="do"
                value=format!("{list}[{at}].{deed}")
                formaction=format!("{action}#question-{place}")
                title=label
            >
                <span aria-hidden="true">{sign}</span>
                <span class="unseen">{format!("{label}: {what}")}</span>
            </button>
        }
    };

    view! {
        <div class="order">
            {(at > 0).then(|| button("up", "↑", "Move up", at))}
            {(!last).then(|| button("down", "↓", "Move down", at + 2))}
            {button("remove", "×", "Remove", at.max(1))}
        </div>
    }
}

/// The options of a choice.
#[component]
fn Options(wording: Wording, fields: Fields, refused: Refused, back: String) -> impl IntoView {
    if !wording.question.kind.is_choice() {
        return ().into_any();
    }
    let at = wording.at;
    let count = wording.options.len();
    let lang = fields.one("language").to_owned();
    let rows = wording
        .options
        .into_iter()
        .enumerate()
        .map(|(number, (_, _, instead))| {
            let option = format!("questions[{at}].options[{number}]");
            let name = format!("{option}.text");
            let value = fields.one(&name).to_owned();
            let button = |deed: &'static str, sign: &'static str, label: &'static str| {
                view! {
                    <button class="button quiet" name="do" value=format!("{option}.{deed}") formaction=back.clone() title=label disabled=deed == "up" && number == 0>
                        <span aria-hidden="true">{sign}</span>
                        <span class="unseen">{format!("{label}: option {}", number + 1)}</span>
                    </button>
                }
            };
            view! {
                <li class="option">
                    <Line
                        name
                        label=format!("Option {}", number + 1)
                        hint=instead.unwrap_or_default()
                        value
                        lang=lang.clone()
                        refused=refused.clone()
                    />
                    {button("up", "↑", "Move up")}
                    {button("remove", "×", "Remove")}
                </li>
            }
        })
        .collect_view();

    view! {
        <ol class="options">{rows}</ol>
        <Message name=format!("questions[{at}].options") refused />
        {(count < MAX_OPTIONS)
            .then(|| {
                view! {
                    <div>
                        <button class="button quiet small" name="do" value=format!("questions[{at}].options.add") formaction=back>
                            "Add an option"
                        </button>
                    </div>
                }
            })}
    }
    .into_any()
}

/// What is rarely changed: whether it may be skipped, how it is drawn, and when it is asked.
#[component]
fn Details(
    wording: Wording,
    others: Others,
    fields: Fields,
    refused: Refused,
    back: String,
) -> impl IntoView {
    let (at, question) = (wording.at, wording.question);
    let name = move |part: &str| format!("questions[{at}].{part}");
    let required = fields.has(&name("required"), "true");
    let must = if required { "Must be answered" } else { "May be skipped" };
    let asked = said(&question, &others);
    // The question's own name: its place changes when it is moved.
    let fold = format!("question.{}", question.id);
    let touched = fields.one("do").starts_with(&name("show_if"));
    let open = touched
        || refused.is_about(&[&name("show_if"), &name("steps"), &name("icons"), &name("kind")]);
    let pair = |(value, words): (&str, &str)| (value.to_owned(), words.to_owned());
    let steps = (question.kind == Kind::Effort).then(|| {
        let options = [("7", "Seven, 1 to 7"), ("5", "Five, 1 to 5")].map(pair).into();
        let value = fields.one(&name("steps")).to_owned();
        view! { <Choice name=name("steps") label="Steps" options value refused=refused.clone() /> }
    });
    let icons = (question.kind == Kind::Satisfaction).then(|| {
        let words = |icons: Icons| match icons {
            Icons::Numbers => "Numbers",
            Icons::Stars => "Stars",
            Icons::Faces => "Faces",
        };
        let options = Icons::ALL.map(|icons| pair((icons.as_str(), words(icons)))).into();
        let value = fields.one(&name("icons")).to_owned();
        view! { <Choice name=name("icons") label="Drawn as" options value refused=refused.clone() /> }
    });

    view! {
        <div class="folds">
            <Folded fold title="Details" said=format!("{must}, {asked}") fields=fields.clone() open>
                <Tick name=name("required") label="Must be answered" hint="Nobody can go on without." ticked=required />
                {steps}
                {icons}
                <Message name=name("kind") refused=refused.clone() />
                <AskedIf at question others fields refused back />
            </Folded>
        </div>
    }
}

/// Adds a question at the end.
#[component]
pub fn Add(taken: Vec<Kind>, action: String, refused: Refused) -> impl IntoView {
    if taken.len() >= MAX_QUESTIONS {
        return view! { <p class="hint">"A survey has at most 20 questions."</p> }.into_any();
    }
    let options = Kind::ALL
        .into_iter()
        .filter(|kind| !(kind.is_single() && taken.contains(kind)))
        .map(|one| (one.as_str().to_owned(), sentence(kind(one))))
        .collect();
    let place = taken.len() + 1;

    view! {
        <div class="question" id=format!("question-{place}-new")>
            <Message name="questions" refused />
            <div class="inline-form">
                <Choice name="add_kind" label="Another question" options value="long_text" />
                <button
                    class="button quiet"
                    name="do"
                    value="questions.add"
                    formaction=format!("{action}#question-{place}")
                >
                    "Add question"
                </button>
            </div>
        </div>
    }
    .into_any()
}

/// Words that begin with a capital.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
