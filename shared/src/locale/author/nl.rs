//! Dutch.

use super::AuthorWords;

pub(super) const WORDS: AuthorWords = AuthorWords {
    title: "Je review van {about}",
    name: "Je review",
    written: "Geschreven op {date}",
    waiting: "In afwachting",
    waiting_why: "{shop} heeft nog niet beslist. Een review mag om een paar vaste redenen buiten \
                  de openbaarheid blijven, zoals spam of beledigingen, maar nooit om het aantal \
                  sterren.",
    public_since: "Openbaar sinds {date}",
    public_why: "Iedereen kan hem lezen op de pagina’s van {shop}.",
    withheld: "Niet gepubliceerd",
    withheld_why: "{shop} maakt hem niet openbaar. De opgegeven reden: {reason}. Het aantal \
                   sterren kan geen reden zijn.",
    taken_back: "Ingetrokken op {date}",
    taken_back_why: "Hij is niet openbaar en niemand kan hem opnieuw publiceren.",
    erased: "Gewist op {date}",
    erased_why: "Van wat je schreef en van je naam is niets over. Alleen de sterren tellen nog \
                 mee bij de reviews die {shop} heeft ontvangen.",
    no_text: "Geen tekst.",
    saved: "Opgeslagen.",
    correct: "Verbeteren",
    correct_note: "Je sterren blijven zoals je ze gaf. Wat je wijzigt, wordt opnieuw bekeken \
                   voordat het openbaar wordt, en lezers zien dat het is bewerkt.",
    save: "Opslaan",
    take_back: "Intrekken",
    take_back_note: "Hij verdwijnt binnen enkele minuten van de pagina’s van {shop}, en wel \
                     voorgoed: niemand kan hem terughalen, ook jij niet.",
    take_back_yes: "Ja, mijn review intrekken",
    erase: "Wissen",
    erase_note: "Hij wordt ingetrokken, en wat je schreef en je naam worden voorgoed verwijderd. \
                 {shop} bewaart alleen de sterren, als getal in de tellingen.",
    erase_yes: "Ja, mijn review wissen",
    keep: "Bewaar het adres van deze pagina om terug te komen. Wie het heeft, kan doen wat jij \
           hier kunt doen.",
    gone: "Hier is geen review",
    gone_why: "Het adres is misschien niet volledig, of de review is verwijderd samen met het \
               antwoord waar hij bij hoorde.",
    reasons: [
        "spam",
        "beledigingen of bedreigingen",
        "persoonsgegevens",
        "in strijd met de wet",
        "gaat niet over de winkel of haar producten",
        "nog een keer dezelfde review",
    ],
};
