//! What readers are told of how a shop collects and checks its reviews, in eight languages: what
//! European law asks for (Directive 2019/2161), made from what the shop really does.

use super::primary;

/// What a shop does about reviews.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Practice {
    /// There are reviews whose purchase is proven.
    pub verified: bool,
    /// Customers are invited to write.
    pub invited: bool,
    /// Reviews were brought in from another program.
    pub imported: bool,
    /// There is a reward for writing.
    pub incentivised: bool,
    /// Reviews that pass the checks are published without anybody reading them first.
    pub automatic: bool,
}

/// The sentences of one language.
#[derive(Clone, Copy, Debug)]
struct Words {
    title: &'static str,
    anybody: &'static str,
    verified: &'static str,
    unverified: &'static str,
    invited: &'static str,
    imported: &'static str,
    incentivised: &'static str,
    by_hand: &'static str,
    automatic: &'static str,
    reasons: &'static str,
    unchanged: &'static str,
}

/// A title, and the sentences that are true of a shop, for a reader's language as
/// [`super::locale`] picks it.
pub fn policy(
    practice: Practice,
    language: &str,
    shop_language: &str,
) -> (&'static str, Vec<&'static str>) {
    let find = |tag: &str| ALL.iter().find(|(language, _)| *language == primary(tag));
    let words = find(language).or_else(|| find(shop_language)).map_or(&EN, |(_, words)| words);
    let sentences = [
        Some(words.anybody),
        Some(if practice.verified { words.verified } else { words.unverified }),
        practice.invited.then_some(words.invited),
        practice.incentivised.then_some(words.incentivised),
        practice.imported.then_some(words.imported),
        Some(if practice.automatic { words.automatic } else { words.by_hand }),
        Some(words.reasons),
        Some(words.unchanged),
    ];
    (words.title, sentences.into_iter().flatten().collect())
}

static ALL: [(&str, Words); 8] = [
    ("en", EN),
    ("nl", NL),
    ("sv", SV),
    ("ru", RU),
    ("de", DE),
    ("fr", FR),
    ("es", ES),
    ("ar", AR),
];

const EN: Words = Words {
    title: "How we collect and check reviews",
    anybody: "Anybody who visits the shop may write a review. Whether somebody is asked for one \
              never depends on how satisfied they are.",
    verified: "A review marked as a verified purchase came with proof, signed by the shop’s own \
               system, that its author bought the product; each purchase counts once. Of other \
               reviews we do not know whether their authors bought the product.",
    unverified: "We do not check whether the authors of reviews have bought the product.",
    invited: "Some customers are invited to write a review after a purchase. Their reviews say so.",
    imported: "Some reviews were brought over from another review program. They say so; we have \
               not checked them again.",
    incentivised: "Some authors were given a reward for writing, whatever they wrote. Their reviews \
                   say so.",
    by_hand: "The shop reads every review before it publishes it. Good and bad reviews are \
              published alike.",
    automatic: "Reviews are published automatically once they have been checked for spam and \
                personal data. Good and bad reviews are published alike.",
    reasons: "A review is kept from the public for these reasons only: advertising or spam; insults \
              or threats; personal data; illegal content; not about the shop or its products; the \
              same review again. The number of stars is never a reason.",
    unchanged: "The shop cannot change what a review says, nor its stars. All published reviews count \
                equally in the average.",
};

const NL: Words = Words {
    title: "Hoe we reviews verzamelen en controleren",
    anybody: "Iedereen die de winkel bezoekt, mag een review schrijven. Of iemand erom wordt \
              gevraagd, hangt nooit af van hoe tevreden diegene is.",
    verified: "Bij een review met de vermelding geverifieerde aankoop hoort een bewijs, ondertekend \
               door het eigen systeem van de winkel, dat de schrijver het product heeft gekocht; elke \
               aankoop telt één keer. Van andere reviews weten we niet of de schrijver het product \
               heeft gekocht.",
    unverified: "We controleren niet of schrijvers van reviews het product hebben gekocht.",
    invited: "Sommige klanten worden na een aankoop uitgenodigd om een review te schrijven. Dat staat \
              bij hun review.",
    imported: "Sommige reviews zijn overgenomen uit een ander reviewprogramma. Dat staat erbij; we \
               hebben ze niet opnieuw gecontroleerd.",
    incentivised: "Sommige schrijvers kregen een beloning voor het schrijven, wat ze ook schreven. \
                   Dat staat bij hun review.",
    by_hand: "De winkel leest elke review voordat die wordt gepubliceerd. Goede en slechte reviews \
              worden op dezelfde manier gepubliceerd.",
    automatic: "Reviews worden automatisch gepubliceerd nadat ze op spam en persoonsgegevens zijn \
                gecontroleerd. Goede en slechte reviews worden op dezelfde manier gepubliceerd.",
    reasons: "Een review wordt alleen om deze redenen niet gepubliceerd: reclame of spam; \
              beledigingen of bedreigingen; persoonsgegevens; illegale inhoud; gaat niet over de \
              winkel of haar producten; dezelfde review nog een keer. Het aantal sterren is nooit \
              een reden.",
    unchanged: "De winkel kan niet veranderen wat er in een review staat, en ook de sterren niet. Alle \
                gepubliceerde reviews tellen even zwaar mee in het gemiddelde.",
};

