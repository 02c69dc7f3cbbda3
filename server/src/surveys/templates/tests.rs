//! Every template can be used as it is.

use shared::locale::LANGUAGES;
use shared::survey::Kind;
use shared::text::Texts;

use super::*;

#[test]
fn every_template_is_a_draft_that_can_be_asked() {
    for template in Template::ALL {
        let settings = template.settings();

        assert_eq!(settings.check(), Ok(()), "{template:?}");
        assert!(!settings.live, "{template:?}");
        assert_eq!(Template::parse(&settings.name), Some(template));
    }
}

#[test]
fn every_text_is_there_in_every_language() {
    for template in Template::ALL {
        let survey = template.settings().survey;
        let of_questions = survey.questions.iter().flat_map(|question| {
            let labels = [&question.low, &question.mid, &question.high].into_iter().flatten();
            labels.chain([&question.text]).chain(question.options.iter().map(|it| &it.text))
        });
        for texts in of_questions.chain([&survey.thanks]) {
            let tags: Vec<&str> = texts.0.keys().map(String::as_str).collect();
            assert_eq!(tags.len(), LANGUAGES.len(), "{texts:?}");
            assert!(LANGUAGES.iter().all(|tag| texts.get(tag).is_some()), "{texts:?}");
        }
    }
}

#[test]
fn a_review_is_asked_of_everybody() {
    for template in Template::ALL {
        let survey = template.settings().survey;
        let review = survey.questions.iter().find(|question| question.kind == Kind::Review);

        assert!(review.is_none_or(|review| review.show_if.is_empty()), "{template:?}");
    }
}

#[test]
fn a_new_question_has_the_usual_words_where_there_are_any() {
    for kind in Kind::ALL {
        let question = question_of(kind);

        let own_words = matches!(kind, Kind::SingleChoice | Kind::MultipleChoice | Kind::ShortText);
        assert_eq!(question.text == Texts::default(), own_words, "{kind:?}");
        assert_eq!(question.kind, kind);
    }
}
