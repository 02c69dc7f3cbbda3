//! The built-in words of the widget and the displays, in eight languages.

mod ar;
mod author;
mod de;
mod display;
mod en;
mod es;
mod format;
mod fr;
mod languages;
mod nl;
mod page;
mod policy;
mod ru;
mod sv;
#[cfg(test)]
mod tests;

pub use author::{AuthorWords, author_words};
pub use display::{DisplayWords, display_words};
pub use format::{Category, category};
pub use languages::{language_name, primary_language};
pub use page::{PageWords, page_words};
pub use policy::{Practice, policy};
use serde::{Deserialize, Serialize};

/// Language tags that have built-in words, the fallback first.
pub const LANGUAGES: [&str; 8] = ["en", "nl", "sv", "ru", "de", "fr", "es", "ar"];

/// What the widget itself says, beside the owner's questions. It travels with the survey, so
/// that the wasm carries no language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskWords<S = &'static str> {
    /// Name of the whole widget for screen readers.
    pub label: S,
    /// Closes it.
    pub close: S,
    /// Goes back one question.
    pub back: S,
    /// Goes on to the next question.
    pub next: S,
    /// Goes on without an answer.
    pub skip: S,
    /// Sends the last answer.
    pub send: S,
    /// Where the shopper is: `{step}` and `{total}` are numbers.
    pub progress: S,
    /// An answer is needed.
    pub required: S,
    /// Too many characters; `{limit}` is a number.
    pub too_long: S,
    /// A character that cannot be kept.
    pub character: S,
    /// The answer could not be sent yet; it is kept and sent later.
    pub kept: S,
    /// The server refused the answer.
    pub refused: S,
    /// Placeholder of a long answer.
    pub placeholder: S,
    /// Group label of the stars of a review.
    pub stars: S,
    /// Names of one to five stars.
    pub star_names: [S; 5],
    /// Label of a review's title.
    pub review_title: S,
    /// Label of a review's text.
    pub review_text: S,
    /// Label of a review's name.
    pub review_name: S,
    /// Label of the consent to publish.
    pub consent: S,
    /// Said below the consent: what happens when it is not given.
    pub consent_note: S,
    /// Said above options of which any number can be chosen.
    pub several: S,
    /// Names of five faces, from a frown to a smile.
    pub face_names: [S; 5],
    /// The e-mail address cannot be one.
    pub email_problem: S,
    /// Label of the consent to be written to.
    pub contact_consent: S,
    /// There is an address, but no consent to keep it.
    pub contact_needed: S,
    /// Link to the author's own page of a review.
    pub your_review: S,
    /// Marks a field that may stay empty.
    pub optional: S,
    /// Link to the shop's privacy policy.
    pub privacy: S,
}

/// What the displays of reviews say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShowWords {
    /// How many reviews.
    pub reviews: Plural,
    /// How many stars, `{stars}`, out of five.
    pub out_of_five: &'static str,
    /// There is nothing yet.
    pub empty: &'static str,
    /// Asks for a review.
    pub write: &'static str,
    /// Shows the rest of a long text.
    pub more: &'static str,
    /// Folds a long text again.
    pub less: &'static str,
    /// Shows the reviews that do not fit.
    pub show_all: &'static str,
    /// Loads the next page.
    pub next_page: &'static str,
    /// Describes a photo that its author has not described.
    pub photo: &'static str,
    /// Takes all filters away.
    pub all_stars: &'static str,
    /// The purchase is proven.
    pub verified: &'static str,
    /// Written without an invitation.
    pub spontaneous: &'static str,
    /// Written after an invitation.
    pub invited: &'static str,
    /// Brought in from another program.
    pub imported: &'static str,
    /// Written for a reward.
    pub incentivised: &'static str,
    /// The author changed it.
    pub edited: &'static str,
    /// Heads the shop's answer; `{shop}` is its name.
    pub reply: &'static str,
    /// In place of a name.
    pub anonymous: &'static str,
    /// How many readers found it helpful.
    pub helpful: Plural,
    /// January to December, as they stand in a date.
    pub months: [&'static str; 12],
    /// A date of `{day}`, `{month}` and `{year}`.
    pub date: &'static str,
    /// The first `{day}` of a month, which French writes as an ordinal.
    pub first_day: &'static str,
    /// Between whole numbers and decimals.
    pub decimal: char,
    /// Between thousands.
    pub thousands: char,
    /// The smallest number that gets its thousands apart: Spanish writes 1000 but 10.000.
    pub grouped_from: u64,
}

/// A phrase with `{n}`, by the plural categories of Unicode CLDR. A language that lacks a
/// category repeats `other` there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Plural {
    /// For 0 in Arabic.
    pub zero: &'static str,
    /// For 1 in most languages; also for 0 in French, for 21, 31, … in Russian.
    pub one: &'static str,
    /// For 2 in Arabic.
    pub two: &'static str,
    /// For 2–4, 22–24, … in Russian, 3–10 in Arabic.
    pub few: &'static str,
    /// For 5–20 in Russian, 11–99 in Arabic, whole millions in French and Spanish.
    pub many: &'static str,
    /// For everything else.
    pub other: &'static str,
}

/// The built-in words of one language.
#[derive(Clone, Copy, Debug)]
pub struct Locale {
    /// Its tag, such as `nl`.
    pub language: &'static str,
    /// Whether it is written from right to left.
    pub right_to_left: bool,
    /// What the widget says.
    pub ask: AskWords,
    /// What the displays say.
    pub show: ShowWords,
}

/// The built-in words for a reader: their language, whatever the region, then the shop's
/// language, then English.
pub fn locale(language: &str, shop_language: &str) -> &'static Locale {
    let find = |tag: &str| ALL.iter().find(|locale| locale.language == primary(tag));
    find(language).or_else(|| find(shop_language)).copied().unwrap_or(&en::LOCALE)
}

static ALL: [&Locale; 8] = [
    &en::LOCALE,
    &nl::LOCALE,
    &sv::LOCALE,
    &ru::LOCALE,
    &de::LOCALE,
    &fr::LOCALE,
    &es::LOCALE,
    &ar::LOCALE,
];

/// Whether a language is written from right to left.
pub fn right_to_left(language: &str) -> bool {
    matches!(
        primary(language).as_str(),
        "ar" | "he" | "fa" | "ur" | "ps" | "sd" | "ug" | "yi" | "dv" | "ckb"
    )
}

/// A tag's language without its region, in lower case: `nl-BE` gives `nl`.
fn primary(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}