const SV: Words = Words {
    title: "Så samlar vi in och kontrollerar omdömen",
    anybody: "Alla som besöker butiken får skriva ett omdöme. Om någon blir tillfrågad beror aldrig \
              på hur nöjd personen är.",
    verified: "Till ett omdöme som är märkt som verifierat köp hör ett bevis, signerat av butikens \
               eget system, på att skribenten har köpt produkten; varje köp räknas en gång. För övriga \
               omdömen vet vi inte om skribenten har köpt produkten.",
    unverified: "Vi kontrollerar inte om de som skriver omdömen har köpt produkten.",
    invited: "Vissa kunder bjuds in att skriva ett omdöme efter ett köp. Det framgår av omdömet.",
    imported: "Vissa omdömen har hämtats från ett annat omdömesprogram. Det framgår av omdömet; vi har \
               inte kontrollerat dem på nytt.",
    incentivised: "Vissa skribenter har fått en belöning för att skriva, oavsett vad de skrev. Det \
                   framgår av omdömet.",
    by_hand: "Butiken läser varje omdöme innan det publiceras. Bra och dåliga omdömen publiceras på \
              samma sätt.",
    automatic: "Omdömen publiceras automatiskt när de har kontrollerats för skräppost och \
                personuppgifter. Bra och dåliga omdömen publiceras på samma sätt.",
    reasons: "Ett omdöme hålls tillbaka endast av dessa skäl: reklam eller skräppost; förolämpningar \
              eller hot; personuppgifter; olagligt innehåll; handlar inte om butiken eller dess \
              produkter; samma omdöme en gång till. Antalet stjärnor är aldrig ett skäl.",
    unchanged: "Butiken kan varken ändra vad ett omdöme säger eller dess stjärnor. Alla publicerade \
                omdömen räknas lika i genomsnittet.",
};

const RU: Words = Words {
    title: "Как мы собираем и проверяем отзывы",
    anybody: "Отзыв может написать каждый посетитель магазина. Просьба об отзыве никогда не зависит \
              от того, насколько человек доволен.",
    verified: "К отзыву с пометкой о подтверждённой покупке прилагается доказательство, подписанное \
               системой самого магазина, что автор купил товар; каждая покупка учитывается один раз. \
               О других отзывах мы не знаем, купил ли автор товар.",
    unverified: "Мы не проверяем, купили ли авторы отзывов товар.",
    invited: "Некоторых покупателей после покупки приглашают написать отзыв. В таких отзывах это \
              указано.",
    imported: "Некоторые отзывы перенесены из другой программы отзывов. В них это указано; повторно мы \
               их не проверяли.",
    incentivised: "Некоторые авторы получили вознаграждение за отзыв независимо от его содержания. В \
                   таких отзывах это указано.",
    by_hand: "Магазин читает каждый отзыв перед публикацией. Хорошие и плохие отзывы публикуются \
              одинаково.",
    automatic: "Отзывы публикуются автоматически после проверки на спам и личные данные. Хорошие и \
                плохие отзывы публикуются одинаково.",
    reasons: "Отзыв не публикуется только по этим причинам: реклама или спам; оскорбления или угрозы; \
              личные данные; противозаконное содержание; не о магазине и не о его товарах; тот же \
              отзыв повторно. Количество звёзд никогда не является причиной.",
    unchanged: "Магазин не может изменить ни текст отзыва, ни его звёзды. Все опубликованные отзывы \
                одинаково учитываются в средней оценке.",
};

