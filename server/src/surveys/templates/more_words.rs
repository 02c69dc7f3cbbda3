//! The words of the further questions, in every built-in language.

use super::Words;

pub(super) const SATISFIED: Words = [
    ("en", "How satisfied are you?"),
    ("nl", "Hoe tevreden ben je?"),
    ("sv", "Hur nöjd är du?"),
    ("ru", "Насколько вы довольны?"),
    ("de", "Wie zufrieden sind Sie?"),
    ("fr", "Dans quelle mesure êtes-vous satisfait\u{202f}?"),
    ("es", "¿Cuál es tu grado de satisfacción?"),
    ("ar", "ما مدى رضاك؟"),
];

pub(super) const VERY_DISSATISFIED: Words = [
    ("en", "Very dissatisfied"),
    ("nl", "Heel ontevreden"),
    ("sv", "Mycket missnöjd"),
    ("ru", "Очень недоволен"),
    ("de", "Sehr unzufrieden"),
    ("fr", "Pas du tout satisfait"),
    ("es", "Nada satisfecho"),
    ("ar", "غير راضٍ إطلاقًا"),
];

pub(super) const VERY_SATISFIED: Words = [
    ("en", "Very satisfied"),
    ("nl", "Heel tevreden"),
    ("sv", "Mycket nöjd"),
    ("ru", "Очень доволен"),
    ("de", "Sehr zufrieden"),
    ("fr", "Très satisfait"),
    ("es", "Muy satisfecho"),
    ("ar", "راضٍ جدًا"),
];

pub(super) const DELIVERY: Words = [
    ("en", "How satisfied are you with the delivery?"),
    ("nl", "Hoe tevreden ben je over de bezorging?"),
    ("sv", "Hur nöjd är du med leveransen?"),
    ("ru", "Насколько вы довольны доставкой?"),
    ("de", "Wie zufrieden sind Sie mit der Lieferung?"),
    ("fr", "Dans quelle mesure êtes-vous satisfait de la livraison\u{202f}?"),
    ("es", "¿Cuál es tu grado de satisfacción con la entrega?"),
    ("ar", "ما مدى رضاك عن التوصيل؟"),
];

pub(super) const DELIVERY_WRONG: Words = [
    ("en", "What could have gone better?"),
    ("nl", "Wat had beter gekund?"),
    ("sv", "Vad kunde ha gått bättre?"),
    ("ru", "Что могло быть лучше?"),
    ("de", "Was hätte besser laufen können?"),
    ("fr", "Qu’est-ce qui aurait pu mieux se passer\u{202f}?"),
    ("es", "¿Qué podría haber ido mejor?"),
    ("ar", "ما الذي كان يمكن أن يكون أفضل؟"),
];

pub(super) const ANYTHING: Words = [
    ("en", "Is there anything else you would like to tell us?"),
    ("nl", "Wil je ons nog iets anders vertellen?"),
    ("sv", "Är det något mer du vill berätta för oss?"),
    ("ru", "Хотите что-нибудь добавить?"),
    ("de", "Möchten Sie uns noch etwas mitteilen?"),
    ("fr", "Souhaitez-vous ajouter quelque chose\u{202f}?"),
    ("es", "¿Quieres contarnos algo más?"),
    ("ar", "هل تودّ إضافة أي شيء آخر؟"),
];

pub(super) const RETURN_EASY: Words = [
    ("en", "It was easy to send my order back."),
    ("nl", "Het was makkelijk om mijn bestelling terug te sturen."),
    ("sv", "Det var enkelt att skicka tillbaka min beställning."),
    ("ru", "Вернуть заказ было легко."),
    ("de", "Es war einfach, meine Bestellung zurückzusenden."),
    ("fr", "Renvoyer ma commande a été facile."),
    ("es", "Fue fácil devolver mi pedido."),
    ("ar", "كان من السهل إرجاع طلبي."),
];

pub(super) const RETURN_WHY: Words = [
    ("en", "Why did you send it back?"),
    ("nl", "Waarom heb je het teruggestuurd?"),
    ("sv", "Varför skickade du tillbaka varan?"),
    ("ru", "Почему вы вернули товар?"),
    ("de", "Warum haben Sie den Artikel zurückgesendet?"),
    ("fr", "Pourquoi l’avez-vous renvoyé\u{202f}?"),
    ("es", "¿Por qué lo devolviste?"),
    ("ar", "لماذا أرجعت المنتج؟"),
];

