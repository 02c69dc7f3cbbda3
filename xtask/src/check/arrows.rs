//! Which module of the server may use which: the table that `layering` holds the source to.

/// Used by everything; uses no feature but for its rows in [`ARROWS`].
pub(super) const GROUND: &[&str] = &[
    "app", "assets", "auth", "clock", "config", "db", "error", "events", "http", "jobs", "log",
    "mail", "metrics",
];

/// Stand above the features and use any of them; used only by [`ROOTS`].
pub(super) const VIEWS: &[&str] = &["dashboard", "demo", "hosted"];

/// Put everything together. `app` is ground, too: its state is handed to everybody.
pub(super) const ROOTS: &[&str] = &["app", "lib", "main", "serve"];

/// The features, and which others each may use, through their functions. A change here is a
/// decision about the architecture.
pub(super) const ARROWS: &[(&str, &[&str])] = &[
    ("health", &[]),
    ("openapi", &[]),
    ("products", &["shops"]),
    ("proof", &["shops", "surveys"]),
    ("responses", &["products", "proof", "reviews", "shops", "surveys"]),
    ("reviews", &["products", "proof", "shops", "surveys"]),
    ("scores", &["products", "responses", "reviews", "shops", "surveys"]),
    ("shops", &[]),
    ("surveys", &["shops"]),
    ("upkeep", &["shops"]),
];

/// Whether module `from` may use module `to`.
pub(super) fn allowed(from: &str, to: &str) -> bool {
    let listed = || ARROWS.iter().any(|(feature, others)| *feature == from && others.contains(&to));
    from == to
        || ROOTS.contains(&from)
        || GROUND.contains(&to)
        || (VIEWS.contains(&from) && is_feature(to))
        || listed()
}

/// Whether the table knows the module.
pub(super) fn is_known(module: &str) -> bool {
    [GROUND, VIEWS, ROOTS].iter().any(|group| group.contains(&module)) || is_feature(module)
}

fn is_feature(module: &str) -> bool {
    ARROWS.iter().any(|(feature, _)| *feature == module)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_have_no_cycle() {
        // Taking away what uses nothing that is left must take away everything.
        let mut left: Vec<_> = ARROWS.to_vec();
        while !left.is_empty() {
            let before = left.len();
            let names: Vec<&str> = left.iter().map(|(feature, _)| *feature).collect();
            left.retain(|(_, others)| others.iter().any(|other| names.contains(other)));
            assert!(left.len() < before, "a cycle among {names:?}");
        }
    }

    #[test]
    fn nothing_below_uses_the_views() {
        assert!(allowed("app", "dashboard"));
        assert!(allowed("dashboard", "reviews"));
        assert!(!allowed("reviews", "dashboard"));
        assert!(!allowed("auth", "demo"));
    }
}
