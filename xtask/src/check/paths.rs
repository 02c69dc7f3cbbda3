//! No file that git keeps names a folder of somebody's machine.

use super::File;

/// How folders of machines start; put together here, so that this file does not name one.
const STARTS: [&str; 5] = [
    concat!("/", "home/"),
    concat!("/", "root/"),
    concat!("/", "work/"),
    concat!("/", "Users/"),
    concat!("C:", "\\Users\\"),
];

/// Every line that names such a folder, as a line to show.
pub(super) fn broken(files: &[File]) -> Vec<String> {
    let mut broken = Vec::new();
    for file in files {
        for (at, line) in file.text.lines().enumerate() {
            if STARTS.iter().any(|start| names(line, start)) {
                broken.push(format!("{}:{}: names a folder of one machine", file.path, at + 1));
            }
        }
    }
    broken
}

/// Whether a path in this line starts so; the middle of an address or of a path may be the same.
fn names(line: &str, start: &str) -> bool {
    line.match_indices(start).any(|(at, _)| {
        line[..at].chars().next_back().is_none_or(|before| {
            !before.is_alphanumeric() && !matches!(before, '.' | '-' | '_' | '*' | '}' | '$')
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_a_machine_is_found() {
        for start in STARTS {
            assert!(names(&format!("see `{start}ana/candor`"), start));
            assert!(names(&format!("{start}ana"), start));
        }
    }

    #[test]
    fn the_middle_of_an_address_is_not() {
        assert!(!names(concat!("https://shop.example", "/", "home/page"), STARTS[0]));
        assert!(!names(concat!("$TARGET", "/", "work/out"), STARTS[2]));
    }
}
