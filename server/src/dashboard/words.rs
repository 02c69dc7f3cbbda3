//! The owner's words for what is stored under short names.

use std::cmp::Ordering;

use shared::response::Suspicion;
use shared::review::{State, Withheld};
use shared::touchpoint::Touchpoint;

use super::parts::fields::Fields;
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

/// What a step of an effort scale says, which ends at `high`.
pub(super) fn agreement(step: i64, high: i64) -> &'static str {
    match (step * 2).cmp(&(high + 1)) {
        Ordering::Greater => "Agrees that it was easy",
        Ordering::Equal => "Neither agrees nor disagrees",
        Ordering::Less => "Does not agree that it was easy",
    }
}

/// What a step of a satisfaction scale says.
pub(super) fn satisfaction(step: i64) -> &'static str {
    match step {
        4.. => "Satisfied",
        3 => "Neither satisfied nor dissatisfied",
        _ => "Not satisfied",
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

/// A field of a form by its name there, for whoever does not see the form.
pub(super) fn field(name: &str) -> String {
    if let Some((at, part)) = name.strip_prefix("questions[").and_then(|it| it.split_once(']')) {
        let number = at.parse::<usize>().unwrap_or_default() + 1;
        return format!("Question {number}{}", part_of_question(part.trim_start_matches('.')));
    }
    if let Some(tag) = name.strip_prefix("thanks.") {
        return format!("Thanks, at the end, in {}", language(tag));
    }
    if let Some(tag) = name.strip_prefix("tab.") {
        return format!("Word on the tab, in {}", language(tag));
    }
    let label = match name {
        "accent" => "Colour of what is chosen",
        "consent_required" => "Ask only visitors who consented",
        "delay_seconds" => "After so many seconds",
        "font" => "Name of the font family",
        "font_kind" => "Font",
        "gtin" => "GTIN",
        "honour_gpc" => "Respect browsers that ask not to be tracked",
        "publishing" => "New reviews",
        "key_name" => "New key for",
        "live" => "Live",
        "origins" => "Sites that may send answers",
        "placement" => "Where it appears",
        "position" => "Corner",
        "privacy_url" => "Privacy policy",
        "ends_at" => "Not from then on",
        "starts_at" => "Not before",
        "quiet_days" => "Days between two surveys",
        "radius" => "Radius of corners, in pixels",
        "rule.click" => "After a click on",
        "rule.countries" => "From these countries",
        "rule.devices" => "On these devices",
        "rule.event" => "After the event",
        "rule.event.properties" => "Where the event's properties are",
        "rule.exit_intent" => "When the visitor is about to leave",
        "rule.languages" => "On pages in these languages",
        "rule.repeat.every_days" => "Days in between",
        "rule.scroll_percent" => "Once so much is scrolled past, in %",
        "rule.traits" => "Visitors of whom the page says",
        "rule.exclude" => "Never on these pages",
        "rule.include" => "Only on these pages",
        "rule.repeat" => "How often one visitor is asked",
        "rule.sample_percent" => "Share of visitors, in %",
        "rule.touchpoints" => "At these moments",
        "sku" => "SKU",
        "tab" => "Word on the tab",
        "thanks" => "Thanks, at the end",
        "theme" => "Light or dark",
        "url" => "Address",
        other => {
            let mut letters = other.chars();
            let first = letters.next().map(|first| first.to_ascii_uppercase());
            return first.into_iter().chain(letters).collect::<String>().replace('_', " ");
        }
    };
    label.to_owned()
}

/// A part of a question by the name of its field: `low`, `options[1].text.nl`.
fn part_of_question(name: &str) -> String {
    let (name, tag) = match name.rsplit_once('.') {
        Some((name, tag)) if !matches!(tag, "text" | "id") && !name.starts_with("show_if") => {
            (name, Some(tag))
        }
        _ => (name, None),
    };
    let option = name.strip_prefix("options[").and_then(|rest| rest.split(']').next());
    let option = option.and_then(|at| at.parse::<usize>().ok());
    let part = match (name.split(['.', '[']).next().unwrap_or_default(), option) {
        (_, Some(at)) => format!(", option {}", at + 1),
        ("low", _) => ", low end".to_owned(),
        ("mid", _) => ", middle".to_owned(),
        ("high", _) => ", high end".to_owned(),
        ("options", _) => ", options".to_owned(),
        ("show_if", _) => ", when it is asked".to_owned(),
        ("required", _) => ", must be answered".to_owned(),
        ("steps", _) => ", steps".to_owned(),
        ("icons", _) => ", drawn as".to_owned(),
        _ => String::new(),
    };
    let language = tag.map(|tag| format!(", in {}", language(tag))).unwrap_or_default();
    part + &language
}

/// The name of each field that has changed since these prints, and what it says now.
pub(super) fn changed(now: &Fields, prints: &str) -> Vec<(String, String)> {
    let said = |name: &str| {
        let values: Vec<&str> =
            now.all().filter(|(other, _)| *other == name).map(|(_, value)| value).collect();
        match values.join(", ").trim() {
            "" => "(empty)".to_owned(),
            "true" => "on".to_owned(),
            "false" => "off".to_owned(),
            text => format!("“{text}”"),
        }
    };
    let changed = now.changed_since(prints).into_iter().filter(|name| name != "seen");
    changed.map(|name| (field(&name), said(&name))).collect()
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
