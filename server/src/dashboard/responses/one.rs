//! One response: what was asked, what was answered, where, and the review in it.

use axum::response::Html;
use leptos::prelude::*;
use shared::context::Vitals;
use shared::review::State;
use shared::survey::Survey;
use shared::time::Timestamp;

use super::answers::Answered;
use crate::dashboard::page::Frame;
use crate::dashboard::parts::heading::Heading;
use crate::dashboard::parts::score::{count, figure};
use crate::dashboard::parts::time::{ago, exactly};
use crate::dashboard::words;
use crate::products::Product;
use crate::responses::Response;
use crate::reviews::Review;

/// What the page of one response shows.
pub(super) struct One<'a> {
    pub frame: &'a Frame,
    pub response: Response,
    /// The survey's title.
    pub title: String,
    /// What was asked, in the version that was answered.
    pub asked: Survey,
    pub review: Option<Review>,
    pub product: Option<Product>,
    pub now: Timestamp,
}

impl One<'_> {
    /// The whole page.
    pub(super) fn page(self) -> Html<String> {
        let response = &self.response;
        let title = format!("A response, {}", ago(response.created_at, self.now));
        let finished = if response.complete { "Finished" } else { "Not finished" };
        let lead = format!("{} · {finished}", self.title);
        let content = view! {
            <p class="crumbs">
                <a href=self.frame.to("/responses")>"Responses"</a>
            </p>
            <Heading title=title.clone() lead />
            <div class="beside">
                <section class="card">
                    <ol class="answers">{self.answers()}</ol>
                </section>
                <div>{self.suspicion()} {self.review()} {self.context()}</div>
            </div>
        };
        self.frame.page(&title, content)
    }

    /// The questions that this response was led through, whether answered or not.
    fn answers(&self) -> Vec<AnyView> {
        let own = &self.frame.shop.details.language;
        let answers = &self.response.answers;
        self.asked
            .in_language(own, own)
            .asked(answers)
            .map(|question| {
                let answer = answers.iter().find(|answer| answer.question == question.id).cloned();
                let language = self.response.context.locale.clone();
                view! { <Answered question=question.clone() answer language /> }.into_any()
            })
            .collect()
    }

    /// Why the response may not be a shopper's, and the way to overrule that.
    fn suspicion(&self) -> Option<AnyView> {
        let response = &self.response;
        let why = words::suspicion(response.suspicion?);
        let (state, look, action, label) = if response.counted {
            ("Counts: you overruled it", "good", "uphold", "Leave it out again")
        } else {
            ("Left out of the scores", "fair", "overrule", "Count it after all")
        };
        let action = self.frame.to(&format!("/responses/{}/{action}", response.key));
        let csrf = self.frame.csrf.clone();
        let section = view! {
            <section class="card">
                <h2>"Perhaps not a shopper"</h2>
                <p class=format!("state {look}")>
                    <strong>{state}</strong>
                </p>
                <p>{why}</p>
                <form method="post" action=action>
                    <input type="hidden" name="csrf" value=csrf />
                    <button class="button quiet">{label}</button>
                </form>
            </section>
        };
        Some(section.into_any())
    }

    fn review(&self) -> Option<AnyView> {
        let review = self.review.as_ref()?;
        let href = self.frame.to(&format!("/reviews/{}", review.id));
        let link =
            if review.state == State::Pending { "Decide about it" } else { "See the review" };
        let withheld = review.withheld.map(|reason| {
            view! { <p>{format!("Reason: {}.", words::reason(reason).to_lowercase())}</p> }
        });
        let section = view! {
            <section class="card">
                <h2>"The review in it"</h2>
                <p>
                    <span class="state" data-state=review.state.as_str()>
                        {words::state(review.state)}
                    </span>
                </p>
                {withheld}
                <p>
                    <a href=href>{link}</a>
                </p>
            </section>
        };
        Some(section.into_any())
    }

    /// Where and when it was given.
    fn context(&self) -> AnyView {
        let response = &self.response;
        let context = &response.context;
        let product = context.product.as_ref().map(|sku| match &self.product {
            Some(product) => format!("{} ({sku})", product.details.name),
            None => sku.clone(),
        });
        let others = context.product.as_ref().map(|sku| {
            let query = serde_html_form::to_string([("product", sku)]).unwrap_or_default();
            let href = self.frame.to(&format!("/responses?{query}"));
            view! {
                <p class="small">
                    <a href=href>"All responses about this product"</a>
                </p>
            }
        });
        let finished =
            (response.updated_at != response.created_at).then(|| exactly(response.updated_at));
        let facts = [
            ("First answer", Some(exactly(response.created_at))),
            ("Last answer", finished),
            ("Page", context.page.clone()),
            ("Moment", context.touchpoint.as_deref().map(|name| words::touchpoint(name).into())),
            ("Product", product),
            ("Order", context.order.as_ref().map(|order| format!("{order} (not checked)"))),
            ("Location", context.location.clone()),
            ("Helped by", context.agent.clone()),
            ("Request", context.ticket.clone()),
            ("Language", context.locale.as_deref().map(words::language)),
            ("Country", context.country.clone()),
            ("Device", context.device.as_deref().map(|name| words::device(name).to_owned())),
            ("Page speed", context.vitals.and_then(speed)),
        ];
        let facts = facts
            .into_iter()
            .filter_map(|(name, value)| {
                let value = value?;
                Some(view! {
                    <dt>{name}</dt>
                    <dd dir="auto">{value}</dd>
                })
            })
            .collect_view();
        view! {
            <section class="card">
                <h2>"Where it was given"</h2>
                <dl class="facts beside-facts">{facts}</dl>
                {others}
            </section>
        }
        .into_any()
    }
}

/// How fast the visit was, in words that fit on a line.
fn speed(vitals: Vitals) -> Option<String> {
    let ms = |name: &str, value: Option<f64>| {
        #[expect(clippy::cast_possible_truncation, reason = "an hour has 3,600,000 ms")]
        value.map(|value| format!("{name}\u{a0}{}\u{a0}ms", count(value.round() as i64)))
    };
    let parts: Vec<String> = [
        ms("LCP", vitals.lcp_ms),
        ms("INP", vitals.inp_ms),
        vitals.cls.map(|cls| format!("CLS\u{a0}{}", figure(cls, 2))),
        ms("TTFB", vitals.ttfb_ms),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
