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

/// Says what others changed while a form was open, so that nobody undoes it unawares.
#[component]
pub fn Meanwhile(
    /// The name of each field and what it says now.
    changed: Vec<(String, String)>,
) -> impl IntoView {
    let items = changed
        .into_iter()
        .map(|(field, now)| {
            view! {
                <li>
                    <strong>{field}</strong>
                    " "
                    {now}
                </li>
            }
        })
        .collect_view();

    view! {
        <div class="notice poor" role="alert">
            <p>
                "Nothing is saved yet: somebody saved something else while you had this page open. It is now:"
            </p>
            <ul class="bullets">{items}</ul>
            <p>
                "What you wrote is still in the form below. Save again, and it takes the place of that."
            </p>
        </div>
    }
}

/// Says that something was done.
#[component]
pub fn Done(
    /// What was done, in one sentence.
    #[prop(into)]
    said: String,
    /// Whether it was done before, and not now.
    #[prop(optional)]
    before: bool,
) -> impl IntoView {
    view! {
        <p class=if before { "notice fair" } else { "notice" } role="status">
            {said}
        </p>
    }
}
