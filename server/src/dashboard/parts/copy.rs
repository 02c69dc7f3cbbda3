//! Text to be copied into another program.

use leptos::prelude::*;

/// A piece of code with a button that copies it; without script it is selected by a click.
#[component]
pub fn Copy(
    /// What is copied.
    #[prop(into)]
    text: String,
    /// What it is, for those who cannot see it.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! {
        <div class="copy">
            <pre tabindex="0" role="group" aria-label=label.clone()><code>{text}</code></pre>
            <button class="button quiet" type="button" data-copy hidden>
                <span>"Copy"</span>
                <span class="unseen">{format!(" {label}")}</span>
            </button>
        </div>
    }
}

/// A secret that is shown this once.
#[component]
pub fn Secret(
    /// The secret.
    #[prop(into)]
    text: String,
    /// What it is.
    label: &'static str,
    /// What it is for.
    #[prop(into)]
    purpose: String,
) -> impl IntoView {
    view! {
        <section class="card secret">
            <h2>{label}</h2>
            <p>
                {purpose} " "
                <strong>"Copy it now: it is shown this once and cannot be read again."</strong>
            </p>
            <Copy text label />
        </section>
    }
}
