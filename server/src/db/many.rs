//! Statements of SQLite about many rows at once: one text for each number of rows, so that any
//! batch is one statement or few, each prepared once. Postgres takes arrays instead.

use std::fmt::Write as _;
use std::sync::OnceLock;

/// Rows in one statement at most.
const MOST: usize = 64;

/// A statement for each number of rows.
pub(crate) struct Many {
    of_size: fn(usize) -> String,
    texts: [OnceLock<String>; MOST],
}

impl Many {
    /// Statements as `of_size` writes them.
    pub(crate) const fn new(of_size: fn(usize) -> String) -> Self {
        Self { of_size, texts: [const { OnceLock::new() }; MOST] }
    }

    /// Takes the rows in turns, and tells the statement for each turn.
    pub(crate) fn each<'r, R>(
        &'static self,
        rows: &'r [R],
    ) -> impl Iterator<Item = (&'static str, &'r [R])> {
        rows.chunks(MOST).map(|rows| {
            let text = self.texts[rows.len() - 1].get_or_init(|| (self.of_size)(rows.len()));
            (text.as_str(), rows)
        })
    }
}

/// So many placeholders: `?, ?, ?`. They have no names: sqlx asks for the name of each, and to
/// find the name of `$1472` SQLite looks through all of them. With names, binding the values of
/// 64 rows took longer than writing them.
pub(crate) fn placeholders(count: usize) -> String {
    let mut list = "?, ".repeat(count);
    list.truncate(list.len().saturating_sub(2));
    list
}

/// Placeholders for so many rows of so many columns: `(?, ?), (?, ?)`.
pub(crate) fn rows_of_placeholders(rows: usize, columns: usize) -> String {
    let row = placeholders(columns);
    let mut list = String::new();
    for number in 0..rows {
        let comma = if number == 0 { "" } else { ", " };
        _ = write!(list, "{comma}({row})");
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_turn_has_a_statement_for_its_number_of_rows() {
        static MANY: Many = Many::new(|size| format!("values {}", rows_of_placeholders(size, 2)));
        let rows: Vec<usize> = (0..MOST + 2).collect();

        let turns: Vec<_> = MANY.each(&rows).collect();

        assert_eq!(turns.len(), 2);
        assert_eq!(turns[0].1.len(), MOST);
        assert_eq!(turns[1], ("values (?, ?), (?, ?)", &rows[MOST..]));
        assert_eq!(MANY.each(&rows[..0]).count(), 0);
    }
}
