//! The owner's survey editor: without script as the server sees it, and in a real browser.

use harness::owner::{Owner, PASSWORD};
use harness::{Browser, Key, Message, Screen, Sheet, Shop, Storefront};
use serde_json::{Value, json};

const ANA: &str = "ana@shop.example";
const FORM: &str = "survey-form";
const GATED: &str = "Whether a review is asked for may never depend on a score or a choice";

/// Makes a survey of a template, and gives the path of its page.
async fn made_of(shop: &Shop, owner: &Owner, template: &str) -> String {
    let surveys = format!("/shops/{}/surveys", shop.id);
    let got = owner.form(&format!("{surveys}/new"), &[("template", template)]).await;
    assert_eq!(got.status, 303, "{}", got.text());
    let there = got.header("location").replace(&shop.app().public.to(""), "");
    there.split('?').next().unwrap().to_owned()
}

async fn sheet(owner: &Owner, path: &str) -> Sheet {
    Sheet::of(&owner.pages.get(path).await.ok().text(), FORM)
}

/// The newest survey as the API shows it.
async fn newest(shop: &Shop) -> Value {
    let all: Value = shop.owner.get("/surveys").await.ok().json();
    all["items"].as_array().unwrap().last().unwrap().clone()
}

#[tokio::test]
async fn every_template_makes_a_draft_that_nobody_is_asked_before_it_is_started() {
    let shop = Shop::open().await;
    let owner = shop.sign_up(ANA).await;
    let new = owner.pages.get(&format!("/shops/{}/surveys/new", shop.id)).await.ok().text();
    let templates = [
        "post-purchase",
        "product-nps",
        "delivery",
        "returns",
        "exit-intent",
        "support",
        "store",
        "survey",
    ];

    for template in templates {
        assert!(new.contains(&format!("value=\"{template}\"")), "{new}");
        let path = made_of(&shop, &owner, template).await;

        let page = owner.pages.get(&format!("{path}?done=made")).await.ok().text();
        assert!(page.contains("This is a draft: nobody is asked yet."), "{page}");
        let made = newest(&shop).await;
        assert_eq!(made["live"], false);
        // The shop has surveys of two of these names already.
        assert!(made["name"].as_str().unwrap().starts_with(template), "{made}");
    }
    let none = owner.form(&format!("/shops/{}/surveys/new", shop.id), &[("template", "x")]).await;
    assert_eq!(none.status, 422);
}

#[tokio::test]
async fn a_form_that_is_sent_as_it_was_shown_changes_nothing() {
    let shop = Shop::open().await;
    let owner = shop.sign_up(ANA).await;

    for template in ["delivery", "returns", "exit-intent"] {
        let path = made_of(&shop, &owner, template).await;
        let before = newest(&shop).await;

        let got = owner.press(&path, &sheet(&owner, &path).await, "").await;

        assert_eq!(got.status, 303, "{}", got.text());
        let mut after = newest(&shop).await;
        after["updated_at"] = before["updated_at"].clone();
        assert_eq!(after, before);
    }
}

#[tokio::test]
async fn questions_options_and_conditions_are_made_without_script_and_saved_together() {
    let shop = Shop::open().await;
    let owner = shop.sign_up(ANA).await;
    let path = made_of(&shop, &owner, "survey").await;
    let press = async |sheet: Sheet, button: &str| {
        Sheet::of(&owner.press(&path, &sheet, button).await.ok().text(), FORM)
    };

    let form = sheet(&owner, &path).await.write("add_kind", "single_choice");
    let form = press(form, "questions.add").await;
    let form = press(form, "questions[1].options.add").await;
    let form = press(form, "questions[1].up").await;
    let form = form
        .write("questions[0].text", "Where did you hear of us?")
        .write("questions[0].options[0].text", "A friend")
        .write("questions[0].options[1].text", "The <web> & more")
        .write("questions[0].options[2].text", "Elsewhere");
    let form = press(form, "questions[1].show_if.add").await;
    assert_eq!(newest(&shop).await["version"], 1, "nothing is saved before it is saved");
    let page = owner.press(&path, &form, "language.nl").await.ok().text();
    assert!(page.contains("shoppers read “Where did you hear of us?”"), "{page}");
    let dutch = Sheet::of(&page, FORM).write("questions[0].text", "Hoe ken je ons?");
    let form = press(dutch, "language.en").await;
    assert_eq!(form.value("questions[0].text"), "Where did you hear of us?", "nothing is lost");
    let page = owner.press(&path, &form, "questions[0].down").await.ok().text();
    assert!(page.contains("That question stands below this one now."), "{page}");
    let form = press(Sheet::of(&page, FORM), "questions[0].down").await;
    let form = if form.value("questions[0].text").starts_with("Where") {
        form
    } else {
        press(form, "questions[1].up").await
    };
    let draft: Value = newest(&shop).await;
    let friend = form.fields.iter().find(|(name, _)| name == "questions[0].options[0].text");
    assert_eq!(friend.unwrap().1, "A friend");

    let got = owner.press(&path, &form, "").await;

    assert_eq!(got.status, 303, "{}", got.text());
    let saved = newest(&shop).await;
    assert_eq!((&draft["version"], &saved["version"]), (&json!(1), &json!(2)));
    let [choice, open] = [&saved["questions"][0], &saved["questions"][1]];
    assert_eq!(choice["text"], json!({"en": "Where did you hear of us?", "nl": "Hoe ken je ons?"}));
    assert_eq!(choice["options"][1]["text"]["en"], "The <web> & more");
    assert_eq!(open["show_if"][0]["question"], choice["id"]);
}

