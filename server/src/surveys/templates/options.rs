//! The words of options to start from, in every built-in language.

use super::Words;

pub(super) const LATE: Words = [
    ("en", "It came late"),
    ("nl", "Het kwam te laat"),
    ("sv", "Den kom för sent"),
    ("ru", "Доставили с опозданием"),
    ("de", "Sie kam zu spät"),
    ("fr", "Elle est arrivée en retard"),
    ("es", "Llegó tarde"),
    ("ar", "وصل متأخرًا"),
];

pub(super) const DAMAGED_PARCEL: Words = [
    ("en", "Something was damaged"),
    ("nl", "Er was iets beschadigd"),
    ("sv", "Något var skadat"),
    ("ru", "Что-то повредилось"),
    ("de", "Etwas war beschädigt"),
    ("fr", "Quelque chose était abîmé"),
    ("es", "Algo llegó dañado"),
    ("ar", "كان هناك شيء تالف"),
];

pub(super) const INCOMPLETE: Words = [
    ("en", "Something was missing or wrong"),
    ("nl", "Er ontbrak iets of er klopte iets niet"),
    ("sv", "Något saknades eller var fel"),
    ("ru", "Чего-то не хватало или пришло не то"),
    ("de", "Etwas fehlte oder war falsch"),
    ("fr", "Il manquait quelque chose ou il y avait une erreur"),
    ("es", "Faltaba algo o era incorrecto"),
    ("ar", "كان هناك شيء ناقص أو خاطئ"),
];

pub(super) const TRACKING: Words = [
    ("en", "I did not know when it would come"),
    ("nl", "Ik wist niet wanneer het zou komen"),
    ("sv", "Jag visste inte när den skulle komma"),
    ("ru", "Было непонятно, когда доставят"),
    ("de", "Ich wusste nicht, wann sie kommt"),
    ("fr", "Je ne savais pas quand elle arriverait"),
    ("es", "No sabía cuándo llegaría"),
    ("ar", "لم أعرف موعد الوصول"),
];

pub(super) const PACKAGING: Words = [
    ("en", "The packaging"),
    ("nl", "De verpakking"),
    ("sv", "Förpackningen"),
    ("ru", "Упаковка"),
    ("de", "Die Verpackung"),
    ("fr", "L’emballage"),
    ("es", "El embalaje"),
    ("ar", "التغليف"),
];

pub(super) const OTHER: Words = [
    ("en", "Something else"),
    ("nl", "Iets anders"),
    ("sv", "Något annat"),
    ("ru", "Другое"),
    ("de", "Etwas anderes"),
    ("fr", "Autre chose"),
    ("es", "Otra cosa"),
    ("ar", "شيء آخر"),
];

pub(super) const FIT: Words = [
    ("en", "It did not fit"),
    ("nl", "Het paste niet"),
    ("sv", "Den passade inte"),
    ("ru", "Не подошёл размер"),
    ("de", "Es passte nicht"),
    ("fr", "La taille ne convenait pas"),
    ("es", "No era mi talla o medida"),
    ("ar", "المقاس غير مناسب"),
];

pub(super) const NOT_AS_SHOWN: Words = [
    ("en", "It was not as shown"),
    ("nl", "Het was anders dan getoond"),
    ("sv", "Den var inte som på bilden"),
    ("ru", "Не соответствует описанию"),
    ("de", "Es war anders als gezeigt"),
    ("fr", "Il ne correspondait pas à la description"),
    ("es", "No era como se mostraba"),
    ("ar", "لم يكن كما هو معروض"),
];

pub(super) const FAULTY: Words = [
    ("en", "It was damaged or faulty"),
    ("nl", "Het was beschadigd of defect"),
    ("sv", "Den var skadad eller trasig"),
    ("ru", "Товар повреждён или с браком"),
    ("de", "Es war beschädigt oder defekt"),
    ("fr", "Il était abîmé ou défectueux"),
    ("es", "Estaba dañado o defectuoso"),
    ("ar", "كان تالفًا أو به عيب"),
];

