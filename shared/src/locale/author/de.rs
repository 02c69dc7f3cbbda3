//! German.

use super::AuthorWords;

pub(super) const WORDS: AuthorWords = AuthorWords {
    title: "Ihre Bewertung: {about}",
    name: "Ihre Bewertung",
    written: "Geschrieben am {date}",
    waiting: "Wartet",
    waiting_why: "{shop} hat noch nicht entschieden. Eine Bewertung darf aus wenigen festen \
                  Gründen zurückgehalten werden, etwa wegen Spam oder Beleidigungen, aber nie \
                  wegen ihrer Sterne.",
    public_since: "Öffentlich seit {date}",
    public_why: "Alle können sie auf den Seiten von {shop} lesen.",
    withheld: "Nicht veröffentlicht",
    withheld_why: "{shop} hält sie zurück. Der angegebene Grund: {reason}. Die Zahl der Sterne \
                   kann kein Grund sein.",
    taken_back: "Zurückgezogen am {date}",
    taken_back_why: "Sie ist nicht öffentlich, und niemand kann sie wieder veröffentlichen.",
    erased: "Gelöscht am {date}",
    erased_why: "Von Ihrem Text und Ihrem Namen ist nichts mehr da. Nur die Sterne zählen noch zu \
                 den Bewertungen, die {shop} erhalten hat.",
    no_text: "Kein Text.",
    saved: "Gespeichert.",
    correct: "Korrigieren",
    correct_note: "Ihre Sterne bleiben, wie Sie sie gegeben haben. Was Sie ändern, wird vor der \
                   Veröffentlichung erneut geprüft, und Leser sehen, dass es bearbeitet wurde.",
    save: "Speichern",
    take_back: "Zurückziehen",
    take_back_note: "Sie verschwindet binnen Minuten von den Seiten von {shop}, und zwar \
                     endgültig: Niemand kann sie zurückholen, auch Sie nicht.",
    take_back_yes: "Ja, meine Bewertung zurückziehen",
    erase: "Löschen",
    erase_note: "Sie wird zurückgezogen, und Ihr Text und Ihr Name werden endgültig gelöscht. \
                 {shop} behält nur die Sterne, als Zahl in den Auszählungen.",
    erase_yes: "Ja, meine Bewertung löschen",
    keep: "Bewahren Sie die Adresse dieser Seite auf, um zurückzukommen. Wer sie hat, kann hier \
           dasselbe tun wie Sie.",
    gone: "Hier gibt es keine Bewertung",
    gone_why: "Vielleicht ist die Adresse unvollständig, oder die Bewertung wurde mit der Antwort \
               entfernt, zu der sie gehörte.",
    reasons: [
        "Spam",
        "Beleidigungen oder Drohungen",
        "persönliche Daten",
        "verstößt gegen das Gesetz",
        "betrifft weder den Shop noch seine Produkte",
        "dieselbe Bewertung noch einmal",
    ],
};
