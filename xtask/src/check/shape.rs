//! Source files say what they are in their first line and stay short enough to read in one go.

use super::File;

/// Longest file, without its tests: about seven screens, then it holds two things.
const LONGEST: usize = 300;

/// Every source file that breaks this, as a line to show.
pub(super) fn broken(files: &[File]) -> Vec<String> {
    let mut broken = Vec::new();
    for file in files.iter().filter(|file| file.path.strip_suffix(".rs").is_some()) {
        if !file.text.starts_with("//! ") {
            broken.push(format!("{}: does not start with a line `//! …`", file.path));
        }
        let lines = production_lines(&file.text);
        let is_test = file.path.starts_with("tests/") || file.path.ends_with("/tests.rs");
        if lines > LONGEST && !is_test {
            broken.push(format!("{}: {lines} lines, more than {LONGEST}", file.path));
        }
    }
    broken
}

/// How many lines come before the tests.
fn production_lines(text: &str) -> usize {
    text.lines().take_while(|line| *line != "#[cfg(test)]").count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken_by(path: &str, text: &str) -> usize {
        broken(&[File { path: path.to_owned(), text: text.to_owned() }]).len()
    }

    #[test]
    fn a_file_without_a_first_line_is_found() {
        assert_eq!(broken_by("a.rs", "fn f() {}"), 1);
        assert_eq!(broken_by("a.rs", "//! Does one thing.\nfn f() {}"), 0);
    }

    #[test]
    fn a_long_file_is_found_but_tests_may_be_long() {
        let long = "//! x\n".repeat(LONGEST + 1);

        assert_eq!(broken_by("a.rs", &long), 1);
        assert_eq!(broken_by("tests/a.rs", &long), 0);
        assert_eq!(broken_by("a.rs", &format!("//! x\n#[cfg(test)]\n{long}")), 0);
    }
}
