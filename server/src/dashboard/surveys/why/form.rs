//! The page and the visitor as fields; only those that the rule looks at.

use leptos::prelude::*;
use shared::context::Device;
use shared::touchpoint::Touchpoint;

use crate::dashboard::parts::fields::Fields;
use crate::dashboard::parts::form::{Choice, Line, Lines, Refused, Tick};
use crate::dashboard::words;
use crate::shops::Shop;
use crate::surveys::ShopSurvey;

/// The form. It changes nothing, so its address can be sent to somebody else.
#[component]
pub fn VisitorForm(
    /// Address of the page itself.
    action: String,
    fields: Fields,
    refused: Refused,
    survey: ShopSurvey,
    shop: Shop,
) -> impl IntoView {
    view! {
        <section class="card">
            <form class="form" method="get" action=action novalidate>
                <fieldset class="group">
                    <legend>
                        <h2>"The page"</h2>
                    </legend>
                    <PageFields fields=fields.clone() refused=refused.clone() />
                </fieldset>
                <fieldset class="group">
                    <legend>
                        <h2>"The visitor"</h2>
                    </legend>
                    <Who fields=fields.clone() refused=refused.clone() survey=survey.clone() />
                    <Before fields=fields.clone() refused=refused.clone() />
                    <Does fields refused survey shop />
                </fieldset>
                <div class="actions">
                    <button class="button">"Look"</button>
                </div>
            </form>
        </section>
    }
}

#[component]
fn PageFields(fields: Fields, refused: Refused) -> impl IntoView {
    let moments = Touchpoint::ALL.map(Touchpoint::as_str);
    let moments = moments.map(|name| (name.to_owned(), words::touchpoint(name).to_owned()));
    let by_address = (String::new(), "As its address says".to_owned());
    let options = [by_address].into_iter().chain(moments).collect();

    view! {
        <div class="columns">
            <Line
                name="page"
                label="Address"
                value=fields.one("page")
                kind="url"
                refused=refused.clone()
            />
            <Choice
                name="touchpoint"
                label="Touchpoint"
                options=options
                value=fields.one("touchpoint")
                refused
            />
        </div>
    }
}

#[component]
fn Who(fields: Fields, refused: Refused, survey: ShopSurvey) -> impl IntoView {
    let devices = Device::ALL.map(Device::as_str);
    let devices = devices.map(|name| (name.to_owned(), words::device(name).to_owned()));
    let traits = (!survey.settings.rule.traits.is_empty()).then(|| {
        view! {
            <Lines
                name="traits"
                label="What the page says of the visitor"
                hint="One per line, such as plan = vip."
                value=fields.one("traits")
                rows=2
                code=true
                refused=refused.clone()
            />
        }
    });

    view! {
        <div class="columns">
            <Choice
                name="device"
                label="Device"
                options=devices.into()
                value=fields.one("device")
                refused=refused.clone()
            />
            <Line
                name="language"
                label="Language of the page"
                value=fields.one("language")
                refused=refused.clone()
            />
            <Line
                name="country"
                label="Country"
                hint="Two letters; empty is not known."
                value=fields.one("country")
                refused=refused.clone()
            />
        </div>
        {traits}
    }
}

/// What happened before, each so many days ago.
#[component]
fn Before(fields: Fields, refused: Refused) -> impl IntoView {
    let line = |(name, label): (&'static str, &'static str)| {
        let value = fields.one(name).to_owned();
        view! { <Line name label value kind="number" refused=refused.clone() /> }
    };
    let this = [("shown", "Shown, days ago"), ("answered", "Answered, days ago")].map(line);
    let other = [("closed", "Closed, days ago"), ("other_shown", "Another one shown, days ago")];
    let other = other.map(line);

    view! {
        <div class="columns">{this.collect_view()}</div>
        <div class="columns">{other.collect_view()}</div>
        <p class="hint">"Empty means never."</p>
    }
}

/// What the visitor does on the page.
#[component]
fn Does(fields: Fields, refused: Refused, survey: ShopSurvey, shop: Shop) -> impl IntoView {
    let rule = &survey.settings.rule;
    let schedule = survey.settings.schedule;
    let timed = schedule.starts_at.or(schedule.ends_at).is_some();
    let manners = shop.details.manners();
    let tells = rule.event.as_ref().map(|event| format!("The page has told {}", event.name));
    let ticks = [
        ("exit", rule.exit_intent.then(|| "Is about to leave".to_owned())),
        ("clicked", rule.click.as_ref().map(|click| format!("Has clicked {click}"))),
        ("told", tells),
        ("drawn", (rule.sample_percent < 100).then(|| "Is in the share that is asked".to_owned())),
        ("consent", manners.consent_required.then(|| "Has consented".to_owned())),
        ("opted_out", Some("Browser says no (Global Privacy Control, Do Not Track)".to_owned())),
    ];
    let ticks = ticks.into_iter().filter_map(|(name, label)| {
        let ticked = fields.has(name, "true");
        label.map(|label| view! { <Tick name label ticked /> })
    });
    let ticks = ticks.collect_view();
    let numbers = [
        Some(("seconds", "Seconds since all else says yes")).filter(|_| rule.delay_ms > 0),
        Some(("scrolled", "Scrolled, in %")).filter(|_| rule.scroll_percent.is_some()),
        Some(("at", "Time of the visit, in UTC")).filter(|_| timed),
    ];
    let numbers = numbers.into_iter().flatten().map(|(name, label)| {
        let hint = if name == "at" { "Such as 2026-11-27T08:00; empty is now." } else { "" };
        let value = fields.one(name).to_owned();
        view! { <Line name label hint value refused=refused.clone() /> }
    });
    let numbers = numbers.collect_view();
    let properties = rule.event.as_ref().is_some_and(|event| !event.properties.is_empty());
    let properties = properties.then(|| {
        view! {
            <Lines
                name="event_properties"
                label="With these properties"
                hint="One per line, such as price = 24.50."
                value=fields.one("event_properties")
                rows=2
                code=true
                refused=refused.clone()
            />
        }
    });

    view! {
        <div class="columns">{numbers}</div>
        <div>{ticks}</div>
        {properties}
    }
}