#[tokio::test]
async fn a_review_that_would_depend_on_a_score_is_refused_in_place_and_nothing_is_lost() {
    let shop = Shop::open().await;
    let owner = shop.sign_up(ANA).await;
    let path = made_of(&shop, &owner, "product-nps").await;

    let form = sheet(&owner, &path).await.write("questions[2].add_if", "recommend");
    let page = owner.press(&path, &form, "questions[2].show_if.add").await.ok().text();
    assert!(page.contains(GATED), "{page}");
    let form = Sheet::of(&page, FORM)
        .write("questions[2].show_if[0].at_least", "9")
        .write("questions[0].text", "Would you?");
    let got = owner.press(&path, &form, "").await;

    assert_eq!(got.status, 422);
    let page = got.text();
    let message = page.split("class=\"message\"").nth(1).unwrap().split("</p>").next().unwrap();
    assert!(message.contains(GATED), "{message}");
    let form = Sheet::of(&page, FORM);
    assert_eq!(form.value("questions[0].text"), "Would you?");
    assert_eq!(form.value("questions[2].show_if[0].at_least"), "9");
    let form = Sheet::of(
        &owner.press(&path, &form, "questions[2].show_if[0].remove").await.ok().text(),
        FORM,
    );
    assert_eq!(owner.press(&path, &form, "").await.status, 303);
}

#[tokio::test]
async fn every_part_of_a_rule_is_set_in_the_form() {
    let shop = Shop::open().await;
    let owner = shop.sign_up(ANA).await;
    let path = made_of(&shop, &owner, "product-nps").await;

    let form = sheet(&owner, &path)
        .await
        .write("rule.include", "/products/*")
        .write("rule.devices", "mobile")
        .write("rule.languages", "nl, de")
        .write("rule.countries", "NL BE")
        .write("rule.traits", "plan = vip")
        .write("rule.scroll_percent", "50 %")
        .write("rule.click", "#help")
        .write("rule.event", "wishlist_add")
        .write("rule.event.properties", "total >= 100")
        .write("rule.exit_intent", "true")
        .write("rule.sample_percent", "20")
        .write("rule.repeat", "every_days")
        .write("rule.repeat.every_days", "30")
        .write("starts_at", "2026-12-01T08:00")
        .write("ends_at", "2026-12-24T18:30");
    assert_eq!(owner.press(&path, &form, "").await.status, 303);

    let saved = newest(&shop).await;
    assert_eq!(saved["starts_at"], "2026-12-01T08:00:00Z");
    assert_eq!(saved["ends_at"], "2026-12-24T18:30:00Z");
    let rule = &saved["rule"];
    assert_eq!(rule["languages"], json!(["nl", "de"]));
    assert_eq!(rule["countries"], json!(["NL", "BE"]));
    assert_eq!(rule["traits"], json!([{"name": "plan", "is": "equals", "value": "vip"}]));
    let event = json!({"name": "wishlist_add", "properties": [{"name": "total", "is": "at_least", "value": 100}]});
    assert_eq!(rule["event"], event);
    assert_eq!((&rule["scroll_percent"], &rule["click"]), (&json!(50), &json!("#help")));
    assert_eq!((&rule["exit_intent"], &rule["sample_percent"]), (&json!(true), &json!(20)));
    assert_eq!(
        (&rule["repeat"], &rule["devices"]),
        (&json!({"every_days": 30}), &json!(["mobile"]))
    );
    let page = owner.pages.get(&path).await.ok().text();
    assert!(page.contains("20 % of visitors, on a phone, in nl, de, from NL, BE"), "{page}");
    let wrong = sheet(&owner, &path).await.write("ends_at", "2026-11-30T08:00");
    let got = owner.press(&path, &wrong, "").await;
    assert_eq!(got.status, 422);
    assert!(got.text().contains("Must be after"), "{}", got.text());
}

