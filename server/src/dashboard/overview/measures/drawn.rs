//! Numbers as the eye takes them in: whiskers on a scale, shares as bars, and a word of caution.

use leptos::prelude::*;

use crate::dashboard::overview::verdict::FEW;
use crate::dashboard::parts::score::figure;
use crate::scores::Estimate;

/// Says so where a score rests on few answers.
pub(super) fn few(score: Option<Estimate>) -> Option<AnyView> {
    score
        .filter(|score| score.n < FEW)
        .map(|_| view! { <p class="state fair">"Too few answers to be sure"</p> }.into_any())
}

/// A share in percent, rounded.
#[expect(clippy::cast_precision_loss, reason = "no shop has 2^52 answers")]
pub(super) fn percent(n: i64, all: i64) -> String {
    format!("{} %", figure(n as f64 / all.max(1) as f64 * 100.0, 0))
}

/// The value as a dot and its interval as a line, on the whole scale; hollow where it rests
/// on few answers. Only for the eye: the same stands in figures above.
pub(super) fn whisker(score: Estimate, (least, most): (f64, f64)) -> AnyView {
    let at = |value: f64| format!("{:.2}%", 2.0 + (value - least) / (most - least) * 96.0);
    let middle = f64::midpoint(least, most);
    let ticks = [least, middle, most]
        .map(
            |tick| view! { <line class="tick-mark" x1=at(tick) x2=at(tick) y1="6" y2="18"></line> },
        )
        .collect_view();
    let dot = if score.n < FEW { "dot hollow" } else { "dot" };
    let ends = [least, middle, most].map(|end| view! { <span>{figure(end, 0)}</span> });

    view! {
        <div class="whisker" aria-hidden="true">
            <svg width="100%" height="24">
                <line class="axis" x1=at(least) x2=at(most) y1="12" y2="12"></line>
                {ticks}
                <line class="interval" x1=at(score.low) x2=at(score.high) y1="12" y2="12"></line>
                <circle class=dot cx=at(score.value) cy="12" r="6"></circle>
            </svg>
            <div class="ends figure">{ends}</div>
        </div>
    }
    .into_any()
}

/// Shares of a whole as one bar from zero. Only for the eye: labels with figures follow.
#[expect(clippy::cast_precision_loss, reason = "no shop has 2^52 answers")]
pub(super) fn bar(parts: Vec<(&'static str, i64)>) -> AnyView {
    let all = parts.iter().map(|(_, n)| n).sum::<i64>().max(1) as f64;
    let mut before = 0;
    let rects = parts
        .into_iter()
        .map(|(name, n)| {
            let x = format!("{:.2}%", before as f64 / all * 100.0);
            let width = format!("{:.2}%", n as f64 / all * 100.0);
            before += n;
            view! { <rect class=name x=x width=width height="16"></rect> }
        })
        .collect_view();
    view! {
        <svg class="bar" aria-hidden="true" width="100%" height="16">
            {rects}
        </svg>
    }
    .into_any()
}

/// One share, in percent, as a bar from zero.
pub(super) fn share(percent: f64) -> AnyView {
    view! {
        <svg class="bar" aria-hidden="true" width="100%" height="16">
            <rect class="rest" width="100%" height="16"></rect>
            <rect class="promoters" width=format!("{percent:.2}%") height="16"></rect>
        </svg>
    }
    .into_any()
}