pub(super) const LEAVING: Words = [
    ("en", "What is keeping you from ordering today?"),
    ("nl", "Wat houdt je vandaag tegen om te bestellen?"),
    ("sv", "Vad hindrar dig från att beställa i dag?"),
    ("ru", "Что мешает вам сделать заказ сегодня?"),
    ("de", "Was hält Sie heute von einer Bestellung ab?"),
    ("fr", "Qu’est-ce qui vous retient de commander aujourd’hui\u{202f}?"),
    ("es", "¿Qué te impide hacer tu pedido hoy?"),
    ("ar", "ما الذي يمنعك من إتمام الطلب اليوم؟"),
];

pub(super) const LEAVING_WHAT: Words = [
    ("en", "What could we do about it?"),
    ("nl", "Wat zouden we daaraan kunnen doen?"),
    ("sv", "Vad skulle vi kunna göra åt det?"),
    ("ru", "Что мы могли бы исправить?"),
    ("de", "Was könnten wir daran ändern?"),
    ("fr", "Que pourrions-nous y faire\u{202f}?"),
    ("es", "¿Qué podríamos hacer al respecto?"),
    ("ar", "ما الذي يمكننا فعله حيال ذلك؟"),
];

pub(super) const SUPPORT_EASY: Words = [
    ("en", "It was easy to get the help I needed."),
    ("nl", "Het was makkelijk om de hulp te krijgen die ik nodig had."),
    ("sv", "Det var enkelt att få den hjälp jag behövde."),
    ("ru", "Получить нужную помощь было легко."),
    ("de", "Es war einfach, die Hilfe zu bekommen, die ich brauchte."),
    ("fr", "Il a été facile d’obtenir l’aide dont j’avais besoin."),
    ("es", "Fue fácil conseguir la ayuda que necesitaba."),
    ("ar", "كان من السهل الحصول على المساعدة التي أحتاجها."),
];

pub(super) const SOLVED: Words = [
    ("en", "Is your question answered?"),
    ("nl", "Is je vraag beantwoord?"),
    ("sv", "Har du fått svar på din fråga?"),
    ("ru", "Ваш вопрос решён?"),
    ("de", "Ist Ihre Frage beantwortet?"),
    ("fr", "Votre question est-elle résolue\u{202f}?"),
    ("es", "¿Se ha resuelto tu consulta?"),
    ("ar", "هل تم حل استفسارك؟"),
];

pub(super) const VISIT: Words = [
    ("en", "How was your visit to our shop?"),
    ("nl", "Hoe was je bezoek aan onze winkel?"),
    ("sv", "Hur var ditt besök i vår butik?"),
    ("ru", "Как прошёл ваш визит в наш магазин?"),
    ("de", "Wie war Ihr Besuch in unserem Geschäft?"),
    ("fr", "Comment s’est passée votre visite dans notre magasin\u{202f}?"),
    ("es", "¿Qué tal tu visita a nuestra tienda?"),
    ("ar", "كيف كانت زيارتك لمتجرنا؟"),
];

pub(super) const VISIT_BETTER: Words = [
    ("en", "What could we do better?"),
    ("nl", "Wat kunnen we beter doen?"),
    ("sv", "Vad kan vi göra bättre?"),
    ("ru", "Что нам улучшить?"),
    ("de", "Was können wir besser machen?"),
    ("fr", "Que pourrions-nous améliorer\u{202f}?"),
    ("es", "¿Qué podemos mejorar?"),
    ("ar", "ما الذي يمكننا تحسينه؟"),
];

pub(super) const OPEN: Words = [
    ("en", "What would you like to tell us?"),
    ("nl", "Wat wil je ons vertellen?"),
    ("sv", "Vad vill du berätta för oss?"),
    ("ru", "Что вы хотели бы нам сказать?"),
    ("de", "Was möchten Sie uns mitteilen?"),
    ("fr", "Que souhaitez-vous nous dire\u{202f}?"),
    ("es", "¿Qué te gustaría contarnos?"),
    ("ar", "ما الذي تودّ إخبارنا به؟"),
];

pub(super) const CONTACT: Words = [
    ("en", "May we write to you about your answer?"),
    ("nl", "Mogen we je over je antwoord mailen?"),
    ("sv", "Får vi mejla dig om ditt svar?"),
    ("ru", "Можно написать вам по поводу вашего ответа?"),
    ("de", "Dürfen wir Ihnen zu Ihrer Antwort schreiben?"),
    ("fr", "Pouvons-nous vous écrire au sujet de votre réponse\u{202f}?"),
    ("es", "¿Podemos escribirte sobre tu respuesta?"),
    ("ar", "هل يمكننا مراسلتك بشأن إجابتك؟"),
];
