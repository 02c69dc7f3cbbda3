//! How surveys look: colour, font, corners and place, and what becomes of the colour.

use leptos::prelude::*;

use crate::dashboard::parts::fields::Fields;
use crate::dashboard::parts::form::{Choice, Line, Refused};
use crate::shops::Details;
use crate::shops::colour::Colour;

/// The look as the form shows it.
pub(super) fn written(fields: Fields, details: &Details) -> Fields {
    let (kind, family) = match details.font.as_str() {
        kind @ ("page" | "system") => (kind, ""),
        family => ("family", family),
    };
    fields
        .with("accent", details.accent.as_deref().unwrap_or_default())
        .with("theme", details.theme.as_str())
        .with("font_kind", kind)
        .with("font", family)
        .with("radius", details.radius.to_string())
        .with("position", details.position.as_str())
}

/// The font that a form says; the page's where it says none.
pub(super) fn font(fields: &Fields) -> String {
    match fields.one("font_kind") {
        "system" => "system".to_owned(),
        "family" => fields.one("font").to_owned(),
        _ => "page".to_owned(),
    }
}

pub(super) fn choices(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(value, words)| ((*value).to_owned(), (*words).to_owned())).collect()
}

/// The fields.
#[component]
pub fn Look(fields: Fields, refused: Refused) -> impl IntoView {
    let themes = [("auto", "As the page is"), ("light", "Always light"), ("dark", "Always dark")];
    let accent = Colour::parse(fields.one("accent").trim());

    view! {
        <fieldset class="group">
            <legend>
                <h2>"How it looks"</h2>
            </legend>
            <div class="columns">
                <Line
                    name="accent"
                    label="Colour of what is chosen"
                    hint="Such as #0a7d4f. Empty leaves it to the widget."
                    value=fields.one("accent")
                    refused=refused.clone()
                />
                <Choice
                    name="theme"
                    label="Light or dark"
                    options=choices(&themes)
                    value=fields.one("theme")
                    refused=refused.clone()
                />
            </div>
            {accent.map(|accent| view! { <Becomes accent /> }.into_any())}
            <Shape fields refused />
        </fieldset>
    }
}

/// Font, corners and place.
#[component]
fn Shape(fields: Fields, refused: Refused) -> impl IntoView {
    let fonts = [
        ("page", "The page's own"),
        ("system", "The reader's system"),
        ("family", "The family named here"),
    ];
    let corners =
        [("right", "On the right, where lines end"), ("left", "On the left, where lines begin")];

    view! {
        <div class="columns">
            <Choice
                name="font_kind"
                label="Font"
                options=choices(&fonts)
                value=fields.one("font_kind")
            />
            <Line
                name="font"
                label="Name of the font family"
                hint="One that your pages load, such as Inter."
                value=fields.one("font")
                refused=refused.clone()
            />
        </div>
        <div class="columns">
            <Line
                name="radius"
                label="Radius of corners, in pixels"
                hint="0 to 24."
                value=fields.one("radius")
                kind="number"
                refused=refused.clone()
            />
            <Choice
                name="position"
                label="Corner"
                hint="The other one on pages that are read from right to left. Phones show it at the foot."
                options=choices(&corners)
                value=fields.one("position")
                refused
            />
        </div>
    }
}

/// The picked colour and what it is shown as, with how far that stands out.
#[component]
fn Becomes(accent: Colour) -> impl IntoView {
    let shown =
        [("On light pages", false, Colour::LIGHT_CARD), ("On dark pages", true, Colour::DARK_CARD)];
    let corrected = shown.iter().any(|(_, dark, _)| accent.as_accent(*dark) != accent);
    let swatches = shown.map(|(where_, dark, card)| {
        let becomes = accent.as_accent(dark);
        let ratio = format!("{:.1}:1", becomes.contrast(card));
        view! {
            <li>
                <Swatch card colour=becomes />
                <span>{where_} <br /> <span class="quiet-text small figure">{becomes.hex()} " · " {ratio}</span></span>
            </li>
        }
    });
    let said = if corrected {
        "Where your colour would hardly be seen, it is shown darker or lighter, so that it stands out by 3:1."
    } else {
        "Your colour stands out everywhere and is shown as it is."
    };

    view! {
        <div class="becomes">
            <ul>
                <li>
                    <Swatch card=Colour::LIGHT_CARD colour=accent />
                    <span>
                        "As you picked it" <br />
                        <span class="quiet-text small figure">{accent.hex()}</span>
                    </span>
                </li>
                {swatches.collect_view()}
            </ul>
            <p class="hint">{said}</p>
        </div>
    }
}

/// A colour on the card that it stands on.
#[component]
fn Swatch(card: Colour, colour: Colour) -> impl IntoView {
    view! {
        <svg class="swatch" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true">
            <rect x="0.5" y="0.5" width="39" height="39" rx="8" fill=card.hex() stroke="currentColor" stroke-opacity="0.2"></rect>
            <rect x="8" y="8" width="24" height="24" rx="4" fill=colour.hex()></rect>
        </svg>
    }
}
