//! Which pages are meant: exact addresses, prefixes and globs.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::invalid::{Invalid, Reason};
use crate::text;

/// Most page patterns in one list.
pub const MAX_PATTERNS: usize = 50;

/// Which pages are meant. A value that starts with `/` is compared with the path, any other
/// with the whole address without query and fragment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// How it is compared.
    pub matches: Matches,
    /// With what, such as `/products/*`.
    pub value: String,
}

/// How a page is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Matches {
    /// The same, but for a slash at the end.
    Exact,
    /// Starts with it.
    Prefix,
    /// The same, where each `*` stands for any characters or none.
    Glob,
}

/// Checks a list of page patterns.
pub fn check_pages(pages: &[Page]) -> Result<(), Invalid> {
    if pages.len() > MAX_PATTERNS {
        return Err(Invalid::new("", Reason::TooMany(MAX_PATTERNS)));
    }
    for (at, page) in pages.iter().enumerate() {
        let refuse = |reason| Err(Invalid::new(format!("[{at}].value"), reason));
        if page.value.is_empty() {
            return refuse(Reason::Missing);
        }
        if let Err(reason) = text::check(&page.value, 500) {
            return refuse(reason);
        }
        if !page.can_match() {
            return refuse(Reason::Expected(
                "a pattern that begins with / or *, or a whole address with https://",
            ));
        }
    }
    Ok(())
}

impl Page {
    /// Whether there is any address of the web that it could mean.
    fn can_match(&self) -> bool {
        if self.value.starts_with('/') {
            return true;
        }
        let star = self.value.find('*').filter(|_| self.matches == Matches::Glob);
        let fixed = &self.value[..star.unwrap_or(self.value.len())];
        let open = star.is_some() || self.matches == Matches::Prefix;
        ["https://", "http://"]
            .into_iter()
            .any(|scheme| fixed.starts_with(scheme) || (open && scheme.starts_with(fixed)))
    }

    /// Whether an address is meant.
    pub fn is(&self, address: &str) -> bool {
        let address = address.split(['?', '#']).next().unwrap_or_default();
        let subject = if self.value.starts_with('/') { path(address) } else { address };
        let (subject, value) = (decoded(subject), decoded(&self.value));
        match self.matches {
            Matches::Exact => trimmed(&subject) == trimmed(&value),
            Matches::Prefix => subject.starts_with(&*value),
            Matches::Glob => glob(trimmed(&value), trimmed(&subject)),
        }
    }
}

/// The path of an address: from the first slash after `scheme://host`.
fn path(address: &str) -> &str {
    let after_host = address.find("://").map_or(address, |at| {
        let rest = &address[at + 3..];
        rest.find('/').map_or("/", |slash| &rest[slash..])
    });
    if after_host.is_empty() { "/" } else { after_host }
}

/// Without a slash at the end, unless it is all there is.
fn trimmed(text: &str) -> &str {
    match text.strip_suffix('/') {
        Some("") | None => text,
        Some(rest) => rest,
    }
}

/// With `%C3%BC` read as `ü`; as it stands, if that is no UTF-8.
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |at: usize| after.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        let (Some(high), Some(low)) = (digit(0), digit(1)) else {
            return Cow::Borrowed(text);
        };
        #[expect(clippy::cast_possible_truncation, reason = "two hexadecimal digits are a byte")]
        bytes.push((high * 16 + low) as u8);
        rest = &after[2..];
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Whether a text is the pattern, where each `*` stands for any characters or none. Takes
/// time in proportion to both lengths at worst, never more.
fn glob(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(first) = parts.next() else { return text.is_empty() };
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_that_means_no_page_is_refused() {
        let refused = |matches, value: &str| {
            let page = Page { matches, value: value.to_owned() };
            check_pages(&[page]).err().map(|invalid| invalid.field)
        };

        for value in ["/cart", "*thanks*", "https://shop.example/*", "http*/cart", "ht*"] {
            assert_eq!(refused(Matches::Glob, value), None, "{value}");
        }
        for value in ["products", "products/*", "shop.example/*", "ftp://*", "HTTPS://x"] {
            assert_eq!(refused(Matches::Glob, value).as_deref(), Some("[0].value"), "{value}");
        }
        assert_eq!(refused(Matches::Prefix, "https"), None);
        assert_eq!(refused(Matches::Exact, "https").as_deref(), Some("[0].value"));
    }

    proptest::proptest! {
        #[test]
        fn a_glob_of_stars_and_letters_never_panics(pattern in "[a*/%]{0,20}", text in ".{0,40}") {
            let page = Page { matches: Matches::Glob, value: pattern };
            let _ = page.is(&text);
        }
    }
}
