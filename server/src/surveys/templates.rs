//! Surveys to start from, in every built-in language.

use std::collections::BTreeMap;

use shared::survey::{Condition, Icons, Kind, Question, Survey};
use shared::targeting::{Rule, Schedule};
use shared::text::Texts;
use shared::touchpoint::Touchpoint;

use super::{Placement, Settings};

/// One text in every built-in language, by language tag.
type Words = [(&'static str, &'static str); 8];

/// The two surveys that a new shop starts with: one for product pages, one for the page after
/// an order.
pub fn usual(live: bool) -> [Settings; 2] {
    let settings = |name: &str, title: &str, touchpoint, survey| Settings {
        name: name.to_owned(),
        title: title.to_owned(),
        live,
        placement: Placement::Popover,
        rule: Rule { touchpoints: vec![touchpoint], delay_ms: 2_000, ..Rule::default() },
        schedule: Schedule::default(),
        survey,
    };
    [
        settings(
            "product-nps",
            "Recommendation, on product pages",
            Touchpoint::Product,
            product_nps(),
        ),
        settings(
            "post-purchase",
            "Effort, after an order",
            Touchpoint::ThankYou,
            post_purchase_effort(),
        ),
    ]
}

/// Asks how likely a recommendation is and why, then everybody alike for a review.
pub fn product_nps() -> Survey {
    Survey {
        questions: vec![
            Question {
                low: Some(texts(NOT_LIKELY)),
                high: Some(texts(VERY_LIKELY)),
                required: true,
                ..question("recommend", Kind::Nps, RECOMMEND)
            },
            question("why", Kind::LongText, WHY),
            question("review", Kind::Review, REVIEW),
        ],
        thanks: texts(THANKS),
    }
}

/// Asks how easy ordering was, then what made it so.
pub fn post_purchase_effort() -> Survey {
    let easy = |at_least, at_most| {
        let question = "easy".to_owned();
        vec![Condition { question, at_least, at_most, any_of: Vec::new() }]
    };
    Survey {
        questions: vec![
            Question {
                low: Some(texts(DISAGREE)),
                mid: Some(texts(NEITHER)),
                high: Some(texts(AGREE)),
                required: true,
                ..question("easy", Kind::Effort, EASY)
            },
            Question {
                show_if: easy(None, Some(4)),
                ..question("hard_why", Kind::LongText, HARD_WHY)
            },
            Question {
                show_if: easy(Some(5), None),
                ..question("easy_why", Kind::LongText, EASY_WHY)
            },
        ],
        thanks: texts(THANKS),
    }
}

/// A question that may stay unanswered and is always asked.
fn question(id: &str, kind: Kind, text: Words) -> Question {
    Question {
        id: id.to_owned(),
        kind,
        text: texts(text),
        low: None,
        mid: None,
        high: None,
        steps: None,
        icons: Icons::Numbers,
        options: Vec::new(),
        required: false,
        show_if: Vec::new(),
    }
}

fn texts(words: Words) -> Texts {
    Texts(BTreeMap::from(words.map(|(language, text)| (language.to_owned(), text.to_owned()))))
}

const RECOMMEND: Words = [
    ("en", "How likely are you to recommend us to a friend?"),
    ("nl", "Hoe waarschijnlijk is het dat je ons aanraadt aan vrienden?"),
    ("sv", "Hur troligt är det att du rekommenderar oss till en vän?"),
    ("ru", "Насколько вероятно, что вы порекомендуете нас друзьям?"),
    ("de", "Wie wahrscheinlich ist es, dass Sie uns Freunden weiterempfehlen?"),
    ("fr", "Quelle est la probabilité que vous nous recommandiez à un proche\u{202f}?"),
    ("es", "¿Qué probabilidad hay de que nos recomiendes a tus amigos?"),
    ("ar", "ما مدى احتمال توصيتك بنا لأصدقائك؟"),
];

const NOT_LIKELY: Words = [
    ("en", "Not at all likely"),
    ("nl", "Heel onwaarschijnlijk"),
    ("sv", "Inte alls troligt"),
    ("ru", "Крайне маловероятно"),
    ("de", "Gar nicht wahrscheinlich"),
    ("fr", "Pas du tout probable"),
    ("es", "Nada probable"),
    ("ar", "غير محتمل إطلاقًا"),
];

const VERY_LIKELY: Words = [
    ("en", "Extremely likely"),
    ("nl", "Heel waarschijnlijk"),
    ("sv", "Mycket troligt"),
    ("ru", "Очень вероятно"),
    ("de", "Äußerst wahrscheinlich"),
    ("fr", "Très probable"),
    ("es", "Muy probable"),
    ("ar", "محتمل جدًا"),
];

const WHY: Words = [
    ("en", "What is the main reason for your score?"),
    ("nl", "Wat is de belangrijkste reden voor je score?"),
    ("sv", "Vad är den främsta anledningen till ditt betyg?"),
    ("ru", "Что больше всего повлияло на вашу оценку?"),
    ("de", "Was ist der wichtigste Grund für Ihre Bewertung?"),
    ("fr", "Quelle est la principale raison de votre note\u{202f}?"),
    ("es", "¿Cuál es el motivo principal de tu puntuación?"),
    ("ar", "ما السبب الرئيسي لتقييمك؟"),
];

