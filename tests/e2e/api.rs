//! The description of the API is complete and true.

use std::collections::BTreeSet;

use harness::description::Operation;
use harness::owner::Owner;
use harness::planted::Planted;
use harness::{Description, Got, Message, Server, Shop, encoded};
use reqwest::Method;
use serde_json::{Value, json};
use server::http::rates::{Allowance, Rates};

/// The parts of a query with their own examples.
fn query(parameters: &[&Value], wanted: impl Fn(&Value) -> bool) -> String {
    let parameters = parameters.iter().filter(|one| one["in"] == "query" && wanted(one));
    let pairs = parameters.flat_map(|one| {
        let name = one["name"].as_str().expect("a parameter has a name");
        let values = one["example"].as_array().cloned().unwrap_or(vec![one["example"].clone()]);
        values.into_iter().map(move |value| {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            format!("{name}={}", encoded(&text))
        })
    });
    pairs.collect::<Vec<_>>().join("&")
}

/// A text of the document's with what is really in a shop where its examples name something.
fn real(text: &str, planted: &Planted) -> String {
    let examples = ["sh_0199a3c2d4e57b608f1a2b3c4d5e6f70", "sv_0199a3c2d4e57b608f1a2b3c4d5e6f71"];
    let own = [planted.named("shop"), planted.named("survey")];
    examples.iter().zip(own).fold(text.to_owned(), |text, (example, own)| {
        text.replace(example, &own.expect("every shop has one"))
    })
}

