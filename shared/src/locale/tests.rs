//! What every translation has to keep.

use std::collections::BTreeSet;

use super::*;

/// Strings that are rightly the same as in English.
const SAME: [(&str, &str); 16] = [
    ("nl", "privacy"),
    ("nl", "reviews.zero"),
    ("nl", "reviews.one"),
    ("nl", "reviews.two"),
    ("nl", "reviews.few"),
    ("nl", "reviews.many"),
    ("nl", "reviews.other"),
    ("nl", "date"),
    ("sv", "date"),
    ("ru", "date"),
    ("de", "months.3"),
    ("de", "months.7"),
    ("de", "months.8"),
    ("de", "months.10"),
    ("fr", "date"),
    ("ar", "date"),
];

/// The forms of a plural, by category.
fn forms(plural: &Plural) -> [(&'static str, Category, &'static str); 6] {
    [
        ("zero", Category::Zero, plural.zero),
        ("one", Category::One, plural.one),
        ("two", Category::Two, plural.two),
        ("few", Category::Few, plural.few),
        ("many", Category::Many, plural.many),
        ("other", Category::Other, plural.other),
    ]
}

/// Every string of a locale that is a phrase, by name.
fn phrases(locale: &Locale) -> Vec<(String, String)> {
    let mut phrases = Vec::new();
    let ask = serde_json::to_value(locale.ask).unwrap();
    for (name, value) in ask.as_object().unwrap() {
        let Some(values) = value.as_array() else {
            phrases.push((name.clone(), value.as_str().unwrap().to_owned()));
            continue;
        };
        phrases.extend(
            values
                .iter()
                .enumerate()
                .map(|(at, value)| (format!("{name}.{at}"), value.as_str().unwrap().to_owned())),
        );
    }
    let show = &locale.show;
    for (name, plural) in [("reviews", &show.reviews), ("helpful", &show.helpful)] {
        phrases.extend(
            forms(plural).map(|(form, _, phrase)| (format!("{name}.{form}"), phrase.to_owned())),
        );
    }
    let months = show.months.iter().enumerate();
    phrases.extend(months.map(|(at, month)| (format!("months.{at}"), (*month).to_owned())));
    phrases.extend(
        [
            ("out_of_five", show.out_of_five),
            ("empty", show.empty),
            ("write", show.write),
            ("more", show.more),
            ("less", show.less),
            ("show_all", show.show_all),
            ("next_page", show.next_page),
            ("all_stars", show.all_stars),
            ("verified", show.verified),
            ("spontaneous", show.spontaneous),
            ("invited", show.invited),
            ("imported", show.imported),
            ("incentivised", show.incentivised),
            ("edited", show.edited),
            ("reply", show.reply),
            ("anonymous", show.anonymous),
            ("date", show.date),
        ]
        .map(|(name, phrase)| (name.to_owned(), phrase.to_owned())),
    );
    let display = serde_json::to_value(display_words(locale.language)).unwrap();
    phrases.extend(flattened("display", &display));
    phrases
}

/// Every string in a value, by where it stands.
fn flattened(name: &str, value: &serde_json::Value) -> Vec<(String, String)> {
    let within = |key: &str, value| flattened(&format!("{name}.{key}"), value);
    match value {
        serde_json::Value::Object(fields) => {
            fields.iter().flat_map(|(key, value)| within(key, value)).collect()
        }
        serde_json::Value::Array(items) => items
            .iter()
            .enumerate()
            .flat_map(|(at, value)| within(&at.to_string(), value))
            .collect(),
        value => vec![(name.to_owned(), value.as_str().unwrap().to_owned())],
    }
}

/// What stands in braces.
fn placeholders(phrase: &str) -> BTreeSet<&str> {
    phrase.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or_default()).collect()
}

#[test]
fn the_locales_are_the_languages_in_their_order() {
    assert_eq!(ALL.map(|locale| locale.language), LANGUAGES);
    assert_eq!(display::ALL.map(|(language, _)| language), LANGUAGES);
    for locale in ALL {
        assert_eq!(locale.right_to_left, right_to_left(locale.language), "{}", locale.language);
    }
}

#[test]
fn a_reader_gets_their_language_then_the_shop_s_then_english() {
    assert_eq!(locale("nl-BE", "de").language, "nl");
    assert_eq!(locale("FR_ca", "de").language, "fr");
    assert_eq!(locale("ja", "de-AT").language, "de");
    assert_eq!(locale("", "ja").language, "en");
}

#[test]
fn placeholders_are_those_of_english() {
    let english = phrases(&en::LOCALE);
    for locale in ALL {
        for ((name, phrase), (_, original)) in phrases(locale).iter().zip(&english) {
            // These forms mean one number each, which Arabic puts into the noun.
            let spelt_out = locale.language == "ar"
                && [".zero", ".one", ".two"].iter().any(|form| name.ends_with(form));
            let wanted = if spelt_out { BTreeSet::new() } else { placeholders(original) };

            assert_eq!(placeholders(phrase), wanted, "{} {name}", locale.language);
        }
    }
}

#[test]
fn nothing_is_left_in_english_but_what_is_listed() {
    let english = phrases(&en::LOCALE);

    let same: Vec<(&str, &str)> = ALL[1..]
        .iter()
        .flat_map(|locale| {
            let pairs = phrases(locale).into_iter().zip(&english);
            pairs
                .filter(|((_, phrase), (_, original))| phrase == original)
                .map(|(_, (name, _))| (locale.language, name.as_str()))
        })
        .collect();

    assert_eq!(same, SAME);
}

#[test]
fn phrases_are_tidy() {
    for locale in ALL {
        for (name, phrase) in phrases(locale) {
            assert!(!phrase.is_empty() && phrase.trim() == phrase, "{} {name}", locale.language);
            assert!(!phrase.contains("  "), "{} {name}", locale.language);
        }
    }
}

#[test]
fn a_category_that_a_language_lacks_repeats_other() {
    for locale in ALL {
        let used: Vec<Category> =
            (0..=200).chain([1_000_000]).map(|n| category(locale.language, n)).collect();
        let display = display_words(locale.language);
        let plurals = [
            &locale.show.reviews,
            &locale.show.helpful,
            &display.waiting,
            &display.oldest,
            &display.withheld,
            &display.withdrawn,
        ];
        for plural in plurals {
            for (form, category, phrase) in forms(plural) {
                let lacking = !used.contains(&category);
                assert!(!lacking || phrase == plural.other, "{} {form}", locale.language);
            }
        }
    }
}