#[tokio::test]
async fn old_answers_keep_their_words_and_the_versions_say_what_changed() {
    let shop = Shop::open().await;
    let owner = shop.sign_up(ANA).await;
    shop.answer(&shop.recommends(9)).await;
    let path = format!("/shops/{}/surveys/{}", shop.id, shop.nps);

    let form = sheet(&owner, &path).await.write("questions[0].text", "Would you tell a friend?");
    assert_eq!(owner.press(&path, &form, "").await.status, 303);

    let page = owner.pages.get(&format!("{path}/versions")).await.ok().text();
    let said = "Question 1 says “Would you tell a friend?” instead of “How likely are you to recommend us to a friend?”.";
    assert!(page.contains(said), "{page}");
    let newest = page.find("Version 2").unwrap();
    let oldest = page.find("Version 1").unwrap();
    assert!(newest < oldest && page[oldest..].contains("1 answer"), "{page}");
    let answers = owner.pages.get(&format!("/shops/{}/responses", shop.id)).await.ok().text();
    let one = answers.split("/responses/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let one = owner.pages.get(&format!("/shops/{}/responses/{one}", shop.id)).await.ok().text();
    assert!(one.contains("How likely are you to recommend us to a friend?"), "{one}");
    let page = owner.pages.get(&path).await.ok().text();
    assert!(page.contains("1 answer came in the last 28 days."), "{page}");
}

#[tokio::test]
async fn a_survey_without_answers_says_how_sure_so_many_visitors_would_make_it() {
    let shop = Shop::open().await;
    let owner = shop.sign_up(ANA).await;
    let path = format!("/shops/{}/surveys/{}", shop.id, shop.nps);

    let nobody = owner.pages.get(&path).await.ok().text();
    let many = owner.pages.get(&format!("{path}?visitors=10000")).await.ok().text();

    assert!(nobody.contains("Nobody has answered yet."), "{nobody}");
    // 300 answers: 1.96 · 100 · √(1 ÷ 300) = 11.3; ±5 takes 1,537.
    let said =
        "With 300 answers a month, NPS is known to about ±11 after one month; ±5 takes 6 months.";
    assert!(many.contains(said), "{many}");
}

/// An owner in a browser, on the page of their shop's surveys.
pub(crate) async fn at_the_surveys(screen: Screen) -> Option<(Browser, Storefront)> {
    let browser = Browser::open(screen).await?;
    let storefront = Storefront::open_and_ask_at_once().await;
    let shop = &storefront.shop;
    let public = |path: &str| shop.app().public.to(path);
    browser.goto(&public(&shop.server.invite(Some(shop.id)).await)).await;
    browser.click("[name=email]").await;
    browser.keys(ANA).await;
    browser.click("[name=password]").await;
    browser.keys(PASSWORD).await;
    browser.press(Key::Enter).await;
    browser.until_seen(".nav, nav").await;
    browser.goto(&public(&format!("/shops/{}/surveys", shop.id))).await;
    Some((browser, storefront))
}

/// What the widget in the preview says.
const PREVIEWED: &str = "(() => {
    const page = document.querySelector('iframe[name=preview]').contentDocument;
    const widget = page && page.querySelector('candor-widget');
    return widget && widget.shadowRoot ? widget.shadowRoot.textContent : '';
  })()";

