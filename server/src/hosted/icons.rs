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

/// A face for a step from 1 to 5, from a frown to a smile, as the widget draws it.
pub(super) fn face(step: i64) -> AnyView {
    let mouth = match step {
        1 => "M11 31.2Q12.4 22.2 20 22.2T29 31.2z",
        2 => "M11.7 28.4Q20 20.6 28.3 28.4L26.7 30.1Q20 23.8 13.3 30.1z",
        3 => "M12 25.8h16v2.4H12z",
        4 => "M11.7 24.6Q20 32.4 28.3 24.6L26.7 22.9Q20 29.2 13.3 22.9z",
        _ => "M11 22.6Q12.4 31.6 20 31.6T29 22.6z",
    };
    view! {
        <svg viewBox="-3 -3 46 46" aria-hidden="true" class="face">
            <circle cx="20" cy="20" r="19" />
            <circle class="feature" cx="14" cy="15.5" r="2.2" />
            <circle class="feature" cx="26" cy="15.5" r="2.2" />
            <path class="feature" d=mouth />
        </svg>
    }
    .into_any()
}
