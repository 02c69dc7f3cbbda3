//! The measures of the first page side by side; those of page speed and lifetime value will
//! stand among them.

mod drawn;

use leptos::prelude::*;
use shared::review::StarCounts;

use super::Numbers;
use crate::dashboard::page::Frame;
use crate::dashboard::parts::score::{Score, count, figure};
use crate::dashboard::reviews::said::MeanStars;
use crate::dashboard::words;
use crate::responses::{EffortCounts, Group};
use crate::scores::{Estimate, Nps, stars_mean};

use drawn::{bar, few, percent, share, whisker};

/// All measures of the page.
pub(super) struct Measures<'a> {
    pub frame: &'a Frame,
    pub numbers: &'a Numbers,
}

impl Measures<'_> {
    /// A card for each.
    pub(super) fn view(&self) -> AnyView {
        let satisfaction = self.satisfaction();
        // Four stand two by two: a last one alone would look forgotten.
        let class = if satisfaction.is_some() { "measures pairs" } else { "measures" };
        view! {
            <div class=class>
                {self.recommendation()}
                {self.effort()}
                {satisfaction}
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
            {behind("Group", &["Score", "Answers", "Share"], rows)}
        }
        .into_any()
    }

    fn effort(&self) -> AnyView {
        let effort = self.numbers.scores.effort;
        let behind = effort.agree.map(|_| self.effort_table());
        view! {
            <section class="card measure">
                <h2>"Is it easy to buy from you?"</h2>
                <Score name="Effort, 1–7" estimate=effort.mean decimals=1 />
                {effort.mean.map(|mean| whisker(mean, (1.0, 7.0)))}
                {few(effort.agree)}
                {effort.agree.map(|agree| labelled(agree, "agree that it was easy"))}
                {behind}
            </section>
        }
        .into_any()
    }

    /// How many gave each score, as the mean and the share are made of them.
    fn effort_table(&self) -> AnyView {
        let EffortCounts { of_seven, of_five } = self.numbers.efforts;
        let scales = [(7, &of_seven[..]), (5, &of_five[..])];
        let rows = scales
            .into_iter()
            .filter(|(_, counts)| counts.iter().any(|n| *n > 0))
            .flat_map(|(high, counts)| (1..).zip(counts).map(move |(score, n)| (score, high, *n)))
            .map(|(score, high, n)| (effort_words(score, high), n));
        by_score(rows.collect())
    }

    /// None in a shop that asks nobody for it.
    fn satisfaction(&self) -> Option<AnyView> {
        let satisfaction = self.numbers.scores.satisfaction;
        let (mean, satisfied) = (satisfaction.mean?, satisfaction.satisfied?);
        let counts = (1..).zip(self.numbers.satisfactions);
        let rows = counts.map(|(score, n)| (satisfaction_words(score), n)).collect();
        let card = view! {
            <section class="card measure">
                <h2>"Are they satisfied?"</h2>
                <Score name="Satisfaction, 1–5" estimate=Some(mean) decimals=1 />
                {whisker(mean, (1.0, 5.0))}
                {few(Some(mean))}
                {labelled(satisfied, "are satisfied (4–5)")}
                {by_score(rows)}
            </section>
        };
        Some(card.into_any())
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

/// A share as a bar, and what those say whom it counts.
fn labelled(estimate: Estimate, say: &'static str) -> AnyView {
    let interval = format!("({}–{})", figure(estimate.low, 0), figure(estimate.high, 0));
    view! {
        {share(estimate.value)}
        <ul class="labels">
            <li>
                <strong class="figure">{format!("{} %", figure(estimate.value, 0))}</strong>
                <span>{say} " " <span class="interval figure">{interval}</span></span>
            </li>
        </ul>
    }
    .into_any()
}

/// The table behind a drawing, folded away.
fn behind(first: &'static str, figures: &[&'static str], rows: impl IntoView) -> AnyView {
    let figures = figures
        .iter()
        .map(|name| {
            view! {
                <th scope="col" class="figure">
                    {*name}
                </th>
            }
        })
        .collect_view();
    view! {
        <details class="behind">
            <summary>"As a table"</summary>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{first}</th>
                        {figures}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
    .into_any()
}

/// How many gave each score, folded away.
fn by_score(scores: Vec<(String, i64)>) -> AnyView {
    let all = scores.iter().map(|(_, n)| n).sum();
    let rows = scores
        .into_iter()
        .map(|(score, n)| {
            view! {
                <tr>
                    <th scope="row">{score}</th>
                    <td class="figure">{count(n)}</td>
                    <td class="figure">{percent(n, all)}</td>
                </tr>
            }
        })
        .collect_view();
    behind("Score", &["Answers", "Share"], rows)
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

/// A satisfaction score, and its meaning at the ends and in the middle.
fn satisfaction_words(score: i64) -> String {
    let word = match score {
        1 => ", very dissatisfied",
        3 => ", neither",
        5 => ", very satisfied",
        _ => "",
    };
    format!("{score} of 5{word}")
}
