//! What stands in a form's fields: as it is kept, or as somebody has just sent it.

use serde::{Deserialize, Deserializer};

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
}
