//! A number as it is always shown: value, interval, how many answers, in that order of size.

use leptos::prelude::*;

use crate::scores::Estimate;

/// A score such as `NPS 46 (41–51) n 812`.
#[component]
pub fn Score(
    /// What is measured.
    #[prop(into)]
    name: String,
    /// The number; none without answers.
    estimate: Option<Estimate>,
    /// Digits after the point.
    #[prop(default = 0)]
    decimals: usize,
    /// Stands behind the value, such as `%`.
    #[prop(default = "")]
    unit: &'static str,
) -> impl IntoView {
    let Some(Estimate { value, low, high, n }) = estimate else {
        return view! {
            <p class="score">
                <span class="name">{name}</span>
                <span class="value none">"–"</span>
                <span class="n">"no answers yet"</span>
            </p>
        }
        .into_any();
    };
    // A dash between negative numbers reads as another minus.
    let to = if low < 0.0 { " to " } else { "–" };
    let interval = format!("({}{to}{})", figure(low, decimals), figure(high, decimals));

    view! {
        <p class="score">
            <span class="name">{name}</span>
            " "
            <span class="value">{figure(value, decimals)} {unit}</span>
            " "
            <span class="interval" title="95 % interval">
                {interval}
            </span>
            " "
            <span class="n">"n "{count(n)}</span>
        </p>
    }
    .into_any()
}

/// A number with a true minus and without "−0".
pub(crate) fn figure(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    match text.strip_prefix('-') {
        Some(rest) if rest.bytes().all(|digit| matches!(digit, b'0' | b'.')) => rest.to_owned(),
        Some(rest) => format!("−{rest}"),
        None => text,
    }
}

/// A count with its thousands apart: 12 345 with a thin space.
pub(crate) fn count(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = if number < 0 { "−".to_owned() } else { String::new() };
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) && digits.len() > 4 {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_people_read_them() {
        assert_eq!(figure(46.4, 0), "46");
        assert_eq!(figure(-12.34, 1), "−12.3");
        assert_eq!(figure(-0.04, 1), "0.0");
        assert_eq!(count(812), "812");
        assert_eq!(count(1234), "1234");
        assert_eq!(count(1_234_567), "1\u{202f}234\u{202f}567");
    }
}
