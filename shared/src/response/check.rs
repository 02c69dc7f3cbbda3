//! Whether an answer is one to its question.

use super::{
    ContactAnswer, MAX_EMAIL, MAX_LONG_TEXT, MAX_REVIEW_NAME, MAX_REVIEW_TITLE, MAX_SHORT_TEXT,
    ReviewAnswer, Value,
};
use crate::invalid::{Invalid, Reason};
use crate::survey::{Kind, Question};
use crate::text;

impl<T> Question<T> {
    /// Checks one answer to this question. The field is relative to the value.
    pub fn check_value(&self, value: &Value) -> Result<(), Invalid> {
        let refuse = |reason| Err(Invalid::new("", reason));
        if let Some((low, high)) = self.scale() {
            return match value {
                Value::Number(number) if (low..=high).contains(number) => Ok(()),
                Value::Number(_) => refuse(Reason::Range(low, high)),
                _ => refuse(Reason::Expected("a whole number")),
            };
        }
        match (self.kind, value) {
            (Kind::SingleChoice, Value::Text(chosen)) if self.has_option(chosen) => Ok(()),
            (Kind::SingleChoice, Value::Text(_)) => refuse(Reason::Unknown),
            (Kind::SingleChoice, _) => refuse(Reason::Expected("the id of an option")),
            (Kind::MultipleChoice, Value::Chosen(chosen)) => self.check_chosen(chosen),
            (Kind::MultipleChoice, _) => refuse(Reason::Expected("a list of ids of options")),
            _ => self.check_written(value),
        }
    }

    /// The same for what shoppers write, which is all that they can get wrong where they only
    /// choose from what is on offer.
    pub fn check_written(&self, value: &Value) -> Result<(), Invalid> {
        let refuse = |reason| Err(Invalid::new("", reason));
        match (self.kind, value) {
            (Kind::Review, Value::Review(review)) => review.check(),
            (Kind::Review, _) => refuse(Reason::Expected("a review")),
            (Kind::Contact, Value::Contact(contact)) => contact.check(),
            (Kind::Contact, _) => refuse(Reason::Expected("a contact")),
            (kind, Value::Text(answer)) => {
                let limit = if kind == Kind::ShortText { MAX_SHORT_TEXT } else { MAX_LONG_TEXT };
                match text::check(answer, limit) {
                    Ok(()) if self.required && answer.trim().is_empty() => refuse(Reason::Missing),
                    Ok(()) if kind == Kind::ShortText && answer.contains(['\n', '\r']) => {
                        refuse(Reason::Character)
                    }
                    Ok(()) => Ok(()),
                    Err(reason) => refuse(reason),
                }
            }
            _ => refuse(Reason::Expected("a text")),
        }
    }

    fn has_option(&self, id: &str) -> bool {
        self.options.iter().any(|option| option.id == id)
    }

    fn check_chosen(&self, chosen: &[String]) -> Result<(), Invalid> {
        if self.required && chosen.is_empty() {
            return Err(Invalid::new("", Reason::Missing));
        }
        for (at, id) in chosen.iter().enumerate() {
            let reason = if !self.has_option(id) {
                Reason::Unknown
            } else if chosen[..at].contains(id) {
                Reason::Twice
            } else {
                continue;
            };
            return Err(Invalid::new(["[", &at.to_string(), "]"].concat(), reason));
        }
        Ok(())
    }
}

impl ContactAnswer {
    /// Checks that the address can be one. Whether mail arrives there, only mail can tell.
    fn check(&self) -> Result<(), Invalid> {
        let refuse = |reason| Err(Invalid::new("email", reason));
        let strange = |c: char| c.is_whitespace() || c.is_control();
        if self.email.len() > MAX_EMAIL {
            return refuse(Reason::TooLong(MAX_EMAIL));
        }
        match self.email.split_once('@') {
            Some((name, host))
                if !name.is_empty()
                    && !host.is_empty()
                    && !host.contains('@')
                    && !self.email.contains(strange) =>
            {
                Ok(())
            }
            _ => refuse(Reason::Expected("an e-mail address")),
        }
    }
}

impl ReviewAnswer {
    fn check(&self) -> Result<(), Invalid> {
        if !(1..=5).contains(&self.stars) {
            return Err(Invalid::new("stars", Reason::Range(1, 5)));
        }
        for (field, value, limit) in [
            ("title", &self.title, MAX_REVIEW_TITLE),
            ("text", &self.text, MAX_LONG_TEXT),
            ("name", &self.name, MAX_REVIEW_NAME),
        ] {
            text::check(value, limit).map_err(|reason| Invalid::new(field, reason))?;
        }
        Ok(())
    }
}
