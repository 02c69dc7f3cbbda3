//! Gives what wasm and glue call each other short names: `__wbg_createElement_de4a31ed2fb252be`
//! stands on both sides, and a hash cannot be compressed.

use std::collections::BTreeMap;

use anyhow::ensure;
use walrus::Module;

/// What the wasm calls its glue.
const GLUE: &str = "./ask_bg.js";

/// Renames imports and exports on both sides, and returns the glue with the new names. What the
/// loader calls keeps its name.
pub(super) fn shorten(module: &mut Module, glue: &str) -> anyhow::Result<String> {
    let count = glue.matches(GLUE).count();
    ensure!(count == 1, "the wasm's glue names itself {count} times, not once");
    let mut names = Names::default();
    for import in module.imports.iter_mut() {
        import.name = names.short(&import.name);
        "g".clone_into(&mut import.module);
    }
    for export in module.exports.iter_mut().filter(|export| export.name.starts_with('_')) {
        export.name = names.short(&export.name);
    }
    Ok(names.replaced(&glue.replace(GLUE, "g")))
}

/// Long names and what stands for them.
#[derive(Default)]
struct Names(BTreeMap<String, String>);

impl Names {
    fn short(&mut self, long: &str) -> String {
        let next = spelled(self.0.len());
        self.0.entry(long.to_owned()).or_insert(next).clone()
    }

    /// A script with the short names, wherever a long one stands as a whole word.
    fn replaced(&self, script: &str) -> String {
        let is_part = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '$';
        let mut replaced = String::with_capacity(script.len());
        let mut rest = script;
        while !rest.is_empty() {
            let word = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
            let (word, after) = rest.split_at(word);
            replaced.push_str(self.0.get(word).map_or(word, String::as_str));
            let between = after.find(is_part).unwrap_or(after.len());
            replaced.push_str(&after[..between]);
            rest = &after[between..];
        }
        replaced
    }
}

/// The name of that number: `_a` to `_z`, then `_ba` and so on. The first mark keeps it apart
/// from what the loader calls.
fn spelled(mut number: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'a' + u8::try_from(number % 26).unwrap_or_default()));
        number /= 26;
        if number == 0 {
            break;
        }
    }
    letters.push('_');
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_number_has_its_own_name() {
        let names: BTreeSet<String> = (0..1_000).map(spelled).collect();

        assert_eq!(names.len(), 1_000);
        assert_eq!([spelled(0), spelled(25), spelled(26)], ["_a", "_z", "_ba"]);
    }

    #[test]
    fn only_whole_words_are_replaced() {
        let mut names = Names::default();
        names.short("__wbg_get_1f");
        let script = "{ __wbg_get_1f: function() { wasm.__wbg_get_1f2(); } }; __wbg_get_1f";

        let replaced = names.replaced(script);

        assert_eq!(replaced, "{ _a: function() { wasm.__wbg_get_1f2(); } }; _a");
    }

    #[test]
    fn the_same_name_stays_the_same() {
        let mut names = Names::default();

        assert_eq!(names.short("__a"), names.short("__a"));
        assert_ne!(names.short("__a"), names.short("__b"));
    }
}
