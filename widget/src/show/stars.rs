//! Stars, drawn in halves.

use leptos::prelude::*;

/// One star in a box of 20 × 20.
pub(super) const ONE: &str =
    "M10 2.5l2.3 4.9 5.4.7-3.9 3.8 1 5.3-4.8-2.6-4.8 2.6 1-5.3-3.9-3.8 5.4-.7z";

/// Five stars in a box of 100 × 20. A page may hold hundreds of rows, and ids would clash there,
/// so each row draws the path twice instead of referring to a shared shape.
const FIVE: &str = "M10 2.5l2.3 4.9 5.4.7-3.9 3.8 1 5.3-4.8-2.6-4.8 2.6 1-5.3-3.9-3.8 5.4-.7z\
    m20 0l2.3 4.9 5.4.7-3.9 3.8 1 5.3-4.8-2.6-4.8 2.6 1-5.3-3.9-3.8 5.4-.7z\
    m20 0l2.3 4.9 5.4.7-3.9 3.8 1 5.3-4.8-2.6-4.8 2.6 1-5.3-3.9-3.8 5.4-.7z\
    m20 0l2.3 4.9 5.4.7-3.9 3.8 1 5.3-4.8-2.6-4.8 2.6 1-5.3-3.9-3.8 5.4-.7z\
    m20 0l2.3 4.9 5.4.7-3.9 3.8 1 5.3-4.8-2.6-4.8 2.6 1-5.3-3.9-3.8 5.4-.7z";

/// A row of five stars, as many of them filled as the half stars say.
#[component]
pub(super) fn Stars(
    /// Half stars, 0–10.
    halves: i64,
    /// What a screen reader says in place of the drawing.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! {
        <svg
            class="candor-drawn"
            part="drawn"
            role="img"
            aria-label=label
            viewBox="0 0 100 20"
            width="80"
            height="16"
        >
            <path class="candor-unlit" d=FIVE></path>
            // An inner <svg> cuts off what does not fit into it.
            <svg width=halves * 10 height="20">
                <path class="candor-lit" d=FIVE></path>
            </svg>
        </svg>
    }
}
