//! Swedish.

use super::AuthorWords;

pub(super) const WORDS: AuthorWords = AuthorWords {
    title: "Ditt omdöme om {about}",
    name: "Ditt omdöme",
    written: "Skrivet den {date}",
    waiting: "Väntar",
    waiting_why: "{shop} har inte bestämt sig än. Ett omdöme får undanhållas av några få fasta \
                  skäl, som skräppost eller påhopp, men aldrig för sina stjärnors skull.",
    public_since: "Offentligt sedan {date}",
    public_why: "Alla kan läsa det på sidorna hos {shop}.",
    withheld: "Inte publicerat",
    withheld_why: "{shop} håller det borta från offentligheten. Angivet skäl: {reason}. Antalet \
                   stjärnor kan inte vara ett skäl.",
    taken_back: "Återtaget den {date}",
    taken_back_why: "Det är inte offentligt, och ingen kan publicera det igen.",
    erased: "Raderat den {date}",
    erased_why: "Inget finns kvar av det du skrev eller av ditt namn. Bara stjärnorna räknas \
                 fortfarande bland de omdömen som {shop} har fått.",
    no_text: "Ingen text.",
    saved: "Sparat.",
    correct: "Rätta",
    correct_note: "Dina stjärnor förblir som du gav dem. Det du ändrar granskas igen innan det \
                   blir offentligt, och läsare ser att det har redigerats.",
    save: "Spara",
    take_back: "Ta tillbaka",
    take_back_note: "Det försvinner från sidorna hos {shop} inom några minuter, för gott: ingen \
                     kan hämta tillbaka det, inte ens du.",
    take_back_yes: "Ja, ta tillbaka mitt omdöme",
    erase: "Radera",
    erase_note: "Det tas tillbaka, och det du skrev och ditt namn raderas för gott. {shop} \
                 behåller bara stjärnorna, som en siffra i sina räkningar.",
    erase_yes: "Ja, radera mitt omdöme",
    keep: "Spara sidans adress för att komma tillbaka. Den som har den kan göra det du kan göra \
           här.",
    gone: "Här finns inget omdöme",
    gone_why: "Adressen kan vara ofullständig, eller så har omdömet tagits bort tillsammans med \
               svaret som det hörde till.",
    reasons: [
        "skräppost",
        "påhopp eller hot",
        "personuppgifter",
        "strider mot lagen",
        "handlar inte om butiken eller dess produkter",
        "samma omdöme en gång till",
    ],
};
