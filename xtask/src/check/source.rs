//! Reads the paths that Rust source names, such as `crate::db::Db`, without a compiler.

/// The paths of two and more parts that the source names, with the line each starts on; those
/// of a `use` tree one by one. Comments and literals do not count.
pub(super) fn paths(source: &str) -> Vec<(usize, Vec<String>)> {
    let tokens = tokens(source);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let starts = is_name(tokens[at].1) && tokens.get(at + 1).is_some_and(|next| next.1 == "::");
        if starts {
            at = tree(&tokens, at, &[], &mut found);
        } else {
            at += 1;
        }
    }
    found
}

/// Reads the `use` tree, or the path, that starts at `at`; returns where it has ended.
fn tree(
    tokens: &[(usize, &str)],
    mut at: usize,
    before: &[String],
    found: &mut Vec<(usize, Vec<String>)>,
) -> usize {
    let mut path = before.to_vec();
    let Some(&(line, _)) = tokens.get(at) else { return at };
    while let Some(&(_, token)) = tokens.get(at) {
        if token == "{" {
            return branches(tokens, at + 1, &path, found);
        }
        if !is_name(token) && token != "*" {
            break;
        }
        path.push(token.to_owned());
        at += 1;
        if tokens.get(at).is_none_or(|next| next.1 != "::") {
            break;
        }
        at += 1;
    }
    if path.len() > 1 {
        found.push((line, path));
    }
    at
}

/// Reads what stands between braces, up to the one that closes them.
fn branches(
    tokens: &[(usize, &str)],
    mut at: usize,
    path: &[String],
    found: &mut Vec<(usize, Vec<String>)>,
) -> usize {
    while let Some(&(_, token)) = tokens.get(at) {
        match token {
            "}" => return at + 1,
            "," => at += 1,
            // A new name, `x as y`, is not part of the path.
            "as" => at += 2,
            _ => at = tree(tokens, at, path, found).max(at + 1),
        }
    }
    at
}

fn is_name(token: &str) -> bool {
    token.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

/// Names, `::` and single marks, each with its line; comments and literals are left out.
fn tokens(source: &str) -> Vec<(usize, &str)> {
    let mut tokens = Vec::new();
    let mut line = 1;
    let mut rest = source;
    while let Some(next) = rest.chars().next() {
        let (length, counts) = piece(rest, next);
        let (token, after) = rest.split_at(length);
        if counts {
            tokens.push((line, token));
        }
        line += token.matches('\n').count();
        rest = after;
    }
    tokens
}

/// How long the piece at the start of `rest` is, and whether it counts.
fn piece(rest: &str, next: char) -> (usize, bool) {
    let until = |end: &str, from: usize| {
        rest[from..].find(end).map_or(rest.len(), |at| from + at + end.len())
    };
    if rest.starts_with("//") {
        return (rest.find('\n').unwrap_or(rest.len()), false);
    }
    if rest.starts_with("/*") {
        return (until("*/", 2), false);
    }
    if rest.starts_with("::") {
        return (2, true);
    }
    if let Some(hashes) = raw_string(rest) {
        let end = format!("\"{}", "#".repeat(hashes));
        return (until(&end, hashes + 2), false);
    }
    if next == '"' {
        return (quoted(rest), false);
    }
    if next == '\'' {
        return (character(rest), false);
    }
    if next.is_alphanumeric() || next == '_' {
        let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
        return (end.unwrap_or(rest.len()), true);
    }
    (next.len_utf8(), !next.is_whitespace())
}

/// How many `#` a raw string that starts here has.
fn raw_string(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after[hashes..].starts_with('"').then_some(hashes)
}

fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        if letter == '"' && !escaped {
            return at + 1;
        }
        escaped = letter == '\\' && !escaped;
    }
    rest.len()
}

/// A character such as `'"'`; or only the mark, if it starts a lifetime.
fn character(rest: &str) -> usize {
    let mut letters = rest.char_indices().skip(1);
    match letters.next() {
        Some((_, '\\')) => rest[3..].find('\'').map_or(rest.len(), |at| at + 4),
        _ => letters.next().filter(|(_, letter)| *letter == '\'').map_or(1, |(at, _)| at + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(source: &str) -> Vec<String> {
        paths(source).into_iter().map(|(_, path)| path.join("::")).collect()
    }

    #[test]
    fn a_use_tree_is_taken_apart() {
        let source = "use crate::{auth, db::{self, Db as D, on_db}, http::extract::*};\nuse x::y;";

        let expected = [
            "crate::auth",
            "crate::db::self",
            "crate::db::Db",
            "crate::db::on_db",
            "crate::http::extract::*",
            "x::y",
        ];
        assert_eq!(named(source), expected);
    }

    #[test]
    fn paths_inside_expressions_and_types_are_found() {
        let source =
            "fn f<'a>(a: &'a crate::app::App) -> Vec::<u8> { crate::db::open(b::C { d }) }";

        assert_eq!(named(source), ["crate::app::App", "crate::db::open", "b::C"]);
    }

    #[test]
    fn comments_and_literals_do_not_count() {
        let source = "// a::b\n/* a::b */ let c = '\"'; let d = \"a::b \\\" a::b\"; let e = '\\'';
             let f = r#\"a::\"b\"#; g::h;";

        assert_eq!(named(source), ["g::h"]);
    }

    #[test]
    fn lines_are_counted() {
        assert_eq!(paths("\n/*\n*/ a::b")[0].0, 3);
    }
}