#[tokio::test]
async fn an_owner_makes_a_survey_previews_it_starts_it_and_a_shopper_is_asked() {
    let Some((browser, storefront)) = at_the_surveys(Screen::Desktop).await else { return };
    browser.picture("editor-list").await;

    browser.click("a[href$='/surveys/new']").await;
    browser.until_says("h1", "What do you want to know?").await;
    browser.picture("editor-new").await;
    browser.click("button[value=survey]").await;
    browser.until_says(".notice", "This is a draft").await;
    browser.run("document.querySelector('[name=add_kind]').value = 'single_choice'", vec![]).await;
    browser.click("button[value='questions.add']").await;
    browser.until_seen("#question-2 .option").await;
    browser.click("button[value='questions[1].options.add']").await;
    browser.until_seen("[name='questions[1].options[2].text']").await;
    for (name, text) in [
        ("questions[1].text", "Where did you hear of us?"),
        ("questions[1].options[0].text", "A friend"),
        ("questions[1].options[1].text", "An advert"),
        ("questions[1].options[2].text", "Elsewhere"),
    ] {
        browser.click(&format!("[name='{name}']")).await;
        browser.keys(text).await;
        let kept = format!("document.activeElement.name === '{name}'");
        browser.until_true(&kept).await;
    }
    browser.click("button[value='questions[1].up']").await;
    browser.until_true("document.querySelector(\"[name='questions[0].text']\").value === 'Where did you hear of us?'").await;
    browser.click("#question-2 .folded summary").await;
    browser.click("button[value='questions[1].show_if.add']").await;
    browser.until_seen(".condition").await;
    browser.click(".condition [type=checkbox]").await;
    browser.until_true(&format!("{PREVIEWED}.includes('Where did you hear of us?')")).await;
    browser.picture("editor-draft").await;
    browser.click("[name=live]").await;
    browser.click(".save .button").await;
    browser.until_says(".notice", "Saved as version 2").await;
    browser.assert_unbroken().await;

    let saved = newest(&storefront.shop).await;
    assert_eq!(
        (&saved["live"], saved["questions"][1]["show_if"][0]["any_of"].as_array().unwrap().len()),
        (&json!(true), 1)
    );
    storefront.change_survey("product-nps", |survey| survey["live"] = false.into()).await;
    storefront.change_survey("survey", |survey| survey["rule"]["delay_ms"] = 0.into()).await;
    browser.goto(&format!("{}/products/mug", storefront.url)).await;
    browser.until_says(".question", "Where did you hear of us?").await;
}

#[tokio::test]
async fn typing_goes_on_while_the_preview_follows() {
    let Some((browser, storefront)) = at_the_surveys(Screen::Desktop).await else { return };
    let shop = &storefront.shop;
    let page = format!("/shops/{}/surveys/{}", shop.id, shop.nps);
    browser.goto(&shop.app().public.to(&page)).await;
    browser.until_true(&format!("{PREVIEWED}.includes('How likely are you')")).await;

    browser.click("[name='questions[0].text']").await;
    browser.keys(" Really").await;
    browser.until_true(&format!("{PREVIEWED}.includes('Really')")).await;
    browser.keys(" and truly?").await;
    browser.until_true(&format!("{PREVIEWED}.includes('and truly?')")).await;

    let written = browser.value("document.activeElement.value").await;
    assert!(written.as_str().unwrap().contains(" Really and truly?"), "{written}");
    browser
        .run(
            "document.querySelector('[name=look]').value = 'dark';
                 document.querySelector('[name=look]').dispatchEvent(new Event('change'));",
            vec![],
        )
        .await;
    let dark = "!!document.querySelector('iframe').contentDocument.querySelector('candor-widget')
                ?.shadowRoot.querySelector('[data-dark]')";
    browser.until_true(dark).await;
    assert_eq!(newest(shop).await["version"], 1, "a preview saves nothing");
    browser.assert_unbroken().await;
}

#[tokio::test]
async fn an_owner_without_a_mouse_changes_and_saves_a_survey() {
    let Some((browser, storefront)) = at_the_surveys(Screen::Desktop).await else { return };
    let shop = &storefront.shop;
    let page = format!("/shops/{}/surveys/{}", shop.id, shop.nps);
    browser.goto(&shop.app().public.to(&page)).await;
    browser.until_seen("#asked").await;

    browser.run("document.querySelector('#asked button').focus()", vec![]).await;
    browser.tab_to_a("[name='questions[0].low']").await;
    browser.keys("x").await;
    browser.press(Key::Enter).await;

    browser.until_says(".notice", "Saved as version 2").await;
    let all: Value = shop.owner.get("/surveys").await.ok().json();
    assert!(all["items"][0]["questions"][0]["low"]["en"].as_str().unwrap().ends_with('x'), "{all}");
}

