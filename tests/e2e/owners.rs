//! Who may look after a shop, and what proves it.

use harness::owner::PASSWORD;
use harness::{Shop, log};
use reqwest::Method;
use serde_json::{Value, json};

const ANA: &str = "ana@shop.example";

/// The pages of a shop, below its address.
const PAGES: [&str; 7] =
    ["", "/responses", "/reviews", "/products", "/surveys", "/snippet", "/settings"];

#[tokio::test]
async fn a_one_time_link_makes_an_account_once() {
    let shop = Shop::open().await;
    let server = &shop.server;
    let invitation = server.invite(None).await;
    assert!(server.http.get(&invitation).await.ok().text().contains("Create account"));

    let got = server.accept(&invitation, "  Ana@Shop.example ", PASSWORD).await;
    let owner = server.signed_in(&got).await;

    assert!(owner.pages.get(&format!("/shops/{}", shop.id)).await.ok().text().contains(ANA));
    assert_eq!(server.http.get(&invitation).await.status, 410);
    let again = server.accept(&invitation, ANA, "somebody else's password").await;
    assert_eq!((again.status, again.header("set-cookie")), (410, ""));
    assert_eq!(server.sign_in(ANA, PASSWORD).await.status, 303);
    log::assert_silent_about(&[invitation.rsplit('/').next().unwrap(), PASSWORD, ANA]);
}

#[tokio::test]
async fn a_one_time_link_is_open_for_a_week() {
    let shop = Shop::open_in_2026().await;
    let (in_time, late) = (shop.server.invite(None).await, shop.server.invite(None).await);

    shop.wait_seconds(7 * 24 * 3_600 - 1);
    assert_eq!(shop.server.accept(&in_time, ANA, PASSWORD).await.status, 303);
    shop.wait_seconds(1);

    assert_eq!(shop.server.accept(&late, ANA, PASSWORD).await.status, 410);
    assert_eq!(shop.server.http.get("/invitations/made-up").await.status, 410);
}

#[tokio::test]
async fn an_account_needs_an_address_and_a_password_of_some_length() {
    let shop = Shop::open().await;
    let invitation = shop.server.invite(None).await;
    let long = "x".repeat(201);

    for (email, password, said) in [
        ("ana", PASSWORD, "an e-mail address"),
        ("@", PASSWORD, "an e-mail address"),
        (ANA, "seven77", "at least 8 characters"),
        (ANA, &long, "at most 200 characters"),
    ] {
        let got = shop.server.accept(&invitation, email, password).await;

        assert_eq!(got.status, 422);
        assert!(got.text().contains(said), "{}", got.text());
        assert!(!got.text().contains(password), "a password is never said back");
    }
    let with_nul = shop.server.accept(&invitation, "a\0@b.example", PASSWORD).await;
    assert_eq!(with_nul.status, 422);

    assert_eq!(shop.server.accept(&invitation, ANA, PASSWORD).await.status, 303, "still open");
}

#[tokio::test]
async fn a_wrong_password_is_told_like_an_unknown_address() {
    let shop = Shop::open().await;
    shop.sign_up(ANA).await;

    let wrong = shop.server.sign_in(ANA, "not my password").await;
    let unknown = shop.server.sign_in("bob@shop.example", PASSWORD).await;

    for got in [&wrong, &unknown] {
        assert_eq!((got.status, got.header("set-cookie")), (422, ""));
        let said = "E-mail address and password do not belong together.";
        assert!(got.text().contains(said), "{}", got.text());
    }
    assert!(wrong.text().contains(ANA), "what was typed right is still there");
    assert!(!wrong.text().contains("not my password"));
    log::assert_silent_about(&["not my password", "bob@shop.example"]);
}

