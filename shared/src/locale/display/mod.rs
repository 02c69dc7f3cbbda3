//! What readers can do with displays of reviews, in eight languages.

mod ar;
mod de;
mod en;
mod es;
mod fr;
mod nl;
mod ru;
mod sv;

use serde::Serialize;

use super::{Plural, primary};
use crate::review::Withheld;

/// What the displays of reviews say beside the reviews themselves.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct DisplayWords {
    /// Names the controls that choose and order reviews.
    pub controls: &'static str,
    /// Looks for words in reviews.
    pub search: &'static str,
    /// In which order.
    pub sort: &'static str,
    /// Last published first.
    pub newest: &'static str,
    /// Most stars first.
    pub highest: &'static str,
    /// Fewest stars first.
    pub lowest: &'static str,
    /// Most found helpful first.
    pub most_helpful: &'static str,
    /// In which language reviews are written.
    pub language: &'static str,
    /// Whatever their language.
    pub all_languages: &'static str,
    /// Only reviews with photos.
    pub with_photos: &'static str,
    /// Does what the controls say, where no script does it at once.
    pub apply: &'static str,
    /// How many, `{n}`, of all reviews, `{all}`, are chosen.
    pub found: &'static str,
    /// No review is as the controls say.
    pub nothing: &'static str,
    /// More reviews could not be fetched.
    pub failed: &'static str,
    /// Names a row of reviews and the panel of a badge.
    pub said: &'static str,
    /// Goes back by one.
    pub previous: &'static str,
    /// Goes on by one.
    pub next: &'static str,
    /// Stops what moves by itself.
    pub pause: &'static str,
    /// Lets it move again.
    pub play: &'static str,
    /// Opens the reviews behind a badge.
    pub read: &'static str,
    /// Says that a review helped.
    pub helpful: &'static str,
    /// Reports a review to the shop.
    pub report: &'static str,
    /// Asks for the reason of a report.
    pub report_why: &'static str,
    /// Leaves without a report.
    pub cancel: &'static str,
    /// A report has arrived.
    pub reported: &'static str,
    /// The reasons of a report, in the order of [`Withheld::ALL`].
    pub reasons: [&'static str; 6],
    /// How many, `{published}`, of all reviews, `{received}`, are public.
    pub published: &'static str,
    /// How many wait for the shop.
    pub waiting: Plural,
    /// Since how many days the oldest of them waits.
    pub oldest: Plural,
    /// How many are withheld, before the reasons.
    pub withheld: Plural,
    /// The reasons in few words, in the order of [`Withheld::ALL`].
    pub withheld_for: [&'static str; 6],
    /// How many their authors took back.
    pub withdrawn: Plural,
    /// Leads to how reviews come about.
    pub policy: &'static str,
    /// Names customers' photos.
    pub photos: &'static str,
    /// One photo, `{n}`, of `{all}`.
    pub photo: &'static str,
}

impl DisplayWords {
    /// A reason to withhold in few words.
    pub fn withheld_for(&self, reason: Withheld) -> &'static str {
        Withheld::ALL
            .iter()
            .zip(self.withheld_for)
            .find(|(one, _)| **one == reason)
            .map_or("", |it| it.1)
    }
}

/// The words of displays for a reader, as [`super::locale`] picks them.
pub fn display_words(language: &str) -> &'static DisplayWords {
    ALL.iter().find(|(tag, _)| *tag == primary(language)).map_or(&en::WORDS, |(_, words)| words)
}

pub(super) static ALL: [(&str, DisplayWords); 8] = [
    ("en", en::WORDS),
    ("nl", nl::WORDS),
    ("sv", sv::WORDS),
    ("ru", ru::WORDS),
    ("de", de::WORDS),
    ("fr", fr::WORDS),
    ("es", es::WORDS),
    ("ar", ar::WORDS),
];

/// A phrase of a language that tells one from everything else, or nothing at all.
const fn plural(one: &'static str, other: &'static str) -> Plural {
    Plural { zero: other, one, two: other, few: other, many: other, other }
}
