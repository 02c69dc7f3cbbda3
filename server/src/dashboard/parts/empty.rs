//! What stands where there is nothing yet.

use leptos::prelude::*;

/// Says what will appear here and the one thing to do next.
#[component]
pub fn Empty(
    /// What is not there yet.
    #[prop(into)]
    title: String,
    /// What will appear here, and when.
    #[prop(into)]
    text: String,
    /// The one thing to do next.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let next = children.map(|children| view! { <div class="actions">{children()}</div> });

    view! {
        <div class="empty">
            <p class="title">{title}</p>
            <p>{text}</p>
            {next}
        </div>
    }
}
