//! The way to the rest of a list.

use leptos::prelude::*;

/// Links back to the first page and on to the next one.
#[component]
pub fn Pager(
    /// Address of the first page, on any other.
    first: Option<String>,
    /// Address of the next page, if there is one.
    next: Option<String>,
) -> impl IntoView {
    let first = first.map(|href| view! { <a class="button quiet" href=href>"Newest"</a> });
    let next = next.map(|href| {
        view! {
            <a class="button quiet" href=href rel="next">
                "Older"
            </a>
        }
    });
    let any = first.is_some() || next.is_some();

    any.then(|| {
        view! {
            <nav class="pager actions" aria-label="More of the list">
                {first} {next}
            </nav>
        }
    })
}
