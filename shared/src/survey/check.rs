//! Whether a survey can be asked: what owners write is checked here, once.

use super::{
    Condition, Icons, Kind, MAX_LABEL, MAX_OPTIONS, MAX_QUESTION_TEXT, MAX_QUESTIONS, MIN_OPTIONS,
    Question, Survey,
};
use crate::invalid::{Invalid, Reason};
use crate::text::Texts;

impl Survey {
    /// Checks that the survey can be asked, and that whether a review is asked for does not
    /// depend on a score, nor on a choice, which would be a score by another name.
    pub fn check(&self) -> Result<(), Invalid> {
        if self.questions.is_empty() {
            return Err(Invalid::new("questions", Reason::Missing));
        }
        if self.questions.len() > MAX_QUESTIONS {
            return Err(Invalid::new("questions", Reason::TooMany(MAX_QUESTIONS)));
        }
        self.thanks.check(MAX_QUESTION_TEXT).map_err(|invalid| invalid.within("thanks"))?;
        let gating = self.gating();
        for (at, question) in self.questions.iter().enumerate() {
            self.check_question(at, question, &gating)
                .map_err(|invalid| invalid.within(&format!("questions[{at}]")))?;
        }
        Ok(())
    }

    fn check_question(
        &self,
        at: usize,
        question: &Question,
        gating: &[bool],
    ) -> Result<(), Invalid> {
        let earlier = &self.questions[..at];
        question.check()?;
        if earlier.iter().any(|other| other.id == question.id) {
            return Err(Invalid::new("id", Reason::Twice));
        }
        if question.kind.is_single() && earlier.iter().any(|other| other.kind == question.kind) {
            return Err(Invalid::new("kind", Reason::Twice));
        }
        if question.show_if.len() > MAX_QUESTIONS {
            return Err(Invalid::new("show_if", Reason::TooMany(MAX_QUESTIONS)));
        }
        for (number, condition) in question.show_if.iter().enumerate() {
            let field = format!("show_if[{number}]");
            let Some(before) = earlier.iter().position(|other| other.id == condition.question)
            else {
                return Err(Invalid::new(format!("{field}.question"), Reason::Unknown));
            };
            condition.check(&earlier[before]).map_err(|invalid| invalid.within(&field))?;
            if question.kind == Kind::Review && gating[before] {
                let why = "whether a review is asked for may never depend on a score or a choice";
                return Err(Invalid::new(field, Reason::Refused(why)));
            }
        }
        Ok(())
    }

    /// For each question, whether it is a score or a choice, or whether it is asked depends on
    /// one. From the first to the last, as conditions look back only.
    fn gating(&self) -> Vec<bool> {
        let mut gating: Vec<bool> = Vec::with_capacity(self.questions.len());
        for question in &self.questions {
            let gated = |condition: &Condition| {
                let at = self.questions.iter().position(|other| other.id == condition.question);
                at.and_then(|at| gating.get(at)).is_some_and(|gates| *gates)
            };
            let kind = question.kind;
            gating.push(kind.is_score() || kind.is_choice() || question.show_if.iter().any(gated));
        }
        gating
    }
}

impl Question {
    fn check(&self) -> Result<(), Invalid> {
        check_id(&self.id)?;
        filled(&self.text, MAX_QUESTION_TEXT)?;
        for (name, label) in [("low", &self.low), ("mid", &self.mid), ("high", &self.high)] {
            if let Some(label) = label {
                label.check(MAX_LABEL).map_err(|invalid| invalid.within(name))?;
            }
        }
        let refuse = |field: &str, why| Err(Invalid::new(field, Reason::Refused(why)));
        match self.steps {
            Some(_) if self.kind != Kind::Effort => {
                return refuse("steps", "only an effort question has a number of steps");
            }
            None | Some(5 | 7) => {}
            Some(_) => return Err(Invalid::new("steps", Reason::Expected("5 or 7"))),
        }
        if self.icons != Icons::Numbers && self.kind != Kind::Satisfaction {
            return refuse("icons", "only a satisfaction question has icons");
        }
        self.check_options()
    }

    fn check_options(&self) -> Result<(), Invalid> {
        let refuse = |reason| Err(Invalid::new("options", reason));
        match self.options.len() {
            0 if !self.kind.is_choice() => return Ok(()),
            _ if !self.kind.is_choice() => {
                return refuse(Reason::Refused("only a choice has options"));
            }
            0 => return refuse(Reason::Missing),
            1..MIN_OPTIONS => return refuse(Reason::Refused("a choice has at least two options")),
            MIN_OPTIONS..=MAX_OPTIONS => {}
            _ => return refuse(Reason::TooMany(MAX_OPTIONS)),
        }
        for (at, option) in self.options.iter().enumerate() {
            let is_new = || self.options[..at].iter().all(|other| other.id != option.id);
            check_id(&option.id)
                .and_then(
                    |()| {
                        if is_new() { Ok(()) } else { Err(Invalid::new("id", Reason::Twice)) }
                    },
                )
                .and_then(|()| filled(&option.text, MAX_LABEL))
                .map_err(|invalid| invalid.within(&format!("options[{at}]")))?;
        }
        Ok(())
    }
}

fn check_id(id: &str) -> Result<(), Invalid> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if id.is_empty() || id.len() > 40 || !id.chars().all(plain) {
        let wanted = "1 to 40 lower-case letters, digits and _";
        return Err(Invalid::new("id", Reason::Expected(wanted)));
    }
    Ok(())
}

/// Checks a text that must say something in at least one language.
fn filled(texts: &Texts, limit: usize) -> Result<(), Invalid> {
    if texts.0.values().all(|text| text.trim().is_empty()) {
        return Err(Invalid::new("text", Reason::Missing));
    }
    texts.check(limit).map_err(|invalid| invalid.within("text"))
}

impl Condition {
    fn check(&self, before: &Question) -> Result<(), Invalid> {
        let is_range = self.at_least.is_some() || self.at_most.is_some();
        if !self.any_of.is_empty() {
            return if is_range {
                let why = "stands beside at_least or at_most";
                Err(Invalid::new("any_of", Reason::Refused(why)))
            } else {
                self.check_options(before)
            };
        }
        if !is_range {
            return Ok(());
        }
        let Some((low, high)) = before.scale() else {
            return Err(Invalid::new("question", Reason::Expected("a question with numbers")));
        };
        for (name, bound) in [("at_least", self.at_least), ("at_most", self.at_most)] {
            if bound.is_some_and(|bound| !(low..=high).contains(&bound)) {
                return Err(Invalid::new(name, Reason::Range(low, high)));
            }
        }
        if self.at_least.zip(self.at_most).is_some_and(|(least, most)| least > most) {
            return Err(Invalid::new("at_most", Reason::Refused("is below at_least")));
        }
        Ok(())
    }

    fn check_options(&self, before: &Question) -> Result<(), Invalid> {
        if !before.kind.is_choice() {
            return Err(Invalid::new("question", Reason::Expected("a choice")));
        }
        for (at, id) in self.any_of.iter().enumerate() {
            let reason = if self.any_of[..at].contains(id) {
                Reason::Twice
            } else if before.options.iter().any(|option| option.id == *id) {
                continue;
            } else {
                Reason::Unknown
            };
            return Err(Invalid::new(format!("any_of[{at}]"), reason));
        }
        Ok(())
    }
}
