//! Point estimates and their 95 % intervals, from counts.
//!
//! NPS and shares: adjusted Wald intervals (Agresti and Coull 1998; for NPS after Rocci, in
//! Sauro and Lewis, *Quantifying the User Experience*, 2nd ed., 2016). Means: Student's t.

use serde::Serialize;
use statrs::distribution::{ContinuousCDF, StudentsT};

/// 97.5 % quantile of the standard normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// A value, how many answers it rests on, and between which values it lies with a
/// confidence of 95 %.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// The value.
    pub value: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
    /// How many answers.
    pub n: i64,
}

/// Net Promoter Score in points.
#[expect(clippy::cast_precision_loss, reason = "no shop has 2^52 answers")]
pub fn nps(promoters: i64, passives: i64, detractors: i64) -> Option<Estimate> {
    let n = promoters + passives + detractors;
    if n == 0 {
        return None;
    }
    let value = (promoters - detractors) as f64 / n as f64 * 100.0;
    // Three answers more, one of each kind in proportion 3/4 : 3/2 : 3/4, keep small samples
    // from looking certain.
    let (plus, minus, total) = (promoters as f64 + 0.75, detractors as f64 + 0.75, n as f64 + 3.0);
    let centre = (plus - minus) / total;
    let variance = (plus + minus) / total - centre * centre;
    let margin = Z * (variance / total).sqrt();
    Some(Estimate {
        value,
        low: ((centre - margin) * 100.0).clamp(-100.0, value),
        high: ((centre + margin) * 100.0).clamp(value, 100.0),
        n,
    })
}

/// Mean effort, from how many chose 1 to 7. Answers on five steps have another mean.
pub fn effort_mean(counts: [i64; 7]) -> Option<Estimate> {
    mean(counts)
}

/// Mean stars, from how many gave 1 to 5.
pub fn stars_mean(counts: [i64; 5]) -> Option<Estimate> {
    mean(counts)
}

/// Mean of a scale that begins at 1, from how many chose each of its steps.
#[expect(clippy::cast_precision_loss, reason = "no shop has 2^52 answers")]
fn mean<const STEPS: usize>(counts: [i64; STEPS]) -> Option<Estimate> {
    let n: i64 = counts.iter().sum();
    if n == 0 {
        return None;
    }
    let steps = || (1..=STEPS).map(|step| step as f64).zip(counts.map(|count| count as f64));
    let total = n as f64;
    let value = steps().map(|(step, count)| step * count).sum::<f64>() / total;
    let squares: f64 = steps().map(|(step, count)| (step - value).powi(2) * count).sum();
    let margin = if n > 1 {
        let t = StudentsT::new(0.0, 1.0, total - 1.0).ok()?.inverse_cdf(0.975);
        t * (squares / (total - 1.0) / total).sqrt()
    } else {
        f64::INFINITY
    };
    Some(Estimate {
        value,
        low: (value - margin).max(1.0),
        high: (value + margin).min(STEPS as f64),
        n,
    })
}

/// Mean satisfaction, from how many chose 1 to 5.
pub fn satisfaction_mean(counts: [i64; 5]) -> Option<Estimate> {
    mean(counts)
}

/// Share that agrees it was easy (5–7 of 7, 4–5 of 5), in percent.
pub fn effort_agree(of_seven: [i64; 7], of_five: [i64; 5]) -> Option<Estimate> {
    let agree = of_seven[4..].iter().chain(&of_five[3..]).sum();
    share(agree, of_seven.iter().chain(&of_five).sum())
}

/// Share that is satisfied (4–5 of 5), in percent.
pub fn satisfied(counts: [i64; 5]) -> Option<Estimate> {
    share(counts[3..].iter().sum(), counts.iter().sum())
}

/// So many of `n`, in percent.
#[expect(clippy::cast_precision_loss, reason = "no shop has 2^52 answers")]
fn share(part: i64, n: i64) -> Option<Estimate> {
    if n == 0 {
        return None;
    }
    let value = part as f64 / n as f64;
    let total = n as f64 + Z * Z;
    let centre = (part as f64 + Z * Z / 2.0) / total;
    let margin = Z * (centre * (1.0 - centre) / total).sqrt();
    Some(Estimate {
        value: value * 100.0,
        low: (centre - margin).clamp(0.0, value) * 100.0,
        high: (centre + margin).clamp(value, 1.0) * 100.0,
        n,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(left: f64, right: f64) -> bool {
        (left - right).abs() < 0.05
    }

    #[test]
    fn nps_is_promoters_less_detractors() {
        let score = nps(60, 25, 15).expect("answers");

        assert!(near(score.value, 45.0) && score.n == 100);
        // By hand: p = (60.75 - 15.75) / 103, variance = 76.5 / 103 - p².
        assert!(near(score.low, 29.3) && near(score.high, 58.0), "{score:?}");
        assert_eq!(nps(0, 0, 0), None);
    }

    #[test]
    fn a_single_answer_says_almost_nothing() {
        let score = nps(1, 0, 0).expect("an answer");
        assert!(near(score.value, 100.0) && score.low < 0.0);

        let mean = effort_mean([0, 0, 0, 0, 0, 0, 1]).expect("an answer");
        assert!(near(mean.low, 1.0) && near(mean.high, 7.0));
    }

    #[test]
    fn the_mean_has_students_interval() {
        let mean = effort_mean([0, 0, 0, 1, 1, 1, 1]).expect("answers");

        // Mean 5.5, s = 1.291, t(3) = 3.182: 5.5 ± 2.054, cut at 7.
        assert!(near(mean.value, 5.5) && near(mean.low, 3.446) && near(mean.high, 7.0));
    }

    #[test]
    fn stars_end_at_five() {
        let mean = stars_mean([0, 0, 0, 1, 3]).expect("reviews");

        // Mean 4.75, s = 0.5, t(3) = 3.182: 4.75 ± 0.796, cut at 5.
        assert!(near(mean.value, 4.75) && near(mean.low, 3.954) && near(mean.high, 5.0));
    }

    #[test]
    fn the_share_that_agrees_stays_between_0_and_100() {
        let share = effort_agree([0, 0, 0, 0, 2, 2, 2], [0; 5]).expect("answers");

        assert!(near(share.value, 100.0) && near(share.high, 100.0) && share.low < 75.0);
    }

    #[test]
    fn satisfied_are_those_who_choose_four_or_five() {
        let counts = [10, 5, 15, 30, 40];
        let share = satisfied(counts).expect("answers");
        let mean = satisfaction_mean(counts).expect("answers");

        // By hand: n~ = 103.84, p~ = 71.92 / 103.84, 1.96 * sqrt(p~ (1 - p~) / n~) = 0.0888.
        assert!(near(share.value, 70.0) && share.n == 100);
        assert!(near(share.low, 60.38) && near(share.high, 78.14), "{share:?}");
        assert!(near(mean.value, 3.85) && mean.low < 3.85 && mean.high > 3.85 && mean.n == 100);
        assert_eq!(satisfied([0; 5]), None);
    }
}
