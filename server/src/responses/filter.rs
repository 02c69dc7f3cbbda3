//! Which responses are asked for.

use serde::{Deserialize, Serialize};
use shared::id::SurveyId;

use crate::http::cursor::Cursor;

/// Which responses are asked for.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Filter {
    /// Only this survey's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub survey: Option<SurveyId>,
    /// Only those with this product.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// Only promoters (9–10), passives (7–8) or detractors (0–6).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<Group>,
    /// Only those that reached the end, or only those that did not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub complete: Option<bool>,
    /// Only those that may not be a shopper's, or only the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suspicious: Option<bool>,
    /// The page after this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Cursor>,
    /// How many, 1–100.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
}

impl Filter {
    /// Whether it leaves anything out.
    pub fn is_filtered(&self) -> bool {
        self.survey.is_some()
            || self.product.is_some()
            || self.group.is_some()
            || self.complete.is_some()
            || self.suspicious.is_some()
    }
}

/// The groups of the Net Promoter Score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// 9–10.
    Promoters,
    /// 7–8.
    Passives,
    /// 0–6.
    Detractors,
}

impl Group {
    /// All of them, the best first.
    pub const ALL: [Self; 3] = [Self::Promoters, Self::Passives, Self::Detractors];

    /// Its name in JSON and in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Promoters => "promoters",
            Self::Passives => "passives",
            Self::Detractors => "detractors",
        }
    }

    /// The group that a score belongs to.
    pub fn of(score: i64) -> Self {
        match score {
            9.. => Self::Promoters,
            7..=8 => Self::Passives,
            _ => Self::Detractors,
        }
    }

    /// The lowest and the highest score of the group.
    pub fn range(self) -> (i64, i64) {
        match self {
            Self::Promoters => (9, 10),
            Self::Passives => (7, 8),
            Self::Detractors => (0, 6),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_in_the_group_whose_range_holds_it() {
        for score in 0..=10 {
            let (low, high) = Group::of(score).range();
            assert!((low..=high).contains(&score), "{score}");
        }
    }
}
