//! What the keyboard does on a page.
//!
//! The script looks for these attributes: `data-row` on what `j` and `k` move between, and
//! `data-key="p"` on the button or field that a key presses or enters; inside the current row
//! first, then anywhere on the page.

use leptos::prelude::*;

/// A button that opens the list of keys; `?` opens it too. Hidden until the script is there.
#[component]
pub fn Keys(
    /// Key and what it does, in the order in which they are listed.
    keys: Vec<(&'static str, &'static str)>,
) -> impl IntoView {
    let rows = keys
        .into_iter()
        .chain([("?", "Show this list")])
        .map(|(key, what)| {
            view! {
                <div>
                    <dt>
                        <kbd>{key}</kbd>
                    </dt>
                    <dd>{what}</dd>
                </div>
            }
        })
        .collect_view();

    view! {
        <button class="button quiet keyboard" type="button" data-opens="keys" hidden>
            "Keyboard"
        </button>
        <dialog id="keys" aria-labelledby="keys-title">
            <h2 id="keys-title">"Keyboard"</h2>
            <dl class="keys">{rows}</dl>
            <form method="dialog">
                <button class="button quiet">"Close"</button>
            </form>
        </dialog>
    }
}
