//! Reading a message: the same types and the same validation as the server's.

use std::collections::HashMap;

use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, HeaderName};
use axum::response::IntoResponse;
use serde::Serialize;
use shared::id::{ResponseId, SurveyId};
use shared::response::NewResponse;
use shared::survey::Survey;
use sqlx::SqlitePool;
use sqlx::types::Json;

/// What was asked, by survey and version.
pub(crate) struct Surveys(HashMap<(SurveyId, i64), Survey<()>>);

/// What the browser learns, as from the server.
#[derive(Serialize)]
pub(crate) struct Receipt {
    id: ResponseId,
    seq: i64,
    complete: bool,
}

impl Surveys {
    /// Takes them from a database of the server.
    pub(crate) async fn read(pool: &SqlitePool) -> anyhow::Result<Self> {
        let found: Vec<(SurveyId, i64, Json<Survey>)> =
            sqlx::query_as("select survey_id, version, definition from survey_version")
                .fetch_all(pool)
                .await?;
        let asked = |(id, version, Json(survey)): (_, _, Json<Survey>)| {
            ((id, version), survey.without_words())
        };
        Ok(Self(found.into_iter().map(asked).collect()))
    }

    /// Parses a message and checks it against what was asked.
    pub(crate) fn check(&self, body: &[u8]) -> Result<(NewResponse, &Survey<()>), StatusCode> {
        let new: NewResponse = serde_json::from_slice(body).map_err(|_| StatusCode::BAD_REQUEST)?;
        let survey = self.0.get(&(new.survey, new.survey_version));
        let survey = survey.ok_or(StatusCode::UNPROCESSABLE_ENTITY)?;
        new.check(survey).map_err(|_| StatusCode::UNPROCESSABLE_ENTITY)?;
        Ok((new, survey))
    }
}

impl Receipt {
    /// Acknowledges a message.
    pub(crate) fn of(new: &NewResponse) -> Self {
        Self { id: new.id, seq: new.seq, complete: new.complete }
    }
}

impl IntoResponse for Receipt {
    fn into_response(self) -> axum::response::Response {
        const JSON: [(HeaderName, &str); 1] = [(CONTENT_TYPE, "application/json")];
        match serde_json::to_string(&self) {
            Ok(text) => (StatusCode::CREATED, JSON, text).into_response(),
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        }
    }
}
