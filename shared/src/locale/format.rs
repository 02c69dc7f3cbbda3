//! Numbers, dates and counted phrases, as readers of each language write them.

use super::{Locale, Plural, ShowWords, primary};

/// The plural categories of Unicode CLDR.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// For 0 in Arabic.
    Zero,
    /// For 1 in most languages.
    One,
    /// For 2 in Arabic.
    Two,
    /// For small numbers.
    Few,
    /// For large numbers.
    Many,
    /// For everything else.
    Other,
}

/// The plural category of a whole number in one of the built-in languages; by English's rule
/// in any other.
pub fn category(language: &str, n: i64) -> Category {
    let n = n.unsigned_abs();
    match primary(language).as_str() {
        "ru" => russian(n),
        "ar" => arabic(n),
        "fr" | "es" if n != 0 && n.is_multiple_of(1_000_000) => Category::Many,
        "fr" if n == 0 => Category::One,
        _ if n == 1 => Category::One,
        _ => Category::Other,
    }
}

fn russian(n: u64) -> Category {
    match (n % 10, n % 100) {
        (_, 11..=14) => Category::Many,
        (1, _) => Category::One,
        (2..=4, _) => Category::Few,
        _ => Category::Many,
    }
}

fn arabic(n: u64) -> Category {
    match (n, n % 100) {
        (0, _) => Category::Zero,
        (1, _) => Category::One,
        (2, _) => Category::Two,
        (_, 3..=10) => Category::Few,
        (_, 11..=99) => Category::Many,
        _ => Category::Other,
    }
}

impl Plural {
    /// The phrase for so many, with the number in it as the locale writes it.
    pub fn say(&self, n: i64, locale: &Locale) -> String {
        let phrase = match category(locale.language, n) {
            Category::Zero => self.zero,
            Category::One => self.one,
            Category::Two => self.two,
            Category::Few => self.few,
            Category::Many => self.many,
            Category::Other => self.other,
        };
        phrase.replace("{n}", &locale.show.number(n))
    }
}

impl ShowWords {
    /// A whole number with its thousands apart.
    pub fn number(&self, n: i64) -> String {
        let size = n.unsigned_abs();
        let digits = size.to_string();
        let mut text = String::from(if n < 0 { "-" } else { "" });
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && size >= self.grouped_from && (digits.len() - at).is_multiple_of(3) {
                text.push(self.thousands);
            }
            text.push(digit);
        }
        text
    }

    /// A mean with one decimal, halves rounded up.
    pub fn mean(&self, mean: f64) -> String {
        // Formatting alone rounds 4.25 to 4.2 and 4.75 to 4.8.
        let rounded = (mean * 10.0).round() / 10.0;
        format!("{rounded:.1}").replace('.', self.decimal.encode_utf8(&mut [0; 4]))
    }

    /// A date with its month in words; months and days count from 1.
    pub fn date(&self, year: i16, month: i8, day: i8) -> String {
        let month = usize::try_from(month).ok().and_then(|month| month.checked_sub(1));
        let month = month.and_then(|month| self.months.get(month)).copied().unwrap_or_default();
        let day = if day == 1 { self.first_day.to_owned() } else { day.to_string() };
        self.date
            .replace("{day}", &day)
            .replace("{month}", month)
            .replace("{year}", &year.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::super::locale;
    use super::*;

    fn words(language: &str) -> &'static ShowWords {
        &locale(language, "en").show
    }

    /// Which of these numbers fall into the category.
    fn numbers(language: &str, wanted: Category) -> Vec<i64> {
        [0, 1, 2, 3, 4, 5, 10, 11, 12, 14, 20, 21, 22, 25, 99, 100, 101, 102, 111, 1_000_000]
            .into_iter()
            .filter(|n| category(language, *n) == wanted)
            .collect()
    }

    #[test]
    fn germanic_languages_tell_one_from_the_rest() {
        for language in ["en", "nl", "nl-BE", "sv", "de"] {
            assert_eq!(numbers(language, Category::One), [1], "{language}");
            assert_eq!(numbers(language, Category::Other).len(), 19, "{language}");
        }
    }

    #[test]
    fn french_counts_nothing_as_one_and_romance_millions_apart() {
        assert_eq!(numbers("fr", Category::One), [0, 1]);
        assert_eq!(numbers("es", Category::One), [1]);
        for language in ["fr", "es"] {
            assert_eq!(numbers(language, Category::Many), [1_000_000], "{language}");
            assert_eq!(category(language, 1_000_001), Category::Other, "{language}");
        }
    }

    #[test]
    fn russian_goes_by_the_last_digits() {
        assert_eq!(numbers("ru", Category::One), [1, 21, 101]);
        assert_eq!(numbers("ru", Category::Few), [2, 3, 4, 22, 102]);
        assert_eq!(numbers("ru", Category::Other), [0; 0]);
        assert_eq!(category("ru", 112), Category::Many);
    }

    #[test]
    fn arabic_has_all_six() {
        assert_eq!(numbers("ar", Category::Zero), [0]);
        assert_eq!(numbers("ar", Category::One), [1]);
        assert_eq!(numbers("ar", Category::Two), [2]);
        assert_eq!(numbers("ar", Category::Few), [3, 4, 5, 10]);
        assert_eq!(numbers("ar", Category::Many), [11, 12, 14, 20, 21, 22, 25, 99, 111]);
        assert_eq!(numbers("ar", Category::Other), [100, 101, 102, 1_000_000]);
    }

    #[test]
    fn a_count_is_said_in_the_reader_s_language() {
        let say = |language, n| {
            let locale = locale(language, "en");
            locale.show.reviews.say(n, locale)
        };

        assert_eq!(say("en", 1), "1 review");
        assert_eq!(say("en", 1234), "1,234 reviews");
        assert_eq!(say("fr", 1_000_000), "1\u{202f}000\u{202f}000 d’avis");
        assert_eq!(say("ru", 21), "21 отзыв");
        assert_eq!(say("ru", 22), "22 отзыва");
        assert_eq!(say("ru", 12), "12 отзывов");
        assert_eq!(say("ar", 2), "مراجعتان");
        assert_eq!(say("ar", 11), "11 مراجعة");
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(words("en").number(0), "0");
        assert_eq!(words("en").number(999), "999");
        assert_eq!(words("en").number(1000), "1,000");
        assert_eq!(words("de").number(1_234_567), "1.234.567");
        assert_eq!(words("sv").number(-12_345), "-12\u{a0}345");
        assert_eq!(words("es").number(9999), "9999");
        assert_eq!(words("es").number(10_000), "10.000");
    }

    #[test]
    fn a_mean_has_one_decimal_and_rounds_halves_up() {
        assert_eq!(words("en").mean(4.0), "4.0");
        assert_eq!(words("en").mean(4.25), "4.3");
        assert_eq!(words("nl").mean(4.64), "4,6");
        assert_eq!(words("ar").mean(4.95), "5.0");
    }

    #[test]
    fn a_date_reads_as_readers_write_it() {
        assert_eq!(words("en").date(2026, 11, 22), "22 November 2026");
        assert_eq!(words("de").date(2026, 3, 1), "1. März 2026");
        assert_eq!(words("fr").date(2026, 8, 1), "1er août 2026");
        assert_eq!(words("fr").date(2026, 8, 2), "2 août 2026");
        assert_eq!(words("es").date(2026, 1, 31), "31 de enero de 2026");
        assert_eq!(words("ru").date(2026, 5, 9), "9 мая 2026");
    }
}
