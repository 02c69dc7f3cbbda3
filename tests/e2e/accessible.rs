//! Every state of a survey, looked at by axe: whatever it finds keeps somebody out.

use harness::{Axe, Browser, Screen, Storefront};
use serde_json::{Value, json};

use crate::asking::step;

/// What pages are written in, and whether they are dark.
const PAGES: [(&str, bool); 4] = [("de", false), ("en", true), ("ar", false), ("ar", true)];

/// A page of the shop without its snippet.
const EMPTY: &str = "/nothing";

/// A question in three languages, with what makes it of its kind.
fn question(kind: &str, texts: [&str; 3], more: &Value) -> Value {
    let mut question = json!({"id": kind, "kind": kind, "text": in_three(texts)});
    for (name, value) in more.as_object().unwrap() {
        question[name] = value.clone();
    }
    question
}

fn in_three([en, de, ar]: [&str; 3]) -> Value {
    json!({"en": en, "de": de, "ar": ar})
}

fn option(id: &str, texts: [&str; 3]) -> Value {
    json!({"id": id, "text": in_three(texts)})
}

fn satisfied(icons: &str) -> Value {
    let ends = ["Very dissatisfied", "Sehr unzufrieden", "غير راضٍ إطلاقًا"];
    let texts = ["How satisfied are you?", "Wie zufrieden sind Sie?", "ما مدى رضاك؟"];
    let high = ["Very satisfied", "Sehr zufrieden", "راضٍ جدًا"];
    let more = json!({"icons": icons, "low": in_three(ends), "high": in_three(high)});
    question("satisfaction", texts, &more)
}

fn easy(steps: i64) -> Value {
    let texts = [
        "The shop made it easy for me to find what I wanted",
        "Der Shop hat es mir leicht gemacht, das Gewünschte zu finden",
        "سهّل عليّ المتجر العثور على ما أريد",
    ];
    let low = ["Strongly disagree", "Stimme überhaupt nicht zu", "لا أوافق بشدة"];
    let mid = ["Neither", "Teils, teils", "محايد"];
    let high = ["Strongly agree", "Stimme voll und ganz zu", "أوافق بشدة"];
    let more = json!({"steps": steps, "low": in_three(low), "mid": in_three(mid),
        "high": in_three(high)});
    question("effort", texts, &more)
}

fn recommend() -> Value {
    let texts = [
        "How likely are you to recommend us to a friend?",
        "Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?",
        "ما مدى احتمال أن توصي بنا لصديق؟",
    ];
    let low = ["Not at all likely", "Äußerst unwahrscheinlich", "غير محتمل إطلاقًا"];
    let high = ["Extremely likely", "Äußerst wahrscheinlich", "محتمل جدًا"];
    question("nps", texts, &json!({"low": in_three(low), "high": in_three(high)}))
}

fn options() -> Value {
    json!([
        option("friend", ["From a friend", "Durch Freunde", "من صديق"]),
        option(
            "law",
            [
                "I read about it in a magazine on a train, and then looked for it on the web",
                "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
                "قرأت عنه في مجلة أثناء رحلة بالقطار ثم بحثت عنه على الشبكة",
            ],
        ),
        option("other", ["In another way", "Auf andere Weise", "بطريقة أخرى"]),
    ])
}

fn why(kind: &str) -> Value {
    let texts = ["What is the main reason?", "Was ist der Hauptgrund?", "ما السبب الرئيسي؟"];
    question(kind, texts, &json!({"required": true}))
}

/// The surveys, each on pages of its own.
pub(crate) fn surveys() -> Vec<(&'static str, Vec<Value>)> {
    let found = ["How did you find us?", "Wie haben Sie uns gefunden?", "كيف وجدتنا؟"];
    let written = ["How do you like it?", "Wie gefällt es Ihnen?", "ما رأيك به؟"];
    let reach = ["Where do we reach you?", "Wie erreichen wir Sie?", "كيف نتواصل معك؟"];
    let choice = json!({"options": options(), "required": true});
    vec![
        ("nps", vec![recommend(), why("long_text")]),
        ("effort-7", vec![easy(7)]),
        ("effort-5", vec![easy(5)]),
        ("numbers", vec![satisfied("numbers")]),
        ("stars", vec![satisfied("stars")]),
        ("faces", vec![satisfied("faces")]),
        ("single", vec![question("single_choice", found, &choice)]),
        ("multiple", vec![question("multiple_choice", found, &choice)]),
        ("short", vec![why("short_text")]),
        ("long", vec![why("long_text")]),
        ("review", vec![question("review", written, &json!({"required": true}))]),
        ("contact", vec![question("contact", reach, &json!({"required": true}))]),
    ]
}

