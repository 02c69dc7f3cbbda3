//! After which answers a question is asked: conditions on earlier questions.

use leptos::prelude::*;
use shared::survey::{Kind, Question};

use crate::dashboard::parts::fields::Fields;
use crate::dashboard::parts::folded::Message;
use crate::dashboard::parts::form::{Choice, Refused, Tick};
use crate::dashboard::surveys::wording::Wording;

/// What a condition may look at: every question, in order, as the form calls it.
#[derive(Clone, Default)]
pub struct Others(Vec<Other>);

#[derive(Clone)]
struct Other {
    question: Question,
    /// Its beginning, as the owner reads it.
    called: String,
    /// Id and text of each option.
    options: Vec<(String, String)>,
}

impl Others {
    /// All questions.
    pub(crate) fn of(questions: &[Wording]) -> Self {
        let other = |(at, wording): (usize, &Wording)| Other {
            question: wording.question.clone(),
            called: format!("{}. {}", at + 1, wording.said),
            options: wording
                .options
                .iter()
                .map(|(id, said, _)| (id.clone(), said.clone()))
                .collect(),
        };
        Self(questions.iter().enumerate().map(other).collect())
    }

    /// What kinds of question there are already.
    pub(crate) fn kinds(&self) -> Vec<Kind> {
        self.0.iter().map(|other| other.question.kind).collect()
    }

    fn find(&self, id: &str) -> Option<(usize, &Other)> {
        self.0.iter().enumerate().find(|(_, other)| other.question.id == id)
    }
}

/// In a few words, when a question is asked.
pub(super) fn said(question: &Question, others: &Others) -> String {
    let conditions: Vec<_> = question
        .show_if
        .iter()
        .map(|condition| {
            let found = others.find(&condition.question);
            let number = found.map_or(0, |(at, _)| at + 1);
            let is = format!("question {number} is answered");
            if let (false, Some((_, other))) = (condition.any_of.is_empty(), found) {
                let named = |id: &String| other.options.iter().find(|(other, _)| other == id);
                let said: Vec<_> = condition
                    .any_of
                    .iter()
                    .filter_map(|id| named(id).map(|(_, said)| format!("“{said}”")))
                    .collect();
                return format!("{is} {}", said.join(" or "));
            }
            match (condition.at_least, condition.at_most) {
                (Some(low), Some(high)) if low == high => format!("{is} {low}"),
                (Some(low), Some(high)) => format!("{is} {low}–{high}"),
                (Some(low), None) => format!("{is} {low} or higher"),
                (None, Some(high)) => format!("{is} {high} or lower"),
                (None, None) => is,
            }
        })
        .collect();
    if conditions.is_empty() {
        return "asked of everybody".to_owned();
    }
    format!("asked if {}", conditions.join(" and "))
}

/// The conditions of one question, and a way to add another.
#[component]
pub fn AskedIf(
    at: usize,
    question: Question,
    others: Others,
    fields: Fields,
    refused: Refused,
    /// Where the form is sent, and where on the page its answer is shown.
    back: String,
) -> impl IntoView {
    let is_review = question.kind == Kind::Review;
    let conditions = question
        .show_if
        .iter()
        .enumerate()
        .map(|(place, condition)| {
            let name = format!("questions[{at}].show_if[{place}]");
            let other = others.find(&condition.question).map(|(at, other)| (at, other.clone()));
            view! {
                <OneCondition
                    name
                    at
                    other
                    fields=fields.clone()
                    refused=refused.clone()
                    back=back.clone()
                />
            }
        })
        .collect_view();
    let earlier: Vec<_> =
        others.0[..at].iter().map(|it| (it.question.id.clone(), it.called.clone())).collect();
    let add = (!earlier.is_empty()).then(|| {
        view! {
            <div class="inline-form">
                <Choice
                    name=format!("questions[{at}].add_if")
                    label="Ask only if this was answered"
                    options=earlier
                />
                <button
                    class="button quiet"
                    name="do"
                    value=format!("questions[{at}].show_if.add")
                    formaction=back
                >
                    "Add condition"
                </button>
            </div>
        }
    });

    view! {
        {is_review
            .then(|| {
                view! {
                    <p class="hint">
                        "Whether a review is asked for may never depend on a score or a choice: everybody is asked alike."
                    </p>
                }
            })}
        {conditions}
        {add}
    }
}

/// One condition: a range of a scale, options of a choice, or that there is an answer at all.
#[component]
fn OneCondition(
    name: String,
    /// The question that it belongs to.
    at: usize,
    /// The question that it looks at.
    other: Option<(usize, Other)>,
    fields: Fields,
    refused: Refused,
    back: String,
) -> impl IntoView {
    let (called, late) = match &other {
        Some((place, other)) => (other.called.clone(), *place >= at),
        None => ("A question that is gone".to_owned(), false),
    };
    let part = |part: &str| format!("{name}.{part}");
    let scale = other.as_ref().and_then(|(_, other)| other.question.scale());
    let range = scale.map(|scale| {
        view! {
            <div class="columns">
                <Bound name=part("at_least") label="At least" scale fields=fields.clone() refused=refused.clone() />
                <Bound name=part("at_most") label="At most" scale fields=fields.clone() refused=refused.clone() />
            </div>
        }
    });
    let options = other.map(|(_, other)| other.options).filter(|options| !options.is_empty());
    let options = options.map(|options| {
        let ticks = options
            .into_iter()
            .map(|(id, said)| {
                let ticked = fields.has(&part("any_of"), &id);
                view! { <Tick name=part("any_of") label=said value=id ticked /> }
            })
            .collect_view();
        view! {
            <div class="ticks">{ticks}</div>
            <p class="hint">"One of those that are ticked; none ticked means any answer."</p>
        }
    });

    view! {
        <fieldset class="group condition">
            <legend>"Asked only after an answer to “" {called} "”"</legend>
            {late.then(|| view! { <p class="hint">"That question stands below this one now. Move it up, or take the condition away."</p> })}
            {range}
            {options}
            <Message name=name.clone() refused=refused.clone() />
            <Message name=part("question") refused=refused.clone() />
            <Message name=part("any_of") refused />
            <button class="link" name="do" value=part("remove") formaction=back>
                "Remove this condition"
            </button>
        </fieldset>
    }
}

#[component]
fn Bound(
    name: String,
    label: &'static str,
    scale: (i64, i64),
    fields: Fields,
    refused: Refused,
) -> impl IntoView {
    let any = (String::new(), "Any".to_owned());
    let steps = (scale.0..=scale.1).map(|step| (step.to_string(), step.to_string()));
    let options = [any].into_iter().chain(steps).collect();
    let value = fields.one(&name).to_owned();

    view! { <Choice name label options value refused /> }
}
