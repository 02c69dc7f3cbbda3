//! Reads reviews out of the HTML that storefronts show, and insists that it is escaped.

use anyhow::{Context as _, bail};

use super::api::Shop;

/// Marks what a review says.
const TEXT: &str = "part=\"text\"";
/// Marks the link to the page that follows.
const NEXT: &str = "rel=\"next\"";

/// The characters that the server writes as names.
const NAMED: [(&str, char); 6] = [
    ("&amp;", '&'),
    ("&lt;", '<'),
    ("&gt;", '>'),
    ("&quot;", '"'),
    ("&#39;", '\''),
    ("&#x27;", '\''),
];

/// What the reviews of all pages say.
pub(super) fn published(shop: &Shop) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut next = Some(shop.url("reviews.html?limit=20"));
    while let Some(url) = next {
        let html = shop.get(&url)?;
        found.extend(texts(&html)?);
        next = next_page(&html)?;
    }
    Ok(found)
}

/// What the reviews of one page say.
fn texts(html: &str) -> anyhow::Result<Vec<String>> {
    html.split(TEXT)
        .skip(1)
        .map(|rest| {
            let (_, inside) = rest.split_once('>').context("a tag that does not end")?;
            let (inside, _) = inside.split_once("</p>").context("a text that does not end")?;
            unescaped(inside).with_context(|| format!("in {inside:?}"))
        })
        .collect()
}

/// The address of the page that follows, if there is one.
fn next_page(html: &str) -> anyhow::Result<Option<String>> {
    let Some((before, after)) = html.split_once(NEXT) else { return Ok(None) };
    let start = before.rfind('<').context("an attribute outside of a tag")?;
    let end = after.find('>').context("a tag that does not end")?;
    let tag = &html[start..before.len() + NEXT.len() + end];
    let (_, address) = tag.split_once("href=\"").context("a link without an address")?;
    let (address, _) = address.split_once('"').context("an address that does not end")?;
    unescaped(address).map(Some)
}

/// Text as it was before it was escaped; fails if it was not.
fn unescaped(html: &str) -> anyhow::Result<String> {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(letter) = rest.chars().next() {
        let named = NAMED.iter().find(|(name, _)| rest.starts_with(name));
        let length = match named {
            Some((name, meant)) => {
                text.push(*meant);
                name.len()
            }
            None if matches!(letter, '&' | '<' | '>') => bail!("{letter:?} is not escaped"),
            None => {
                text.push(letter);
                letter.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_as_they_were_written() {
        let html = "<p class=\"a\" part=\"text\" dir=\"auto\">1 &lt; 2 &amp;amp; so</p>\
                    <p part=\"reply-text\">x</p><p part=\"text\">é</p>";

        assert_eq!(texts(html).unwrap(), ["1 < 2 &amp; so", "é"]);
    }

    #[test]
    fn text_that_is_not_escaped_is_refused() {
        assert!(texts("<p part=\"text\">AT&T</p>").is_err());
        assert!(texts("<p part=\"text\"><b>x</b></p>").is_err());
    }

    #[test]
    fn the_next_page_is_found() {
        let html = "<a class=\"b\" href=\"/r?a=1&amp;cursor=2\" rel=\"next\" data-x><span>";

        assert_eq!(next_page(html).unwrap().as_deref(), Some("/r?a=1&cursor=2"));
        assert_eq!(next_page("<a href=\"/\">").unwrap(), None);
    }
}
