//! The parts that pages can style are the ones that the documentation lists.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use shared::survey::Icons;

/// Every name that stands in quotes after one of these calls in the sources of this folder.
fn in_the_source() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ask");
    let mut names: BTreeSet<String> = Icons::ALL.map(|icons| icons.as_str().to_owned()).into();
    for file in fs::read_dir(folder).unwrap() {
        let source = fs::read_to_string(file.unwrap().path()).unwrap();
        let calls = source.split("part(\"").skip(1).filter_map(|call| {
            let (tag, rest) = call.split_once("\", \"")?;
            tag.chars().all(|c| c.is_ascii_lowercase()).then_some(rest)
        });
        let scales = source.split("scale(run, \"").skip(1);
        let found = calls.chain(scales).filter_map(|rest| rest.split('"').next());
        let plain = |name: &&str| name.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        names.extend(found.filter(plain).map(str::to_owned));
    }
    names
}

#[test]
fn the_documentation_lists_every_part_and_no_other() {
    let page = include_str!("../../../docs/theming.md");
    let table = page.split("| part | what it is |").nth(1).unwrap();
    let listed = table.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let listed: BTreeSet<String> = listed.map(str::to_owned).collect();

    assert_eq!(listed, in_the_source());
}

#[test]
fn the_documentation_names_every_property_that_the_sheet_reads() {
    let (page, sheet) = (include_str!("../../../docs/theming.md"), include_str!("../../style.css"));

    let read = sheet.split("var(--candor-").skip(1);
    let read: BTreeSet<&str> = read.filter_map(|rest| rest.split([',', ')']).next()).collect();

    assert!(read.contains("accent"), "{read:?}");
    for name in read {
        assert!(page.contains(&format!("| `--candor-{name}` |")), "{name} is missing");
    }
}
