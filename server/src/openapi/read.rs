//! The document as something to show: what of it a page needs, in the order in which it was
//! written.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeOwned, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// The document.
#[derive(Debug, Deserialize)]
pub struct Document {
    /// What holds for all of it.
    pub info: Info,
    /// The chapters.
    pub tags: Vec<Tag>,
    /// Every path.
    pub paths: Fields<Path>,
    /// What other parts refer to.
    pub components: Components,
    /// Who may call what does not say otherwise.
    pub security: Vec<Fields<Value>>,
}

/// What holds for all of it.
#[derive(Debug, Deserialize)]
pub struct Info {
    /// In a few sentences.
    pub description: String,
}

/// A chapter.
#[derive(Debug, Deserialize)]
pub struct Tag {
    /// Its name.
    pub name: String,
    /// What it is about.
    pub description: String,
}

/// What can be done at one path.
#[derive(Debug, Deserialize)]
pub struct Path {
    /// Parts of the path.
    #[serde(default)]
    pub parameters: Vec<Or<Parameter>>,
    /// By method.
    #[serde(flatten)]
    pub operations: Fields<Operation>,
}

/// What one method of a path does.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Operation {
    /// Names it.
    pub operation_id: String,
    /// Its chapters.
    pub tags: Vec<String>,
    /// In a few words.
    pub summary: String,
    /// In a few sentences.
    pub description: Option<String>,
    /// Who may call it, where that is not as for all.
    pub security: Option<Vec<Fields<Value>>>,
    /// Parts of the query.
    #[serde(default)]
    pub parameters: Vec<Or<Parameter>>,
    /// What it takes.
    pub request_body: Option<Body>,
    /// What it answers, by status.
    pub responses: Fields<Or<Body>>,
}

/// Part of a path or of a query.
#[derive(Debug, Deserialize)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub r#in: String,
    /// Whether it must be there.
    #[serde(default)]
    pub required: bool,
    /// What it is.
    pub description: String,
    /// What it may be.
    pub schema: Schema,
}

/// What is sent, or what comes back.
#[derive(Debug, Deserialize)]
pub struct Body {
    /// What it is.
    pub description: Option<String>,
    /// By media type.
    #[serde(default)]
    pub content: Fields<Media>,
}

/// A body in one media type.
#[derive(Debug, Default, Deserialize)]
pub struct Media {
    /// What it may be.
    pub schema: Option<Schema>,
    /// What it may look like.
    pub example: Option<Value>,
}

/// What other parts refer to.
#[derive(Debug, Deserialize)]
pub struct Components {
    /// Parts of paths and queries.
    pub parameters: Fields<Parameter>,
    /// What comes back.
    pub responses: Fields<Body>,
    /// What values may be.
    pub schemas: Fields<Schema>,
}

/// What a value may be.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Schema {
    /// Another one that says so.
    #[serde(rename = "$ref")]
    pub reference: Option<String>,
    /// Its type in JSON, or several.
    pub r#type: Option<OneOrMore>,
    /// In a few sentences.
    pub description: Option<String>,
    /// The fields of an object.
    pub properties: Fields<Schema>,
    /// Fields that must be there.
    pub required: Vec<String>,
    /// What stands in a list.
    pub items: Option<Box<Schema>>,
    /// Each of these holds.
    pub all_of: Vec<Schema>,
    /// At least one of these holds.
    pub any_of: Vec<Schema>,
    /// Exactly one of these holds.
    pub one_of: Vec<Schema>,
    /// The only values.
    #[serde(rename = "enum")]
    pub values: Vec<Value>,
    /// The value where none is given.
    pub default: Option<Value>,
}

/// A text, or several.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum OneOrMore {
    /// One.
    One(String),
    /// Several.
    More(Vec<String>),
}

/// Something, or the name of where it stands.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Or<T> {
    /// It stands elsewhere.
    There {
        /// `#/components/…`.
        #[serde(rename = "$ref")]
        reference: String,
    },
    /// It stands here.
    Here(T),
}

impl<T> Or<T> {
    /// What is meant, where those that are referred to stand in `there`.
    pub fn found<'a>(&'a self, there: &'a Fields<T>) -> Option<&'a T> {
        match self {
            Self::Here(it) => Some(it),
            Self::There { reference } => there.find(name(reference)),
        }
    }
}

/// The name of what a reference refers to.
pub fn name(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or_default()
}

/// The fields of an object in the order in which they were written.
#[derive(Debug)]
pub struct Fields<T>(pub Vec<(String, T)>);

impl<T> Default for Fields<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Fields<T> {
    /// The field of that name.
    pub fn find(&self, name: &str) -> Option<&T> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, field)| field)
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Fields<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder<T>(PhantomData<T>);

        impl<'de, T: DeserializeOwned> Visitor<'de> for InOrder<T> {
            type Value = Fields<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<T>, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_map(InOrder(PhantomData))
    }
}
