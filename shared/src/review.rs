//! Reviews as the public sees them, and the words for what can happen to one.

use serde::{Deserialize, Serialize};

use crate::id::ReviewId;
use crate::time::Timestamp;

/// A published review, without anything that the public may not see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedReview {
    /// The review's id.
    pub id: ReviewId,
    /// SKU of the product; none where the shop itself is meant.
    pub product: Option<String>,
    /// Whole stars, 1–5.
    pub stars: i64,
    /// A headline; may be empty.
    pub title: String,
    /// What the author says; may be empty.
    pub text: String,
    /// The name the author gave; may be empty.
    pub author: String,
    /// Language tag of the page that it was written on.
    pub language: Option<String>,
    /// When the shop published it.
    pub published_at: Timestamp,
    /// Whether the author changed the text after it was first published.
    pub edited: bool,
    /// Whether a signed token proves the purchase.
    pub verified: bool,
    /// How the review came about.
    pub provenance: Provenance,
    /// How many visitors found it helpful.
    pub helpful: i64,
    /// The author's photos, the first first.
    pub photos: Vec<Photo>,
    /// The shop's public answer.
    pub reply: Option<Reply>,
}

/// A photo that the author has added to a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    /// Address of the large one, a JPEG of at most 1,600 pixels a side.
    pub url: String,
    /// Address of a square out of its middle, of at most 320 pixels a side.
    pub thumbnail: String,
    /// Width of the large one, in pixels.
    pub width: i64,
    /// Height of the large one, in pixels.
    pub height: i64,
    /// What is to be seen, in the author's words; may be empty.
    pub alt: String,
}

/// The shop's public answer to a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// What the shop says.
    pub text: String,
    /// When it first said so.
    pub at: Timestamp,
    /// When it last said it otherwise.
    #[serde(default)]
    pub edited_at: Option<Timestamp>,
}

/// Counts of published reviews.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// How many reviews.
    pub count: i64,
    /// Mean stars, rounded to two digits; none without reviews.
    pub mean: Option<f64>,
    /// How many reviews by stars, all five always there.
    pub stars: StarCounts,
}

/// How many reviews have one to five stars.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StarCounts {
    /// One star.
    #[serde(rename = "1")]
    pub one: i64,
    /// Two stars.
    #[serde(rename = "2")]
    pub two: i64,
    /// Three stars.
    #[serde(rename = "3")]
    pub three: i64,
    /// Four stars.
    #[serde(rename = "4")]
    pub four: i64,
    /// Five stars.
    #[serde(rename = "5")]
    pub five: i64,
}

impl Summary {
    /// Sums up counts by stars, from one star to five.
    #[expect(clippy::cast_precision_loss, reason = "no shop has 2^52 reviews")]
    pub fn of([one, two, three, four, five]: [i64; 5]) -> Self {
        let count = one + two + three + four + five;
        let stars = one + 2 * two + 3 * three + 4 * four + 5 * five;
        let mean = (count > 0).then(|| (stars as f64 / count as f64 * 100.0).round() / 100.0);
        Self { count, mean, stars: StarCounts { one, two, three, four, five } }
    }
}

impl StarCounts {
    /// The counts from five stars down to one, as displays list them.
    pub fn descending(self) -> [(i64, i64); 5] {
        [(5, self.five), (4, self.four), (3, self.three), (2, self.two), (1, self.one)]
    }
}

/// How a review came about. It is shown to readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Provenance {
    /// Written on the shop's pages without an invitation.
    Spontaneous,
    /// Written after an invitation.
    Invited,
    /// Brought in from another program.
    Imported,
    /// Written for a reward that did not depend on what it says.
    Incentivised,
}

impl Provenance {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::Spontaneous, Self::Invited, Self::Imported, Self::Incentivised];

    /// Its name in JSON and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Spontaneous => "spontaneous",
            Self::Invited => "invited",
            Self::Imported => "imported",
            Self::Incentivised => "incentivised",
        }
    }
}

/// What has become of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Waits for the shop's decision.
    Pending,
    /// Public.
    Published,
    /// Not public, for one of the [`Withheld`] reasons.
    Withheld,
    /// Taken back by its author.
    Withdrawn,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Pending, Self::Published, Self::Withheld, Self::Withdrawn];

    /// Its name in JSON and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Published => "published",
            Self::Withheld => "withheld",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// Why a review is not published. None of the reasons has to do with its stars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Withheld {
    /// Advertising, or written by a machine.
    Spam,
    /// Insults or threats.
    Abuse,
    /// Names, addresses or other personal data of somebody.
    PersonalData,
    /// Against the law.
    Illegal,
    /// About something other than the shop or its products.
    NotAboutUs,
    /// The same review again.
    Duplicate,
}

impl Withheld {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Spam,
        Self::Abuse,
        Self::PersonalData,
        Self::Illegal,
        Self::NotAboutUs,
        Self::Duplicate,
    ];

    /// Its name in JSON and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Spam => "spam",
            Self::Abuse => "abuse",
            Self::PersonalData => "personal_data",
            Self::Illegal => "illegal",
            Self::NotAboutUs => "not_about_us",
            Self::Duplicate => "duplicate",
        }
    }
}

/// Stars as displays draw them, in halves: x.25 to x.74 is a half.
#[expect(clippy::cast_possible_truncation, reason = "a mean of stars is at most 5")]
pub fn half_stars(mean: f64) -> i64 {
    let hundredths = (mean * 100.0).round() as i64;
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    whole * 2
        + match rest {
            0..25 => 0,
            25..75 => 1,
            _ => 2,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_counts_and_averages() {
        let summary = Summary::of([1, 0, 0, 1, 3]);

        assert_eq!(summary.count, 5);
        assert_eq!(summary.mean, Some(4.0));
        assert_eq!(Summary::of([0; 5]).mean, None);
    }

    #[test]
    fn stars_are_drawn_in_published_halves() {
        assert_eq!([4.24, 4.25, 4.74, 4.75, 5.0].map(half_stars), [8, 9, 9, 10, 10]);
    }
}
