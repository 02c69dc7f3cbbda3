//! What the buttons of the form do to its questions, options and conditions.

use shared::survey::{Choice, Condition, Kind, MAX_OPTIONS, MAX_QUESTIONS, Question, Survey};
use shared::text::Texts;

use crate::dashboard::parts::fields::Fields;
use crate::surveys::templates;

/// Does to a survey what a button says, such as `questions[2].up`. What cannot be done, such as
/// moving the first question up, changes nothing. `fresh` is a text that no id has yet.
pub(super) fn apply(survey: &mut Survey, deed: &str, fields: &Fields, fresh: &str) {
    let steps: Vec<_> = deed.split('.').map(step).collect();
    match steps.as_slice() {
        [("questions", None), ("add", None)] => {
            if let Some(kind) = Kind::parse(fields.one("add_kind")) {
                add(survey, kind, fresh);
            }
        }
        [("questions", Some(at)), ("remove", None)] => remove(survey, *at),
        [("questions", Some(at)), (way, None)] => shift(&mut survey.questions, *at, way),
        [("questions", Some(at)), rest @ ..] => {
            let wanted = fields.one(&format!("questions[{at}].add_if")).to_owned();
            within(survey, *at, rest, (&wanted, fresh));
        }
        _ => {}
    }
}

/// The name and the number of a step: `options[2]`.
fn step(text: &str) -> (&str, Option<usize>) {
    let numbered = text.strip_suffix(']').and_then(|text| text.split_once('['));
    match numbered {
        Some((name, at)) => (name, at.parse().ok()),
        None => (text, None),
    }
}

fn within(
    survey: &mut Survey,
    at: usize,
    steps: &[(&str, Option<usize>)],
    (wanted, fresh): (&str, &str),
) {
    let known = survey.questions.iter().any(|question| question.id == wanted);
    let Some(question) = survey.questions.get_mut(at) else { return };
    match steps {
        [("options", None), ("add", None)] if question.options.len() < MAX_OPTIONS => {
            question.options.push(option(fresh));
        }
        [("options", Some(number)), ("remove", None)] if *number < question.options.len() => {
            let gone = question.options.remove(*number).id;
            let asked = question.id.clone();
            forget(survey, &asked, &gone);
        }
        [("options", Some(number)), (way, None)] => shift(&mut question.options, *number, way),
        [("show_if", None), ("add", None)] if known && question.show_if.len() < MAX_QUESTIONS => {
            question.show_if.push(Condition {
                question: wanted.to_owned(),
                at_least: None,
                at_most: None,
                any_of: Vec::new(),
            });
        }
        [("show_if", Some(number)), ("remove", None)] if *number < question.show_if.len() => {
            question.show_if.remove(*number);
        }
        _ => {}
    }
}

fn shift<T>(list: &mut [T], at: usize, way: &str) {
    match way {
        "up" if at > 0 && at < list.len() => list.swap(at - 1, at),
        "down" if at + 1 < list.len() => list.swap(at, at + 1),
        _ => {}
    }
}

/// Takes a question out, and with it what other questions ask of it.
fn remove(survey: &mut Survey, at: usize) {
    if at >= survey.questions.len() {
        return;
    }
    let gone = survey.questions.remove(at).id;
    for question in &mut survey.questions {
        question.show_if.retain(|condition| condition.question != gone);
    }
}

/// Takes an option out of the conditions that name it. One that named no other goes with it:
/// what is left of it would mean any answer.
fn forget(survey: &mut Survey, asked: &str, option: &str) {
    for question in &mut survey.questions {
        question.show_if.retain_mut(|condition| {
            let named = condition.question == asked && !condition.any_of.is_empty();
            condition.any_of.retain(|id| !named || id != option);
            !named || !condition.any_of.is_empty()
        });
    }
}

fn option(fresh: &str) -> Choice {
    Choice { id: format!("o_{fresh}"), text: Texts::default() }
}

/// Adds a question of a kind at the end, where one more is allowed.
fn add(survey: &mut Survey, kind: Kind, fresh: &str) {
    let one_already = kind.is_single() && survey.questions.iter().any(|other| other.kind == kind);
    if one_already || survey.questions.len() >= MAX_QUESTIONS {
        return;
    }
    let question = templates::question_of(kind);
    let taken = |id: &str| survey.questions.iter().any(|other| other.id == id);
    // A second text or choice never has the id of one that was removed: their answers would be
    // taken for answers to the same question.
    let id = if kind.is_single() && !taken(&question.id) {
        question.id.clone()
    } else {
        format!("{}_{fresh}", question.id)
    };
    let options = question
        .options
        .iter()
        .map(|one| Choice { id: format!("{}_{fresh}", one.id), ..one.clone() });
    let options = options.collect();
    survey.questions.push(Question { id, options, ..question });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::surveys::templates::post_purchase_effort;

    fn ids(survey: &Survey) -> Vec<&str> {
        survey.questions.iter().map(|question| question.id.as_str()).collect()
    }

    fn done(deeds: &[(&str, Fields)]) -> Survey {
        let mut survey = post_purchase_effort();
        for (number, (deed, fields)) in deeds.iter().enumerate() {
            apply(&mut survey, deed, fields, &number.to_string());
        }
        survey
    }

    fn press(deed: &str) -> (&str, Fields) {
        (deed, Fields::default())
    }

    #[test]
    fn questions_move_within_the_list_and_not_out_of_it() {
        let moved = done(&[press("questions[2].up"), press("questions[0].up")]);
        assert_eq!(ids(&moved), ["easy", "easy_why", "hard_why"]);

        let moved = done(&[press("questions[0].down"), press("questions[2].down")]);
        assert_eq!(ids(&moved), ["hard_why", "easy", "easy_why"]);
        assert_eq!(done(&[press("questions[9].up"), press("questions[x].up")]), done(&[]));
    }

    #[test]
    fn what_was_asked_of_a_removed_question_goes_with_it() {
        let without = done(&[press("questions[0].remove")]);

        assert_eq!(ids(&without), ["hard_why", "easy_why"]);
        assert!(without.questions.iter().all(|question| question.show_if.is_empty()));
    }

    #[test]
    fn a_choice_comes_with_two_options_and_is_branched_on() {
        let kind = Fields::default().with("add_kind", "single_choice");
        let after = Fields::default().with("questions[2].add_if", "easy");

        let mut survey = done(&[
            ("questions.add", kind),
            press("questions[3].options.add"),
            ("questions[2].show_if.add", after),
        ]);

        assert_eq!(survey.questions[3].options.len(), 3);
        assert_eq!(survey.questions[2].show_if.len(), 2);
        let first = survey.questions[3].options[0].id.clone();
        survey.questions.swap(2, 3);
        let mine = survey.questions[2].id.clone();
        survey.questions[3].show_if =
            vec![Condition { question: mine, at_least: None, at_most: None, any_of: vec![first] }];
        apply(&mut survey, "questions[2].options[0].remove", &Fields::default(), "x");
        assert!(survey.questions[3].show_if.is_empty());
    }

    #[test]
    fn a_score_is_added_once() {
        let effort = Fields::default().with("add_kind", "effort");

        assert_eq!(done(&[("questions.add", effort)]), done(&[]));
    }
}