const DE: Words = Words {
    title: "Wie wir Bewertungen sammeln und prüfen",
    anybody: "Jeder, der den Shop besucht, darf eine Bewertung schreiben. Ob jemand darum gebeten \
              wird, hängt nie davon ab, wie zufrieden diese Person ist.",
    verified: "Zu einer Bewertung mit dem Hinweis auf einen verifizierten Kauf gehört ein Nachweis, \
               den das System des Shops signiert hat, dass der Verfasser das Produkt gekauft hat; \
               jeder Kauf zählt einmal. Bei anderen Bewertungen wissen wir nicht, ob der Verfasser das \
               Produkt gekauft hat.",
    unverified: "Wir prüfen nicht, ob die Verfasser von Bewertungen das Produkt gekauft haben.",
    invited: "Manche Kunden werden nach einem Kauf eingeladen, eine Bewertung zu schreiben. Das steht \
              bei ihrer Bewertung.",
    imported: "Manche Bewertungen wurden aus einem anderen Bewertungsprogramm übernommen. Das steht \
               dabei; wir haben sie nicht erneut geprüft.",
    incentivised: "Manche Verfasser haben für ihre Bewertung eine Belohnung erhalten, gleich was sie \
                   geschrieben haben. Das steht bei ihrer Bewertung.",
    by_hand: "Der Shop liest jede Bewertung, bevor er sie veröffentlicht. Gute und schlechte \
              Bewertungen werden gleichermaßen veröffentlicht.",
    automatic: "Bewertungen werden automatisch veröffentlicht, sobald sie auf Spam und personenbezogene \
                Daten geprüft sind. Gute und schlechte Bewertungen werden gleichermaßen \
                veröffentlicht.",
    reasons: "Eine Bewertung wird nur aus diesen Gründen nicht veröffentlicht: Werbung oder Spam; \
              Beleidigungen oder Drohungen; personenbezogene Daten; rechtswidriger Inhalt; kein Bezug \
              zum Shop oder zu seinen Produkten; dieselbe Bewertung noch einmal. Die Zahl der Sterne \
              ist nie ein Grund.",
    unchanged: "Der Shop kann weder den Text einer Bewertung noch ihre Sterne ändern. Alle \
                veröffentlichten Bewertungen zählen im Durchschnitt gleich.",
};

const FR: Words = Words {
    title: "Comment nous recueillons et contrôlons les avis",
    anybody: "Toute personne qui visite la boutique peut écrire un avis. Le fait d’être invité à en \
              donner un ne dépend jamais de la satisfaction.",
    verified: "Un avis portant la mention d’achat vérifié est accompagné d’une preuve, signée par le \
               système de la boutique, que son auteur a acheté le produit ; chaque achat compte une \
               fois. Pour les autres avis, nous ne savons pas si leur auteur a acheté le produit.",
    unverified: "Nous ne vérifions pas si les auteurs des avis ont acheté le produit.",
    invited: "Certains clients sont invités à écrire un avis après un achat. Leur avis le mentionne.",
    imported: "Certains avis proviennent d’un autre programme d’avis. Ils le mentionnent ; nous ne les \
               avons pas contrôlés à nouveau.",
    incentivised: "Certains auteurs ont reçu une récompense pour leur avis, quel qu’en soit le contenu. \
                   Leur avis le mentionne.",
    by_hand: "La boutique lit chaque avis avant de le publier. Les avis positifs et négatifs sont \
              publiés de la même façon.",
    automatic: "Les avis sont publiés automatiquement après un contrôle contre le spam et les données \
                personnelles. Les avis positifs et négatifs sont publiés de la même façon.",
    reasons: "Un avis n’est écarté que pour l’une de ces raisons : publicité ou spam ; insultes ou \
              menaces ; données personnelles ; contenu illégal ; sans rapport avec la boutique ou ses \
              produits ; même avis en double. Le nombre d’étoiles n’est jamais une raison.",
    unchanged: "La boutique ne peut modifier ni le texte d’un avis ni ses étoiles. Tous les avis publiés \
                comptent de la même façon dans la moyenne.",
};

