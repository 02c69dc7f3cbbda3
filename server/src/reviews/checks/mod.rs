//! Finds spam and personal data in a review, by what it says alone. Nothing in here knows its
//! stars.

mod personal;
mod spam;

use serde::Serialize;
use sha2::{Digest, Sha256};

/// A shorter text is often said twice in good faith: "Great mug, thank you!"
const LEAST_FINGERPRINTED: usize = 40;
/// Findings of one kind that are told.
const MOST_OF_A_KIND: usize = 5;

/// Something in a review for which somebody should look at it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What it is.
    pub found: Found,
    /// The words that it is about; empty where it is about all of them.
    pub words: String,
}

/// What may be found in a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Found {
    /// An address of the web.
    Link,
    /// Capitals throughout.
    Shouting,
    /// One character over and over.
    RepeatedCharacters,
    /// One word over and over.
    RepeatedWords,
    /// The same text as in another review of the shop.
    RepeatedText,
    /// Its response is more likely a program's than a shopper's.
    Suspicious,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// The number of a bank account.
    Iban,
    /// The number of a payment card.
    CardNumber,
}

impl Finding {
    fn new(found: Found, words: impl Into<String>) -> Self {
        Self { found, words: words.into() }
    }
}

/// What is found in the title, the text and the name of a review.
pub fn findings(parts: [&str; 3]) -> Vec<Finding> {
    let mut all: Vec<Finding> = Vec::new();
    for part in parts {
        let part = plain(part);
        for finding in [spam::found_in(&part), personal::found_in(&part)].concat() {
            let told = all.iter().filter(|other| other.found == finding.found).count();
            if told < MOST_OF_A_KIND && !all.contains(&finding) {
                all.push(finding);
            }
        }
    }
    all
}

/// The same text with the digits that people of all scripts type written as 0–9, and without
/// characters that nobody sees: neither hides a number from the checks.
fn plain(text: &str) -> String {
    let seen = |c: &char| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    let digit = |c: char| {
        let zero = match c {
            '٠'..='٩' => '٠',
            '۰'..='۹' => '۰',
            '０'..='９' => '０',
            _ => return c,
        };
        let value = u32::from(c) - u32::from(zero);
        char::from_digit(value, 10).unwrap_or(c)
    };
    text.chars().filter(seen).map(digit).collect()
}

/// What is the same of two texts that differ in case, spaces and signs only; none of a text that is
/// too short to tell anything.
pub(super) fn fingerprint(text: &str) -> Option<Vec<u8>> {
    let letters: String =
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let is_long = letters.chars().count() >= LEAST_FINGERPRINTED;
    is_long.then(|| Sha256::digest(letters.as_bytes()).to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_review_has_no_findings_in_any_language() {
        for text in [
            "Great mug!!! Bought 2 in 2024, order 1001. Holds 300 ml, 9.5 out of 10. Soooo good :)",
            "Sehr schön. Am 01.02.2026 12:30 bestellt, nach 3 Tagen da. Preis 19,90 €.",
            "Отличная кружка, заказывал 12.11.2025, пришла через 2 дня. Рекомендую!",
            "كوب رائع، وصل خلال ٣ أيام. أنصح به.",
            "Très bien.Je recommande. Taille 38-40, pas 36/38.",
            "IKEA and DHL were late, the MUG is fine. PS: no. 4006381333931 on the box.",
            "不错的杯子，很喜欢。",
            "",
        ] {
            assert_eq!(findings(["", text, "Ana"]), [], "{text}");
        }
    }

    #[test]
    fn each_finding_names_the_words_that_caused_it_once() {
        let found = findings(["See www.pills.example", "Write to a@b.example, a@b.example", ""]);

        assert_eq!(
            found,
            [
                Finding::new(Found::Link, "www.pills.example"),
                Finding::new(Found::Email, "a@b.example"),
            ]
        );
    }

    #[test]
    fn neither_unseen_characters_nor_another_scripts_digits_hide_a_number() {
        let found = |text: &str| findings(["", text, ""]).first().map(|finding| finding.found);

        assert_eq!(found("+31 6\u{200b}12\u{200b}345678"), Some(Found::Phone));
        assert_eq!(found("٠٦١٢٣٤٥٦٧٨"), Some(Found::Phone));
        assert_eq!(found("０６１２３４５６７８"), Some(Found::Phone));
    }

    #[test]
    fn a_fingerprint_looks_at_letters_and_digits_of_longer_texts_only() {
        let text = "This mug holds tea, coffee and everything else that I like.";

        let print = fingerprint(text);

        assert!(print.is_some());
        assert_eq!(fingerprint(&text.to_uppercase().replace(", ", " – ")), print);
        assert_ne!(fingerprint(&text.replace("tea", "milk")), print);
        assert_eq!(fingerprint("Great mug, thank you!"), None);
    }
}
