//! Pages without barriers: axe-core finds nothing in any state of a survey's own page, nor in the
//! owner's pages that make surveys.

use harness::{Axe, Browser, Screen, Storefront};
use server::surveys::{self, links};

use crate::editor::at_the_surveys;
use crate::hosted::ask_everything;

/// Light and dark, from left to right and from right to left.
const LOOKS: [(&str, &str); 4] = [("en", "light"), ("en", "dark"), ("ar", "light"), ("ar", "dark")];

/// Looks at every step of a survey: before and after an answer is missed, to the thanks.
async fn every_step(axe: &Axe, browser: &Browser, page: &str, name: &str) {
    browser.goto(page).await;
    for step in 1..20 {
        axe.assert_clean(browser, &format!("{name}-{step}")).await;
        if browser.sees("[data-done]").await {
            return;
        }
        let place = browser.value("location.search").await;
        let on = format!("!!test.one('main') && location.search !== {place}");
        browser.click("[name=go][value=next]").await;
        browser.until_true(&format!("{on} || !!test.one('.problem')")).await;
        if browser.sees(".problem").await {
            axe.assert_clean(browser, &format!("{name}-{step}-problem")).await;
            browser.click(".step:nth-child(2)").await;
            browser.click("[name=go][value=next]").await;
            browser.until_true(&on).await;
        }
    }
    panic!("{name} does not end");
}

#[tokio::test]
async fn no_state_of_a_surveys_own_page_has_a_barrier() {
    let Some(axe) = Axe::find() else { return };
    for screen in [Screen::Phone, Screen::Desktop] {
        let Some(browser) = Browser::open(screen).await else { return };
        let storefront = Storefront::open().await;
        ask_everything(&storefront).await;
        let shop = &storefront.shop;
        for (language, theme) in LOOKS {
            let look = format!("lang={language}&theme={theme}");
            for survey in ["product-nps", "post-purchase"] {
                let page = format!("{}/s/{}/{survey}?{look}", shop.server.address, shop.id);
                let name = format!("axe-{survey}-{screen:?}-{language}-{theme}");
                every_step(&axe, &browser, &page, &name).await;
            }
            let frame = format!("{}/s/{}/product-nps?{look}&frame=1", shop.server.address, shop.id);
            every_step(&axe, &browser, &frame, &format!("axe-frame-{screen:?}-{language}-{theme}"))
                .await;
        }
        browser.close().await;
    }
}

#[tokio::test]
async fn neither_a_kiosk_nor_an_address_that_leads_nowhere_has_a_barrier() {
    // A screen that many people use starts over: nobody reads what the one before has left there.
    let Some(axe) = Axe::find().map(|axe| axe.except("meta-refresh")) else { return };
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open().await;
    let shop = &storefront.shop;
    let survey = surveys::find(shop.app(), shop.id, shop.nps).await.unwrap();
    let kiosk = links::of(shop.app(), shop.id, &survey).await.unwrap().kiosk;
    for (language, theme) in LOOKS {
        let look = format!("lang={language}&theme={theme}");
        let name = format!("axe-kiosk-{language}-{theme}");
        every_step(&axe, &browser, &format!("{kiosk}&{look}"), &name).await;
        let nowhere = format!("{}/s/{}/nowhere?{look}", shop.server.address, shop.id);
        browser.goto(&nowhere).await;
        axe.assert_clean(&browser, &format!("axe-nowhere-{language}-{theme}")).await;
    }
    browser.close().await;
}

#[tokio::test]
async fn no_page_on_which_an_owner_makes_surveys_has_a_barrier() {
    let Some(axe) = Axe::find() else { return };
    for screen in [Screen::Phone, Screen::Desktop] {
        let Some((browser, storefront)) = at_the_surveys(screen).await else { return };
        ask_everything(&storefront).await;
        let shop = &storefront.shop;
        let pages = format!("{}/shops/{}", shop.server.address, shop.id);
        let survey = format!("{pages}/surveys/{}", shop.effort);
        for dark in [false, true] {
            browser.prefer_dark(dark).await;
            for (name, page) in [
                ("list", format!("{pages}/surveys")),
                ("new", format!("{pages}/surveys/new")),
                ("editor", survey.clone()),
                ("why", format!("{survey}/why")),
                ("versions", format!("{survey}/versions")),
                ("settings", format!("{pages}/settings")),
            ] {
                browser.goto(&page).await;
                browser.until_seen("main h1").await;
                axe.assert_clean(&browser, &format!("axe-owner-{name}-{screen:?}-{dark}")).await;
            }
        }
        browser.close().await;
    }
}
