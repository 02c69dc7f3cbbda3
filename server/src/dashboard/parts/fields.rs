//! What stands in a form's fields: as it is kept, or as somebody has just sent it.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Deserializer};
use sha2::{Digest, Sha256};

/// Names and values, in the order of the form.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// The value of a field; empty where it is not there.
    pub(crate) fn one(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(other, _)| other == name);
        found.map_or("", |(_, value)| value)
    }

    /// The value of a field without the space around it; none where nothing is left.
    pub(crate) fn filled(&self, name: &str) -> Option<String> {
        Some(self.one(name).trim()).filter(|value| !value.is_empty()).map(str::to_owned)
    }

    /// Whether a field has this value among others.
    pub(crate) fn has(&self, name: &str, value: &str) -> bool {
        self.0.iter().any(|(other, kept)| other == name && kept == value)
    }

    /// Name and value of every field.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The same fields, where one has this value only.
    #[must_use]
    pub(crate) fn but(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.retain(|(other, _)| other != name);
        self.with(name, value)
    }

    /// A print of each field's values, by which a form that comes back later tells what has
    /// changed since it was shown.
    pub(crate) fn prints(&self) -> String {
        let names: BTreeSet<&str> = self.all().map(|(name, _)| name).collect();
        let printed = names.into_iter().map(|name| format!("{name}:{}", self.print(name)));
        printed.collect::<Vec<_>>().join(" ")
    }

    /// The fields that are not as they were when `prints` were made. A form without prints asks
    /// for no comparison.
    pub(crate) fn changed_since(&self, prints: &str) -> Vec<String> {
        let before: Vec<(&str, &str)> =
            prints.split(' ').filter_map(|print| print.rsplit_once(':')).collect();
        if before.is_empty() {
            return Vec::new();
        }
        let names = before.iter().map(|(name, _)| *name).chain(self.all().map(|(name, _)| name));
        let names: BTreeSet<&str> = names.collect();
        let empty = Self::default();
        let printed = |name: &str| {
            let found = before.iter().find(|(other, _)| *other == name);
            found.map_or_else(|| empty.print(name), |(_, print)| (*print).to_owned())
        };
        let changed = names.into_iter().filter(|name| printed(name) != self.print(name));
        changed.map(str::to_owned).collect()
    }

    fn print(&self, name: &str) -> String {
        let values: Vec<&str> =
            self.all().filter(|(other, _)| *other == name).map(|(_, value)| value).collect();
        let digest = Sha256::digest(values.join("\u{1f}"));
        URL_SAFE_NO_PAD.encode(&digest[..6])
    }

    /// The same fields and one more.
    #[must_use]
    pub(crate) fn with(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.0.push((name.into(), value.into()));
        self
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sent_form_is_read_field_by_field() {
        let sent = "a=1&boxes=x&boxes=y&questions%5B0%5D.text=How%3F&empty=+";
        let fields: Fields = serde_html_form::from_str(sent).expect("a form");

        assert_eq!(fields.one("questions[0].text"), "How?");
        assert!(fields.has("boxes", "y"));
        assert_eq!(fields.filled("empty"), None);
        assert_eq!(fields.one("nowhere"), "");
    }

    #[test]
    fn what_changed_since_a_form_was_shown_is_named() {
        let shown = Fields::default().with("live", "true").with("box", "a").with("same", "ü");
        let prints = shown.prints();
        let now = Fields::default().with("live", "false").with("same", "ü").with("new", "x");

        assert_eq!(shown.changed_since(&prints), [] as [String; 0]);
        assert_eq!(now.changed_since(&prints), ["box", "live", "new"]);
        assert_eq!(now.changed_since(""), [] as [String; 0]);
    }
}
