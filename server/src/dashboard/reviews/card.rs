//! One review with everything that can be done about it.

use leptos::prelude::*;
use shared::id::ReviewId;
use shared::response::MAX_LONG_TEXT;
use shared::review::{State, Withheld};
use shared::time::Timestamp;

use super::beside::{Findings, History, Reports};
use super::place::Place;
use super::said::{ReviewText, photos};
use crate::dashboard::page::Frame;
use crate::dashboard::parts::form::inside_textarea;
use crate::dashboard::parts::time::Ago;
use crate::dashboard::words;
use crate::reviews::readers::Report;
use crate::reviews::{Event, Review};

/// One review in the inbox.
pub(super) struct Card<'a> {
    pub frame: &'a Frame,
    pub review: Review,
    /// Name of its product.
    pub product: Option<String>,
    /// Where the forms lead back to.
    pub place: Place,
    /// What was done to it and what readers said of it, where it stands alone.
    pub beside: Option<(Vec<Event>, Vec<Report>)>,
    pub now: Timestamp,
}

/// The review at which to go on when one has left the list: the next, or else the one before.
pub(super) struct Neighbours;

impl Neighbours {
    pub(super) fn of(reviews: &[Review]) -> Vec<Option<ReviewId>> {
        let id = |at: Option<usize>| at.and_then(|at| reviews.get(at)).map(|review| review.id);
        (0..reviews.len()).map(|at| id(Some(at + 1)).or_else(|| id(at.checked_sub(1)))).collect()
    }
}

