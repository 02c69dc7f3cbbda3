//! What was measured, as a table for people and as one JSON object.

use std::collections::BTreeMap;

use anyhow::Context as _;
use serde_json::{Map, Value, json};

use super::aims::{self, Aim};
use super::visit::{Conditions, Visit};
use super::weight::Weight;

/// Whose page is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    /// The page as it is.
    Plain,
    /// With the floor, on an ordinary view.
    FloorLater,
    /// With the widget, on an ordinary view.
    CandorLater,
    /// With the floor, which asks.
    Floor,
    /// With the widget, which asks.
    Candor,
}

/// All measurements.
#[derive(Default)]
pub(super) struct Figures {
    /// By conditions and subject, one for each run.
    pub(super) visits: BTreeMap<(Conditions, Subject), Vec<Visit>>,
    /// Bytes by subject.
    pub(super) weights: BTreeMap<Subject, Weight>,
    /// Whether axe was there.
    pub(super) has_axe: bool,
    /// How busy the machine was, this benchmark included.
    pub(super) load: Option<f64>,
}

/// The medians of all runs of a subject.
#[derive(Clone, Copy, Debug)]
pub(super) struct Medians {
    /// Until the question was painted.
    pub(super) question_ms: Option<f64>,
    /// Blocking by long tasks.
    pub(super) blocking_ms: f64,
    /// The main thread.
    pub(super) main_ms: f64,
    /// Layout shift: the most, not the median, for it may never be.
    pub(super) shift: f64,
    /// How many requests there were.
    pub(super) requests: usize,
}

impl Subject {
    /// All of them, in the order of the table.
    pub(super) const ALL: [Self; 5] =
        [Self::Plain, Self::FloorLater, Self::CandorLater, Self::Floor, Self::Candor];

    /// Its name in the table.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Plain => "the page alone",
            Self::FloorLater => "floor, nothing due",
            Self::CandorLater => "Candor, nothing due",
            Self::Floor => "floor, question",
            Self::Candor => "Candor, question",
        }
    }

    /// Its name in JSON.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::FloorLater => "floor_ordinary_view",
            Self::CandorLater => "candor_ordinary_view",
            Self::Floor => "floor_question",
            Self::Candor => "candor_question",
        }
    }

    /// Whether a question comes.
    pub(super) fn asks(self) -> bool {
        matches!(self, Self::Floor | Self::Candor)
    }
}

impl Figures {
    /// Adds a visit.
    pub(super) fn add(&mut self, conditions: Conditions, subject: Subject, visit: Visit) {
        self.visits.entry((conditions, subject)).or_default().push(visit);
    }

    /// The medians of a subject; none where it was not measured.
    pub(super) fn medians(&self, conditions: Conditions, subject: Subject) -> Option<Medians> {
        let visits = self.visits.get(&(conditions, subject))?;
        let of = |figure: fn(&Visit) -> f64| median(visits.iter().map(figure));
        Some(Medians {
            question_ms: median(visits.iter().filter_map(|visit| visit.question_ms)),
            blocking_ms: of(|visit| visit.blocking_ms)?,
            main_ms: of(|visit| visit.main_ms)?,
            shift: visits.iter().map(|visit| visit.shift).fold(0.0, f64::max),
            requests: visits.iter().map(|visit| visit.fetched.len()).max()?,
        })
    }

    /// What axe found with a subject, each once.
    pub(super) fn violations(&self, subject: Subject) -> Vec<&str> {
        let visits = self.visits.iter().filter(|((_, of), _)| *of == subject);
        let all = visits.flat_map(|(_, visits)| visits).flat_map(|visit| &visit.violations);
        let mut all: Vec<&str> = all.map(String::as_str).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Prints the tables and the aims, and gives the JSON object.
    pub(super) fn print(&self) -> anyhow::Result<Value> {
        println!(
            "\n{:<22}{:>10}{:>10}{:>10}{:>10}{:>6}",
            "", "raw", "gzip", "brotli", "requests", "axe"
        );
        for (subject, weight) in &self.weights {
            println!(
                "{:<22}{:>10}{:>10}{:>10}{:>10}{:>6}",
                subject.title(),
                weight.raw,
                weight.gzip,
                weight.brotli,
                self.requests(*subject),
                if self.has_axe {
                    self.violations(*subject).len().to_string()
                } else {
                    "–".into()
                },
            );
        }
        for conditions in Conditions::ALL {
            self.print_times(conditions);
        }
        let aims = aims::all(self).context("something was not measured")?;
        println!("\n{:<58}{:>12}", "aim", "came");
        for aim in &aims {
            println!("{:<58}{:>12}  {}", aim.text, aim.came(), aim.verdict());
        }
        if let Some(load) = self.load {
            println!("\nThe machine's load was {load}, this benchmark included.");
        }
        for violation in self.violations(Subject::Candor) {
            println!("axe: {violation}");
        }
        Ok(self.json(&aims))
    }

    fn print_times(&self, conditions: Conditions) {
        println!(
            "\n{}\n{:<22}{:>12}{:>12}{:>14}{:>8}",
            conditions.title(),
            "",
            "question",
            "blocking",
            "main thread",
            "CLS"
        );
        for subject in Subject::ALL {
            let Some(medians) = self.medians(conditions, subject) else { continue };
            let question = medians.question_ms.map_or("–".into(), |ms| format!("{ms:.0} ms"));
            println!(
                "{:<22}{question:>12}{:>9.0} ms{:>11.0} ms{:>8.3}",
                subject.title(),
                medians.blocking_ms,
                medians.main_ms,
                medians.shift
            );
        }
    }

    /// How many requests a subject makes.
    pub(super) fn requests(&self, subject: Subject) -> usize {
        let all = Conditions::ALL.into_iter().filter_map(|it| self.medians(it, subject));
        all.map(|medians| medians.requests).max().unwrap_or_default()
    }

    fn json(&self, aims: &[Aim]) -> Value {
        let mut subjects = Map::new();
        for subject in Subject::ALL {
            let mut of = Map::new();
            if let Some(weight) = self.weights.get(&subject) {
                of.insert("bytes".to_owned(), weight.json());
            }
            of.insert("requests".to_owned(), self.requests(subject).into());
            if self.has_axe {
                of.insert("axe_violations".to_owned(), json!(self.violations(subject)));
            }
            for conditions in Conditions::ALL {
                if let Some(medians) = self.medians(conditions, subject) {
                    of.insert(conditions.name().to_owned(), medians.json());
                }
            }
            subjects.insert(subject.name().to_owned(), of.into());
        }
        let aims: Vec<Value> = aims.iter().map(Aim::json).collect();
        json!({ "subjects": subjects, "aims": aims, "load_average": self.load })
    }
}

impl Medians {
    fn json(&self) -> Value {
        json!({
            "question_ms": self.question_ms.map(rounded),
            "blocking_ms": rounded(self.blocking_ms),
            "main_thread_ms": rounded(self.main_ms),
            "cls": self.shift,
        })
    }
}

fn median(figures: impl Iterator<Item = f64>) -> Option<f64> {
    let mut all: Vec<f64> = figures.collect();
    all.sort_by(f64::total_cmp);
    let (low, high) = (all.get(all.len().checked_sub(1)? / 2)?, all.get(all.len() / 2)?);
    Some(f64::midpoint(*low, *high))
}

/// With as many digits as mean anything.
fn rounded(figure: f64) -> f64 {
    (figure * 10.0).round() / 10.0
}