const ES: Words = Words {
    title: "Cómo recogemos y comprobamos las reseñas",
    anybody: "Cualquier persona que visite la tienda puede escribir una reseña. Que se le pida o no \
              nunca depende de lo satisfecha que esté.",
    verified: "Una reseña marcada como compra verificada va acompañada de una prueba, firmada por el \
               sistema de la tienda, de que su autor compró el producto; cada compra cuenta una vez. De \
               las demás reseñas no sabemos si su autor compró el producto.",
    unverified: "No comprobamos si los autores de las reseñas han comprado el producto.",
    invited: "A algunos clientes se les invita a escribir una reseña después de una compra. Su reseña lo \
              indica.",
    imported: "Algunas reseñas proceden de otro programa de reseñas. Lo indican; no las hemos comprobado \
               de nuevo.",
    incentivised: "Algunos autores recibieron una recompensa por escribir, dijeran lo que dijeran. Su \
                   reseña lo indica.",
    by_hand: "La tienda lee cada reseña antes de publicarla. Las reseñas buenas y malas se publican por \
              igual.",
    automatic: "Las reseñas se publican automáticamente tras comprobar que no contienen spam ni datos \
                personales. Las reseñas buenas y malas se publican por igual.",
    reasons: "Una reseña solo se retiene por estos motivos: publicidad o spam; insultos o amenazas; \
              datos personales; contenido ilegal; no trata de la tienda ni de sus productos; la misma \
              reseña otra vez. El número de estrellas nunca es un motivo.",
    unchanged: "La tienda no puede cambiar lo que dice una reseña ni sus estrellas. Todas las reseñas \
                publicadas cuentan igual en la media.",
};

const AR: Words = Words {
    title: "كيف نجمع التقييمات ونتحقق منها",
    anybody: "يمكن لكل من يزور المتجر أن يكتب تقييمًا. ولا يتوقف طلب التقييم من أحد على مدى رضاه أبدًا.",
    verified: "التقييم الذي يحمل علامة الشراء المؤكد مرفق بإثبات موقّع من نظام المتجر نفسه على أن كاتبه \
               اشترى المنتج، ويُحتسب كل شراء مرة واحدة. أما التقييمات الأخرى فلا نعلم إن كان كاتبها قد \
               اشترى المنتج.",
    unverified: "لا نتحقق مما إذا كان كاتبو التقييمات قد اشتروا المنتج.",
    invited: "يُدعى بعض العملاء إلى كتابة تقييم بعد الشراء، ويُذكر ذلك في تقييماتهم.",
    imported: "نُقلت بعض التقييمات من برنامج تقييمات آخر، ويُذكر ذلك فيها، ولم نتحقق منها مجددًا.",
    incentivised: "حصل بعض الكاتبين على مكافأة مقابل الكتابة أيًّا كان ما كتبوه، ويُذكر ذلك في تقييماتهم.",
    by_hand: "يقرأ المتجر كل تقييم قبل نشره. وتُنشر التقييمات الجيدة والسيئة على حد سواء.",
    automatic: "تُنشر التقييمات تلقائيًا بعد فحصها من الرسائل المزعجة والبيانات الشخصية. وتُنشر التقييمات \
                الجيدة والسيئة على حد سواء.",
    reasons: "لا يُحجب تقييم إلا لأحد هذه الأسباب: إعلان أو رسالة مزعجة؛ إهانات أو تهديدات؛ بيانات شخصية؛ \
              محتوى غير قانوني؛ لا يتعلق بالمتجر أو منتجاته؛ تكرار التقييم نفسه. وعدد النجوم ليس سببًا أبدًا.",
    unchanged: "لا يستطيع المتجر تغيير نص التقييم ولا نجومه. وتُحتسب جميع التقييمات المنشورة بالتساوي في \
                المتوسط.",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::LANGUAGES;

    const EVERYTHING: Practice = Practice {
        verified: true,
        invited: true,
        imported: true,
        incentivised: true,
        automatic: true,
    };

    #[test]
    fn every_language_says_what_is_true_and_nothing_else() {
        let mut titles = Vec::new();
        for language in LANGUAGES {
            let (title, little) = policy(Practice::default(), language, "en");
            let (_, much) = policy(EVERYTHING, language, "en");

            assert_eq!((little.len(), much.len()), (5, 8), "{language}");
            let same = much.iter().filter(|sentence| little.contains(sentence)).count();
            assert_eq!(same, 3, "{language}: what is always true");
            titles.push(title);
        }
        titles.sort_unstable();
        titles.dedup();
        assert_eq!(titles.len(), LANGUAGES.len(), "each in its own words");
    }

    #[test]
    fn a_reader_whose_language_is_not_there_reads_the_shops() {
        assert_eq!(policy(EVERYTHING, "ja", "nl").0, NL.title);
        assert_eq!(policy(EVERYTHING, "de-AT", "nl").0, DE.title);
        assert_eq!(policy(EVERYTHING, "ja", "fi").0, EN.title);
    }

    #[test]
    fn nothing_in_it_has_a_meaning_in_html() {
        for language in LANGUAGES {
            let (title, sentences) = policy(EVERYTHING, language, "en");
            assert!(!sentences.concat().contains(['<', '&', '"']) && !title.contains(['<', '&']));
        }
    }
}
