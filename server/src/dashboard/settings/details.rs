//! The details of a shop as a form: written into it, shown, and read from it.

use leptos::prelude::*;
use shared::invalid::{Invalid, Reason};

use super::look::{self, Look};
use super::manners::{self, Manners};
use super::publishing::{self, PublishingChoice};
use crate::dashboard::parts::fields::Fields;
use crate::dashboard::parts::form::{Choice, Line, Lines, OwnForm, Refused};
use crate::dashboard::parts::language;
use crate::dashboard::parts::lines::in_lines;
use crate::dashboard::patterns;
use crate::shops::{Details, Position, Theme, origins_with};

/// A shop's details as the form shows them.
pub(super) fn written(details: &Details) -> Fields {
    let fields = Fields::default()
        .with("name", &details.name)
        .with("url", &details.url)
        .with("origins", details.origins.join("\n"))
        .with("language", &details.language)
        .with("privacy_url", details.privacy_url.as_deref().unwrap_or_default())
        .with("touchpoints", patterns::touchpoints_written(&details.touchpoints));
    let fields = manners::written(look::written(fields, details), details);
    let fields = publishing::written(fields, details);
    let prints = fields.prints();
    fields.with("seen", prints)
}

/// The details that a form says, where `before` are those that it showed.
pub(super) fn read(fields: &Fields, before: &Details) -> Result<Details, Invalid> {
    Ok(Details {
        name: fields.one("name").to_owned(),
        url: fields.one("url").trim().to_owned(),
        origins: origins_with(fields.one("url").trim(), in_lines(fields.one("origins"))),
        language: fields.one("language").to_owned(),
        accent: fields.filled("accent"),
        theme: match fields.one("theme") {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            _ => Theme::Auto,
        },
        radius: match fields.filled("radius") {
            Some(radius) => {
                let number = radius.trim_end_matches("px").trim_end().parse();
                number.map_err(|_| Invalid::new("radius", Reason::Range(0, 24)))?
            }
            None => 8,
        },
        font: look::font(fields),
        position: Position::parse(fields.one("position")),
        privacy_url: fields.filled("privacy_url"),
        touchpoints: patterns::touchpoints_read(fields.one("touchpoints"), &before.touchpoints)?,
        quiet_days: manners::quiet_days(fields)?,
        consent_required: fields.has("consent_required", "true"),
        honour_gpc: fields.has("honour_gpc", "true"),
        publishing: publishing::read(fields, before),
    })
}

/// The form.
#[component]
pub fn DetailsForm(
    /// Address of the settings.
    to: String,
    csrf: String,
    fields: Fields,
    refused: Refused,
) -> impl IntoView {
    view! {
        <section class="card">
            <OwnForm action=to csrf refused=refused.clone()>
                <input type="hidden" name="seen" value=fields.one("seen").to_owned() />
                <Shop fields=fields.clone() refused=refused.clone() />
                <Look fields=fields.clone() refused=refused.clone() />
                <Manners fields=fields.clone() refused=refused.clone() />
                <PublishingChoice fields=fields.clone() refused=refused.clone() />
                <Places fields refused />
                <div class="actions">
                    <button class="button">"Save"</button>
                </div>
            </OwnForm>
        </section>
    }
}

#[component]
fn Shop(fields: Fields, refused: Refused) -> impl IntoView {
    view! {
        <fieldset class="group">
            <legend>
                <h2>"The shop"</h2>
            </legend>
            <Line
                name="name"
                label="Name"
                hint="As your customers know it; your replies to reviews are signed with it."
                value=fields.one("name")
                required=true
                refused=refused.clone()
            />
            <Line
                name="url"
                label="Address of the front page"
                value=fields.one("url")
                kind="url"
                required=true
                refused=refused.clone()
            />
            <Lines
                name="origins"
                label="Sites that may send answers"
                hint="One per line, such as https://www.shop.example. The front page's own site is always among them; empty means that one only."
                value=fields.one("origins")
                rows=3
                code=true
                refused=refused.clone()
            />
            <Choice
                name="language"
                label="Language"
                hint="For shoppers whose own language has no text."
                options=language::choices(fields.one("language"))
                value=fields.one("language")
                refused=refused.clone()
            />
            <Line
                name="privacy_url"
                label="Privacy policy"
                hint="May stay empty. The widget links to it."
                value=fields.one("privacy_url")
                kind="url"
                refused
            />
        </fieldset>
    }
}

#[component]
fn Places(fields: Fields, refused: Refused) -> impl IntoView {
    view! {
        <fieldset class="group">
            <legend>
                <h2>"Which page is which moment"</h2>
            </legend>
            <Lines
                name="touchpoints"
                label="Touchpoints"
                hint="One per line: a touchpoint, a space, and the pages that are it; * stands for anything. The first line that fits counts. A page that says itself what it is comes before all of them."
                value=fields.one("touchpoints")
                rows=10
                code=true
                refused
            />
        </fieldset>
    }
}
