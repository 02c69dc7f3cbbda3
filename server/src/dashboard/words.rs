//! The owner's words for what is stored under short names.

use shared::response::Suspicion;
use shared::review::{State, Withheld};
use shared::touchpoint::Touchpoint;

use crate::responses::Group;

/// A language by its tag, such as "Dutch (nl-BE)"; the tag itself where it has no words here.
pub(super) fn language(tag: &str) -> String {
    let name = match tag.split(['-', '_']).next().unwrap_or_default() {
        "ar" => "Arabic",
        "da" => "Danish",
        "de" => "German",
        "en" => "English",
        "es" => "Spanish",
        "fi" => "Finnish",
        "fr" => "French",
        "it" => "Italian",
        "ja" => "Japanese",
        "nb" | "nn" | "no" => "Norwegian",
        "nl" => "Dutch",
        "pl" => "Polish",
        "pt" => "Portuguese",
        "ru" => "Russian",
        "sv" => "Swedish",
        "uk" => "Ukrainian",
        "zh" => "Chinese",
        _ => return tag.to_owned(),
    };
    if tag.len() > 3 { format!("{name} ({tag})") } else { name.to_owned() }
}

/// A moment of the journey by its name.
pub(super) fn touchpoint(name: &str) -> &'static str {
    match Touchpoint::parse(name) {
        Some(Touchpoint::Home) => "Front page",
        Some(Touchpoint::Product) => "Product page",
        Some(Touchpoint::Cart) => "Cart",
        Some(Touchpoint::Checkout) => "Checkout",
        Some(Touchpoint::ThankYou) => "Thank-you page",
        Some(Touchpoint::Delivery) => "Delivery",
        Some(Touchpoint::Returns) => "Returns",
        Some(Touchpoint::Support) => "Support",
        Some(Touchpoint::Store) => "Store",
        None => "Elsewhere",
    }
}

/// What a page was looked at with, by its name.
pub(super) fn device(name: &str) -> &'static str {
    match name {
        "mobile" => "Phone",
        "tablet" => "Tablet",
        _ => "Computer",
    }
}

/// One of the groups of the Net Promoter Score.
pub(super) fn group(group: Group) -> &'static str {
    match group {
        Group::Promoters => "Promoters",
        Group::Passives => "Passives",
        Group::Detractors => "Detractors",
    }
}

/// Somebody of that group.
pub(super) fn member(group: Group) -> &'static str {
    match group {
        Group::Promoters => "Promoter",
        Group::Passives => "Passive",
        Group::Detractors => "Detractor",
    }
}

/// What has become of a review.
pub(super) fn state(state: State) -> &'static str {
    match state {
        State::Pending => "Waiting",
        State::Published => "Published",
        State::Withheld => "Withheld",
        State::Withdrawn => "Withdrawn",
    }
}

/// The title of a page with one review on it.
pub(super) fn one_review(state: State) -> &'static str {
    match state {
        State::Pending => "This review is waiting",
        State::Published => "This review is public",
        State::Withheld => "This review is withheld",
        State::Withdrawn => "This review was taken back",
    }
}

/// Why a review is withheld.
pub(super) fn reason(reason: Withheld) -> &'static str {
    match reason {
        Withheld::Spam => "Spam",
        Withheld::Abuse => "Abuse",
        Withheld::PersonalData => "Personal data",
        Withheld::Illegal => "Illegal",
        Withheld::NotAboutUs => "Not about us",
        Withheld::Duplicate => "Duplicate",
    }
}

/// Why a response may not be a shopper's, as a sentence.
pub(super) fn suspicion(suspicion: Suspicion) -> &'static str {
    match suspicion {
        Suspicion::Honeypot => {
            "It filled in a field that no shopper sees, as programs do that fill in everything."
        }
        Suspicion::TooFast => {
            "It came a quarter of a second after the question appeared, or sooner: nobody reads \
             that fast."
        }
    }
}

/// A number and what it counts: "1 review", "3 reviews".
pub(super) fn counted(number: i64, one: &str, many: &str) -> String {
    let figure = super::parts::score::count(number);
    format!("{figure} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_says_its_region_and_an_unknown_one_its_tag() {
        assert_eq!(language("nl"), "Dutch");
        assert_eq!(language("nl-BE"), "Dutch (nl-BE)");
        assert_eq!(language("tlh"), "tlh");
    }

    #[test]
    fn one_is_not_many() {
        assert_eq!(counted(1, "review", "reviews"), "1 review");
        assert_eq!(counted(0, "review", "reviews"), "0 reviews");
    }
}
