//! What languages call themselves, so that their readers find them in every list.

use super::primary;

/// Common languages of shops' customers.
const NAMES: [(&str, &str); 42] = [
    ("ar", "العربية"),
    ("bg", "Български"),
    ("bn", "বাংলা"),
    ("ca", "Català"),
    ("cs", "Čeština"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "Español"),
    ("et", "Eesti"),
    ("fa", "فارسی"),
    ("fi", "Suomi"),
    ("fr", "Français"),
    ("ga", "Gaeilge"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "Hrvatski"),
    ("hu", "Magyar"),
    ("id", "Bahasa Indonesia"),
    ("is", "Íslenska"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("lt", "Lietuvių"),
    ("lv", "Latviešu"),
    ("mt", "Malti"),
    ("nb", "Norsk bokmål"),
    ("nl", "Nederlands"),
    ("no", "Norsk"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("sk", "Slovenčina"),
    ("sl", "Slovenščina"),
    ("sr", "Српски"),
    ("sv", "Svenska"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("vi", "Tiếng Việt"),
    ("zh", "中文"),
];

/// What a language calls itself, whatever the region; its tag where that is not known.
pub fn language_name(tag: &str) -> String {
    let language = primary(tag);
    let known = NAMES.iter().find(|(tag, _)| *tag == language);
    known.map_or_else(|| language.to_uppercase(), |(_, name)| (*name).to_owned())
}

/// A tag's language without its region, in lower case: `nl-BE` gives `nl`.
pub fn primary_language(tag: &str) -> String {
    primary(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_called_as_its_readers_call_it() {
        assert_eq!(language_name("nl-BE"), "Nederlands");
        assert_eq!(language_name("AR"), "العربية");
        assert_eq!(language_name("eo"), "EO");
    }
}
