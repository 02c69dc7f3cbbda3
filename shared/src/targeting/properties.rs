//! Properties of an event or of a visitor, and what a rule says of them.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::invalid::{Invalid, Reason};
use crate::text;

/// Most conditions in one list.
pub const MAX_CONDITIONS: usize = 10;
/// Longest name of an event or of a property, in characters.
pub const MAX_NAME: usize = 100;
/// Longest text that a property is compared with, in characters.
pub const MAX_VALUE: usize = 200;

/// An event that the page tells with `candor.push(["track", name, properties])`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventRule {
    /// Its name.
    pub name: String,
    /// What must be so of its properties, all of it.
    #[serde(default)]
    pub properties: Vec<Property>,
}

/// What must be so of one property.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Property {
    /// The property's name.
    pub name: String,
    /// How it is compared.
    pub is: Operator,
    /// With what.
    pub value: Value,
}

/// How a property is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operator {
    /// The same; a number and a text that reads as that number are the same.
    Equals,
    /// Not the same, or not there.
    NotEquals,
    /// A text that has this text in it, in the same upper and lower case.
    Contains,
    /// A number that is as large or larger.
    AtLeast,
    /// A number that is as small or smaller.
    AtMost,
}

/// A property's value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// Yes or no.
    Bool(bool),
}

/// Properties by their names.
pub type Properties = BTreeMap<String, Value>;

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => to.serialize_str(text),
            #[expect(clippy::cast_possible_truncation, reason = "it is small and whole")]
            Self::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
                to.serialize_i64(*number as i64)
            }
            Self::Number(number) => to.serialize_f64(*number),
            Self::Bool(yes) => to.serialize_bool(*yes),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        // Not derived: what serde says of an untagged value that fits nothing is of no use.
        from.deserialize_any(Reader)
    }
}

struct Reader;

#[expect(clippy::cast_precision_loss, reason = "JSON's numbers are this precise in a browser")]
impl Visitor<'_> for Reader {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number, true or false")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Number(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }
}

impl EventRule {
    /// Whether an event of this name, with these properties, is meant.
    pub fn is(&self, name: &str, properties: &Properties) -> bool {
        self.name == name && all_hold(&self.properties, properties)
    }

    /// Checks what an owner wrote.
    pub(super) fn check(&self) -> Result<(), Invalid> {
        check_name(&self.name)?;
        check(&self.properties).map_err(|invalid| invalid.within("properties"))
    }
}

/// Whether all conditions hold.
pub(super) fn all_hold(conditions: &[Property], properties: &Properties) -> bool {
    conditions.iter().all(|condition| condition.holds(properties.get(&condition.name)))
}

/// Checks a list of conditions.
pub(super) fn check(conditions: &[Property]) -> Result<(), Invalid> {
    if conditions.len() > MAX_CONDITIONS {
        return Err(Invalid::new("", Reason::TooMany(MAX_CONDITIONS)));
    }
    let mut all = conditions.iter().enumerate();
    all.try_for_each(|(at, property)| {
        property.check().map_err(|invalid| invalid.within(&format!("[{at}]")))
    })
}

fn check_name(name: &str) -> Result<(), Invalid> {
    if name.is_empty() {
        return Err(Invalid::new("name", Reason::Missing));
    }
    text::check(name, MAX_NAME).map_err(|reason| Invalid::new("name", reason))
}

impl Property {
    /// Whether a value, if there is one, is as it must be.
    fn holds(&self, value: Option<&Value>) -> bool {
        let Some(value) = value else { return self.is == Operator::NotEquals };
        match self.is {
            Operator::Equals => value.same(&self.value),
            Operator::NotEquals => !value.same(&self.value),
            Operator::Contains => match (value, &self.value) {
                (Value::Text(text), Value::Text(part)) => text.contains(part.as_str()),
                _ => false,
            },
            Operator::AtLeast => compared(value, &self.value, |one, other| one >= other),
            Operator::AtMost => compared(value, &self.value, |one, other| one <= other),
        }
    }

    fn check(&self) -> Result<(), Invalid> {
        check_name(&self.name)?;
        let refuse = |reason| Err(Invalid::new("value", reason));
        match (self.is, &self.value) {
            (Operator::AtLeast | Operator::AtMost, value) if value.number().is_none() => {
                return refuse(Reason::Expected("a number"));
            }
            (Operator::Contains, Value::Number(_) | Value::Bool(_)) => {
                return refuse(Reason::Expected("a text"));
            }
            (Operator::Contains, Value::Text(text)) if text.is_empty() => {
                return refuse(Reason::Missing);
            }
            _ => {}
        }
        match &self.value {
            Value::Text(value) => text::check(value, MAX_VALUE).or_else(refuse),
            Value::Number(_) | Value::Bool(_) => Ok(()),
        }
    }
}

impl Value {
    /// Whether both are the same, however the page happens to write them.
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            _ if self.number().is_some() || other.number().is_some() => {
                compared(self, other, |one, other| {
                    one.partial_cmp(&other).is_some_and(Ordering::is_eq)
                })
            }
            (Self::Text(one), Self::Text(other)) => one == other,
            (Self::Bool(one), Self::Bool(other)) => one == other,
            (Self::Text(text), Self::Bool(yes)) | (Self::Bool(yes), Self::Text(text)) => {
                text == if *yes { "true" } else { "false" }
            }
            (Self::Number(_), _) | (_, Self::Number(_)) => false,
        }
    }

    /// It as a number: a number, or a text of digits, such as `-19.90`.
    fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(text) if is_decimal(text) => text.parse().ok(),
            Self::Text(_) | Self::Bool(_) => None,
        }
    }
}

/// Whether a text is an optional minus, digits, and optionally a point with digits after it.
fn is_decimal(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    match text.split_once('.') {
        Some((whole, part)) => digits(whole) && digits(part),
        None => digits(text),
    }
}

fn compared(one: &Value, other: &Value, as_wanted: impl Fn(f64, f64) -> bool) -> bool {
    one.number().zip(other.number()).is_some_and(|(one, other)| as_wanted(one, other))
}
