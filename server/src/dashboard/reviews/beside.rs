//! What is known beside a review: what the checks found in it, what readers hold against it, and
//! what was decided about it, by whom and why.

use leptos::prelude::*;
use shared::time::Timestamp;

use crate::dashboard::parts::time::Ago;
use crate::dashboard::words;
use crate::reviews::readers::Report;
use crate::reviews::{By, ByKind, Deed, Event, Finding, Found};

/// What the checks found, with the words that caused it.
#[component]
pub fn Findings(findings: Vec<Finding>) -> impl IntoView {
    let items = findings
        .iter()
        .map(|Finding { found, words }| {
            let quoted = (!words.is_empty()).then(|| {
                view! {
                    ": "
                    <q dir="auto">{words.clone()}</q>
                }
            });
            view! { <li>{said(*found)} {quoted}</li> }
        })
        .collect_view();
    (!findings.is_empty()).then(|| {
        view! {
            <section class="known">
                <h2>"The checks found"</h2>
                <ul>{items}</ul>
            </section>
        }
    })
}

/// What readers hold against it. They decide nothing.
#[component]
pub fn Reports(reports: Vec<Report>, now: Timestamp) -> impl IntoView {
    let count =
        words::counted(i64::try_from(reports.len()).unwrap_or_default(), "report", "reports");
    let items = reports
        .iter()
        .map(|Report { reason, text, at }| {
            let said = (!text.is_empty()).then(|| {
                view! {
                    ": "
                    <q dir="auto">{text.clone()}</q>
                }
            });
            view! {
                <li>
                    {words::reason(*reason)} {said} " · " <Ago at=*at now />
                </li>
            }
        })
        .collect_view();
    (!reports.is_empty()).then(|| {
        view! {
            <section class="known">
                <h2>{count} " by readers"</h2>
                <ul>{items}</ul>
            </section>
        }
    })
}

/// What was decided, the last first.
#[component]
pub fn History(events: Vec<Event>, now: Timestamp) -> impl IntoView {
    let items = events
        .iter()
        .rev()
        .map(|event| {
            view! {
                <li>
                    {done(event)} " by " <bdi>{by(&event.by)}</bdi> " · " <Ago at=event.at now />
                </li>
            }
        })
        .collect_view();
    (!events.is_empty()).then(|| {
        view! {
            <section class="known">
                <h2>"What was decided"</h2>
                <ol reversed>{items}</ol>
            </section>
        }
    })
}

fn said(found: Found) -> &'static str {
    match found {
        Found::Link => "A link",
        Found::Shouting => "Capitals throughout",
        Found::RepeatedCharacters => "One character over and over",
        Found::RepeatedWords => "One word over and over",
        Found::RepeatedText => "The same text as in another review",
        Found::Suspicious => "Its response is more likely a program’s than a shopper’s",
        Found::Email => "An e-mail address",
        Found::Phone => "A telephone number",
        Found::Iban => "The number of a bank account",
        Found::CardNumber => "The number of a payment card",
    }
}

fn done(event: &Event) -> String {
    match event.deed {
        Deed::Published => "Published".to_owned(),
        Deed::Withheld => {
            let reason = event.reason.map(words::reason).unwrap_or_default();
            format!("Withheld ({})", reason.to_lowercase())
        }
        Deed::Withdrawn => "Taken back".to_owned(),
        Deed::Erased => "Erased".to_owned(),
        Deed::Edited => "Corrected".to_owned(),
        Deed::Replied => "Replied to".to_owned(),
        Deed::ReplyEdited => "Reply changed".to_owned(),
        Deed::ReplyRemoved => "Reply taken away".to_owned(),
    }
}

fn by(by: &By) -> String {
    match (by.kind, &by.name) {
        (ByKind::Owner, Some(email)) => email.clone(),
        (ByKind::Owner, None) => "an owner".to_owned(),
        (ByKind::Key, name) => {
            format!("a program with the key “{}”", name.as_deref().unwrap_or_default())
        }
        (ByKind::Author, _) => "its author".to_owned(),
        (ByKind::Checks, _) => "the checks, which found nothing".to_owned(),
    }
}
