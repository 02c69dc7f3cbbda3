//! The versions of a survey: when each was made, what changed in words, and its answers.

use axum::extract::State;
use axum::response::Html;
use axum::routing::get;
use leptos::prelude::*;
use shared::time::Timestamp;

use super::path;
use crate::app::App;
use crate::auth::extract::OwnerPage;
use crate::dashboard::page::{Frame, Here};
use crate::dashboard::parts::heading::Heading;
use crate::dashboard::parts::score::count;
use crate::dashboard::parts::time::Ago;
use crate::error::Error;
use crate::http::extract::SurveyPath;
use crate::http::routes::Routes;
use crate::responses;
use crate::surveys::{self, Version, changes};

pub(super) fn router() -> Routes {
    Routes::new().route("/shops/{shop}/surveys/{survey}/versions", get(show))
}

/// One version as the page shows it.
struct Row {
    version: i64,
    at: Timestamp,
    shown: bool,
    /// What is not as it was in the version before; none of the first.
    changes: Vec<String>,
    answers: i64,
}

async fn show(
    State(app): State<App>,
    owner: OwnerPage,
    SurveyPath(id): SurveyPath,
) -> Result<Html<String>, Error> {
    let survey = surveys::find(&app, owner.shop, id).await?;
    let versions = surveys::versions(&app, owner.shop, id).await?;
    let answers = responses::by_version(&app, owner.shop, id).await?;
    let to = app.public.to(&path(owner.shop, id));
    let frame = Frame::of(&app, owner, Here::Surveys).await?;
    let language = &frame.shop.details.language;
    let older = versions.iter().skip(1).map(Some).chain([None]);
    let rows =
        versions.iter().zip(older).map(|(version, older)| row(version, older, &answers, language));
    let now = app.clock.now();
    let rows = rows.map(|row| view! { <OneVersion row now /> }).collect_view();
    let title = survey.settings.title;
    let content = view! {
        <Heading
            title=format!("Versions of “{title}”")
            lead="Other words make a new version. An answer keeps the one that it was asked with."
        >
            <a class="button quiet" href=to>
                "Edit the survey"
            </a>
        </Heading>
        <ol class="versions card">{rows}</ol>
    };
    Ok(frame.page(&format!("Versions of {title}"), content))
}

fn row(version: &Version, older: Option<&Version>, answers: &[(i64, i64)], language: &str) -> Row {
    let counted = answers.iter().find(|(of, _)| *of == version.version);
    let changes = older.map(|older| changes::between(&older.survey, &version.survey, language));
    Row {
        version: version.version,
        at: version.created_at,
        shown: version.shown,
        changes: changes.unwrap_or_default(),
        answers: counted.map_or(0, |(_, count)| *count),
    }
}

#[component]
fn OneVersion(row: Row, now: Timestamp) -> impl IntoView {
    let answers = match (row.answers, row.shown) {
        (0, false) => "Never asked".to_owned(),
        (1, _) => "1 answer".to_owned(),
        (answers, _) => format!("{} answers", count(answers)),
    };
    let changes = if row.version == 1 { vec!["The first one.".to_owned()] } else { row.changes };
    let changes = changes.into_iter().map(|change| view! { <li>{change}</li> }).collect_view();

    view! {
        <li>
            <p class="head">
                <strong>{format!("Version {}", row.version)}</strong>
                <span class="quiet-text"><Ago at=row.at now /></span>
                <span class="figure">{answers}</span>
            </p>
            <ul class="bullets">{changes}</ul>
        </li>
    }
}
