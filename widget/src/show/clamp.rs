//! Whether a text is long enough to be folded, by an estimate that needs no script.

/// Lines that stay visible of a folded text; `show.css` says the same.
const VISIBLE: usize = 6;

/// The widest display that folds this text, as a class of `show.css`: none where all of it is
/// shown at every width.
///
/// A folded text must have something to unfold, so the estimate is made for the widest line of
/// each class, and wants two lines more than stay visible.
pub(super) fn class(text: &str) -> Option<&'static str> {
    [(78, "candor-fold"), (62, "candor-fold-middle"), (50, "candor-fold-narrow")]
        .into_iter()
        .find(|(columns, _)| lines(text, *columns) >= VISIBLE + 2)
        .map(|(_, class)| class)
}

/// How many lines of so many columns a text fills.
fn lines(text: &str, columns: usize) -> usize {
    text.lines().map(|line| width(line).div_ceil(columns).max(1)).sum()
}

/// Columns of a line.
fn width(line: &str) -> usize {
    line.chars().map(|c| if wide(c) { 2 } else { 1 }).sum()
}

/// Chinese, Japanese and Korean characters and most emoji are as wide as two letters.
fn wide(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{11ff}'
        | '\u{2e80}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{1f300}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_text_is_never_folded() {
        assert_eq!(class(""), None);
        assert_eq!(class(&"word ".repeat(60)), None);
        assert_eq!(class("one\ntwo\nthree\nfour\nfive\nsix\nseven"), None);
    }

    #[test]
    fn the_longer_a_text_the_wider_the_displays_that_fold_it() {
        assert_eq!(class(&"word ".repeat(75)), Some("candor-fold-narrow"));
        assert_eq!(class(&"word ".repeat(90)), Some("candor-fold-middle"));
        assert_eq!(class(&"word ".repeat(120)), Some("candor-fold"));
    }

    #[test]
    fn line_ends_and_wide_characters_count() {
        assert_eq!(class(&"a line\n".repeat(8)), Some("candor-fold"));
        assert_eq!(class(&"手".repeat(300)), Some("candor-fold"));
    }
}
