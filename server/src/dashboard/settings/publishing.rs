//! Who decides which reviews are published: never their stars.

use leptos::prelude::*;

use super::look::choices;
use crate::dashboard::parts::fields::Fields;
use crate::dashboard::parts::form::{Choice, Refused};
use crate::shops::{Details, Publishing};

/// Who decides, as the form shows it.
pub(super) fn written(fields: Fields, details: &Details) -> Fields {
    fields.with("publishing", details.publishing.as_str())
}

/// Who decides, as a form says it; as before where it says nothing.
pub(super) fn read(fields: &Fields, before: &Details) -> Publishing {
    match fields.filled("publishing") {
        Some(name) => Publishing::parse(&name),
        None => before.publishing,
    }
}

/// The field.
#[component]
pub fn PublishingChoice(fields: Fields, refused: Refused) -> impl IntoView {
    let options = [
        (Publishing::ByHand.as_str(), "I decide about each"),
        (Publishing::Checked.as_str(), "All that the checks pass are published at once"),
    ];

    view! {
        <fieldset class="group">
            <legend>
                <h2>"Reviews"</h2>
            </legend>
            <Choice
                name="publishing"
                label="New reviews"
                hint="The checks look for spam and for personal data. What they find something in waits for you, and so does a review with photos. They never look at stars, and no setting does."
                options=choices(&options)
                value=fields.one("publishing")
                refused
            />
        </fieldset>
    }
}
