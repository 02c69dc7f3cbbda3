//! Advertising and noise: links, capitals throughout, one thing over and over.

use std::collections::HashMap;

use linkify::{LinkFinder, LinkKind};

use super::{Finding, Found};

/// Letters that make capitals throughout a choice rather than a name.
const SHOUTED: usize = 20;
/// So many of one character in a row say nothing.
const RUN: usize = 8;
/// So many of one word in a row say nothing.
const WORD_RUN: usize = 4;
/// Words of which half may not be the same one.
const WORDS: usize = 10;
/// Endings of addresses that are written without `www.`; others are taken for a full stop whose
/// space is missing.
const ENDINGS: [&str; 34] = [
    "app", "biz", "blog", "click", "club", "cn", "co", "com", "de", "dev", "es", "eu", "fr",
    "info", "io", "link", "live", "net", "nl", "online", "org", "page", "pro", "ru", "se", "shop",
    "site", "store", "top", "uk", "vip", "website", "win", "xyz",
];

/// What is found in one part of a review.
pub(super) fn found_in(text: &str) -> Vec<Finding> {
    let mut found: Vec<Finding> = links(text).map(|link| Finding::new(Found::Link, link)).collect();
    found.extend(shouted(text).map(|words| Finding::new(Found::Shouting, words)));
    found.extend(run(text).map(|words| Finding::new(Found::RepeatedCharacters, words)));
    found.extend(chant(text).map(|word| Finding::new(Found::RepeatedWords, word)));
    found
}

fn links(text: &str) -> impl Iterator<Item = &str> {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]).url_must_have_scheme(false);
    let found: Vec<&str> = finder.links(text).map(|link| link.as_str()).collect();
    found.into_iter().filter(|link| is_meant(link))
}

/// Whether something that looks like an address is one.
fn is_meant(link: &str) -> bool {
    let host = link.split(['/', '?', '#']).next().unwrap_or_default();
    let ending = host.rsplit('.').next().unwrap_or_default();
    link.contains("://")
        || link.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."))
        || ENDINGS.contains(&ending)
}

/// The first words of a text that is in capitals.
fn shouted(text: &str) -> Option<String> {
    let cased = |c: &char| c.is_uppercase() || c.is_lowercase();
    let (capital, all) = text
        .chars()
        .filter(cased)
        .fold((0, 0), |(capital, all), c| (capital + usize::from(c.is_uppercase()), all + 1));
    let is_shouted = all >= SHOUTED && capital * 10 > all * 7;
    is_shouted.then(|| text.split_whitespace().take(5).collect::<Vec<_>>().join(" "))
}

/// The first long run of one character.
fn run(text: &str) -> Option<String> {
    let mut last = (None, 0);
    for c in text.chars() {
        last = if last.0 == Some(c) { (last.0, last.1 + 1) } else { (Some(c), 1) };
        if last.1 == RUN && !c.is_whitespace() {
            return Some(c.to_string().repeat(RUN));
        }
    }
    None
}

/// The word that is said over and over.
fn chant(text: &str) -> Option<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(str::to_lowercase).collect();
    let in_a_row = words.windows(WORD_RUN).find(|few| few.iter().all(|word| *word == few[0]));
    if let Some(few) = in_a_row {
        return Some(few.join(" "));
    }
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in &words {
        *counts.entry(word).or_default() += 1;
    }
    let (word, count) = counts.into_iter().max_by_key(|(word, count)| (*count, *word))?;
    (words.len() >= WORDS && count * 2 > words.len()).then(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Found> {
        found_in(text).into_iter().map(|finding| finding.found).collect()
    }

    #[test]
    fn addresses_of_the_web_are_found_however_they_are_written() {
        for text in [
            "https://pills.example/x",
            "see (http://pills.example)",
            "WWW.pills.example now",
            "buy at pills.shop!",
            "t.co/abc",
        ] {
            assert_eq!(kinds(text), [Found::Link], "{text}");
        }
        for text in ["Nice.Really", "e.g. tea", "3.5", "end.de facto is two words"] {
            let expected: &[Found] = if text.starts_with("end") { &[Found::Link] } else { &[] };
            assert_eq!(kinds(text), expected, "{text}");
        }
    }

    #[test]
    fn capitals_throughout_are_found_and_a_word_of_them_is_not() {
        assert_eq!(kinds("BUY NOW THE BEST PILLS OF ALL"), [Found::Shouting]);
        assert_eq!(kinds("КУПИТЕ СЕЙЧАС ЛУЧШИЕ ТАБЛЕТКИ"), [Found::Shouting]);
        assert_eq!(kinds("VERY GOOD"), []);
        assert_eq!(kinds("I LOVE it, truly and for ever and ever"), []);
    }

    #[test]
    fn one_thing_over_and_over_is_found() {
        assert_eq!(kinds("aaaaaaaa"), [Found::RepeatedCharacters]);
        assert_eq!(kinds("Sooooo good!!!!!!!"), []);
        assert_eq!(kinds("good good good good"), [Found::RepeatedWords]);
        assert_eq!(kinds("a pill b pill c pill d pill e pill pill"), [Found::RepeatedWords]);
        assert_eq!(kinds("very, very, very good"), []);
        assert_eq!(kinds("\n\n\n\n\n\n\n\n\n"), []);
    }
}
