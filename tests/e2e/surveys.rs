//! Asking, as the owner sets it up: questions, versions, names, and the words a shopper reads.

use harness::Shop;
use serde_json::{Value, json};

async fn survey(shop: &Shop) -> Value {
    shop.owner.get(&format!("/surveys/{}", shop.nps)).await.ok().json()
}

async fn contents(shop: &Shop, version: i64, language: &str) -> Value {
    let path = format!("/surveys/{}/versions/{version}?language={language}", shop.nps);
    shop.visitor.get(&path).await.ok().json()
}

#[tokio::test]
async fn a_new_shop_asks_for_a_recommendation_and_for_the_effort_of_ordering() {
    let shop = Shop::open().await;

    let all: Value = shop.owner.get("/surveys").await.ok().json();

    let kinds = |at: usize| {
        let questions = all["items"][at]["questions"].as_array().unwrap().iter();
        questions.map(|question| question["kind"].as_str().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(kinds(0), ["nps", "long_text", "review"]);
    assert_eq!(kinds(1), ["effort", "long_text", "long_text"]);
    let asked_of_everybody = &all["items"][0]["questions"][2]["show_if"];
    assert!(asked_of_everybody.is_null(), "whatever the score: {asked_of_everybody}");
}

#[tokio::test]
async fn other_words_make_a_new_version_and_other_settings_do_not() {
    let shop = Shop::open().await;
    let path = format!("/surveys/{}", shop.nps);
    let mut changed = survey(&shop).await;

    changed["title"] = "On products".into();
    changed["rule"]["delay_ms"] = 5_000.into();
    changed["placement"] = "inline".into();
    let settings: Value = shop.owner.put(&path, &changed).await.ok().json();
    changed["questions"][0]["text"]["en"] = "Would you tell a friend?".into();
    let words: Value = shop.owner.put(&path, &changed).await.ok().json();

    assert_eq!((&settings["version"], &words["version"]), (&json!(1), &json!(2)));
    let before = contents(&shop, 1, "en").await["questions"][0]["text"].clone();
    assert_eq!(before, "How likely are you to recommend us to a friend?");
    assert_eq!(contents(&shop, 2, "en").await["questions"][0]["text"], "Would you tell a friend?");
}

#[tokio::test]
async fn a_shopper_reads_the_nearest_language() {
    let shop = Shop::open().await;
    let mut changed = survey(&shop).await;
    for question in changed["questions"].as_array_mut().unwrap() {
        question["text"] = json!({"en": "Hello", "nl": "Hallo", "nl-BE": "Dag", "ar": "مرحبا"});
    }
    shop.owner.put(&format!("/surveys/{}", shop.nps), &changed).await.assert_ok();

    for (language, text, read, direction) in [
        ("nl-BE", "Dag", "nl-BE", "ltr"),
        ("nl-NL", "Hallo", "nl", "ltr"),
        ("ar-EG", "مرحبا", "ar", "rtl"),
        ("ja", "Hello", "en", "ltr"),
        ("", "Hello", "en", "ltr"),
    ] {
        let asked = contents(&shop, 2, language).await;
        assert_eq!(asked["questions"][0]["text"], text, "{language}");
        assert_eq!((&asked["language"], &asked["dir"]), (&json!(read), &json!(direction)));
    }
    assert_eq!(contents(&shop, 2, "nl").await["words"]["next"], "Volgende");
}

#[tokio::test]
async fn a_survey_that_is_paused_is_not_asked() {
    let shop = Shop::open().await;
    let mut paused = survey(&shop).await;
    paused["live"] = false.into();
    shop.owner.put(&format!("/surveys/{}", shop.nps), &paused).await.assert_ok();

    let got = shop.visitor.get(&format!("/surveys/{}/versions/1", shop.nps)).await;

    got.assert_problem(404, "survey");
}

#[tokio::test]
async fn what_is_not_there_is_not_asked() {
    let shop = Shop::open().await;
    let neighbour = shop.neighbour().await;
    let unknown = "sv_0199a3c2d4e57b608f1a2b3c4d5e6f70";

    for (survey, version, field) in [
        (unknown.to_owned(), "1", "survey"),
        ("sv_1".to_owned(), "1", "survey"),
        (neighbour.nps.to_string(), "1", "survey"),
        (shop.nps.to_string(), "2", "version"),
        (shop.nps.to_string(), "0", "version"),
        (shop.nps.to_string(), "one", "version"),
    ] {
        let got = shop.visitor.get(&format!("/surveys/{survey}/versions/{version}")).await;
        got.assert_problem(404, field);
    }
    shop.owner.get(&format!("/surveys/{}", neighbour.nps)).await.assert_problem(404, "survey");
    let theirs = survey(&neighbour).await;
    let path = format!("/surveys/{}", neighbour.nps);
    shop.owner.put(&path, &theirs).await.assert_problem(404, "survey");
}

#[tokio::test]
async fn a_name_stands_for_one_survey_of_a_shop() {
    let shop = Shop::open().await;
    let mut another = survey(&shop).await;
    shop.owner.post("/surveys", &another).await.assert_problem(409, "name");
    another["name"] = "post-purchase".into();
    let path = format!("/surveys/{}", shop.nps);
    shop.owner.put(&path, &another).await.assert_problem(409, "name");

    another["name"] = "another".into();
    let created = shop.owner.post("/surveys", &another).await;

    assert_eq!(created.status, 201, "{}", created.text());
    let all: Value = shop.owner.get("/surveys").await.ok().json();
    assert_eq!(all["items"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn what_cannot_be_asked_is_refused_at_its_field() {
    let shop = Shop::open().await;
    let good = survey(&shop).await;
    let question = good["questions"][0].clone();
    let change = |pointer: &str, value: Value| {
        let mut changed = good.clone();
        *changed.pointer_mut(pointer).unwrap() = value;
        changed
    };
    let page = |value: &str| json!([{"matches": "exact", "value": value}]);

    for (changed, field) in [
        (change("/name", json!("Not A Name")), "name"),
        (change("/title", json!("")), "title"),
        (change("/questions", json!([])), "questions"),
        (change("/questions", json!(vec![question.clone(); 21])), "questions"),
        (change("/questions/1/id", json!("recommend")), "questions[1].id"),
        (change("/questions/1/id", json!("Why?")), "questions[1].id"),
        (change("/questions/0/kind", json!("guess")), "questions[0].kind"),
        (change("/questions/0/text", json!({})), "questions[0].text"),
        (change("/questions/0/text/en", json!("x".repeat(301))), "questions[0].text.en"),
        (change("/questions/0/text/en", json!("nul\0")), "questions[0].text.en"),
        (change("/thanks/en", json!("x".repeat(301))), "thanks.en"),
        (change("/rule/sample_percent", json!(101)), "rule.sample_percent"),
        (change("/rule/include", page("")), "rule.include[0].value"),
        (change("/rule/exclude", page(&"x".repeat(501))), "rule.exclude[0].value"),
        (change("/placement", json!("everywhere")), "placement"),
    ] {
        let got = shop.owner.put(&format!("/surveys/{}", shop.nps), &changed).await;
        got.assert_problem(422, field);
    }

    assert_eq!(survey(&shop).await, good);
}

#[tokio::test]
async fn a_question_may_depend_on_an_earlier_one_only() {
    let shop = Shop::open().await;
    let mut changed = survey(&shop).await;

    for (condition, field) in [
        (json!([{"question": "review"}]), "questions[1].show_if[0].question"),
        (json!([{"question": "why"}]), "questions[1].show_if[0].question"),
        (json!([{"question": "nothing"}]), "questions[1].show_if[0].question"),
        (json!([{"question": "recommend", "at_least": 11}]), "questions[1].show_if[0].at_least"),
        (
            json!([{"question": "recommend", "at_least": 9, "at_most": 2}]),
            "questions[1].show_if[0].at_most",
        ),
    ] {
        changed["questions"][1]["show_if"] = condition;
        let got = shop.owner.put(&format!("/surveys/{}", shop.nps), &changed).await;
        got.assert_problem(422, field);
    }

    changed["questions"][1]["show_if"] = json!([{"question": "recommend", "at_most": 6}]);
    shop.owner.put(&format!("/surveys/{}", shop.nps), &changed).await.assert_ok();
}

#[tokio::test]
async fn words_from_while_a_survey_was_paused_stay_the_owners() {
    let shop = Shop::open().await;
    let path = format!("/surveys/{}", shop.nps);
    let mut changed = survey(&shop).await;
    let mut save = async |thanks: &str, live: bool| {
        changed["thanks"] = json!({ "en": thanks });
        changed["live"] = live.into();
        shop.owner.put(&path, &changed).await.assert_ok();
    };
    let asked =
        async |version: i64| shop.visitor.get(&format!("{path}/versions/{version}")).await.status;

    save("A secret draft.", false).await;
    save("Thank you all.", true).await;

    assert_eq!([asked(1).await, asked(2).await, asked(3).await], [200, 404, 200]);
}

#[tokio::test]
async fn a_shop_in_a_language_without_words_of_ours_asks_in_english() {
    let shop = Shop::open().await;

    let path = format!("/surveys/{}/versions/1?language=da", shop.nps);
    let asked: Value = shop.visitor.get(&path).await.ok().json();

    assert_eq!((&asked["language"], &asked["dir"]), (&json!("en"), &json!("ltr")));
}

#[tokio::test]
async fn a_preview_loads_nothing_that_would_change_the_shops_own_look() {
    let shop = Shop::open().await;
    let owner = shop.sign_up("ana@shop.example").await;

    let path = format!("/shops/{}/surveys/{}/preview", shop.id, shop.nps);
    let page = owner.pages.get(&path).await.ok().text();

    assert!(!page.contains("style.css") && !page.contains("/script.js"), "{page}");
    let sheet = page.split("rel=\"stylesheet\" href=\"").nth(1).unwrap();
    let sheet = sheet.split('"').next().unwrap().replace(&shop.app().public.to(""), "");
    let style = shop.server.http.get(&sheet).await.ok().text();
    assert!(!style.contains("--candor-"), "{style}");
}

#[tokio::test]
async fn an_owner_reads_why_a_survey_is_shown_to_a_visitor_or_not() {
    let shop = Shop::open().await;
    let owner = shop.sign_up("ana@shop.example").await.pages;
    let page = format!("/shops/{}/surveys/{}/why", shop.id, shop.nps);
    let asked = async |query: &str| owner.get(&format!("{page}?{query}")).await.ok().text();

    assert!(owner.get(&page).await.ok().text().contains("Not shown. Touchpoint"));
    let mug = "page=https%3A%2F%2Fshop.example%2Fproducts%2Fmug&device=mobile&language=nl";
    let early = asked(&format!("{mug}&seconds=1.5")).await;
    assert!(early.contains("Not shown. Delay: 1.5 s of 2 s."), "{early}");
    assert!(asked(&format!("{mug}&seconds=2")).await.contains("Shown: every part"));
    let again = asked(&format!("{mug}&seconds=2&shown=3")).await;
    assert!(again.contains("shown 3 days ago; asked once"), "{again}");
    let no = asked(&format!("{mug}&seconds=2&opted_out=true")).await;
    assert!(no.contains("Global Privacy Control or Do Not Track is on"), "{no}");

    let wrong = owner.get(&format!("{page}?page=mug")).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains("a whole address with https://"));
}