async fn send(
    (shop, owner): (&Shop, &Owner),
    (description, operation): (&Description, &Operation<'_>),
    planted: &Planted,
    wanted: impl Fn(&Value) -> bool,
) -> Got {
    let parameters = description.parameters(operation);
    let query = real(&query(&parameters, wanted), planted);
    let file = if operation.path.starts_with("/embed/") {
        format!("{}.js", shop.id)
    } else {
        "show.css".into()
    };
    let mut planted = planted.clone().with("file", file);
    if let Some(published) = planted.named("published").filter(|_| operation.is_public()) {
        planted = planted.with("review", published);
    }
    let path = format!("{}?{query}", planted.path(operation.path));
    let body = operation.body().map(|(_, example)| {
        let body = real(&example.to_string(), &planted);
        // Every response has an id of its own.
        body.replace("0199a3c2-d4e5-7b60-8f1a-2b3c4d5e6f70", Message::to(shop.nps).id())
    });
    let client = owner.pages.with("x-csrf-token", &owner.csrf);
    client.send(operation.method.clone(), &path, body.unwrap_or_default()).await
}

#[tokio::test]
async fn every_route_is_described_and_nothing_else() {
    let shop = Shop::open().await;
    let description = Description::of(&shop.server).await;

    let routes = shop.server.api().await.into_iter();
    let routes: BTreeSet<String> = routes
        .filter(|route| route.method != Method::HEAD)
        .map(|route| format!("{} {}", route.method, route.path))
        .collect();
    let described: BTreeSet<String> = description
        .operations()
        .iter()
        .map(|operation| format!("{} {}", operation.method, operation.path))
        .collect();

    assert_eq!(routes, described);
}

#[tokio::test]
async fn every_example_of_a_request_is_taken_and_answered_as_described() {
    let shop = Shop::open().await;
    let owner = shop.sign_up("ana@shop.example").await;
    let description = Description::of(&shop.server).await;

    for operation in description.operations() {
        if operation.path.starts_with("/assets/") && server::assets::BUILD.is_none() {
            continue;
        }
        let about = format!("{} {}", operation.method, operation.path);
        if let Some((schema, example)) = operation.body() {
            description.assert_valid(schema, example, &about);
        }
        // With what must be sent, and where there is more, with everything.
        let required = |parameter: &Value| parameter["required"] == true;
        let parameters = description.parameters(&operation);
        let more = !parameters.into_iter().all(required);
        for everything in [false, true].into_iter().take(1 + usize::from(more)) {
            let planted = shop.plant().await;
            let wanted = |parameter: &Value| everything || required(parameter);
            let got = send((&shop, &owner), (&description, &operation), &planted, wanted).await;

            let taken = (200..300).contains(&got.status);
            assert!(taken, "{about}: {} {}", got.status, got.text());
            description.assert_answer(&operation, &got);
        }
    }
}

#[tokio::test]
async fn every_example_of_an_answer_is_as_its_schema_says() {
    let shop = Shop::open().await;
    let description = Description::of(&shop.server).await;
    let mut examples = 0;

    let mut left = vec![&description.0];
    while let Some(value) = left.pop() {
        if let (Some(schema), Some(example)) = (value.get("schema"), value.get("example")) {
            description.assert_valid(schema, example, "an example");
            examples += 1;
        }
        left.extend(value.as_object().into_iter().flat_map(|fields| fields.values()));
        left.extend(value.as_array().into_iter().flatten());
    }

    assert!(examples > 20, "only {examples} examples were found");
}

#[tokio::test]
async fn refusals_are_as_described() {
    let shop = Shop::open().await;
    let owner = shop.sign_up("ana@shop.example").await;
    let description = Description::of(&shop.server).await;
    let planted = shop.plant().await;
    let http = &shop.server.http;
    let nowhere = planted.clone().with("shop", "sh_0199a3c2d4e57b608f1a2b3c4d5e6f70");

    for operation in description.operations() {
        let method = operation.method.clone();
        let path = planted.path(operation.path);
        if !operation.is_public() {
            let got = http.send(method.clone(), &path, Vec::new()).await;
            assert_eq!(got.status, 401, "{operation:?}");
            description.assert_answer(&operation, &got);
            if method != Method::GET {
                let got = owner.pages.send(method.clone(), &path, Vec::new()).await;
                assert_eq!(got.status, 403, "{operation:?}");
                description.assert_answer(&operation, &got);
            }
        }
        let client = owner.pages.with("x-csrf-token", &owner.csrf);
        if operation.path.starts_with("/v1/shops/{shop}") {
            let body = operation.body().map(|(_, example)| example.to_string());
            let path = format!("{}?product=MUG-01", nowhere.path(operation.path));
            let got = client.send(method.clone(), &path, body.unwrap_or_default()).await;
            assert_eq!(got.status, 404, "{operation:?}: {}", got.text());
            description.assert_answer(&operation, &got);
        }
        if operation.body().is_some() {
            for (status, body) in
                [(400, "{".to_owned()), (422, "{}".to_owned()), (413, "x".repeat(70_000))]
            {
                let got = client.send(method.clone(), &path, body).await;
                assert_eq!(got.status, status, "{operation:?}: {}", got.text());
                description.assert_answer(&operation, &got);
            }
        }
    }
}

#[tokio::test]
async fn answers_that_are_put_off_are_described_with_when_to_try_again() {
    let server = Server::start_with(None, |app| {
        app.rates = Rates::new(Allowance { per_visitor_minute: 1, per_shop_second: 0 });
    });
    let shop = server.await.open_shop("Mugs & More", "https://shop.example").await;
    let description = Description::of(&shop.server).await;
    let operations = description.operations();
    let path = "/v1/shops/{shop}/responses";
    let send = operations.iter().find(|it| it.method == Method::POST && it.path == path).unwrap();
    shop.answer(&shop.recommends(9)).await;
    let away = Shop::open().await;
    away.app().close().await;

    let too_many = shop.send(&shop.recommends(9)).await;
    let busy = away.send(&away.recommends(9)).await;

    for (got, status) in [(too_many, 429), (busy, 503)] {
        assert_eq!(got.status, status, "{}", got.text());
        assert!(got.header("retry-after").parse::<u32>().is_ok_and(|seconds| seconds > 0));
        description.assert_answer(send, &got);
    }
}

#[tokio::test]
async fn a_method_that_a_route_does_not_have_is_refused_with_those_that_it_has() {
    let shop = Shop::open().await;
    let nobody = shop.visitor.with("origin", "https://shop.example");

    let got = nobody.put("/responses", &json!({})).await;

    got.assert_problem(405, "method");
    assert_eq!(got.header("allow"), "GET,HEAD,POST");
    assert_eq!(got.header("access-control-allow-origin"), "*");
}

#[tokio::test]
async fn the_document_names_the_public_address_and_may_be_kept() {
    let shop = Shop::open_below("https://shop.example/feedback").await;

    let elsewhere = shop.server.http.with("origin", "https://reader.example");
    let got = elsewhere.get("/openapi.json").await.ok();

    let document: Value = got.json();
    assert_eq!(document["servers"], json!([{ "url": "https://shop.example/feedback" }]));
    assert_eq!(got.header("content-type"), "application/json");
    assert!(got.header("cache-control").starts_with("public"));
    assert_eq!(got.header("access-control-allow-origin"), "*");
    let again = shop.server.http.with("if-none-match", got.header("etag"));
    assert_eq!(again.get("/openapi.json").await.status, 304);
}

#[tokio::test]
async fn the_page_for_people_shows_everything_that_the_document_says() {
    let shop = Shop::open().await;
    let description = Description::of(&shop.server).await;

    let page = shop.server.http.get("/docs/api").await.ok().text();

    for operation in description.operations() {
        assert!(page.contains(&format!("<code>{}</code>", operation.path)), "{}", operation.path);
    }
    let components = &description.0["components"];
    for name in components["schemas"].as_object().unwrap().keys() {
        assert!(page.contains(&format!("id=\"shape-{name}\"")), "{name}");
    }
    for link in page.split("href=\"#").skip(1) {
        let name = link.split('"').next().unwrap();
        assert!(page.contains(&format!("id=\"{name}\"")), "a link leads to #{name}");
    }
    for parameter in components["parameters"].as_object().unwrap().values() {
        let name = parameter["name"].as_str().unwrap();
        assert!(page.contains(&format!("<code>{name}</code>")), "{name}");
    }
    assert!(!page.contains("$ref"), "a reference was not followed");
}
