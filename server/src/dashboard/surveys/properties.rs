//! What a rule says of properties, as owners write it: one per line.

use shared::invalid::{Invalid, Reason};
use shared::targeting::{Operator, Property, Value};

use crate::dashboard::parts::lines::in_lines;
use crate::error::Error;

/// How each comparison is written. The longer ones come first: `>=` has a `=` in it.
const SIGNS: [(&str, Operator); 5] = [
    ("contains", Operator::Contains),
    (">=", Operator::AtLeast),
    ("<=", Operator::AtMost),
    ("!=", Operator::NotEquals),
    ("=", Operator::Equals),
];

/// Properties as lines.
pub(super) fn written(properties: &[Property]) -> String {
    properties.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn line(property: &Property) -> String {
    let sign = SIGNS.iter().find(|(_, is)| *is == property.is).map_or("=", |(sign, _)| sign);
    let value = match &property.value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(yes) => yes.to_string(),
    };
    format!("{} {sign} {value}", property.name)
}

/// The properties in a field. Unchanged lines stay what they were: a text of digits is no number.
pub(super) fn read(field: &str, text: &str, before: &[Property]) -> Result<Vec<Property>, Error> {
    let meant = |text: String| {
        if let Some(same) = before.iter().find(|property| line(property).trim() == text) {
            return Ok(same.clone());
        }
        parsed(&text).ok_or_else(|| {
            let said = format!(
                "“{text}” is not understood. Write a name, a space, one of =, !=, >=, <= and \
                 contains, a space, and a value."
            );
            Invalid::new(field, Reason::Malformed(said)).into()
        })
    };
    in_lines(text).into_iter().map(meant).collect()
}

fn parsed(text: &str) -> Option<Property> {
    SIGNS.iter().find_map(|(sign, is)| {
        let (name, value) = text.split_once(&format!(" {sign} "))?;
        let value = value.trim();
        let number = value.parse::<f64>().ok().filter(|number| number.to_string() == value);
        let value = match (is, value, number) {
            (Operator::Contains, text, _) => Value::Text(text.to_owned()),
            (_, "true", _) => Value::Bool(true),
            (_, "false", _) => Value::Bool(false),
            (_, _, Some(number)) => Value::Number(number),
            (_, text, None) => Value::Text(text.to_owned()),
        };
        Some(Property { name: name.trim().to_owned(), is: *is, value })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_are_written_as_they_are_read() {
        let text = "plan = vip\norders >= 3\ncity != Gent\nsku contains = MUG\nstaff = true";

        let read_back = read("traits", text, &[]).unwrap();

        assert_eq!(written(&read_back), text);
        assert_eq!(read_back[1].value, Value::Number(3.0));
        assert_eq!(read_back[3].is, Operator::Contains);
        assert_eq!(read_back[4].value, Value::Bool(true));
    }

    #[test]
    fn what_was_not_touched_stays_as_it_was() {
        let code = Property {
            name: "code".to_owned(),
            is: Operator::Equals,
            value: Value::Text("7".to_owned()),
        };

        assert_eq!(read("traits", "code = 7", std::slice::from_ref(&code)).unwrap(), [code]);
    }

    #[test]
    fn a_line_that_is_not_understood_is_quoted() {
        let refused = read("rule.traits", "vip", &[]).unwrap_err();

        assert!(refused.detail().starts_with("“vip” is not understood"), "{}", refused.detail());
    }
}
