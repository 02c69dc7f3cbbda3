//! Holds the server to the arrows between its modules, by the paths that its source names.

use super::{File, arrows, modules, source};

/// Who may know axum, beside each feature's `http.rs`.
const WEB: &[&str] = &[
    "app",
    "assets",
    "auth",
    "config",
    "dashboard",
    "demo",
    "error",
    "hosted",
    "http",
    "main",
    "serve",
];

/// Who may know sqlx, beside each `store.rs`.
const SQL: &[&str] = &["db"];

/// Every path that the layers forbid, as a line to show.
pub(super) fn broken(files: &[File]) -> Vec<String> {
    let mut broken = Vec::new();
    for file in files {
        let Some(place) = modules(&file.path) else { continue };
        if let Some(top) = place.first().filter(|top| !arrows::is_known(top)) {
            broken.push(format!(
                "{}: give `{top}` a row in xtask/src/check/arrows.rs: what may it use?",
                file.path
            ));
            continue;
        }
        for (line, path) in source::paths(&file.text) {
            if let Some(reason) = forbidden(&place, &path) {
                let named = path.join("::");
                broken.push(format!("{}:{line}: `{named}`: {reason}", file.path));
            }
        }
    }
    broken
}

/// Why the module at `place` may not name `path`.
fn forbidden(place: &[String], path: &[String]) -> Option<String> {
    let [top, ..] = place else { return None };
    let name = place.last().map_or("", String::as_str);
    match path.first().map(String::as_str) {
        Some("axum" | "axum_extra") if name != "http" && !WEB.contains(&top.as_str()) => {
            Some("only `http.rs`, the ground and the owner's pages know axum".to_owned())
        }
        Some("sqlx") if name != "store" && !SQL.contains(&top.as_str()) => {
            // Causes of errors may be named: that is no query.
            let is_cause = top == "error" && path.get(1).is_some_and(|what| what == "Error");
            (!is_cause).then(|| "only `store.rs` and `db.rs` know sqlx".to_owned())
        }
        _ => forbidden_arrow(top, &inside(place, path)?),
    }
}

fn forbidden_arrow(top: &str, path: &[String]) -> Option<String> {
    let [to, rest @ ..] = path else { return None };
    if to == top || !arrows::is_known(to) {
        return None;
    }
    if rest.first().is_some_and(|part| part == "store") {
        return Some(format!("the store of `{to}` is its own; use a function of `{to}`"));
    }
    (!arrows::allowed(top, to)).then(|| format!("`{top}` may not use `{to}`"))
}

/// The path from the crate's root, if it leads into this crate.
fn inside(place: &[String], path: &[String]) -> Option<Vec<String>> {
    let rest = match path.first()?.as_str() {
        "crate" | "server" => &path[1..],
        "super" => {
            let up = path.iter().take_while(|part| *part == "super").count();
            // A path that stays inside its own module is nobody else's business.
            if up < place.len() {
                return None;
            }
            &path[up..]
        }
        _ => return None,
    };
    Some(rest.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken_by(path: &str, text: &str) -> usize {
        broken(&[File { path: path.to_owned(), text: text.to_owned() }]).len()
    }

    #[test]
    fn a_forbidden_arrow_is_found() {
        let source = "use crate::{app::App, responses::{self, submit}};";

        assert_eq!(broken_by("server/src/surveys/mod.rs", source), 2);
        assert_eq!(broken_by("server/src/responses/http.rs", source), 0);
        assert_eq!(broken_by("server/src/surveys/mod.rs", "fn f() { super::responses::g() }"), 1);
        assert_eq!(broken_by("server/src/surveys/http.rs", "use super::super::responses::g;"), 1);
    }

    #[test]
    fn another_features_store_is_found() {
        let source = "fn f() { crate::surveys::store::all() }";

        assert_eq!(broken_by("server/src/responses/mod.rs", source), 1);
        assert_eq!(broken_by("server/src/surveys/mod.rs", source), 0);
    }

    #[test]
    fn sql_and_web_stay_where_they_belong() {
        assert_eq!(broken_by("server/src/reviews/mod.rs", "use sqlx::Row;"), 1);
        assert_eq!(broken_by("server/src/reviews/store.rs", "use sqlx::Row;"), 0);
        assert_eq!(broken_by("server/src/error.rs", "use sqlx::Error;"), 0);
        assert_eq!(broken_by("server/src/error.rs", "use sqlx::Row;"), 1);
        assert_eq!(broken_by("server/src/reviews/mod.rs", "use axum::Json;"), 1);
        assert_eq!(broken_by("server/src/reviews/http.rs", "use axum::Json;"), 0);
    }

    #[test]
    fn a_module_that_the_table_does_not_know_is_found() {
        assert_eq!(broken_by("server/src/coupons/mod.rs", ""), 1);
    }

    #[test]
    fn a_path_inside_the_module_is_free() {
        let source = "use super::store; use crate::reviews::store::published;";

        assert_eq!(broken_by("server/src/reviews/http.rs", source), 0);
    }
}
