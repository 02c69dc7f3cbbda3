//! Where the next page of a list begins: an instant or a number, and the id behind it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use shared::invalid::{Invalid, Reason};
use uuid::Uuid;

use crate::error::Error;

/// How many items a page has, unless the request says.
pub const PAGE: i64 = 20;
/// How many items a page has at most.
pub const MAX_PAGE: i64 = 100;

/// The last item of the page before: what the list is sorted by, and its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cursor {
    /// What the list is sorted by.
    pub key: i64,
    /// Tells apart items of the same key.
    pub id: Uuid,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.key, self.id.simple())
    }
}

impl FromStr for Cursor {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, &'static str> {
        let refused = "this is not the `next` of an earlier page";
        let (key, id) = text.rsplit_once('-').ok_or(refused)?;
        Ok(Self {
            key: key.parse().map_err(|_| refused)?,
            id: Uuid::try_parse(id).map_err(|_| refused)?,
        })
    }
}

impl TryFrom<String> for Cursor {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        text.parse()
    }
}

impl From<Cursor> for String {
    fn from(cursor: Cursor) -> Self {
        cursor.to_string()
    }
}

/// One page of a list, newest first.
#[derive(Clone, Debug, Serialize)]
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// Asks for the page after this one; none at the end.
    pub next: Option<Cursor>,
}

impl<T> Page<T> {
    /// A page of the first `limit` items, of which one more was looked for.
    pub fn of(mut items: Vec<T>, limit: i64, cursor: impl Fn(&T) -> Cursor) -> Self {
        let limit = usize::try_from(limit).unwrap_or_default();
        let more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().filter(|_| more).map(cursor);
        Self { items, next }
    }

    /// The same page with every item turned into something else.
    pub fn map<U>(self, turn: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(turn).collect(), next: self.next }
    }
}

/// Checks how many items a request asks for.
pub fn limit(asked: Option<i64>) -> Result<i64, Error> {
    match asked {
        None => Ok(PAGE),
        Some(limit) if (1..=MAX_PAGE).contains(&limit) => Ok(limit),
        Some(_) => Err(Invalid::new("limit", Reason::Range(1, MAX_PAGE)).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_a_link_even_before_1970() {
        for key in [i64::MIN, -1, 0, 1_758_000_000_123_456] {
            let cursor = Cursor { key, id: Uuid::from_u128(7) };
            assert_eq!(cursor.to_string().parse(), Ok(cursor));
        }
        assert!("".parse::<Cursor>().is_err());
        assert!("x-0".parse::<Cursor>().is_err());
    }
}
