//! Reads the sentences to try.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};
use serde::Deserialize;

/// A review to send, or as it was read back.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub(super) struct Review {
    /// What it says.
    pub(super) text: String,
    /// Whole stars.
    pub(super) stars: i64,
}

#[derive(Deserialize)]
struct Row {
    text: String,
    positive: String,
}

/// Reads a CSV file with the columns `text` and `positive`. Rows without anything are left out.
pub(super) fn read(path: &Path) -> anyhow::Result<Vec<Review>> {
    let bytes = fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    parse(&bytes).with_context(|| format!("understanding {}", path.display()))
}

fn parse(bytes: &[u8]) -> anyhow::Result<Vec<Review>> {
    let mut reviews = Vec::new();
    for (at, row) in csv::Reader::from_reader(bytes).deserialize().enumerate() {
        let Row { text, positive } = row?;
        let stars = match positive.as_str() {
            "1" => 5,
            "0" => 2,
            "" if text.is_empty() => continue,
            other => bail!("row {}: `positive` is 1 or 0, not {other:?}", at + 1),
        };
        reviews.push(Review { text, stars });
    }
    Ok(reviews)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_become_reviews() {
        let csv = "text,positive\r\n\"Good, \"\"really\"\"\nyes\",1\r\n Bad ,0\r\n,\r\n";

        let reviews = parse(csv.as_bytes()).unwrap();

        let expected = [("Good, \"really\"\nyes", 5), (" Bad ", 2)];
        assert_eq!(reviews.len(), expected.len());
        for (review, (text, stars)) in reviews.iter().zip(expected) {
            assert_eq!((review.text.as_str(), review.stars), (text, stars));
        }
    }

    #[test]
    fn a_row_that_says_neither_is_refused() {
        assert!(parse(b"text,positive\nFine,maybe\n").is_err());
        assert!(parse(b"text,positive\nFine,\n").is_err());
        assert!(parse(b"text\nFine\n").is_err());
    }
}
