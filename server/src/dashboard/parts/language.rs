//! Languages to choose from.

use shared::locale::LANGUAGES;

use crate::dashboard::words;

/// Languages that texts can be written in though the widget's own words are not built in.
const OTHERS: [&str; 9] = ["da", "fi", "it", "ja", "nb", "pl", "pt", "uk", "zh"];

/// Value and name of each language on offer, and of the one that is chosen now.
pub(crate) fn choices(now: &str) -> Vec<(String, String)> {
    let mut tags: Vec<&str> = LANGUAGES.into_iter().chain(OTHERS).collect();
    if !tags.contains(&now) {
        tags.insert(0, now);
    }
    tags.into_iter().map(|tag| (tag.to_owned(), words::language(tag))).collect()
}
