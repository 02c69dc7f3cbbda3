//! How to put Candor on the shop's site, and whether it is there.

mod platforms;

use axum::extract::State;
use axum::response::Html;
use axum::routing::get;
use leptos::prelude::*;
use shared::time::Timestamp;

use super::page::{Frame, Here};
use super::parts::copy::Copy;
use super::parts::heading::Heading;
use super::parts::time::Ago;
use crate::app::App;
use crate::auth::extract::OwnerPage;
use crate::error::Error;
use crate::http::routes::Routes;
use crate::shops::Shop;
use crate::{products, surveys};
use platforms::Platforms;

/// How often the page looks whether the snippet was seen.
const REFRESH_SECONDS: u32 = 5;

pub(super) fn router() -> Routes {
    Routes::new().route("/shops/{shop}/snippet", get(show))
}

/// What an owner copies from this page.
struct Code {
    snippet: String,
    elements: Vec<(&'static str, String)>,
    calls: String,
    policy: String,
}

/// Shows the snippet, where it goes, and when a page of the shop last loaded it.
async fn show(State(app): State<App>, owner: OwnerPage) -> Result<Html<String>, Error> {
    let shop = owner.shop;
    let first = products::list(&app, shop, None).await?.into_iter().next();
    let sku = first.map_or("MUG-01".to_owned(), |product| product.sku);
    let asked = surveys::all(&app, shop).await?;
    let survey = asked.first().map_or("post-purchase", |survey| &survey.settings.name);
    let code = code(&app, &owner, &sku, survey);
    let frame = Frame::of(&app, owner, Here::Install).await?.refreshed_every(REFRESH_SECONDS);
    let (shop, now) = (frame.shop.clone(), app.clock.now());
    let title = match shop.snippet_seen_at {
        Some(_) => "Candor is on your site",
        None => "Put Candor on your site",
    };
    let guide = app.public.to("/docs/verified-purchases.md");
    let settings = app.public.to(&format!("/shops/{}/settings#token-secret", shop.id));
    let content = view! {
        <Heading title lead="One line in your pages asks your customers and shows their reviews." />
        <Seen shop now />
        <Paste snippet=code.snippet.clone() />
        <Platforms snippet=code.snippet policy=code.policy.clone() />
        <Elements elements=code.elements />
        <Calls calls=code.calls />
        <Proof guide settings />
        <Policy policy=code.policy />
    };
    Ok(frame.page(title, content))
}

fn code(app: &App, owner: &OwnerPage, sku: &str, survey: &str) -> Code {
    let address = app.public.to(&format!("/embed/{}.js", owner.shop));
    let sku = sku.replace('&', "&amp;").replace('"', "&quot;");
    let element = |name: &str, what: &str, height: &str| {
        format!("<{name}{what} style=\"display:block;min-height:{height}\"></{name}>")
    };
    let product = format!(" product=\"{sku}\"");
    let survey = format!(" name=\"{survey}\"");
    let origin = app.public.origin();
    Code {
        snippet: format!("<script async src=\"{address}\"></script>"),
        elements: vec![
            ("The stars of a product", element("candor-stars", &product, "24px")),
            ("The reviews of a product", element("candor-reviews", &product, "480px")),
            ("The reviews of the whole shop", element("candor-reviews", " product=\"\"", "480px")),
            ("A row of the newest reviews", element("candor-carousel", "", "20em")),
            ("What all reviews come to", element("candor-badge", "", "48px")),
            (
                "The same as a tab at the page's edge",
                "<candor-badge floating></candor-badge>".to_owned(),
            ),
            ("A button to write a review", element("candor-write", &product, "40px")),
            ("A survey inside the page", element("candor-survey", &survey, "220px")),
        ],
        calls: "<script>\n\
                window.candor = window.candor || [];\n\
                candor.push([\"page\", {touchpoint: \"product\", product: \"MUG-01\"}]);\n\
                candor.push([\"identify\", {customer: \"c-981\"}]);\n\
                candor.push([\"order\", {id: \"1001\", total: \"59.90\", currency: \"EUR\"}]);\n\
                </script>"
            .to_owned(),
        policy: format!("script-src {origin} 'wasm-unsafe-eval'; connect-src {origin}"),
    }
}

/// Whether a page of the shop has loaded the snippet; kept up to date by the script.
#[component]
fn Seen(shop: Shop, now: Timestamp) -> impl IntoView {
    let said = match shop.snippet_seen_at {
        Some(at) => {
            let on = shop.snippet_seen_on.map(|origin| format!(" ({origin})"));
            view! {
                <p class="state good">
                    <strong>"Seen on your site " <Ago at now /></strong>
                    {on}
                </p>
            }
            .into_any()
        }
        None => view! {
            <p class="state fair">
                <strong>"Not seen yet"</strong>
            </p>
            <p class="quiet-text">
                "Paste the line below and open a page of your shop. This page notices by itself."
            </p>
        }
        .into_any(),
    };

    view! {
        <section class="card seen" id="seen" aria-live="polite" data-refresh=REFRESH_SECONDS>
            {said}
        </section>
    }
}

#[component]
fn Paste(snippet: String) -> impl IntoView {
    view! {
        <section class="card">
            <h2>"The line to paste"</h2>
            <p>
                "Put it into the " <code>"<head>"</code>
                " of every page. It loads beside the page and never holds it up."
            </p>
            <Copy text=snippet label="the snippet" />
        </section>
    }
}

#[component]
fn Elements(elements: Vec<(&'static str, String)>) -> impl IntoView {
    let elements = elements
        .into_iter()
        .map(|(label, text)| {
            view! {
                <h3>{label}</h3>
                <Copy text label />
            }
        })
        .collect_view();
    let sheet = "candor-stars { display: block; min-height: 24px }\n\
                 candor-reviews { display: block; min-height: 480px }\n\
                 candor-carousel { display: block; min-height: 20em }\n\
                 candor-badge:not([floating]) { display: block; min-height: 48px }\n\
                 candor-write { display: block; min-height: 40px }\n\
                 candor-survey { display: block; min-height: 220px }";

    view! {
        <section class="card stack">
            <h2>"Stars, reviews and surveys in the page"</h2>
            <p>
                "Put these where they should appear, with your own product number. The size keeps the page from jumping while they load."
            </p>
            {elements}
            <details>
                <summary>
                    "Your pages forbid " <code>"style"</code> " attributes, or several pages need another size"
                </summary>
                <p>"Leave the attribute out and put the same into your stylesheet:"</p>
                <Copy text=sheet label="the stylesheet" />
            </details>
        </section>
    }
}

#[component]
fn Calls(calls: String) -> impl IntoView {
    view! {
        <section class="card">
            <h2>"Tell it more, if you like"</h2>
            <p>
                "Candor reads the product, the language and the kind of page from the page itself. What it cannot see, your pages can say; leave out what you do not know."
            </p>
            <Copy text=calls label="the optional calls" />
        </section>
    }
}

#[component]
fn Proof(
    /// Address of the guide.
    guide: String,
    /// Address of the token secret.
    settings: String,
) -> impl IntoView {
    view! {
        <section class="card">
            <h2>"Verified purchases"</h2>
            <p>
                "A review counts as a verified purchase when your server has signed what its author bought. "
                <a href=guide>"How to sign a token"</a>
                " has examples for Shopify, PHP, JavaScript and Python; the secret to sign with is made in "
                <a href=settings>"Settings"</a> "."
            </p>
        </section>
    }
}

#[component]
fn Policy(policy: String) -> impl IntoView {
    view! {
        <section class="card">
            <h2>"If your site has a content security policy"</h2>
            <p>
                "Add these sources to it. Without " <code>"'wasm-unsafe-eval'"</code>
                " stars and reviews still show, but surveys cannot be asked. Nothing else is needed: no inline script, no inline style, no cookies."
            </p>
            <Copy text=policy label="the policy" />
        </section>
    }
}
