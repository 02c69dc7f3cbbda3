//! What stands in a form or in an address: names and values, and how an answer stands there.

use serde::{Deserialize, Deserializer};
use shared::response::Value;

/// Names and values, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Given(pub(super) Vec<(String, String)>);

impl Given {
    /// The first value of a name.
    pub(super) fn one(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// The value of a name without the space around it; empty where there is none.
    pub(super) fn text(&self, name: &str) -> String {
        self.one(name).unwrap_or_default().trim().to_owned()
    }

    /// All values of a name.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// Whether a name has this value among others.
    pub(super) fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|kept| kept == value)
    }

    /// An answer as the fields of its question's form.
    pub(super) fn of(value: &Value) -> Self {
        let yes = |consent: bool| if consent { "yes" } else { "" }.to_owned();
        let pair = |name: &str, value: String| (name.to_owned(), value);
        Self(match value {
            Value::Number(number) => vec![pair("value", number.to_string())],
            Value::Text(text) => vec![pair("value", text.clone())],
            Value::Chosen(chosen) => chosen.iter().map(|id| pair("value", id.clone())).collect(),
            Value::Review(review) => vec![
                pair("stars", review.stars.to_string()),
                pair("title", review.title.clone()),
                pair("text", review.text.clone()),
                pair("name", review.name.clone()),
                pair("consent", yes(review.consent)),
            ],
            Value::Contact(contact) => {
                vec![pair("email", contact.email.clone()), pair("consent", yes(contact.consent))]
            }
        })
    }
}

impl<'de> Deserialize<'de> for Given {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self)
    }
}
