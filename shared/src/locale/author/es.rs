//! Spanish.

use super::AuthorWords;

pub(super) const WORDS: AuthorWords = AuthorWords {
    title: "Tu opinión sobre {about}",
    name: "Tu opinión",
    written: "Escrita el {date}",
    waiting: "En espera",
    waiting_why: "{shop} todavía no ha decidido. Una opinión solo puede quedar oculta por unas \
                  pocas razones fijas, como spam o insultos, pero nunca por sus estrellas.",
    public_since: "Pública desde el {date}",
    public_why: "Todo el mundo puede leerla en las páginas de {shop}.",
    withheld: "No publicada",
    withheld_why: "{shop} no la hace pública. El motivo indicado: {reason}. El número de \
                   estrellas no puede ser un motivo.",
    taken_back: "Retirada el {date}",
    taken_back_why: "No es pública y nadie puede volver a publicarla.",
    erased: "Borrada el {date}",
    erased_why: "No queda nada de lo que escribiste ni de tu nombre. Solo las estrellas siguen \
                 contando entre las opiniones que {shop} ha recibido.",
    no_text: "Sin texto.",
    saved: "Guardado.",
    correct: "Corregir",
    correct_note: "Tus estrellas se quedan como las diste. Lo que cambies se revisa de nuevo \
                   antes de ser público, y los lectores ven que se ha editado.",
    save: "Guardar",
    take_back: "Retirar",
    take_back_note: "Desaparece de las páginas de {shop} en unos minutos y para siempre: nadie \
                     puede recuperarla, ni siquiera tú.",
    take_back_yes: "Sí, retirar mi opinión",
    erase: "Borrar",
    erase_note: "Se retira, y lo que escribiste y tu nombre se borran para siempre. {shop} solo \
                 conserva las estrellas, como un número en sus recuentos.",
    erase_yes: "Sí, borrar mi opinión",
    keep: "Guarda la dirección de esta página para volver. Quien la tenga puede hacer lo mismo \
           que tú aquí.",
    gone: "Aquí no hay ninguna opinión",
    gone_why: "Puede que la dirección esté incompleta o que la opinión se haya eliminado junto \
               con la respuesta a la que pertenecía.",
    reasons: [
        "spam",
        "insultos o amenazas",
        "datos personales",
        "contraria a la ley",
        "no trata de la tienda ni de sus productos",
        "la misma opinión otra vez",
    ],
};
