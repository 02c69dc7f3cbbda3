//! A new survey: made of a template, as a draft.

use axum::extract::State;
use axum::response::{Html, Response};
use leptos::prelude::*;
use shared::invalid::{Invalid, Reason};

use super::path;
use crate::app::App;
use crate::auth::extract::{OwnForm, OwnerPage};
use crate::dashboard::page::{Frame, Here};
use crate::dashboard::parts::fields::Fields;
use crate::dashboard::parts::heading::Heading;
use crate::dashboard::see;
use crate::error::Error;
use crate::surveys::{self, templates::Template};

/// Shows what a survey can start from.
pub(super) async fn show(State(app): State<App>, owner: OwnerPage) -> Result<Html<String>, Error> {
    let frame = Frame::of(&app, owner, Here::Surveys).await?;
    let to = frame.to("/surveys/new");
    let csrf = frame.csrf.clone();
    let cards = Template::ALL
        .into_iter()
        .map(|template| {
            let value = template.as_str();
            view! {
                <li class="card">
                    <h2>{if template == Template::Empty { "Something else" } else { template.title() }}</h2>
                    <p>{template.says()}</p>
                    <button class="button quiet" name="template" value=value>
                        "Start with this"
                        <span class="unseen">{format!(": {}", template.title())}</span>
                    </button>
                </li>
            }
        })
        .collect_view();
    let content = view! {
        <Heading
            title="What do you want to know?"
            lead="Each of these is a draft with its words in eight languages. Nothing is asked before you start it."
        />
        <form method="post" action=to>
            <input type="hidden" name="csrf" value=csrf />
            <ul class="templates">{cards}</ul>
        </form>
    };
    Ok(frame.page("New survey", content))
}

/// Makes a draft of a template and leads to it.
pub(super) async fn create(
    State(app): State<App>,
    owner: OwnerPage,
    OwnForm(fields): OwnForm<Fields>,
) -> Result<Response, Error> {
    let template = Template::parse(fields.one("template"))
        .ok_or_else(|| Invalid::new("template", Reason::Unknown))?;
    let made = surveys::create_from(&app, owner.shop, template).await?;
    Ok(see(&app, &format!("{}?done=made", path(owner.shop, made.id))))
}
