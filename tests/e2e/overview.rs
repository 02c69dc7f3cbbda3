//! The owner's first page: what the answers come to.

use harness::{Axe, Message, Screen, Shop};
use serde_json::json;

use crate::editor::at_the_surveys;

/// How many of the shoppers choose 1, 2, 3, 4 and 5.
const CHOSEN: [usize; 5] = [2, 3, 5, 14, 16];

/// Shoppers of all kinds say how satisfied they are.
async fn answer(shop: &Shop) {
    let path = format!("/surveys/{}", shop.effort);
    let mut survey: serde_json::Value = shop.owner.get(&path).await.ok().json();
    let text = json!({"en": "How was your delivery?"});
    survey["questions"] = json!([{"id": "satisfied", "kind": "satisfaction", "text": text}]);
    shop.owner.put(&path, &survey).await.assert_ok();
    let scores = (1..).zip(CHOSEN).flat_map(|(score, times)| vec![score; times]);
    for score in scores {
        let message = Message::to(shop.effort).set("survey_version", 2).answer("satisfied", score);
        shop.answer(&message).await;
    }
}

#[tokio::test]
async fn satisfaction_stands_on_the_first_page_once_somebody_was_asked_for_it() {
    let shop = Shop::open().await;
    shop.answer(&shop.recommends(9)).await;
    let owner = shop.sign_up("ana@mugs.example").await;
    let page = format!("/shops/{}", shop.id);
    let before = owner.pages.get(&page).await.ok().text();
    assert!(before.contains("Would they recommend you?") && !before.contains("Satisfaction"));

    answer(&shop).await;

    let after = owner.pages.get(&page).await.ok().text();
    // Mean 3.975, s = 1.165, t(39) = 2.023; 30 of 40, and the interval of Agresti and Coull.
    for said in ["Satisfaction, 1–5", "4.0", "(3.6–4.3)", "are satisfied (4–5)", "75 %", "(60–86)"]
    {
        assert!(after.contains(said), "{said} in {after}");
    }
    assert!(after.contains("Most customers are satisfied with Mugs"), "the title tells it");
}

#[tokio::test]
async fn the_first_page_with_every_measure_has_no_barrier_and_fits() {
    let Some(axe) = Axe::find() else { return };
    for screen in [Screen::Phone, Screen::Desktop] {
        let Some((browser, storefront)) = at_the_surveys(screen).await else { return };
        let shop = &storefront.shop;
        for score in [10, 9, 7, 3] {
            shop.answer(&shop.recommends(score)).await;
            shop.answer(&shop.finds_it_easy(score.min(7))).await;
        }
        answer(shop).await;
        for dark in [false, true] {
            browser.prefer_dark(dark).await;
            browser.goto(&format!("{}/shops/{}", shop.server.address, shop.id)).await;
            browser.until_says(".measures", "Are they satisfied?").await;
            let name = format!("overview-{screen:?}-{dark}");
            axe.assert_clean(&browser, &name).await;
            browser.assert_fits(&name).await;
            browser.picture(&name).await;
        }
        browser.close().await;
    }
}