/// A shop that asks each survey on the pages with its name.
pub(crate) async fn shop() -> Storefront {
    let storefront = Storefront::open().await;
    for (name, questions) in surveys() {
        let rule = json!({"repeat": "always", "include": [
            {"matches": "prefix", "value": format!("/{name}/")}]});
        let survey = json!({"name": name, "title": name, "live": true, "rule": rule,
            "questions": questions, "thanks": {}});
        storefront.shop.owner.post("/surveys", &survey).await.assert_ok();
        for (language, dark) in PAGES {
            for inline in [false, true] {
                let element = format!("<candor-survey name='{name}'></candor-survey>");
                let element = if inline { element } else { String::new() };
                let path = path(name, language, dark, inline);
                storefront.put(&path, &page(language, dark, &element));
            }
        }
    }
    storefront.put(EMPTY, "<!doctype html><html lang=en><title>Nothing is asked here</title>");
    storefront
}

pub(crate) fn path(name: &str, language: &str, dark: bool, inline: bool) -> String {
    let (look, place) =
        (if dark { "dark" } else { "light" }, if inline { "inline" } else { "over" });
    format!("/{name}/{language}-{look}-{place}")
}

fn page(language: &str, dark: bool, element: &str) -> String {
    let dir = if language == "ar" { "rtl" } else { "ltr" };
    let (scheme, ground, ink) =
        if dark { ("dark", "#14161a", "#e8e8ea") } else { ("light", "#fff", "#222") };
    format!(
        "<!doctype html><html lang={language} dir={dir}><title>A mug</title>
         <meta name=viewport content='width=device-width, initial-scale=1'>
         <style>
           :root {{ color-scheme: {scheme}; background: {ground}; color: {ink}; }}
           body {{ margin: 0; padding: 16px; font: 16px/1.5 system-ui; }}
         </style><main><h1>A mug</h1>{element}</main><!-- snippet -->"
    )
}

/// Goes through all states of all surveys, on pages of each look.
async fn walk(screen: Screen, inline: bool) {
    let Some(browser) = Browser::open(screen).await else { return };
    let Some(axe) = Axe::find() else { return };
    let storefront = shop().await;
    let mut found = Vec::new();
    for (name, _) in surveys() {
        for (language, dark) in PAGES {
            let path = path(name, language, dark, inline);
            // What was begun on the page before would go on in the next.
            browser.goto(&format!("{}{EMPTY}", storefront.url)).await;
            browser.run("try { sessionStorage.clear() } catch (_) {}", Vec::new()).await;
            browser.goto(&format!("{}{path}", storefront.url)).await;
            browser.until_seen(".question").await;
            go_through(&browser, name, async |state| {
                browser.until_still().await;
                let name = format!("{}-{screen:?}-{state}", path[1..].replace('/', "-"));
                browser.picture(&name).await;
                let violations = axe.violations(&browser).await;
                found.extend(violations.into_iter().map(|it| format!("{name}: {it}")));
            })
            .await;
        }
    }
    assert!(found.is_empty(), "axe finds {found:#?}");
    browser.close().await;
}

/// Goes through the states of a survey, and looks at each.
pub(crate) async fn go_through(
    browser: &Browser,
    name: &str,
    mut see: impl AsyncFnMut(&'static str),
) {
    see("1-asked").await;
    match name {
        "nps" => {
            browser.click(&step(7)).await;
            browser.until_seen("button.back").await;
            see("2-next").await;
            browser.click("button.button").await;
            browser.until_seen(".problem").await;
            see("3-problem").await;
        }
        "review" => {
            browser.click(".stars .step:nth-child(4)").await;
            browser.until_seen(".rest").await;
            see("2-stars").await;
        }
        "contact" => {
            browser.click(".input").await;
            browser.keys("nobody").await;
            browser.click("button.button").await;
            browser.until_seen(".problem").await;
            see("2-problem").await;
        }
        "single" => {}
        "multiple" | "short" | "long" => {
            if name == "multiple" {
                browser.click(".option:nth-child(2)").await;
                see("2-chosen").await;
                browser.click(".option:nth-child(2)").await;
            }
            browser.click("button.button").await;
            browser.until_seen(".problem").await;
            see("3-problem").await;
        }
        _ => {
            browser.click("[role=radio]:nth-child(4)").await;
            browser.until_seen(".thanks").await;
            see("2-thanks").await;
        }
    }
}

#[tokio::test]
async fn nobody_is_kept_out_of_a_survey_in_the_corner() {
    walk(Screen::Desktop, false).await;
}

#[tokio::test]
async fn nobody_is_kept_out_of_a_survey_on_a_phone() {
    walk(Screen::Phone, false).await;
}

#[tokio::test]
async fn nobody_is_kept_out_of_a_survey_within_a_page() {
    walk(Screen::Desktop, true).await;
}
