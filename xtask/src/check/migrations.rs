//! Both databases have the same migrations, by name and number.

use std::collections::BTreeSet;

use super::File;

/// Where a database's migrations are.
const FOLDERS: [&str; 2] = ["server/migrations/sqlite/", "server/migrations/postgres/"];

/// Every migration that one folder lacks, or whose number is taken, as a line to show.
pub(super) fn broken(files: &[File]) -> Vec<String> {
    let [sqlite, postgres] = FOLDERS.map(|folder| names(files, folder));
    let mut broken: Vec<String> = sqlite
        .symmetric_difference(&postgres)
        .map(|name| {
            let [has, lacks] = if sqlite.contains(name) { [0, 1] } else { [1, 0] };
            format!("{}{name} has no counterpart in {}", FOLDERS[has], FOLDERS[lacks])
        })
        .collect();
    for (first, second) in sqlite.iter().zip(sqlite.iter().skip(1)) {
        if number(first) == number(second) {
            broken.push(format!("{first} and {second} have the same number"));
        }
    }
    broken
}

fn names<'a>(files: &'a [File], folder: &str) -> BTreeSet<&'a str> {
    files.iter().filter_map(|file| file.path.strip_prefix(folder)).collect()
}

fn number(name: &str) -> &str {
    name.split('_').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken_by(paths: &[&str]) -> usize {
        let file = |path: &&str| File { path: (*path).to_owned(), text: String::new() };
        broken(&paths.iter().map(file).collect::<Vec<_>>()).len()
    }

    #[test]
    fn a_migration_for_one_database_only_is_found() {
        let both =
            ["server/migrations/sqlite/0001_shop.sql", "server/migrations/postgres/0001_shop.sql"];

        assert_eq!(broken_by(&both), 0);
        assert_eq!(broken_by(&both[..1]), 1);
        assert_eq!(broken_by(&both[1..]), 1);
    }

    #[test]
    fn a_number_that_is_used_twice_is_found() {
        let same = [
            "sqlite/0001_a.sql",
            "sqlite/0001_b.sql",
            "postgres/0001_a.sql",
            "postgres/0001_b.sql",
        ]
        .map(|path| format!("server/migrations/{path}"));

        assert_eq!(broken_by(&same.each_ref().map(String::as_str)), 1);
    }
}
