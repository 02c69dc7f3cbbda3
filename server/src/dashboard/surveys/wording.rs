//! The questions of a survey as the form shows them in one language.

use shared::survey::{Kind, Question, Survey};
use shared::text::Texts;

/// A question as the form shows it.
#[derive(Clone)]
pub struct Wording {
    /// Its place, from 0.
    pub at: usize,
    /// Whether it is the last one.
    pub last: bool,
    /// What is the same in every language.
    pub question: Question,
    /// What the owner reads of it elsewhere: the text of this language, or of another.
    pub said: String,
    /// What shoppers read where the text is empty.
    pub text: Option<String>,
    /// The same for the labels of a scale, with the field's and the owner's name of each.
    pub labels: Vec<(&'static str, &'static str, Option<String>)>,
    /// Id of each option, what it says, and what shoppers read where its text is empty.
    pub options: Vec<(String, String, Option<String>)>,
}

/// All questions of a survey, and what is read where the thanks are empty.
pub(super) fn of(
    survey: &Survey,
    language: &str,
    shop_language: &str,
) -> (Vec<Wording>, Option<String>) {
    let read = |texts: &Texts| texts.pick(language, shop_language).map(str::to_owned);
    let instead = |texts: &Texts| {
        let text = if texts.get(language).is_none() { read(texts) } else { None };
        text.map(|text| format!("While this is empty, shoppers read “{text}”."))
    };
    let wording = |(at, question): (usize, &Question)| Wording {
        at,
        last: at + 1 == survey.questions.len(),
        question: question.clone(),
        said: read(&question.text).map_or("No text yet".to_owned(), shortened),
        text: instead(&question.text),
        labels: labels(question)
            .iter()
            .map(|(field, name)| (*field, *name, label(question, field).and_then(instead)))
            .collect(),
        options: question
            .options
            .iter()
            .enumerate()
            .map(|(number, option)| {
                let said = read(&option.text).unwrap_or(format!("Option {}", number + 1));
                (option.id.clone(), said, instead(&option.text))
            })
            .collect(),
    };
    (survey.questions.iter().enumerate().map(wording).collect(), instead(&survey.thanks))
}

/// The beginning of a text, where it is long.
fn shortened(text: String) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text,
    }
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
