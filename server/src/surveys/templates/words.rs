//! The words of questions to start from, in every built-in language.

use super::Words;

pub(super) const RECOMMEND: Words = [
    ("en", "How likely are you to recommend us to a friend?"),
    ("nl", "Hoe waarschijnlijk is het dat je ons aanraadt aan vrienden?"),
    ("sv", "Hur troligt är det att du rekommenderar oss till en vän?"),
    ("ru", "Насколько вероятно, что вы порекомендуете нас друзьям?"),
    ("de", "Wie wahrscheinlich ist es, dass Sie uns Freunden weiterempfehlen?"),
    ("fr", "Quelle est la probabilité que vous nous recommandiez à un proche\u{202f}?"),
    ("es", "¿Qué probabilidad hay de que nos recomiendes a tus amigos?"),
    ("ar", "ما مدى احتمال توصيتك بنا لأصدقائك؟"),
];

pub(super) const NOT_LIKELY: Words = [
    ("en", "Not at all likely"),
    ("nl", "Heel onwaarschijnlijk"),
    ("sv", "Inte alls troligt"),
    ("ru", "Крайне маловероятно"),
    ("de", "Gar nicht wahrscheinlich"),
    ("fr", "Pas du tout probable"),
    ("es", "Nada probable"),
    ("ar", "غير محتمل إطلاقًا"),
];

pub(super) const VERY_LIKELY: Words = [
    ("en", "Extremely likely"),
    ("nl", "Heel waarschijnlijk"),
    ("sv", "Mycket troligt"),
    ("ru", "Очень вероятно"),
    ("de", "Äußerst wahrscheinlich"),
    ("fr", "Très probable"),
    ("es", "Muy probable"),
    ("ar", "محتمل جدًا"),
];

pub(super) const WHY: Words = [
    ("en", "What is the main reason for your score?"),
    ("nl", "Wat is de belangrijkste reden voor je score?"),
    ("sv", "Vad är den främsta anledningen till ditt betyg?"),
    ("ru", "Что больше всего повлияло на вашу оценку?"),
    ("de", "Was ist der wichtigste Grund für Ihre Bewertung?"),
    ("fr", "Quelle est la principale raison de votre note\u{202f}?"),
    ("es", "¿Cuál es el motivo principal de tu puntuación?"),
    ("ar", "ما السبب الرئيسي لتقييمك؟"),
];

pub(super) const REVIEW: Words = [
    ("en", "Would you share a review with other shoppers?"),
    ("nl", "Wil je een review delen met andere klanten?"),
    ("sv", "Vill du dela ett omdöme med andra kunder?"),
    ("ru", "Поделитесь отзывом с другими покупателями?"),
    ("de", "Möchten Sie eine Bewertung mit anderen teilen?"),
    ("fr", "Souhaitez-vous partager un avis avec d’autres clients\u{202f}?"),
    ("es", "¿Quieres compartir una reseña con otros clientes?"),
    ("ar", "هل يمكنك مشاركة مراجعة مع العملاء الآخرين؟"),
];

pub(super) const EASY: Words = [
    ("en", "It was easy to place my order."),
    ("nl", "Het was makkelijk om mijn bestelling te plaatsen."),
    ("sv", "Det var enkelt att lägga min beställning."),
    ("ru", "Оформить заказ было легко."),
    ("de", "Es war einfach, meine Bestellung aufzugeben."),
    ("fr", "Passer ma commande a été facile."),
    ("es", "Fue fácil hacer mi pedido."),
    ("ar", "كان من السهل إتمام طلبي."),
];

pub(super) const DISAGREE: Words = [
    ("en", "Strongly disagree"),
    ("nl", "Helemaal oneens"),
    ("sv", "Instämmer inte alls"),
    ("ru", "Совершенно не согласны"),
    ("de", "Stimme gar nicht zu"),
    ("fr", "Pas du tout d’accord"),
    ("es", "Totalmente en desacuerdo"),
    ("ar", "لا أوافق بشدة"),
];

pub(super) const NEITHER: Words = [
    ("en", "Neither"),
    ("nl", "Neutraal"),
    ("sv", "Varken eller"),
    ("ru", "Нейтрально"),
    ("de", "Weder noch"),
    ("fr", "Neutre"),
    ("es", "Neutral"),
    ("ar", "محايد"),
];

pub(super) const AGREE: Words = [
    ("en", "Strongly agree"),
    ("nl", "Helemaal eens"),
    ("sv", "Instämmer helt"),
    ("ru", "Полностью согласны"),
    ("de", "Stimme voll zu"),
    ("fr", "Tout à fait d’accord"),
    ("es", "Totalmente de acuerdo"),
    ("ar", "أوافق بشدة"),
];

pub(super) const HARD_WHY: Words = [
    ("en", "What made it hard?"),
    ("nl", "Wat maakte het lastig?"),
    ("sv", "Vad gjorde det svårt?"),
    ("ru", "Что было сложно?"),
    ("de", "Was hat es schwierig gemacht?"),
    ("fr", "Qu’est-ce qui vous a compliqué la tâche\u{202f}?"),
    ("es", "¿Qué lo hizo difícil?"),
    ("ar", "ما الذي جعل الأمر صعبًا؟"),
];

pub(super) const EASY_WHY: Words = [
    ("en", "What made it easy?"),
    ("nl", "Wat maakte het makkelijk?"),
    ("sv", "Vad gjorde det enkelt?"),
    ("ru", "Что было удобно?"),
    ("de", "Was hat es einfach gemacht?"),
    ("fr", "Qu’est-ce qui vous a facilité la tâche\u{202f}?"),
    ("es", "¿Qué lo hizo fácil?"),
    ("ar", "ما الذي جعل الأمر سهلًا؟"),
];

pub(super) const THANKS: Words = [
    ("en", "Thank you! Your answer helps us do better."),
    ("nl", "Bedankt! Je antwoord helpt ons om het beter te doen."),
    ("sv", "Tack! Ditt svar hjälper oss att bli bättre."),
    ("ru", "Спасибо! Ваш ответ помогает нам стать лучше."),
    ("de", "Vielen Dank! Ihre Antwort hilft uns, besser zu werden."),
    ("fr", "Merci\u{202f}! Votre réponse nous aide à nous améliorer."),
    ("es", "¡Gracias! Tu respuesta nos ayuda a mejorar."),
    ("ar", "شكرًا لك! إجابتك تساعدنا على التحسّن."),
];
