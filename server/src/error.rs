//! Why a request failed, as `application/problem+json` (RFC 9457) for programs and as a page
//! for people; causes are logged once, by the `log` layer.

use std::borrow::Cow;
use std::sync::Arc;

use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use shared::invalid::Invalid;

/// Why a request failed, from the client's point of view.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The request cannot be read at all: 400.
    #[error("{reason}")]
    Unreadable {
        /// Which part of it.
        field: &'static str,
        /// What the parser says.
        reason: String,
    },
    /// The client sent a value that is not acceptable: 422.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// Nobody is signed in, or the key is not known: 401.
    #[error("sign in, or send a valid key as `Authorization: Bearer …`")]
    Unauthorized,
    /// It is known who asks, and they may not: 403.
    #[error("{reason}")]
    Forbidden {
        /// Which part of the request shows it.
        field: &'static str,
        /// Why not.
        reason: Cow<'static, str>,
    },
    /// Nothing of that kind exists in this shop: 404.
    #[error("no such {0}")]
    NotFound(&'static str),
    /// It contradicts what is stored: 409.
    #[error("{reason}")]
    Conflict {
        /// Which part of the request does.
        field: &'static str,
        /// How.
        reason: &'static str,
    },
    /// The body is larger than any that makes sense: 413.
    #[error("the body is larger than {0} bytes")]
    TooLarge(usize),
    /// The server has no room for this request now: 503.
    #[error("busy, try again shortly")]
    Busy,
    /// The server failed; the client learns only that it did: 500.
    #[error("database: {0}")]
    Database(sqlx::Error),
    /// The server failed in another way: 500.
    #[error("internal: {0}")]
    Internal(String),
}

impl Error {
    /// The status that it becomes.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Unreadable { .. } => StatusCode::BAD_REQUEST,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Unauthorized => StatusCode::UNAUTHORIZED,
            Self::Forbidden { .. } => StatusCode::FORBIDDEN,
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::Conflict { .. } => StatusCode::CONFLICT,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Database(_) | Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// A stable name of the kind of problem, for programs.
    fn kind(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "urn:candor:problem:unreadable",
            Self::Invalid(_) => "urn:candor:problem:invalid",
            Self::Unauthorized => "urn:candor:problem:unauthorized",
            Self::Forbidden { .. } => "urn:candor:problem:forbidden",
            Self::NotFound(_) => "urn:candor:problem:not-found",
            Self::Conflict { .. } => "urn:candor:problem:conflict",
            Self::TooLarge(_) => "urn:candor:problem:too-large",
            Self::Busy => "urn:candor:problem:busy",
            Self::Database(_) | Self::Internal(_) => "urn:candor:problem:internal",
        }
    }

    /// Which part of the request is meant, if it is one.
    fn field(&self) -> Option<&str> {
        match self {
            Self::Invalid(invalid) => Some(&invalid.field),
            Self::Unreadable { field, .. }
            | Self::Forbidden { field, .. }
            | Self::Conflict { field, .. } => Some(field),
            Self::NotFound(what) => Some(what),
            Self::TooLarge(_) => Some("body"),
            Self::Unauthorized | Self::Busy | Self::Database(_) | Self::Internal(_) => None,
        }
    }

    /// What the client may read: never why the server itself failed.
    pub fn detail(&self) -> String {
        match self {
            Self::Invalid(invalid) => invalid.reason.to_string(),
            Self::Database(_) | Self::Internal(_) => {
                "The server could not handle the request.".to_owned()
            }
            _ => self.to_string(),
        }
    }
}

/// A pool without a free connection is a busy server, not a broken one.
impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => Self::Busy,
            other => Self::Database(other),
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let status = self.status();
        let mut body = json!({
            "type": self.kind(),
            "title": status.canonical_reason(),
            "status": status.as_u16(),
            "detail": self.detail(),
        });
        if let Some(field) = self.field() {
            body["field"] = field.into();
        }
        let headers = [(CONTENT_TYPE, "application/problem+json"), (CACHE_CONTROL, "no-store")];
        let mut response = (status, headers, body.to_string()).into_response();
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(RETRY_AFTER, 5.into());
        }
        response.extensions_mut().insert(Arc::new(self)); // the `log` layer reads it
        response
    }
}
