//! French.

use super::AuthorWords;

pub(super) const WORDS: AuthorWords = AuthorWords {
    title: "Votre avis\u{a0}: {about}",
    name: "Votre avis",
    written: "Écrit le {date}",
    waiting: "En attente",
    waiting_why: "{shop} n’a pas encore décidé. Un avis ne peut rester caché que pour quelques \
                  raisons fixes, comme le spam ou les injures, mais jamais pour ses étoiles.",
    public_since: "Public depuis le {date}",
    public_why: "Tout le monde peut le lire sur les pages de {shop}.",
    withheld: "Non publié",
    withheld_why: "{shop} ne le rend pas public. La raison donnée\u{a0}: {reason}. Le nombre \
                   d’étoiles ne peut pas être une raison.",
    taken_back: "Retiré le {date}",
    taken_back_why: "Il n’est pas public, et personne ne peut le publier de nouveau.",
    erased: "Effacé le {date}",
    erased_why: "Il ne reste rien de votre texte ni de votre nom. Seules les étoiles comptent \
                 encore parmi les avis que {shop} a reçus.",
    no_text: "Pas de texte.",
    saved: "Enregistré.",
    correct: "Corriger",
    correct_note: "Vos étoiles restent telles que vous les avez données. Ce que vous changez est \
                   de nouveau vérifié avant d’être public, et les lecteurs voient que l’avis a \
                   été modifié.",
    save: "Enregistrer",
    take_back: "Retirer",
    take_back_note: "Il disparaît des pages de {shop} en quelques minutes, pour de bon\u{a0}: \
                     personne ne peut le faire revenir, pas même vous.",
    take_back_yes: "Oui, retirer mon avis",
    erase: "Effacer",
    erase_note: "Il est retiré, et votre texte et votre nom sont effacés pour de bon. {shop} ne \
                 garde que les étoiles, comme un nombre dans ses décomptes.",
    erase_yes: "Oui, effacer mon avis",
    keep: "Gardez l’adresse de cette page pour y revenir. Quiconque l’a peut faire ce que vous \
           pouvez faire ici.",
    gone: "Il n’y a pas d’avis ici",
    gone_why: "L’adresse est peut-être incomplète, ou l’avis a été supprimé avec la réponse dont \
               il faisait partie.",
    reasons: [
        "spam",
        "injures ou menaces",
        "données personnelles",
        "contraire à la loi",
        "ne concerne ni la boutique ni ses produits",
        "le même avis une fois de plus",
    ],
};
