//! The fields of a rule: the moment of the journey in sight, the rest folded away.

use leptos::prelude::*;
use shared::context::Device;
use shared::touchpoint::Touchpoint;

use super::said;
use crate::dashboard::parts::fields::Fields;
use crate::dashboard::parts::folded::Folded;
use crate::dashboard::parts::form::{Choice, Line, Lines, Refused, Tick};
use crate::dashboard::words;

/// The fields.
#[component]
pub fn RuleFields(fields: Fields, refused: Refused) -> impl IntoView {
    let moments = Touchpoint::ALL
        .into_iter()
        .map(|touchpoint| {
            let value = touchpoint.as_str();
            let ticked = fields.has("rule.touchpoints", value);
            let label = words::touchpoint(value);
            view! { <Tick name="rule.touchpoints" label value ticked /> }
        })
        .collect_view();

    view! {
        <fieldset class="group">
            <legend>"At these moments"</legend>
            <div class="ticks">{moments}</div>
            <p class="hint">"None ticked means at any."</p>
        </fieldset>
        <div class="folds">
            <Pages fields=fields.clone() refused=refused.clone() />
            <Moment fields=fields.clone() refused=refused.clone() />
            <Visitors fields=fields.clone() refused=refused.clone() />
            <Often fields=fields.clone() refused=refused.clone() />
            <Dates fields refused />
        </div>
    }
}

#[component]
fn Pages(fields: Fields, refused: Refused) -> impl IntoView {
    let open = refused.is_about(&["rule.include", "rule.exclude"]);

    view! {
        <Folded fold="pages" title="Pages" said=said::pages(&fields) fields=fields.clone() open>
            <div class="columns">
                <Lines
                    name="rule.include"
                    label="Only on these pages"
                    hint="One per line, such as /products/*; * stands for anything. Empty means all."
                    value=fields.one("rule.include")
                    rows=3
                    code=true
                    refused=refused.clone()
                />
                <Lines
                    name="rule.exclude"
                    label="Never on these pages"
                    hint="One per line."
                    value=fields.one("rule.exclude")
                    rows=3
                    code=true
                    refused
                />
            </div>
        </Folded>
    }
}

/// Names of the fields that say at which moment of a visit.
const MOMENT: [&str; 4] = ["delay_seconds", "rule.scroll_percent", "rule.click", "rule.event"];

#[component]
fn Moment(fields: Fields, refused: Refused) -> impl IntoView {
    let open = refused.is_about(&MOMENT);
    // A refusal of the event's name stands at the field that it is in.
    let name_refused = refused.clone().called("rule.event.name", "rule.event");

    view! {
        <Folded fold="moment" title="Moment of the visit" said=said::moment(&fields) fields=fields.clone() open>
            <p class="hint">"All of what is filled in must have happened."</p>
            <div class="columns">
                <Line
                    name="delay_seconds"
                    label="After so many seconds"
                    value=fields.one("delay_seconds")
                    kind="number"
                    refused=refused.clone()
                />
                <Line
                    name="rule.scroll_percent"
                    label="Scrolled past, in %"
                    value=fields.one("rule.scroll_percent")
                    kind="number"
                    refused=refused.clone()
                />
            </div>
            <Tick
                name="rule.exit_intent"
                label="When the visitor is about to leave"
                hint="For instance, the pointer leaves the page at its top."
                ticked=fields.has("rule.exit_intent", "true")
            />
            <div class="columns">
                <Line
                    name="rule.click"
                    label="After a click on"
                    hint="A CSS selector, such as #help or .size-guide."
                    value=fields.one("rule.click")
                    refused=refused.clone()
                />
                <Line
                    name="rule.event"
                    label="After the event"
                    hint="As the page tells it: candor.push([\"track\", \"wishlist_add\"])."
                    value=fields.one("rule.event")
                    refused=name_refused
                />
            </div>
            <Lines
                name="rule.event.properties"
                label="Where the event's properties are"
                hint="One per line, such as total >= 100 or sku contains MUG."
                value=fields.one("rule.event.properties")
                rows=2
                code=true
                refused
            />
        </Folded>
    }
}

/// Names of the fields that say which visitors.
const VISITORS: [&str; 4] =
    ["rule.sample_percent", "rule.languages", "rule.countries", "rule.traits"];

#[component]
fn Visitors(fields: Fields, refused: Refused) -> impl IntoView {
    let open = refused.is_about(&VISITORS);
    let devices = Device::ALL
        .into_iter()
        .map(|device| {
            let value = device.as_str();
            let ticked = fields.has("rule.devices", value);
            view! { <Tick name="rule.devices" label=words::device(value) value ticked /> }
        })
        .collect_view();

    view! {
        <Folded fold="visitors" title="Visitors" said=said::visitors(&fields) fields=fields.clone() open>
            <fieldset class="group">
                <legend>"On these devices"</legend>
                <div class="ticks">{devices}</div>
                <p class="hint">"None ticked means on any."</p>
            </fieldset>
            <div class="columns">
                <Line
                    name="rule.languages"
                    label="In these languages"
                    hint="Such as nl, pt-BR. Empty means all."
                    value=fields.one("rule.languages")
                    refused=refused.clone()
                />
                <Line
                    name="rule.countries"
                    label="From these countries"
                    hint="Two letters each, such as NL, BE. Empty means all."
                    value=fields.one("rule.countries")
                    refused=refused.clone()
                />
            </div>
            <Line
                name="rule.sample_percent"
                label="Share of visitors, in %"
                hint="Always the same ones."
                value=fields.one("rule.sample_percent")
                kind="number"
                refused=refused.clone()
            />
            <Lines
                name="rule.traits"
                label="Visitors of whom the page says"
                hint="One per line, such as plan = vip or orders >= 3. The page says it with candor.push([\"identify\", …])."
                value=fields.one("rule.traits")
                rows=2
                code=true
                refused
            />
        </Folded>
    }
}

#[component]
fn Often(fields: Fields, refused: Refused) -> impl IntoView {
    let open = refused.is_about(&["rule.repeat"]);
    let repeats = [
        ("once", "Once"),
        ("every_days", "Once in so many days"),
        ("until_answered", "Until it is answered"),
        ("always", "On every visit"),
    ]
    .map(|(value, words)| (value.to_owned(), words.to_owned()));

    view! {
        <Folded fold="often" title="How often" said=said::often(&fields) fields=fields.clone() open>
            <div class="columns">
                <Choice
                    name="rule.repeat"
                    label="One visitor is asked"
                    options=repeats.into()
                    value=fields.one("rule.repeat")
                />
                <Line
                    name="rule.repeat.every_days"
                    label="Days in between"
                    hint="Counts where it is once in so many days."
                    value=fields.one("rule.repeat.every_days")
                    kind="number"
                    refused
                />
            </div>
        </Folded>
    }
}

#[component]
fn Dates(fields: Fields, refused: Refused) -> impl IntoView {
    let open = refused.is_about(&["starts_at", "ends_at"]);

    view! {
        <Folded fold="dates" title="Dates" said=said::schedule(&fields) fields=fields.clone() open>
            <div class="columns">
                <Line
                    name="starts_at"
                    label="Not before (UTC)"
                    value=fields.one("starts_at")
                    kind="datetime-local"
                    refused=refused.clone()
                />
                <Line
                    name="ends_at"
                    label="Not from then on (UTC)"
                    value=fields.one("ends_at")
                    kind="datetime-local"
                    refused
                />
            </div>
            <p class="hint">
                "In Coordinated Universal Time: a shop has no time zone of its own here. It must also be live."
            </p>
        </Folded>
    }
}
