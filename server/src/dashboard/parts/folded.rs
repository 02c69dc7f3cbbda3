//! What stands between the fields of a form: folded parts, and messages without a field.

use leptos::prelude::*;

use super::fields::Fields;
use super::form::{Refused, id};

/// The field that names the folds that were open when a form was sent; a script adds it.
pub(crate) const OPEN: &str = "open";

/// Fields that are rarely needed: folded away, with a line that says what they say now.
#[component]
pub fn Folded(
    /// What they are about.
    title: &'static str,
    /// What they say now.
    said: String,
    /// Its name among the folds of the form.
    #[prop(into)]
    fold: String,
    /// The form, as it was sent.
    fields: Fields,
    /// Whether they are shown at once, even if they were not.
    open: bool,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let open = open || fields.has(OPEN, &fold);

    view! {
        <details class="folded" open=open data-fold=fold>
            <summary>
                <span class="title">{title}</span>
                " "
                <span class="said">{said}</span>
            </summary>
            <div class="fields">{children()}</div>
        </details>
    }
}

/// The message at something that has no field of its own.
#[component]
pub fn Message(
    /// The field that a refusal names.
    #[prop(into)]
    name: String,
    refused: Refused,
) -> impl IntoView {
    let id = format!("{}-message", id(&name));
    refused.exactly(&name).map(|message| {
        view! {
            <p class="message" id=id>
                {message}
            </p>
        }
    })
}
