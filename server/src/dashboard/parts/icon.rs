//! Line drawings of the navigation.

use leptos::prelude::*;

/// The drawing that stands beside a word; it says nothing by itself.
#[component]
pub fn Icon(
    /// The word, as the navigation writes it.
    name: &'static str,
) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true" viewBox="0 0 20 20" width="20" height="20">
            <path
                d=path(name)
                fill="none"
                stroke="currentColor"
                stroke-width="1.5"
                stroke-linecap="round"
                stroke-linejoin="round"
            ></path>
        </svg>
    }
}

/// The outline, in a box of 20 × 20.
fn path(name: &str) -> &'static str {
    match name {
        "Overview" => "M3.5 16.5v-5M8 16.5v-9M12.5 16.5v-6.5M17 16.5v-13",
        "Responses" => "M3 4.5h14v9h-8l-4 3v-3h-2zM6.5 7.700h7M6.5 10.400h4.5",
        "Reviews" => {
            "M10 2.800l2.200 4.600 5 .7-3.600 3.5.9 5-4.5-2.400-4.5 2.400.9-5-3.600-3.5 5-.7z"
        }
        "Surveys" => "M4.5 3h11v14h-11zM7.5 7h5M7.5 10h5M7.5 13h2.5",
        "Products" => "M3 6.5l7-3.5 7 3.5v7.5l-7 3.5-7-3.5zM3 6.5l7 3.5 7-3.5M10 10v7.5",
        "Install" => "M7 6l-4 4 4 4M13 6l4 4-4 4M11.200 4.5l-2.400 11",
        "Settings" => {
            "M3 6h6M13 6h4M3 14h3M10 14h7M11 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM8 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4z"
        }
        _ => {
            "M4 10a.5.5 0 1 0 1 0 .5.5 0 0 0-1 0zM9.5 10a.5.5 0 1 0 1 0 .5.5 0 0 0-1 0zM15 10a.5.5 0 1 0 1 0 .5.5 0 0 0-1 0z"
        }
    }
}
