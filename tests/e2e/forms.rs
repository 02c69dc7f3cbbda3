//! Forms of the owner's pages that are sent twice, too late, or from a page that is out of date.

use harness::owner::{Owner, PASSWORD, hidden};
use harness::{Got, Shop};
use reqwest::Method;
use serde_json::{Value, json};

const ANA: &str = "ana@shop.example";

/// A shop, its owner at a browser, and the path of the shop's pages.
async fn at_the_desk() -> (Shop, Owner, String) {
    let shop = Shop::open().await;
    let owner = shop.sign_up(ANA).await;
    let pages = format!("/shops/{}", shop.id);
    (shop, owner, pages)
}

/// The secret that a page shows, by its beginning.
fn secret(got: &Got, start: &str) -> String {
    let page = got.text();
    let at = page.find(start).unwrap_or_else(|| panic!("no {start} in {page}"));
    let part = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    page[at..].chars().take_while(part).collect()
}

/// All names of a shop's keys.
async fn keys(shop: &Shop) -> Vec<String> {
    let keys: Value = shop.owner.get("/keys").await.ok().json();
    let items = keys["items"].as_array().unwrap().iter();
    items.map(|key| key["name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_key_is_made_once_however_often_its_form_is_sent() {
    let (shop, owner, pages) = at_the_desk().await;
    let id = owner.hidden(&format!("{pages}/settings"), "key_id").await;
    let fields = [("key_name", "Back office"), ("key_id", &*id)];
    let path = format!("{pages}/settings/keys");

    let made = owner.form(&path, &fields).await.ok();
    let again = owner.form(&path, &fields).await;

    let key = secret(&made, "ck_");
    assert_eq!(again.status, 409);
    assert!(again.text().contains("This key was made already"), "{}", again.text());
    assert!(!again.text().contains("ck_"), "a secret is shown only once");
    assert_eq!(keys(&shop).await.iter().filter(|name| *name == "Back office").count(), 1);
    let program = shop.visitor.with("authorization", &format!("Bearer {key}"));
    program.get("").await.assert_ok();
    let another = owner.hidden(&format!("{pages}/settings"), "key_id").await;
    let fields = [("key_name", "Till"), ("key_id", &*another)];
    owner.form(&path, &fields).await.assert_ok();
}

#[tokio::test]
async fn a_token_secret_is_replaced_once_however_often_its_form_is_sent() {
    let (_shop, owner, pages) = at_the_desk().await;
    let settings = format!("{pages}/settings");
    let replaces = owner.hidden(&settings, "replaces").await;
    let path = format!("{settings}/token-secret");

    let made = owner.form(&path, &[("replaces", &replaces)]).await.ok();
    let again = owner.form(&path, &[("replaces", &replaces)]).await;

    assert!(secret(&made, "ts_").len() > 40);
    assert_eq!(again.status, 409);
    assert!(again.text().contains("was made already"), "{}", again.text());
    assert!(!again.text().contains("ts_"));
    let next = hidden(&again.text(), "replaces").unwrap();
    assert_ne!(next, replaces);
    owner.form(&path, &[("replaces", &next)]).await.assert_ok();
}

#[tokio::test]
async fn a_shop_is_created_once_however_often_its_form_is_sent() {
    let (_shop, owner, _) = at_the_desk().await;
    let id = owner.hidden("/shops/new", "id").await;
    let fields = [("id", &*id), ("name", "Plants"), ("url", "https://plants.example")];

    let made = owner.form("/shops/new", &fields).await.ok();
    let again = owner.form("/shops/new", &fields).await;

    assert!(made.text().contains("ts_"));
    assert_eq!(again.status, 303);
    let led = again.header("location").split(&id).nth(1).unwrap().to_owned();
    let page = owner.pages.get(&format!("/shops/{id}{led}")).await.ok().text();
    assert!(page.contains("This shop was created already"), "{page}");
    let all: Value = owner.pages.get("/v1/shops").await.ok().json();
    assert_eq!(all["items"].as_array().unwrap().len(), 2);
    let surveys: Value = owner.pages.get(&format!("/v1/shops/{id}/surveys")).await.ok().json();
    assert_eq!(surveys["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn another_owners_shop_is_not_reached_by_its_id_in_a_form() {
    let (shop, owner, _) = at_the_desk().await;
    let neighbour = shop.neighbour().await;
    let id = neighbour.id.to_string();

    let fields = [("id", &*id), ("name", "Mine"), ("url", "https://mine.example")];
    let got = owner.form("/shops/new", &fields).await;

    assert_eq!(got.status, 303);
    assert_eq!(owner.pages.get(&format!("/shops/{id}/settings")).await.status, 404);
    let theirs: Value = neighbour.owner.get("").await.ok().json();
    assert_eq!(theirs["name"], "The Neighbour");
}

#[tokio::test]
async fn a_form_that_is_out_of_date_keeps_what_was_written_and_can_be_sent_again() {
    let (shop, owner, pages) = at_the_desk().await;
    let review = shop.review("MUG-01", 5, "Sturdy.").await;
    let path = format!("{pages}/reviews/{review}/reply");
    let text = "Thank you, \"Eve\" & <all>!\r\nSee you.";

    let stale = [("csrf", "from before"), ("text", text)];
    let refused = owner.pages.form(&path, &stale).await;

    assert_eq!(refused.status, 403);
    let page = refused.text();
    assert!(page.contains("Reply to a review") && page.contains("Send it again"), "{page}");
    assert!(page.contains("Thank you, \"Eve\" &amp; &lt;all&gt;!"), "it is shown: {page}");
    assert!(page.contains(&format!("action=\"{}\"", shop.app().public.to(&path))), "{page}");
    assert!(shop.inbox("").await[0]["reply"].is_null(), "nothing is sent by itself");
    assert_eq!(hidden(&page, "csrf"), Some(owner.csrf.clone()));
    let carried = hidden(&page, "text").unwrap();
    assert!(carried.starts_with("Thank you, &quot;Eve&quot; &amp; "), "{carried}");
    let again = owner.form(&path, &[("text", text)]).await;
    assert_eq!(again.status, 303, "{}", again.text());
}

#[tokio::test]
async fn what_another_site_sends_is_never_put_before_the_owner_to_be_sent_again() {
    let (_shop, owner, pages) = at_the_desk().await;
    let path = format!("{pages}/settings/keys");
    let fields = [("key_name", "Mallory"), ("csrf", "guessed")];

    for there in [
        owner.pages.with("origin", "https://evil.example"),
        owner.pages.with("sec-fetch-site", "same-site"),
    ] {
        let got = there.form(&path, &fields).await;

        assert_eq!(got.status, 403);
        assert!(!got.text().contains("Mallory") && !got.text().contains(&owner.csrf));
    }
}

#[tokio::test]
async fn who_is_signed_out_meanwhile_does_not_lose_what_they_wrote() {
    let (shop, owner, pages) = at_the_desk().await;
    owner.form("/sign-out", &[]).await;

    let path = format!("{pages}/surveys/{}", shop.nps);
    let got = owner.form(&path, &[("questions[0].text", "Would you?"), ("seen", "x:1")]).await;

    assert_eq!(got.status, 401);
    let page = got.text();
    assert!(page.contains("You are signed out") && page.contains("Save a survey"), "{page}");
    assert!(page.contains("Question 1") && page.contains("Would you?"), "{page}");
    assert!(page.contains("Sign in, in another tab") && page.contains("Send it again"), "{page}");
    let signed_in = shop.server.sign_in(ANA, PASSWORD).await;
    let owner = shop.server.signed_in(&signed_in).await;
    let carried = owner.pages.form(&path, &[("questions[0].text", "Would you?")]).await;
    assert!(carried.text().contains(&owner.csrf), "one more press sends it");
}

#[tokio::test]
async fn a_password_is_never_said_back() {
    let shop = Shop::open().await;
    let fields = [("email", ANA), ("password", "secret words"), ("csrf", "x")];

    let got = shop.server.http.form("/shops/new", &fields).await;

    assert_eq!(got.status, 401);
    assert!(!got.text().contains("secret words"), "{}", got.text());
}

#[tokio::test]
async fn a_form_that_is_too_large_is_said_to_be_lost() {
    let (_shop, owner, pages) = at_the_desk().await;

    let long = "x".repeat(70_000);
    let got = owner.form(&format!("{pages}/settings"), &[("name", &long)]).await;

    assert_eq!(got.status, 413);
    assert!(got.text().contains("cannot show you what you wrote"), "{}", got.text());
}

#[tokio::test]
async fn an_old_page_of_settings_does_not_undo_what_was_saved_since() {
    let (shop, owner, pages) = at_the_desk().await;
    let path = format!("{pages}/settings");
    let seen = owner.hidden(&path, "seen").await;
    let mut meanwhile: Value = shop.owner.get("").await.ok().json();
    meanwhile["accent"] = "#ffff00".into();
    shop.owner.put("", &meanwhile).await.assert_ok();
    let fields =
        [("name", "Mugs"), ("url", "https://shop.example"), ("language", "en"), ("theme", "auto")];

    let refused = owner.form(&path, &[&fields[..], &[("seen", &seen)]].concat()).await;

    assert_eq!(refused.status, 409);
    let page = refused.text();
    assert!(page.contains("Colour of what is chosen") && page.contains("“#ffff00”"), "{page}");
    assert!(page.contains("value=\"Mugs\""), "what was written is kept: {page}");
    let now: Value = shop.owner.get("").await.ok().json();
    assert_eq!((&now["accent"], &now["name"]), (&json!("#ffff00"), &json!("Mugs & More")));
    let fresh = hidden(&page, "seen").unwrap();
    let saved = owner.form(&path, &[&fields[..], &[("seen", &fresh)]].concat()).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let now: Value = shop.owner.get("").await.ok().json();
    assert_eq!((&now["accent"], &now["name"]), (&Value::Null, &json!("Mugs")));
}

#[tokio::test]
async fn an_owner_says_whom_surveys_leave_alone() {
    let (shop, owner, pages) = at_the_desk().await;
    let path = format!("{pages}/settings");
    let fields = [
        ("name", "Mugs"),
        ("url", "https://shop.example"),
        ("language", "en"),
        ("consent_required", "true"),
    ];
    let with = |days| [&fields[..], &[("quiet_days", days)]].concat();

    let refused = owner.form(&path, &with("366")).await;
    let saved = owner.form(&path, &with("30")).await;

    assert_eq!((refused.status, saved.status), (422, 303));
    let now: Value = shop.owner.get("").await.ok().json();
    let manners = ["quiet_days", "consent_required", "honour_gpc"].map(|name| now[name].clone());
    assert_eq!(manners, [json!(30), json!(true), json!(false)]);
    let page = owner.pages.get(&path).await.ok().text();
    assert!(page.contains("value=\"30\""), "{page}");
}

#[tokio::test]
async fn an_old_page_of_a_survey_does_not_start_it_again() {
    let (shop, owner, pages) = at_the_desk().await;
    let path = format!("{pages}/surveys/{}", shop.nps);
    let seen = owner.hidden(&path, "seen").await;
    let survey: Value = shop.owner.get(&format!("/surveys/{}", shop.nps)).await.ok().json();
    let paused = owner.form(&format!("{path}/live"), &[("live", "false")]).await;
    assert_eq!(paused.status, 303);

    let question = survey["questions"][0]["text"]["en"].as_str().unwrap();
    let fields = [
        ("language", "en"),
        ("live", "true"),
        ("title", "Mine"),
        ("name", "product-nps"),
        ("questions[0].text", question),
        ("seen", &*seen),
    ];
    let refused = owner.form(&path, &fields).await;

    assert_eq!(refused.status, 409);
    let page = refused.text();
    assert!(page.contains("<strong>Live</strong> off"), "{page}");
    assert!(page.contains("value=\"Mine\""), "what was written is kept: {page}");
    let now: Value = shop.owner.get(&format!("/surveys/{}", shop.nps)).await.ok().json();
    assert_eq!((&now["live"], &now["title"]), (&json!(false), &survey["title"]));
}

#[tokio::test]
async fn the_front_pages_own_site_may_always_send_answers() {
    let (shop, owner, pages) = at_the_desk().await;
    let path = format!("{pages}/settings");
    let fields = [
        ("name", "Mugs"),
        ("url", "https://moved.example/en"),
        ("origins", "https://www.shop.example\r\nhttps://shop.example"),
        ("language", "en"),
    ];

    assert_eq!(owner.form(&path, &fields).await.status, 303);

    let now: Value = shop.owner.get("").await.ok().json();
    let origins = ["https://moved.example", "https://www.shop.example", "https://shop.example"];
    assert_eq!(now["origins"], json!(origins));
    let page = shop.visitor.with("origin", "https://moved.example");
    page.post("/responses", &shop.recommends(9).0).await.assert_ok();
}

#[tokio::test]
async fn a_refusal_names_the_line_that_is_meant() {
    let (shop, owner, pages) = at_the_desk().await;
    let settings = [
        ("name", "Mugs"),
        ("url", "https://shop.example"),
        ("origins", "https://a.example\r\nftp://b.example"),
        ("language", "en"),
    ];
    let survey = [
        ("language", "en"),
        ("title", "T"),
        ("name", "product-nps"),
        ("rule.include", "/cart\r\nproducts"),
    ];

    let got = owner.form(&format!("{pages}/settings"), &settings).await;
    assert_eq!(got.status, 422);
    assert!(got.text().contains("“ftp://b.example” must be an address"), "{}", got.text());
    let got = owner.form(&format!("{pages}/surveys/{}", shop.nps), &survey).await;
    assert_eq!(got.status, 422);
    let said = "“products” must be a pattern that begins with / or *";
    assert!(got.text().contains(said), "{}", got.text());
}

#[tokio::test]
async fn an_address_that_takes_forms_leads_on_whoever_opens_it_like_a_page() {
    let (shop, owner, pages) = at_the_desk().await;
    let review = shop.review("MUG-01", 5, "Sturdy.").await;
    let public = |path: &str| shop.app().public.to(path);

    for part in ["keys", "token-secret"] {
        let got = owner.pages.get(&format!("{pages}/settings/{part}")).await;
        assert_eq!(got.status, 303);
        assert_eq!(got.header("location"), public(&format!("{pages}/settings#{part}")));
    }
    for (path, way_on) in [
        (format!("{pages}/reviews/{review}/publish"), format!("{pages}/reviews/{review}")),
        (format!("{pages}/surveys/{}/live", shop.nps), format!("{pages}/surveys/{}", shop.nps)),
        (format!("{pages}/settings/keys/ak_1/revoke"), format!("{pages}/settings")),
        ("/sign-out".to_owned(), "/".to_owned()),
    ] {
        let got = owner.pages.get(&path).await;
        assert_eq!(got.status, 405, "{path}");
        assert_eq!(got.header("allow"), "POST", "{path}");
        let link = format!("href=\"{}\"", public(&way_on));
        assert!(got.text().contains(&link), "{path}: {}", got.text());
    }
    let put = owner.pages.send(Method::PUT, &pages, Vec::new()).await;
    assert_eq!(put.status, 405);
}

#[tokio::test]
async fn an_address_that_asks_for_what_there_is_not_does_not_speak_of_saving() {
    let (_shop, owner, pages) = at_the_desk().await;

    let got = owner.pages.get(&format!("{pages}/responses?group=zzz")).await;

    assert_eq!(got.status, 422);
    assert!(got.text().contains("This address is not quite right"), "{}", got.text());
    assert!(!got.text().contains("saved"), "{}", got.text());
}

#[tokio::test]
async fn a_revoked_key_is_confirmed_where_the_keys_are() {
    let (shop, owner, pages) = at_the_desk().await;
    let listed: Value = shop.owner.get("/keys").await.ok().json();
    let key = listed["items"][0]["id"].as_str().unwrap();

    let got = owner.form(&format!("{pages}/settings/keys/{key}/revoke"), &[]).await;

    assert!(got.header("location").ends_with("/settings?done=revoked#keys"));
    let page = owner.pages.get(&format!("{pages}/settings?done=revoked")).await.ok().text();
    let keys = page.split("id=\"keys\"").nth(1).unwrap();
    assert!(keys.contains("The key is revoked"), "{page}");
    assert_eq!(page.matches("The key is revoked").count(), 1);
}
