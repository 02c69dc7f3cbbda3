//! The questions of a survey as fields of a form: written into it and read from it.

mod asked_if;
mod fields;

use shared::invalid::{Invalid, Reason};
use shared::survey::{Condition, Icons, Kind, Question, Survey};
use shared::text::Texts;

use super::form::set;
use crate::dashboard::parts::fields::Fields;

pub(super) use asked_if::Others;
pub(super) use fields::{Add, QuestionFields};

/// The labels of a scale.
const LABELS: [&str; 3] = ["low", "mid", "high"];

fn label<'a>(question: &'a Question, name: &str) -> Option<&'a Texts> {
    match name {
        "low" => question.low.as_ref(),
        "mid" => question.mid.as_ref(),
        _ => question.high.as_ref(),
    }
}

/// The fields of a form, and those of the questions, with the texts of one language.
pub(super) fn written(fields: Fields, survey: &Survey, language: &str) -> Fields {
    let said = |texts: &Texts| texts.get(language).unwrap_or_default().to_owned();
    let mut fields = fields;
    for (at, question) in survey.questions.iter().enumerate() {
        let name = |part: &str| format!("questions[{at}].{part}");
        fields = fields.with(name("text"), said(&question.text));
        for part in LABELS {
            fields = fields.with(name(part), label(question, part).map(said).unwrap_or_default());
        }
        for (number, option) in question.options.iter().enumerate() {
            fields = fields.with(name(&format!("options[{number}].text")), said(&option.text));
        }
        fields = structure(fields, at, question);
    }
    fields
}

/// A text in every language.
pub(super) fn each(fields: Fields, name: String, texts: &Texts) -> Fields {
    texts.0.iter().fold(fields, |fields, (tag, text)| fields.with(format!("{name}.{tag}"), text))
}

/// The same, in every language, and which question is where.
pub(super) fn facts(fields: Fields, survey: &Survey) -> Fields {
    let mut fields = fields;
    for (at, question) in survey.questions.iter().enumerate() {
        let name = |part: &str| format!("questions[{at}].{part}");
        fields = fields.with(name("id"), &question.id);
        fields = each(fields, name("text"), &question.text);
        for part in LABELS {
            if let Some(texts) = label(question, part) {
                fields = each(fields, name(part), texts);
            }
        }
        for (number, option) in question.options.iter().enumerate() {
            fields = fields.with(name("options"), &option.id);
            fields = each(fields, name(&format!("options[{number}].text")), &option.text);
        }
        for condition in &question.show_if {
            fields = fields.with(name("show_if"), &condition.question);
        }
        fields = structure(fields, at, question);
    }
    each(fields, "thanks".to_owned(), &survey.thanks)
}

/// What is the same in every language.
fn structure(fields: Fields, at: usize, question: &Question) -> Fields {
    let name = |part: &str| format!("questions[{at}].{part}");
    let number = |bound: Option<i64>| bound.map(|bound| bound.to_string()).unwrap_or_default();
    let mut fields = fields;
    if question.required {
        fields = fields.with(name("required"), "true");
    }
    if question.kind == Kind::Effort {
        fields = fields.with(name("steps"), question.steps.unwrap_or(7).to_string());
    }
    if question.kind == Kind::Satisfaction {
        fields = fields.with(name("icons"), question.icons.as_str());
    }
    for (place, condition) in question.show_if.iter().enumerate() {
        let name = |part: &str| name(&format!("show_if[{place}].{part}"));
        fields = fields
            .with(name("at_least"), number(condition.at_least))
            .with(name("at_most"), number(condition.at_most));
        for id in &condition.any_of {
            fields = fields.with(name("any_of"), id);
        }
    }
    fields
}

