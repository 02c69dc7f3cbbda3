//! Filters that are links, so that the address says what is shown.

use leptos::prelude::*;

/// One choice.
pub struct Chip {
    /// What it shows.
    pub label: String,
    /// Address of the page that shows it.
    pub href: String,
    /// Whether this page is that one.
    pub chosen: bool,
    /// How many there are, where that is known.
    pub count: Option<i64>,
}

/// A row of choices.
#[component]
pub fn Chips(
    /// What is chosen here, for those who cannot see it.
    label: &'static str,
    /// The choices.
    items: Vec<Chip>,
) -> impl IntoView {
    let items = items
        .into_iter()
        .map(|chip| {
            let count = chip.count.map(|count| view! { " " <span class="figure">{count}</span> });
            view! {
                <li>
                    <a class="chip" href=chip.href aria-current=chip.chosen.then_some("true")>
                        {chip.label}
                        {count}
                    </a>
                </li>
            }
        })
        .collect_view();

    view! {
        <nav class="chips" aria-label=label>
            <ul>{items}</ul>
        </nav>
    }
}