#[tokio::test]
async fn a_survey_looks_as_the_owner_sets_it() {
    let Some((browser, storefront)) = at_the_surveys(Screen::Desktop).await else { return };
    let shop = &storefront.shop;
    let owner = shop.sign_up("bob@shop.example").await;
    let path = format!("/shops/{}/settings", shop.id);
    let fields = [
        ("name", "Mugs"),
        ("url", &*storefront.url),
        ("language", "en"),
        ("touchpoints", "product */products/*"),
        ("accent", "#ffee00"),
        ("font_kind", "family"),
        ("font", "Courier New"),
        ("radius", "20"),
        ("position", "left"),
    ];
    assert_eq!(owner.form(&path, &fields).await.status, 303);

    let page = owner.pages.get(&path).await.ok().text();
    assert!(page.contains("so that it stands out by 3:1"), "{page}");
    browser.goto(&shop.app().public.to(&path)).await;
    browser
        .run("document.querySelector('.becomes').scrollIntoView({block: 'center'})", vec![])
        .await;
    browser.picture("settings-look").await;
    browser.goto(&format!("{}/products/mug", storefront.url)).await;
    browser.until_seen("[role=dialog]").await;
    let looks = "(() => {
        const frame = test.one('[role=dialog]');
        const style = getComputedStyle(frame);
        return [style.fontFamily, style.borderRadius, frame.getBoundingClientRect().left < 100];
      })()";
    browser.until_true(&format!("{looks}[2]")).await;
    assert_eq!(browser.value(looks).await, json!(["\"Courier New\", sans-serif", "30px", true]));
    browser.picture("look-in-shop").await;

    let wrong =
        [&fields[..6], &[("font", "x; y"), ("radius", "20"), ("position", "left")]].concat();
    let refused = owner.form(&path, &wrong).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("the name of one font family"), "{}", refused.text());
}

/// Every screen of the editor, as a picture, where a folder for pictures is given.
#[tokio::test]
async fn the_editor_fits_every_screen() {
    for (screen, name) in [(Screen::Desktop, "desktop"), (Screen::Phone, "phone")] {
        let Some((browser, storefront)) = at_the_surveys(screen).await else { return };
        let shop = &storefront.shop;
        let owner = shop.sign_up("bob@shop.example").await;
        let path = made_of(shop, &owner, "returns").await;
        for page in ["", "/new"] {
            browser.goto(&shop.app().public.to(&format!("/shops/{}/surveys{page}", shop.id))).await;
            browser.picture(&format!("{name}-surveys{}", page.replace('/', "-"))).await;
            assert_fits(&browser).await;
        }
        for page in ["", "/versions"] {
            browser.goto(&shop.app().public.to(&format!("{path}{page}"))).await;
            browser.until_seen("h1").await;
            assert_fits(&browser).await;
            for (number, place) in
                ["h1", "#question-2", "#when", "#look", "#preview", "#precision"].iter().enumerate()
            {
                let script = "document.querySelector(arguments[0])?.scrollIntoView()";
                browser.run(script, vec![(*place).into()]).await;
                let page = page.replace('/', "-");
                browser.picture(&format!("{name}-editor{page}-{number}")).await;
            }
        }
    }
}

async fn assert_fits(browser: &Browser) {
    let wide = browser.value("document.documentElement.scrollWidth - innerWidth").await;
    assert!(wide.as_i64().unwrap() <= 0, "the page is {wide} pixels too wide");
}

#[tokio::test]
async fn what_an_owner_has_unfolded_is_still_open_after_an_option_is_added() {
    let Some((browser, _storefront)) = at_the_surveys(Screen::Desktop).await else { return };
    browser.click("a[href$='/surveys/new']").await;
    browser.click("button[value=delivery]").await;
    browser.until_seen("#question-2").await;
    browser.click("#question-2 .folded summary").await;
    browser.click("[data-fold=visitors] summary").await;
    let options = browser.count("#question-2 .option").await;

    browser.click("#question-2 [value$='options.add']").await;

    browser.until_true(&format!("test.all('#question-2 .option').length > {options}")).await;
    let open = "test.all('.folded[open]').map((fold) => fold.dataset.fold).join()";
    assert_eq!(browser.value(open).await, "question.wrong,visitors");
    browser.close().await;
}

#[tokio::test]
async fn what_was_chosen_stands_in_the_list_of_responses_where_nothing_was_written() {
    let storefront = Storefront::open().await;
    let shop = &storefront.shop;
    let owner = shop.sign_up(ANA).await;
    let options = json!([{"id": "a", "text": {"en": "In a shop"}},
                         {"id": "b", "text": {"en": "From a friend"}}]);
    let questions = json!([{"id": "channel", "kind": "multiple_choice",
        "text": {"en": "Where did you hear of us?"}, "options": options}]);
    storefront.change_survey("product-nps", |survey| survey["questions"] = questions).await;
    let message = Message::to(shop.nps).set("survey_version", 2);
    shop.send(&message.answer("channel", json!(["b", "a"])).complete()).await.assert_ok();

    let list = owner.pages.get(&format!("/shops/{}/responses", shop.id)).await.ok().text();

    assert!(list.contains("In a shop, From a friend"), "{list}");
    assert!(!list.contains("No comment"), "{list}");
}