impl Card<'_> {
    /// The review as an `<article>`.
    pub(super) fn view(self) -> AnyView {
        let about = self.about();
        let photos = photos(&self.review.photos);
        let actions = (self.review.state != State::Withdrawn).then(|| self.actions());
        let id = self.review.id.to_string();
        let now = self.now;
        let findings = self.review.findings.clone();
        let beside = self.beside.map(|(events, reports)| {
            view! {
                <Reports reports now />
                <History events now />
            }
        });
        let shop = self.frame.shop.details.name.clone();
        let label = match self.review.author.as_str() {
            "" => "A review".to_owned(),
            author => format!("Review by {author}"),
        };

        view! {
            <article class="card review" id=id tabindex="-1" data-row="" aria-label=label>
                <ReviewText review=self.review shop now=self.now />
                {photos}
                {about}
                <Findings findings />
                {beside}
                {actions}
            </article>
        }
        .into_any()
    }

    /// Who wrote it, about what, and what has become of it.
    fn about(&self) -> AnyView {
        let review = &self.review;
        let author = if review.author.is_empty() { "No name" } else { &review.author };
        let (state, at) = match review.state {
            State::Pending => ("Waiting".to_owned(), review.submitted_at),
            State::Published => {
                ("Published".to_owned(), review.published_at.unwrap_or(review.submitted_at))
            }
            State::Withheld => {
                let reason = review.withheld.map(words::reason).unwrap_or_default();
                let at = review.decided_at.unwrap_or(review.submitted_at);
                (format!("Withheld: {}", reason.to_lowercase()), at)
            }
            State::Withdrawn => {
                let erased = review.erased_at.is_some();
                let said = if erased { "Erased by its author" } else { "Taken back by its author" };
                (said.to_owned(), review.decided_at.unwrap_or(review.submitted_at))
            }
        };
        // A tab of one state need not repeat it; why a review is withheld is said there, too.
        let plain = self.place.state.state() == Some(review.state) && !self.place.alone;
        let state = (!plain || review.state == State::Withheld).then(|| {
            view! {
                <li>
                    <span class="state" data-state=review.state.as_str()>
                        {state}
                    </span>
                </li>
            }
        });
        let product = self.product.clone().map(|name| {
            view! {
                <li>
                    <bdi>{name}</bdi>
                </li>
            }
        });
        let response = self.frame.to(&format!("/responses/{}", review.response));

        view! {
            <ul class="meta">
                <li class="who">
                    <bdi>{author.to_owned()}</bdi>
                </li>
                {product}
                {self.marks()}
                {state}
                <li>
                    <Ago at now=self.now />
                </li>
                <li>
                    <a href=response>"Whole response"</a>
                </li>
            </ul>
        }
        .into_any()
    }

    /// What is known of it in a word or two.
    fn marks(&self) -> AnyView {
        let review = &self.review;
        let language = review.language.as_deref().map(|tag| {
            view! { <li>{words::language(tag)}</li> }
        });
        let reported = (review.reports > 0).then(|| {
            view! { <li>{words::counted(review.reports, "report", "reports")}</li> }
        });
        view! {
            {review.verified.then(|| view! { <li>"Verified purchase"</li> })}
            {language}
            {review.edited.then(|| view! { <li>"Edited"</li> })}
            {reported}
        }
        .into_any()
    }

    fn actions(&self) -> AnyView {
        let publish = (self.review.state != State::Published).then(|| {
            view! {
                <form method="post" action=self.to("publish")>
                    {self.csrf()}
                    {self.revision()}
                    <button class="button" data-key="p">
                        "Publish"
                    </button>
                </form>
            }
        });
        view! {
            <div class="decide">
                {publish}
                {self.withhold()}
                {self.reply()}
            </div>
        }
        .into_any()
    }

    fn withhold(&self) -> AnyView {
        // A reason that was given can be corrected without publishing first.
        let given = self.review.withheld.filter(|_| self.review.state == State::Withheld);
        let reasons = Withheld::ALL
            .map(|reason| {
                view! {
                    <option value=reason.as_str() selected=given == Some(reason)>
                        {words::reason(reason)}
                    </option>
                }
            })
            .collect_view();
        let (summary, button) = match given {
            Some(_) => ("Change reason", "Save reason"),
            None => ("Withhold", "Withhold"),
        };
        let id = format!("reason-{}", self.review.id);

        view! {
            <details name="decide">
                <summary class="button quiet">{summary}</summary>
                <form method="post" action=self.to("withhold")>
                    {self.csrf()}
                    {self.revision()}
                    <div class="field">
                        <label for=id.clone()>"Why is it not for the public?"</label>
                        <select id=id name="reason" required data-key="w">
                            <option value="">"Choose a reason"</option>
                            {reasons}
                        </select>
                    </div>
                    <button class="button">{button}</button>
                </form>
            </details>
        }
        .into_any()
    }

    fn reply(&self) -> AnyView {
        let known = self.review.reply.as_ref().map(|reply| reply.text.as_str());
        let id = format!("reply-{}", self.review.id);
        let hint = match (known, self.review.state) {
            (Some(_), _) => "Everybody reads it. Empty it to take it away.",
            (None, State::Published) => "Everybody reads it, below the review.",
            (None, _) => "Everybody reads it, below the review, once that is published.",
        };

        view! {
            <details name="decide">
                <summary class="button quiet">
                    {if known.is_some() { "Change reply" } else { "Reply" }}
                </summary>
                <form method="post" action=self.to("reply")>
                    {self.csrf()}
                    <div class="field">
                        <label for=id.clone()>"Your public reply"</label>
                        <textarea
                            id=id.clone()
                            name="text"
                            rows="4"
                            dir="auto"
                            maxlength=MAX_LONG_TEXT
                            aria-describedby=format!("{id}-hint")
                            data-key="r"
                        >
                            {inside_textarea(known.unwrap_or_default())}
                        </textarea>
                        <p class="hint" id=format!("{id}-hint")>
                            {hint}
                        </p>
                    </div>
                    <button class="button">"Save reply"</button>
                </form>
            </details>
        }
        .into_any()
    }

    fn csrf(&self) -> AnyView {
        view! { <input type="hidden" name="csrf" value=self.frame.csrf.clone() /> }.into_any()
    }

    /// What is decided about is what was read.
    fn revision(&self) -> AnyView {
        let revision = self.review.revision.to_string();
        view! { <input type="hidden" name="revision" value=revision /> }.into_any()
    }

    /// Where a form is sent.
    fn to(&self, action: &str) -> String {
        let path = format!("/reviews/{}/{action}{}", self.review.id, self.place.query());
        self.frame.to(&path)
    }
}
