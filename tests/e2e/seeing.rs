//! Shoppers whose systems say how they see: nothing moves where they want no motion, and everything
//! is told apart where they choose the colours.

use harness::{Browser, Screen, Storefront};
use serde_json::json;

use crate::accessible::{go_through, path, shop, surveys};
use crate::asking::{DIALOG, step};

/// Remembers everything that begins to move, also for a moment.
const MOTION: &str = "(() => {
    window.moved = new Set();
    const look = () => {
      const roots = [document, ...test.all('*').map((it) => it.shadowRoot).filter(Boolean)];
      for (const it of roots.flatMap((root) => root.getAnimations())) {
        const { target, pseudoElement } = it.effect;
        moved.add(`${it.animationName || it.transitionProperty} of ${target.className}${pseudoElement || ''}`);
      }
      requestAnimationFrame(look);
    };
    look();
  })()";

/// What is chosen, and looks as if it were not.
const UNTOLD: &str = "(() => {
    const look = (it) => ['', '::before', '::after'].flatMap((part) => {
      const { backgroundColor, borderColor, borderStyle, outlineStyle, color, fill } = getComputedStyle(it, part);
      return [backgroundColor, borderColor, borderStyle, outlineStyle, color, fill];
    }).join();
    const chosen = test.all('[role=radio][aria-checked=true], .step[data-lit]');
    const others = test.all('[role=radio][aria-checked=false]:not([data-lit])');
    return chosen.filter((it) => others.some((other) => look(it) === look(other)))
      .map((it) => it.outerHTML);
  })()";

/// What can be pressed or written in, and has no edge and no word that stand out from the card.
const UNSEEN: &str = "(() => {
    const card = getComputedStyle(test.one('.frame')).backgroundColor;
    const solid = (style) => style.borderStyle !== 'none' && style.borderTopWidth !== '0px' && style.borderColor !== card;
    const faces = test.all('.faces .step').filter((it) =>
      [card, getComputedStyle(it, '::before').backgroundColor].includes(getComputedStyle(it, '::after').backgroundColor));
    /* The system draws its own boxes. */
    const controls = '.widget button, .widget input:not([type=checkbox]), .widget textarea, .widget [role=radio]';
    return test.all(controls).filter((it) => {
      if (!it.checkVisibility() || it.closest('[aria-hidden]')) return false;
      const looks = ['', '::before', '::after'].map((part) => getComputedStyle(it, part));
      const words = it.innerText && looks[0].color !== card;
      return !words && !looks.some(solid) && !looks.some((it) => it.backgroundColor !== card && it.backgroundColor !== 'rgba(0, 0, 0, 0)')
        && !it.querySelector('svg');
    }).concat(faces).map((it) => it.outerHTML);
  })()";

const FORCED: [(&str, &[(&str, &str)]); 2] = [
    ("light", &[("forced-colors", "active"), ("prefers-color-scheme", "light")]),
    ("dark", &[("forced-colors", "active"), ("prefers-color-scheme", "dark")]),
];

#[tokio::test]
async fn nothing_moves_where_a_shopper_wants_no_motion() {
    for screen in [Screen::Desktop, Screen::Phone] {
        let Some(browser) = Browser::open(screen).await else { return };
        let storefront = Storefront::open_and_ask_at_once().await;
        browser.prefer(&[("prefers-reduced-motion", "reduce")]).await;
        let id = storefront.shop.review("MUG-01", 5, "Keeps tea warm.").await;
        storefront.shop.publish(id).await;
        browser.goto(&format!("{}/products/mug", storefront.url)).await;
        browser.run(MOTION, vec![]).await;

        browser.until_seen(".candor-text").await;
        browser.click(&step(9)).await;
        browser.until_says(".question", "main reason").await;
        browser.click("button.button").await;
        browser.until_says(".question", "share a review").await;
        browser.click(".stars .step:nth-child(4)").await;
        browser.until_seen("#text").await;
        browser.click("[aria-label=Close]").await;
        browser.until_gone(DIALOG).await;
        browser.click("a[href*='stars=5']").await;
        browser.settle().await;

        assert_eq!(browser.value("[...moved]").await, json!([]), "{screen:?}");
        browser.close().await;
    }
}

#[tokio::test]
async fn everything_is_told_apart_where_a_shopper_chooses_the_colours() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = shop().await;
    let mut found = Vec::new();
    for (scheme, features) in FORCED {
        browser.prefer(features).await;
        for (name, _) in surveys() {
            browser.run("try { sessionStorage.clear() } catch (_) {}", vec![]).await;
            let (language, dark) = if scheme == "dark" { ("en", true) } else { ("de", false) };
            let path = path(name, language, dark, false);
            browser.goto(&format!("{}{path}", storefront.url)).await;
            browser.until_seen(".question").await;
            assert_eq!(browser.value("matchMedia('(forced-colors: active)').matches").await, true);
            go_through(&browser, name, async |state| {
                browser.until_still().await;
                let name = format!("forced-{name}-{scheme}-{state}");
                browser.picture(&name).await;
                for (what, script) in [("is not seen", UNSEEN), ("is not told apart", UNTOLD)] {
                    let wrong = browser.value(script).await;
                    if wrong != json!([]) {
                        found.push(format!("{name}: {wrong} {what}"));
                    }
                }
            })
            .await;
        }
    }
    assert!(found.is_empty(), "{found:#?}");
    browser.close().await;
}
