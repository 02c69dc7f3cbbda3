//! What the demo shop sells, and what its made-up customers say.

use crate::products::Details;

/// A made-up review.
pub(super) struct Said {
    pub(super) sku: &'static str,
    pub(super) stars: i64,
    pub(super) language: &'static str,
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) text: &'static str,
}

impl Said {
    /// Whether it advertises something else.
    pub(super) fn is_spam(&self) -> bool {
        self.text.contains("http")
    }
}

/// A SKU, and the product's details given the address of the storefront.
type Sold = (&'static str, fn(&str) -> Details);

/// What the shop sells.
pub(super) const PRODUCTS: [Sold; 2] = [
    ("MUG-01", |url| product(url, "mug-01", "Speckled mug", "Mugs")),
    ("BOWL-02", |url| product(url, "bowl-02", "Breakfast bowl", "Bowls")),
];

fn product(url: &str, page: &str, name: &str, category: &str) -> Details {
    Details {
        name: name.to_owned(),
        url: Some(format!("{url}products/{page}")),
        image: Some(format!("{url}{page}.svg")),
        gtin: None,
        brand: Some("Kiln & Cup".to_owned()),
        category: Some(category.to_owned()),
    }
}

/// The shop's answer to a critic.
pub(super) const REPLY: &str = "Thank you for telling us. A chip is our fault, not yours: a new one left the studio today, \
     and you can keep the old one for pencils.";

/// What is said beside a score: whether it is content, and the words.
pub(super) const COMMENTS: &[(bool, &str)] = &[
    (true, "Feels handmade because it is. Packed with care, too."),
    (true, "Fast delivery and the glaze is even nicer than in the pictures."),
    (true, "The size guide with the hand next to the mug settled it for me."),
    (true, "Easy to find, easy to pay."),
    (true, "My third order. You know what you get."),
    (true, "Guest checkout, two clicks, done."),
    (true, "Lovely, but shipping took a week."),
    (false, "I could not find how large the bowl is until I had ordered it."),
    (false, "The discount code from your newsletter did not work and nobody answered."),
    (false, "One of two mugs arrived chipped."),
    (false, "Checkout asked for my phone number twice and then lost the address."),
    (false, "Too expensive for shipping a single cup."),
];

/// What is said in reviews, the oldest first.
pub(super) const REVIEWS: &[Said] = &[
    said(
        "MUG-01",
        5,
        "Ana",
        "The one I reach for",
        "Heavy enough to feel safe, light enough for the second coffee. The speckles are subtle and the handle fits three fingers.",
    ),
    said("MUG-01", 4, "Joris", "", "Good mug. Gets hot at the rim when you fill it up completely."),
    said(
        "BOWL-02",
        5,
        "Priya",
        "Porridge approved",
        "Deep, wide, stacks well, and the foot does not scratch the table.",
    ),
    said(
        "MUG-01",
        2,
        "Martin",
        "Arrived chipped",
        "Nice idea, but mine had a chip on the foot. Sent photos, waiting for an answer.",
    ),
    said(
        "BOWL-02",
        4,
        "Elif",
        "Smaller than I thought",
        "Beautiful glaze. I had expected a soup bowl; this is for breakfast, as the name says.",
    ),
    said("MUG-01", 5, "Tom", "", "Bought one, then three more."),
    said(
        "MUG-01",
        5,
        "Seo Hot Deals",
        "CHEAP WATCHES",
        "Best watches at https://watches.example best price best quality!!!",
    ),
    Said {
        sku: "MUG-01",
        stars: 5,
        language: "nl",
        name: "Sanne",
        title: "Mooier dan op de foto",
        text: "Prachtige mok, stevig ingepakt en binnen twee dagen in huis. Elke mok is net iets anders, en dat is precies de bedoeling.",
    },
    said(
        "BOWL-02",
        5,
        "Noor",
        "A gift that landed",
        "My mother now eats everything out of this bowl.\n\nEven soup. I have stopped arguing.",
    ),
    said("MUG-01", 3, "Greg", "Fine", "It is a mug. The colour is greener than on my screen."),
    Said {
        sku: "BOWL-02",
        stars: 4,
        language: "de",
        name: "Jonas",
        title: "Schöne Schale",
        text: "Liegt gut in der Hand und ist spülmaschinenfest. Einen Stern Abzug für die lange Lieferzeit.",
    },
    said("MUG-01", 5, "Maya", "", "Dishwasher every day since spring and not a scratch."),
    said(
        "MUG-01",
        1,
        "R. K.",
        "Handle came off",
        "After two weeks the handle came off with hot tea in it. The refund was quick, my trousers are ruined.",
    ),
    said(
        "BOWL-02",
        5,
        "Luca",
        "Even the box is nice",
        "No plastic, paper wool, a card with the name of the potter. This is how it should be.",
    ),
    Said {
        sku: "MUG-01",
        stars: 4,
        language: "sv",
        name: "Elsa",
        title: "Fin och rejäl",
        text: "Precis lagom stor för en kopp kaffe till. Glasyren är vackrare i verkligheten.",
    },
    said(
        "MUG-01",
        5,
        "Hannah",
        "Worth the wait",
        "Mine was thrown after I ordered it. You can see where the thumb was.",
    ),
    said(
        "BOWL-02",
        2,
        "Pat",
        "Wobbles",
        "It does not stand quite level. Charming on the shelf, less so with hot soup.",
    ),
    said("MUG-01", 5, "Dev", "", "Good weight, good glaze, good people."),
    said(
        "BOWL-02",
        5,
        "Ingrid",
        "Matches the mugs",
        "Same speckle, same calm. I keep finding reasons for cereal at night.",
    ),
    said(
        "MUG-01",
        4,
        "Chloe",
        "Nearly perfect",
        "I would love a larger one for tea. Otherwise there is nothing to complain about.",
    ),
    said("MUG-01", 5, "Sam", "Sturdy", "Survived my toddler. I cannot say that of many things."),
    said(
        "BOWL-02",
        3,
        "Yusuf",
        "Pretty, pricey",
        "Nice bowl, but postage for one was almost half of its price.",
    ),
    said("MUG-01", 5, "Olga", "Cosy", "Keeps tea warm for longer than the thin ones I had before."),
];

const fn said(
    sku: &'static str,
    stars: i64,
    name: &'static str,
    title: &'static str,
    text: &'static str,
) -> Said {
    Said { sku, stars, language: "en", name, title, text }
}
