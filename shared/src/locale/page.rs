//! What the hosted page of a survey says beside the owner's questions, in eight languages.

use super::primary;

/// What the hosted page says.
#[derive(Clone, Copy, Debug)]
pub struct PageWords {
    /// An answer from the link is marked; `{next}` is the button that sends it.
    pub confirm: &'static str,
    /// Heads a page whose survey is not there.
    pub gone: &'static str,
    /// Why it may not be there.
    pub gone_why: &'static str,
    /// The server had no room for the answer.
    pub busy: &'static str,
    /// The answer came when nothing of it can be changed any more.
    pub late: &'static str,
    /// Begins anew, for the next person.
    pub again: &'static str,
    /// Link to the hosted page from where nothing else can be shown.
    pub open: &'static str,
    /// Where that link leads.
    pub new_tab: &'static str,
    /// On the tab that a survey waits behind.
    pub tab: &'static str,
    /// Said at the end where the owner says nothing.
    pub thanks: &'static str,
}

/// The hosted page's words for a reader, as [`super::locale`] picks them.
pub fn page_words(language: &str, shop_language: &str) -> &'static PageWords {
    let find = |tag: &str| ALL.iter().find(|(language, _)| *language == primary(tag));
    find(language).or_else(|| find(shop_language)).map_or(&EN, |(_, words)| words)
}

static ALL: [(&str, PageWords); 8] = [
    ("en", EN),
    ("nl", NL),
    ("sv", SV),
    ("ru", RU),
    ("de", DE),
    ("fr", FR),
    ("es", ES),
    ("ar", AR),
];

const EN: PageWords = PageWords {
    confirm: "Your answer is marked. Press “{next}” to send it.",
    gone: "There is no survey here",
    gone_why: "The link may be incomplete, or the survey has ended.",
    busy: "Your answer could not be kept just now. It still stands here: please send it again in a \
           moment.",
    late: "This survey was answered a while ago and can no longer be changed.",
    again: "Start again",
    open: "Give feedback",
    new_tab: "opens in a new tab",
    tab: "Feedback",
    thanks: "Thank you!",
};

const NL: PageWords = PageWords {
    confirm: "Je antwoord is aangevinkt. Druk op ‘{next}’ om het te versturen.",
    gone: "Hier is geen enquête",
    gone_why: "De link is misschien niet volledig, of de enquête is afgelopen.",
    busy: "Je antwoord kon zojuist niet worden bewaard. Het staat hier nog: verstuur het zo meteen \
           opnieuw.",
    late: "Deze enquête is al een tijd geleden ingevuld en kan niet meer worden gewijzigd.",
    again: "Opnieuw beginnen",
    open: "Feedback geven",
    new_tab: "opent in een nieuw tabblad",
    tab: "Feedback",
    thanks: "Bedankt!",
};

const SV: PageWords = PageWords {
    confirm: "Ditt svar är markerat. Tryck på ”{next}” för att skicka det.",
    gone: "Här finns ingen enkät",
    gone_why: "Länken kan vara ofullständig, eller så har enkäten avslutats.",
    busy: "Ditt svar kunde inte sparas just nu. Det står kvar här: skicka det igen om en stund.",
    late: "Enkäten besvarades för ett tag sedan och kan inte längre ändras.",
    again: "Börja om",
    open: "Lämna feedback",
    new_tab: "öppnas i en ny flik",
    tab: "Tyck till",
    thanks: "Tack!",
};

const RU: PageWords = PageWords {
    confirm: "Ваш ответ отмечен. Нажмите «{next}», чтобы отправить его.",
    gone: "Здесь нет опроса",
    gone_why: "Возможно, ссылка неполная или опрос завершён.",
    busy: "Сейчас ответ не удалось сохранить. Он остался здесь: отправьте его ещё раз чуть позже.",
    late: "На этот опрос ответили некоторое время назад, изменить его уже нельзя.",
    again: "Начать заново",
    open: "Оставить отзыв",
    new_tab: "откроется в новой вкладке",
    tab: "Отзыв",
    thanks: "Спасибо!",
};

const DE: PageWords = PageWords {
    confirm: "Ihre Antwort ist markiert. Mit „{next}“ senden Sie sie ab.",
    gone: "Hier gibt es keine Umfrage",
    gone_why: "Vielleicht ist der Link unvollständig, oder die Umfrage ist beendet.",
    busy: "Ihre Antwort konnte gerade nicht gespeichert werden. Sie steht noch hier: Bitte senden \
           Sie sie gleich noch einmal.",
    late: "Diese Umfrage wurde vor einiger Zeit beantwortet und lässt sich nicht mehr ändern.",
    again: "Von vorn beginnen",
    open: "Feedback geben",
    new_tab: "öffnet sich in einem neuen Tab",
    tab: "Feedback",
    thanks: "Vielen Dank!",
};

const FR: PageWords = PageWords {
    confirm: "Votre réponse est sélectionnée. Appuyez sur «\u{a0}{next}\u{a0}» pour l’envoyer.",
    gone: "Il n’y a pas d’enquête ici",
    gone_why: "Le lien est peut-être incomplet, ou l’enquête est terminée.",
    busy: "Votre réponse n’a pas pu être enregistrée à l’instant. Elle est toujours là\u{a0}: \
           renvoyez-la dans un moment.",
    late: "Cette enquête a été remplie il y a un certain temps et ne peut plus être modifiée.",
    again: "Recommencer",
    open: "Donner votre avis",
    new_tab: "s’ouvre dans un nouvel onglet",
    tab: "Votre avis",
    thanks: "Merci\u{a0}!",
};

const ES: PageWords = PageWords {
    confirm: "Tu respuesta está marcada. Pulsa «{next}» para enviarla.",
    gone: "Aquí no hay ninguna encuesta",
    gone_why: "Puede que el enlace esté incompleto o que la encuesta haya terminado.",
    busy: "Ahora mismo no se ha podido guardar tu respuesta. Sigue aquí: vuelve a enviarla dentro \
           de un momento.",
    late: "Esta encuesta se respondió hace un tiempo y ya no se puede cambiar.",
    again: "Empezar de nuevo",
    open: "Dar mi opinión",
    new_tab: "se abre en una pestaña nueva",
    tab: "Tu opinión",
    thanks: "¡Gracias!",
};

const AR: PageWords = PageWords {
    confirm: "إجابتك محدَّدة. اضغط «{next}» لإرسالها.",
    gone: "لا يوجد استبيان هنا",
    gone_why: "قد يكون الرابط غير مكتمل، أو أن الاستبيان قد انتهى.",
    busy: "تعذّر حفظ إجابتك الآن. ما زالت هنا: يُرجى إرسالها مرة أخرى بعد لحظات.",
    late: "أُجيب عن هذا الاستبيان منذ مدة ولم يعد من الممكن تعديله.",
    again: "البدء من جديد",
    open: "شاركنا رأيك",
    new_tab: "يُفتح في علامة تبويب جديدة",
    tab: "رأيك",
    thanks: "شكرًا لك!",
};

#[cfg(test)]
mod tests {
    use super::super::LANGUAGES;
    use super::*;

    #[test]
    fn every_built_in_language_says_where_the_answer_is_sent() {
        assert_eq!(ALL.map(|(language, _)| language), LANGUAGES);
        for (language, words) in &ALL {
            assert!(words.confirm.contains("{next}"), "{language}");
        }
    }
}