/// What a form says of the questions that it carried along.
pub(super) fn read(fields: &Fields, before: &Survey, language: &str) -> Result<Survey, Invalid> {
    let mut survey = before.clone();
    for (at, question) in survey.questions.iter_mut().enumerate() {
        let name = |part: &str| format!("questions[{at}].{part}");
        set(&mut question.text, language, fields.filled(&name("text")));
        let labels = [&mut question.low, &mut question.mid, &mut question.high];
        for (part, label) in LABELS.into_iter().zip(labels) {
            let mut texts = label.take().unwrap_or_default();
            set(&mut texts, language, fields.filled(&name(part)));
            *label = Some(texts).filter(|texts| !texts.0.is_empty());
        }
        for (number, option) in question.options.iter_mut().enumerate() {
            let text = fields.filled(&name(&format!("options[{number}].text")));
            set(&mut option.text, language, text);
        }
        question.required = fields.has(&name("required"), "true");
        match fields.one(&name("steps")) {
            "5" => question.steps = Some(5),
            // Seven is what is meant where no number stands.
            "7" if question.steps.is_some_and(|steps| steps != 7) => question.steps = Some(7),
            _ => {}
        }
        if let Some(icons) = Icons::parse(fields.one(&name("icons"))) {
            question.icons = icons;
        }
        for (place, condition) in question.show_if.iter_mut().enumerate() {
            condition_read(fields, &name(&format!("show_if[{place}]")), condition)?;
        }
    }
    Ok(survey)
}

fn condition_read(fields: &Fields, name: &str, condition: &mut Condition) -> Result<(), Invalid> {
    let bound = |part: &str| {
        let name = format!("{name}.{part}");
        let read = fields.filled(&name).map(|text| text.parse());
        read.transpose().map_err(|_| Invalid::new(name, Reason::Expected("a whole number")))
    };
    condition.at_least = bound("at_least")?;
    condition.at_most = bound("at_most")?;
    let chosen = format!("{name}.any_of");
    let ids: Vec<String> =
        fields.all().filter(|(name, _)| *name == chosen).map(|(_, id)| id.to_owned()).collect();
    let same =
        ids.len() == condition.any_of.len() && ids.iter().all(|id| condition.any_of.contains(id));
    if !same {
        condition.any_of = ids;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::surveys::templates;

    /// One question of every kind, each asked after the one before, in every way there is.
    fn every_kind() -> Survey {
        let mut survey = templates::product_nps();
        survey.questions = Kind::ALL.map(templates::question_of).into();
        for at in 1..survey.questions.len() {
            let (earlier, later) = survey.questions.split_at_mut(at);
            let before = &earlier[at - 1];
            let (at_least, at_most) = before.scale().map_or((None, None), |(low, high)| {
                (Some(low).filter(|_| at % 2 == 0), Some(high))
            });
            let any_of = before.options.iter().map(|option| option.id.clone()).collect();
            let question = before.id.clone();
            later[0].show_if = vec![Condition { question, at_least, at_most, any_of }];
            later[0].required = at % 2 == 0;
        }
        survey
    }

    #[test]
    fn questions_that_are_sent_as_they_were_shown_change_in_nothing() {
        let mut survey = every_kind();
        for (steps, icons) in
            [(None, Icons::Numbers), (Some(5), Icons::Stars), (Some(7), Icons::Faces)]
        {
            survey.questions[1].steps = steps;
            survey.questions[2].icons = icons;
            for language in ["en", "ar", "ja"] {
                let fields = written(Fields::default(), &survey, language);

                assert_eq!(read(&fields, &survey, language), Ok(survey.clone()));
            }
        }
    }

    #[test]
    fn what_is_set_in_the_form_is_read_from_it() {
        let survey = every_kind();
        let fields = written(Fields::default(), &survey, "en")
            .but("questions[1].steps", "5")
            .but("questions[2].icons", "faces")
            .but("questions[0].required", "true")
            .but("questions[3].options[0].text", "In the shop")
            .but("questions[1].show_if[0].at_most", "6");

        let read = read(&fields, &survey, "en").unwrap();

        assert_eq!(read.questions[1].steps, Some(5));
        assert_eq!(read.questions[2].icons, Icons::Faces);
        assert!(read.questions[0].required);
        assert_eq!(read.questions[3].options[0].text.get("en"), Some("In the shop"));
        assert_eq!(read.questions[1].show_if[0].at_most, Some(6));
    }
}
