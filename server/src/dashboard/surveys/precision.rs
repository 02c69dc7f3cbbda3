//! How well a survey's score is known after how many answers.

use leptos::prelude::*;
use shared::id::ShopId;
use shared::survey::Kind;

use crate::app::App;
use crate::dashboard::parts::score::count;
use crate::error::Error;
use crate::responses;
use crate::scores::precision::{self, Spread};
use crate::surveys::ShopSurvey;

/// How far back answers are counted, in days.
const DAYS: i64 = 28;
/// Days of a month, on average.
const MONTH: f64 = 30.44;
/// Fewer answers say too little of how far answers differ.
const ENOUGH: i64 = 30;
/// What a visitor does who is asked, where nothing is known: 3 of 100 answer.
const SHARE: f64 = 0.03;

/// What is known of a survey's score.
pub struct Known {
    score: &'static str,
    spread: Spread,
    /// Answers a month, and where that number is from.
    monthly: f64,
    from: From,
    visitors: String,
}

enum From {
    /// So many answers came in the last 28 days.
    Answers(i64),
    /// The owner expects so many visitors.
    Visitors,
    /// From nowhere.
    Nothing,
}

/// What is known of a survey's score; none of a survey without one.
pub(super) async fn of(
    app: &App,
    shop: ShopId,
    survey: &ShopSurvey,
    visitors: Option<&str>,
) -> Result<Option<Known>, Error> {
    let asks = |kind| survey.settings.survey.questions.iter().any(|question| question.kind == kind);
    let scores = [
        (Kind::Nps, "NPS"),
        (Kind::Effort, "the share that agrees it was easy"),
        (Kind::Satisfaction, "the share that is satisfied"),
    ];
    let Some((kind, score)) = scores.into_iter().find(|(kind, _)| asks(*kind)) else {
        return Ok(None);
    };
    let since = app.clock.now().plus_seconds(-DAYS * 86_400);
    let recent = responses::recent(app, shop, survey.id, since).await?;
    let spread = match kind {
        Kind::Nps if recent.scored >= ENOUGH => {
            Spread::of_nps(recent.promoters, recent.detractors, recent.scored)
        }
        Kind::Nps => Spread::WORST_NPS,
        _ => Spread::WORST_SHARE,
    };
    let visitors = visitors.unwrap_or_default().trim().to_owned();
    let expected = visitors.parse::<u32>().ok().filter(|expected| *expected > 0);
    #[expect(clippy::cast_precision_loss, reason = "no shop has 2^52 answers in a month")]
    let (monthly, from) = match (recent.answers, expected) {
        (0, Some(expected)) => (f64::from(expected) * SHARE, From::Visitors),
        (0, None) => (0.0, From::Nothing),
        (answers, _) => (answers as f64 * MONTH / DAYS as f64, From::Answers(answers)),
    };
    Ok(Some(Known { score, spread, monthly, from, visitors }))
}

/// Says it in a sentence, with the method.
#[component]
pub fn Precision(
    /// Address of the survey's page.
    to: String,
    precision: Option<Known>,
) -> impl IntoView {
    let known = precision?;
    let source = match known.from {
        From::Answers(answers) => format!("{} came in the last {DAYS} days. ", answered(answers)),
        From::Visitors => "If 3 of 100 visitors answer: ".to_owned(),
        From::Nothing => "Nobody has answered yet. ".to_owned(),
    };
    let asks = !matches!(known.from, From::Answers(_));
    let sentence = precision::sentence(known.monthly, known.score, known.spread);
    let sentence = sentence.unwrap_or_default();

    Some(view! {
        <section class="card precision" id="precision">
            <h2>"How sure will you be?"</h2>
            <p>{source} {sentence}</p>
            {asks
                .then(|| {
                    view! {
                        <form method="get" action=format!("{to}#precision") class="inline-form">
                            <div class="field">
                                <label for="visitors">"Visitors a month where it is asked"</label>
                                <input id="visitors" name="visitors" inputmode="numeric" value=known.visitors />
                            </div>
                            <button class="button quiet">"Work it out"</button>
                        </form>
                    }
                })}
            <details class="method">
                <summary>"Method"</summary>
                <p>
                    {format!(
                        "The half of a 95 % interval by the normal approximation, 1.96 · √(variance ÷ answers), with {}. It speaks of chance only, not of who chooses to answer.",
                        known.spread.described(),
                    )}
                </p>
            </details>
        </section>
    })
}

fn answered(answers: i64) -> String {
    if answers == 1 { "1 answer".to_owned() } else { format!("{} answers", count(answers)) }
}
