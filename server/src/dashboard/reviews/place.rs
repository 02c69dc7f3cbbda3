//! Where in the inbox a page stands, as its address says it.

use serde::{Deserialize, Serialize};
use shared::id::{ReviewId, ShopId};
use shared::review::State;

use crate::http::cursor::Cursor;
use crate::reviews::Counts;

/// The reviews that one tab lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Tab {
    /// Those that wait for a decision.
    #[default]
    Pending,
    /// Those that are public.
    Published,
    /// Those that are withheld.
    Withheld,
    /// Those that their authors took back.
    Withdrawn,
    /// All of them.
    All,
}

impl Tab {
    /// All of them, in the order of a review's life.
    pub(super) const ALL: [Self; 5] =
        [Self::Pending, Self::Published, Self::Withheld, Self::Withdrawn, Self::All];

    /// The state of its reviews, unless it lists them all.
    pub(super) fn state(self) -> Option<State> {
        match self {
            Self::Pending => Some(State::Pending),
            Self::Published => Some(State::Published),
            Self::Withheld => Some(State::Withheld),
            Self::Withdrawn => Some(State::Withdrawn),
            Self::All => None,
        }
    }

    /// Its name in addresses.
    pub(super) fn as_str(self) -> &'static str {
        self.state().map_or("all", State::as_str)
    }

    /// How many reviews it lists.
    pub(super) fn count(self, counts: Counts) -> i64 {
        match self {
            Self::Pending => counts.pending,
            Self::Published => counts.published,
            Self::Withheld => counts.withheld,
            Self::Withdrawn => counts.withdrawn,
            Self::All => counts.pending + counts.published + counts.withheld + counts.withdrawn,
        }
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it by reference")]
    fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// What was done to a review just before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Did {
    /// It was published.
    Publish,
    /// It was withheld.
    Withhold,
    /// The shop's reply was changed.
    Reply,
}

impl Did {
    /// The state in which it leaves a review, if it changes that.
    fn state(self) -> Option<State> {
        match self {
            Self::Publish => Some(State::Published),
            Self::Withhold => Some(State::Withheld),
            Self::Reply => None,
        }
    }
}

/// A place in the inbox.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Place {
    /// Which tab is open.
    #[serde(skip_serializing_if = "Tab::is_usual")]
    pub state: Tab,
    /// With which words in them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    /// Which page of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Cursor>,
    /// Whether one review stands alone on its own page.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub alone: bool,
    /// Where to go on in the list when a review has left it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub then: Option<ReviewId>,
    /// What was done on the way here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub did: Option<Did>,
    /// To which review.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<ReviewId>,
}

impl Place {
    /// The address's query, with its question mark.
    pub(super) fn query(&self) -> String {
        match serde_html_form::to_string(self) {
            Ok(pairs) if !pairs.is_empty() => format!("?{pairs}"),
            _ => String::new(),
        }
    }

    /// What is searched for, if anything.
    pub(super) fn searched(&self) -> Option<&str> {
        self.search.as_deref().map(str::trim).filter(|search| !search.is_empty())
    }

    /// Path of the same place after something was done there: at the same review if that is
    /// still in the list, at its neighbour if not.
    pub(super) fn after(self, shop: ShopId, did: Did, review: ReviewId) -> String {
        let stays = did.state().is_none_or(|new| self.state.state().is_none_or(|tab| tab == new));
        let at = if stays { Some(review) } else { self.then };
        let (did, about) = (Some(did), Some(review));
        if self.alone {
            let query = Self { did, about, ..Self::default() }.query();
            return format!("/shops/{shop}/reviews/{review}{query}");
        }
        let query = Self { then: None, did, about, ..self }.query();
        let fragment = at.map(|at| format!("#{at}")).unwrap_or_default();
        format!("/shops/{shop}/reviews{query}{fragment}")
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn after_an_action_the_list_stands_where_it_stood() {
        let shop = ShopId::new(Uuid::from_u128(1));
        let (review, next) = (ReviewId::new(Uuid::from_u128(2)), ReviewId::new(Uuid::from_u128(3)));
        let after = |state, did| {
            let place = Place { state, then: Some(next), ..Place::default() };
            place.after(shop, did, review)
        };

        assert_eq!(
            after(Tab::Pending, Did::Publish),
            format!("/shops/{shop}/reviews?did=publish&about={review}#{next}")
        );
        assert!(after(Tab::All, Did::Publish).ends_with(&format!("#{review}")));
        assert!(after(Tab::Pending, Did::Reply).ends_with(&format!("#{review}")));
        assert!(after(Tab::Published, Did::Withhold).ends_with(&format!("#{next}")));
    }

    #[test]
    fn the_usual_place_has_a_plain_address() {
        assert_eq!(Place::default().query(), "");
        for tab in Tab::ALL.into_iter().skip(1) {
            let query = Place { state: tab, ..Place::default() }.query();
            assert_eq!(query, format!("?state={}", tab.as_str()));
        }
    }
}
