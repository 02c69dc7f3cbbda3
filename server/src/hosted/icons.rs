//! Drawn marks of scales. They are for the eye only: each has its number or name beside it.

use leptos::prelude::*;

/// A star.
pub(super) fn star() -> AnyView {
    view! {
        <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M12 2.6l2.9 5.9 6.5.95-4.7 4.58 1.1 6.47-5.8-3.05-5.8 3.05 1.1-6.47L2.6 9.45l6.5-.95z" />
        </svg>
    }
    .into_any()
}

/// A face for a step from 1 to 5, from a frown to a smile.
pub(super) fn face(step: i64) -> AnyView {
    let mouth = match step {
        1 => "M8 17c1.2-2 6.800-2 8 0",
        2 => "M8.500 16.400c1.300-1.100 5.700-1.100 7 0",
        3 => "M8.500 15.600h7",
        4 => "M8.500 14.800c1.300 1.300 5.700 1.300 7 0",
        _ => "M8 14c1.200 3.400 6.800 3.400 8 0",
    };
    view! {
        <svg viewBox="0 0 24 24" aria-hidden="true" class="face">
            <circle cx="12" cy="12" r="9.500" />
            <path d="M9 9.500v.5M15 9.500v.5" />
            <path d=mouth />
        </svg>
    }
    .into_any()
}
