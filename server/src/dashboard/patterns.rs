//! Page patterns and touchpoint rules as owners write them: one per line.

use shared::invalid::{Invalid, Reason};
use shared::targeting::{Matches, Page, check_pages};
use shared::touchpoint::Touchpoint;

use super::parts::lines::{in_lines, quoting};
use crate::error::Error;
use crate::shops::TouchpointRule;

/// Patterns as lines. What starts with something is written with a `*` behind it.
pub(super) fn written(pages: &[Page]) -> String {
    pages.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn line(page: &Page) -> String {
    let star = if page.matches == Matches::Prefix { "*" } else { "" };
    format!("{}{star}", page.value)
}

/// The patterns in a field, checked, so that the line that cannot be is named.
pub(super) fn read(field: &str, text: &str, before: &[Page]) -> Result<Vec<Page>, Error> {
    let pages = meant(text, before);
    let refused = |invalid: Invalid| quoting(invalid.within(field).into(), field, &in_lines(text));
    check_pages(&pages).map_err(refused)?;
    Ok(pages)
}

/// The patterns of some lines. Unchanged lines stay what they were, so that saving a form does
/// not quietly turn one way of comparing into another.
fn meant(text: &str, before: &[Page]) -> Vec<Page> {
    in_lines(text)
        .into_iter()
        .map(|value| {
            let known = before.iter().find(|page| line(page) == value);
            known.cloned().unwrap_or_else(|| {
                let matches = if value.contains('*') { Matches::Glob } else { Matches::Exact };
                Page { matches, value }
            })
        })
        .collect()
}

/// Touchpoint rules as lines of a touchpoint and a pattern.
pub(super) fn touchpoints_written(rules: &[TouchpointRule]) -> String {
    rules
        .iter()
        .flat_map(|rule| {
            rule.pages.iter().map(|page| format!("{} {}", rule.touchpoint.as_str(), line(page)))
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// The touchpoint rules of some lines; neighbours of the same touchpoint are one rule.
pub(super) fn touchpoints_read(
    text: &str,
    before: &[TouchpointRule],
) -> Result<Vec<TouchpointRule>, Invalid> {
    let known: Vec<Page> = before.iter().flat_map(|rule| rule.pages.clone()).collect();
    let mut rules: Vec<TouchpointRule> = Vec::new();
    for text in in_lines(text) {
        let (name, pattern) = text.split_once(char::is_whitespace).unwrap_or((&text, ""));
        let refuse = |what: &str| {
            let names = Touchpoint::ALL.map(Touchpoint::as_str).join(", ");
            let said = format!("“{text}”: {what}. Write one of {names}, a space, and a pattern.");
            Invalid::new("touchpoints", Reason::Malformed(said))
        };
        let touchpoint =
            Touchpoint::parse(name).ok_or_else(|| refuse("this is not a known touchpoint"))?;
        let pages = meant(pattern, &known);
        if pages.is_empty() {
            return Err(refuse("the pattern is missing"));
        }
        check_pages(&pages).map_err(|invalid| refuse(&format!("it {}", invalid.reason)))?;
        match rules.last_mut().filter(|rule| rule.touchpoint == touchpoint) {
            Some(rule) => rule.pages.extend(pages),
            None => rules.push(TouchpointRule { touchpoint, pages }),
        }
    }
    Ok(rules)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shops::usual_touchpoints;

    #[test]
    fn what_was_not_touched_stays_as_it_was() {
        let rules = usual_touchpoints();
        let pages = [Page { matches: Matches::Prefix, value: "/products/".to_owned() }];

        let again = touchpoints_read(&touchpoints_written(&rules), &rules);

        assert_eq!(again, Ok(rules));
        assert_eq!(written(&pages), "/products/*");
        assert_eq!(meant("/products/*", &pages), pages);
    }

    #[test]
    fn a_star_makes_a_glob_and_empty_lines_do_not_count() {
        let pages = meant("\n/cart\n  /p/*  \n", &[]);

        assert_eq!(
            pages,
            [
                Page { matches: Matches::Exact, value: "/cart".to_owned() },
                Page { matches: Matches::Glob, value: "/p/*".to_owned() },
            ]
        );
    }

    #[test]
    fn a_line_that_cannot_be_meant_is_quoted() {
        for (text, said) in [
            ("prodct /p/*", "“prodct /p/*”"),
            ("cart", "pattern is missing"),
            ("cart basket", "begins with /"),
        ] {
            let refused = touchpoints_read(text, &[]).expect_err(text);
            assert!(refused.to_string().contains(said), "{refused}");
        }
        let refused = read("pages", "/cart\nproducts", &[]).expect_err("no page is “products”");
        assert!(refused.detail().starts_with("“products” must be"), "{}", refused.detail());
    }
}