const REVIEW: Words = [
    ("en", "Would you share a review with other shoppers?"),
    ("nl", "Wil je een review delen met andere klanten?"),
    ("sv", "Vill du dela ett omdöme med andra kunder?"),
    ("ru", "Поделитесь отзывом с другими покупателями?"),
    ("de", "Möchten Sie eine Bewertung mit anderen teilen?"),
    ("fr", "Souhaitez-vous partager un avis avec d’autres clients\u{202f}?"),
    ("es", "¿Quieres compartir una reseña con otros clientes?"),
    ("ar", "هل يمكنك مشاركة مراجعة مع العملاء الآخرين؟"),
];

const EASY: Words = [
    ("en", "It was easy to place my order."),
    ("nl", "Het was makkelijk om mijn bestelling te plaatsen."),
    ("sv", "Det var enkelt att lägga min beställning."),
    ("ru", "Оформить заказ было легко."),
    ("de", "Es war einfach, meine Bestellung aufzugeben."),
    ("fr", "Passer ma commande a été facile."),
    ("es", "Fue fácil hacer mi pedido."),
    ("ar", "كان من السهل إتمام طلبي."),
];

const DISAGREE: Words = [
    ("en", "Strongly disagree"),
    ("nl", "Helemaal oneens"),
    ("sv", "Instämmer inte alls"),
    ("ru", "Совершенно не согласны"),
    ("de", "Stimme gar nicht zu"),
    ("fr", "Pas du tout d’accord"),
    ("es", "Totalmente en desacuerdo"),
    ("ar", "لا أوافق بشدة"),
];

const NEITHER: Words = [
    ("en", "Neither"),
    ("nl", "Neutraal"),
    ("sv", "Varken eller"),
    ("ru", "Нейтрально"),
    ("de", "Weder noch"),
    ("fr", "Neutre"),
    ("es", "Neutral"),
    ("ar", "محايد"),
];

const AGREE: Words = [
    ("en", "Strongly agree"),
    ("nl", "Helemaal eens"),
    ("sv", "Instämmer helt"),
    ("ru", "Полностью согласны"),
    ("de", "Stimme voll zu"),
    ("fr", "Tout à fait d’accord"),
    ("es", "Totalmente de acuerdo"),
    ("ar", "أوافق بشدة"),
];

const HARD_WHY: Words = [
    ("en", "What made it hard?"),
    ("nl", "Wat maakte het lastig?"),
    ("sv", "Vad gjorde det svårt?"),
    ("ru", "Что было сложно?"),
    ("de", "Was hat es schwierig gemacht?"),
    ("fr", "Qu’est-ce qui vous a compliqué la tâche\u{202f}?"),
    ("es", "¿Qué lo hizo difícil?"),
    ("ar", "ما الذي جعل الأمر صعبًا؟"),
];

const EASY_WHY: Words = [
    ("en", "What made it easy?"),
    ("nl", "Wat maakte het makkelijk?"),
    ("sv", "Vad gjorde det enkelt?"),
    ("ru", "Что было удобно?"),
    ("de", "Was hat es einfach gemacht?"),
    ("fr", "Qu’est-ce qui vous a facilité la tâche\u{202f}?"),
    ("es", "¿Qué lo hizo fácil?"),
    ("ar", "ما الذي جعل الأمر سهلًا؟"),
];

const THANKS: Words = [
    ("en", "Thank you! Your answer helps us do better."),
    ("nl", "Bedankt! Je antwoord helpt ons om het beter te doen."),
    ("sv", "Tack! Ditt svar hjälper oss att bli bättre."),
    ("ru", "Спасибо! Ваш ответ помогает нам стать лучше."),
    ("de", "Vielen Dank! Ihre Antwort hilft uns, besser zu werden."),
    ("fr", "Merci\u{202f}! Votre réponse nous aide à nous améliorer."),
    ("es", "¡Gracias! Tu respuesta nos ayuda a mejorar."),
    ("ar", "شكرًا لك! إجابتك تساعدنا على التحسّن."),
];

#[cfg(test)]
mod tests {
    use shared::locale::LANGUAGES;

    use super::*;

    fn all() -> [Survey; 2] {
        [product_nps(), post_purchase_effort()]
    }

    #[test]
    fn every_template_can_be_asked() {
        for survey in all() {
            assert_eq!(survey.check(), Ok(()));
        }
    }

    #[test]
    fn every_text_is_there_in_every_language() {
        for survey in all() {
            let texts = survey
                .questions
                .iter()
                .flat_map(|question| {
                    let labels = [&question.low, &question.mid, &question.high];
                    labels.into_iter().flatten().chain([&question.text])
                })
                .chain([&survey.thanks]);
            for texts in texts {
                assert_eq!(texts.0.len(), LANGUAGES.len(), "{texts:?}");
                for language in LANGUAGES {
                    assert!(texts.get(language).is_some(), "{language} in {texts:?}");
                }
            }
        }
    }

    #[test]
    fn a_review_is_asked_of_everybody() {
        let survey = product_nps();
        let review = survey.questions.iter().find(|question| question.kind == Kind::Review);

        assert_eq!(review.map(|review| review.show_if.len()), Some(0));
    }
}
