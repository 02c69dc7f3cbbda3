//! How fast a visit was, in a real browser, beside what the browser itself says of it.

use harness::{Browser, Screen, Storefront};
use serde_json::Value;

use crate::asking::{DIALOG, answered, step};

/// Moves what stands in the page soon after it has loaded, keeps the browser busy when somebody
/// puts the mug into the cart, and notes what the browser says of all that from the start.
const SLOW_PAGE: &str = r#"<script>
    window.measured = { lcp: null, cls: 0, inp: 0 };
    const note = (type, then) =>
        new PerformanceObserver((list) => list.getEntries().forEach(then))
            .observe({ type, buffered: true, durationThreshold: 16 });
    note("largest-contentful-paint", (entry) => (measured.lcp = entry.startTime));
    note("layout-shift", (entry) => (measured.cls += entry.hadRecentInput ? 0 : entry.value));
    note("event", ({ interactionId, duration, target }) => {
        if (interactionId && target && target.id === "buy") {
            measured.inp = Math.max(measured.inp, duration);
        }
    });
    addEventListener("load", () => setTimeout(() => {
        const banner = document.createElement("div");
        banner.style.height = "80px";
        document.body.prepend(banner);
        document.getElementById("buy").addEventListener("click", () => {
            const until = performance.now() + 160;
            while (performance.now() < until);
        });
    }, 50));
</script>
<!-- snippet -->"#;

fn near(said: &Value, own: &Value, within: f64) -> bool {
    let (said, own) = (said.as_f64(), own.as_f64());
    said.zip(own).is_some_and(|(said, own)| (said - own).abs() <= within)
}

#[tokio::test]
async fn the_speed_of_the_visit_that_travels_with_an_answer_is_what_the_browser_itself_measured() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open_and_ask_at_once().await;
    storefront.put_product("/products/slow", &[("<!-- snippet -->", SLOW_PAGE)]);

    browser.goto(&format!("{}/products/slow", storefront.url)).await;
    browser.until_seen(DIALOG).await;
    browser.until_true("measured.cls > 0").await;
    browser.click("#buy").await;
    browser.until_true("measured.inp > 100").await;
    browser.click(&step(7)).await;

    let vitals = answered(&storefront, 1).await["context"]["vitals"].clone();
    let own = browser.value("measured").await;
    let ttfb = browser.value("performance.getEntriesByType('navigation')[0].responseStart").await;
    let all = format!("{vitals} was sent, {own} and {ttfb} was measured");
    assert!(near(&vitals["lcp_ms"], &own["lcp"], 2.0), "{all}");
    assert!(near(&vitals["ttfb_ms"], &ttfb, 2.0), "{all}");
    assert!(near(&vitals["cls"], &own["cls"], 0.001), "{all}");
    assert!(near(&vitals["inp_ms"], &own["inp"], 16.0), "{all}");
    browser.close().await;
}
