//! Fields with one thing in each line.

use shared::invalid::{Invalid, Reason};

use crate::error::Error;

/// The lines of a text that have something in them.
pub(crate) fn in_lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// The same error with the line that it is about, where a field has one thing in each line:
/// `origins[2]` is the third of them.
pub(crate) fn quoting(error: Error, field: &str, lines: &[String]) -> Error {
    let Error::Invalid(Invalid { field: at, reason }) = error else { return error };
    let number = at.strip_prefix(field).and_then(|rest| rest.strip_prefix('[')?.split(']').next());
    let line = number.and_then(|number| lines.get(number.parse::<usize>().ok()?));
    let reason = match line {
        Some(line) => Reason::Malformed(format!("“{line}” {reason}")),
        None => reason,
    };
    Invalid { field: at, reason }.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_lines_the_bad_one_is_named() {
        let lines = ["https://a.example", "ftp://b.example"].map(str::to_owned);
        let error = Invalid::new("origins[1]", Reason::Expected("an address")).into();

        let said = quoting(error, "origins", &lines).detail();

        assert_eq!(said, "“ftp://b.example” must be an address");
    }
}
