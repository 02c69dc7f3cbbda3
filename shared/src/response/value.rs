//! What was answered, in the shape that it has in JSON.

use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::{Deserialize, Deserializer, Serialize, de};

/// What was answered. The JSON type tells which it is; of objects, that with an `email` is a
/// contact and any other a review.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A step of a scale.
    Number(i64),
    /// A text, or the id of the option that was chosen.
    Text(String),
    /// Ids of the options that were chosen.
    Chosen(Vec<String>),
    /// A review.
    Review(ReviewAnswer),
    /// An e-mail address.
    Contact(ContactAnswer),
}

/// The answer to a review question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReviewAnswer {
    /// Whole stars, 1–5.
    pub stars: i64,
    /// A headline; may be empty.
    pub title: String,
    /// What the shopper says; may be empty.
    pub text: String,
    /// The name to show; empty for none.
    pub name: String,
    /// Whether it may be published.
    pub consent: bool,
}

/// The answer to a contact question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactAnswer {
    /// The shopper's e-mail address.
    pub email: String,
    /// Whether the shop may keep it and write to it.
    #[serde(default)]
    pub consent: bool,
}

impl ContactAnswer {
    /// Whether it answers anything: an address that nobody may keep does not.
    pub fn counts(&self) -> bool {
        self.consent && !self.email.is_empty()
    }
}

/// What an object may hold, before it is known what it is.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Fields {
    stars: i64,
    title: String,
    text: String,
    name: String,
    consent: bool,
    email: Option<String>,
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Value;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number, a text, a list of texts, a review or a contact")
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Value, E> {
                Ok(Value::Number(number))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Value, E> {
                // Beyond i64 is beyond every scale; validation says which range is meant.
                Ok(Value::Number(i64::try_from(number).unwrap_or(i64::MAX)))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
                Ok(Value::Text(text.to_owned()))
            }

            fn visit_string<E: de::Error>(self, text: String) -> Result<Value, E> {
                Ok(Value::Text(text))
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, items: A) -> Result<Value, A::Error> {
                Deserialize::deserialize(SeqAccessDeserializer::new(items)).map(Value::Chosen)
            }

            fn visit_map<A: de::MapAccess<'de>>(self, fields: A) -> Result<Value, A::Error> {
                let Fields { stars, title, text, name, consent, email } =
                    Deserialize::deserialize(MapAccessDeserializer::new(fields))?;
                Ok(match email {
                    Some(email) => Value::Contact(ContactAnswer { email, consent }),
                    None => Value::Review(ReviewAnswer { stars, title, text, name, consent }),
                })
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}
