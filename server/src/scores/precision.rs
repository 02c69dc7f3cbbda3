//! How well a score is known after how many answers, by the normal approximation.

/// 97.5 % quantile of the standard normal distribution.
const Z: f64 = 1.959_963_984_540_054;
/// What owners are told how long it takes to reach, in points.
const FINE: f64 = 5.0;

/// How far answers differ from one another: the variance of one of them, where an answer counts
/// −1, 0 or 1 (NPS) or 0 or 1 (a share).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    variance: f64,
    described: &'static str,
}

impl Spread {
    /// The widest that NPS can spread: half promoters, half detractors.
    pub const WORST_NPS: Self =
        Self { variance: 1.0, described: "the largest variance there can be, 1" };
    /// The widest that a share can spread: half and half.
    pub const WORST_SHARE: Self =
        Self { variance: 0.25, described: "the largest variance there can be, 0.25" };

    /// How far the NPS answers of a shop differ.
    #[expect(clippy::cast_precision_loss, reason = "no shop has 2^52 answers")]
    pub fn of_nps(promoters: i64, detractors: i64, answers: i64) -> Self {
        if answers <= 0 {
            return Self::WORST_NPS;
        }
        let (up, down) = (promoters as f64 / answers as f64, detractors as f64 / answers as f64);
        let variance = up + down - (up - down).powi(2);
        Self { variance, described: "the variance of your answers of the last 28 days" }
    }

    /// Which variance it is, in words.
    pub fn described(self) -> &'static str {
        self.described
    }

    /// Half of the 95 % interval after so many answers, in points.
    pub fn margin(self, answers: f64) -> f64 {
        100.0 * Z * (self.variance / answers).sqrt()
    }

    /// How many answers it takes until half of the interval is this small.
    pub fn answers_for(self, margin: f64) -> f64 {
        self.variance * (100.0 * Z / margin).powi(2)
    }
}

/// What so many answers a month come to, in a sentence; none where there are none.
pub fn sentence(monthly: f64, score: &str, spread: Spread) -> Option<String> {
    if monthly.round() < 1.0 {
        return None;
    }
    let first = spread.margin(monthly.round());
    let plural = if monthly.round() < 2.0 { "" } else { "s" };
    let answers = format!("With {} answer{plural} a month", monthly.round());
    if first <= FINE {
        return Some(format!("{answers}, {score} is known to about ±{first:.0} after one month."));
    }
    let months = (spread.answers_for(FINE) / monthly).ceil();
    let takes = match months {
        ..=120.0 => format!("±5 takes {months} months"),
        _ => "±5 takes longer than ten years".to_owned(),
    };
    let known = if first >= 100.0 {
        format!("{score} is hardly known after one month")
    } else {
        format!("{score} is known to about ±{first:.0} after one month")
    };
    Some(format!("{answers}, {known}; {takes}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_answers_make_a_score_surer() {
        assert!((Spread::WORST_NPS.margin(100.0) - 19.6).abs() < 0.01);
        assert!((Spread::WORST_SHARE.margin(100.0) - 9.8).abs() < 0.01);
        assert!((Spread::WORST_NPS.answers_for(5.0) - 1_536.6).abs() < 0.1);
        let back = Spread::WORST_NPS.margin(Spread::WORST_NPS.answers_for(5.0));
        assert!((back - 5.0).abs() < 1e-9);
    }

    #[test]
    fn answers_that_agree_need_fewer() {
        // 60 promoters, 20 detractors of 100: 0.8 − 0.4² = 0.64.
        let spread = Spread::of_nps(60, 20, 100);

        assert!((spread.margin(64.0) - 19.6).abs() < 0.01);
        assert!(Spread::of_nps(100, 0, 100).margin(1.0) < f64::EPSILON);
        assert_eq!(Spread::of_nps(0, 0, 0), Spread::WORST_NPS);
    }

    #[test]
    fn it_is_said_in_a_sentence() {
        let said = |monthly| sentence(monthly, "NPS", Spread::of_nps(60, 20, 100));

        assert_eq!(
            said(40.0).as_deref(),
            Some(
                "With 40 answers a month, NPS is known to about ±25 after one month; ±5 takes 25 months."
            )
        );
        assert_eq!(
            said(2_000.0).as_deref(),
            Some("With 2000 answers a month, NPS is known to about ±4 after one month.")
        );
        assert_eq!(
            said(1.0).as_deref(),
            Some(
                "With 1 answer a month, NPS is hardly known after one month; ±5 takes longer than ten years."
            )
        );
        assert_eq!(said(0.0), None);
    }
}
