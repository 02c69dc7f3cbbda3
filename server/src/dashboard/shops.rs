//! The first page, the list of an owner's shops, and a new shop.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use leptos::prelude::*;
use serde::Deserialize;
use shared::id::ShopId;

use super::page::{bare, sign_out};
use super::parts::copy::Secret;
use super::parts::form::{Choice, Line, Lines, OwnForm, Refused};
use super::parts::heading::Heading;
use super::parts::language;
use super::parts::lines::{in_lines, quoting};
use super::see;
use crate::app::App;
use crate::auth::Session;
use crate::auth::extract::{self, Account};
use crate::error::Error;
use crate::http::routes::Routes;
use crate::shops::{self, Created, Details, Shop, origins_with};
use crate::surveys;

pub(super) fn router() -> Routes {
    Routes::new()
        .route("/", get(home))
        .route("/shops", get(list))
        .route("/shops/new", get(new).post(create))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct NewShop {
    /// Drawn when the form is shown, so that it makes one shop, however often it is sent.
    id: Option<ShopId>,
    name: String,
    url: String,
    origins: String,
    language: String,
}

/// Leads to the owner's first shop, or to making one.
async fn home(State(app): State<App>, Account(session): Account) -> Result<Response, Error> {
    let own = shops::of_owner(&app, session.owner).await?;
    let path = own.first().map_or("/shops/new".to_owned(), |shop| format!("/shops/{}", shop.id));
    Ok(see(&app, &path))
}

/// Lists the owner's shops.
async fn list(State(app): State<App>, Account(session): Account) -> Result<Html<String>, Error> {
    let own = shops::of_owner(&app, session.owner).await?;
    let new = app.public.to("/shops/new");
    let rows = own.into_iter().map(|shop| row(&app, &shop)).collect_view();
    let content = view! {
        <Heading title="Your shops">
            <a class="button" href=new>
                "New shop"
            </a>
        </Heading>
        <div class="table-box">
            <table>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {sign_out(&app.public, &session.csrf, &session.email)}
    };
    Ok(bare(&app.public, "Your shops", content))
}

fn row(app: &App, shop: &Shop) -> impl IntoView + use<> {
    let demo = shop.demo.then(|| view! { " " <span class="mark">"Demo data"</span> });
    view! {
        <tr>
            <td>
                <a class="row" href=app.public.to(&format!("/shops/{}", shop.id))>
                    {shop.details.name.clone()}
                </a>
                {demo}
                <br />
                <span class="quiet-text">{shop.details.url.clone()}</span>
            </td>
        </tr>
    }
}

/// Asks for a new shop's name and address.
async fn new(State(app): State<App>, Account(session): Account) -> Html<String> {
    let new = NewShop { id: Some(shops::new_id(&app)), ..NewShop::default() };
    form(&app, &session, new, Refused::default())
}

/// Creates a shop with the usual surveys, live, and shows its secret.
async fn create(
    State(app): State<App>,
    Account(session): Account,
    extract::OwnForm(new): extract::OwnForm<NewShop>,
) -> Result<Response, Error> {
    let id = new.id.unwrap_or_else(|| shops::new_id(&app));
    let url = new.url.trim();
    let origins = origins_with(url, in_lines(&new.origins));
    let details = Details {
        origins: origins.clone(),
        language: if new.language.is_empty() { "en".to_owned() } else { new.language.clone() },
        ..Details::new(&new.name, url)
    };
    match shops::create_once(&app, session.owner, id, details).await {
        Ok(Some(created)) => {
            surveys::create_usual(&app, created.shop.id, true).await?;
            Ok(made(&app, created).into_response())
        }
        Ok(None) => Ok(see(&app, &format!("/shops/{id}/settings?done=made"))),
        Err(error) => {
            let refused = Refused::by(quoting(error, "origins", &origins))?;
            let page = form(&app, &session, new, refused);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

fn form(app: &App, session: &Session, new: NewShop, refused: Refused) -> Html<String> {
    let (action, cancel) = (app.public.to("/shops/new"), app.public.to("/"));
    let csrf = session.csrf.clone();
    let content = view! {
        <h1>"New shop"</h1>
        <p>"It starts with two surveys that you can change. Next, you paste one line into your site."</p>
        <OwnForm action csrf refused=refused.clone()>
            {new.id.map(|id| view! { <input type="hidden" name="id" value=id.to_string() /> })}
            <Line
                name="name"
                label="Name"
                hint="As your customers know it."
                value=new.name
                autocomplete="organization"
                required=true
                refused=refused.clone()
            />
            <Line
                name="url"
                label="Address of the front page"
                hint="Such as https://shop.example"
                value=new.url
                kind="url"
                autocomplete="url"
                required=true
                refused=refused.clone()
            />
            <Choice
                name="language"
                label="Language"
                hint="Your own. Shoppers who use another of the built-in languages are asked in theirs."
                options=language::choices("en")
                value=new.language
                refused=refused.clone()
            />
            <Lines
                name="origins"
                label="Other addresses of the same shop"
                hint="May stay empty. One per line, such as https://www.shop.example. Answers are taken from these and from the front page's site, and from nowhere else."
                rows=2
                code=true
                value=new.origins
                refused
            />
            <div class="actions">
                <button class="button">"Create shop"</button>
                <a class="button quiet" href=cancel>
                    "Cancel"
                </a>
            </div>
        </OwnForm>
        {sign_out(&app.public, &session.csrf, &session.email)}
    };
    bare(&app.public, "New shop", content)
}

fn made(app: &App, Created { shop, token_secret }: Created) -> Html<String> {
    let title = format!("{} is ready", shop.details.name);
    let next = app.public.to(&format!("/shops/{}/snippet", shop.id));
    let content = view! {
        <h1>{title.clone()}</h1>
        <p>"Two surveys are live: they are asked as soon as the snippet is on your site."</p>
        <p class="actions">
            <a class="button" href=next>
                "Put it on your site"
            </a>
        </p>
        <Secret
            label="Token secret"
            text=token_secret
            purpose="Your shop's server can sign tokens with it, to prove who a customer is and what they bought. You may need it later; a new one can be made in the settings."
        />
    };
    bare(&app.public, &title, content)
}
