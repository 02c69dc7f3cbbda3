//! What was aimed for, and whether it was reached.

use serde_json::{Value, json};

use super::figures::{Figures, Subject};
use super::visit::Conditions;

/// An aim and what came.
pub(super) struct Aim {
    /// What was aimed for.
    pub(super) text: &'static str,
    /// What may not be exceeded.
    most: f64,
    /// What came; none where it was not measured.
    came: Option<f64>,
}

/// All aims; none where a subject is missing.
pub(super) fn all(figures: &Figures) -> Option<Vec<Aim>> {
    let conditions = if figures.medians(Conditions::Slow, Subject::Plain).is_some() {
        Conditions::Slow
    } else {
        Conditions::Full
    };
    let of = |subject| figures.medians(conditions, subject);
    let (plain, floor, candor) = (of(Subject::Plain)?, of(Subject::Floor)?, of(Subject::Candor)?);
    let (floor_later, candor_later) = (of(Subject::FloorLater)?, of(Subject::CandorLater)?);
    let brotli = |subject| Some(as_figure(figures.weights.get(&subject)?.brotli));
    let aim = |text, most, came| Aim { text, most, came };
    let shift = Conditions::ALL.into_iter().flat_map(|conditions| {
        let asked = figures.medians(conditions, Subject::Candor);
        asked.into_iter().chain(figures.medians(conditions, Subject::CandorLater))
    });
    let violations = figures.violations(Subject::Candor).len();
    Some(vec![
        aim("ordinary view: bytes, brotli", 3.0 * 1_024.0, brotli(Subject::CandorLater)),
        aim(
            "ordinary view: requests",
            1.0,
            Some(as_figure(figures.requests(Subject::CandorLater))),
        ),
        aim(
            "ordinary view: main thread, times the floor's",
            1.3,
            Some(candor_later.main_ms / floor_later.main_ms),
        ),
        aim("until the question: bytes, brotli", 45.0 * 1_024.0, brotli(Subject::Candor)),
        aim(
            "time to question, times the floor's",
            1.4,
            candor.question_ms.zip(floor.question_ms).map(|(candor, floor)| candor / floor),
        ),
        aim("question: blocking added, ms", 50.0, Some(candor.blocking_ms - plain.blocking_ms)),
        aim("layout shift", 0.0, Some(shift.map(|medians| medians.shift).fold(0.0, f64::max))),
        aim("axe violations", 0.0, figures.has_axe.then(|| as_figure(violations))),
    ])
}

#[expect(clippy::cast_precision_loss, reason = "bytes and counts of one page")]
fn as_figure(count: usize) -> f64 {
    count as f64
}

impl Aim {
    /// What came, for people.
    pub(super) fn came(&self) -> String {
        let shown = |figure: f64| {
            if figure.fract() == 0.0 { format!("{figure:.0}") } else { format!("{figure:.2}") }
        };
        self.came.map_or("–".into(), |came| format!("{} ≤ {}", shown(came), shown(self.most)))
    }

    /// Whether that is good.
    pub(super) fn verdict(&self) -> &'static str {
        match self.came {
            None => "not measured",
            Some(came) if came <= self.most => "reached",
            Some(_) => "missed",
        }
    }

    /// The same in JSON.
    pub(super) fn json(&self) -> Value {
        json!({ "aim": self.text, "at_most": self.most, "came": self.came, "is": self.verdict() })
    }
}
