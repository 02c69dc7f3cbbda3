//! Languages by the names that their speakers give them.

use shared::locale::LANGUAGES;

/// Languages that texts can be written in though the widget's own words are not built in.
const OTHERS: [&str; 12] = ["cs", "da", "fi", "hu", "it", "ja", "nb", "pl", "pt", "ro", "tr", "uk"];

/// Value and name of each language on offer, and of the one that is chosen now.
pub(crate) fn choices(now: &str) -> Vec<(String, String)> {
    let built_in = LANGUAGES.into_iter().map(|tag| (tag.to_owned(), name(tag)));
    let others = OTHERS.into_iter().map(|tag| (tag.to_owned(), name(tag)));
    let mut all: Vec<_> = built_in.chain(others).collect();
    if all.iter().all(|(tag, _)| tag != now) {
        all.insert(0, (now.to_owned(), name(now)));
    }
    all
}

/// A language's own name; its tag where that is not known.
pub(crate) fn name(tag: &str) -> String {
    let name = match tag {
        "ar" => "العربية",
        "cs" => "Čeština",
        "da" => "Dansk",
        "de" => "Deutsch",
        "en" => "English",
        "es" => "Español",
        "fi" => "Suomi",
        "fr" => "Français",
        "hu" => "Magyar",
        "it" => "Italiano",
        "ja" => "日本語",
        "nb" => "Norsk",
        "nl" => "Nederlands",
        "pl" => "Polski",
        "pt" => "Português",
        "ro" => "Română",
        "ru" => "Русский",
        "sv" => "Svenska",
        "tr" => "Türkçe",
        "uk" => "Українська",
        other => other,
    };
    name.to_owned()
}
