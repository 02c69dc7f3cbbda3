//! Texts in one language, and which languages have them.

use leptos::prelude::*;
use shared::locale::LANGUAGES;
use shared::survey::{Kind, Question, Survey};
use shared::text::Texts;

use crate::dashboard::parts::chips::{Chip, Chips};
use crate::dashboard::words;

/// A question as the form shows it.
#[derive(Clone)]
pub(super) struct Wording {
    /// What kind of answer it takes.
    pub kind: Kind,
    /// When it is asked, if not always.
    pub when: Option<String>,
    /// What shoppers read where the text is empty.
    pub text: Option<String>,
    /// The same for the labels of a scale, with the field's and the owner's name of each.
    pub labels: Vec<(&'static str, &'static str, Option<String>)>,
}

/// All questions of a survey, and what is read where the thanks are empty.
pub(super) fn of(
    survey: &Survey,
    language: &str,
    shop_language: &str,
) -> (Vec<Wording>, Option<String>) {
    let instead = |texts: &Texts| {
        let read = || texts.pick(language, shop_language);
        if texts.get(language).is_none() { read() } else { None }
            .map(|text| format!("While this is empty, shoppers read “{text}”."))
    };
    let wording = |question: &Question| Wording {
        kind: question.kind,
        when: when(survey, question),
        text: instead(&question.text),
        labels: labels(question)
            .iter()
            .map(|(field, name)| (*field, *name, label(question, field).and_then(instead)))
            .collect(),
    };
    (survey.questions.iter().map(wording).collect(), instead(&survey.thanks))
}

/// The labels of a scale that owners can word: the field's name and the owner's.
fn labels(question: &Question) -> &'static [(&'static str, &'static str)] {
    match (question.kind, question.scale()) {
        (Kind::Nps, _) => &[("low", "Under 0"), ("high", "Under 10")],
        (_, Some((1, 7))) => &[("low", "Under 1"), ("mid", "Under 4"), ("high", "Under 7")],
        (_, Some((1, 5))) => &[("low", "Under 1"), ("mid", "Under 3"), ("high", "Under 5")],
        _ => &[],
    }
}

fn label<'a>(question: &'a Question, field: &str) -> Option<&'a Texts> {
    match field {
        "low" => question.low.as_ref(),
        "mid" => question.mid.as_ref(),
        _ => question.high.as_ref(),
    }
}

/// When a question is asked, in words.
fn when(survey: &Survey, question: &Question) -> Option<String> {
    let conditions: Vec<_> = question
        .show_if
        .iter()
        .map(|condition| {
            let number = survey.questions.iter().position(|other| other.id == condition.question);
            let number = number.map_or(0, |at| at + 1);
            if !condition.any_of.is_empty() {
                let options = condition.any_of.join(" or ");
                return format!("question {number} is answered {options}");
            }
            match (condition.at_least, condition.at_most) {
                (Some(low), Some(high)) => format!("question {number} is answered {low}–{high}"),
                (Some(low), None) => format!("question {number} is answered {low} or higher"),
                (None, Some(high)) => format!("question {number} is answered {high} or lower"),
                (None, None) => format!("question {number} is answered"),
            }
        })
        .collect();
    (!conditions.is_empty()).then(|| format!("Asked if {}.", conditions.join(" and ")))
}

/// How many texts of a survey have no words in a language.
fn missing(survey: &Survey, language: &str) -> usize {
    let labels = |question: &Question| {
        [&question.low, &question.mid, &question.high].into_iter().flatten().cloned().collect()
    };
    survey
        .questions
        .iter()
        .flat_map(|question| {
            let labels: Vec<Texts> = labels(question);
            labels.into_iter().chain([question.text.clone()])
        })
        .chain([survey.thanks.clone()])
        .filter(|texts| texts.get(language).is_none())
        .count()
}

/// Links to the survey's texts in each language.
#[component]
pub fn Languages(
    survey: Survey,
    /// Address of the survey's page.
    to: String,
    /// The one that is shown.
    language: String,
    shop_language: String,
) -> impl IntoView {
    let mut tags = vec![shop_language];
    tags.extend(LANGUAGES.map(str::to_owned));
    tags.extend(survey.questions.iter().flat_map(|question| question.text.0.keys().cloned()));
    tags.push(language.clone());
    let mut items: Vec<Chip> = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for tag in tags {
        if seen.iter().any(|other| other.eq_ignore_ascii_case(&tag)) {
            continue;
        }
        let label = match missing(&survey, &tag) {
            0 => words::language(&tag),
            missing => format!("{} · {missing} missing", words::language(&tag)),
        };
        items.push(Chip {
            label,
            href: format!("{to}?language={tag}"),
            chosen: tag == language,
            count: None,
        });
        seen.push(tag);
    }

    view! { <Chips label="Language of the texts" items /> }
}
