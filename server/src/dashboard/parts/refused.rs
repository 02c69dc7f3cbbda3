//! The field that was refused when a form was sent.

use shared::invalid::Invalid;

use crate::dashboard::error_page::sentence;
use crate::error::Error;

/// The field that was refused when a form was sent, and why. Nothing was refused where there
/// is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refused(Option<(String, String)>);

impl Refused {
    /// What an error says about a form. Errors that are about something else stay errors.
    pub fn by(error: Error) -> Result<Self, Error> {
        match error {
            Error::Invalid(Invalid { field, reason }) => {
                Ok(Self(Some((field, sentence(&reason.to_string())))))
            }
            Error::Conflict { field, reason } => {
                Ok(Self(Some((field.to_owned(), sentence(reason)))))
            }
            other => Err(other),
        }
    }

    /// The same refusal where the form's field is called otherwise.
    pub fn called(self, field: &str, name: &str) -> Self {
        Self(self.0.map(|(at, why)| (if at == field { name.to_owned() } else { at }, why)))
    }

    /// Whether anything was refused.
    pub(super) fn is_some(&self) -> bool {
        self.0.is_some()
    }

    /// The message for exactly this field.
    pub(super) fn exactly(&self, name: &str) -> Option<String> {
        self.0.as_ref().filter(|(field, _)| field == name).map(|(_, why)| why.clone())
    }

    /// Whether it is about one of these fields, or about one inside them.
    pub(crate) fn is_about(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.of(name).is_some())
    }

    /// The message for a field, or for one inside it: `origins` also stands for `origins[2]`.
    pub(super) fn of(&self, name: &str) -> Option<String> {
        let (field, why) = self.0.as_ref()?;
        let rest = field.strip_prefix(name)?;
        (rest.is_empty() || rest.starts_with(['[', '.'])).then(|| why.clone())
    }
}

#[cfg(test)]
mod tests {
    use shared::invalid::Reason;

    use super::*;

    #[test]
    fn a_refusal_is_found_at_its_field() {
        let refused = Refused::by(Invalid::new("origins[1]", Reason::Missing).into());
        let refused = refused.expect("a refusal");

        assert_eq!(refused.of("origins").as_deref(), Some("This is required."));
        assert_eq!(refused.of("origin"), None);
        assert_eq!(refused.of("name"), None);
        assert!(Refused::by(Error::NotFound("shop")).is_err());
    }
}
