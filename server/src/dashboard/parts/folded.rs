//! What stands between the fields of a form: folded parts, and messages without a field.

use leptos::prelude::*;

use super::form::{Refused, id};

/// Fields that are rarely needed: folded away, with a line that says what they say now.
#[component]
pub fn Folded(
    /// What they are about.
    title: &'static str,
    /// What they say now.
    said: String,
    /// Whether they are shown at once.
    open: bool,
    /// The fields.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="folded" open=open>
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
