//! Texts in several languages, and what characters a text may hold.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::invalid::{Invalid, Reason};

/// One text in several languages, by language tag (`nl`, `pt-BR`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Texts(pub BTreeMap<String, String>);

impl Texts {
    /// A text in one language.
    pub fn one(language: &str, text: &str) -> Self {
        Self(BTreeMap::from([(language.to_owned(), text.to_owned())]))
    }

    /// The text for a reader: region (`nl-BE`), then language (`nl`), then the shop's own
    /// language, then English, then whichever there is.
    pub fn pick(&self, language: &str, shop_language: &str) -> Option<&str> {
        let tag = self.language(language, shop_language)?;
        self.0.get(tag).map(String::as_str)
    }

    /// The language that [`Texts::pick`] takes for a reader, by its tag as it is kept.
    pub fn language(&self, language: &str, shop_language: &str) -> Option<&str> {
        candidates(language)
            .chain(candidates(shop_language))
            .chain(["en"])
            .find_map(|tag| self.entry(tag))
            .or_else(|| self.0.iter().find(|(_, text)| !text.is_empty()))
            .map(|(tag, _)| tag.as_str())
    }

    /// The text in exactly this language, if it is not empty.
    pub fn get(&self, language: &str) -> Option<&str> {
        self.entry(language).map(|(_, text)| text.as_str())
    }

    fn entry(&self, language: &str) -> Option<(&String, &String)> {
        self.0.iter().find(|(tag, text)| tag.eq_ignore_ascii_case(language) && !text.is_empty())
    }

    /// Checks each language's tag, characters and length in characters.
    pub fn check(&self, limit: usize) -> Result<(), Invalid> {
        if self.0.len() > 40 {
            return Err(Invalid::new("", Reason::TooMany(40)));
        }
        self.0.iter().try_for_each(|(tag, text)| {
            let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
            if tag.is_empty() || tag.len() > 35 || !tag.chars().all(plain) {
                return Err(Invalid::new("", Reason::Expected("keyed by language tags")));
            }
            check(text, limit).map_err(|reason| Invalid::new(tag.as_str(), reason))
        })
    }
}

/// A language tag and its shorter forms: `nl-BE`, `nl`.
fn candidates(tag: &str) -> impl Iterator<Item = &str> {
    let mut next = Some(tag);
    std::iter::from_fn(move || {
        let tag = next?;
        next = tag.rfind('-').map(|at| &tag[..at]);
        Some(tag)
    })
}

/// Checks a text that somebody typed: at most `limit` characters, no control characters but
/// tab and line ends. (Postgres cannot store U+0000 at all.)
pub fn check(text: &str, limit: usize) -> Result<(), Reason> {
    let allowed = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
    if !text.chars().all(allowed) {
        return Err(Reason::Character);
    }
    // Bytes bound characters, so that most texts are not counted.
    if text.len() > limit && text.chars().count() > limit {
        return Err(Reason::TooLong(limit));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_gets_the_nearest_language() {
        let texts = Texts(
            [("en", "Hello"), ("nl", "Hallo"), ("nl-BE", "Dag")]
                .map(|(tag, text)| (tag.to_owned(), text.to_owned()))
                .into(),
        );

        assert_eq!(texts.pick("nl-be", "en"), Some("Dag"));
        assert_eq!(texts.pick("nl-NL", "en"), Some("Hallo"));
        assert_eq!(texts.pick("ja", "nl"), Some("Hallo"));
        assert_eq!(texts.pick("ja", "ko"), Some("Hello"));
        assert_eq!(Texts::default().pick("en", "en"), None);
    }

    #[test]
    fn a_limit_counts_characters_not_bytes() {
        assert_eq!(check("äöü", 3), Ok(()));
        assert_eq!(check("äöüß", 3), Err(Reason::TooLong(3)));
    }

    #[test]
    fn control_characters_are_refused_and_line_ends_are_not() {
        assert_eq!(check("two\r\n\tlines", 100), Ok(()));
        assert_eq!(check("nul\0", 100), Err(Reason::Character));
        assert_eq!(check("escape\u{1b}[0m", 100), Err(Reason::Character));
    }
}
