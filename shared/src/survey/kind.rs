//! What kind of answer a question takes, and how its steps are drawn.

use serde::{Deserialize, Serialize};

/// What kind of answer a question takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// How likely are you to recommend us, 0–10 (Net Promoter Score).
    Nps,
    /// How easy was it, 1–7 or 1–5 from "strongly disagree" to "strongly agree" (Customer Effort
    /// Score 2.0).
    Effort,
    /// How satisfied are you, 1–5 (Customer Satisfaction Score).
    Satisfaction,
    /// One of several options.
    SingleChoice,
    /// Any of several options.
    MultipleChoice,
    /// One line.
    ShortText,
    /// Some sentences.
    LongText,
    /// A review: stars, title, text, name, and consent to publish it.
    Review,
    /// An e-mail address, and consent to be written to.
    Contact,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Nps,
        Self::Effort,
        Self::Satisfaction,
        Self::SingleChoice,
        Self::MultipleChoice,
        Self::ShortText,
        Self::LongText,
        Self::Review,
        Self::Contact,
    ];

    /// Its name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nps => "nps",
            Self::Effort => "effort",
            Self::Satisfaction => "satisfaction",
            Self::SingleChoice => "single_choice",
            Self::MultipleChoice => "multiple_choice",
            Self::ShortText => "short_text",
            Self::LongText => "long_text",
            Self::Review => "review",
            Self::Contact => "contact",
        }
    }

    /// The kind of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// Whether it is a score: a step of a scale.
    pub fn is_score(self) -> bool {
        matches!(self, Self::Nps | Self::Effort | Self::Satisfaction)
    }

    /// Whether it is answered with options.
    pub fn is_choice(self) -> bool {
        matches!(self, Self::SingleChoice | Self::MultipleChoice)
    }

    /// Whether a survey asks it once at most: scores are columns of a response, and a response
    /// has one author.
    pub fn is_single(self) -> bool {
        self.is_score() || matches!(self, Self::Review | Self::Contact)
    }
}

/// What the steps of a satisfaction question are drawn as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Icons {
    /// As their numbers.
    #[default]
    Numbers,
    /// As stars, filled up to the chosen one.
    Stars,
    /// As faces, from a frown to a smile.
    Faces,
}

impl Icons {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Numbers, Self::Stars, Self::Faces];

    /// Its name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Numbers => "numbers",
            Self::Stars => "stars",
            Self::Faces => "faces",
        }
    }

    /// The icons of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|icons| icons.as_str() == name)
    }

    /// Whether nobody chose any.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
    pub(super) fn is_default(&self) -> bool {
        *self == Self::default()
    }
}
