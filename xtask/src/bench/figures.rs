//! What was measured, as a table for people and as one JSON object.

use std::collections::BTreeMap;

use anyhow::Context as _;
use serde_json::{Map, Value, json};

use super::place::Contestant;

/// One measurement of one server.
#[derive(Clone, Copy, Debug)]
pub(super) struct Round {
    /// Requests per second, as fast as it goes.
    pub(super) per_second: f64,
    /// Requests per second when they were held to four fifths of that.
    pub(super) paced_per_second: f64,
    /// Then 99 of 100 requests took no longer.
    pub(super) p99_ms: f64,
    /// The most memory that the server had.
    pub(super) resident_mb: f64,
    /// Answers of 2xx.
    pub(super) acknowledged: u64,
    /// Responses that are in the database for them.
    pub(super) stored: u64,
}

/// All measurements.
#[derive(Default)]
pub(super) struct Figures(BTreeMap<Contestant, Vec<Round>>);

/// One measurement as a line to watch.
pub(super) fn line(number: usize, contestant: Contestant, round: &Round) -> String {
    format!(
        "round {number}  {:<26}{:>8.0} /s   p99 {:>7.1} ms at {:>6.0} /s   {:>4.0} MB",
        contestant.title(),
        round.per_second,
        round.p99_ms,
        round.paced_per_second,
        round.resident_mb
    )
}

impl Figures {
    /// Adds a measurement.
    pub(super) fn add(&mut self, contestant: Contestant, round: Round) {
        self.0.entry(contestant).or_default().push(round);
    }

    /// Prints the table and, as the last line, the JSON object.
    pub(super) fn print(&self) -> anyhow::Result<()> {
        println!(
            "\n{:<26}{:>12}{:>10}{:>15}{:>10}{:>14}{:>10}",
            "", "requests/s", "to limit", "p99 at 80 %", "memory", "acknowledged", "stored"
        );
        for (&contestant, rounds) in &self.0 {
            let median = |figure: fn(&Round) -> f64| median(rounds.iter().map(figure));
            let sum = |figure: fn(&Round) -> u64| rounds.iter().map(figure).sum::<u64>();
            println!(
                "{:<26}{:>12.0}{:>10.2}{:>12.1} ms{:>7.0} MB{:>14}{:>10}",
                contestant.title(),
                median(|round| round.per_second)?,
                self.ratio(contestant, Contestant::Limit)?,
                median(|round| round.p99_ms)?,
                median(|round| round.resident_mb)?,
                sum(|round| round.acknowledged),
                if contestant.keeps() {
                    sum(|round| round.stored).to_string()
                } else {
                    "–".into()
                },
            );
        }
        println!("\n{}", self.json()?);
        Ok(())
    }

    fn json(&self) -> anyhow::Result<Value> {
        let filled = if self.0.contains_key(&Contestant::SqliteFilled) {
            Some(self.ratio(Contestant::SqliteFilled, Contestant::Sqlite)?)
        } else {
            None
        };
        let kept = self.0.iter().filter(|(contestant, _)| contestant.keeps());
        let stored: Map<String, Value> = kept
            .map(|(contestant, rounds)| {
                let sum = |figure: fn(&Round) -> u64| rounds.iter().map(figure).sum::<u64>();
                let acknowledged = sum(|round| round.acknowledged);
                let stored = sum(|round| round.stored);
                let both = json!({ "acknowledged": acknowledged, "stored": stored });
                (contestant.name().to_owned(), both)
            })
            .collect();
        Ok(json!({
            "ratio": {
                "sqlite_to_limit": self.ratio(Contestant::Sqlite, Contestant::Limit)?,
                "postgres_to_limit": self.ratio(Contestant::Postgres, Contestant::Limit)?,
                "sqlite_to_per_request": self.ratio(Contestant::Sqlite, Contestant::PerRequest)?,
                "sqlite_10m_to_empty": filled,
            },
            "requests_per_second": self.medians(|round| round.per_second)?,
            "p99_ms_at_80_percent": self.medians(|round| round.p99_ms)?,
            "resident_mb": self.medians(|round| round.resident_mb)?,
            "stored": stored,
        }))
    }

    fn medians(&self, figure: fn(&Round) -> f64) -> anyhow::Result<Map<String, Value>> {
        let of = |rounds: &[Round]| median(rounds.iter().map(figure)).map(rounded);
        self.0
            .iter()
            .map(|(contestant, rounds)| Ok((contestant.name().to_owned(), json!(of(rounds)?))))
            .collect::<anyhow::Result<_>>()
    }

    /// How fast one was beside another, in the same round: the median, so that what else the
    /// machine does in some rounds does not count.
    fn ratio(&self, of: Contestant, to: Contestant) -> anyhow::Result<f64> {
        let rounds = |contestant| self.0.get(&contestant).map_or(&[][..], Vec::as_slice);
        let both = rounds(of).iter().zip(rounds(to));
        Ok(rounded(median(both.map(|(of, to)| of.per_second / to.per_second))?))
    }
}

fn median(figures: impl Iterator<Item = f64>) -> anyhow::Result<f64> {
    let mut all: Vec<f64> = figures.collect();
    all.sort_by(f64::total_cmp);
    let (low, high) = (all.get(all.len().saturating_sub(1) / 2), all.get(all.len() / 2));
    let (low, high) = low.zip(high).context("nothing was measured")?;
    Ok(f64::midpoint(*low, *high))
}

/// With as many digits as mean anything.
fn rounded(figure: f64) -> f64 {
    (figure * 1_000.0).round() / 1_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rounded_text(figure: anyhow::Result<f64>) -> String {
        figure.map(rounded).unwrap().to_string()
    }

    fn round(per_second: f64) -> Round {
        Round {
            per_second,
            paced_per_second: 0.8 * per_second,
            p99_ms: 10.0,
            resident_mb: 50.0,
            acknowledged: 100,
            stored: 101,
        }
    }

    #[test]
    fn a_median_is_the_middle_or_between_the_two_in_the_middle() {
        assert_eq!(rounded_text(median([3.0, 1.0, 2.0].into_iter())), "2");
        assert_eq!(rounded_text(median([4.0, 1.0, 2.0, 3.0].into_iter())), "2.5");
        assert!(median(std::iter::empty()).is_err());
    }

    #[test]
    fn a_ratio_compares_within_each_round() {
        let mut figures = Figures::default();
        for (limit, sqlite) in [(100.0, 70.0), (50.0, 35.0), (10.0, 1.0)] {
            figures.add(Contestant::Limit, round(limit));
            figures.add(Contestant::Sqlite, round(sqlite));
        }

        assert_eq!(rounded_text(figures.ratio(Contestant::Sqlite, Contestant::Limit)), "0.7");
    }

    #[test]
    fn the_object_has_every_figure() {
        let mut figures = Figures::default();
        for contestant in Contestant::ALL {
            figures.add(contestant, round(100.0));
        }

        let json = figures.json().unwrap();

        assert_eq!(json["ratio"]["sqlite_10m_to_empty"], 1.0);
        assert_eq!(json["stored"]["postgres"]["acknowledged"], 100);
        assert_eq!(json["requests_per_second"]["limit"], 100.0);
    }
}