#[tokio::test]
async fn a_session_is_kept_from_scripts_and_other_sites_and_ends() {
    let shop = Shop::open_in_2026().await;
    shop.sign_up(ANA).await;
    let got = shop.server.sign_in(ANA, PASSWORD).await;
    let cookie = got.header("set-cookie").to_owned();
    for part in ["candor_session=", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let owner = shop.server.signed_in(&got).await;
    let page = format!("/shops/{}", shop.id);

    shop.wait_seconds(30 * 24 * 3_600 - 1);
    owner.pages.get(&page).await.assert_ok();
    shop.wait_seconds(1);

    let led = owner.pages.get(&page).await;
    assert_eq!(led.status, 303, "{}", led.text());
    let path = page.replace('/', "%2F");
    assert_eq!(led.header("location"), shop.app().public.to(&format!("/sign-in?next={path}")));
    let secret = cookie.split(['=', ';']).nth(1).unwrap().to_owned();
    assert!(!shop.is_stored(&secret).await);
    log::assert_silent_about(&[&secret, &owner.csrf]);
}

#[tokio::test]
async fn who_signs_out_is_out() {
    let shop = Shop::open().await;
    let owner = shop.sign_up(ANA).await;

    let got = owner.form("/sign-out", &[]).await;

    assert_eq!(got.status, 303);
    assert!(got.header("set-cookie").contains("Max-Age=0"), "{}", got.header("set-cookie"));
    assert_eq!(owner.pages.get("/shops/new").await.status, 303, "led to sign in");
    let api = owner.pages.get(&format!("/v1/shops/{}", shop.id)).await;
    assert_eq!(api.status, 401);
}

#[tokio::test]
async fn after_signing_in_a_browser_goes_on_to_where_it_wanted_and_nowhere_else() {
    let shop = Shop::open().await;
    shop.sign_up(ANA).await;
    let to = async |next: &str| {
        let fields = [("email", ANA), ("password", PASSWORD), ("next", next)];
        let got = shop.server.http.form("/sign-in", &fields).await;
        got.header("location").to_owned()
    };

    let home = shop.app().public.to("/");
    assert_eq!(to("/shops/new").await, shop.app().public.to("/shops/new"));
    assert_eq!(to("https://evil.example/").await, home);
    assert_eq!(to("//evil.example").await, home);
}

#[tokio::test]
async fn passwords_cannot_be_tried_without_end() {
    let shop = Shop::open().await;
    shop.sign_up(ANA).await;
    let fields = [("email", ANA), ("password", "not the password")];

    let mut refused = None;
    for _ in 0..40 {
        let got = shop.server.http.form("/sign-in", &fields).await;
        if got.status == 429 {
            refused = Some(got);
            break;
        }
        assert_eq!(got.status, 422);
    }

    let refused = refused.expect("a program is stopped before it has tried forty");
    assert!(refused.header("retry-after").parse::<u32>().is_ok());
    assert!(refused.text().contains("Wait a minute"));
}

#[tokio::test]
async fn a_new_password_ends_the_sessions_of_the_old_one() {
    let shop = Shop::open().await;
    let before = shop.sign_up(ANA).await;
    let invitation = shop.server.invite(None).await;

    let got = shop.server.accept(&invitation, ANA, "another few words").await;

    shop.server.signed_in(&got).await;
    assert_eq!(before.pages.get("/shops/new").await.status, 303, "signed out");
    assert_eq!(shop.server.sign_in(ANA, PASSWORD).await.status, 422);
}

#[tokio::test]
async fn a_link_for_one_shop_does_not_open_an_account_that_it_does_not_know_the_password_of() {
    let shop = Shop::open().await;
    let all = shop.server.invite(None).await;
    let admin = shop.server.accept(&all, "admin@agency.example", PASSWORD).await;
    let admin = shop.server.signed_in(&admin).await;
    let other = shop.neighbour().await;
    let link = shop.server.invite(Some(other.id)).await;

    let got = shop.server.accept(&link, "admin@agency.example", "an attacker's words").await;

    assert_eq!((got.status, got.header("set-cookie")), (422, ""));
    assert!(got.text().contains("has an account"), "{}", got.text());
    admin.pages.get(&format!("/shops/{}", shop.id)).await.assert_ok();
    assert_eq!(shop.server.sign_in("admin@agency.example", PASSWORD).await.status, 303);
    // Whoever knows the password gets one more shop, and stays signed in everywhere.
    let got = shop.server.accept(&link, "admin@agency.example", PASSWORD).await;
    let joined = shop.server.signed_in(&got).await;
    joined.pages.get(&format!("/shops/{}", other.id)).await.assert_ok();
    admin.pages.get(&format!("/shops/{}", other.id)).await.assert_ok();
}

#[tokio::test]
async fn another_sites_form_cannot_sign_a_browser_out() {
    let shop = Shop::open().await;
    shop.sign_up(ANA).await;

    let there = shop.server.http.with("sec-fetch-site", "cross-site");
    let got = there.form("/sign-out", &[]).await;

    assert_eq!((got.status, got.header("set-cookie")), (403, ""));
}

#[tokio::test]
async fn a_form_without_its_token_changes_nothing() {
    let shop = Shop::open().await;
    let owner = shop.sign_up(ANA).await;
    let id = shop.review("MUG-01", 5, "Waits.").await;
    let (page, api) = (format!("/shops/{}", shop.id), format!("/v1/shops/{}", shop.id));

    for csrf in ["", "csrf=", "csrf=made-up", "CSRF=x"] {
        for path in ["/reviews/ID/publish", "/settings/keys", "/settings/token-secret"] {
            let path = format!("{page}{}", path.replace("ID", &id.to_string()));
            let form = owner.pages.with("content-type", "application/x-www-form-urlencoded");
            let got = form.send(Method::POST, &path, csrf).await;
            assert_eq!(got.status, 403, "{path} {csrf}: {}", got.text());
            assert!(got.text().contains("out of date"), "{}", got.text());
        }
    }
    let publish = format!("{api}/reviews/{id}/publish");
    owner.pages.post(&publish, &json!({})).await.assert_problem(403, "csrf");
    owner
        .pages
        .with("x-csrf-token", "made-up")
        .post(&publish, &json!({}))
        .await
        .assert_problem(403, "csrf");
    let keys: Value = shop.owner.get("/keys").await.ok().json();

    assert_eq!(shop.feed("MUG-01").await, []);
    assert_eq!(keys["items"].as_array().unwrap().len(), 1);
    let with_token = owner.pages.with("x-csrf-token", &owner.csrf);
    with_token.post(&publish, &json!({})).await.assert_ok();
}

#[tokio::test]
async fn another_sites_form_cannot_sign_a_browser_in() {
    let shop = Shop::open().await;
    shop.sign_up(ANA).await;
    let invitation = shop.server.invite(None).await;
    let fields = [("email", ANA), ("password", PASSWORD)];

    for (header, value) in
        [("origin", "https://evil.example"), ("origin", "null"), ("sec-fetch-site", "cross-site")]
    {
        let there = shop.server.http.with(header, value);
        assert_eq!(there.form("/sign-in", &fields).await.status, 403, "{value}");
        assert_eq!(there.form(&invitation, &fields).await.status, 403, "{value}");
    }
    let here = shop.server.http.with("sec-fetch-site", "same-origin");
    assert_eq!(here.form("/sign-in", &fields).await.status, 303);
}

#[tokio::test]
async fn an_owner_finds_only_their_own_shops() {
    let shop = Shop::open().await;
    let neighbour = shop.neighbour().await;
    let owner = shop.sign_up(ANA).await;
    let csrf = owner.pages.with("x-csrf-token", &owner.csrf);

    for page in PAGES {
        owner.pages.get(&format!("/shops/{}{page}", shop.id)).await.assert_ok();
        let got = owner.pages.get(&format!("/shops/{}{page}", neighbour.id)).await;
        assert_eq!(got.status, 404, "{page}");
        assert!(!got.text().contains("The Neighbour"), "{page}");
    }
    for path in ["", "/responses", "/inbox", "/products", "/surveys", "/keys"] {
        let got = csrf.get(&format!("/v1/shops/{}{path}", neighbour.id)).await;
        got.assert_problem(404, "shop");
    }
    let renew = format!("/v1/shops/{}/token-secret", neighbour.id);
    csrf.post(&renew, &json!({})).await.assert_problem(404, "shop");
    let form = format!("/shops/{}/settings/token-secret", neighbour.id);
    assert_eq!(owner.form(&form, &[]).await.status, 404);
    let own: Value = csrf.get("/v1/shops").await.ok().json();
    assert_eq!(own["items"].as_array().unwrap().len(), 1);
    assert_eq!(own["items"][0]["id"], json!(shop.id));
}

#[tokio::test]
async fn pages_of_owners_are_for_who_is_signed_in_and_for_no_frame_or_cache() {
    let shop = Shop::open().await;
    let owner = shop.sign_up(ANA).await;

    for page in PAGES {
        let path = format!("/shops/{}{page}", shop.id);
        let stranger = shop.server.http.get(&path).await;
        assert_eq!(stranger.status, 303, "{page}");
        assert!(stranger.header("location").contains("/sign-in?next="), "{page}");

        let got = owner.pages.get(&path).await.ok();
        let policy = got.header("content-security-policy");
        assert!(policy.contains("default-src 'none'"), "{page}: {policy}");
        assert!(policy.contains("frame-ancestors 'none'"), "{page}: {policy}");
        assert!(!policy.contains("unsafe-inline"), "{page}: {policy}");
        assert_eq!(got.header("cache-control"), "no-store", "{page}");
        let page = got.text();
        let mut tags = page.split('<').filter_map(|tag| tag.split('>').next());
        let styled = tags.find(|tag| tag.contains(" style=\""));
        assert_eq!(styled, None, "the policy forbids it");
    }
}

#[tokio::test]
async fn a_key_opens_its_own_shop_until_it_is_revoked() {
    let shop = Shop::open().await;
    let neighbour = shop.neighbour().await;
    let created: Value =
        shop.owner.post("/keys", &json!({"name": "Back office"})).await.ok().json();
    let (secret, id) = (created["secret"].as_str().unwrap(), created["id"].as_str().unwrap());
    let program = shop.visitor.with("authorization", &format!("Bearer {secret}"));
    let next_door = neighbour.visitor.with("authorization", &format!("Bearer {secret}"));

    program.get("/responses").await.assert_ok();
    next_door.get("/responses").await.assert_problem(404, "shop");
    next_door.delete(&format!("/keys/{id}")).await.assert_problem(404, "shop");
    neighbour.owner.delete(&format!("/keys/{id}")).await.assert_problem(404, "key");
    assert_eq!(shop.owner.delete(&format!("/keys/{id}")).await.status, 204);

    assert_eq!(program.get("/responses").await.status, 401);
    shop.owner.delete(&format!("/keys/{id}")).await.assert_problem(404, "key");
}

#[tokio::test]
async fn what_only_looks_like_a_key_is_refused() {
    let shop = Shop::open().await;
    let owner = shop.sign_up(ANA).await;
    let cut = &shop.key[..shop.key.len() - 1];

    for key in [cut, "", "ck_", "ck_1_2_3", &shop.key.to_uppercase(), &format!("{}0", shop.key)] {
        let program = shop.visitor.with("authorization", &format!("Bearer {key}"));
        let got = program.get("/responses").await;
        assert_eq!(got.status, 401, "{key}: {}", got.text());
        assert_eq!(got.header("content-type"), "application/problem+json");
    }
    let basic = shop.visitor.with("authorization", &format!("Basic {}", shop.key));
    assert_eq!(basic.get("/responses").await.status, 401);
    // A key that is wrong is not made good by a session beside it.
    let both = owner.pages.with("authorization", "Bearer ck_1_2_3");
    assert_eq!(both.get(&format!("/v1/shops/{}", shop.id)).await.status, 401);
}

#[tokio::test]
async fn secrets_are_shown_once_and_kept_as_hashes() {
    let shop = Shop::open().await;
    let owner = shop.sign_up(ANA).await;
    let settings = format!("/shops/{}/settings", shop.id);

    let made = owner.form(&format!("{settings}/keys"), &[("key_name", "Back office")]).await.ok();
    let replaces = owner.hidden(&settings, "replaces").await;
    let path = format!("{settings}/token-secret");
    let renewed = owner.form(&path, &[("replaces", &replaces)]).await.ok();

    let find = |page: &str, start: &str| {
        let at = page.find(start).unwrap_or_else(|| panic!("no {start} in {page}"));
        let secret = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        page[at..].chars().take_while(|c| secret(*c)).collect::<String>()
    };
    let (key, token_secret) = (find(&made.text(), "ck_"), find(&renewed.text(), "ts_"));
    let program = shop.visitor.with("authorization", &format!("Bearer {key}"));
    program.get("").await.assert_ok();
    assert_eq!(made.header("cache-control"), "no-store");
    let seen = [
        owner.pages.get(&settings).await.ok().text(),
        shop.owner.get("").await.ok().text(),
        shop.owner.get("/keys").await.ok().text(),
        shop.server.http.get(&format!("/embed/{}.js", shop.id)).await.text(),
    ]
    .concat();
    assert!(seen.contains("Back office"));
    for secret in [key.as_str(), &shop.key, key.splitn(4, '_').nth(3).unwrap()] {
        assert!(!seen.contains(secret), "a key is shown again");
        assert!(!shop.is_stored(secret).await, "a key is stored");
    }
    assert!(!seen.contains(&token_secret), "the token secret is shown again");
    assert!(!shop.is_stored(PASSWORD).await, "a password is stored");
    assert!(shop.is_stored("$argon2id$").await);
    log::assert_silent_about(&[&key, &token_secret]);
}

#[tokio::test]
async fn an_owner_makes_a_shop_that_can_ask_at_once() {
    let shop = Shop::open().await;
    let owner = shop.sign_up(ANA).await;

    let fields = [
        ("name", "Plants & Pots"),
        ("url", "https://plants.example"),
        ("origins", "https://www.plants.example\r\n\r\n"),
        ("language", "nl"),
    ];
    let page = owner.form("/shops/new", &fields).await.ok().text();

    assert!(page.contains("ts_"), "the token secret is shown: {page}");
    let all: Value = owner.pages.get("/v1/shops").await.ok().json();
    let mut mine = all["items"].as_array().unwrap().iter();
    let made = mine.find(|shop| shop["name"] == "Plants & Pots").unwrap();
    assert_eq!(made["language"], "nl");
    assert_eq!(made["origins"], json!(["https://plants.example", "https://www.plants.example"]));
    let id = made["id"].as_str().unwrap();
    let surveys: Value = owner.pages.get(&format!("/v1/shops/{id}/surveys")).await.ok().json();
    assert_eq!(surveys["items"].as_array().unwrap().len(), 2);
    for page in PAGES {
        owner.pages.get(&format!("/shops/{id}{page}")).await.assert_ok();
    }
}

#[tokio::test]
async fn a_shop_that_cannot_be_is_refused_at_its_field_and_nothing_is_lost() {
    let shop = Shop::open().await;
    let owner = shop.sign_up(ANA).await;

    for (name, url, said) in [
        ("", "https://plants.example", "This is required."),
        ("Plants", "plants.example", "https://"),
        ("Plants", "javascript:alert(1)", "https://"),
    ] {
        let got = owner.form("/shops/new", &[("name", name), ("url", url)]).await;
        assert_eq!(got.status, 422);
        let page = got.text();
        assert!(page.contains(said) && page.contains("aria-invalid"), "{page}");
        assert!(page.contains(url), "what was typed is still there: {page}");
    }

    let all: Value = owner.pages.get("/v1/shops").await.ok().json();
    assert_eq!(all["items"].as_array().unwrap().len(), 1);
}
