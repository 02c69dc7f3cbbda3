//! The first page: how the shop is doing, and what waits to be done.

mod measures;
mod method;
mod verdict;

use axum::extract::State;
use axum::response::Html;
use axum::routing::get;
use leptos::prelude::*;
use shared::review::Summary;

use super::page::{Frame, Here};
use super::parts::empty::Empty;
use super::parts::heading::Heading;
use super::parts::score::count;
use super::responses::row::{Rows, comments};
use super::responses::skus;
use super::words::counted;
use crate::app::App;
use crate::auth::extract::OwnerPage;
use crate::error::Error;
use crate::http::routes::Routes;
use crate::responses::{EffortCounts, Filter};
use crate::reviews::{self, Counts};
use crate::scores::{self, Scores};
use crate::{products, responses};

use measures::Measures;
use method::Method;

/// How many of the latest responses are shown.
const LATEST: i64 = 5;

/// The routes of the first page.
pub(super) fn router() -> Routes {
    Routes::new().route("/shops/{shop}", get(show))
}

/// What the numbers of the page come from.
struct Numbers {
    scores: Scores,
    /// How many gave each effort score.
    efforts: EffortCounts,
    /// How many gave each satisfaction score, 1 to 5.
    satisfactions: [i64; 5],
    /// How many responses, and how many of them complete.
    responses: (i64, i64),
    reviews: Counts,
    /// What the published reviews come to.
    public: Summary,
}

/// Shows how the shop is doing.
async fn show(State(app): State<App>, owner: OwnerPage) -> Result<Html<String>, Error> {
    let frame = Frame::of(&app, owner, Here::Overview).await?;
    let shop = frame.shop.id;
    let numbers = Numbers {
        scores: scores::of_shop(&app, shop).await?,
        efforts: responses::effort_counts(&app, shop).await?,
        satisfactions: responses::satisfaction_counts(&app, shop).await?,
        responses: responses::counts(&app, shop).await?,
        reviews: reviews::counts(&app, shop).await?,
        public: reviews::feed::summary(&app, shop, None).await?,
    };
    if numbers.responses.0 == 0 {
        return Ok(frame.page("Overview", nothing_yet(&frame)));
    }
    let filter = Filter { limit: Some(LATEST), ..Filter::default() };
    let latest = responses::list(&app, shop, &filter).await?.items;
    let names = products::names(&app, shop, skus(&latest)).await?;
    let comments = comments(&app, (shop, &frame.shop.details.language), &latest).await?;
    let now = app.clock.now();
    let rows = Rows { frame: &frame, names: &names, comments: &comments, now }.view(&latest);
    Ok(frame.page("Overview", content(&frame, &numbers, rows)))
}

fn content(frame: &Frame, numbers: &Numbers, rows: impl IntoView) -> AnyView {
    let title = verdict::of(&numbers.scores, &frame.shop.details.name);
    let (all, complete) = numbers.responses;
    let lead =
        format!("{}, {} of them finished.", counted(all, "response", "responses"), count(complete));
    let waiting = (frame.waiting > 0).then(|| {
        let is = if frame.waiting == 1 { "is" } else { "are" };
        let label = format!("{} {is} waiting", counted(frame.waiting, "review", "reviews"));
        view! {
            <a class="button" href=frame.to("/reviews")>
                {label}
            </a>
        }
    });

    view! {
        <Heading title lead>
            {waiting}
        </Heading>
        {Measures { frame, numbers }.view()}
        <section aria-labelledby="latest">
            <div class="heading">
                <h2 id="latest">"Latest answers"</h2>
                <a href=frame.to("/responses")>"All responses"</a>
            </div>
            {rows}
        </section>
        <Method satisfaction=numbers.scores.satisfaction.mean.is_some() />
    }
    .into_any()
}

fn nothing_yet(frame: &Frame) -> AnyView {
    let title = format!("How customers feel about {}", frame.shop.details.name);
    let (text, label) = if frame.shop.snippet_seen_at.is_some() {
        (
            "Your site asks already. The first answer shows here the moment somebody chooses a \
             score: how many would recommend you, how easy it is to buy, and what they say.",
            "See where it is asked",
        )
    } else {
        (
            "Once your site asks, you see here how many would recommend you, how easy it is to buy, \
             and what customers say. It takes one line in your pages.",
            "Put Candor on your site",
        )
    };
    let snippet = frame.to("/snippet");
    view! {
        <Heading title />
        <Empty title="No answers yet" text>
            <a class="button" href=snippet>
                {label}
            </a>
        </Empty>
    }
    .into_any()
}
