//! What a page answers.

use leptos::prelude::*;

/// The page's title, a sentence under it, and what can be done about the whole page.
#[component]
pub fn Heading(
    /// What the page answers.
    #[prop(into)]
    title: String,
    /// The reason, in one sentence.
    #[prop(into, optional)]
    lead: Option<String>,
    /// Links and buttons for the whole page.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let lead = lead.map(|lead| view! { <p class="lead">{lead}</p> });
    let actions = children.map(|children| view! { <div class="actions">{children()}</div> });

    view! {
        <div class="heading">
            <div>
                <h1>{title}</h1>
                {lead}
            </div>
            {actions}
        </div>
    }
}

/// Says that something was done.
#[component]
pub fn Done(
    /// What was done, in one sentence.
    #[prop(into)]
    said: String,
) -> impl IntoView {
    view! {
        <p class="notice" role="status">
            {said}
        </p>
    }
}
