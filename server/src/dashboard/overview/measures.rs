//! The measures of the first page side by side; those of page speed and lifetime value will
//! stand among them.

use leptos::prelude::*;
use shared::review::StarCounts;

use super::Numbers;
use super::verdict::FEW;
use crate::dashboard::page::Frame;
use crate::dashboard::parts::score::{Score, count, figure};
use crate::dashboard::reviews::said::MeanStars;
use crate::dashboard::words;
use crate::responses::{EffortCounts, Group};
use crate::scores::{Estimate, Nps, stars_mean};

/// All measures of the page.
pub(super) struct Measures<'a> {
    pub frame: &'a Frame,
    pub numbers: &'a Numbers,
}

impl Measures<'_> {
    /// A card for each.
    pub(super) fn view(&self) -> AnyView {
        view! {
            <div class="measures">
                {self.recommendation()}
                {self.effort()}
                {self.reviews()}
            </div>
        }
        .into_any()
    }

    fn recommendation(&self) -> AnyView {
        let nps = self.numbers.scores.nps;
        let groups = nps.score.map(|_| self.groups(nps));
        view! {
            <section class="card measure">
                <h2>"Would they recommend you?"</h2>
                <Score name="NPS" estimate=nps.score />
                {nps.score.map(|score| whisker(score, (-100.0, 100.0)))}
                {few(nps.score)}
                {groups}
            </section>
        }
        .into_any()
    }

    /// Shares of promoters, passives and detractors.
    fn groups(&self, nps: Nps) -> AnyView {
        let all = nps.promoters + nps.passives + nps.detractors;
        let parts = [
            (Group::Promoters, nps.promoters),
            (Group::Passives, nps.passives),
            (Group::Detractors, nps.detractors),
        ];
        let labels = parts
            .map(|(group, n)| {
                let href = self.frame.to(&format!("/responses?group={}", group.as_str()));
                view! {
                    <li>
                        <strong class="figure">{percent(n, all)}</strong>
                        <a href=href>{words::group(group)}</a>
                    </li>
                }
            })
            .collect_view();
        let rows = parts
            .map(|(group, n)| {
                let (low, high) = group.range();
                view! {
                    <tr>
                        <th scope="row">{words::group(group)}</th>
                        <td class="figure">{format!("{low}–{high}")}</td>
                        <td class="figure">{count(n)}</td>
                        <td class="figure">{percent(n, all)}</td>
                    </tr>
                }
            })
            .collect_view();
        let named = [("promoters", nps.promoters), ("passives", nps.passives)]
            .into_iter()
            .chain([("detractors", nps.detractors)])
            .collect();
        view! {
            {bar(named)}
            <ul class="labels">{labels}</ul>
            <details class="behind">
                <summary>"As a table"</summary>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Group"</th>
                            <th scope="col" class="figure">"Score"</th>
                            <th scope="col" class="figure">"Answers"</th>
                            <th scope="col" class="figure">"Share"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </details>
        }
        .into_any()
    }

    fn effort(&self) -> AnyView {
        let effort = self.numbers.scores.effort;
        let behind = effort.agree.map(|_| self.effort_table());
        let agree = effort.agree.map(|agree| {
            let interval = format!("({}–{})", figure(agree.low, 0), figure(agree.high, 0));
            view! {
                {share(agree.value)}
                <ul class="labels">
                    <li>
                        <strong class="figure">{format!("{} %", figure(agree.value, 0))}</strong>
                        <span>
                            "agree that it was easy " <span class="interval figure">{interval}</span>
                        </span>
                    </li>
                </ul>
            }
        });
        view! {
            <section class="card measure">
                <h2>"Is it easy to buy from you?"</h2>
                <Score name="Effort, 1–7" estimate=effort.mean decimals=1 />
                {effort.mean.map(|mean| whisker(mean, (1.0, 7.0)))}
                {few(effort.agree)}
                {agree}
                {behind}
            </section>
        }
        .into_any()
    }

    /// How many gave each score, as the mean and the share are made of them.
    fn effort_table(&self) -> AnyView {
        let EffortCounts { of_seven, of_five } = self.numbers.efforts;
        let all = of_seven.iter().chain(&of_five).sum();
        let scales = [(7, &of_seven[..]), (5, &of_five[..])];
        let rows = scales
            .into_iter()
            .filter(|(_, counts)| counts.iter().any(|n| *n > 0))
            .flat_map(|(high, counts)| (1..).zip(counts).map(move |(score, n)| (score, high, *n)))
            .map(|(score, high, n)| {
                view! {
                    <tr>
                        <th scope="row">{effort_words(score, high)}</th>
                        <td class="figure">{count(n)}</td>
                        <td class="figure">{percent(n, all)}</td>
                    </tr>
                }
            })
            .collect_view();
        view! {
            <details class="behind">
                <summary>"As a table"</summary>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Score"</th>
                            <th scope="col" class="figure">"Answers"</th>
                            <th scope="col" class="figure">"Share"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </details>
        }
        .into_any()
    }

    fn reviews(&self) -> AnyView {
        let Numbers { reviews: counts, public, .. } = self.numbers;
        let StarCounts { one, two, three, four, five } = public.stars;
        let stars = stars_mean([one, two, three, four, five]);
        let to = |state: &str| self.frame.to(&format!("/reviews?state={state}"));
        let rows = [
            ("Waiting", counts.pending, self.frame.to("/reviews")),
            ("Public", counts.published, to("published")),
            ("Withheld", counts.withheld, to("withheld")),
            ("Taken back", counts.withdrawn, to("withdrawn")),
        ]
        .map(|(name, n, href)| {
            view! {
                <li>
                    <a href=href>{name}</a>
                    <span class="figure">{count(n)}</span>
                </li>
            }
        })
        .collect_view();
        view! {
            <section class="card measure">
                <h2>"What does the public read?"</h2>
                <MeanStars estimate=stars />
                {few(stars)}
                <ul class="tally">{rows}</ul>
            </section>
        }
        .into_any()
    }
}

/// Says so where a score rests on few answers.
fn few(score: Option<Estimate>) -> Option<AnyView> {
    score
        .filter(|score| score.n < FEW)
        .map(|_| view! { <p class="state fair">"Too few answers to be sure"</p> }.into_any())
}

/// An effort score on a scale that ends at `high`, and its meaning at the ends and in the middle.
fn effort_words(score: i64, high: i64) -> String {
    let word = match score {
        1 => ", strongly disagree",
        _ if score == high => ", strongly agree",
        _ if score * 2 == high + 1 => ", neither",
        _ => "",
    };
    format!("{score} of {high}{word}")
}

/// A share in percent, rounded.
#[expect(clippy::cast_precision_loss, reason = "no shop has 2^52 answers")]
fn percent(n: i64, all: i64) -> String {
    format!("{} %", figure(n as f64 / all.max(1) as f64 * 100.0, 0))
}

/// The value as a dot and its interval as a line, on the whole scale; hollow where it rests
/// on few answers. Only for the eye: the same stands in figures above.
fn whisker(score: Estimate, (least, most): (f64, f64)) -> AnyView {
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
fn bar(parts: Vec<(&'static str, i64)>) -> AnyView {
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
fn share(percent: f64) -> AnyView {
    view! {
        <svg class="bar" aria-hidden="true" width="100%" height="16">
            <rect class="rest" width="100%" height="16"></rect>
            <rect class="promoters" width=format!("{percent:.2}%") height="16"></rect>
        </svg>
    }
    .into_any()
}
