//! Why a survey is shown or not: an owner types in a page and a visitor, and reads which part of
//! the rule decides.

mod form;
mod visitor;
mod words;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::prelude::*;
use shared::targeting::{Asking, No, Rule, Visit};

use super::path;
use crate::app::App;
use crate::auth::extract::OwnerPage;
use crate::dashboard::page::{Frame, Here};
use crate::dashboard::parts::fields::Fields;
use crate::dashboard::parts::form::Refused;
use crate::dashboard::parts::heading::Heading;
use crate::error::Error;
use crate::http::extract::{Query, SurveyPath};
use crate::http::routes::Routes;
use crate::surveys::{self, Placement, Settings, ShopSurvey};
use form::VisitorForm;
use words::Looked;

pub(super) fn router() -> Routes {
    Routes::new().route("/shops/{shop}/surveys/{survey}/why", get(show))
}

/// Says whether a survey is shown to the visitor that was typed in, and what decides it.
async fn show(
    State(app): State<App>,
    owner: OwnerPage,
    SurveyPath(id): SurveyPath,
    Query(sent): Query<Fields>,
) -> Result<Response, Error> {
    let survey = surveys::find(&app, owner.shop, id).await?;
    let frame = Frame::of(&app, owner, Here::Surveys).await?;
    let now = app.clock.now();
    let fields = visitor::with_usual(sent, &survey, &frame.shop);
    let (refused, visit) = match visitor::read(&fields, &survey, (&frame.shop, now)) {
        Ok(visit) => (Refused::default(), Some(visit)),
        Err(invalid) => (Refused::by(invalid.into())?, None),
    };
    let status = if visit.is_some() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let answer = visit.map(|visit| answer(&survey, &frame, &visit));
    let title = format!("Why (not) shown? {}", survey.settings.title);
    let to = app.public.to(&path(frame.shop.id, survey.id));
    let action = format!("{to}/why");
    let content = view! {
        <Heading title="Why (not) shown?" lead=survey.settings.title.clone()>
            <a class="button quiet" href=to>
                "The survey"
            </a>
        </Heading>
        {answer}
        <VisitorForm action fields refused survey shop=frame.shop.clone() />
    };
    Ok((status, frame.page(&title, content)).into_response())
}

/// What of a survey's rule counts where it appears.
fn counting(settings: &Settings) -> Rule {
    match settings.placement {
        Placement::Popover => settings.rule.clone(),
        // In the page it is asked where its element stands, whatever else its rule says.
        Placement::Inline => Rule { repeat: settings.rule.repeat, ..Rule::default() },
        Placement::Tab => settings.rule.of_tab(),
    }
}

/// What decides, in one sentence, and below how each part stands.
fn answer(survey: &ShopSurvey, frame: &Frame, visit: &Visit) -> AnyView {
    let settings = &survey.settings;
    let inline = settings.placement == Placement::Inline;
    let rule = &counting(settings);
    let id = survey.id.to_string();
    let mut manners = frame.shop.details.manners();
    if settings.placement == Placement::Tab {
        manners.quiet_days = 0;
    }
    let asking = Asking { survey: &id, rule, schedule: settings.schedule, manners };
    let looked = Looked { asking, visit };
    let decides = asking.refuses(visit);
    let sentence = match (settings.live, decides) {
        (false, _) => "Not shown: the survey is paused.".to_owned(),
        (true, Some(part)) => {
            let values = looked.said(part).unwrap_or_default();
            format!("Not shown. {}: {values}.", words::label(part))
        }
        (true, None) if inline => "Shown where its <candor-survey> stands in the page.".to_owned(),
        (true, None) if settings.placement == Placement::Tab => {
            "Its tab stands at the page’s edge, and whoever presses that is asked.".to_owned()
        }
        (true, None) => {
            "Shown: every part of the rule says yes. One survey is asked at a time.".to_owned()
        }
    };
    let shown = settings.live && decides.is_none();
    let parts = No::ALL.into_iter().filter_map(|part| {
        let values = looked.said(part)?;
        let (state, word) = match asking.says_no(part, visit) {
            _ if decides == Some(part) => ("poor", "Decides"),
            true => ("poor", "No"),
            false => ("good", "Yes"),
        };
        let label = words::label(part);
        Some(view! {
            <tr>
                <th scope="row">{label}</th>
                <td>{values}</td>
                <td class=format!("says {state}")>{word}</td>
            </tr>
        })
    });

    view! {
        <p class=if shown { "notice" } else { "notice fair" } role="status">
            {sentence}
        </p>
        <section class="card">
            <table class="why">
                <thead>
                    <tr>
                        <th scope="col">"Part of the rule"</th>
                        <th scope="col">"How it stands"</th>
                        <th scope="col">"Says"</th>
                    </tr>
                </thead>
                <tbody>{parts.collect_view()}</tbody>
            </table>
        </section>
    }
    .into_any()
}
