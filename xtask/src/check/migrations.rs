//! Both databases have the same migrations, by name and number, and none breaks the statements of
//! the previous version, which may run beside it.

use std::collections::BTreeSet;

use super::File;

/// Where a database's migrations are.
const FOLDERS: [&str; 2] = ["server/migrations/sqlite/", "server/migrations/postgres/"];

/// How a migration begins that takes away what nothing uses any more, not even the previous version.
const CONTRACTS: &str = "-- Contracts: ";
/// What takes away or changes what the previous version may use.
const UNSAFE: [&str; 5] =
    ["drop table", "drop column", "rename", "alter column", "drop constraint"];

/// Every migration that one folder lacks, whose number is taken, or that breaks the previous
/// version, as a line to show.
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
    let migrations =
        files.iter().filter(|file| FOLDERS.iter().any(|folder| file.path.starts_with(folder)));
    broken.extend(migrations.filter_map(|file| {
        let what = unsafe_part(&file.text)?;
        Some(format!("{}: `{what}` breaks the previous version; see docs/operations.md", file.path))
    }));
    broken
}

/// What in a migration the previous version does not survive.
fn unsafe_part(text: &str) -> Option<&'static str> {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("--"));
    let sql = lines.collect::<Vec<_>>().join(" ").to_lowercase();
    // Its statements leave a new column out.
    let left_out = |statement: &str| {
        let adds = statement.contains("add column") && statement.contains("not null");
        adds && !statement.contains("default")
    };
    if sql.split(';').any(left_out) {
        return Some("add column … not null");
    }
    let contracts = text.starts_with(CONTRACTS);
    UNSAFE.into_iter().find(|part| !contracts && sql.contains(part))
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
    fn what_breaks_the_previous_version_is_found() {
        assert_eq!(unsafe_part("alter table a add column b text;"), None);
        assert_eq!(unsafe_part("alter table a add column b bigint not null default 0;"), None);
        assert!(unsafe_part("alter table a add column b bigint not null;").is_some());
        assert!(unsafe_part("alter table a rename column b to c;").is_some());
        assert_eq!(
            unsafe_part("-- Contracts: 1.2 stopped using b.\nalter table a drop column b;"),
            None
        );
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
