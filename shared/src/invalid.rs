//! Why a value was refused, and which field it was.

use std::fmt;

/// A value that is not acceptable: where it stands and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// Path of the value in the request, such as `answers[1].value.stars`.
    pub field: String,
    /// What is wrong with it.
    pub reason: Reason,
}

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Something is needed and is not there.
    Missing,
    /// It names nothing that exists.
    Unknown,
    /// A whole number outside the range, ends included.
    Range(i64, i64),
    /// Any number outside the range, ends included.
    Within(i64, i64),
    /// A text of more characters than this.
    TooLong(usize),
    /// More items than this.
    TooMany(usize),
    /// A value of another type than this.
    Expected(&'static str),
    /// A text with a character that no text may hold, such as U+0000.
    Character,
    /// A question that these answers do not lead to.
    NotAsked,
    /// The same thing twice.
    Twice,
    /// Whatever else is not allowed, as a sentence.
    Refused(&'static str),
    /// What the parser says.
    Malformed(String),
}

impl Invalid {
    /// Refuses the value of `field`.
    pub fn new(field: impl Into<String>, reason: Reason) -> Self {
        Self { field: field.into(), reason }
    }

    /// The same finding, seen from the value that contains it.
    #[must_use]
    pub fn within(mut self, parent: &str) -> Self {
        self.field = match (parent, self.field.as_str()) {
            (parent, "") => parent.to_owned(),
            (parent, field) if field.starts_with('[') => format!("{parent}{field}"),
            (parent, field) => format!("{parent}.{field}"),
        };
        self
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.reason)
    }
}

impl std::error::Error for Invalid {}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("this is required"),
            Self::Unknown => f.write_str("there is no such thing here"),
            Self::Range(low, high) => write!(f, "must be a whole number from {low} to {high}"),
            Self::Within(low, high) => write!(f, "must be a number from {low} to {high}"),
            Self::TooLong(limit) => write!(f, "must be at most {limit} characters long"),
            Self::TooMany(limit) => write!(f, "must be at most {limit} items"),
            Self::Expected(what) => write!(f, "must be {what}"),
            Self::Character => f.write_str("contains a character that is not allowed"),
            Self::NotAsked => f.write_str("is not asked after these answers"),
            Self::Twice => f.write_str("stands here twice"),
            Self::Refused(why) => f.write_str(why),
            Self::Malformed(what) => f.write_str(what),
        }
    }
}
