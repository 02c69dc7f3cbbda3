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
        "Overview" => "M3.5 16.500v-5M8 16.500v-9M12.500 16.500v-6.500M17 16.500v-13",
        "Responses" => "M3 4.500h14v9h-8l-4 3v-3h-2zM6.500 7.700h7M6.500 10.400h4.500",
        "Reviews" => {
            "M10 2.800l2.200 4.600 5 .7-3.600 3.500.9 5-4.500-2.400-4.500 2.400.9-5-3.600-3.500 5-.7z"
        }
        "Surveys" => "M4.500 3h11v14h-11zM7.500 7h5M7.500 10h5M7.500 13h2.500",
        "Products" => {
            "M3 6.500l7-3.500 7 3.500v7.500l-7 3.500-7-3.500zM3 6.500l7 3.500 7-3.500M10 10v7.500"
        }
        "Install" => "M7 6l-4 4 4 4M13 6l4 4-4 4M11.200 4.500l-2.400 11",
        "Settings" => {
            "M3 6h6M13 6h4M3 14h3M10 14h7M11 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM8 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4z"
        }
        _ => "M4.500 10h.01M10 10h.01M15.500 10h.01",
    }
}
