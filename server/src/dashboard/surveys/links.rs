//! Where a survey is answered outside of the shop's pages, to be copied.

use leptos::prelude::*;

use crate::dashboard::parts::copy::Copy;
use crate::surveys::links::Links;

/// The addresses of a survey's own page, as link, code, kiosk and frame.
#[component]
pub fn Elsewhere(
    links: Links,
    /// Whether anybody can open them.
    live: bool,
) -> impl IntoView {
    let frame = format!(
        "<iframe src=\"{}\" title=\"Feedback\" width=\"100%\" height=\"320\" \
         style=\"border:0\"></iframe>",
        links.frame
    );
    let code = links.qr.clone();
    let paused = (!live).then(|| {
        view! { <p class="notice fair">"It is paused, so these addresses show no survey now."</p> }
    });

    view! {
        <section class="card elsewhere" id="elsewhere">
            <h2>"Link, QR code and kiosk"</h2>
            {paused}
            <h3>"Link"</h3>
            <p class="hint">
                "For e-mails and support replies. Add what you know: "
                <code>"?agent=Kim&ticket=T-7&location=Utrecht"</code> ". With " <code>"?score=9"</code>
                " the answer is marked, and stored only when the customer confirms it."
            </p>
            <Copy text=links.page label="link" />
            <h3>"QR code"</h3>
            <p class="hint">"The picture of the link, also with what you add to it."</p>
            {live
                .then(|| {
                    view! { <img class="qr" src=code width="160" height="160" alt="QR code of the link" /> }
                })}
            <Copy text=links.qr label="address of the QR code" />
            <h3>"Kiosk"</h3>
            <p class="hint">
                "For a screen that many people use: large, and it starts over by itself. It stops working \
                when the shop’s token secret is replaced."
            </p>
            <Copy text=links.kiosk label="kiosk’s link" />
            <h3>"Frame"</h3>
            <p class="hint">"For pages at the shop’s allowed addresses."</p>
            <Copy text=frame label="frame" />
        </section>
    }
}
