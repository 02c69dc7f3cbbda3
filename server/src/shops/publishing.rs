//! Who decides which reviews are published. It never depends on stars: nothing in a shop's settings
//! could say so, and whoever tries is told.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use shared::invalid::{Invalid, Reason};

use super::Details;
use crate::error::Error;
use crate::http::extract::parse_json;

/// Said to whoever sends a setting that does not exist.
const NO_SUCH_SETTING: Reason = Reason::Refused(
    "There is no such setting. Which reviews are published never depends on their stars: they are \
     published by hand, or all of those that the checks pass.",
);

/// What a shop says, beside its details, when it is asked: it may be sent back.
const TOLD: [&str; 5] = ["id", "demo", "snippet_seen_at", "snippet_seen_on", "created_at"];

/// Who decides which reviews are published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "&'static str")]
pub enum Publishing {
    /// An owner, about each.
    #[default]
    ByHand,
    /// The checks: all that they find nothing in is published at once.
    Checked,
}

impl Publishing {
    /// Its name in JSON and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ByHand => "by_hand",
            Self::Checked => "checked",
        }
    }

    /// The one of that name; by hand where it is none.
    pub fn parse(name: &str) -> Self {
        if name == Self::Checked.as_str() { Self::Checked } else { Self::ByHand }
    }
}

impl TryFrom<String> for Publishing {
    type Error = &'static str;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        let named = Self::parse(&name);
        if named.as_str() == name {
            return Ok(named);
        }
        Err("expected by_hand or checked: which reviews are published never depends on their stars")
    }
}

impl From<Publishing> for &'static str {
    fn from(publishing: Publishing) -> Self {
        publishing.as_str()
    }
}

impl Details {
    /// Reads details that were sent, without passing over anything that is none.
    pub(super) fn sent(json: &[u8]) -> Result<Self, Error> {
        let details: Self = parse_json(json)?;
        let fields: Map<String, Value> = parse_json(json)?;
        let known = serde_json::to_value(&details)
            .map_err(|error| Error::Internal(format!("details: {error}")))?;
        let is_unknown =
            |name: &&String| known.get(name).is_none() && !TOLD.contains(&name.as_str());
        match fields.keys().find(is_unknown) {
            Some(name) => Err(Invalid::new(name, NO_SUCH_SETTING).into()),
            None => Ok(details),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(more: &str) -> Option<(String, String)> {
        let json = format!(r#"{{"name": "Mugs", "url": "https://shop.example"{more}}}"#);
        match Details::sent(json.as_bytes()) {
            Err(Error::Invalid(invalid)) => Some((invalid.field, invalid.reason.to_string())),
            _ => None,
        }
    }

    #[test]
    fn a_setting_by_stars_is_refused_with_the_reason() {
        for name in ["auto_publish_min_stars", "stars", "publish_from", "min_rating"] {
            let (field, why) = refused(&format!(r#", "{name}": 4"#)).expect("it is refused");
            assert_eq!(field, name);
            assert!(why.contains("never depends on their stars"), "{why}");
        }
        for wrong in [r#""by_stars""#, r#"{"min_stars": 4}"#, "4"] {
            let (field, _) = refused(&format!(r#", "publishing": {wrong}"#)).expect("refused");
            assert_eq!(field, "publishing");
        }
    }

    #[test]
    fn what_a_shop_was_told_may_be_sent_back() {
        assert_eq!(refused(r#", "publishing": "checked", "demo": false, "id": "x""#), None);
    }
}
