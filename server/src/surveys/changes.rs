//! What is not the same in two versions of a survey, in words.

use shared::survey::{Question, Survey};
use shared::text::Texts;

/// Longest part of a text that is quoted, in characters.
const QUOTED: usize = 60;

/// What changed from one version to the next, one sentence each, with texts in one language where
/// there are any.
pub fn between(before: &Survey, after: &Survey, language: &str) -> Vec<String> {
    let find = |survey: &Survey, id: &str| survey.questions.iter().position(|it| it.id == id);
    let quoted = |texts: &Texts| quoted(texts, language);
    let mut said = Vec::new();
    for question in &before.questions {
        if find(after, &question.id).is_none() {
            said.push(format!("{} is no longer asked.", quoted(&question.text)));
        }
    }
    for (at, question) in after.questions.iter().enumerate() {
        let number = at + 1;
        match find(before, &question.id) {
            None => said.push(format!("Question {number} is new: {}.", quoted(&question.text))),
            Some(was) => {
                said.extend(of_question(number, &before.questions[was], question, language));
            }
        }
    }
    let stayed = |survey: &Survey, other: &Survey| -> Vec<String> {
        let ids = survey.questions.iter().map(|question| question.id.clone());
        ids.filter(|id| find(other, id).is_some()).collect()
    };
    if stayed(before, after) != stayed(after, before) {
        said.push("The questions are in another order.".to_owned());
    }
    said.extend(of_texts("The thanks", &before.thanks, &after.thanks, language));
    said
}

fn of_question(number: usize, before: &Question, after: &Question, language: &str) -> Vec<String> {
    let mut said = of_texts(&format!("Question {number}"), &before.text, &after.text, language);
    let empty = Texts::default();
    for (name, was, is) in [
        ("low end", &before.low, &after.low),
        ("middle", &before.mid, &after.mid),
        ("high end", &before.high, &after.high),
    ] {
        let (was, is) = (was.as_ref().unwrap_or(&empty), is.as_ref().unwrap_or(&empty));
        said.extend(of_texts(&format!("Question {number}, {name},"), was, is, language));
    }
    let option = |question: &Question, id: &str| {
        question.options.iter().find(|option| option.id == id).map(|option| option.text.clone())
    };
    for was in before.options.iter().filter(|was| option(after, &was.id).is_none()) {
        said.push(format!(
            "Question {number} has lost the option {}.",
            quoted(&was.text, language)
        ));
    }
    for is in &after.options {
        match option(before, &is.id) {
            None => {
                let text = quoted(&is.text, language);
                said.push(format!("Question {number} has a new option, {text}."));
            }
            Some(was) => {
                let name = format!("An option of question {number}");
                said.extend(of_texts(&name, &was, &is.text, language));
            }
        }
    }
    let ids = |question: &Question| -> Vec<String> {
        question.options.iter().map(|option| option.id.clone()).collect()
    };
    let (mut was, mut is) = (ids(before), ids(after));
    if was != is {
        was.sort();
        is.sort();
        if was == is {
            said.push(format!("The options of question {number} are in another order."));
        }
    }
    if (before.kind, before.steps, before.icons) != (after.kind, after.steps, after.icons) {
        said.push(format!("Question {number} is answered on another scale or drawn otherwise."));
    }
    match (before.required, after.required) {
        (false, true) => said.push(format!("Question {number} must be answered.")),
        (true, false) => said.push(format!("Question {number} may be skipped.")),
        _ => {}
    }
    if before.show_if != after.show_if {
        said.push(format!("Question {number} is asked after other answers than before."));
    }
    said
}

/// What changed in one text: the words in one language, and in how many others.
fn of_texts(name: &str, before: &Texts, after: &Texts, language: &str) -> Vec<String> {
    let mut said = Vec::new();
    if before.get(language) != after.get(language) {
        said.push(match (before.get(language), after.get(language)) {
            (Some(was), Some(is)) => {
                format!("{name} says “{}” instead of “{}”.", shortened(is), shortened(was))
            }
            (None, Some(is)) => format!("{name} says “{}”, and said nothing.", shortened(is)),
            (Some(was), None) => format!("{name} says nothing instead of “{}”.", shortened(was)),
            (None, None) => return said,
        });
    }
    let tags = before.0.keys().chain(after.0.keys().filter(|tag| !before.0.contains_key(*tag)));
    let others = tags.filter(|tag| !tag.eq_ignore_ascii_case(language));
    match others.filter(|tag| before.0.get(*tag) != after.0.get(*tag)).count() {
        0 => {}
        1 => said.push(format!("{name} has other words in one other language.")),
        many => said.push(format!("{name} has other words in {many} other languages.")),
    }
    said
}

fn quoted(texts: &Texts, language: &str) -> String {
    format!("“{}”", shortened(texts.pick(language, "en").unwrap_or_default()))
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::surveys::templates::{Template, product_nps};

    fn said(change: impl FnOnce(&mut Survey)) -> Vec<String> {
        let before = Template::Returns.settings().survey;
        let mut after = before.clone();
        change(&mut after);
        between(&before, &after, "en")
    }

    #[test]
    fn what_is_the_same_is_not_spoken_of() {
        assert_eq!(said(|_| ()), [] as [String; 0]);
    }

    #[test]
    fn other_words_are_quoted() {
        let said = said(|survey| {
            survey.thanks.0.insert("en".to_owned(), "Thanks.".to_owned());
            survey.thanks.0.insert("nl".to_owned(), "Dank.".to_owned());
            survey.questions[1].options[0].text.0.insert("en".to_owned(), "Too small".to_owned());
        });

        assert_eq!(
            said,
            [
                "An option of question 2 says “Too small” instead of “It did not fit”.",
                "The thanks says “Thanks.” instead of “Thank you! Your answer helps us do better.”.",
                "The thanks has other words in one other language.",
            ]
        );
    }

    #[test]
    fn what_came_went_and_moved_is_said() {
        let said = said(|survey| {
            survey.questions.swap(0, 1);
            survey.questions.remove(2);
            survey.questions.push(product_nps().questions.remove(2));
            survey.questions[0].options.swap(0, 1);
            survey.questions[0].required = true;
        });

        assert_eq!(
            said,
            [
                "“What made it hard?” is no longer asked.",
                "The options of question 1 are in another order.",
                "Question 1 must be answered.",
                "Question 3 is new: “Would you share a review with other shoppers?”.",
                "The questions are in another order.",
            ]
        );
    }
}