pub(super) const TOO_LATE: Words = [
    ("en", "It came too late"),
    ("nl", "Het kwam te laat"),
    ("sv", "Den kom för sent"),
    ("ru", "Привезли слишком поздно"),
    ("de", "Es kam zu spät"),
    ("fr", "Il est arrivé trop tard"),
    ("es", "Llegó demasiado tarde"),
    ("ar", "وصل متأخرًا جدًا"),
];

pub(super) const CHANGED_MIND: Words = [
    ("en", "I changed my mind"),
    ("nl", "Ik heb me bedacht"),
    ("sv", "Jag ångrade mig"),
    ("ru", "Я передумал(а)"),
    ("de", "Ich habe es mir anders überlegt"),
    ("fr", "J’ai changé d’avis"),
    ("es", "Cambié de opinión"),
    ("ar", "غيّرت رأيي"),
];

pub(super) const PRICE: Words = [
    ("en", "The price"),
    ("nl", "De prijs"),
    ("sv", "Priset"),
    ("ru", "Цена"),
    ("de", "Der Preis"),
    ("fr", "Le prix"),
    ("es", "El precio"),
    ("ar", "السعر"),
];

pub(super) const SHIPPING: Words = [
    ("en", "Shipping costs or delivery time"),
    ("nl", "Verzendkosten of levertijd"),
    ("sv", "Fraktkostnad eller leveranstid"),
    ("ru", "Стоимость или срок доставки"),
    ("de", "Versandkosten oder Lieferzeit"),
    ("fr", "Les frais ou le délai de livraison"),
    ("es", "Los gastos o el plazo de envío"),
    ("ar", "تكلفة الشحن أو مدة التوصيل"),
];

pub(super) const PAYMENT: Words = [
    ("en", "My way of paying is missing"),
    ("nl", "Mijn betaalmethode ontbreekt"),
    ("sv", "Mitt betalsätt saknas"),
    ("ru", "Нет нужного способа оплаты"),
    ("de", "Meine Zahlungsart fehlt"),
    ("fr", "Mon moyen de paiement n’est pas proposé"),
    ("es", "Falta mi forma de pago"),
    ("ar", "طريقة الدفع التي أستخدمها غير متاحة"),
];

pub(super) const UNSURE: Words = [
    ("en", "I have a question first"),
    ("nl", "Ik heb eerst nog een vraag"),
    ("sv", "Jag har en fråga först"),
    ("ru", "Сначала хочу кое-что уточнить"),
    ("de", "Ich habe vorher noch eine Frage"),
    ("fr", "J’ai d’abord une question"),
    ("es", "Antes tengo una pregunta"),
    ("ar", "لدي سؤال أولًا"),
];

pub(super) const LOOKING: Words = [
    ("en", "I am just looking"),
    ("nl", "Ik kijk alleen even rond"),
    ("sv", "Jag tittar bara"),
    ("ru", "Я просто смотрю"),
    ("de", "Ich schaue mich nur um"),
    ("fr", "Je regarde seulement"),
    ("es", "Solo estoy mirando"),
    ("ar", "أتصفح فقط"),
];

pub(super) const YES: Words = [
    ("en", "Yes"),
    ("nl", "Ja"),
    ("sv", "Ja"),
    ("ru", "Да"),
    ("de", "Ja"),
    ("fr", "Oui"),
    ("es", "Sí"),
    ("ar", "نعم"),
];

pub(super) const PARTLY: Words = [
    ("en", "Partly"),
    ("nl", "Deels"),
    ("sv", "Delvis"),
    ("ru", "Частично"),
    ("de", "Teilweise"),
    ("fr", "En partie"),
    ("es", "En parte"),
    ("ar", "جزئيًا"),
];

pub(super) const NO: Words = [
    ("en", "No"),
    ("nl", "Nee"),
    ("sv", "Nej"),
    ("ru", "Нет"),
    ("de", "Nein"),
    ("fr", "Non"),
    ("es", "No"),
    ("ar", "لا"),
];
